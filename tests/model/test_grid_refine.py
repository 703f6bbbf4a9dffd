"""Cells that are divided by a table of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.model import Cell, Paragraph, Table, Text
from gireport.model.grid import is_full
from gireport.model.refine import refine


def plain(rows: int, columns: int, name: str, widths: tuple[int, ...] = ()) -> Table:
    return Table(
        tuple(
            tuple(Cell((Paragraph((Text(f"{name}{r}{c}"),)),)) for c in range(columns)) for r in range(rows)
        ),
        widths,
    )


def shape(table: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [(cell.content[0].content[0].text, cell.colspan, cell.rowspan) for cell in row] for row in table.rows
    ]  # type: ignore[union-attr]


def divided(*divisions: Table, widths: tuple[int, ...] = (), headers: int = 0) -> Table:
    """One row of divided cells over a row of plain ones, refined."""
    top = tuple(Cell((division,)) for division in divisions)
    outer = Table((top, plain(1, len(divisions), "z").rows[0]), widths, headers, headers)
    return refine(outer, {id(division): division for division in divisions})


def test_rows_and_columns_split_where_a_division_splits() -> None:
    assert shape(divided(plain(2, 2, "a"), plain(1, 1, "b"))) == [
        [("a00", 1, 1), ("a01", 1, 1), ("b00", 1, 2)],
        [("a10", 1, 1), ("a11", 1, 1)],
        [("z00", 2, 1), ("z01", 1, 1)],
    ]


def test_divisions_of_different_heights_share_the_height_of_their_row() -> None:
    assert [
        [(name, rowspan) for name, _, rowspan in row]
        for row in shape(divided(plain(2, 1, "a"), plain(3, 1, "b")))
    ] == [
        [("a00", 2), ("b00", 1)],
        [("b10", 2)],
        [("a10", 2)],
        [("b20", 1)],
        [("z00", 1), ("z01", 1)],
    ]


def test_columns_lie_where_their_widths_put_them() -> None:
    refined = divided(plain(1, 2, "a", (1, 3)), plain(1, 1, "b"), widths=(4, 4))
    assert refined.columns == (1, 3, 4)


def test_edges_that_are_drawn_twice_are_one() -> None:
    table = Table(
        (
            (Cell((first := plain(1, 2, "a", (500, 500)),)),),
            (Cell((second := plain(1, 2, "b", (501, 499)),)),),
        ),
        (1,),
    )
    refined = refine(table, {id(first): first, id(second): second})
    assert [len(row) for row in refined.rows] == [2, 2]
    assert all(cell.colspan == 1 for row in refined.rows for cell in row)


def test_headers_keep_their_cells() -> None:
    refined = divided(plain(2, 2, "a"), plain(1, 1, "b"), headers=1)
    assert (refined.header_rows, refined.header_columns) == (2, 2)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=4), st.booleans())
def test_the_refined_table_is_full_and_holds_every_cell_once(
    sizes: list[tuple[int, int]], stated: bool
) -> None:
    """Law 6"""
    divisions = [
        plain(rows, columns, f"{number}.", tuple(range(1, columns + 1)) if stated else ())
        for number, (rows, columns) in enumerate(sizes)
    ]
    refined = divided(*divisions, widths=tuple(range(3, 3 + len(sizes))) if stated else ())
    assert is_full(refined.rows)
    names = [name for row in shape(refined) for name, _, _ in row]
    wanted = [
        name
        for division in [*divisions, plain(1, len(sizes), "z")]
        for row in shape(division)
        for name, _, _ in row
    ]
    assert sorted(names) == sorted(wanted)


def test_a_cell_that_holds_more_than_a_division_is_left_as_it_is() -> None:
    inner = plain(2, 2, "a")
    outer = Table(((Cell((inner, Paragraph())),),))
    assert refine(outer, {id(inner): inner}) == outer


@pytest.mark.parametrize("columns", [(), (2, 3)])
def test_a_table_without_divisions_is_left_as_it_is(columns: tuple[int, ...]) -> None:
    outer = plain(3, 2, "a", columns)
    assert refine(outer, {}) == outer
