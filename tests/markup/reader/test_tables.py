"""Tables: spans, row groups, layout, hidden rows, column widths (H01–H06)."""

from __future__ import annotations

import pytest

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import Paragraph, Table
from support.pages import body, grid


def table(html):
    blocks, codes = body(html)
    found = [block for block in blocks if isinstance(block, Table)]
    assert len(found) == 1
    return found[0], codes


@pytest.mark.parametrize(
    ("written", "read"),
    [("0", 1), ("", 1), ("x", 1), ("-2", 1), ("2", 2), (" 2px", 2), ("+2", 2), ("2.9", 2), ("4000", 1000)],
)
def test_a_colspan_is_clamped_as_the_standard_says(written, read):
    """H01; the columns are declared, so that none of them folds (H20)."""
    row = f'<tr><td colspan="{written}">a</td><td>b</td></tr>'
    found, _ = table(f'<table><colgroup span="1000"></colgroup>{row}</table>')
    assert found.rows[0][0].colspan == read


def test_a_rowspan_beyond_the_table_ends_with_it():
    """H01"""
    found, codes = table("<table><tr><td rowspan=70000>a<td>b<tr><td>c</table>")
    assert grid(found) == [[("a", 1, 2), ("b", 1, 1)], [("c", 1, 1)]]
    assert codes == ["span-clipped"]


def test_rowspan_zero_reaches_to_the_end_of_its_row_group():
    """H02"""
    found, codes = table("<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>")
    assert grid(found)[0][0] == ("a", 1, 2)
    assert grid(found)[2] == [("d", 1, 1), ("e", 1, 1)]
    assert codes == []


def test_overlaps_are_repaired_and_holes_filled():
    """H03"""
    found, codes = table("<table><tr><td>1<td rowspan=2>2<tr><td colspan=2>3<tr><td>4</table>")
    assert grid(found) == [
        [("1", 1, 1), ("2", 1, 2)],
        [("3", 1, 1)],
        [("4", 1, 1), ("", 1, 1)],
    ]
    assert codes == ["grid-overlap", "grid-filled"]


def test_the_foot_is_read_where_browsers_show_it():
    """H04"""
    found, _ = table("<table><tfoot><tr><td>f</tfoot><tr><td>b<thead><tr><th>h</table>")
    assert [row[0][0] for row in grid(found)] == ["h", "b", "f"]
    assert found.header_rows == 1


def test_leading_rows_of_header_cells_are_header_rows():
    """H04"""
    found, _ = table("<table><tr><th>a<th>b<tr><th>c<td>d<tr><th>e<td>f</table>")
    assert (found.header_rows, found.header_columns) == (1, 1)


def test_a_table_of_nothing_but_header_cells_has_no_header_rows():
    """H04"""
    found, _ = table("<table><tr><th>a<tr><th>b</table>")
    assert found.header_rows == 0


def test_caption_and_columns_are_kept():
    """H05"""
    found, _ = table(
        "<table><caption>表<b>一</b></caption><colgroup><col span=2 width=25%><col style='width:50%'>"
        "</colgroup><tr><td>a<td>b<td>c</table>"
    )
    assert found.columns == (1, 1, 2)
    assert "".join(inline.text for inline in found.caption) == "表一"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        "<table role=presentation><tr><td>a<td>b</table>",
    ],
)
def test_a_table_for_layout_is_unwrapped(html):
    """H06"""
    blocks, codes = body(html)
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]
    assert codes == ["table-unwrapped"]


def test_a_table_around_everything_is_unwrapped_and_the_one_in_it_kept():
    """H06"""
    blocks, codes = body(
        "<center><table><tr><td>导航</td><td><p>正文</p>"
        "<table border=1><tr><td>1<td>2</table></td></tr></table></center>"
    )
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Table]
    assert codes == ["table-unwrapped"]


def test_a_table_in_a_cell_of_data_stays_in_it():
    blocks, codes = body("<p>x<table><tr><td>1<td><table><tr><td>2<td>3</table><tr><td>4<td>5</table>")
    outer = blocks[1]
    assert isinstance(outer.rows[0][1].content[0], Table)
    assert codes == []


def test_text_between_the_rows_of_a_table_moves_before_it():
    """H11"""
    blocks, _ = body("<table>甲<tr><td>乙</table>")
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].content[0].text == "甲"
    assert isinstance(blocks[1], Table)


def test_a_cell_of_filler_blanks_is_empty():
    """H08"""
    found, codes = table("<table><tr><td>&nbsp;</td><td><p><o:p>&nbsp;</o:p></p></td><td>0</td></tr></table>")
    assert [cell.content for cell in found.rows[0][:2]] == [(), ()]
    assert codes == []


def test_the_alignment_of_a_cell_is_that_of_its_paragraphs():
    found, _ = table("<table align=center><tr align=right><td>a<td style='text-align:center'>b</table>")
    assert [cell.content[0].align for cell in found.rows[0]] == ["right", "center"]


def test_a_hidden_row_is_left_out_with_a_loss():
    """H12"""
    found, codes = table("<table><tr style='display: none'><td>a<tr><td>b</table>")
    assert grid(found) == [[("b", 1, 1)]]
    assert codes == ["hidden-text"]


def test_the_loss_of_a_hidden_row_or_cell_names_its_place_in_the_table():
    losses = Losses()
    html = (
        "<p>x<table><tr><td>1<td>2<tr hidden><td>3<tr><td>4<td hidden>5"
        "<tr><td><table><tr><td>6<td hidden>7</table></table>"
    )
    read(html.encode(), losses)
    assert [(loss.where, loss.detail) for loss in losses if loss.code == "hidden-text"] == [
        ("table 1 row 2", "3"),
        ("table 1 row 3 cell 2", "5"),
        ("table 1 row 4 cell 1, table 1 row 1 cell 2", "7"),
    ]


def test_a_row_in_which_no_cell_starts_is_dropped_because_browsers_do_not_show_it():
    """H21"""
    found, codes = table(
        "<table><thead><tr><th rowspan=3>a<th rowspan=3>b<tr></tr><tr></tr></thead><tr><td>1<td>2</table>"
    )
    assert grid(found) == [[("a", 1, 1), ("b", 1, 1)], [("1", 1, 1), ("2", 1, 1)]]
    assert found.header_rows == 1
    assert codes == ["span-folded"]


@pytest.mark.parametrize("height", ['height="20"', 'style="height:2em"'])
def test_a_row_in_which_no_cell_starts_is_kept_where_it_states_a_height(height):
    """H21"""
    found, codes = table(f"<table><tr><td rowspan=2>a<td rowspan=2>b<tr {height}></tr></table>")
    assert grid(found) == [[("a", 1, 2), ("b", 1, 2)], []]
    assert codes == []


def test_widths_of_cells_stay_where_columns_fold():
    """H20"""
    found, _ = table(
        '<table><tr><td colspan="100">a</td></tr><tr><td width="1">b</td><td width="2">c</td></tr></table>'
    )
    assert found.columns == (1, 2)


def columns(rows: str) -> tuple[float, ...]:
    (table,) = read(f"<table>{rows}</table>".encode(), Losses()).body
    assert isinstance(table, Table)
    return table.columns


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ("<tr><td width=100>a<td width=300>b", (1, 3)),
        ("<tr><td style='width:10pt' width=90>a<td style='width:20pt' width=10>b", (1, 2)),
        ("<tr><td width='30%'>a<td width='70%'>b", (3, 7)),
        ("<tr><td colspan=2 width=50>a<td width=50>b<tr><td width=20>c<td>d<td>e", (2, 3, 5)),
        ("<tr><td colspan=2 width=50>a<td width=50>b<tr><td>c<td>d<td>e", ()),  # nobody tells them apart
        ("<tr><td width=100>a<td>b", ()),
        ("<tr><td width='50%'>a<td width=200>b", ()),
        ("<tr><td width='100%'>a", ()),
        ("<col width=10><col width=40><tr><td width=100>a<td width=100>b", (1, 4)),
    ],
)
def test_the_widths_of_cells_are_those_of_their_columns(rows: str, shares: tuple[int, ...]) -> None:
    """H05"""
    assert columns(rows) == shares


def test_words_row_of_column_widths_is_removed() -> None:
    """H08"""
    losses = Losses()
    page = (
        "<table><tr><td colspan=2>a</td></tr><tr height=0><td width=10></td><td width=30></td></tr></table>"
    )
    (table,) = read(page.encode(), losses).body
    assert isinstance(table, Table)
    assert (len(table.rows), table.columns, len(losses)) == (1, (1, 3), 0)


def test_a_row_without_height_that_holds_text_is_a_row() -> None:
    (table,) = read(b"<table><tr><td>a</td></tr><tr height=0><td>b</td></tr></table>", Losses()).body
    assert isinstance(table, Table)
    assert len(table.rows) == 2
