"""Reading a .docx: the main part, the metadata, and what of the package stays behind."""

from __future__ import annotations

from ....errors import DamagedFileError
from ....losses import Losses
from ....model import Block, Report, normal
from ....safe.xml import Element
from .blocks import BlockReader
from .document import Document, quoted
from .margins import margin_text
from .metadata import read_meta
from .misplaced import note_misplaced
from .notes import NoteReader
from .parts import Parts
from .tags import A_BLIP, BODY, R_EMBED, R_ID, V_FILL, T, w

_BACKGROUND = w("background")
_COMMENT, _AUTHOR = w("comment"), w("author")
_TOLD = 3  # headers and footers, or comments, that a loss quotes


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
    notes = NoteReader(document, root)
    blocks: list[Block] = []
    bodies = list(root.iterchildren(BODY))
    if not bodies:
        raise DamagedFileError(f"{parts.main} has no body", hint="get the file again")
    for body in bodies:
        blocks += BlockReader(document, body, notes).story_blocks(body)
    document.settle()
    note_misplaced(root, parts.main, losses)
    notes.unread()
    _left_behind(parts, root, losses)
    return normal(Report(read_meta(parts), tuple(blocks), document.resources), losses.note)


def _left_behind(parts: Parts, root: Element, losses: Losses) -> None:
    """Note what of the package is not in the model (W31): one loss for each kind, with its count."""
    relationships = [rel for rel in parts.relationships(parts.main).values() if not rel.external]
    margins = sorted({rel.target for rel in relationships if rel.kind in ("header", "footer")})
    roots = [parts.spare_xml(part) for part in margins if part in parts.package]
    texts = [text for root in roots if root is not None and (text := margin_text(root))]
    if texts:
        losses.note(
            "header-footer", "page headers and footers", len(texts), ", ".join(map(quoted, texts[:_TOLD]))
        )
    comments = parts.spare_xml(parts.related(parts.main, "comments"))
    made = [] if comments is None else list(comments.iter(_COMMENT))
    if made:
        told = ", ".join(_comment(comment) for comment in made[:_TOLD])
        losses.note("comment", "comments", len(made), told)
    behind = root.find(_BACKGROUND)
    fills = () if behind is None else behind.iter(A_BLIP, V_FILL)
    if any(fill.get(R_ID) or fill.get(R_EMBED) for fill in fills):
        losses.note("image-missing", parts.main, 1, "the picture behind the pages")
    if any(rel.kind == "vbaProject" for rel in relationships):
        losses.note("macro", parts.main)


def _comment(comment: Element) -> str:
    """Who says what in a comment."""
    text = quoted("".join(each.text or "" for each in comment.iter(T)))
    return f"{comment.get(_AUTHOR) or ''} {text}".strip()
