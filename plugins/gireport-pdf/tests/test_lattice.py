"""Ruling lines become tables: any table that is drawn gives its own cells back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gireport.errors import LimitError
from gireport_pdf.layout.lattice import Lattice, Slots, lattices
from gireport_pdf.layout.rulings import merged
from gireport_pdf.layout.shapes import Ruling


@st.composite
def drawn_tables(draw: st.DrawFn) -> tuple[list[Slots], list[float], list[float]]:
    """Cells that fill a rectangle, and the edges of its columns and rows."""
    rows, columns = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    while free:
        row, column = min(free)
        wide = 1
        most_wide, most_tall = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        while wide < most_wide and (row, column + wide) in free:
            wide += 1
        tall = 1
        while tall < most_tall and all((row + tall, column + one) in free for one in range(wide)):
            tall += 1
        free -= {(row + down, column + right) for down in range(tall) for right in range(wide)}
        cells.append(Slots(row, column, tall, wide))
    gaps = st.floats(8, 60)
    xs, ys = [50.0], [60.0]
    for edges, count in ((xs, columns), (ys, rows)):
        for _ in range(count):
            edges.append(edges[-1] + draw(gaps))
    return cells, xs, ys


def drawn(
    cells: list[Slots], xs: list[float], ys: list[float], shift: random.Random
) -> tuple[list[Ruling], list[Ruling]]:
    """The four edges of each cell, each drawn a little beside its place."""
    horizontals, verticals = [], []
    for row, column, tall, wide in cells:
        left, right, top, bottom = xs[column], xs[column + wide], ys[row], ys[row + tall]
        horizontals += [
            Ruling(at + shift.uniform(-0.8, 0.8), left + shift.uniform(-1, 1), right) for at in (top, bottom)
        ]
        verticals += [
            Ruling(at + shift.uniform(-0.8, 0.8), top, bottom + shift.uniform(-1, 1)) for at in (left, right)
        ]
    shift.shuffle(horizontals)
    shift.shuffle(verticals)
    return horizontals, verticals


def without_bare_edges(cells: list[Slots]) -> list[Slots]:
    """The cells with the edges that no cell begins at left out: nothing draws those."""
    rows = sorted({0, *(cell.row for cell in cells), max(cell.row + cell.rowspan for cell in cells)})
    columns = sorted({0, *(cell.column for cell in cells), max(cell.column + cell.colspan for cell in cells)})
    return [
        Slots(
            rows.index(row),
            columns.index(column),
            rows.index(row + tall) - rows.index(row),
            columns.index(column + wide) - columns.index(column),
        )
        for row, column, tall, wide in cells
    ]


@settings(deadline=None)
@given(drawn_tables(), st.randoms(use_true_random=False))
def test_a_drawn_table_gives_its_cells_back(
    table: tuple[list[Slots], list[float], list[float]], shift: random.Random
) -> None:
    cells, xs, ys = table
    horizontals, verticals = drawn(cells, xs, ys, shift)
    (found,) = lattices(merged(horizontals), merged(verticals))
    assert found.cells == without_bare_edges(cells)
    assert not found.repaired


@settings(deadline=None)
@given(drawn_tables(), st.randoms(use_true_random=False))
def test_each_slot_belongs_to_the_cell_that_holds_its_middle(
    table: tuple[list[Slots], list[float], list[float]], shift: random.Random
) -> None:
    (found,) = lattices(*map(merged, drawn(*table, shift)))
    for number, cell in enumerate(found.cells):
        box = found.box_of(cell)
        assert found.cell_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == number


def test_two_tables_that_do_not_touch_are_two() -> None:
    first = ([Ruling(10, 0, 90), Ruling(30, 0, 90)], [Ruling(0, 10, 30), Ruling(90, 10, 30)])
    second = ([Ruling(60, 0, 90), Ruling(80, 0, 90)], [Ruling(0, 60, 80), Ruling(90, 60, 80)])
    found = lattices(merged(first[0] + second[0]), merged(first[1] + second[1]))
    assert [one.box.y0 for one in found] == [10, 60]


def test_outer_edges_may_be_open() -> None:
    horizontals = [Ruling(at, 0, 120) for at in (0, 20, 40)]
    (found,) = lattices(horizontals, [Ruling(60, 0, 40)])
    assert (found.xs, len(found.cells)) == ([0, 60, 120], 4)


def test_cells_that_are_no_rectangle_are_divided_and_told() -> None:
    horizontals = [Ruling(0, 0, 40), Ruling(20, 20, 40), Ruling(40, 0, 40)]
    verticals = [Ruling(0, 0, 40), Ruling(20, 20, 40), Ruling(40, 0, 40)]
    (found,) = lattices(horizontals, verticals)
    assert found.repaired
    assert sum(cell.rowspan * cell.colspan for cell in found.cells) == 4


def test_double_and_dotted_lines_are_one_line() -> None:
    double = [Ruling(10, 0, 50), Ruling(12.5, 0, 50)]
    dotted = [Ruling(30, x, x + 1) for x in range(0, 50, 3)]
    assert [(one.start, one.end) for one in merged(double + dotted)] == [(0, 50), (0, 49)]


def test_lines_without_end_are_refused() -> None:
    lines = [Ruling(at * 4.0, 0, 4000) for at in range(1000)]
    with pytest.raises(LimitError):
        lattices(lines, lines)


def test_a_lone_line_is_no_table() -> None:
    assert lattices([Ruling(10, 0, 100)], []) == []
    assert isinstance(
        lattices([Ruling(0, 0, 9), Ruling(9, 0, 9)], [Ruling(0, 0, 9), Ruling(9, 0, 9)])[0], Lattice
    )
