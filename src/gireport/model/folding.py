"""Folding of columns that programs do not show: those in which no cell starts, and slivers between edges.

`colspan="100"` is a common way to say “all columns”. CSS Tables 3, 3.3.2 (track merging) leaves such columns
out of the layout, except those that a `col` declares; so do browsers.

A sliver is a column narrower than 0.2 mm. Word makes one when somebody drags a border by hand, and
LibreOffice when it rounds an edge differently in two rows; both draw the two edges as one line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar


class OnColumns(Protocol):
    """A cell that is placed on columns. A filler stands for slots that a row declares missing."""

    column: int
    colspan: int
    filler: bool


C = TypeVar("C", bound=OnColumns)

SLIVER = 11.3
"""Twips (0.2 mm): edges that lie closer together are one edge."""


def fold_columns(
    rows: Sequence[list[C]], used: list[Collection[int]], declared: int
) -> tuple[int, tuple[int, int]]:
    """Remove the columns of `rows` in which no cell starts; the first `declared` columns always stay.

    `used` are the columns that are taken in each row; both arguments are changed in place. Returns how many
    columns are gone, and the row and column (from 0) of the first cell that lost one.
    """
    width = max((max(slots, default=-1) + 1 for slots in used), default=0)
    if declared >= width or any(len(row) == width and not _has_filler(row) for row in rows):
        return 0, (0, 0)
    stays = [column < declared for column in range(width)]
    for row in rows:
        for cell in row:
            if not cell.filler:
                stays[cell.column] = True
    left = list(accumulate(stays, initial=0))  # the columns that stay before each column
    if left[-1] == width:
        return 0, (0, 0)
    first: tuple[int, int] | None = None
    for number, row in enumerate(rows):
        if _has_filler(row):
            row[:] = [cell for cell in row if stays[cell.column]]
        for cell in row:
            start = left[cell.column]
            colspan = left[cell.column + cell.colspan] - start
            if first is None and colspan < cell.colspan:
                first = (number, cell.column)
            cell.column, cell.colspan = start, colspan
    for number, slots in enumerate(used):
        if isinstance(slots, range):
            used[number] = range(left[slots.stop])
        else:
            used[number] = {left[column] for column in slots if stays[column]}
    return width - left[-1], first or (0, 0)


def _has_filler(row: Sequence[OnColumns]) -> bool:
    return any(cell.filler for cell in row)


def slivers(cells: Iterable[tuple[int, int]], widths: Sequence[float]) -> frozenset[int]:
    """The columns narrower than `SLIVER` that a table does not need: every cell has another column too.

    `cells` are the column and the colspan of each cell, `widths` the columns' widths in twips.
    """
    narrow = frozenset(column for column, width in enumerate(widths) if width < SLIVER)
    if not narrow:
        return narrow
    wide = list(accumulate((column not in narrow for column in range(len(widths))), initial=0))
    needed = {column + span - 1 for column, span in cells if wide[column] == wide[column + span]}
    return narrow - needed


def fold_slivers(
    rows: Sequence[list[C]], widths: Sequence[float]
) -> tuple[frozenset[int], list[float], tuple[int, int]]:
    """Remove the `slivers` from `rows`, which are changed in place; fillers (empty by nature) keep no column.

    Returns the columns that are gone, the widths that are left, and the row and column (from 0) of the first
    cell that lost a column. The width of a sliver goes to its neighbours, half to each.
    """
    gone = slivers(((cell.column, cell.colspan) for row in rows for cell in row if not cell.filler), widths)
    left = list(accumulate((column not in gone for column in range(len(widths))), initial=0))
    if not gone or not left[-1]:
        return frozenset(), list(widths), (0, 0)
    first: tuple[int, int] | None = None
    for number, row in enumerate(rows):
        for cell in row:
            start = left[cell.column]
            colspan = left[cell.column + cell.colspan] - start
            if first is None and colspan < cell.colspan:
                first = (number, cell.column)
            cell.column, cell.colspan = start, colspan
        if not all(cell.colspan for cell in row):
            row[:] = [cell for cell in row if cell.colspan]
    kept = [0.0] * left[-1]
    for column, width in enumerate(widths):
        after = min(left[column], len(kept) - 1)
        if column in gone:
            kept[after] += width / 2
            kept[max(left[column] - 1, 0)] += width / 2
        else:
            kept[after] += width
    return gone, kept, first or (0, 0)
