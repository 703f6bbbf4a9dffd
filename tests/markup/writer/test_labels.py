"""Row labels on a telephone: which columns stay, how wide they are, which texts run downwards."""

from __future__ import annotations

from hypothesis import given

import gireport
from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.markup.writer.labels import labels
from gireport.model import Cell, Paragraph, Report, Table, Text, normal, walk
from gireport.model.slots import placed
from gireport.statutory import blank_report
from gireport.testing.strategies import reports
from support.written_html import cell, lines

FIGURE = cell("1")


def outer(*texts: str, rows: int = 2) -> Table:
    """A table whose first columns have one cell with each of `texts`, over all rows."""
    first = (*(cell(text, 1, rows) for text in texts), cell("本年新收"), FIGURE, FIGURE)
    return Table((first, *((cell("上年结转"), FIGURE, FIGURE),) * (rows - 1)), header_columns=len(texts) + 1)


def test_the_labels_of_the_statutory_form_stay_and_its_merged_ones_run_downwards():
    for edition in ("2019", "2021"):
        table = walk.tables(blank_report("青溪县", 2023, edition))[1].table
        found = labels(table)
        assert found is not None
        assert found.edges == (0, 2, 4, 10.6)
        assert found.strips == {0, 1}


def test_a_label_that_is_long_or_of_one_row_does_not_run_downwards():
    assert labels(outer("不予公开")).strips == {0}
    assert labels(outer("不予公开的政府信息公开申请")).strips == frozenset()
    assert labels(outer("不予公开", rows=1)).strips == frozenset()
    assert '<tr><th scope="row" class="strip" rowspan="2" style="--at:0;--wide:2">甲</th>' in "".join(
        lines(outer("甲"))
    )


def test_columns_that_would_leave_no_room_for_figures_leave_the_box():
    assert labels(outer("甲", "乙", "丙")).edges == (-2, 0, 2, 4, 10.6)
    assert labels(outer("甲", "乙" * 30)).edges == (-2, 0, 4, 10.6)
    assert labels(outer("甲" * 30)).edges == (0, 4, 10.6)


def test_a_cell_that_reaches_into_the_figures_does_not_stay():
    table = Table(((cell("一", 2), FIGURE), (cell("甲"), FIGURE, FIGURE)), header_columns=1)
    assert lines(table)[-5:-3] == [
        '<tr><th scope="row" colspan="2">一</th><td>1</td></tr>',
        '<tr><th scope="row" style="--at:0">甲</th><td>1</td><td>1</td></tr>',
    ]


def test_a_table_without_labels_or_of_labels_only_or_with_tables_in_them_scrolls_plainly():
    row = (cell("甲"), FIGURE)
    assert labels(Table((row,))) is None
    assert labels(Table((row,), header_columns=2)) is None
    inner = Cell((Table(((FIGURE,),)),))
    assert labels(Table(((inner, FIGURE),), header_columns=1)) is None


def test_an_alignment_stands_before_the_place_of_a_label():
    left = Cell((Paragraph((Text("甲"),), "left"),))
    assert '<th scope="row" style="text-align:left;--at:0">甲</th>' in "".join(
        lines(Table(((left, FIGURE),), header_columns=1))
    )


def test_a_fragment_and_markdown_say_nothing_of_it():
    report = normal(Report(body=(outer("甲"),)))
    for written in (gireport.write(report, "html", fragment=True), gireport.write(report, "markdown")):
        assert not any(word in written for word in (b"--at", b"--wide", b"--labels", b"strip"))


@given(reports())
def test_what_stays_takes_at_most_106_tenths_of_an_em_and_comes_back_equal(report):
    for found in walk.tables(report):
        columns = labels(found.table)
        if columns is not None:
            assert 0 in columns.edges
            assert list(columns.edges) == sorted(columns.edges)
            assert columns.edges[-1] <= 10.6
            for line in placed(found.table.rows, found.table.header_columns):
                for one, column, _ in line:
                    assert bool(columns.attributes(column, one.colspan)[1]) <= (
                        column + one.colspan <= found.table.header_columns
                    )
    losses = Losses()
    assert FORMAT.reader(FORMAT.writer(report, losses), losses) == report
    assert not losses
