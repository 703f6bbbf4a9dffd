"""Runs, links, ruby, wrappers and page breaks: what a paragraph holds (rows W23 to W36 of the case sheet)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gireport.model import (
    LineBreak,
    PageBreak,
    Paragraph,
    Text,
)
from support.wordprocessing import drawing, field, p, r, texts

Docx = Callable[..., Any]


def test_marks_are_direct_or_of_the_character_style(docx: Docx) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/><w:i/></w:rPr></w:style>'  # noqa: E501
        '<w:style w:type="character" w:styleId="t"><w:name w:val="T"/><w:basedOn w:val="s"/>'
        '<w:rPr><w:i w:val="0"/></w:rPr></w:style>'
    )
    got = docx(
        p(
            r("a", '<w:rStyle w:val="s"/>'),
            r("b", '<w:rStyle w:val="t"/><w:u w:val="single"/>'),
            r("c", '<w:rStyle w:val="s"/><w:b w:val="false"/>'),
            r("d", '<w:u w:val="none"/><w:dstrike/><w:vertAlign w:val="superscript"/>'),
        ),
        styles=styles,
    )
    assert got.body[0].content == (
        Text("a", ("bold", "italic")),
        Text("b", ("bold", "underline")),
        Text("c", ("italic",)),
        Text("d", ("strike", "superscript")),
    )


def test_white_space_is_exact_under_xml_space_preserve(docx: Docx) -> None:
    got = docx('<w:p><w:r><w:t> a\nb </w:t><w:t xml:space="preserve"> c\nd </w:t></w:r></w:p>')
    assert texts(got) == ["a b c d "]


def test_elements_that_are_one_character_become_text(docx: Docx) -> None:
    """W27"""
    got = docx(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:cr/><w:ptab/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/>'
        '<w:sym w:font="Odd" w:char="F0AA"/></w:r></w:p>'
    )
    assert got.body[0].content == (
        Text("a\t\u2011\u00ad"),
        LineBreak(),
        LineBreak(),
        Text("\t☑α\uf0aa"),
    )
    assert got.losses == {"symbol-unknown": 1}


def test_a_page_break_splits_its_paragraph(docx: Docx) -> None:
    """W27"""
    page = '<w:r><w:br w:type="page"/></w:r>'
    got = docx(p(r("前"), page, r("后")) + p(page) + p(r("段"), properties="<w:pageBreakBefore/>"))
    assert got.body == (
        Paragraph((Text("前"),)),
        PageBreak(),
        Paragraph((Text("后"),)),
        PageBreak(),
        PageBreak(),
        Paragraph((Text("段"),)),
    )


def test_hidden_text_is_not_content(docx: Docx) -> None:
    """W32"""
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    got = docx(
        p(
            r("显"),
            r("隐", "<w:vanish/>"),
            r("藏", '<w:rStyle w:val="h"/>'),
            r("现", '<w:vanish w:val="0"/>'),
        ),
        styles=styles,
    )
    assert texts(got) == ["显现"]
    assert got.losses == {"hidden-text": 2}


def test_ruby_stands_in_brackets_after_its_base(docx: Docx) -> None:
    """W34"""
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby></w:r>"
    got = docx(p(ruby, r("字")))
    assert texts(got) == ["汉（hàn）字"]
    assert got.losses == {"ruby": 1}


@pytest.mark.parametrize("name", ["w:dir", "w:bdo", "w:customXml", "w:smartTag", "w:unknown", "w:r"])
def test_the_content_of_an_unknown_element_is_read(docx: Docx, name: str) -> None:
    """W35"""
    got = docx(p(f"<{name}><{name}>{r('文')}</{name}></{name}>", r("尾")))
    assert texts(got) == ["文尾"]


def test_a_link_leads_to_a_relationship_or_an_anchor(docx: Docx) -> None:
    got = docx(
        p(
            f'<w:hyperlink r:id="a">{r("1")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="书签">{r("2")}</w:hyperlink>',
            f'<w:hyperlink r:id="a" w:anchor="x">{r("3")}</w:hyperlink>',
            f'<w:hyperlink r:id="bad">{r("4")}</w:hyperlink>',
        ),
        {"a": ("hyperlink", "http://a.cn/"), "bad": ("hyperlink", "javascript:alert(1)")},
    )
    assert got.body[0].content == (
        Text("1", link="http://a.cn/"),
        Text("2", link="#书签"),
        Text("3", link="http://a.cn/#x"),
        Text("4"),
    )
    assert got.losses == {"unsafe-link": 1}


def test_wrappers_of_any_depth_are_read_without_recursion(docx: Docx) -> None:
    wrapped = r("底")
    for _ in range(240):
        wrapped = f"<w:smartTag>{wrapped}</w:smartTag>"
    assert texts(docx(p(wrapped))) == ["底"]


def test_the_text_skipped_in_one_paragraph_is_one_loss_that_quotes_it(docx: Docx) -> None:
    """W23, W32"""
    gone = '<w:del w:id="2"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    got = docx(
        p(gone.format("旧"), r("新"), gone.format("文"), r("隐", "<w:vanish/>")) + p(gone.format("长" * 99))
    )
    assert [(loss.code, loss.count, loss.where, loss.detail) for loss in got.records] == [
        ("deleted-text", 2, "word/document.xml, paragraph 1", "“旧文”"),
        ("hidden-text", 1, "word/document.xml, paragraph 1", "“隐”"),
        ("deleted-text", 99, "word/document.xml, paragraph 2", f"“{'长' * 30}…”"),
    ]


@pytest.mark.parametrize("kind", ["field", "simple", "picture"])
def test_an_unsafe_address_has_a_loss_at_its_paragraph(docx: Docx, kind: str) -> None:
    code = "HYPERLINK &quot;javascript:x()&quot;"
    links = {"bad": ("hyperlink", "javascript:x()")}
    body = {
        "field": p(field(code.replace("&quot;", '"'), r("文"))),
        "simple": p(f'<w:fldSimple w:instr="{code}">{r("文")}</w:fldSimple>'),
        "picture": p(drawing('r:embed="seal"', inner='<a:hlinkClick r:id="bad"/>')),
    }[kind]
    got = docx(p(r("前")) + body, links, seal=b"x")
    assert [(loss.code, loss.where) for loss in got.records] == [
        ("unsafe-link", "word/document.xml, paragraph 2")
    ]
    assert got.body[1].content[0].link is None


def test_a_link_whose_address_is_too_long_is_dropped_and_its_text_is_kept(docx: Docx) -> None:
    address = "http://a.cn/" + "a" * 9000
    got = docx(
        p(f'<w:hyperlink r:id="far" w:anchor="x">{r("文")}</w:hyperlink>'), {"far": ("hyperlink", address)}
    )
    assert got.body[0].content == (Text("文"),)
    assert got.losses == {"too-long": len(address)}


def test_two_lines_in_one_have_a_loss_that_names_their_brackets(docx: Docx) -> None:
    """W34"""
    got = docx(p(r("审计", '<w:eastAsianLayout w:combine="1" w:combineBrackets="round"/>')))
    assert texts(got) == ["审计"]
    assert [loss.detail for loss in got.records] == ["two lines in one, in round brackets"]
