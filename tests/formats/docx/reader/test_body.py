"""The order of blocks: text boxes, joined paragraphs, list levels, captions and separators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    Paragraph,
    Table,
    Text,
)
from support.wordprocessing import (
    lines,
    list_level,
    number_properties,
    numbering_part,
    p,
    r,
    tbl,
    tc,
    texts,
    tr,
)

Docx = Callable[..., Any]


BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"


VML_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


DRAWN_BOX = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


@pytest.mark.parametrize(
    "box",
    [
        VML_BOX,
        DRAWN_BOX,
        (
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{DRAWN_BOX}</mc:Choice>"
            f"<mc:Fallback>{VML_BOX}</mc:Fallback></mc:AlternateContent>"
        ),
    ],
    ids=["VML", "DrawingML", "both"],
)
def test_a_text_box_follows_its_paragraph_and_text_around_it_stays(docx: Docx, box: str) -> None:
    """W25, W36"""
    got = docx(p(f"<w:r><w:t>前</w:t>{box}<w:t>后</w:t></w:r>"))
    assert texts(got) == ["前后", "框"]
    assert got.losses == {"text-box": 1}


def test_a_table_in_a_text_box_follows_too(docx: Docx) -> None:
    """W25"""
    box = VML_BOX.replace("<w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>")
    got = docx(p(f"<w:r>{box}</w:r>"))
    assert [type(block) for block in got.body] == [Paragraph, Table, Paragraph]


def test_a_loss_in_a_text_box_after_a_table_says_that_it_is_in_a_text_box(docx: Docx) -> None:
    """W25"""
    box = VML_BOX.replace("<w:t>框</w:t>", '<w:sym w:font="Odd" w:char="F0AA"/>')
    got = docx(f"<w:tbl><w:tr><w:tc>{p(r('1'))}</w:tc></w:tr></w:tbl>" + p(f"<w:r>{box}</w:r>"))
    assert [loss.where for loss in got.records if loss.code == "symbol-unknown"] == [
        "word/document.xml, paragraph 1, text box"
    ]


def item(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_paragraph_that_is_hidden_or_joined_to_the_next_is_not_counted(docx: Docx) -> None:
    """W21, W23, W32"""
    levels = numbering_part(list_level(0, "chineseCounting", "%1、"))
    hidden = f"<w:p><w:pPr>{number_properties(1)}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"  # noqa: E501
    deleted = item("前", number_properties(1) + '<w:rPr><w:del w:id="1"/></w:rPr>')
    got = docx(
        hidden + deleted + item("后", number_properties(1)) + item("末", number_properties(1)),
        numbering=levels,
    )
    assert lines(got) == ["一、前后", "二、末"]


def test_a_number_alone_in_a_covered_cell_is_counted_and_not_shown(docx: Docx) -> None:
    """W02, W21"""
    levels = numbering_part(list_level(0, "chineseCounting", "%1、"))
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge {value}/></w:tcPr>{item('', number_properties(1))}</w:tc><w:tc>{item('x')}</w:tc></w:tr>"  # noqa: E501
        for value in ('w:val="restart"', "")
    )
    got = docx(f"<w:tbl>{rows}</w:tbl>" + item("x", number_properties(1)), numbering=levels)
    assert got.table.rows[0][0].content == (Paragraph((Text("一、"),)),)
    assert got.body[1].content == (Text("三、x"),)
    assert got.losses == {"list-label": 3}


def test_a_list_level_without_the_level_above_it_has_a_loss_at_its_paragraph(docx: Docx) -> None:
    levels = numbering_part(list_level(0, "bullet", "•"), list_level(2, "bullet", "▪"))
    got = docx(
        item("x", number_properties(1))
        + item("y", number_properties(1, 2))
        + item("z", number_properties(1, 2)),
        numbering=levels,
    )
    assert [block.level for block in got.body] == [0, 1, 2]
    assert [(loss.code, loss.where) for loss in got.records] == [
        ("list-level", "word/document.xml, paragraph 2")
    ]


def test_a_caption_paragraph_before_a_table_is_its_caption(docx: Docx) -> None:
    caption = '<w:p><w:pPr><w:pStyle w:val="a9"/></w:pPr><w:r><w:t>表 1</w:t></w:r></w:p>'
    styles = '<w:style w:type="paragraph" w:styleId="a9"><w:name w:val="题注"/></w:style>'
    got = docx(caption + tbl(tr(tc("1"))), styles=styles)
    assert len(got.body) == 1
    assert got.table.caption == (Text("表 1"),)
    apart = docx(caption + "<w:p/>" + tbl(tr(tc("1"))), styles=styles)
    assert apart.table.caption == ()
    assert apart.body[0] == Paragraph((Text("表 1"),))


def test_a_separator_paragraph_is_not_content(docx: Docx) -> None:
    separator = '<w:p><w:pPr><w:pStyle w:val="GireportSeparator"/></w:pPr></w:p>'
    got = docx(tbl(tr(tc("1"))) + separator + tbl(tr(tc("2"))))
    assert [type(block) for block in got.body] == [Table, Table]
