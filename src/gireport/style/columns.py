"""Column widths for a table without any: each column is as wide as its texts need."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.grid import Slot, width
from ..model.types import Cell, Heading, ListItem, Paragraph, Table, Text

# In characters of the table's text. A column of one digit still shows its two-character head (总计); of a
# long label, which can wrap, only a part counts.
_PADDING, _NARROWEST, _SHORT, _LONGEST = 1, 3, 4, 18


def fitted(table: Table, lines: Sequence[Sequence[Slot[Cell]]], total: int) -> list[int]:
    """Widths that add up to `total` (any unit), one a grid column.

    `lines` are the table's rows as `grid.placed` gives them. Only cells in one column count.
    """
    longest = [_NARROWEST] * width(table.rows)
    for line in lines:
        for cell, column, anchor in line:
            if anchor and cell.colspan == 1 and cell.content and longest[column] < _LONGEST:
                longest[column] = max(longest[column], min(_length(cell), _LONGEST))
    wanted = [_PADDING + min(count, _SHORT) + max(count - _SHORT, 0) / 4 for count in longest]
    return _divided(wanted, total)


def _divided(wanted: Sequence[float], total: int) -> list[int]:
    """`total` divided in proportion to `wanted`, at least 1 each.

    The sum is exactly `total` where possible: programs scale a grid that does not fill its table, and
    rounding then moves the edges of some rows only.
    """
    whole = sum(wanted)
    parts: list[int] = []
    edge = 0
    reached = 0.0
    for value in wanted:
        reached += value
        parts.append(max(round(total * reached / whole) - edge, 1))
        edge += parts[-1]
    return parts


def _length(cell: Cell) -> int:
    """The most characters in a block of the cell."""
    longest = 0
    for block in cell.content:
        if isinstance(block, (Paragraph, Heading, ListItem)):
            count = sum(len(inline.text) for inline in block.content if isinstance(inline, Text))
        else:
            count = _LONGEST
        longest = max(longest, count)
    return longest
