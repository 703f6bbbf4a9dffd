"""What of a .docx is not in the report, and which loss says so?

- content where WordprocessingML allows none (`note_misplaced`): characters outside of `w:t`, runs in
  properties;
- other parts of the package (`note_other_parts`, W31): headers and footers, comments, macros, a page
  background.

What is skipped inside the text (hidden text, deletions, objects) is recorded where it is read. Drawn lines
between notes and notes without a reference are in `notes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, cast

from lxml import etree

from ....losses import Losses
from ....model.messages import Message, message
from ....model.patterns import compiled_later
from ....reading.misplaced import TEXT, ContentModel, MisplacedContent, SkippedElements
from ....safe.xml import Element
from ..names import O_NS, V_NS, W_NS, WP_NS
from . import wml
from .context import quoted
from .field_results import parse
from .fields import ELEMENT_FIELDS
from .formulas import HELD_IN_FORMULAS
from .parts import Parts
from .wml import A_BLIP, ALTERNATE, CHOICE, DEL_TEXT, FALLBACK, INSTR_TEXT, M_T, SYM, T, selected_branch, w

_WP14_NS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
_BACKGROUND: Final = w("background")
_NOTHING: Final = frozenset[str]()
_DRAWN: Final = frozenset({wml.DRAWING, wml.PICT, wml.OBJECT})
_NOTE_REFERENCES: Final = (wml.FOOTNOTE_REFERENCE, wml.ENDNOTE_REFERENCE)
_EMPTY_ELEMENTS = "tab ptab noBreakHyphen softHyphen cr br footnoteRef endnoteRef contentPart subDoc"
# Element → the children that the reader reads. `tests/…/test_dropped.py` compares this with the reader.
_CHILDREN_READ: dict[str, frozenset[str]] = {
    **dict.fromkeys(wml.WITHOUT_CONTENT, _NOTHING),
    **dict.fromkeys(map(w, _EMPTY_ELEMENTS.split()), _NOTHING),
    **dict.fromkeys(ELEMENT_FIELDS, _NOTHING),
    **dict.fromkeys((wml.BOOKMARK_START, wml.BOOKMARK_END, SYM, wml.FLD_CHAR, wml.ALT_CHUNK), _NOTHING),
    **dict.fromkeys(_NOTE_REFERENCES, _NOTHING),
    **HELD_IN_FORMULAS,
    INSTR_TEXT: frozenset({TEXT}),
    DEL_TEXT: frozenset({TEXT}),
    wml.SDT: frozenset({wml.SDT_CONTENT}),
    wml.RUBY: frozenset({w("rubyBase"), w("rt")}),
    ALTERNATE: frozenset({CHOICE, FALLBACK}),
    w("document"): frozenset({wml.BODY, _BACKGROUND}),
    w("footnotes"): frozenset({w("footnote")}),
    w("endnotes"): frozenset({w("endnote")}),
    _BACKGROUND: _DRAWN,
}
_CONTENT_MODEL = ContentModel(
    _CHILDREN_READ, wml.DELETIONS, _DRAWN, frozenset({wml.TXBX_CONTENT, wml.A_TX_BODY})
)
# Content besides `w:t`.
_CONTENT = (SYM, M_T, DEL_TEXT, *_DRAWN, *_NOTE_REFERENCES)
# Whether every `w:t` stands where nearly all do: then it need not be looked for elsewhere.
_USUAL = etree.XPath(
    "count(/descendant::w:t) = count(/w:document/w:body/w:p/w:r/w:t)"
    " + count(/w:document/w:body/w:tbl/w:tr/w:tc/w:p/w:r/w:t)",
    namespaces={"w": W_NS},
)
# XPath, because every character of the part must be looked at.
_TEXTS = etree.XPath("//text()[not(parent::w:t) and normalize-space()]", namespaces={"w": W_NS})
# Whether there is any text outside of `w:t`, even white space; most documents have none, and this is fast.
_HAS_OTHER_TEXT = etree.XPath("boolean(/descendant::text()[not(parent::w:t)])", namespaces={"w": W_NS})
_HOLD_TEXT = frozenset(
    {
        *(T, DEL_TEXT, INSTR_TEXT, M_T, wml.A_T, w("delInstrText"), w("fldData")),
        *(f"{{{WP_NS}}}{name}" for name in ("posOffset", "align")),
        *(f"{{{O_NS}}}{name}" for name in ("LinkType", "LockedField", "FieldCodes")),
        *(f"{{{_WP14_NS}}}pct{name}" for name in ("Width", "Height", "PosHOffset", "PosVOffset")),
    }
)
# The namespaces whose elements are known; where others hold text is not.
_KNOWN_NAMESPACES = tuple(
    "{" + namespace
    for namespace in (
        "http://schemas.openxmlformats.org/",
        "http://schemas.microsoft.com/office/",
        V_NS,
        O_NS,
    )
)


# --- misplaced content ---


def note_misplaced(root: Element, part: str, losses: Losses) -> None:
    """Record content below `root`, of `part`, that no program shows; one loss for each kind of element.

    This is characters outside of `w:t` (17.3.3.31), and runs in elements that hold none, such as
    `w:bookmarkStart` or `w:rPr`.
    """
    misplaced = MisplacedContent()
    if _HAS_OTHER_TEXT(root):
        _find_characters(root, misplaced)
    _find_content(root, misplaced)
    misplaced.note(losses, part, _prefixed_names(root), quoted)


def _find_characters(root: Element, misplaced: MisplacedContent) -> None:
    """Find characters in an element that holds only elements."""
    for text in cast("list[etree._ElementUnicodeResult]", _TEXTS(root)):
        parent = text.getparent()
        if parent is not None and text.is_tail:
            parent = parent.getparent()
        if parent is None or parent.tag in _HOLD_TEXT or not str(parent.tag).startswith(_KNOWN_NAMESPACES):
            continue
        misplaced.add(parent.tag, len(text.strip()), text)


def _find_content(root: Element, misplaced: MisplacedContent) -> None:
    """Find texts, pictures and notes in elements that the reader skips."""
    skipped = SkippedElements(_CONTENT_MODEL, root, _is_other_branch)
    for element in root.iter(*_CONTENT) if _USUAL(root) else root.iter(T, *_CONTENT):
        parent = element.getparent()
        if parent is None:
            continue
        tag = skipped.skipped_at(parent, element.tag)
        if tag:
            text = element.text or "" if element.tag in (T, M_T, DEL_TEXT) else ""
            misplaced.add(tag, max(len(text), 1), text)


def _is_other_branch(element: Element) -> bool:
    """Whether `element` is a branch of alternative content that is not read (W24)."""
    if element.tag != CHOICE and element.tag != FALLBACK:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == ALTERNATE and selected_branch(parent) is not element


def _prefixed_names(root: Element) -> Callable[[str], str]:
    """A function from an element's tag to its name with the prefix that `root` binds."""
    prefixes = {space: prefix for prefix, space in root.nsmap.items() if prefix}

    def prefixed(tag: str) -> str:
        space, _, local = tag[1:].partition("}")
        prefix = "w" if space == W_NS else prefixes.get(space)
        return f"{prefix}:{local}" if prefix else local

    return prefixed


# --- other parts ---

_COMMENT, _AUTHOR = w("comment"), w("author")
_QUOTED = 3  # headers and footers, or comments, that a loss quotes


def note_other_parts(parts: Parts, root: Element, losses: Losses) -> None:
    """Record what of the package is not read (W31): one loss for each kind, with its count.

    `root` is that of the main part.
    """
    relationships = [rel for rel in parts.relationships(parts.main).values() if not rel.external]
    margins = sorted({rel.target for rel in relationships if rel.kind in ("header", "footer")})
    margin_roots = [parts.optional_xml(part) for part in margins if part in parts.package]
    texts = [text for each in margin_roots if each is not None and (text := margin_text(each))]
    if texts:
        detail = message("docx.quotations", texts=tuple(map(_quoted_margin, texts[:_QUOTED])))
        losses.note("header-footer", "page headers and footers", len(texts), detail)
    comments_root = parts.optional_xml(parts.related(parts.main, "comments"))
    comments = [] if comments_root is None else list(comments_root.iter(_COMMENT))
    if comments:
        detail = message("docx.quotations", texts=tuple(map(_quoted_comment, comments[:_QUOTED])))
        losses.note("comment", "comments", len(comments), detail)
    background = root.find(_BACKGROUND)
    fills = () if background is None else background.iter(A_BLIP, wml.V_FILL)
    if any(fill.get(wml.R_ID) or fill.get(wml.R_EMBED) for fill in fills):
        losses.note("image-missing", parts.main, 1, message("docx.background-picture"))
    if any(rel.kind == "vbaProject" for rel in relationships):
        losses.note("macro", parts.main)


def _quoted_comment(comment: Element) -> str:
    """The author and the text of a comment."""
    text = quoted("".join(each.text or "" for each in comment.iter(T)))
    return f"{comment.get(_AUTHOR) or ''} {text}".strip()


# --- headers and footers ---

_PICTURE = "\ufffc"
"""Stands for a picture in the text of a header or footer."""
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
# Words around page numbers: 第 1 页 共 5 页, Page 1 of 5, — 1 —.
_PAGE_WORDS = compiled_later(r"第|页|頁|共|\bpage\b|\bof\b", re.IGNORECASE)
_WORD_CHARACTER = compiled_later(r"\w")
_FIELD_TYPE, _INSTRUCTION = w("fldCharType"), w("instr")
_PICTURES = frozenset({A_BLIP, wml.V_IMAGEDATA})


def margin_text(root: Element) -> str:
    """The text of a header or footer, with U+FFFC for each picture; empty for a page number alone.

    Page words (第 1 页 共 5 页) belong to a page number only where a field gives the number.
    """
    reader = _MarginReader()
    reader.read(root)
    text = "".join(reader.texts)
    rest = _PAGE_WORDS.sub("", text) if reader.has_page_number else text
    return text.strip() if _PICTURE in rest or _WORD_CHARACTER.search(rest) else ""


def _quoted_margin(text: str) -> str | Message:
    """The beginning of the text of a header or footer; a mention of its pictures, if it has some."""
    words = quoted(text.replace(_PICTURE, " "))
    if _PICTURE not in text:
        return words
    return message("docx.text-with-picture", text=words) if words else message("docx.picture")


class _MarginReader:
    """Collects the text of one header or footer."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.has_page_number = False
        # The instruction of each open field; None in the result of a page number.
        self._instructions: list[list[str] | None] = []

    def read(self, root: Element) -> None:
        stack = [iter((root,))]
        while stack:
            for child in stack[-1]:
                inner = self._inside(child)
                if inner is not None:
                    stack.append(iter(inner))
                    break
            else:
                stack.pop()

    def _inside(self, element: Element) -> Element | None:
        """Collect the text of `element` itself; the element whose children are read next, None for none."""
        tag = element.tag
        if tag == ALTERNATE:
            return selected_branch(element)
        if tag in wml.DELETIONS:
            return None
        if tag == wml.FLD_SIMPLE and parse(element.get(_INSTRUCTION) or "")[0] in _PAGE_FIELDS:
            self.has_page_number = True
            return None
        if tag == wml.FLD_CHAR:
            self._field_character(element.get(_FIELD_TYPE) or "")
        elif tag == INSTR_TEXT:
            if self._instructions and self._instructions[-1] is not None:
                self._instructions[-1].append(element.text or "")
        elif tag in (T, M_T):
            if all(instruction is not None for instruction in self._instructions):
                self.texts.append(element.text or "")
        elif tag in _PICTURES:
            self.texts.append(_PICTURE)
        elif tag == wml.V_TEXTPATH:
            self.texts.append(element.get("string") or "")
        return element

    def _field_character(self, kind: str) -> None:
        if kind == "begin":
            self._instructions.append([])
        elif kind == "end" and self._instructions:
            if _is_page_number(self._instructions.pop()):
                self.has_page_number = True
        elif kind == "separate" and self._instructions and _is_page_number(self._instructions[-1] or []):
            self._instructions[-1] = None


def _is_page_number(instruction: list[str] | None) -> bool:
    return instruction is None or parse("".join(instruction))[0] in _PAGE_FIELDS
