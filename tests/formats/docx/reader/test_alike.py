"""Cells of one form are read by their words, and mean what the general reading makes of them."""

from __future__ import annotations

import time

import pytest

from gireport.formats.docx.names import W_NS
from gireport.formats.docx.reader import alike, cells, tables
from gireport.model import BookmarkEnd, BookmarkStart, Text

MARKED = "<w:rPr><w:b/></w:rPr>"


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """The words of the cells that the general reading was asked for; nothing is known of any before a test."""
    alike._forms.cache_clear()
    words: list[str] = []
    general = cells.add_cell

    def counted(reader, element, *rest):
        words.append("".join(element.itertext()))
        return general(reader, element, *rest)

    for module in (cells, tables):
        monkeypatch.setattr(module, "add_cell", counted)
    return words


def tc(words: str, before: str = "", properties: str = "", of_p: str = "", of_t: str = "") -> str:
    return f"<w:tc>{properties}<w:p{of_p}><w:r>{before}<w:t{of_t}>{words}</w:t></w:r></w:p></w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:p/>"


def texts(table) -> list[list[list[Text]]]:
    return [
        [[text for block in cell.content for text in block.content] for cell in row] for row in table.rows
    ]


def test_the_first_cell_of_a_form_is_read_by_its_elements_and_the_others_by_their_words(docx, asked):
    got = docx(tbl(tc("一") + tc("二"), tc("三", MARKED) + tc("四", MARKED)))
    assert texts(got.table) == [
        [[Text("一")], [Text("二")]],
        [[Text("三", ("bold",))], [Text("四", ("bold",))]],
    ]
    assert asked == ["一", "三"]


def test_another_document_with_the_same_style_sheet_knows_the_forms_already(docx, asked):
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/></w:style>'
    docx(tbl(tc("一")), styles=styles)
    assert texts(docx(tbl(tc("二")), styles=styles).table) == [[[Text("二")]]]
    assert asked == ["一"]


def test_under_another_style_sheet_a_form_may_mean_something_else(docx, asked):
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="a"/>{}</w:style>'
    body = tbl(tc("一"))
    assert texts(docx(body, styles=style.format("")).table) == [[[Text("一")]]]
    hidden = docx(body, styles=style.format("<w:rPr><w:vanish/></w:rPr>"))
    assert hidden.losses == {"hidden-text": 1}
    assert asked == ["一", "一"]


def test_what_tells_editing_sessions_apart_makes_no_form(docx, asked):
    one, other = ' w:rsidR="00A1" w:rsidRDefault="00A1"', ' w:rsidR="00B2" w:rsidRDefault="00B2"'
    assert texts(docx(tbl(tc("一", of_p=one) + tc("二", of_p=other))).table) == [[[Text("一")], [Text("二")]]]
    assert asked == ["一"]


def test_words_that_look_like_a_session_stay(docx):
    said = ' w:rsidR="00A1"'
    assert texts(docx(tbl(tc("一") + tc(f"见{said}"))).table) == [[[Text("一")], [Text(f"见{said}")]]]


def test_white_space_at_the_ends_of_words_counts_where_it_is_preserved(docx):
    kept = ' xml:space="preserve"'
    got = docx(tbl(tc("a") + tc(" b\n"), tc("c", of_t=kept) + tc(" d\n", of_t=kept)))
    assert texts(got.table) == [[[Text("a")], [Text("b")]], [[Text("c")], [Text(" d ")]]]


def test_characters_that_xml_escapes_are_read_by_the_elements(docx, asked):
    got = docx(tbl(tc("a"), tc("b &amp; c") + tc("&#x4E8C;"), tc("d\r\ne") + tc("f"), tc("g") + tc("h")))
    assert texts(got.table)[1:] == [
        [[Text("b & c")], [Text("二")]],
        [[Text("d e")], [Text("f")]],
        [[Text("g")], [Text("h")]],
    ]
    assert asked == ["a", "b & c", "二", "d\ne", "f"]


def test_a_cell_with_no_words_is_not_taught_by_one_with_words(docx):
    got = docx(tbl(tc("a") + tc(" ") + tc("b")))
    assert texts(got.table) == [[[Text("a")], [], [Text("b")]]]


def test_spans_and_merges_belong_to_the_form(docx, asked):
    wide, top, below = (
        f"<w:tcPr>{fact}</w:tcPr>"
        for fact in ('<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    )
    rows = (
        tc("名", properties=top) + tc("甲", properties=wide),
        tc("", properties=below) + tc("乙") + tc("丙"),
    )
    first = docx(tbl(*rows))
    count = len(asked)
    second = docx(tbl(*rows, tc("", properties=below) + tc("丁", properties=wide)))
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in second.table.rows] == [
        [(1, 3), (2, 1)],
        [(1, 1), (1, 1)],
        [(2, 1)],
    ]
    assert first.table.rows[1] == second.table.rows[1]
    assert asked[count:] == ["", ""], "a cell without words teaches nothing here"


def test_a_table_in_a_cell_does_not_pass_for_the_cells_beside_it(docx):
    inner = f"<w:tc>{tbl(tc('内') + tc('中'))}</w:tc>"
    got = docx(tbl(tc("一") + tc("二"), inner + tc("三")))
    (row,) = [
        row for row in got.table.rows if len(row) == 2 and len(row[0].content) and row[0].content[0] != ()
    ][1:]
    assert texts(row[0].content[0]) == [[[Text("内")], [Text("中")]]]
    assert [text for block in row[1].content for text in block.content] == [Text("三")]


def test_an_edge_between_rows_goes_to_the_cells_beside_it(docx):
    start, end = '<w:bookmarkStart w:id="1" w:name="甲"/>', '<w:bookmarkEnd w:id="1"/>'
    rows = [f"<w:tr>{tc(words)}</w:tr>" for words in "一二三四"]
    got = docx(f"<w:tbl><w:tblPr/>{rows[0]}{rows[1]}{start}{rows[2]}{end}{rows[3]}</w:tbl><w:p/>")
    assert texts(got.table)[1:] == [
        [[Text("二")]],
        [[BookmarkStart("甲"), Text("三"), BookmarkEnd("甲")]],
        [[Text("四")]],
    ]
    # What a document adds to its own paragraph is in no other document.
    assert texts(docx(tbl(tc("五"))).table) == [[[Text("五")]]]


def test_a_number_out_of_its_range_is_told_in_each_document(docx):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="77"/></w:pPr></w:style>'
    )
    body = tbl(
        '<w:tc><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p></w:tc>',
    )
    assert [docx(body, styles=styles).losses for _ in range(2)] == [{"number-range": 1}] * 2
    spanned = tbl(tc("一", properties='<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>') * 2)
    assert [docx(spanned).losses for _ in range(2)] == [{"number-range": 2}] * 2


def test_a_part_that_binds_its_prefix_again_is_read_by_its_elements(docx, asked):
    body = tbl(tc("一") + tc("二"))
    got = docx(body.replace("<w:tbl>", '<w:tbl xmlns:w="' + W_NS + '">'))
    assert texts(got.table) == [[[Text("一")], [Text("二")]]]
    assert asked == ["一", "二"]


def test_a_part_in_another_encoding_is_read_by_its_elements(members, asked):
    document = (
        f'<?xml version="1.0" encoding="GB18030"?><w:document xmlns:w="{W_NS}"><w:body>'
        f"{tbl(tc('一') + tc('二'))}</w:body></w:document>"
    )
    got = members({"word/document.xml": document.encode("gb18030")})
    assert texts(got.table) == [[[Text("一")], [Text("二")]]]
    assert asked == ["一", "二"]


def test_no_more_forms_are_kept_than_a_bound(docx, monkeypatch):
    monkeypatch.setattr(alike, "_MOST_FORMS", 3)
    words = [tc(str(number), f'<w:rPr><w:sz w:val="{number}"/></w:rPr>') for number in range(9)]
    got = docx(tbl(*words))
    assert [cells[0] for cells in texts(got.table)] == [[Text(str(number))] for number in range(9)]
    assert len(alike.forms_under(b"")) == 3


# What a hostile file may hold so that its characters look like other cells than its elements are. Each is read after a
# document that taught the plain form, and before one that must not have learned anything from it.

MISLEADING = {
    "a row in a cell without a table": f"<w:tr><w:tc><w:tr>{tc('1')}{tc('2')}</w:tr></w:tc>{tc('3')}</w:tr>",
    "an instruction that holds cells": f"<w:tr><w:trPr></w:trPr><?x {tc('FAKE')}</w:tr>?>{tc('real')}</w:tr>",
    "an instruction that holds a row, and a row whose name a tab ends": (
        f"<?x <w:tr>{tc('FAKE')}</w:tr>?><w:tr\t>{tc('real')}</w:tr>"
    ),
    "a text in a text": "<w:tr>"
    + tc('<w:t xml:space="preserve">a</w:t>')
    + tc('<w:t xml:space="preserve"> b </w:t>')
    + "</w:tr>",
    "a text in an element that is passed over": (
        "<w:tr>"
        + "".join(
            f"<w:tc><w:p><w:r><w:proofErr><w:t>{words}</w:t></w:proofErr>"
            '<w:t xml:space="default">a</w:t></w:r></w:p></w:tc>'
            for words in ("a", "FAKE")
        )
        + "</w:tr>"
    ),
    "cells in the properties of a cell": "".join(
        f"<w:tr><w:tc><w:tcPr><w:tr>{tc(words)}</w:tr></w:tcPr><w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:tc></w:tr>"
        for words, shown in (("a", "a"), ("FAKE", "b"))
    ),
    "white space in an end tag": "".join(
        f'<w:tr><w:tblPrEx></w:tblPrEx><w:tc a="1"><w:tcPr><w:gridSpan w:val="{span}"/><w:tc></w:tc ></w:tcPr>'
        f"<w:p><w:r><w:t>{span}</w:t></w:r></w:p></w:tc></w:tr>"
        for span in (2, 3)
    ),
    "cells that close themselves": f"<w:tr><w:tc/>{tc('1')}<w:tc />{tc('2')}</w:tr>",
    "wrapped cells": f"<w:tr>{tc('1')}<w:sdt><w:sdtContent>{tc('2')}{tc('3')}{tc('4')}</w:sdtContent></w:sdt>{tc('5')}</w:tr>",
    "an edge between cells": f'<w:tr>{tc("1")}<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>{tc("2")}</w:tr>',
    "a cell with an attribute": "<w:tr>" + tc("1") + tc("2").replace("<w:tc>", '<w:tc w:id="x">') + "</w:tr>",
}


@pytest.mark.parametrize("rows", MISLEADING.values(), ids=MISLEADING)
def test_what_only_looks_like_cells_side_by_side_is_read_by_its_elements(rows, docx, monkeypatch):
    plain = tbl(tc("x") + tc("y"))
    body = f"<w:tbl><w:tblPr/><w:tr>{tc('x')}</w:tr>{rows}</w:tbl><w:p/>"
    with monkeypatch.context() as patch:
        patch.setattr(alike.Source, "row", lambda *_: None)
        wanted = docx(body)
    assert [docx(plain), docx(body), docx(body), docx(plain)][1:3] == [wanted, wanted]
    assert texts(docx(plain).table) == [[[Text("x")], [Text("y")]]]


def test_a_second_prefix_for_the_same_name_is_seen_through_references(members):
    hidden = tbl(tc("密", "<w:rPr><x:vanish/></w:rPr>"))
    other = f"&#104;{W_NS[1:]}"
    got = [
        members(
            {
                "word/document.xml": f'<w:document xmlns:w="{W_NS}" xmlns:x="{x}"><w:body>{hidden}</w:body></w:document>'
            }
        )
        for x in ("urn:x", other, "urn:x")
    ]
    assert [one.losses for one in got] == [{}, {"hidden-text": 1}, {}]


def test_names_of_the_strict_kind_are_not_taken_for_others(members):
    hidden = tbl(tc("密", "<w:rPr><x:vanish/></w:rPr>"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    got = [
        members(
            {
                "word/document.xml": f'<{root} xmlns:w="{W_NS}" xmlns:x="{strict}"><w:body>{hidden}</w:body></{root}>'
            }
        )
        for root in ("w:document", "x:document")
    ]
    assert [one.losses for one in got] == [{}, {"hidden-text": 1}]


def test_a_session_is_not_looked_for_in_values(docx):
    style = '<w:style w:type="paragraph" w:styleId=\'{}\'><w:name w:val="{}"/>{}</w:style>'
    styles = style.format("a", "a", "") + style.format('a w:rsidR="1"', "b", "<w:rPr><w:vanish/></w:rPr>")
    cells = [
        f"<w:tc><w:p><w:pPr><w:pStyle w:val='{name}'/></w:pPr><w:r><w:t>一</w:t></w:r></w:p></w:tc>"
        for name in ("a", 'a w:rsidR="1"')
    ]
    got = docx(tbl("".join(cells)), styles=styles)
    assert got.losses == {"hidden-text": 1}
    assert texts(got.table) == [[[Text("一")], []]]


def test_rows_without_an_end_that_can_be_seen_cost_no_more_than_their_length(docx):
    rows = f"<w:tr>{tc('1')}{tc('2')}</w:tr >" * 3000
    start = time.process_time()
    got = docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl><w:p/>")
    assert len(got.table.rows) == 3000
    assert time.process_time() - start < 2
