"""How does a .docx become a report? The order of the reading, and the metadata.

Metadata stands in the core properties (ECMA-376 part 2, 11) and the custom properties (part 1, 22.3).
"""

from __future__ import annotations

from typing import Any

from ....errors import DamagedFileError
from ....losses import Losses
from ....model import Block, Meta, Report, normal
from ....model.messages import message
from ....safe.xml import Element
from ..names import CORE_NS, CUSTOM_NS, DC_NS, EXTRA_PREFIX, META_PREFIX
from .body import BlockReader
from .context import Context
from .dropped import note_misplaced, note_other_parts
from .notes import NoteReader
from .parts import Parts
from .wml import BODY

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
_TEXT_TYPES = frozenset({"lpwstr", "lpstr", "bstr"})
_META_FIELDS = frozenset({"organ", "published", "document_number", "index_number", "source_url"})


def read(data: bytes, losses: Losses) -> Report:
    """The report in the .docx `data` (also .docm, .dotx, .dotm and Strict; W33).

    Raises:
        ReadError: it is another kind of file, damaged, encrypted or unsafe.
        LimitError: it is larger, or nests deeper, than the limits allow.
        ModelError: it holds what no report can hold.
    """
    parts = Parts(data, losses)
    root = parts.main_xml()
    context = Context(parts, losses)
    notes = NoteReader(context, root)
    blocks: list[Block] = []
    bodies = list(root.iterchildren(BODY))
    if not bodies:
        raise DamagedFileError(message("docx.body-missing", part=parts.main))
    for body in bodies:
        blocks += BlockReader(context, body, notes).read_all(body)
    context.finish_skipped()
    note_misplaced(root, parts.main, losses)
    notes.note_unreferenced()
    note_other_parts(parts, root, losses)
    return normal(Report(read_meta(parts), tuple(blocks), context.resources), losses.note)


def read_meta(parts: Parts) -> Meta:
    """The metadata of the package; empty where the parts for it are missing."""
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    name = parts.related("", "core-properties")
    if name is None and "docProps/core.xml" in parts.package:
        name = "docProps/core.xml"
    core = parts.optional_xml(name)
    if core is not None:
        _read_core(core, fields, extra)
    custom = parts.optional_xml(parts.related("", "custom-properties"))
    if custom is not None:
        _read_custom(custom, fields, extra)
    return Meta(**fields, extra=extra)


def _read_core(root: Element, fields: dict[str, Any], extra: dict[str, str]) -> None:
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


def _read_custom(root: Element, fields: dict[str, Any], extra: dict[str, str]) -> None:
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
            _read_own(name[len(META_PREFIX) :], text, fields, extra)
        elif value.tag.rpartition("}")[2] in _TEXT_TYPES:
            extra[name] = text


def _read_own(field: str, text: str, fields: dict[str, Any], extra: dict[str, str]) -> None:
    """Read a property that gireport's writer wrote for the field `field` of `Meta`."""
    if field in _META_FIELDS:
        fields[field] = text
    elif field == "year" and text.isascii() and text.isdigit() and len(text) <= 4:
        fields["year"] = int(text)
    else:
        extra[META_PREFIX + field] = text
