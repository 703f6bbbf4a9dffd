"""Cells that are written alike, as nearly all of a statutory table are: but for its words, each is what the first was.

A cell's markup without its words is its form. What the general reading (`tables`) made of one plain cell, its
spans, width and marks, is what every cell of that form has: only its words are looked at, and none of its elements.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from ....model import Align, Block, Mark, Paragraph, Text
from ....model.grid import Merge, Piece
from ....safe.xml import Element
from ..names import W_NS
from .tags import TR
from .values import shown

_ROW_START = re.compile(rb"<w:tr(?=[ >/])")
_ROW_END = b"</w:tr>"
_CELL, _CELL_END = "<w:tc>", "</w:tc>"
_WORDS = re.compile('<w:t((?: xml:space="preserve")?>[^<]*)</w:t>')
_HOLE = "\0"  # where words stand in a form: no XML has it
# What tells Word's editing sessions apart (17.15.1.70; [MS-DOCX] 2.2.4) says nothing of the document.
_SESSION = re.compile(r' (?:w:rsid\w*|w14:paraId|w14:textId)="\w*"')
# What stands before the first cell, by the number of elements that it is.
_HEADS = (
    re.compile("<w:tr>"),
    re.compile("<w:tr><w:(?:trPr|tblPrEx)>[^\0]*"),
    re.compile("<w:tr><w:tblPrEx>[^\0]*</w:trPr>"),
)
_MOST_ROWS = 20_000
_MOST_FORMS = 2_000
_LONGEST = 2_000  # characters of a form that is kept
_SHEETS = 16


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
        self._starts: dict[Element, int] = {}
        # One prefix for one name, bound once: a form is the same elements wherever it stands.
        name = W_NS.encode()
        if (
            data.count(name) != 1
            or b'xmlns:w="%s"' % name not in data
            or data.count(b"xmlns:w=") != 1
            or b"<!" in data
            or (root.getroottree().docinfo.encoding or "UTF-8").upper() != "UTF-8"
        ):
            return
        starts = [found.start() for found in _ROW_START.finditer(data)]
        if len(starts) <= _MOST_ROWS:
            rows = list(root.iter(TR))
            if len(rows) == len(starts):
                self._starts = dict(zip(rows, starts, strict=True))

    def row(self, element: Element) -> Row | None:
        """The `w:tr` `element`; None for one that has more than cells side by side, or characters that XML escapes."""
        start = self._starts.get(element)
        if start is None:
            return None
        markup = self._data[start : self._data.find(_ROW_END, start)].decode()
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
            "<w:tbl" in inside
            # Each end tag is that of a cell in the row, and each child of the row a cell, but for its properties.
            or not inside.endswith(_CELL_END)
            or inside.count(_CELL_END) != len(forms)
            or not 0 <= before < len(_HEADS)
            or not _HEADS[before].fullmatch(head)
        ):
            return None
        return Row(before, forms, parts, self._known)
