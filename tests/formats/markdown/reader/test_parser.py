"""Markdown as people write it."""

from __future__ import annotations

from contextlib import suppress

import pytest

from gireport.errors import LimitError
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    LineBreak,
    ListItem,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
    walk,
)
from support.budget import within


def cell(text: str, align: str | None = None) -> Cell:
    return Cell((Paragraph((Text(text),), align),)) if text else Cell()  # type: ignore[arg-type]


def grid(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(walk.text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def test_raw_html_tables_are_read_as_html(read):
    """M02"""
    (table,) = read(
        "<table>\n<tr><th colspan=2>甲</th></tr>\n<tr><td>1</td><td>\n\n**粗**\n\n- 项\n\n</td></tr>\n</table>\n"  # noqa: E501
    ).body
    assert grid(table) == [[("甲", 2, 1)], [("1", 1, 1), ("粗\n项", 1, 1)]]
    assert table.header_rows == 1
    assert table.rows[1][1].content == (
        Paragraph((Text("粗", ("bold",)),)),
        ListItem(content=(Text("项"),)),
    )


def test_raw_inline_html_and_markdown_stand_in_each_other(read):
    """M03"""
    (paragraph,) = read(
        '<u>甲 **乙**</u>x<sup>2</sup>H<sub>2</sub>O<br>**a <u>b</u>**<a id="n">名</a>\n'
    ).body
    assert paragraph.content == (
        Text("甲 ", ("underline",)),
        Text("乙", ("bold", "underline")),
        Text("x"),
        Text("2", ("superscript",)),
        Text("H"),
        Text("2", ("subscript",)),
        Text("O"),
        LineBreak(),
        Text("a ", ("bold",)),
        Text("b", ("bold", "underline")),
        BookmarkStart("n"),
        Text("名"),
        BookmarkEnd("n"),
    )


def test_links_of_all_kinds(read):
    """M05"""
    (paragraph,) = read("[a](<b c>)[d][r] <https://x.cn/a%20b> [R]\n\n[r]: ../e.html#f\n").body
    assert [(inline.text, inline.link) for inline in paragraph.content] == [
        ("a", "b c"),
        ("d", "../e.html#f"),
        (" ", None),
        ("https://x.cn/a%20b", "https://x.cn/a%20b"),
        (" ", None),
        ("R", "../e.html#f"),
    ]


def test_an_address_that_could_run_a_script_is_dropped(losses_of):
    assert losses_of("[甲](javascript:alert(1))\n") == ["unsafe-link paragraph 1 javascript:alert(1)"]


def test_a_definition_that_nothing_refers_to_is_named(losses_of):
    """M05: CommonMark shows nothing of it, and it may be text."""
    assert losses_of("甲\n\n[注]: 说明\n") == ["not-kept line 3 no text refers to [注]: 说明"]


def test_an_alignment_may_be_a_style_or_an_attribute(read):
    """M02"""
    (table,) = read(
        '<table><tr><td align="right">1</td><td style="text-align:center">2</td></tr>'
        '<tr><td><p align="justify">3</p></td><td align="left" style="text-align:right">4</td></tr></table>\n'
    ).body
    assert table.rows == (
        (cell("1", "right"), cell("2", "center")),
        (cell("3", "justify"), cell("4", "right")),
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b\n\n### c\n", [0, 1, 2]),
        ("# a\n\n# b\n\n## c\n", [1, 1, 2]),
        ("## a\n\n###### b\n", [1, 5]),
        ("a\n===\n\nb\n---\n", [0, 1]),
        ('<h1 class="title">a</h1>\n\n# b\n\n## c\n', [0, 1, 2]),
    ],
)
def test_the_only_first_level_heading_is_the_title(read, text, levels):
    assert [block.level for block in read(text).body] == levels


def test_html_around_markdown_is_transparent(read):
    body = read('<div align="center">\n\n# 题\n\n**居中**\n\n</div>\n\n后\n').body
    assert body == (
        Heading(0, (Text("题"),)),
        Paragraph((Text("居中", ("bold",)),), "center"),
        Paragraph((Text("后"),)),
    )


def test_lists_quotations_and_code(losses_of):
    text = "- a\n\n  b\n- c\n  3. d\n  4. e\n\n> 引\n\n```py\nx\n  y\n```\n"
    losses = Losses()
    body = FORMAT.reader(text.encode(), losses).body
    assert body[0] == ListItem(content=(Text("a"),))
    assert body[1] == Paragraph((Text("b"),))
    assert walk.text(body) == "a\nb\nc 3. d 4. e\n引\nx\n  y"
    assert losses_of(text) == [
        "not-kept line 10 what a code block is: py",
        "quotation paragraph 4",
        "code-block paragraph 5",
    ]


def test_pictures_breaks_and_rules(read):
    body = read(
        'a\\\nb  \nc ![图 *x*](a.png)\n\n***\n\n<img src="b.png" width="10">\n\n<hr class="page-break">\n'
    ).body
    assert body == (
        Paragraph(
            (Text("a"), LineBreak(), Text("b"), LineBreak(), Text("c "), Image("a.png", "图 x")),
        ),
        Rule(),
        Paragraph((Image("b.png", "", 10),)),
        PageBreak(),
    )


@pytest.mark.parametrize(
    "piece", ["[a](", "![", "[^a", "**a ", "`", "<a ", "<!--", "# a {#", "+-+\n|", "~~", "&", "("]
)
def test_repeated_openings_take_bounded_time(piece):
    """Law 8; a quadratic reader would take minutes."""
    with within(8), suppress(LimitError):
        FORMAT.reader((piece * 50_000).encode(), Losses())
