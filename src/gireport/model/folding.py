"""Folding of columns in which no cell starts: programs do not show them.

`colspan="100"` is a common way to say “all columns”. CSS Tables 3, 3.3.2 (track merging) leaves such columns
out of the layout, except those that a `col` declares; so do browsers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar


class OnColumns(Protocol):
    """A cell that is placed on columns. A filler stands for slots that a row declares missing."""

    column: int
    colspan: int
    filler: bool


C = TypeVar("C", bound=OnColumns)


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
