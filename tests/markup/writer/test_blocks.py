"""Blocks as markup: names of regions, the outline, lists."""

from __future__ import annotations

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    Cell,
    Heading,
    ListItem,
    Meta,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.testing import laws


def cell(text, colspan=1, rowspan=1):
    return Cell((Paragraph((Text(text),)),), colspan, rowspan)


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def lines(*blocks):
    page = written(*blocks)
    return page[page.index("<main>\n") + 7 : page.rindex("</main>")].splitlines()


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
