"""What Markdown is written: the plainest that comes back."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.markdown import FORMAT
from gireport.formats.markdown.writer import emphasis, escape
from gireport.losses import Losses
from gireport.model import (
    Cell,
    Heading,
    LineBreak,
    ListItem,
    Meta,
    Note,
    Paragraph,
    Report,
    Rule,
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


def test_a_paragraph_that_looks_like_a_caption_is_none(write):
    """M06, M07"""
    table = Table(((cell("a"),), (cell("b"),)), header_rows=1)
    report = normal(
        Report(body=(paragraph("Table: x"), table, paragraph(": y"), table, paragraph("table:\tz")))
    )
    laws.round_trip(FORMAT, report)
    assert write(*report.body).startswith("Table\\: x\n")


def test_alignments_in_an_html_table_are_attributes_that_github_keeps(write):
    """M02"""
    held = (Paragraph((Text("b"),), "center"), Paragraph((Text("c"),), "justify"))
    table = Table(((Cell((Paragraph((Text("a"),), "right"),), colspan=2),), (Cell(held), Cell())))
    written = write(table)
    assert '<td colspan="2" align="right">a</td>' in written
    assert '<p align="center">b</p>\n<p align="justify">c</p>' in written
    assert "text-align" not in written
    laws.round_trip(FORMAT, normal(Report(body=(table,))))


def test_a_plain_table_is_a_pipe_table(write):
    """M01"""
    table = Table(((cell("项"), cell("a | b")), (cell("1"), Cell())), header_rows=1)
    assert write(table) == "| 项 | a \\| b |\n| --- | --- |\n| 1 |  |\n"


@pytest.mark.parametrize(
    "table",
    [
        Table(((cell("a", colspan=2),), (cell("1"), cell("2"))), header_rows=1),
        Table(((cell("a"),), (cell("b"),))),
        Table(((cell("a"),), (cell("b"),)), header_rows=2),
        Table(((cell("a"),), (cell("b"),)), header_rows=1, caption=(Text("题"),)),
        Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), header_rows=1, columns=(1, 2)),
        Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), header_rows=1, header_columns=1),
        Table(((cell("a"),), (Cell((paragraph("b"), paragraph("c"))),)), header_rows=1),
        Table(((cell("a"),), (Cell((Paragraph((Text("b"),), "right"),)),)), header_rows=1),
    ],
)
def test_any_other_table_is_one_block_of_html(write, table):
    """M02"""
    written = write(table)
    assert written.startswith("<table")
    assert "\n\n" not in written


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


@pytest.mark.parametrize("beside", "\x85\u2028\u2029")
def test_what_python_alone_has_as_white_space_ends_no_emphasis(beside):
    """M06; CommonMark 2.1: Unicode white space is the category Zs, and four controls."""
    for pieces in ((Text(".", ("bold",)), Text(beside)), (Text(beside), Text(".", ("bold",)))):
        laws.round_trip(FORMAT, normal(Report(body=(Paragraph(pieces),))))


@given(st.lists(texts(), min_size=1, max_size=4))
def test_any_lines_come_back(lines):
    """M06, law 1: every line of a paragraph is a line's start."""
    content = [inline for line in lines for inline in (Text(line), LineBreak())]
    laws.round_trip(FORMAT, normal(Report(body=(Paragraph(tuple(content[:-1])), Heading(2, tuple(content))))))


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


def test_lists_are_markdown_lists(write):
    items = [
        ListItem(0, True, 3, (Text("a"), LineBreak(), Text("- b"))),
        ListItem(1, False, None, (Text("c"),)),
        ListItem(1, True, 1, (Text("d"),)),
        ListItem(0, True, 4, (Text("e"),)),
    ]
    assert write(*items) == "3. a\\\n   \\- b\n   - c\n   1. d\n4. e\n"


@pytest.mark.parametrize(
    "items",
    [
        [ListItem(0, True, 1, (Text("a"),)), ListItem(0, True, 1, (Text("b"),))],
        [ListItem(0, False, None, (Text("a"),)), ListItem(0, True, 2, (Text("b"),))],
        [ListItem(0, False, None, (Text("a"),)), ListItem(1, True, 7, (Text("b"),))],
        [ListItem(0, False, None, (Text("a"),)), ListItem(0, False, None, ())],
    ],
)
def test_a_list_that_markdown_would_number_otherwise_is_html(write, items):
    assert write(*items).startswith(("<ul>", "<ol>"))


def test_footnotes_are_markdown_unless_one_of_them_cannot_be(write):
    """M05"""
    plain, rich = Note((paragraph("一"),)), Note((paragraph("一"), paragraph("二")))
    assert write(Paragraph((Text("甲"), plain))) == "甲[^1]\n\n[^1]: 一\n"
    written = write(Paragraph((Text("甲"), plain, rich)))
    assert "[^" not in written
    assert written.count('<li id="fn-') == 2


def test_a_rule_at_the_start_is_no_front_matter(write):
    assert write(Rule(), paragraph("a"), Rule()) == "***\n\na\n\n---\n"


def test_the_title_has_one_sign_and_several_titles_are_html(write):
    assert write(Heading(0, (Text("题 #"),)), Heading(1, (Text("一"),))) == "# 题 \\#\n\n## 一\n"
    assert write(Heading(0, (Text("a"),)), Heading(0, (Text("b"),))).count('<h1 class="title">') == 2


def test_an_aligned_paragraph_is_in_the_form_that_github_keeps(write):
    assert write(Paragraph((Text("2024年1月"),), "right")) == '<p align="right">2024年1月</p>\n'


def test_front_matter_is_quoted_with_care():
    """M04"""
    meta = Meta(
        title="青溪县报告",
        organ="no",
        year=2023,
        published="2024-01-23",
        keywords=("甲", "b: c"),
        extra={"x": "\x85"},
    )
    assert FORMAT.writer(Report(meta), Losses()).decode() == (
        '---\ntitle: 青溪县报告\norgan: "no"\nyear: 2023\npublished: "2024-01-23"\n'
        'keywords:\n- 甲\n- "b: c"\nextra:\n  x: "\\u0085"\n---\n\n\n'
    )


@given(st.dictionaries(texts(), texts(), max_size=3), texts())
def test_any_metadata_comes_back(extra, title):
    """M04"""
    laws.round_trip(FORMAT, normal(Report(Meta(title=title, description=title * 2, extra=extra))))


def test_long_names_in_front_matter_come_back():
    """YAML 1.1, 9.1.1"""
    laws.round_trip(FORMAT, normal(Report(Meta(extra={"名" * 3000: "值"}))))


def test_a_destination_that_needs_it_is_in_pointed_brackets():
    assert escape.destination("../a.html?b=c") == "../a.html?b=c"
    assert escape.destination("a (1).html") == "<a (1).html>"
    assert escape.destination("a<b>\\&amp;") == "<a\\<b\\>\\\\\\&amp;>"


def test_writing_imports_no_parser():
    code = (
        "import sys\nfrom gireport.formats.markdown.writer import write\nfrom gireport.losses import Losses\n"
        "from gireport.model import Meta, Report\nwrite(Report(Meta(title='a')), Losses())\n"
        "assert not {'markdown_it', 'yaml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_note_in_a_list_that_becomes_html_is_written_once(write):
    items = [ListItem(content=(Text("a"), Note((paragraph("一"),)))), ListItem()]
    written = write(*items)
    assert written.count("一") == 1
    assert written.startswith("<ul>")


@pytest.mark.parametrize("address", ["https://example.org/", "http://a.b/c?d=e#f"])
def test_an_item_that_is_nothing_but_its_own_address_is_written(write, address):
    """CommonMark 4.6, 6.5: an autolink alone on its line begins no block of HTML, as a tag would."""
    alone = (Text(address, (), address),)
    report = normal(Report(body=(ListItem(0, True, 1, alone), Paragraph(alone), ListItem(0, content=alone))))
    assert write(*report.body) == f"1. <{address}>\n\n<{address}>\n\n- <{address}>\n"
    laws.round_trip(FORMAT, report)


def test_an_address_that_holds_a_reference_to_a_character_is_no_autolink(write):
    """CommonMark 6.5: some programs read `&amp;` in one as `&`, some do not."""
    address = "https://example.org/?a&amp;b"
    report = normal(Report(body=(paragraph(Text(address, (), address)),)))
    assert (
        write(*report.body)
        == f"[https\\://example.org/?a\\&amp;b](<{address.replace('&', chr(92) + '&')}>)\n"
    )
    laws.round_trip(FORMAT, report)
    plain = "https://example.org/?a=1&b=2"
    assert write(paragraph(Text(plain, (), plain))) == f"<{plain}>\n"


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
