"""Cells that are written alike, as nearly all of a statutory table are: but for its words, each is what the first was.

A cell's markup without its words is its form. What the general reading (`cells`) made of one plain cell, its
spans, width and marks, is what every cell of that form has: only its words are looked at, and none of its elements.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from ....model import Align, Block, Mark, Paragraph, Text
from ....model.grid import Merge, Piece
from ....safe.xml import Element
from ..names import STRICT_PREFIX, W_NS
from .tags import TR
from .values import shown

_ROW, _ROW_END = b"<w:tr", b"</w:tr>"
_ENDS_NAME = frozenset(b" />\t\r\n")
_CELL, _CELL_END = "<w:tc>", "</w:tc>"
_WORDS = re.compile('<w:t((?: xml:space="preserve")?>[^<]*)</w:t>')
_HOLE = "\0"  # where words stand in a form: no XML has it
# What tells Word's editing sessions apart (17.15.1.70; [MS-DOCX] 2.2.4) says nothing of the document.
_SESSION = re.compile(r' (?:w:rsid\w*|w14:paraId|w14:textId)="\w*"')
# A name that is bound once more, or through references to characters.
_BOUND = re.compile(rb"xmlns:w\s*=")
_BOUND_BY_REFERENCE = re.compile(rb"""xmlns[^"'<>]*["'][^"'<>]*&""")
# What stands before the first cell, by the number of elements that it is.
_HEADS = (
    re.compile("<w:tr>"),
    re.compile("<w:tr><w:(trPr|tblPrEx)>[^\0]*</w:\\1>"),
    re.compile("<w:tr><w:tblPrEx>[^\0]*</w:tblPrEx><w:trPr>[^\0]*</w:trPr>"),
)
# No program writes so; where tags end is then not to be seen from the characters.
_UNUSUAL = re.compile(r"'|\s>|[\t\n]")
_PROPERTIES = "(?:<w:{0}>(?:(?!</w:{0}>)[^\0])*</w:{0}>|<w:{0} ?/>)?"
_OF_CELL, _OF_PARAGRAPH, _OF_RUN = map(_PROPERTIES.format, ("tcPr", "pPr", "rPr"))
# The one form that is learned: properties, and a paragraph of runs that hold words only.
_PLAIN = re.compile(
    f"{_OF_CELL}(?:<w:p>{_OF_PARAGRAPH}(?:<w:r>{_OF_RUN}\0*</w:r>|<w:proofErr [^<>]*/>)*</w:p>|<w:p ?/>)"
)
_MOST_ROWS = 20_000
_MOST_FORMS = 400
_LONGEST = 1_500  # characters of a form that is kept
_SHEETS = 8


class Known(Struct, frozen=True):
    """What the cells of one form are, and the marks of each of their texts; `width` is in twips, 0 for none."""

    colspan: int
    vertical: Merge
    header: bool
    align: Align | None
    marks: tuple[tuple[Mark, ...], ...]
    width: float
    stated: bool
    """Whether a width is stated."""

    def paragraph(self, words: list[str]) -> Paragraph:
        """The paragraph of those words, one for each of `marks`."""
        if len(words) == 1:  # nearly all are
            text = _said(words[0])
            return Paragraph((Text(text, self.marks[0]),) if text else (), self.align)
        said = zip(map(_said, words), self.marks, strict=True)
        return Paragraph(tuple(Text(text, marks) for text, marks in said if text), self.align)

    def piece(self, content: list[Block]) -> Piece:
        """The cell with that content."""
        return Piece(content, self.colspan, 1, False, self.vertical, "", False, self.header)


def _said(word: str) -> str:
    """What a `w:t` says; `word` is what stands between its name and its end tag."""
    return shown(word[1:], False) if word[0] == ">" else shown(word.partition(">")[2], True)


Forms = dict[str, Known]
"""What is known of cells, by their forms."""


@lru_cache(maxsize=_SHEETS)
def _forms(_digest: bytes) -> Forms:
    return {}


def forms_under(styles: bytes) -> Forms:
    """What is known of cells in documents with the styles part `styles`: all else that a plain cell means is in it."""
    return _forms(hashlib.sha256(styles).digest())


class Row:
    """The cells of one row: iterating gives the form, what is known of it, and the words of each."""

    __slots__ = ("_forms", "_parts", "before", "known")

    def __init__(self, before: int, forms: list[str], parts: list[str], known: Forms) -> None:
        self.before = before
        """The children of the row before its first cell."""
        self.known = known
        self._forms = forms
        self._parts = parts

    def __iter__(self) -> Iterator[tuple[str, Known | None, list[str]]]:
        start = 1
        for form in self._forms:
            known = self.known.get(form)
            end = start + 2 * (form.count(_HOLE) if known is None else len(known.marks))
            yield form, known, self._parts[start:end:2]
            start = end

    def learn(self, form: str, words: list[str], piece: Piece, width: float, stated: bool) -> None:
        """Learn from `piece`, which the general reading made of a plain cell, what the cells of its form are."""
        if len(self.known) >= _MOST_FORMS or len(form) > _LONGEST or piece.horizontal:
            return
        if _UNUSUAL.search(form) or not _PLAIN.fullmatch(form):
            return
        only = piece.content[0] if piece.content else Paragraph()
        assert type(only) is Paragraph
        texts = [inline for inline in only.content if type(inline) is Text]
        if [text.text for text in texts] == [_said(word) for word in words]:  # none is empty
            marks = tuple(text.marks for text in texts)
            self.known[form] = Known(
                piece.colspan, piece.vertical, piece.header, only.align, marks, width, stated
            )


class Source:
    """The rows of a part as its bytes have them; there are none where those may mean something else than they show."""

    def __init__(self, data: bytes, root: Element, known: Forms) -> None:
        """`root` is what the part's bytes `data` were parsed to."""
        self._data = data
        self._known = known
        self._places: dict[Element, tuple[int, int]] = {}
        if not _is_clear(data, root):
            return
        starts = list(_starts(data))
        if len(starts) <= _MOST_ROWS:
            rows = list(root.iter(TR))
            if len(rows) == len(starts):
                # A row reaches to the start of the next at most: one with rows inside is not looked at.
                self._places = dict(zip(rows, pairwise([*starts, len(data)]), strict=True))

    def row(self, element: Element) -> Row | None:
        """The `w:tr` `element`; None for one that has more than cells side by side, or characters that XML escapes."""
        start, stop = self._places.get(element, (0, 0))
        end = self._data.find(_ROW_END, start, stop)
        if not stop or end < 0:
            return None
        markup = self._data[start:end].decode()
        if "&" in markup or "\r" in markup:
            return None
        parts = _WORDS.split(markup)
        form = _HOLE.join(parts[::2])
        if "rsid" in form or "w14:" in form:
            form = _SESSION.sub("", form)
        head, _, inside = form.partition(_CELL)
        forms = inside[: -len(_CELL_END)].split(_CELL_END + _CELL)
        before = len(element) - len(forms)
        if (
            not 0 <= before < len(_HEADS)
            or not _HEADS[before].fullmatch(head)
            or "<w:tc" in head
            # Each end tag is that of a cell in the row, and so is each start tag.
            or not inside.endswith(_CELL_END)
            or inside.count(_CELL_END) != len(forms)
            or inside.count(_CELL) != len(forms) - 1
        ):
            return None
        return Row(before, forms, parts, self._known)


def _starts(data: bytes) -> Iterator[int]:
    """Where the start tags of rows begin."""
    start = data.find(_ROW)
    while start >= 0:
        after = start + len(_ROW)
        if data[after] in _ENDS_NAME:
            yield start
        start = data.find(_ROW, after)


def _is_clear(data: bytes, root: Element) -> bool:
    """Whether the markup in `data` shows its elements: in UTF-8, with nothing that is no element, one name bound once to `w`."""
    instructions = data.count(b"<?")
    return (
        (root.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"
        and b"<!" not in data
        and (not instructions or (instructions == 1 and data.find(b"<?xml ", 0, 9) >= 0))
        and root.nsmap.get("w") == W_NS
        and data.count(W_NS.encode()) == 1
        and STRICT_PREFIX.encode() not in data
        and _binds_once(data)
    )


def _binds_once(data: bytes) -> bool:
    """Whether no name is bound to `w` again, or to any prefix by references to characters."""
    end = data.find(b">", data.find(b"<w:"))
    bound = data if data.find(b"xmlns", end) >= 0 else data[:end]
    return len(_BOUND.findall(bound)) == 1 and not _BOUND_BY_REFERENCE.search(bound)
