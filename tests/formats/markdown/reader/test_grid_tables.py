"""Pandoc's grid tables, finished or not."""

from __future__ import annotations

import time

import pytest

import gireport
from gireport.errors import LimitError
from gireport.model import (
    Cell,
    ListItem,
    Paragraph,
    Table,
    Text,
    walk,
)


def cell(text: str, align: str | None = None) -> Cell:
    return Cell((Paragraph((Text(text),), align),)) if text else Cell()  # type: ignore[arg-type]


def grid(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(walk.text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


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


def test_a_loss_in_a_cell_of_a_grid_table_is_at_its_line(losses_of):
    """M07"""
    text = '前\n\n+---+-----------+\n| a | b         |\n+---+-----------+\n| c | [d](e "f")|\n+---+-----------+\n'  # noqa: E501
    assert losses_of(text) == ["not-kept line 6 the title of a link or picture: f"]


def test_what_is_not_drawn_whole_is_a_paragraph(read):
    """M07"""
    (paragraph,) = read("+---+---+\n| a | b |\n+---+--\n").body
    assert walk.inline_text(paragraph.content) == "+---+---+ | a | b | +---+--"


def test_a_long_line_of_crosses_and_dashes_is_no_drawing_in_linear_time(read):
    """Law 8: it took the parser for grid tables hours."""
    start = time.process_time()
    read("+-" * 50_000)
    assert time.process_time() - start < 5


# --- drawings that are not finished: the steps of all tries in a text are counted together (X05) ---

ROW = "+----+----+\n| a  | b  |\n"


def timed(text):
    start = time.process_time()
    with pytest.raises(LimitError, match="drawn tables take more than"):
        gireport.read(text.encode(), "markdown")
    return time.process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        ("+--" * 20 + "+\n|" + " " * 59 + "|\n") * 400 + "|",
        "+-+\n" * 7000 + "+----------+\n",
        "+-+\n" * 5000 + "+" + "-" * 20_000 + "\n",
    ],
    ids=["many corners", "many lines", "a wide line"],
)
def test_a_drawing_that_each_of_its_lines_may_begin_is_refused_soon(text):
    assert timed(text) < 5


@pytest.mark.parametrize("tables", [1, 200])
def test_many_finished_tables_and_an_unfinished_one_are_read(tables):
    text = f"{ROW * 3}+----+----+\n\n" * tables + ROW
    body = gireport.read(text.encode(), "markdown").body
    assert sum(isinstance(block, Table) for block in body) == tables
