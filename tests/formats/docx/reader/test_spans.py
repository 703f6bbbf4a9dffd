"""Wrong spans are repaired by the widths of cells (W07, W47)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from support.wordprocessing import shape, tbl, tc, tr

Docx = Callable[..., Any]


def wide(text: str, width: int, type_: str = "dxa", more: str = "") -> str:
    return tc(text, f'<w:tcW w:w="{width}" w:type="{type_}"/>{more}')


def test_widths_repair_a_grid_span_that_does_not_fit_the_grid(docx: Docx) -> None:
    """W07"""

    def wide(text: str, width: int) -> str:
        return tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>')

    got = docx(
        tbl(
            tr(wide("a", 1000), wide("b", 2000), wide("c", 3000)),
            tr(wide("x", 3005), wide("y", 2995)),
            grid=(1000, 2000, 3000),
        )
    )
    assert shape(got.table)[1] == [("x", 2, 1), ("y", 1, 1)]
    assert got.table.columns == (1, 2, 3)
    assert got.losses == {"span-guessed": 1}


HEADS = (("项目", 1000), ("数量", 5000))


FIGURES = (("甲", 1000), ("1", 2000), ("2", 3000))


@pytest.mark.parametrize("grid", [(), (2000, 2000, 2000), (0, 0, 0)])
def test_a_grid_that_is_missing_or_a_placeholder_is_made_from_widths(
    docx: Docx, grid: tuple[int, ...]
) -> None:
    """W47"""
    got = docx(tbl(*(tr(*(wide(*cell) for cell in row)) for row in (HEADS, FIGURES)), grid=grid))
    assert shape(got.table) == [[("项目", 1, 1), ("数量", 2, 1)], [("甲", 1, 1), ("1", 1, 1), ("2", 1, 1)]]
    assert got.table.columns == (1, 2, 3)
    assert got.losses == {"span-guessed": 1}


def test_widths_in_per_cent_and_gaps_with_widths_make_edges_too(docx: Docx) -> None:
    """W47"""
    gap = '<w:gridBefore w:val="1"/><w:wBefore w:w="1000" w:type="pct"/>'
    got = docx(
        tbl(
            tr(wide("甲", 3000), wide("乙", 1000), wide("丙", 1000)),
            tr(wide("丁", 4000, "pct"), properties=gap),
        )
    )
    assert shape(got.table)[1][-1] == ("丁", 3, 1)
    assert [sum(colspan for _, colspan, _ in row) for row in shape(got.table)] == [4, 4]


def test_widths_that_differ_by_rounding_make_no_columns(docx: Docx) -> None:
    """W47"""
    got = docx(
        tbl(tr(wide("甲", 1000), wide("乙", 3000)), tr(wide("1", 1030), wide("2", 2975)), grid=(2000, 2000))
    )
    assert shape(got.table) == [[("甲", 1, 1), ("乙", 1, 1)], [("1", 1, 1), ("2", 1, 1)]]
    assert not got.losses


SPAN2 = '<w:gridSpan w:val="2"/>'


def test_spans_that_fit_together_stay_where_the_widths_do_not_fit(docx: Docx) -> None:
    """W47"""
    title = tr(wide("表", 1000, more='<w:gridSpan w:val="3"/>'))
    got = docx(tbl(title, tr(*(wide(text, 1000) for text in "甲乙丙"))))
    assert shape(got.table)[0] == [("表", 3, 1)]
    merged = tr(wide("甲", 1000), wide("乙", 5000, more=SPAN2))
    got = docx(tbl(merged, tr(wide("1", 3000), wide("2", 2000), wide("3", 1000)), grid=(2000, 2000, 2000)))
    assert shape(got.table)[0] == [("甲", 1, 1), ("乙", 2, 1)]
    assert not got.losses


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_merged_cell_reaches_down_through_rows_with_other_edges(docx: Docx) -> None:
    """W47"""
    got = docx(
        tbl(
            tr(wide("甲", 1000, more=RESTART), wide("乙", 3000)),
            tr(wide("", 1000, more=CONTINUE), wide("1", 1500), wide("2", 1500)),
        )
    )
    assert shape(got.table) == [[("甲", 1, 2), ("乙", 2, 1)], [("1", 1, 1), ("2", 1, 1)]]


def test_a_repaired_row_is_numbered_as_in_the_file_below_a_deleted_row(docx: Docx) -> None:
    """W47, W52"""
    deleted = tr(tc("旧"), properties='<w:del w:id="1"/>')
    heads, figures = (tr(*(wide(text, width) for text, width in row)) for row in (HEADS, FIGURES))
    got = docx(tbl(deleted, heads, figures))
    places = [loss.where for loss in got.records if loss.code == "span-guessed"]
    assert places == ["word/document.xml, table 1 row 2"]
