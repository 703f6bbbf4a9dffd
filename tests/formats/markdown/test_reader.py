"""Markdown as people write it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from gireport.errors import DamagedFileError, EmptyFileError, GireportError, LimitError, WrongKindError
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
    Meta,
    Note,
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


def test_a_pipe_table_has_one_header_row(read):
    """M01"""
    (table,) = read("| 项 | 数 |\n|:-:|---|\n| 甲 \\| 乙 | 1 |\n| 丙 |\n").body
    assert table == Table(
        (
            (cell("项", "center"), cell("数")),
            (cell("甲 | 乙", "center"), cell("1")),
            (cell("丙", "center"), cell("")),
        ),
        header_rows=1,
    )


@pytest.mark.parametrize("start", ["# ", "- ", "1. ", "2) ", "> ", "<div>"])
def test_a_line_that_begins_another_block_heads_no_pipe_table(start):
    """M01, GFM 4.10: a header row is a line of a paragraph, whatever row of dashes follows it."""
    report = FORMAT.reader(f"{start}a | b\n--|--\nc | d | e\n".encode(), Losses())
    assert not any(isinstance(block, Table) for block in report.body)
    assert walk.text(report).split() == ["a", "|", "b", "--|--", "c", "|", "d", "|", "e"]


def test_cells_beyond_the_columns_of_a_pipe_table_are_named(losses_of):
    """M01: GFM ignores them."""
    assert losses_of("前\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n") == [
        "not-kept line 5 more cells than columns: 3 | 4"
    ]


def test_raw_html_tables_are_read_as_html(read):
    """M02"""
    (table,) = read(
        "<table>\n<tr><th colspan=2>甲</th></tr>\n<tr><td>1</td><td>\n\n**粗**\n\n- 项\n\n</td></tr>\n</table>\n"
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


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_is_metadata(read, start, end):
    """M04"""
    text = (
        "---\n# of a portal\ntitle: 年度: 报告\n".replace("年度: 报告", "'年度: 报告'")
        + "year: 2023\ndate: 2024-01-23\nkeywords: [甲, 乙]\norgan: ~\nlang: ug\nauthor: |\n  张三\n  李四\n"
        "---\n正文\n"
    )
    report = read(start + text.replace("\n", end))
    assert report.meta == Meta(
        title="年度: 报告",
        year=2023,
        published="2024-01-23",
        keywords=("甲", "乙"),
        language="ug",
        extra={"author": "张三\n李四"},
    )
    assert report.body == (Paragraph((Text("正文"),)),)


@pytest.mark.parametrize(
    ("head", "cause", "line"),
    [
        ("title: a\ntitle: b", "'title' stands twice", "line 3"),
        ("a: &x [1]\nb: *x", "alias", "line 3"),
        ("- a\n- b", "no list of names", "line 2"),
        ("只有文字", "no list of names", "line 2"),
        ("a: [b", "", "line"),
        ("a: {b: {c: d}}", "nests deeper", "line 2"),
        ("a: [[1]]", "nests deeper", "line 2"),
        ("a: b: c", "mapping values", "line 2"),
    ],
)
def test_front_matter_that_is_no_metadata_is_refused_with_its_line(head, cause, line):
    """M04"""
    with pytest.raises(DamagedFileError) as caught:
        FORMAT.reader(f"---\n{head}\n---\n".encode(), Losses())
    assert cause in caught.value.cause
    assert caught.value.where.startswith(line)


def test_front_matter_makes_no_objects():
    """M04: a tag is passed over, never followed."""
    meta = FORMAT.reader(
        b"---\ntitle: !!python/object/apply:os.system [exit]\nyear: !!str 2023\n---\n", Losses()
    ).meta
    assert meta == Meta(year=2023, extra={"title": "exit"})


def test_a_rule_at_the_start_is_no_front_matter(read):
    assert read("---\n\n甲\n\n---\n").body == (Rule(), Paragraph((Text("甲"),)), Rule())


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


def test_the_title_of_a_link_is_named(losses_of):
    assert losses_of('甲\n\n[乙](丙 "题")\n') == ["not-kept line 3 the title of a link or picture: 题"]


def test_footnotes_are_notes(read):
    """M05"""
    body = read(
        "甲[^a]乙[^B]。\n\n[^a]: 一\n[^b]: 二\n    行\n\n    | x |\n    |---|\n    | y |\n\n丙\n"
    ).body
    assert body == (
        Paragraph(
            (
                Text("甲"),
                Note((Paragraph((Text("一"),)),)),
                Text("乙"),
                Note((Paragraph((Text("二行"),)), Table(((cell("x"),), (cell("y"),)), header_rows=1))),
                Text("。"),
            )
        ),
        Paragraph((Text("丙"),)),
    )


def test_a_footnote_that_nothing_refers_to_stays_as_text(read):
    """M05: so does the second of two with one label, and a reference without a definition."""
    body = read("甲[^a] [^c]\n\n[^a]: 一\n\n[^b]: 二\n\n[^a]: 三\n").body
    assert walk.text(body) == "甲 [^c]\n[^b]:\n二\n[^a]:\n三"


def test_ideographic_spaces_at_the_edges_are_kept(read):
    """M06: CommonMark strips spaces and tabs only."""
    body = read("　　甲　\n\n　题　\n===\n\n## 　二　 ##\n\n| 　a　 |\n|---|\n| \u00a0b |\n").body
    assert walk.text(body) == "　　甲　\n　题　\n　二　\n　a　\n\u00a0b"


def test_a_soft_break_is_a_space_but_between_chinese_characters(read):
    (paragraph,) = read("公开，\n**申请**\n数\nof\n件 x\ny 한국\n어\n").body
    assert walk.inline_text(paragraph.content) == "公开，申请数 of 件 x y 한국 어"


GRID = """\
Table: 表1　**申请**情况

+---------------------+-------+-------+
| 项目                | 自然人        |
|                     +-------+-------+
|                     | 本地  | 外地  |
+:====================+======:+:=====:+
| 新收                | 1     | 2     |
+----------+----------+-------+-------+
| 结转     | 上年     | - a   |       |
|          +----------+       |       |
|          | 下年     | - b   |       |
+----------+----------+-------+-------+
"""


def test_a_grid_table_has_the_spans_that_are_drawn(read):
    """M07"""
    table, after = read(f"{GRID}\n后\n").body
    assert grid(table) == [
        [("项目", 2, 2), ("自然人", 2, 1)],
        [("本地", 1, 1), ("外地", 1, 1)],
        [("新收", 2, 1), ("1", 1, 1), ("2", 1, 1)],
        [("结转", 1, 2), ("上年", 1, 1), ("a\nb", 1, 2), ("", 1, 2)],
        [("下年", 1, 1)],
    ]
    assert table.header_rows == 2
    assert table.caption == (Text("表1　"), Text("申请", ("bold",)), Text("情况"))
    assert table.rows[2][1].content == (Paragraph((Text("1"),), "right"),)
    assert [type(block) for block in table.rows[3][2].content] == [ListItem, ListItem]
    assert after == Paragraph((Text("后"),))


def test_a_grid_table_inside_a_grid_table(read):
    """M07"""
    inner = "+---+---+\n| a | b |\n+---+---+"
    lines = "\n".join(f"| {line} | x |" for line in inner.split("\n"))
    (table,) = read(f"+-----------+---+\n{lines}\n+-----------+---+\n: 题\n").body
    assert grid(table.rows[0][0].content[0]) == [[("a", 1, 1), ("b", 1, 1)]]
    assert table.caption == (Text("题"),)


def test_a_caption_is_of_the_table_before_it_not_of_the_next(read):
    """M07"""
    drawn = "+---+---+\n| a | b |\n+---+---+\n"
    first, second = read(f"| 甲 |\n|---|\n| 1 |\n\n: 题 **一**\n\n{drawn}").body
    assert (first.caption, second.caption) == ((Text("题 "), Text("一", ("bold",))), ())
    first, second = read(f"Table: 前\n\n{drawn}\n: 后\n\n| 甲 |\n|---|\n| 1 |\n").body
    assert (first.caption, second.caption) == ((Text("前"),), (Text("后"),))


def test_a_caption_has_an_empty_line_after_it_and_nothing_between_it_and_its_table(read):
    """M07, and GFM 4.10: a line right below a pipe table is one more row."""
    table = "| 甲 |\n|---|\n"
    for text in (f": 题\n{table}", f": 题\n\n文\n\n{table}", f"{table}\n: 题\n- 项\n", f"{table}: 题\n"):
        assert [found.table.caption for found in walk.tables(read(text))] == [()]
        assert ": 题" in walk.text(read(text))


def test_a_loss_in_a_cell_of_a_grid_table_is_at_its_line(losses_of):
    """M07"""
    text = '前\n\n+---+-----------+\n| a | b         |\n+---+-----------+\n| c | [d](e "f")|\n+---+-----------+\n'
    assert losses_of(text) == ["not-kept line 6 the title of a link or picture: f"]


def test_one_or_two_tildes_strike_and_more_do_not(read):
    """GFM 6.5. One tilde is no subscript, as it is in pandoc's own Markdown."""
    (paragraph,) = read("~~Hi~~ Hello, ~there~ world! This will ~~~not~~~ strike. H~2~O\n").body
    assert paragraph.content == (
        Text("Hi", ("strike",)),
        Text(" Hello, "),
        Text("there", ("strike",)),
        Text(" world! This will ~~~not~~~ strike. H~2~O"),
    )


def test_a_single_tilde_inside_a_word_is_a_character(read):
    """Two ranges in a sentence are no text that is struck: 3~5 must not become 35."""
    for text in ("答复用时3~5天，每月10~20件", "a~b~c", "~3~5天"):
        (paragraph,) = read(f"{text}\n").body
        assert paragraph.content == (Text(text),)


def test_a_tab_in_a_text_is_kept_and_none_at_the_edges_of_its_lines(read):
    first, second, table = read("\ta\tb `c\td` **e\t**f\t\n\tg\n\n# h\ti\n\n|\tj\tk\t|\n|---|\n"[1:]).body
    assert walk.inline_text(first.content) == "a\tb c\td **e\t**f g"
    assert walk.inline_text(second.content) == "h\ti"
    assert table.rows == ((cell("j\tk"),),)


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


def test_what_is_not_drawn_whole_is_a_paragraph(read):
    """M07"""
    (paragraph,) = read("+---+---+\n| a | b |\n+---+--\n").body
    assert walk.inline_text(paragraph.content) == "+---+---+ | a | b | +---+--"


def test_the_identifier_of_a_heading_is_a_bookmark(read):
    (heading, _) = read("# 甲 {#one .x}\n\nx\n").body
    assert heading == Heading(0, (BookmarkStart("one"), BookmarkEnd("one"), Text("甲")))
    assert walk.text(read("# 甲 \\{#one}\n").body) == "甲 {#one}"


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


def test_disallowed_raw_html_does_not_swallow_what_follows(read):
    assert walk.text(read("a <textarea> b\n\nc\n").body) == "a <textarea> b\nc"


def test_encodings(read, losses_of):
    assert losses_of("政府信息公开".encode("gb18030")) == [
        "encoding-mismatch the file Markdown is UTF-8; read as gb18030"
    ]
    assert losses_of("caf\xe9 noir".encode("cp1252")) == [
        "encoding-mismatch the file Markdown is UTF-8; read as cp1252"
    ]
    assert losses_of("\ufeff甲".encode("utf-16-le")) == []
    assert losses_of(b"a\0b") == ["forbidden-character line 1 U+0000 is shown as U+FFFD"]
    assert losses_of(b"a\n\x01b") == ["forbidden-character line 2"]
    assert losses_of(b"ab \xff\xfe\xff cd") == ["undecodable the file read as utf-8"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"%PDF-1.7\n%\x00\x01\x02", WrongKindError),
        (b"PK\x03\x04\x14\x00\x06\x00", WrongKindError),
        (b"{\\rtf1 a}", WrongKindError),
        (b"\0\1\2\3" * 50, WrongKindError),
        (b"> " * 300 + b"a", LimitError),
        (b"[" * 30_000, LimitError),
        (b"*" * 30_000 + b"a" + b"*" * 30_000, LimitError),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, error: type[GireportError]):
    with pytest.raises(error):
        FORMAT.reader(data, Losses())


@pytest.mark.parametrize(
    "piece", ["[a](", "![", "[^a", "**a ", "`", "<a ", "<!--", "# a {#", "+-+\n|", "~~", "&", "("]
)
def test_repeated_openings_take_bounded_time(piece):
    """Law 8; a quadratic reader would take minutes."""
    with within(8), suppress(LimitError):
        FORMAT.reader((piece * 50_000).encode(), Losses())


def test_bytes_that_say_front_matter_are_markdown():
    assert FORMAT.sniff(b"---\ntitle: a\n---\n")
    assert FORMAT.sniff("\ufeff---\r\n标题: a\r\nkeywords:\r\n- b\r\n# c\r\n...\r\nd".encode())
    assert not FORMAT.sniff(b"---\n\ntitle: a\n---\n")
    assert not FORMAT.sniff(b"# a\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n备注: 甲\n---\n",
        "---\ntitle: 没有结尾\n\n正文\n",
        "---\ntitle: 甲\n这一行不是元数据\n---\n",
        "----\ntitle: 甲\n---\n",
    ],
)
def test_three_dashes_and_a_colon_in_a_text_are_no_front_matter(text):
    assert not FORMAT.sniff(text.encode())


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("甲\n\n<!-- 乙\n\n丙\n", "unclosed line 3 comment"),
        ("---\ntitle: 题\n---\n- 甲\n- <style>乙\n- 丙\n\n丁\n", "unclosed line 5 style"),
        ("甲 <b>子</b>\n\n<script>\n乙\n\n丙\n", "unclosed line 3 script"),
        ("甲\n\n<![CDATA[乙\n\n丙\n", "unclosed line 3 comment"),
        ('甲\n\n<div title="乙\n\n丙\n', "unclosed line 3 tag"),
        ("甲\n\n<noscript>乙\n\n丙\n", "unclosed line 3 noscript"),
        ("甲\n\n<template>乙\n\n丙\n", "unclosed the page template"),
    ],
)
def test_raw_html_that_is_never_closed_takes_the_rest_with_a_loss(losses_of, source, told):
    """As renderers do; nothing said so."""
    assert losses_of(source) == [told]


def test_a_long_line_of_crosses_and_dashes_is_no_drawing_in_linear_time(read):
    """Law 8: it took the parser for grid tables hours."""
    start = time.process_time()
    read("+-" * 50_000)
    assert time.process_time() - start < 5
