"""Numbers that are none, or out of their range (ECMA-376 part 1, 22.9): nothing is made of them in
silence."""

from __future__ import annotations

import pytest

from gireport.errors import LimitError
from gireport.model import Heading, Paragraph

HUGE = "99999999999"


def paragraph(properties: str = "", text: str = "文") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("value", [HUGE, "10", "-1", f"-{HUGE}", "x", "", "9" * 5000])
def test_an_outline_level_that_there_is_not_makes_no_heading_and_is_noted(docx, value):
    got = docx(paragraph(f'<w:outlineLvl w:val="{value}"/>') * 3)
    assert all(isinstance(block, Paragraph) for block in got.body)
    (loss,) = got.records
    assert (loss.code, loss.count, loss.where, loss.detail) == (
        "number-range", 3, "word/document.xml", "outlineLvl",
    )  # fmt: skip


@pytest.mark.parametrize("value", ["0", "+0", " 0 ", "00000000000000", "0.0"])
def test_a_number_in_an_odd_spelling_is_a_number_all_the_same(docx, value):
    got = docx(paragraph(f'<w:outlineLvl w:val="{value}"/>'))
    assert type(got.body[0]) is Heading
    assert not got.records


def test_an_outline_level_of_a_style_that_there_is_not_is_noted_in_the_styles(docx):
    style = (
        f'<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:outlineLvl w:val="{HUGE}"/></w:pPr></w:style>'
    )
    got = docx(paragraph('<w:pStyle w:val="a"/>'), styles=style)
    assert type(got.body[0]) is Paragraph
    assert [(loss.code, loss.where) for loss in got.records] == [("number-range", "word/styles.xml")]


@pytest.mark.parametrize("name", ["gridBefore", "gridAfter"])
def test_a_row_that_leaves_out_more_slots_than_there_can_be_is_refused(docx, name):
    cell = "<w:tc><w:p/></w:tc>"
    with pytest.raises(LimitError):
        docx(f'<w:tbl><w:tr><w:trPr><w:{name} w:val="{HUGE}"/></w:trPr>{cell}</w:tr></w:tbl>')


def test_a_span_of_more_columns_than_there_can_be_is_refused(docx):
    span = f'<w:tcPr><w:gridSpan w:val="{HUGE}"/></w:tcPr>'
    with pytest.raises(LimitError):
        docx(f"<w:tbl><w:tr><w:tc>{span}<w:p/></w:tc></w:tr></w:tbl>")


def test_a_span_that_is_no_number_is_one_column_and_is_noted(docx):
    span = '<w:tcPr><w:gridSpan w:val="two"/></w:tcPr>'
    got = docx(f"<w:tbl><w:tr><w:tc>{span}<w:p/></w:tc></w:tr></w:tbl>")
    assert got.table.rows[0][0].colspan == 1
    assert got.losses == {"number-range": 1}


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:lvlText w:val="%1)"/></w:lvl>'
    '<w:lvl w:ilvl="8"><w:start w:val="1"/><w:lvlText w:val="last %9"/></w:lvl>'
    '<w:lvl w:ilvl="9"><w:start w:val="1"/><w:lvlText w:val="beyond"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_a_start_beyond_32_bits_is_noted_in_the_numbering(docx):
    got = docx(paragraph(NUMBERED.format(0)), numbering=NUMBERING.format(HUGE))
    assert got.body[0].content[0].text == "2147483647) 文"
    assert ("number-range", "word/numbering.xml", "start") in [
        (loss.code, loss.where, loss.detail) for loss in got.records
    ]


def test_a_list_level_below_the_ninth_is_the_ninth_and_is_noted(docx):
    got = docx(paragraph(NUMBERED.format(HUGE)), numbering=NUMBERING.format(1))
    assert got.body[0].content[0].text == "last 1 文"
    noted = [(loss.where, loss.detail) for loss in got.records if loss.code == "number-range"]
    assert noted == [("word/document.xml", "ilvl"), ("word/numbering.xml", "ilvl")]


def test_the_columns_of_a_bookmark_beyond_32_bits_are_dropped(docx):
    start = f'<w:bookmarkStart w:id="1" w:name="b" w:colFirst="0" w:colLast="{HUGE}"/>'
    got = docx(f'<w:p>{start}<w:bookmarkEnd w:id="1"/></w:p>')
    assert got.body[0].content[0].columns is None
    assert got.losses == {"bookmark-columns": 1}
