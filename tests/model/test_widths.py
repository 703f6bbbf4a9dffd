"""Widths of columns told from cells."""

from __future__ import annotations

from gireport.model.widths import columns_from_cells


def test_cells_of_one_column_tell_its_width_and_merged_ones_the_rest():
    """H05"""
    assert columns_from_cells([(0, 2, 300.0), (1, 1, 100.0), (2, 1, 50.0)], 3) == (200.0, 100.0, 50.0)


def test_a_column_that_nothing_tells_leaves_all_absent():
    assert columns_from_cells([(0, 1, 10.0), (1, 2, 30.0)], 3) == ()
    assert columns_from_cells([(0, 1, 10.0)], 1) == ()


def test_the_first_cell_of_a_column_counts_and_what_is_too_narrow_tells_nothing():
    assert columns_from_cells([(0, 1, 10.0), (0, 1, 99.0), (0, 2, 5.0)], 2) == ()
    assert columns_from_cells([(0, 1, 10.0), (0, 1, 99.0), (0, 2, 25.0)], 2) == (10.0, 15.0)
