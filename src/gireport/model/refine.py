"""Divided cells: a table inside a cell that is the cell's division is merged into the outer table's grid.

OpenDocument's `table:is-sub-table` (ODF 1.3 part 3, 19.664) says that a table in a cell is no nested table
but the cell's division. Such a table has its own rows and columns; the refined grid has an edge wherever any
of them has one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from msgspec import Struct

from .grid import Budget, placed, shares, width
from .types import Cell, Table

# Edges that lie closer together than this part of the table's width are the same edge, drawn twice.
_SAME_EDGE = Fraction(4, 1000)


class _Area(Struct):
    """A cell of the refined grid and its edges, as fractions of rows and widths."""

    cell: Cell
    top: Fraction
    bottom: Fraction
    left: Fraction
    right: Fraction


def refine(table: Table, divisions: Mapping[int, Table], budget: Budget | None = None) -> Table:
    """`table` with each cell whose content is a division replaced by the cells of that division.

    `divisions` holds the tables that divide cells, by `id`; a cell is divided where such a table is all that
    it holds. Both are full rectangles. Columns lie where their widths put them (equal ones where they are
    absent), the rows of a division share its cell's height equally.
    `budget` counts the slots of a report's tables together.

    Raises:
        LimitError: the refined table is larger than `MAX_COLUMNS` or `MAX_SLOTS`, or the budget is spent.
    """
    across, down = (
        _edges(table.columns, width(table.rows)),
        [Fraction(row) for row in range(len(table.rows) + 1)],
    )
    areas: list[_Area] = []
    for outer in _areas(table, across, down):
        content = outer.cell.content
        division = divisions.get(id(content[0])) if len(content) == 1 else None
        if division is None:
            areas.append(outer)
        else:
            areas.extend(_divided(outer, division))
    columns = _columns(areas, across[-1])
    rows = sorted({edge for area in areas for edge in (area.top, area.bottom)})
    (budget or Budget()).spend(len(rows) - 1, len(columns) - 1)
    result: list[list[tuple[int, Cell]]] = [[] for _ in rows[1:]]
    for area in areas:
        left, right = _column(columns, area.left), _column(columns, area.right)
        top, bottom = bisect_left(rows, area.top), bisect_left(rows, area.bottom)
        result[top].append((left, Cell(area.cell.content, right - left, bottom - top)))
    for row in result:
        row.sort(key=lambda entry: entry[0])
    widths = tuple(float(right - left) for left, right in pairwise(columns))
    return Table(
        tuple(tuple(cell for _, cell in row) for row in result),
        shares(widths) if table.columns else (),
        bisect_left(rows, Fraction(min(table.header_rows, len(table.rows)))),
        _column(columns, across[min(table.header_columns, len(across) - 1)]),
        table.caption,
    )


def _edges(columns: Sequence[float], count: int) -> list[Fraction]:
    """The edges of a table's columns, from 0."""
    parts = [Fraction(part) for part in columns] if len(columns) == count else [Fraction(1)] * count
    return [Fraction(0), *accumulate(parts)]


def _areas(table: Table, across: Sequence[Fraction], down: Sequence[Fraction]) -> Iterator[_Area]:
    for number, line in enumerate(placed(table.rows)):
        for slot in line:
            if slot.anchor:
                cell, column = slot.cell, slot.column
                yield _Area(
                    cell,
                    down[number],
                    down[number + cell.rowspan],
                    across[column],
                    across[column + cell.colspan],
                )


def _divided(outer: _Area, division: Table) -> Iterator[_Area]:
    """The cells of `division` in the place of the cell `outer`."""
    edges = _edges(division.columns, width(division.rows))
    scale = (outer.right - outer.left) / edges[-1]
    height = (outer.bottom - outer.top) / len(division.rows)
    across = [outer.left + edge * scale for edge in edges]
    down = [outer.top + number * height for number in range(len(division.rows) + 1)]
    return _areas(division, across, down)


def _columns(areas: Sequence[_Area], total: Fraction) -> list[Fraction]:
    """The edges of the refined columns: of edges that lie close together, the first."""
    narrowest = min(area.right - area.left for area in areas)
    # At most half of the narrowest cell, so that its two edges stay apart.
    tolerance = min(total * _SAME_EDGE, narrowest / 2)
    kept: list[Fraction] = []
    for edge in sorted({edge for area in areas for edge in (area.left, area.right)}):
        if not kept or edge - kept[-1] >= tolerance:
            kept.append(edge)
    return kept


def _column(columns: Sequence[Fraction], edge: Fraction) -> int:
    """The index of the kept edge that stands for `edge`."""
    found = bisect_left(columns, edge)
    return found if found < len(columns) and columns[found] == edge else found - 1
