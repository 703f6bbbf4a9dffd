"""Reading a .docx: the main part, the metadata, and what of the package stays behind."""

from __future__ import annotations

import re

from ....errors import DamagedFileError
from ....losses import Losses
from ....model import Block, Report, normal
from ....safe.xml import Element
from .blocks import BlockReader
from .document import Document
from .metadata import read_meta
from .notes import NoteReader
from .parts import Parts
from .tags import BODY, INSTR_TEXT, T, w

_COMMENT = w("comment")
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]")


def read(data: bytes, losses: Losses) -> Report:
    """The report in the .docx `data` (also .docm, .dotx, strict; W33).

    Raises:
        ReadError: it is another kind of file, damaged, encrypted or unsafe.
        LimitError: it is larger, or nests deeper, than the limits allow.
        ModelError: it holds what no report can hold.
    """
    parts = Parts(data, losses)
    root = parts.main_xml()
    document = Document(parts, losses)
    notes = NoteReader(document)
    blocks: list[Block] = []
    bodies = list(root.iterchildren(BODY))
    if not bodies:
        raise DamagedFileError(f"{parts.main} has no body", hint="get the file again")
    for body in bodies:
        blocks += BlockReader(document, body, notes).story_blocks(body)
    notes.unread()
    _left_behind(parts, losses)
    return normal(Report(read_meta(parts), tuple(blocks), document.resources), losses.note)


def _left_behind(parts: Parts, losses: Losses) -> None:
    """Note what of the package is not in the model (W31): one loss for each kind, with its count."""
    relationships = [rel for rel in parts.relationships(parts.main).values() if not rel.external]
    margins = {rel.target for rel in relationships if rel.kind in ("header", "footer")}
    count = sum(1 for part in sorted(margins) if part in parts.package and _holds_text(parts.xml(part)))
    if count:
        losses.note("header-footer", parts.main, count)
    comments = parts.related_xml(parts.main, "comments")
    count = 0 if comments is None else sum(1 for _ in comments.iter(_COMMENT))
    if count:
        losses.note("comment", parts.main, count)
    if any(rel.kind == "vbaProject" for rel in relationships):
        losses.note("macro", parts.main)


def _holds_text(root: Element) -> bool:
    """Whether a header or footer says more than the number of the page."""
    text = "".join(element.text or "" for element in root.iter(T))
    if not text.strip():
        return False
    if _WORDS.search(text):
        return True
    fields = [element.text or "" for element in root.iter(INSTR_TEXT)]
    fields += [element.get(w("instr")) or "" for element in root.iter(w("fldSimple"))]
    return not any(map(_PAGE_FIELD.match, fields))
