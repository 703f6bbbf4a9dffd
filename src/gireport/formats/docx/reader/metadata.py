"""Document properties: core, and custom ones (ECMA-376 part 2, 11; part 1, 22.3)."""

from __future__ import annotations

from typing import Any

from ....model import Meta
from ....safe.xml import Element
from ..names import CORE_NS, CUSTOM_NS, DC_NS, EXTRA_PREFIX, META_PREFIX
from .parts import Parts

_CORE: dict[str, str] = {
    f"{{{DC_NS}}}title": "title",
    f"{{{DC_NS}}}description": "description",
    f"{{{DC_NS}}}language": "language",
}
_CORE_EXTRA: dict[str, str] = {
    f"{{{DC_NS}}}creator": "creator",
    f"{{{DC_NS}}}subject": "subject",
    f"{{{CORE_NS}}}category": "category",
}
_KEYWORDS = f"{{{CORE_NS}}}keywords"
_PROPERTY = f"{{{CUSTOM_NS}}}property"
_TEXTS = frozenset({"lpwstr", "lpstr", "bstr"})
_FIELDS = frozenset({"organ", "published", "document_number", "index_number", "source_url"})


def read_meta(parts: Parts) -> Meta:
    """The metadata of the package; parts that are not there say nothing."""
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    name = parts.related("", "core-properties")
    if name is None and "docProps/core.xml" in parts.package:
        name = "docProps/core.xml"
    core = parts.spare_xml(name)
    if core is not None:
        _core(core, fields, extra)
    custom = parts.spare_xml(parts.related("", "custom-properties"))
    if custom is not None:
        _custom(custom, fields, extra)
    return Meta(**fields, extra=extra)


def _core(root: Element, fields: dict[str, Any], extra: dict[str, str]) -> None:
    for element in root:
        text = element.text or ""
        if not text:
            continue
        if element.tag in _CORE:
            fields[_CORE[element.tag]] = text
        elif element.tag in _CORE_EXTRA:
            extra[_CORE_EXTRA[element.tag]] = text
        elif element.tag == _KEYWORDS:
            fields["keywords"] = (text,)


def _custom(root: Element, fields: dict[str, Any], extra: dict[str, str]) -> None:
    for element in root.iterchildren(_PROPERTY):
        name = element.get("name") or ""
        value = next(iter(element), None)
        if value is None or not name:
            continue
        text = value.text or ""
        if not text:
            continue
        if name.startswith(EXTRA_PREFIX):
            extra[name[len(EXTRA_PREFIX) :]] = text
        elif name.startswith(META_PREFIX):
            _own(name[len(META_PREFIX) :], text, fields, extra)
        elif value.tag.rpartition("}")[2] in _TEXTS:
            extra[name] = text


def _own(field: str, text: str, fields: dict[str, Any], extra: dict[str, str]) -> None:
    """A property that a gireport writer wrote."""
    if field in _FIELDS:
        fields[field] = text
    elif field == "year" and text.isascii() and text.isdigit() and len(text) <= 4:
        fields["year"] = int(text)
    else:
        extra[META_PREFIX + field] = text
