"""Tables: spans, headers, widths, what stands between them."""

from __future__ import annotations

import pytest

from gireport.model import Cell, Paragraph, Table, Text


def cell(text: str = "", colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),) if text else (), colspan, rowspan)


def test_a_cell_over_columns_has_a_grid_span(written):
    """W01"""
    document = written(Table(((cell("甲", 3),), (cell("a"), cell("b", 2)))))
    assert document.find("//w:gridSpan/@w:val") == ["3", "2"]
    assert len(document.find("//w:gridCol")) == 3


def test_a_cell_over_rows_restarts_a_merge_that_empty_cells_continue(written):
    """W02"""
    document = written(Table(((cell("甲", 2, 3), cell("a")), (cell("b"),), (cell("c"),))))
    rows = document.find("//w:tr")
    marks = [row.xpath("w:tc/w:tcPr/w:vMerge", namespaces=row.nsmap) for row in rows]
    space = document.xml("word/document.xml").nsmap["w"]
    assert [[mark.get(f"{{{space}}}val") for mark in row] for row in marks] == [["restart"], [None], [None]]
    assert document.find("//w:tc[w:tcPr/w:vMerge[not(@w:val)]]//w:t") == []
    assert document.find("//w:gridSpan/@w:val") == ["2", "2", "2"]


def test_header_rows_repeat_and_do_not_split(written):
    """W11"""
    document = written(Table(((cell("题"),), (cell("甲"),), (cell("乙"),)), header_rows=2))
    flagged = [bool(row.xpath("w:trPr/w:tblHeader", namespaces=row.nsmap)) for row in document.find("//w:tr")]
    assert flagged == [True, True, False]
    assert document.find("//w:tblLook/@w:firstRow") == ["1"]
    assert document.find("//w:tc//w:pStyle/@w:val") == [
        "GireportHeaderCell",
        "GireportHeaderCell",
        "GireportCell",
    ]


def test_the_cells_of_header_columns_are_flagged_in_body_rows_only(written):
    table = Table(((cell("题"), cell("题")), (cell("甲"), cell("1")), (cell("乙"), cell("2"))), (), 1, 1)
    document = written(table)
    assert document.find("//w:tc[w:tcPr/w:cnfStyle/@w:firstColumn='1']//w:t/text()") == ["甲", "乙"]
    assert set(document.find("//w:cnfStyle/@w:val")) == {"001000000000"}
    assert document.find("//w:tblLook/@w:firstColumn") == ["1"]


def test_stated_widths_are_whole_multiples_of_their_shares_in_a_fixed_layout(written):
    document = written(Table(((cell("a"), cell("b")), (cell("c", 2),)), (1, 3)))
    narrow, wide = map(int, document.find("//w:gridCol/@w:w"))
    assert wide == 3 * narrow
    assert 8800 < narrow + wide <= 8844
    assert document.find("//w:tblLayout/@w:type") == ["fixed"]
    assert [int(value) for value in document.find("//w:tcW/@w:w")] == [narrow, wide, narrow + wide]


def test_widths_that_the_report_does_not_state_are_left_to_the_layout(written):
    """The contract in `names`: an autofit table whose cells state none."""
    document = written(Table(((cell("a"), cell("b")),)))
    assert document.find("//w:tblLayout/@w:type") == ["autofit"]
    assert not document.find("//w:tcW")
    assert all(int(value) > 0 for value in document.find("//w:gridCol/@w:w"))


def test_a_caption_stands_right_before_its_table(written):
    document = written(Table(((cell("a"),),)), Table(((cell("b"),),), caption=(Text("表2"),)))
    kinds = [child.tag.rpartition("}")[2] for child in document.find("//w:body")[0]]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
    assert document.find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == ["Caption", "GireportSeparator"]


def test_tables_that_touch_are_kept_apart(written):
    document = written(Table(((cell("a"),),)), Table(((cell("b"),),)), Paragraph((Text("完"),)))
    kinds = [child.tag.rpartition("}")[2] for child in document.find("//w:body")[0]]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
    assert document.find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == ["GireportSeparator"]


def test_a_nested_table_stands_in_its_cell_and_a_separator_ends_the_cell(written):
    """W09"""
    inner = Table(((cell("里"),),))
    document = written(Table(((Cell((Paragraph((Text("外"),)), inner)),),)))
    assert document.find("//w:tc/w:tbl//w:t/text()") == ["里"]
    assert document.find("//w:tc[w:tbl]/w:p/w:pPr/w:pStyle/@w:val") == ["GireportCell", "GireportSeparator"]


@pytest.mark.parametrize(("columns", "style"), [(7, "GireportCell"), (8, "GireportCellSmall")])
def test_the_text_of_a_wide_table_is_small(written, columns, style):
    document = written(Table((tuple(cell("0") for _ in range(columns)),)))
    assert set(document.find("//w:tc//w:pStyle/@w:val")) == {style}


def test_an_empty_cell_is_one_empty_paragraph(written):
    document = written(Table(((cell(),),)))
    assert len(document.find("//w:tc/w:p")) == 1
    assert not document.find("//w:tc//w:r")


def test_a_wide_table_of_uneven_shares_still_has_a_twip_for_each(written):
    inner = Table((tuple(cell("x") for _ in range(100)),), (1,) * 99 + (901,))
    for _ in range(3):
        inner = Table(((Cell((inner,)), cell("x")),), (1, 9))
    document = written(inner)
    assert min(int(value) for value in document.find("//w:gridCol/@w:w")) >= 1
