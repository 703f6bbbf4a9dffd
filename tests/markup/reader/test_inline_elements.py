"""Inline elements: Word's labels (H08), line and page breaks, ruby, controls, embedded objects."""

from __future__ import annotations

import pytest

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    PageBreak,
    Paragraph,
    Text,
)
from gireport.model.walk import text
from support.pages import body, shown

WORD_ITEM = (
    "<p class=MsoListParagraph style='text-indent:-21pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    "</span><![endif]>总体情况<o:p></o:p></p>"
)


@pytest.mark.parametrize(
    ("label", "text"), [("1.", "1. 总体情况"), ("一、", "一、总体情况"), ("(1)", "(1) 总体情况")]
)
def test_the_label_of_a_word_list_is_text(label, text):
    """H08"""
    assert shown(WORD_ITEM.format(label)) == text


def test_words_page_break_is_read():
    blocks, _ = body("<p>a</p><br clear=all style='page-break-before:always'><p>b</p>")
    assert [type(block) for block in blocks] == [Paragraph, PageBreak, Paragraph]


def test_controls_are_named_in_a_loss():
    losses = Losses()
    read("<p>甲<button>打印</button><select><option>大</select></p>".encode(), losses)
    assert [(loss.code, loss.detail) for loss in losses] == [
        ("not-kept", "button “打印”"),
        ("not-kept", "select “大”"),
    ]


@pytest.mark.parametrize(
    ("html", "loss"),
    [
        ("<datalist id=x><option label=甲>乙</datalist>", ("not-kept", "datalist “甲 乙”")),
        ("<select><optgroup label=甲><option>乙</select>", ("not-kept", "select “甲 乙”")),
        ("<input type=image alt=提交 src=a.png>", ("not-kept", "input “提交”")),
        ("<map><area alt=甲 href=a.htm></map>", ("not-kept", "area “甲 a.htm”")),
        ("<video><source src=v.mp4></video>", ("embedded-object", "video v.mp4")),
        ("<object><param name=movie value=x.swf></object>", ("embedded-object", "object x.swf")),
        ("<frameset><frame id=f src=a.htm></frameset>", ("embedded-object", "frame a.htm")),
    ],
)
def test_embedded_objects_and_areas_are_named_in_a_loss(html, loss):
    losses = Losses()
    report = read(html.encode(), losses)
    assert report.body == ()
    assert [(each.code, each.detail) for each in losses] == [loss]


def test_what_is_lost_is_named_in_chinese_too():
    losses = Losses()
    read("<p><img alt=公章><img src='data:'><svg><text>甲</text></svg><button>打印</button>".encode(), losses)
    assert [each.details("zh") for each in losses] == [
        "图片没有地址，替代文字为“公章”",
        "图片的 data: 地址已损坏",
        "网页中的矢量图（SVG），其中的文字已保留",
        "表单控件 button“打印”",
    ]


def test_the_fallback_content_of_a_player_is_content():
    blocks, codes = body("<p>甲<video src=v.mp4>乙<a href=v.mp4>丙</a></video>")
    assert text(blocks) == "甲乙丙"
    assert codes == ["embedded-object"]


def test_a_ruby_annotation_follows_its_base_in_brackets():
    """W34"""
    blocks, codes = body("<p><ruby>泗<rp>(</rp><rt>sì</rt><rp>)</rp></ruby>水</p>")
    assert blocks[0].content == (Text("泗（sì）水"),)
    assert codes == ["ruby"]
