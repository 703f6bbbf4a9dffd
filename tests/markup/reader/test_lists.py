"""Items of lists: what their markers are, and that a label begins the item's first line (H22, H23)."""

from __future__ import annotations

import pytest

from gireport.losses import Losses
from gireport.markup.reader import read_blocks
from gireport.model import (
    Heading,
    ListItem,
    Paragraph,
    Report,
    Text,
    normal,
)
from gireport.model.walk import inline_text, text
from support.pages import body


def blocks(html):
    fragment = read_blocks(html, Losses())
    return normal(Report(body=fragment.blocks)).body


def texts(html):
    return [inline_text(block.content) for block in blocks(html)]


def numbers(html):
    return [block.number for block in blocks(html) if isinstance(block, ListItem)]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("甲", Paragraph),
        ("<p>甲</p>", Paragraph),
        ("\n<div>甲</div>", Paragraph),
        ("<div><h3>甲</h3></div>", Heading),
    ],
)
def test_a_label_begins_the_first_line_whatever_block_that_is(inside, kind):
    first = blocks(f'<ol type="a"><li>{inside}<p>乙</p></li></ol>')[0]
    assert type(first) is kind
    assert first.content == (Text("a. 甲"),)


def test_a_label_before_a_block_without_lines_is_a_line_of_its_own():
    assert texts("<ol type=a><li><ol type=i><li>甲</ol></ol>") == ["a.", "i. 甲"]
    assert texts("<ol type=a><li></ol>") == ["a."]


def test_a_label_has_the_marks_of_its_item_and_no_others():
    found = blocks('<ol type="A" style="font-weight:bold"><li><p><i>甲</i></p></li></ol>')[0]
    assert found.content == (Text("A. ", ("bold",)), Text("甲", ("bold", "italic")))


def test_the_type_and_style_of_an_item_override_those_of_the_list():
    assert texts('<ol type="a"><li type="I">甲<li style="list-style-type:cjk-decimal">乙<li>丙</ol>') == [
        "I. 甲",
        "二、乙",
        "c. 丙",
    ]


def test_reversed_lists_count_down_from_the_items_that_are_shown():
    assert numbers("<ol reversed><li>a<li hidden>b<li style='display:none'>c<li>d</ol>") == [2, 1]
    assert numbers("<ol reversed start=9><li>a<li value=5>b<li>c</ol>") == [9, 5, 4]


def test_lists_without_order_count_where_their_style_does():
    assert numbers('<ul style="list-style:decimal"><li>a<li>b</ul>') == [1, 2]
    assert numbers("<ul><li value=5>a</ul>") == [None]
    assert texts("<ul><li type=a>甲<li>乙</ul>") == ["a. 甲", "乙"]


def test_a_style_that_shows_a_sign_or_nothing_makes_bullets():
    for style in ("none", "disc", "url(x.png)", "'→ '", "disclosure-open"):
        found = blocks(f'<ul style="list-style-type: {style}"><li>甲</ul>')[0]
        assert found == ListItem(0, False, None, (Text("甲"),))
    assert numbers('<ol style="list-style:none"><li>甲</ol>') == [None]


def test_a_list_style_that_is_a_string_is_a_label():
    assert texts("""<ol style='list-style-type: "（甲）"'><li>乙</ol>""") == ["（甲）乙"]


def test_style_sheets_can_number_lists_but_cannot_remove_numbers():
    style = (
        "<style>ol.law, #four { list-style-type: cjk-ideographic } ol { list-style: none } "
        ".a ol {list-style: upper-roman}</style>"
    )
    assert texts(f'{style}<ol class="law"><li>甲</ol><ol id="four" start="4"><li>乙</ol>') == [
        "一、甲",
        "四、乙",
    ]
    assert numbers(f"{style}<ol><li>甲</ol>") == [1]


def test_a_list_style_that_we_cannot_write_is_a_loss():
    losses = Losses()
    read_blocks('<ol style="list-style-type:hebrew"><li>甲</ol>', losses)
    assert [(loss.code, loss.detail) for loss in losses] == [("number-format", "hebrew")]


def test_lists_become_flat_items_with_their_numbers():
    blocks, codes = body("<ol start=3><li>a<ul><li>b</ul><li value=9><p>c</p><p>d</p><li>e</ol>")
    assert blocks == (
        ListItem(0, True, 3, (Text("a"),)),
        ListItem(1, False, None, (Text("b"),)),
        ListItem(0, True, 9, (Text("c"),)),
        Paragraph((Text("d"),)),
        ListItem(0, True, 10, (Text("e"),)),
    )
    assert codes == []


def test_a_list_item_keeps_the_blocks_in_it():
    blocks, codes = body("<ol><li><p>甲</p><table><tr><td>1<td>2</table>乙<li><h2>丙</h2><hr></ol>")
    assert [type(block).__name__ for block in blocks] == [
        "ListItem",
        "Table",
        "Paragraph",
        "ListItem",
        "Rule",
    ]
    assert text(blocks).split() == ["甲", "1", "2", "乙", "丙"]
    assert codes == []


@pytest.mark.parametrize(
    ("list_", "text"),
    [
        ("<ol type=a start=27><li>甲</ol>", "aa. 甲"),
        ("<ol type=I start=4><li>甲</ol>", "IV. 甲"),
        ("<ol style='list-style-type: cjk-ideographic' start=12><li>甲</ol>", "十二、甲"),
        ("<ol start=-1><li>甲</ol>", "-1. 甲"),
    ],
)
def test_a_label_other_than_a_plain_number_becomes_text(list_, text):
    blocks, codes = body(list_)
    assert blocks == (Paragraph((Text(text),)),)
    assert codes == ["list-label"]
