"""Questions about a full rectangle: its width, its slots row by row, its header rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice
from typing import Generic, NamedTuple, Protocol, TypeVar

from .budget import MAX_COLUMNS, MAX_SLOTS
from .types import Cell


class Spanning(Protocol):
    """Anything that owns columns and rows of slots."""

    @property
    def colspan(self) -> int:
        """Columns of slots."""
        ...

    @property
    def rowspan(self) -> int:
        """Rows of slots."""
        ...


S = TypeVar("S", bound=Spanning)


def width(rows: Sequence[Sequence[Spanning]]) -> int:
    """The number of grid columns of a full rectangle: nothing covers its first row."""
    return sum(cell.colspan for cell in rows[0]) if rows else 0


def has_bare_columns(rows: Sequence[Sequence[Spanning]]) -> bool:
    """Whether a column of a full rectangle has no cell that starts in it; readers fold such a column."""
    columns = width(rows)
    if any(len(row) == columns for row in rows):
        return False
    starts = {slot.column for line in placed(rows) for slot in line if slot.anchor}
    return len(starts) < columns


def is_full(rows: Sequence[Sequence[Spanning]]) -> bool:
    """Whether the anchored cells tile a rectangle: every slot owned by exactly one cell."""
    columns = width(rows)
    if columns == 0 or columns > MAX_COLUMNS or columns * len(rows) > MAX_SLOTS:
        return False
    until = [0] * columns  # the row at which each column's slot is free again
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < columns and until[column] > number:
                column += 1
            end = column + cell.colspan
            if cell.colspan < 1 or cell.rowspan < 1 or end > columns or number + cell.rowspan > len(rows):
                return False
            for slot in range(column, end):
                if until[slot] > number:
                    return False
                until[slot] = number + cell.rowspan
            column = end
        if min(until) <= number:
            return False
    return True


class Slot(NamedTuple, Generic[S]):
    """A cell in one row: anchored in this row, or covering it from above."""

    cell: S
    column: int
    anchor: bool


def placed(rows: Sequence[Sequence[S]], until: int = MAX_COLUMNS) -> Iterator[list[Slot[S]]]:
    """The rows of a full rectangle, each as its slots from left to right up to the column `until`.

    One slot object stands for all `cell.colspan` columns that the cell owns in that row.
    """
    columns = min(width(rows), until)
    carried: dict[int, tuple[S, int]] = {}  # column → the cell that covers it, and its rows left
    # Takes a third of the time of calling `Slot`.
    slot: Callable[[tuple[S, int, bool]], Slot[S]] = partial(tuple.__new__, Slot)
    for row in rows:
        line: list[Slot[S]] = []
        below: dict[int, tuple[S, int]] = {}
        anchored = iter(row)
        column = 0
        while column < columns:
            held = carried.get(column)
            if held is None:
                cell = next(anchored)
                left = cell.rowspan - 1
            else:
                cell, left = held[0], held[1] - 1
            line.append(slot((cell, column, held is None)))
            if left:
                below[column] = (cell, left)
            column += cell.colspan
        carried = below
        yield line


def owned_columns(lines: Iterable[Sequence[Slot[S]]]) -> Iterator[tuple[int, int]]:
    """The column and the colspan of each cell of the rows that `placed` gives."""
    for line in lines:
        for cell, column, anchor in line:
            if anchor:
                yield column, cell.colspan


def without_rows(
    rows: tuple[tuple[Cell, ...], ...], removed: Collection[int]
) -> tuple[tuple[Cell, ...], ...]:
    """The rectangle `rows` without the rows numbered `removed`.

    A cell that reaches into them is made shorter; one that is anchored in them and reaches below is anchored
    in the first row that stays.
    """
    if not removed:
        return rows
    removed = frozenset(removed)
    kept: list[tuple[Cell, ...]] = []
    left: dict[int, int] = {}  # column → the rows that stay, of the cell that is anchored there
    to_anchor: set[int] = set()
    stay = list(accumulate((number not in removed for number in range(len(rows))), initial=0))
    for number, line in enumerate(placed(rows)):
        for cell, column, anchor in line:
            if anchor:
                left[column] = stay[number + cell.rowspan] - stay[number]
                to_anchor.add(column)
        if number not in removed:
            here = [slot for slot in line if slot.column in to_anchor]
            kept.append(tuple(Cell(cell.content, cell.colspan, left[column]) for cell, column, _ in here))
            to_anchor.clear()
        else:
            to_anchor = {column for column in to_anchor if left[column]}
    return tuple(kept)


def header_rows(rows: Sequence[Sequence[Cell]], wanted: int) -> int:
    """`wanted`, or more, so that no cell of the header rows spans into the body."""
    end = min(max(wanted, 0), len(rows))
    number = 0
    while number < end:
        end = max(end, number + max((cell.rowspan for cell in rows[number]), default=1))
        number += 1
    return min(end, len(rows))


def header_columns(rows: Sequence[Sequence[Cell]], wanted: int, body_start: int) -> int:
    """`wanted`, or more, up to a column edge of all rows from `body_start`; 0 without body rows."""
    if wanted <= 0 or body_start >= len(rows):
        return 0
    wanted = min(wanted, width(rows))
    lasts = [line[-1] for line in islice(placed(rows, wanted), body_start, None)]
    return min(slot.column + slot.cell.colspan for slot in lasts)
