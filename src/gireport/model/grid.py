"""The grid: builds a full rectangle of slots from any table; the only place with span arithmetic.

Two builders make the rectangle, `from_spans` for rows of cells with spans (HTML, ODF) and `from_merges` for
rows of cells with merge marks (WordprocessingML); both repair what does not fit and report it. Writers get
the slots row by row from `placed`. The work is linear in slots, and slots are bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from .budget import FILLED_FREE as FILLED_FREE
from .budget import FILLED_PER_CELL as FILLED_PER_CELL
from .budget import MAX_COLUMNS as MAX_COLUMNS
from .budget import MAX_REPORT_SLOTS as MAX_REPORT_SLOTS
from .budget import MAX_SLOTS as MAX_SLOTS
from .budget import Budget as Budget
from .budget import check_size as check_size
from .errors import LimitError
from .folding import SLIVER, fold_columns, fold_slivers
from .messages import message
from .slots import Slot as Slot
from .slots import Spanning as Spanning
from .slots import has_bare_columns as has_bare_columns
from .slots import header_columns as header_columns
from .slots import header_rows as header_rows
from .slots import is_full as is_full
from .slots import owned_columns as owned_columns
from .slots import placed as placed
from .slots import width as width
from .slots import without_rows as without_rows
from .types import Block, BookmarkEnd, BookmarkStart, Cell, Paragraph
from .widths import edges_from_widths as edges_from_widths
from .widths import shares as shares
from .widths import spans_from_widths as spans_from_widths
from .widths import spans_to_edges as spans_to_edges

Note: TypeAlias = Callable[[str, str, int], None]
"""Called with a loss code, a place inside the table (`row 2 column 3`) and a count."""

Merge: TypeAlias = Literal["", "restart", "continue"]


class Piece(Struct):
    """One cell as it is in a file.

    `from_spans` reads `colspan`, `rowspan` (0: to the end of the row group) and `covered` (ODF's covered
    cells); `from_merges` reads `colspan`, `vertical`, `horizontal` and `filler` (slots that
    `w:gridBefore` and `w:gridAfter` declare missing). `header` is kept for `header_columns`.
    """

    content: Sequence[Block] = ()
    colspan: int = 1
    rowspan: int = 1
    covered: bool = False
    vertical: Merge = ""
    horizontal: Merge = ""
    filler: bool = False
    header: bool = False


class Placed(Struct):
    """A cell and its slots while the rectangle is built."""

    row: int
    column: int
    colspan: int
    rowspan: int
    content: Sequence[Block] = ()
    header: bool = False
    open: bool = False
    filler: bool = False


class Rectangle(Struct):
    """The result of a builder: the cells anchored in each row, and the slots of each."""

    rows: tuple[tuple[Cell, ...], ...]
    placed: list[list[Placed]]

    def fold_slivers(self, widths: Sequence[float], note: Note) -> tuple[tuple[float, ...], frozenset[int]]:
        """Join column edges that lie closer together than 0.2 mm, where no cell loses its column by it.

        `widths` are those of the columns in twips. Returns the widths that are left, and the columns (from 0)
        that are gone, which are noted as `edges-joined`.
        """
        if not widths or min(widths) >= SLIVER or len(widths) != width(self.rows):
            return tuple(widths), frozenset()
        gone, kept, (row, column) = fold_slivers(self.placed, widths)
        if gone:
            note("edges-joined", f"row {row + 1} column {column + 1}", len(gone))
            self.rows = _cells(self.placed)
        return tuple(kept), gone

    def header_columns(self, body_start: int) -> int:
        """The number of leading columns whose cells are header cells in all rows from `body_start`."""
        ends = [
            cell.column + cell.colspan
            for row in self.placed
            for cell in row
            if cell.header and cell.row + cell.rowspan > body_start
        ]
        reach: list[int] = []
        for number, line in enumerate(placed(self.placed, max(ends, default=0))):
            if number < body_start:
                continue
            end = 0
            for slot in line:
                if not slot.cell.header:
                    break
                end = slot.column + slot.cell.colspan
            reach.append(end)
        return min(reach, default=0)


def is_empty(content: Sequence[Block]) -> bool:
    """Whether a cell's blocks show nothing: all are paragraphs without inlines."""
    for block in content:  # noqa: SIM110 (`all` takes twice as long, and each cell is asked)
        if type(block) is not Paragraph or block.content:
            return False
    return True


def has_content(content: Sequence[Block]) -> bool:
    """Whether a cell's blocks have more than empty paragraphs and bookmark edges."""
    return any(
        type(block) is not Paragraph
        or any(not isinstance(inline, (BookmarkStart, BookmarkEnd)) for inline in block.content)
        for block in content
    )


def renumbered(note: Note, numbers: Sequence[int]) -> Note:
    """`note` with the row numbers that the document has: `numbers[n]` for the table's row `n` (from 0)."""

    def numbered(code: str, place: str, count: int) -> None:
        word, row, *rest = place.split(" ", 2)
        note(code, " ".join((word, str(numbers[int(row) - 1]), *rest)), count)

    return numbered


# --- builders ------------------------------------------------------------------------------------


def from_spans(
    rows: Sequence[Sequence[Piece]],
    note: Note,
    groups: Sequence[int] = (),
    budget: Budget | None = None,
    declared: int | None = None,
) -> Rectangle:
    """Build the rectangle from cells with spans, by the HTML Standard's “forming a table” (4.9.12.1).

    `groups` are the indexes at which a new row group starts (a rowspan stops before it). A `covered` piece
    takes one place in its row, as ODF 1.3 part 3, 9.1.5 has it; text in one goes to the cell that owns the
    slot. Overlaps are repaired by shortening the later cell's colspan, holes are filled with empty cells.
    Columns that only spans enter fold, but for the first `declared` ones, which the table names by itself;
    None: all columns stay. `budget` counts the slots of a report's tables together.

    Raises:
        LimitError: the table is larger than `MAX_COLUMNS` or `MAX_SLOTS`, or the budget is spent.
    """
    budget = budget or Budget()
    count = len(rows)
    group_end = _group_ends(count, groups)
    taken: list[dict[int, Placed]] = [
        {} for _ in range(count)
    ]  # of each row: column → the cell that owns the slot
    used: list[Collection[int]] = []
    result: list[list[Placed]] = []
    slots = 0
    clipped: list[str] = []  # places of cells whose rowspan ends after their row group
    for number, row in enumerate(rows):
        mine = taken[number]
        anchored: list[Placed] = []
        column = 0
        for piece in row:
            if piece.covered:
                owner = mine.get(column)
                if owner is not None:
                    _move_content(piece, owner, number, column, note)
                    column += 1
                    continue
                note("grid-repaired", f"row {number + 1} column {column + 1}", 1)
            while column in mine:
                column += 1
            if piece.colspan == 1 == piece.rowspan and column < MAX_COLUMNS:  # most cells
                cell = Placed(number, column, 1, 1, tuple(piece.content), piece.header)
            else:
                cell = _fit(piece, number, column, mine, group_end[number], note)
            if piece.rowspan > cell.rowspan:
                clipped.append(f"row {number + 1} column {column + 1}")
            anchored.append(cell)
            slots += cell.colspan * cell.rowspan
            if slots > MAX_SLOTS or budget.slots + slots > MAX_REPORT_SLOTS:
                raise _too_many(slots)
            if cell.colspan == 1 == cell.rowspan:
                mine[column] = cell
            else:
                for below in range(number, number + cell.rowspan):
                    taken[below].update(dict.fromkeys(range(column, column + cell.colspan), cell))
            column += 1  # the other slots of this cell are skipped, or listed as covered cells
        result.append(anchored)
        end = max(mine, default=-1) + 1
        used.append(range(end) if len(mine) == end else set(mine))  # a range takes no memory
        taken[number] = {}
    if clipped:
        note("span-clipped", clipped[0], len(clipped))
    return _close(result, used, note, budget, declared, slots)


def _too_many(slots: int) -> LimitError:
    """The error for a table with more `slots` than it may have, or than the budget of its report leaves."""
    if slots > MAX_SLOTS:
        return LimitError(message("model.table-slots-more", limit=MAX_SLOTS))
    return LimitError(message("model.tables-slots", limit=MAX_REPORT_SLOTS))


def _move_content(piece: Piece, owner: Placed, number: int, column: int, note: Note) -> None:
    """Move the content of a covered cell to the cell that owns its slot (W03)."""
    if has_content(piece.content):
        if type(owner.content) is not list:
            owner.content = list(owner.content)
        owner.content.extend(piece.content)
        note("covered-text", f"row {number + 1} column {column + 1}", 1)


def _fit(
    piece: Piece, number: int, column: int, mine: dict[int, Placed], group_end: int, note: Note
) -> Placed:
    """`piece` anchored at a free slot, its spans cut to the free slots and to its row group."""
    room = max(piece.colspan, 1)
    check_size(1, column + room)
    end = min(number + piece.rowspan, group_end) if piece.rowspan > 0 else group_end
    free = 1
    while free < room and column + free not in mine:
        free += 1
    if free < room:
        note("grid-overlap", f"row {number + 1} column {column + 1}", 1)
    return Placed(number, column, free, end - number, tuple(piece.content), piece.header)


def _group_ends(count: int, groups: Sequence[int]) -> list[int]:
    starts = sorted({start for start in groups if 0 < start < count})
    ends = [*starts, count]
    result: list[int] = []
    for end in ends:
        result.extend([end] * (end - len(result)))
    return result


def from_merges(
    rows: Sequence[Sequence[Piece]], note: Note, budget: Budget | None = None, declared: int | None = None
) -> Rectangle:
    """Build the rectangle from cells with merge marks (ECMA-376 part 1, 17.4.17 gridSpan, 17.4.84 vMerge).

    A continuation joins the cell above where that one takes part in a merge and has the same columns;
    else a new cell starts (W04, W05). Text in a continuation goes to the anchor cell (W03). Rows that end
    early are filled with empty cells (W07). Columns that only spans enter fold, but for the first `declared`
    ones, which the table's own grid names; None: all columns stay. `budget` counts the slots of a report's
    tables together.

    Raises:
        LimitError: the table is larger than `MAX_COLUMNS` or `MAX_SLOTS`, or the budget is spent.
    """
    budget = budget or Budget()
    above: dict[int, Placed] = {}
    result: list[list[Placed]] = []
    used: list[Collection[int]] = []
    for number, row in enumerate(rows):
        current: dict[int, Placed] = {}
        anchored: list[Placed] = []
        column = 0
        for piece in _join_horizontal(row, number, note):
            span = piece.colspan if piece.colspan > 0 else 1
            if piece.filler:
                check_size(number + 1, column + span)
                anchored.extend(
                    Placed(number, slot, 1, 1, filler=True) for slot in range(column, column + span)
                )
                column += span
                continue
            owner = above.get(column)
            if piece.vertical == "continue" and owner is not None and owner.open and owner.colspan == span:
                owner.rowspan += 1
                _move_content(piece, owner, number, column, note)
                current[column] = owner
            else:
                cell = Placed(
                    number, column, span, 1, tuple(piece.content), piece.header, bool(piece.vertical)
                )
                anchored.append(cell)
                current[column] = cell
            column += span
        check_size(number + 1, column)
        above = current
        result.append(anchored)
        used.append(range(column))
    return _close(result, used, note, budget, declared, sum(map(len, used)))


def _join_horizontal(row: Sequence[Piece], number: int, note: Note) -> Sequence[Piece]:
    """Join cells by their horizontal merge marks (`w:hMerge`: W08)."""
    if not any(piece.horizontal for piece in row):
        return row
    joined: list[Piece] = []
    for piece in row:
        before = joined[-1] if joined else None
        joins = piece.horizontal == "continue" and not piece.filler
        if joins and before is not None and before.horizontal and not before.filler:
            before.colspan += max(piece.colspan, 1)
            check_size(1, before.colspan)
            if has_content(piece.content):
                if type(before.content) is not list:
                    before.content = list(before.content)
                before.content.extend(piece.content)
                note("covered-text", f"row {number + 1} cell {len(joined)}", 1)
        else:
            joined.append(piece)
    return joined


def _close(
    rows: list[list[Placed]],
    used: list[Collection[int]],
    note: Note,
    budget: Budget,
    declared: int | None,
    taken: int = 0,
) -> Rectangle:
    """Fold columns without a cell that starts there, and fill holes: then exactly one cell owns each slot.

    `taken` is the number of slots before folding.
    """
    if declared is not None:
        folded, (row_number, column_number) = fold_columns(rows, used, declared)
        if folded:
            note("span-folded", f"row {row_number + 1} column {column_number + 1}", folded)
    columns = max((max(slots, default=-1) + 1 for slots in used), default=0)
    budget.spend(len(rows), columns, taken)
    budget.fill(sum(map(len, rows)), len(rows) * columns - sum(map(len, used)))
    for number, (row, slots) in enumerate(zip(rows, used, strict=True)):
        missing = columns - len(slots)
        if missing:
            row.extend(Placed(number, column, 1, 1) for column in range(columns) if column not in slots)
            row.sort(key=lambda cell: cell.column)
            note("grid-filled", f"row {number + 1}", missing)
    return Rectangle(_cells(rows), rows)


def _cells(rows: Sequence[Sequence[Placed]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(tuple(cell.content), cell.colspan, cell.rowspan) for cell in row) for row in rows)
