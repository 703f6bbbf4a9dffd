"""Blocks as plain Markdown where that reads back equal, else as HTML."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gireport.formats.markdown import FORMAT
from gireport.model import (
    Cell,
    Heading,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from gireport.testing import laws


def paragraph(*texts: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(text) if isinstance(text, str) else text for text in texts))


def cell(text: str, **spans: int) -> Cell:
    return Cell((paragraph(text),), **spans)


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
