"""Text that Markdown would take for markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.markdown import FORMAT
from gireport.formats.markdown.writer import escape
from gireport.model import (
    Cell,
    Heading,
    LineBreak,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.testing import laws
from gireport.testing.strategies import texts


def paragraph(*texts: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(text) if isinstance(text, str) else text for text in texts))


def cell(text: str, **spans: int) -> Cell:
    return Cell((paragraph(text),), **spans)


def test_a_paragraph_that_looks_like_a_caption_is_not_one(write):
    """M06, M07"""
    table = Table(((cell("a"),), (cell("b"),)), header_rows=1)
    report = normal(
        Report(body=(paragraph("Table: x"), table, paragraph(": y"), table, paragraph("table:\tz")))
    )
    laws.round_trip(FORMAT, report)
    assert write(*report.body).startswith("Table\\: x\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. 不是列表", "1\\. 不是列表"),
        ("2) x", "2\\) x"),
        ("- x", "\\- x"),
        ("-5 度", "-5 度"),
        ("+86 10", "+86 10"),
        ("# x", "\\# x"),
        ("> x", "\\> x"),
        ("a > b", "a > b"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("|", "\\|"),
        (":--", "\\:--"),
        ("a_b_c", "a_b_c"),
        ("_a_", "\\_a\\_"),
        ("2*3", "2\\*3"),
        ("AT&T &amp; R & D", "AT\\&T \\&amp; R & D"),
        ("a < b <c>", "a < b \\<c>"),
        ("http://a.cn", "http\\://a.cn"),
        ("www.a.cn", "www\\.a.cn"),
        ("a@b.cn", "a\\@b.cn"),
        ("《条例》〔2021〕30号", "《条例》〔2021〕30号"),
        ("　　首行缩进", "　　首行缩进"),
        ("a\u00a0b", "a&nbsp;b"),
        ("a\tb", 'a<span style="white-space:pre-wrap">&#9;</span>b'),
        ("x  y", 'x<span style="white-space:pre-wrap">  </span>y'),
        ("喜!", "喜\\!"),
    ],
)
def test_text_is_escaped_only_where_it_would_be_markup(write, text, written):
    """M06"""
    assert write(paragraph(text)) == f"{written}\n"


@given(st.lists(texts(), min_size=1, max_size=4))
def test_any_lines_come_back(lines):
    """M06, law 1: every line of a paragraph is a line's start."""
    content = [inline for line in lines for inline in (Text(line), LineBreak())]
    laws.round_trip(FORMAT, normal(Report(body=(Paragraph(tuple(content[:-1])), Heading(2, tuple(content))))))


def test_a_destination_that_needs_it_is_in_pointed_brackets():
    assert escape.destination("../a.html?b=c") == "../a.html?b=c"
    assert escape.destination("a (1).html") == "<a (1).html>"
    assert escape.destination("a<b>\\&amp;") == "<a\\<b\\>\\\\\\&amp;>"


@pytest.mark.parametrize(
    ("text", "written"),
    [("root:x:0", r"root\:x:0"), ("1:100:5", r"1\:100:5"), (":+1:", r"\:+1:"), ("12:30:45", "12:30:45")],
)
def test_what_pandoc_and_github_show_as_an_emoji_is_text(write, text, written):
    """M06: `:x:` is the name of one."""
    assert write(paragraph(text)) == f"{written}\n"
    laws.round_trip(FORMAT, normal(Report(body=(paragraph(text),))))


@pytest.mark.parametrize("text", ["甲{#a}", "{ #a .b}", "\\{#a}", "a {#b} {#c}", "{#a} b"])
def test_a_heading_that_ends_like_attributes_keeps_them_as_text(text):
    """M06: pandoc reads an identifier there, and so do we."""
    laws.round_trip(
        FORMAT, normal(Report(body=(Heading(1, (Text(text),)), Heading(2, (Text(text, ("bold",)),)))))
    )
