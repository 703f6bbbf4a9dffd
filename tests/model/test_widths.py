"""Widths of columns that follow from the cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gireport.model.widths import columns_from_cells, edges_from_widths, spans_to_edges


def test_cells_of_one_column_tell_its_width_and_merged_ones_the_rest():
    """H05"""
    assert columns_from_cells([(0, 2, 300.0), (1, 1, 100.0), (2, 1, 50.0)], 3) == (200.0, 100.0, 50.0)


def test_a_column_that_nothing_tells_leaves_all_absent():
    assert columns_from_cells([(0, 1, 10.0), (1, 2, 30.0)], 3) == ()
    assert columns_from_cells([(0, 1, 10.0)], 1) == ()


def test_the_first_cell_of_a_column_counts_and_what_is_too_narrow_tells_nothing():
    assert columns_from_cells([(0, 1, 10.0), (0, 1, 99.0), (0, 2, 5.0)], 2) == ()
    assert columns_from_cells([(0, 1, 10.0), (0, 1, 99.0), (0, 2, 25.0)], 2) == (10.0, 15.0)


@given(
    st.lists(st.integers(500, 3000), min_size=2, max_size=8),
    st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=5),
    st.integers(-5, 5),
)
def test_edges_and_spans_are_found_again_from_widths_with_rounding(columns, cuts, noise):
    """W47: rows that merge some columns, the first row none; each cell a few twips off."""
    rows = [[[column] for column in columns]]
    for cut in cuts:
        row = [[columns[0]]]
        for column, apart in zip(columns[1:], cut, strict=False):
            if apart:
                row.append([column])
            else:
                row[-1].append(column)
        rows.append(row)
    widths = [[sum(cell) + noise for cell in row] for row in rows]
    edges = edges_from_widths(widths)
    assert len(edges) == len(columns)
    assert [spans_to_edges(row, edges) for row in widths] == [[len(cell) for cell in row] for row in rows]


def test_cells_without_a_width_and_rows_that_share_no_edge_make_no_grid():
    """W47"""
    assert edges_from_widths([[100.0, 0.0]]) == []
    assert edges_from_widths([[100.0 + 30 * row, 900.0 - 30 * row] for row in range(20)]) == []
