"""M07: pandoc's simple and multiline tables, as its manual draws them and as it writes them."""

from __future__ import annotations

import subprocess
import time

import pytest

from gireport.errors import LimitError
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import Cell, Heading, ListItem, Paragraph, Report, Rule, Table, Text, walk
from support import pandoc


def rows(table: Table) -> list[list[str]]:
    return [[walk.text(cell.content) for cell in row] for row in table.rows]


SIMPLE = """\
  项目          本年新收     结转   说明
  ----------- -------- -------- ------
  自然人            12        3  **甲**
  商业企业            0        0

  : 收到申请
"""


def test_columns_stand_under_the_dashes_and_wide_characters_take_two(read):
    table, after = read(f"{SIMPLE}\n后\n").body
    assert rows(table) == [
        ["项目", "本年新收", "结转", "说明"],
        ["自然人", "12", "3", "甲"],
        ["商业企业", "0", "0", ""],
    ]
    assert table.header_rows == 1
    assert table.caption == (Text("收到申请"),)
    assert table.rows[1][1].content == (Paragraph((Text("12"),), "right"),)
    assert table.rows[1][3].content == (Paragraph((Text("甲", ("bold",)),)),)
    assert after == Paragraph((Text("后"),))


def test_a_table_without_a_header_stands_between_two_lines_of_dashes(read):
    (table,) = read("---- ----\n甲   1\n乙   2\n---- ----\n").body
    assert rows(table) == [["甲", "1"], ["乙", "2"]]
    assert table.header_rows == 0


MULTILINE = """\
  ----------------------
  项目       数量
  (名称)     (件)
  ---------- -----------
  主动公开   一百
  信息       二十

  依申请     三

  ----------------------
"""


def test_the_rows_of_a_multiline_table_are_parted_by_empty_lines(read):
    (table,) = read(MULTILINE).body
    assert rows(table) == [["项目 (名称)", "数量 (件)"], ["主动公开信息", "一百二十"], ["依申请", "三"]]
    assert table.header_rows == 1


def test_what_stands_before_the_first_column_is_in_it(read):
    """Pandoc drops it."""
    (table,) = read("  a    b\n  ---- ----\n1 2    3\n").body
    assert rows(table) == [["a", "b"], ["1 2", "3"]]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("题\n----\n文\n", [Heading, Paragraph]),
        ("甲\n\n- - -\n\n乙\n", [Paragraph, Rule, Paragraph]),
        ("甲\n乙\n--- ---\n丙\n", [Paragraph, Rule, Paragraph]),
        ("甲\n\n--- ---\n\n乙\n", [Paragraph, Rule, Paragraph]),
        ("-----\n甲\n-----\n乙\n", [Rule, Heading, Paragraph]),
        ("甲 乙\n--- ---\n", [Paragraph, Rule]),
    ],
)
def test_rules_and_headings_are_no_tables(text, kinds):
    """CommonMark 4.1, 4.3"""
    body = FORMAT.reader(f"首\n\n{text}".encode(), Losses()).body
    assert [type(block) for block in body[1:]] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# 标题\n--- ---\n正文一\n", [Heading, Rule, Paragraph]),
        ("# 甲\n--- ---\n乙\n", [Heading, Rule, Paragraph]),
        ("- 甲\n--- ---\n乙\n", [ListItem, Rule, Paragraph]),
        ("收到申请12件\n--- ---\n办结12件\n", [Paragraph, Rule, Paragraph]),
        (
            "-- -- --\n收到申请12件。\n\n# 二、题\n\n办结。\n-- -- --\n",
            [Rule, Paragraph, Heading, Paragraph, Rule],
        ),
    ],
)
def test_dashes_under_a_heading_or_through_words_are_a_rule(text, kinds):
    """申请12件 would be a cell 申 and a cell 请12件; pandoc cuts so, but CommonMark does not."""
    body = FORMAT.reader(text.encode(), Losses()).body
    assert [type(block) for block in body] == kinds


def test_cells_that_no_character_stands_for_are_refused_before_they_fill_the_memory():
    """10 kB that would have been four million cells."""
    drawn = "甲 乙\n" + "-- " * 2000 + "\n" + "a\n" * 2000
    start = time.perf_counter()
    with pytest.raises(LimitError, match="more than 213333 cells"):
        FORMAT.reader(drawn.encode(), Losses())
    assert time.perf_counter() - start < 5


def plain(count: int, words: int) -> Table:
    """Three columns of texts of up to so many words."""
    cells = tuple(
        tuple(
            Cell((Paragraph((Text(" ".join(["公开abc"] * (1 + (row + column) % words))),)),))
            for column in range(3)
        )
        for row in range(count)
    )
    return Table(cells, header_rows=1)


@pytest.mark.parametrize("words", [2, 9])
def test_the_tables_that_pandoc_writes_are_read(words):
    """A short one becomes a simple table, one of long texts a multiline one."""
    table = plain(8, words)
    written = subprocess.run(
        [pandoc.PANDOC, "-f", "gfm", "-t", "markdown-pipe_tables"],
        input=FORMAT.writer(Report(body=(table,)), Losses()),
        capture_output=True,
        check=True,
    ).stdout
    assert b" ---" in written
    assert b"|" not in written
    (found,) = walk.tables(FORMAT.reader(written, Losses()))
    assert rows(found.table) == rows(table)
