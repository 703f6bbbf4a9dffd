"""How tokens become HTML: tabs, soft breaks, identifiers, raw HTML."""

from __future__ import annotations

import pytest

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Paragraph,
    Text,
    walk,
)


def cell(text: str, align: str | None = None) -> Cell:
    return Cell((Paragraph((Text(text),), align),)) if text else Cell()  # type: ignore[arg-type]


def test_the_title_of_a_link_is_named(losses_of):
    assert losses_of('甲\n\n[乙](丙 "题")\n') == ["not-kept line 3 the title of a link or picture: 题"]


def test_a_soft_break_is_a_space_but_between_chinese_characters(read):
    (paragraph,) = read("公开，\n**申请**\n数\nof\n件 x\ny 한국\n어\n").body
    assert walk.inline_text(paragraph.content) == "公开，申请数 of 件 x y 한국 어"


def test_a_tab_in_a_text_is_kept_and_none_at_the_edges_of_its_lines(read):
    first, second, table = read("\ta\tb `c\td` **e\t**f\t\n\tg\n\n# h\ti\n\n|\tj\tk\t|\n|---|\n"[1:]).body
    assert walk.inline_text(first.content) == "a\tb c\td **e\t**f g"
    assert walk.inline_text(second.content) == "h\ti"
    assert table.rows == ((cell("j\tk"),),)


def test_the_identifier_of_a_heading_is_a_bookmark(read):
    (heading, _) = read("# 甲 {#one .x}\n\nx\n").body
    assert heading == Heading(0, (BookmarkStart("one"), BookmarkEnd("one"), Text("甲")))
    assert walk.text(read("# 甲 \\{#one}\n").body) == "甲 {#one}"


def test_disallowed_raw_html_does_not_swallow_what_follows(read):
    assert walk.text(read("a <textarea> b\n\nc\n").body) == "a <textarea> b\nc"


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
