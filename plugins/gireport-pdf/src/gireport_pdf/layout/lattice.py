"""Which tables do ruling lines draw? Edges of rows and columns, and the cells between them.

A line that is missing between two slots joins them: that is a merged cell. The work is linear in the places
where lines can meet, and in slots; both are bounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gireport.errors import LimitError
from gireport.model.messages import message

from ..limits import CROSSINGS, PAGE_SLOTS
from .rulings import NEAR
from .shapes import Box, Ruling


class Slots(NamedTuple):
    """A cell: the row and the column of its first slot, and how many rows and columns it has."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass
class Lattice:
    """The edges of the columns (x) and of the rows (y) of one table, and its cells in reading order.

    `repaired` are the places (row, column) of cells that are no rectangle in the lines and were divided.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Slots]
    repaired: list[tuple[int, int]] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The outer edges."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell that holds the point, which is inside the outer edges."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.owner[row][column]

    def box_of(self, cell: Slots) -> Box:
        """The edges of one of the cells."""
        return Box(
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.colspan],
            self.ys[cell.row + cell.rowspan],
        )


def lattices(horizontals: Sequence[Ruling], verticals: Sequence[Ruling]) -> list[Lattice]:
    """The tables that merged lines (`rulings.merged`) draw, from the top down.

    Lines that meet belong to one table. A table has at least one horizontal and one vertical line inside or
    around it, and its outer edges may be open. Lines that meet no other line are left out.

    Raises:
        LimitError: too many lines, or a table has too many slots.
    """
    groups = _groups(horizontals, verticals)
    found = [lattice for group in groups if (lattice := _lattice(*group))]
    return sorted(found, key=lambda one: (one.ys[0], one.xs[0]))


class _Union:
    """Numbers that are joined to groups (union–find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, one: int) -> int:
        parents = self._parents
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._parents[max(first, second)] = min(first, second)


def _groups(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    places = [one.at for one in verticals]
    ranges = [
        (bisect_left(places, one.start - NEAR), bisect_right(places, one.end + NEAR)) for one in horizontals
    ]
    if sum(last - first for first, last in ranges) > CROSSINGS:
        raise LimitError(message("pdf.too-many-lines", limit=CROSSINGS))
    union = _Union(len(horizontals) + len(verticals))
    for number, (one, (first, last)) in enumerate(zip(horizontals, ranges, strict=True)):
        for other in range(first, last):
            if verticals[other].start - NEAR <= one.at <= verticals[other].end + NEAR:
                union.join(number, len(horizontals) + other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, one in enumerate([*horizontals, *verticals]):
        group = groups.setdefault(union.root(number), ([], []))
        group[number >= len(horizontals)].append(one)
    return [group for group in groups.values() if all(group)]


def _lattice(horizontals: list[Ruling], verticals: list[Ruling]) -> Lattice | None:
    xs = _edges(verticals, horizontals)
    ys = _edges(horizontals, verticals)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    if rows * columns > PAGE_SLOTS:
        raise LimitError(message("pdf.too-many-slots", rows=rows, columns=columns, limit=PAGE_SLOTS))
    union = _Union(rows * columns)
    above = _walls(horizontals, ys, xs)
    before = _walls(verticals, xs, ys)
    for row in range(rows):
        for column in range(columns):
            slot = row * columns + column
            if row and (row, column) not in above:
                union.join(slot - columns, slot)
            if column and (column, row) not in before:
                union.join(slot - 1, slot)
    lattice = Lattice(xs, ys, [])
    lattice.owner = [[-1] * columns for _ in range(rows)]
    regions: dict[int, list[tuple[int, int]]] = {}
    for slot in range(rows * columns):
        regions.setdefault(union.root(slot), []).append(divmod(slot, columns))
    for region in regions.values():
        _add_cells(lattice, region)
    return _in_reading_order(lattice)


def _edges(across: Sequence[Ruling], along: Sequence[Ruling]) -> list[float]:
    """The places of the lines `across`, and the ends of those `along` where they reach further."""
    places = sorted({one.at for one in across})
    first, last = min(one.start for one in along), max(one.end for one in along)
    if first < places[0] - 2 * NEAR:
        places.insert(0, first)
    if last > places[-1] + 2 * NEAR:
        places.append(last)
    return places


def _walls(lines: Sequence[Ruling], places: list[float], edges: list[float]) -> set[tuple[int, int]]:
    """For each line: its number among `places` with the number of each interval of `edges` that it covers."""
    result: set[tuple[int, int]] = set()
    for line in lines:
        number = bisect_left(places, line.at)
        part = bisect_left(edges, line.start - NEAR)
        while part + 1 < len(edges) and edges[part + 1] <= line.end + NEAR:
            result.add((number, part))
            part += 1
    return result


def _add_cells(lattice: Lattice, region: list[tuple[int, int]]) -> None:
    """Add the joined slots of `region` as one cell, or as several where they are no rectangle."""
    free = set(region)
    for row, column in region:  # in reading order
        if (row, column) not in free:
            continue
        wide = 1
        while (row, column + wide) in free:
            wide += 1
        tall = 1
        while all((row + tall, column + one) in free for one in range(wide)):
            tall += 1
        if wide * tall < len(free):
            lattice.repaired.append((row, column))
        free.difference_update((row + down, column + right) for down in range(tall) for right in range(wide))
        lattice.cells.append(Slots(row, column, tall, wide))


def _in_reading_order(lattice: Lattice) -> Lattice:
    lattice.cells.sort()
    for number, (row, column, rowspan, colspan) in enumerate(lattice.cells):
        for line in lattice.owner[row : row + rowspan]:
            line[column : column + colspan] = [number] * colspan
    return lattice
