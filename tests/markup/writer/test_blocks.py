"""Blocks as markup: names of regions, the outline, lists."""

from __future__ import annotations

from gireport.model import (
    Cell,
    Heading,
    ListItem,
    Table,
    Text,
)
from support.written_html import cell, lines


def test_a_table_is_named_after_its_caption_or_its_heading_each_name_once():
    heading = Heading(1, (Text("二、 甲"),))
    one = Table(((cell("a"), cell("b")),))
    named = [
        line
        for line in lines(one, heading, one, one, Table(one.rows, caption=(Text("表 1"),)))
        if "region" in line
    ]
    assert [line.split('"')[5] for line in named] == ["表格", "二、 甲", "二、 甲（2）", "表 1"]


def test_a_table_in_a_cell_scrolls_with_the_table_around_it():
    inner = Table(((cell("a"), cell("b")),))
    assert "\n".join(lines(Table(((Cell((inner,)), cell("c")),)))).count("<div") == 1


def test_a_skipped_level_does_not_count_in_the_outline():
    headings = [Heading(level, (Text(str(level)),)) for level in (0, 2, 8, 1)]
    assert lines(*headings, Heading(3)) == [
        '<h1 class="title">0</h1>',
        '<h3 aria-level="2">2</h3>',
        '<div role="heading" aria-level="3" data-gireport-level="9">8</div>',
        "<h2>1</h2>",
        '<h4 aria-hidden="true"></h4>',
    ]


def test_an_item_states_its_number_only_where_it_is_not_the_next_one():
    items = [ListItem(0, True, number, (Text(str(number)),)) for number in (1, 2, 5)]
    assert lines(*items, ListItem(1)) == [
        "<ol>",
        "<li>1</li>",
        "<li>2</li>",
        '<li value="5">5',
        "<ul>",
        "<li></li>",
        "</ul>",
        "</li>",
        "</ol>",
    ]
