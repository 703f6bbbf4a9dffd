"""Where the row labels of a table stay while a telephone scrolls the table sideways."""

from __future__ import annotations

from typing import NamedTuple

from ...model.slots import placed, width
from ...model.types import Cell, Heading, ListItem, Paragraph, Table
from ...model.walk import inline_text

_LABEL, _NARROW, _STRIP = 6.6, 4.0, 2.0
"""Widths in em of the table's text: of the last label column (the style sheet has the same number), of one
before it, and of one whose texts run downwards.
"""
_ROOM = 4.0
"""What the columns before the last one may take, in em: with it 10.6 em, 44 % of a telephone of 360 px."""
_LONGEST_STRIP, _PER_ROW = 20, 4
"""The most characters of a text that runs downwards, and for each row that its cell spans."""


class Labels(NamedTuple):
    """The label columns of a table: `edges` are their left edges and the right edge of the last one.

    Edges count in em of the table's text from the edge of the box in which the table scrolls. A column with a
    negative edge leaves the box. `strips` are the columns whose texts run downwards; `starts` has for each
    row the columns in which its labels start.
    """

    edges: tuple[float, ...]
    strips: frozenset[int]
    starts: list[list[int]]

    def attributes(self, column: int, colspan: int) -> tuple[str, str]:
        """The `class` attribute of a cell of `colspan` columns from `column`, and declarations of its style.

        Both are empty for a cell that leaves the box, or that reaches into the columns of figures.
        """
        end = column + colspan
        if end >= len(self.edges) or (self.edges[end] <= 0 and colspan > 1):
            return "", ""
        style = f"--at:{self.edges[column]:g}"
        if colspan > 1 or end == len(self.edges) - 1:
            return "", style
        wide = self.edges[end] - self.edges[column]
        return ' class="strip"' if column in self.strips else "", f"{style};--wide:{wide:g}"


def labels(table: Table) -> Labels | None:
    """The label columns of `table`, the outermost first; None where it has none or holds tables in them."""
    count = table.header_columns
    if not 0 < count < width(table.rows):
        return None
    last = count - 1
    spans_rows, is_short = [False] * last, [True] * last
    starts: list[list[int]] = []
    for line in placed(table.rows, count):
        starts.append(row := [])
        for cell, column, is_anchor in line:
            if not is_anchor:
                continue
            row.append(column)
            for block in cell.content:
                if type(block) is Table:
                    return None
            if column < last and cell.colspan == 1:
                spans_rows[column] |= cell.rowspan > 1
                is_short[column] &= _length(cell) <= min(_LONGEST_STRIP, _PER_ROW * cell.rowspan)
    strips = frozenset(column for column in range(last) if spans_rows[column] and is_short[column])
    widths = [_STRIP if column in strips else _NARROW for column in range(last)]
    first = last
    while first and sum(widths[first - 1 :]) <= _ROOM:
        first -= 1
    edges = [sum(widths[first:column]) or -sum(widths[column:first]) for column in range(count)]
    return Labels((*edges, edges[-1] + _LABEL), strips, starts)


def _length(cell: Cell) -> int:
    return sum(
        len(inline_text(block.content))
        for block in cell.content
        if isinstance(block, Heading | Paragraph | ListItem)
    )
