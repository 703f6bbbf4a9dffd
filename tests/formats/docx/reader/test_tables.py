"""Tables: rows, cells, merges and headers (rows W01 to W13 of the case sheet)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.errors import LimitError
from gireport.model import BookmarkEnd, BookmarkStart, Cell, Paragraph, Text
from support.wordprocessing import shape, tbl, tc, tr

Docx = Callable[..., Any]


SPAN2 = '<w:gridSpan w:val="2"/>'


def test_a_grid_span_owns_columns(docx: Docx) -> None:
    """W01"""
    got = docx(tbl(tr(tc("甲", SPAN2)), tr(tc("1"), tc("2"))))
    assert shape(got.table) == [[("甲", 2, 1)], [("1", 1, 1), ("2", 1, 1)]]
    assert not got.losses


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_vertical_merge_is_one_cell_and_its_covered_cells_are_not_content(docx: Docx) -> None:
    """W02"""
    stated = '<w:vMerge w:val="continue"/>'
    got = docx(
        tbl(tr(tc("甲", RESTART), tc("1")), tr(tc("", CONTINUE), tc("2")), tr(tc("", stated), tc("3")))
    )
    assert shape(got.table) == [[("甲", 1, 3), ("1", 1, 1)], [("2", 1, 1)], [("3", 1, 1)]]
    assert not got.losses


def test_text_in_a_covered_cell_goes_to_the_anchor_cell(docx: Docx) -> None:
    """W03"""
    got = docx(tbl(tr(tc("甲", RESTART), tc("1")), tr(tc("藏", CONTINUE), tc("2"))))
    assert shape(got.table)[0][0] == ("甲|藏", 1, 2)
    assert got.losses == {"covered-text": 1}


@pytest.mark.parametrize(
    ("above", "text"), [(tc("甲"), "乙"), (tc("甲", RESTART + SPAN2), "乙")], ids=["W04", "W05"]
)
def test_a_covered_cell_without_a_cell_above_starts_a_new_cell(docx: Docx, above: str, text: str) -> None:
    """W04, W05"""
    got = docx(tbl(tr(above, tc("1")), tr(tc(text, CONTINUE), tc("2"))))
    assert shape(got.table)[1][0] == ("乙", 1, 1)


def test_slots_missing_at_the_edges_are_empty_cells(docx: Docx) -> None:
    """W06"""
    edges = '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'
    got = docx(tbl(tr(*map(tc, "abcd")), tr(tc("x"), properties=edges)))
    assert shape(got.table)[1] == [("", 1, 1), ("x", 1, 1), ("", 1, 1), ("", 1, 1)]
    assert got.losses == {"grid-edge": 3}


def test_a_short_row_is_filled_to_the_widest(docx: Docx) -> None:
    """W07"""
    got = docx(tbl(tr(*map(tc, "abc")), tr(tc("x"))))
    assert shape(got.table)[1] == [("x", 1, 1), ("", 1, 1), ("", 1, 1)]
    assert got.losses == {"grid-filled": 2}


def test_a_legacy_horizontal_merge_joins_cells(docx: Docx) -> None:
    """W08"""
    got = docx(
        tbl(
            tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("乙")),
            tr(*map(tc, "123")),
        )
    )
    assert shape(got.table)[0] == [("甲", 2, 1), ("乙", 1, 1)]
    assert not got.losses


def test_a_nested_table_is_a_block_of_its_cell_without_the_paragraph_that_word_requires(docx: Docx) -> None:
    """W09"""
    inner = tbl(tr(tc("内")))
    got = docx(tbl(tr(f"<w:tc>{inner}<w:p/></w:tc>")))
    (nested,) = got.table.rows[0][0].content
    assert shape(nested) == [[("内", 1, 1)]]


def test_tables_nested_too_deep_are_refused(docx: Docx) -> None:
    """W09"""
    body = "<w:p/>"
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    with pytest.raises(LimitError, match="tables nest deeper than 32"):
        docx(body)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ('<w:customXml w:element="x">', "</w:customXml>"),
        ('<w:ins w:id="1">', "</w:ins>"),
        ("<w:smartTag>", "</w:smartTag>"),
    ],
)
def test_rows_and_cells_are_found_through_wrappers(docx: Docx, start: str, end: str) -> None:
    """W10"""
    row = f"<w:tr>{start}{tc('甲')}{end}{tc('乙')}</w:tr>"
    got = docx(tbl(f"{start}{start}{row}{end}{end}"))
    assert shape(got.table) == [[("甲", 1, 1), ("乙", 1, 1)]]


def test_header_rows_count_only_unbroken_from_the_top(docx: Docx) -> None:
    """W11"""
    header = "<w:tblHeader/>"
    rows = (
        tr(tc("1"), properties=header),
        tr(tc("2"), properties='<w:tblHeader w:val="1"/>'),
        tr(tc("3")),
        tr(tc("4"), properties=header),
    )
    assert docx(tbl(*rows)).table.header_rows == 2
    assert docx(tbl(*rows[1:])).table.header_rows == 1
    assert docx(tbl(*rows[2:])).table.header_rows == 0


def test_cells_flagged_as_first_column_are_header_columns(docx: Docx) -> None:
    flagged = '<w:cnfStyle w:val="001000000000"/>'
    named = '<w:cnfStyle w:firstColumn="1"/>'
    assert docx(tbl(tr(tc("a", flagged), tc("1")), tr(tc("b", named), tc("2")))).table.header_columns == 1
    assert docx(tbl(tr(tc("a", flagged), tc("1")), tr(tc("b"), tc("2")))).table.header_columns == 0


def test_deleted_rows_and_cells_are_not_content_and_have_losses(docx: Docx) -> None:
    """W12"""
    deleted = '<w:del w:id="1"/>'
    got = docx(
        tbl(
            tr(tc("甲"), tc("乙")),
            tr(tc("删除"), tc("了"), properties=deleted),
            tr(tc("丙"), tc("丁", '<w:cellDel w:id="2"/>')),
        )
    )
    assert shape(got.table) == [[("甲", 1, 1), ("乙", 1, 1)], [("丙", 1, 1), ("", 1, 1)]]
    assert got.losses == {"deleted-text": 4, "grid-filled": 1}


def test_a_table_without_rows_is_dropped_and_a_row_without_cells_is_filled(docx: Docx) -> None:
    """W13"""
    got = docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + tbl() + tbl(tr(), tr()))
    assert got.body == (Paragraph((Text("甲"),)),)
    assert got.losses == {"table-empty": 2}
    assert shape(docx(tbl(tr(tc("1"), tc("2")), tr())).table)[1] == [("", 1, 1), ("", 1, 1)]


def test_edges_in_an_empty_covered_cell_go_to_the_paragraphs_around(docx: Docx) -> None:
    """W02, W15"""
    hidden = (
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>"
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="后"/></w:p></w:tc>'
    )
    first = '<w:bookmarkStart w:id="1" w:name="前"/>'
    got = docx(
        f"<w:p>{first}</w:p>"
        + tbl(tr(tc("甲", RESTART), tc("1")), tr(hidden, tc("2")))
        + '<w:p><w:bookmarkEnd w:id="2"/></w:p>'
    )
    rows = got.table.rows
    assert rows[0][1] == Cell((Paragraph((Text("1"), BookmarkEnd("前"))),))
    assert rows[1][0] == Cell((Paragraph((BookmarkStart("后"), Text("2"))),))
    assert not got.losses


def test_a_span_of_any_size_ends_in_a_gireport_error(docx: Docx) -> None:
    for value in ("0", "-3", "x", ""):
        assert docx(tbl(tr(tc("1", f'<w:gridSpan w:val="{value}"/>')))).table.rows[0][0].colspan == 1
    with pytest.raises(LimitError):
        docx(tbl(tr(tc("1", '<w:gridSpan w:val="999999999"/>'))))
    with pytest.raises(LimitError):
        docx(tbl(tr(tc("1"), properties='<w:gridBefore w:val="999999999"/>')))


def test_a_loss_in_a_cell_says_where_it_is(docx: Docx) -> None:
    deleted = '<w:tc><w:p><w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc>'
    got = docx(tbl(tr(tc("1"))) + tbl(tr(tc("1")), tr(tc("2"), deleted)))
    assert [loss.where for loss in got.records if loss.code == "deleted-text"] == [
        "word/document.xml, table 2 row 2 column 2"
    ]


def test_content_in_the_place_of_a_row_makes_a_row_of_one_cell(docx: Docx) -> None:
    got = docx(f"<w:tbl><w:p><w:r><w:t>甲</w:t></w:r></w:p>{tr(tc('1'))}</w:tbl>")
    assert shape(got.table) == [[("甲", 1, 1)], [("1", 1, 1)]]


def test_an_empty_row_that_is_deleted_loses_no_character(docx: Docx) -> None:
    """W12"""
    got = docx(tbl(tr(tc("甲")), tr(tc(""), properties='<w:del w:id="1"/>')))
    assert shape(got.table) == [[("甲", 1, 1)]]
    assert got.losses == {"tracked-change": 1}


def test_a_loss_of_a_whole_row_names_the_row(docx: Docx) -> None:
    """W12"""
    got = docx("<w:p/>" + tbl(tr(tc("甲")), tr(tc("删"), tc("除"), properties='<w:del w:id="1"/>')) + tbl())
    assert [(loss.code, loss.where, loss.detail) for loss in got.records] == [
        ("deleted-text", "word/document.xml, table 1 row 2", "a table row: “删 除”"),
        ("table-empty", "word/document.xml, table 2", ""),
    ]


def test_a_tracked_row_in_a_content_control_in_a_nested_table_beside_a_gap_keeps_its_bookmark(
    docx: Docx,
) -> None:
    """W06, W09, W10, W17, W23"""
    start = '<w:bookmarkStart w:id="1" w:name="b"/>'
    first = f"<w:tc><w:p>{start}<w:r><w:t>一</w:t></w:r></w:p></w:tc>"
    last = '<w:tc><w:p><w:r><w:t>三</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p></w:tc>'
    row = tr(first, tc("二"), properties='<w:ins w:id="2"/>')
    inner = tbl(
        f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>",
        tr(last, properties='<w:gridBefore w:val="1"/>'),
    )
    got = docx(tbl(tr(f"<w:tc>{inner}<w:p/></w:tc>")))
    nested = got.table.rows[0][0].content[0]
    assert shape(nested) == [[("一", 1, 1), ("二", 1, 1)], [("", 1, 1), ("三", 1, 1)]]
    assert nested.rows[0][0].content[0].content[0] == BookmarkStart("b")
    assert nested.rows[1][1].content[0].content[-1] == BookmarkEnd("b")
    assert got.losses == {"tracked-change": 1, "grid-edge": 1}


def test_the_title_and_the_description_of_a_table_have_losses(docx: Docx) -> None:
    described = '<w:tblPr><w:tblCaption w:val="表一"/><w:tblDescription w:val="三列"/></w:tblPr>'
    got = docx(f"<w:tbl>{described}<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    assert [(loss.code, loss.where, loss.detail) for loss in got.records] == [
        ("not-kept", "word/document.xml, table 1", "the description of a table: “表一”"),
        ("not-kept", "word/document.xml, table 1", "the description of a table: “三列”"),
    ]


HUGE = "99999999999"


@pytest.mark.parametrize("name", ["gridBefore", "gridAfter"])
def test_a_row_that_skips_too_many_columns_is_refused(docx, name):
    cell = "<w:tc><w:p/></w:tc>"
    with pytest.raises(LimitError):
        docx(f'<w:tbl><w:tr><w:trPr><w:{name} w:val="{HUGE}"/></w:trPr>{cell}</w:tr></w:tbl>')


def test_a_span_of_too_many_columns_is_refused(docx):
    span = f'<w:tcPr><w:gridSpan w:val="{HUGE}"/></w:tcPr>'
    with pytest.raises(LimitError):
        docx(f"<w:tbl><w:tr><w:tc>{span}<w:p/></w:tc></w:tr></w:tbl>")


def test_a_span_that_is_not_a_number_is_one_column_with_a_loss(docx):
    span = '<w:tcPr><w:gridSpan w:val="two"/></w:tcPr>'
    got = docx(f"<w:tbl><w:tr><w:tc>{span}<w:p/></w:tc></w:tr></w:tbl>")
    assert got.table.rows[0][0].colspan == 1
    assert got.losses == {"number-range": 1}
