"""Content where WordprocessingML allows none: characters in elements that hold elements, runs in properties or edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from lxml import etree

from ....losses import Losses
from ....reading.misplaced import TEXT, Found, Grammar, Places
from ....safe.xml import Element
from ..names import O_NS, V_NS, W_NS, WP_NS
from .changes import DELETED, chosen
from .document import quoted
from .field_elements import ELEMENT_FIELDS
from .formulas import HELD_IN_FORMULAS
from .tags import (
    A_T,
    A_TX_BODY,
    ALT_CHUNK,
    ALTERNATE,
    BODY,
    BOOKMARK_END,
    BOOKMARK_START,
    BR,
    CHOICE,
    DEL_TEXT,
    DRAWING,
    ENDNOTE_REFERENCE,
    FALLBACK,
    FLD_CHAR,
    FOOTNOTE_REFERENCE,
    INSTR_TEXT,
    M_T,
    OBJECT,
    PICT,
    RUBY,
    SDT,
    SDT_CONTENT,
    SKIPPED,
    SYM,
    TXBX_CONTENT,
    T,
    w,
)

_WP14_NS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
_BACKGROUND: Final = w("background")
_NOTHING: Final = frozenset[str]()
_DRAWN: Final = frozenset({DRAWING, PICT, OBJECT})
# What each element holds of that which the reader looks into. `tests/…/test_misplaced.py` holds the reader to it.
_HOLDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(SKIPPED, _NOTHING),
    **{
        w(name): _NOTHING
        for name in ("tab", "ptab", "noBreakHyphen", "softHyphen", "cr", "footnoteRef", "endnoteRef")
    },
    **dict.fromkeys(ELEMENT_FIELDS, _NOTHING),
    **{w(name): _NOTHING for name in ("contentPart", "subDoc")},
    **dict.fromkeys((BOOKMARK_START, BOOKMARK_END, BR, SYM, FLD_CHAR, ALT_CHUNK), _NOTHING),
    **dict.fromkeys((FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE), _NOTHING),
    **HELD_IN_FORMULAS,
    INSTR_TEXT: frozenset({TEXT}),
    DEL_TEXT: frozenset({TEXT}),
    SDT: frozenset({SDT_CONTENT}),
    RUBY: frozenset({w("rubyBase"), w("rt")}),
    ALTERNATE: frozenset({CHOICE, FALLBACK}),
    w("document"): frozenset({BODY, _BACKGROUND}),
    w("footnotes"): frozenset({w("footnote")}),
    w("endnotes"): frozenset({w("endnote")}),
    _BACKGROUND: _DRAWN,
}
_GRAMMAR = Grammar(_HOLDS, DELETED, _DRAWN, frozenset({TXBX_CONTENT, A_TX_BODY}))
# What is content; nearly all of it is `w:t`, and nearly all of that stands where `_USUAL` looks for it.
_CONTENT = (SYM, M_T, DEL_TEXT, *_DRAWN, FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE)
_USUAL = etree.XPath(
    "count(/descendant::w:t) = count(/w:document/w:body/w:p/w:r/w:t)"
    " + count(/w:document/w:body/w:tbl/w:tr/w:tc/w:p/w:r/w:t)",
    namespaces={"w": W_NS},
)
# lxml, not a walk: it looks at every character of the part, and the reader passes by at no element for that.
_TEXTS = etree.XPath("//text()[not(parent::w:t) and normalize-space()]", namespaces={"w": W_NS})
# Most documents have no text elsewhere, which is told in a fraction of the time.
_ELSEWHERE = etree.XPath(
    "count(/descendant::text()) != count(/descendant::w:t/text())", namespaces={"w": W_NS}
)
_HOLD_TEXT = frozenset(
    {
        *(T, DEL_TEXT, INSTR_TEXT, M_T, A_T, w("delInstrText"), w("fldData")),
        *(f"{{{WP_NS}}}{name}" for name in ("posOffset", "align")),
        *(f"{{{O_NS}}}{name}" for name in ("LinkType", "LockedField", "FieldCodes")),
        *(f"{{{_WP14_NS}}}pct{name}" for name in ("Width", "Height", "PosHOffset", "PosVOffset")),
    }
)
# Of other namespaces it is not known where text may stand in them.
_SPACES = tuple(
    "{" + space
    for space in ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/office/", V_NS, O_NS)
)


def note_misplaced(root: Element, part: str, losses: Losses) -> None:
    """Note what stands below `root`, of `part`, where no program shows it; one loss for each kind of element.

    Characters outside of `w:t` (17.3.3.31), and runs in elements that hold none, such as `w:bookmarkStart` or `w:rPr`.
    """
    found = Found()
    if _ELSEWHERE(root):
        _bare(root, found)
    _runs(root, found)
    found.note(losses, part, _named(root), quoted)


def _bare(root: Element, found: Found) -> None:
    """Find characters that stand straight in an element of a namespace that is known, and that holds elements."""
    for text in cast("list[etree._ElementUnicodeResult]", _TEXTS(root)):
        parent = text.getparent()
        if parent is not None and text.is_tail:
            parent = parent.getparent()
        if parent is None or parent.tag in _HOLD_TEXT or not str(parent.tag).startswith(_SPACES):
            continue
        found.add(parent.tag, len(text.strip()), text)


def _runs(root: Element, found: Found) -> None:
    """Find texts, pictures and notes in elements at which the reader passes by."""
    places = Places(_GRAMMAR, root, _is_other_branch)
    for element in root.iter(*_CONTENT) if _USUAL(root) else root.iter(T, *_CONTENT):
        parent = element.getparent()
        if parent is None:
            continue
        tag = places.passed_by(parent, element.tag)
        if tag:
            text = element.text or "" if element.tag in (T, M_T, DEL_TEXT) else ""
            found.add(tag, max(len(text), 1), text)


def _is_other_branch(element: Element) -> bool:
    """Whether `element` is an alternative that is not read (W24)."""
    if element.tag != CHOICE and element.tag != FALLBACK:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == ALTERNATE and chosen(parent) is not element


def _named(root: Element) -> Callable[[str], str]:
    """What gives the name of an element as the part writes it, with the prefix that `root` binds."""
    prefixes = {space: prefix for prefix, space in root.nsmap.items() if prefix}

    def named(tag: str) -> str:
        space, _, local = tag[1:].partition("}")
        prefix = "w" if space == W_NS else prefixes.get(space)
        return f"{prefix}:{local}" if prefix else local

    return named
