"""Captions go to the table that pandoc gives them to."""

from __future__ import annotations

from gireport.model import (
    Text,
    walk,
)


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
