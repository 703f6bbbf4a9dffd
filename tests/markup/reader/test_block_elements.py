"""Block elements: headings, preformatted text, the page headers of offices."""

from __future__ import annotations

import pytest

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    Heading,
    LineBreak,
    Paragraph,
    Text,
)
from gireport.model.walk import text
from support.pages import body, shown


def test_a_bold_paragraph_stays_a_paragraph():
    """H09"""
    blocks, _ = body("<p><strong>一、总体情况</strong></p>")
    assert blocks == (Paragraph((Text("一、总体情况", ("bold",)),)),)


LIBREOFFICE = (
    '<html><head><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    '<meta name="author" content="张三"/><meta name="created" content="2013-12-23T23:15:00"/>'
    '<meta name="changedby" content="李四"/><meta name="changed" content="2013-12-23T23:15:00"/></head>'
    '<body>\n<div title="header"><p>青溪县文件</p></div><p>正文</p>'
    '<div title="footer"><p>第 1 页 共 5 页</p></div></body>'
)


def test_the_page_header_of_libreoffice_is_a_loss_unless_it_only_numbers_pages():
    losses = Losses()
    report = read(LIBREOFFICE.encode(), losses)
    assert text(report.body) == "正文"
    assert [(loss.code, loss.where, loss.detail) for loss in losses] == [
        ("header-footer", "page header", "青溪县文件")
    ]


def test_a_div_with_the_title_header_is_content_in_other_pages():
    assert shown(LIBREOFFICE.replace("LibreOffice", "Hugo")).startswith("青溪县文件")


def levels(html):
    return [block.level for block in body(html)[0] if isinstance(block, Heading)]


def test_the_only_h1_is_the_title():
    assert levels("<h1>a</h1><h2>b</h2><h3>c</h3>") == [0, 1, 2]


def test_several_h1_are_sections():
    assert levels("<h1>a</h1><h2>b</h2><h1>c</h1>") == [1, 2, 1]


def test_an_h1_beside_a_title_is_a_section():
    assert levels("<h1 class=title>a</h1><h1>b</h1><h6>c</h6>") == [0, 1, 6]


def test_preformatted_text_is_a_paragraph_with_line_breaks():
    blocks, codes = body("<pre>\na\n b\n</pre>")
    assert blocks == (Paragraph((Text("a"), LineBreak(), Text(" b"))),)
    assert codes == ["code-block"]


def test_an_element_with_the_role_of_a_heading_is_a_heading():
    assert levels("<div role=heading aria-level=3>甲</div><section role=heading>乙</section>") == [2, 1]


@pytest.mark.parametrize("role", ["caption", "td", "tr", "th", "cell", "col", "colgroup", "li", "br", "math"])
@pytest.mark.parametrize("around", ["{}", "<table>{}</table>", "<ul>{}</ul>", "<p>{}"])
def test_a_role_with_the_name_of_an_element_has_no_effect(role, around):
    element = f"<div role={role}>甲</div>"
    assert body(around.format(element)) == body(around.format("<div>甲</div>"))
