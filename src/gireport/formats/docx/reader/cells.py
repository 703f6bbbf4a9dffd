"""Cells of a row: properties, spans and merge marks (ECMA-376 part 1, 17.4), and the content of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from ....model.grid import Merge, Piece, has_content
from ....model.normal import MAX_DEPTH
from ....safe.xml import Element, listed
from .document import Place
from .plain import plain_cell
from .tags import BOOKMARK_END, BOOKMARK_START, TC, TC_PR, TYPE, VAL, w
from .values import Odd, first_child, integer, twips

if TYPE_CHECKING:
    from .blocks import BlockReader

_FIRST_COLUMN = 2  # the place of the first column's flag in the string of `w:cnfStyle` (17.18.14)
_W = w("w")
_GRID_SPAN, _V_MERGE, _H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
_TC_W, _CNF_STYLE, _CELL_DEL, _CELL_MERGE = w("tcW"), w("cnfStyle"), w("cellDel"), w("cellMerge")
_FIRST = w("firstColumn")
_NO_WIDTH = (0.0, False)
_FIFTIETHS = 50  # of a per cent, which `pct` counts in (17.18.90)
PERCENT = -1.0
"""What a width in fiftieths of a per cent of the table is multiplied by: it is negative, one in twips positive."""


class ReadRow(Struct):
    """A row as it was read: its pieces, their widths (0: not stated; negative: `PERCENT`), and its flags.

    `number` counts the rows of the document, deleted ones too: so losses name it, and so does the grid.
    """

    pieces: list[Piece]
    widths: list[float]
    number: int
    header: bool = False
    stated: bool = False  # whether some cell states its width


def add_cell(reader: BlockReader, element: Element, row: ReadRow, depth: int) -> int:
    """Append a cell to `row`; the number of columns that it takes."""
    document, story = reader.document, reader.story
    inside = listed(element) if element.tag == TC else [element]
    properties = first_child(inside, TC_PR)
    piece = Piece()
    width, stated = _NO_WIDTH
    if properties is not None:
        found = _cell_properties(properties, piece, document.odd)
        if found is None:
            story.deleted(element, "a table cell")
            for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
                story.between(story.edge(edge))
            return 0
        width, stated = found
        row.stated = row.stated or stated
    row.pieces.append(piece)
    row.widths.append(width)
    covered = piece.vertical == "continue" or piece.horizontal == "continue"
    plain = plain_cell(reader, inside) if depth < MAX_DEPTH else None
    if plain is not None:
        if covered and not plain.content:
            story.flush()  # as below: it is no content
        else:
            story.passed(plain)
            piece.content = [plain]
        return piece.colspan
    mark = story.mark() if covered else None
    document.places.append(Place())
    content = reader.read(inside, depth + 1, cell=True, covered=covered)
    document.places.pop()
    if covered and not has_content(content):
        # The empty paragraph of a continuation is no content (W02); edges in it stand between paragraphs.
        story.release(mark, content)
        content = []
    piece.content = content
    return piece.colspan


def _cell_properties(properties: Element, piece: Piece, odd: Odd) -> tuple[float, bool] | None:
    """Read a `w:tcPr` into `piece`; the width as `measure` gives it, and whether one is stated. None: the cell is deleted."""
    span = width = None
    for child in listed(properties):
        tag = child.tag
        if tag == _TC_W:
            width = child
        elif tag == _GRID_SPAN:
            span = child
        elif tag == _CELL_DEL:
            return None
        else:
            read = _CELL.get(tag)
            if read is not None:
                read(piece, child)
    if span is not None:
        piece.colspan = max(integer(span, odd, 1), 1)
    if width is None:
        return _NO_WIDTH
    size = measure(width)
    return size, size != 0


def measure(element: Element) -> float:
    """The width of a `w:tcW` or `w:wBefore` (17.4.71): twips; a part of the table times `PERCENT`; 0 for none."""
    unit, text = element.get(TYPE, "dxa"), element.get(_W) or ""
    if unit == "dxa" and not text.endswith("%"):
        return max(twips(text), 0.0)
    if unit not in ("dxa", "pct"):
        return 0.0
    size = twips(text.rstrip("%")) * (_FIFTIETHS if text.endswith("%") else 1)
    return max(size, 0.0) * PERCENT


def _merge(element: Element) -> Merge:
    return "restart" if element.get(VAL) == "restart" else "continue"


def _vertical(piece: Piece, element: Element) -> None:
    piece.vertical = _merge(element)


def _horizontal(piece: Piece, element: Element) -> None:
    piece.horizontal = _merge(element)


def _tracked_merge(piece: Piece, element: Element) -> None:
    """A tracked vertical merge (17.13.5.1), read as accepted."""
    merges: dict[str | None, Merge] = {"rest": "restart", "cont": "continue"}
    piece.vertical = merges.get(element.get(_V_MERGE), piece.vertical)


def _conditional(piece: Piece, element: Element) -> None:
    """Whether the cell is formatted as one of the first column: a header cell."""
    flag = element.get(_FIRST)
    if flag is None:
        flag = (element.get(VAL) or "")[_FIRST_COLUMN : _FIRST_COLUMN + 1]
    piece.header = flag in ("1", "true", "on")


_CELL: dict[str, Callable[[Piece, Element], None]] = {
    _V_MERGE: _vertical,
    _H_MERGE: _horizontal,
    _CELL_MERGE: _tracked_merge,
    _CNF_STYLE: _conditional,
}
