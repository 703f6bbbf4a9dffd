"""Where is the metadata written? In `core.xml`, `custom.xml` and `app.xml` of `docProps/`.

ECMA-376 part 2, 8.3 (core properties); part 1, 22.3 (custom properties).
"""

from __future__ import annotations

from ....model import Meta
from .. import names
from .parts import XML, attribute, text

CORE_EXTRAS = {"creator": "dc:creator", "subject": "dc:subject", "category": "cp:category"}
"""Keys of `Meta.extra` → their element in the core properties."""

# Fields of `Meta` without a core property: custom properties `gireport.…`.
_FIELDS = ("organ", "year", "published", "document_number", "index_number", "source_url")
# The property set for properties of users ([MS-OSHARED], 2.3.3.2.2).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def parts(meta: Meta) -> dict[str, str]:
    """The XML of the parts in `docProps/`, by their names without `.xml`.

    The text of a part that is not needed is empty.
    """
    return {"core": _core(meta), "custom": _custom(meta), "app": _APP}


def _core(meta: Meta) -> str:
    """`docProps/core.xml`, without the times of creation and change: the same report gives the same bytes."""
    rows = [
        ("dc:title", meta.title),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("dc:description", meta.description),
        ("dc:language", meta.language),
        *((element, meta.extra.get(key)) for key, element in CORE_EXTRAS.items()),
    ]
    body = "".join(f"<{element}>{text(value)}</{element}>" for element, value in rows if value)
    return (
        f"{XML}<cp:coreProperties"
        f' xmlns:cp="{names.CORE_NS}" xmlns:dc="{names.DC_NS}">{body}</cp:coreProperties>'
    )


def _custom(meta: Meta) -> str:
    """`docProps/custom.xml`; empty where there is no custom property.

    Names differ without regard to case, as in Word.
    """
    properties: dict[str, str] = {}
    for field in _FIELDS:
        value = getattr(meta, field)
        if value is not None:
            properties[names.META_PREFIX + field] = str(value)
    names_used = {name.lower() for name in properties}
    for key, value in meta.extra.items():
        if key in CORE_EXTRAS:
            continue
        reserved = (
            key.lower().startswith(names.META_PREFIX)
            or key.lower() in names_used
            or key.lower() in CORE_EXTRAS
        )
        name = names.EXTRA_PREFIX + key if reserved else key
        names_used.add(name.lower())
        properties[name] = value
    if not properties:
        return ""
    rows = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name="{attribute(name)}">'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), 2)
    )
    return f'{XML}<Properties xmlns="{names.CUSTOM_NS}" xmlns:vt="{names.VT_NS}">{rows}</Properties>'


_APP = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>gireport</Application></Properties>"
)
