"""The report's metadata as elements of `meta.xml` (ODF 1.3 part 3, 4.3)."""

from __future__ import annotations

from ....model import Meta
from ..names import EXTRA_ELEMENTS, EXTRA_PREFIX, META_FIELDS, META_PREFIX
from .values import attribute, text


def meta_elements(meta: Meta) -> str:
    """The children of `office:meta`, without dates and other values that differ each time."""
    parts: list[str] = []
    if meta.title is not None:
        parts.append(f"<dc:title>{text(meta.title)}</dc:title>")
    if meta.description is not None:
        parts.append(f"<dc:description>{text(meta.description)}</dc:description>")
    for key, element in EXTRA_ELEMENTS.items():
        if key in meta.extra:
            parts.append(f"<{element}>{text(meta.extra[key])}</{element}>")
    parts += [f"<meta:keyword>{text(word)}</meta:keyword>" for word in meta.keywords]
    parts.append(f"<dc:language>{text(meta.language)}</dc:language>")
    for field in META_FIELDS:
        value = getattr(meta, field)
        if value is not None:
            parts.append(_user_defined(META_PREFIX + field, str(value)))
    for key, value in meta.extra.items():
        if key not in EXTRA_ELEMENTS:
            prefix = EXTRA_PREFIX if key.startswith(META_PREFIX) else ""
            parts.append(_user_defined(prefix + key, value))
    return "".join(parts)


def _user_defined(name: str, value: str) -> str:
    return (
        f'<meta:user-defined meta:name="{attribute(name)}" meta:value-type="string">'
        f"{text(value)}</meta:user-defined>"
    )
