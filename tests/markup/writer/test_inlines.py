"""Inlines as markup: escaping, white space, line breaks, links."""

from __future__ import annotations

from gireport.model import (
    Image,
    LineBreak,
    Paragraph,
    Text,
)
from support.pages import body
from support.written_html import lines, written


def test_markup_in_the_text_is_text():
    assert lines(Paragraph((Text("<b>&amp;\"'</b>"),))) == ["<p>&lt;b&gt;&amp;amp;\"'&lt;/b&gt;</p>"]


def test_only_blanks_that_would_fold_are_put_in_a_span():
    kept = '<span style="white-space:pre-wrap">{}</span>'
    assert lines(Paragraph((Text("a b  c "),))) == [f"<p>a b{kept.format('  ')}c{kept.format(' ')}</p>"]
    assert lines(Paragraph((Text("a "), Text("b", ("bold",)), Text(" c")))) == [
        "<p>a <strong>b</strong> c</p>"
    ]


def test_a_line_break_at_the_end_is_doubled_because_browsers_do_not_show_the_last():
    assert lines(Paragraph((Text("a"), LineBreak()))) == ["<p>a<br><br></p>"]


def test_a_link_around_a_picture_without_a_text_is_named_by_its_address():
    picture = Image("a.png", link="https://example.cn/")
    assert 'aria-label="https://example.cn/"' in lines(Paragraph((picture,)))[0]
    assert "aria-label" not in lines(Paragraph((picture, Text("甲", link=picture.link))))[0]


def test_a_browser_finds_the_element_of_an_internal_link():
    blocks, _ = body(written(Paragraph((Text("甲", (), "#a b%"),))))
    assert blocks[0].content[0].link == "#a b%"
