"""Tables: rows of cells with spans, covered cells and repetitions (ODF 1.3 part 3, 9.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from .... import limits
from ....errors import LimitError
from ....model import Block, BookmarkEnd, BookmarkStart, Inline, Paragraph, Table, Text, grid
from ....model.grid import MAX_COLUMNS, MAX_SLOTS, Piece
from ....model.messages import message
from ....model.normal import MAX_DEPTH
from ....model.refine import refine
from ....safe.xml import Element, listed
from ..names import name
from .context import Context
from .values import all_text, integer, points, share

_TABLE, _ROW, _COLUMN = name("table:table"), name("table:table-row"), name("table:table-column")
_CELL, _COVERED = name("table:table-cell"), name("table:covered-table-cell")
_HEADER_ROWS, _HEADER_COLUMNS = name("table:table-header-rows"), name("table:table-header-columns")
_ROW_GROUPS = frozenset({_HEADER_ROWS, name("table:table-rows"), name("table:table-row-group")})
_COLUMN_GROUPS = frozenset({_HEADER_COLUMNS, name("table:table-columns"), name("table:table-column-group")})
_COLUMNS_REPEATED, _ROWS_REPEATED = name("table:number-columns-repeated"), name("table:number-rows-repeated")
_COLUMNS_SPANNED, _ROWS_SPANNED = name("table:number-columns-spanned"), name("table:number-rows-spanned")
_STYLE, _SUB_TABLE = name("table:style-name"), name("table:is-sub-table")
_TITLE, _DESCRIPTION = name("table:title"), name("table:desc")
_DELETED = name("text:change")
_STRING_VALUE = name("office:string-value")
_VALUES = tuple(name(f"office:{value}") for value in ("value", "date-value", "time-value", "boolean-value"))

_MAX_REPEATED_AT_END = 255
"""An empty cell or row at the end, repeated more often, only fills a spreadsheet's page: it is left out."""


class Columns(NamedTuple):
    """What a table declares of its columns: how many there are, and how many are header columns (9.1.10)."""

    total: int
    headers: int
    widths: tuple[float, ...] = ()
    """In any unit; () where they are not known."""
    lengths: tuple[float, ...] = ()
    """In twips; () where they are not known."""


ReadBlocks = Callable[[Element, list[Block]], None]


class TableReader:
    """Reads tables; `read_blocks` reads the blocks in a cell."""

    def __init__(self, context: Context, read_blocks: ReadBlocks) -> None:
        self._context = context
        self._read_blocks = read_blocks
        self._counts = [0]  # number of tables so far, in the body and in each open cell
        self._beside: list[Block] = []
        self._divisions: dict[int, Table] = {}  # id → table that divides a cell of the current table (O06)

    def read(self, element: Element, out: list[Block], caption: tuple[Inline, ...]) -> None:
        """Append the table `element` to `out`, and after it the blocks of shapes and stray texts in it."""
        self._check_depth()
        self._counts[-1] += 1
        outer, self._beside = self._beside, []
        self._context.trail.append([self._counts[-1], 0, 0])
        self._describe(element)
        found = self._grid(element, caption)
        self._context.trail.pop()
        if found is not None:
            out.append(found)
        else:
            self._context.note("table-empty")
            if caption:
                out.append(Paragraph(caption))
        out.extend(self._beside)
        self._beside = outer

    def _check_depth(self) -> None:
        if len(self._counts) > MAX_DEPTH:
            raise LimitError(message("odt.tables-nested", limit=MAX_DEPTH), where=self._context.where())

    def _describe(self, element: Element) -> None:
        for tag in (_TITLE, _DESCRIPTION):
            found = element.find(tag)
            if found is not None and all_text(found):
                self._context.note("not-kept", 1, message("odt.table-description", text=all_text(found)[:60]))

    def _grid(self, element: Element, caption: tuple[Inline, ...] = ()) -> Table | None:
        """The table in `element`; None where it has no slots."""
        outer, self._divisions = self._divisions, {}
        columns = self._columns(element)
        header_rows = 0
        deleted: list[int] = []  # the indexes of rows that a tracked change deletes
        rows: list[list[Piece]] = []
        open_rows: list[list[Piece]] = []  # rows whose last empty cell repeats up to the table's width
        last_empty: tuple[list[Piece], int] | None = None  # a repeated empty row, dropped at the table's end
        for row, in_header in self._rows(element):
            if last_empty is not None:
                self._repeat(rows, *last_empty)
                last_empty = None
            place = self._context.trail[-1]
            assert isinstance(place, list)
            place[1] = len(rows) + 1
            before = self._context.spent
            pieces, filled, is_open = self._row(row)
            if is_open:
                open_rows.append(pieces)
            repeated = _count(row, _ROWS_REPEATED)
            if in_header and header_rows == len(rows):
                header_rows += repeated
            if repeated > 1 and filled:
                self._spend(row, repeated, before)
            if self._is_deleted(row, pieces):
                deleted.append(len(rows))
            if repeated > _MAX_REPEATED_AT_END and not filled:
                last_empty = (pieces, repeated)
            else:
                self._repeat(rows, pieces, repeated)

        width = max((len(pieces) for pieces in rows), default=0)
        if open_rows:
            grid.check_size(len(rows), width)
        for pieces in open_rows:
            pieces.extend([Piece()] * (width - len(pieces)))

        def note(code: str, where: str, count: int) -> None:
            self._context.losses.note(code, f"{self._place()} {where}", count)

        # The schema demands declared columns. Without them, each cell and covered cell declares one.
        declared = columns.total or max(map(len, rows), default=0)
        built = grid.from_spans(rows, note, budget=self._context.slots, declared=declared)
        lengths, gone = built.fold_slivers(columns.lengths, note)
        widths = lengths if gone else columns.widths
        header_columns = columns.headers - sum(column < columns.headers for column in gone)
        found = grid.without_rows(built.rows, deleted)
        header_rows -= bisect_left(deleted, header_rows)
        divisions, self._divisions = self._divisions, outer
        count = grid.width(found)
        self._context.spend(count * len(found))
        if not count:
            return None
        shares = grid.shares(widths) if len(widths) == count else ()
        table = Table(found, shares, header_rows, header_columns, caption)
        return refine(table, divisions, self._context.slots) if divisions else table

    def _is_deleted(self, row: Element, pieces: list[Piece]) -> bool:
        """Whether a tracked change deletes the row: LibreOffice keeps its cells without their text (O12)."""
        if next(row.iter(_DELETED), None) is None or not self._context.styles.tracked_row(
            row.get(_STYLE, "")
        ):
            return False
        if any(grid.has_content(piece.content) for piece in pieces):
            return False
        for piece in pieces:
            if piece.content:
                self._move_edges(list(piece.content))
                piece.content = ()
        return True

    def _place(self) -> str:
        step = self._context.trail[-1]
        assert isinstance(step, list)
        step[1:] = [0, 0]
        return self._context.where()

    def _repeat(self, rows: list[list[Piece]], pieces: list[Piece], repeated: int) -> None:
        if repeated > limits.REPEATED_CELLS or (len(rows) + repeated) * len(pieces) > MAX_SLOTS:
            raise LimitError(message("odt.row-repeated", count=repeated), where=self._context.where())
        rows.append(pieces)
        # The grid copies what it takes, so one list can stand for all.
        rows.extend([pieces] * (repeated - 1))

    def _spend(self, element: Element, repeated: int, before: int) -> None:
        """Count the size of a repeated row or cell, with the repetitions in it."""
        own = len(etree.tostring(element)) + self._context.spent - before
        self._context.spend(own * (min(repeated, limits.REPEATED_CELLS) - 1))

    # --- columns ---

    def _columns(self, element: Element) -> Columns:
        shares: list[float] = []
        lengths: list[float] = []
        headers = total = 0
        for column, in_header in _flat(element, _COLUMN, _COLUMN_GROUPS, _HEADER_COLUMNS):
            repeated = _count(column, _COLUMNS_REPEATED)
            if in_header and headers == total:
                headers += repeated
            total += repeated
            if total > MAX_COLUMNS:
                continue
            relative, absolute = self._context.styles.column_widths(column.get(_STYLE, ""))
            shares += [share(relative)] * repeated
            lengths += [points(absolute) * 20] * repeated
        if total > MAX_COLUMNS:
            return Columns(total, headers)
        known = tuple(lengths) if lengths and min(lengths) > 0 else ()
        return Columns(total, headers, tuple(shares) if shares and min(shares) > 0 else known, known)

    # --- rows and cells ---

    def _rows(self, element: Element) -> Iterator[tuple[Element, bool]]:
        return _flat(element, _ROW, _ROW_GROUPS, _HEADER_ROWS, self._other, self._stray)

    def _other(self, element: Element) -> None:
        """Read another element among rows or cells: shapes (`table:shapes`), unknown elements."""
        if element.tag not in _NO_CONTENT and not element.tag.endswith("}table-column"):
            self._read_blocks(element, self._beside)

    def _stray(self, text: str | None) -> None:
        """Read characters between rows or cells: the schema allows none, but they are content."""
        if text and not text.isspace():
            self._beside.append(Paragraph((Text(" ".join(text.split())),)))

    def _row(self, row: Element) -> tuple[list[Piece], bool, bool]:
        """The cells of a row, whether one has content, and whether the last repeats to the table's width."""
        pieces: list[Piece] = []
        filled = False
        last_empty: tuple[Piece, int] | None = None
        self._stray(row.text)
        place = self._context.trail[-1]
        assert isinstance(place, list)
        for element in listed(row):
            if element.tail:
                self._stray(element.tail)
            tag = element.tag
            if tag != _CELL and tag != _COVERED:
                self._other(element)
                continue
            if last_empty is not None:
                self._repeat_cell(pieces, *last_empty)
                last_empty = None
            place[2] = len(pieces) + 1
            before = self._context.spent
            piece = self._cell(element, covered=tag == _COVERED)
            is_empty = grid.is_empty(piece.content)
            empty = is_empty and not piece.covered
            filled = filled or not empty
            repeated = _count(element, _COLUMNS_REPEATED)
            if repeated == 1:
                pieces.append(piece)
                continue
            if not is_empty:
                self._spend(element, repeated, before)
            if repeated > _MAX_REPEATED_AT_END and empty:
                last_empty = (piece, repeated)
            else:
                self._repeat_cell(pieces, piece, repeated)
        return pieces, filled, last_empty is not None

    def _repeat_cell(self, pieces: list[Piece], piece: Piece, repeated: int) -> None:
        if repeated > limits.REPEATED_CELLS or len(pieces) + repeated > MAX_SLOTS:
            raise LimitError(message("odt.cell-repeated", count=repeated), where=self._context.where())
        pieces.extend([piece] * repeated)

    def _cell(self, element: Element, covered: bool) -> Piece:
        content: list[Block] = []
        self._counts.append(0)
        inside = listed(element)
        if len(inside) == 1 and inside[0].tag == _TABLE and inside[0].get(_SUB_TABLE) == "true":
            self._divide(inside[0], content)
        else:
            self._read_blocks(element, content)
        self._counts.pop()
        if not covered and grid.is_empty(content):
            self._value(element, content)
        if covered:
            if content and not grid.has_content(content):
                self._move_edges(content)
            return Piece(tuple(content), covered=True)
        return Piece(
            tuple(content),  # a tuple takes half the memory of a list
            _count(element, _COLUMNS_SPANNED),
            _count(element, _ROWS_SPANNED),
        )

    def _value(self, element: Element, content: list[Block]) -> None:
        """Read the value of a cell without text: programs show a string value, but no other (19.383)."""
        value = element.get(_STRING_VALUE)
        if value:
            content.append(Paragraph((Text(value),)))
            return
        for attribute in _VALUES:
            value = element.get(attribute)
            if value:
                detail = message("odt.cell-value", value=value[:60])
                self._context.note("misplaced-text", len(value), detail)

    def _divide(self, element: Element, content: list[Block]) -> None:
        """Read a table that divides the cell it stands in (9.1.4)."""
        self._check_depth()
        division = self._grid(element)
        if division is not None:
            self._divisions[id(division)] = division
            content.append(division)

    def _move_edges(self, content: list[Block]) -> None:
        """Move bookmark edges from a cell without text to the next paragraph (W15)."""
        for block in content:
            assert isinstance(block, Paragraph)
            self._context.pending.extend(
                edge for edge in block.content if isinstance(edge, (BookmarkStart, BookmarkEnd))
            )
        content.clear()


def _count(element: Element, attribute: str) -> int:
    """The number of columns or rows in an attribute of `element`; 1 for 0 and where no number stands."""
    value = element.get(attribute)
    return 1 if value is None else max(integer(value, 1), 1)


def _flat(
    element: Element,
    wanted: str,
    groups: frozenset[str],
    header: str,
    other: Callable[[Element], None] | None = None,
    stray: Callable[[str | None], None] = lambda _text: None,
) -> Iterator[tuple[Element, bool]]:
    """The `wanted` elements in `element` and its groups, and whether each is in a `header` group (O05)."""
    stack = [(iter(element), False)]
    stray(element.text)
    while stack:
        children, in_header = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            continue
        stray(child.tail)
        if child.tag == wanted:
            yield child, in_header
        elif child.tag in groups:
            stray(child.text)
            stack.append((iter(child), in_header or child.tag == header))
        elif other is not None:
            other(child)


_NO_CONTENT = frozenset(
    {
        _TITLE,
        _DESCRIPTION,
        *_COLUMN_GROUPS,
        *(name(f"table:{tag}") for tag in ("table-source", "scenario", "dde-link", "cell-range-source")),
        name("text:soft-page-break"),
        name("office:dde-source"),
        name("office:forms"),
    }
)
