"""The tree: misnested and missing tags, pages that are cut off, elements that nothing closes (H11)."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import DamagedFileError
from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    Paragraph,
    Text,
)
from gireport.model.walk import text
from support.pages import body, shown


def test_plain_text_to_the_end_of_the_page_is_text():
    """H11"""
    report = gireport.read(b"<!DOCTYPE html><p>a</p><plaintext><b>b</b>", "html")
    assert "<b>b</b>" in text(report)
    assert "gireport" not in text(report)


def test_conditional_comments_are_comments():
    """H08"""
    comment = "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
    html = f"{comment}<p class=MsoNormal>甲<o:p></o:p></p>"
    assert shown(html) == "甲"


def test_misnested_tags_give_what_a_browser_builds():
    """H11"""
    blocks, _ = body("<p>1<b>2<i>3</b>4</i>5<span><p>6</span>")
    assert blocks[0].content == (
        Text("1"),
        Text("2", ("bold",)),
        Text("3", ("bold", "italic")),
        Text("4", ("italic",)),
        Text("5"),
    )
    assert blocks[1].content == (Text("6"),)


@pytest.mark.parametrize(
    "html",
    ["<p>甲<td cla", "<p>甲</", "<p>甲<!", '<a href="x', "<p>甲</td", "<template>甲<td cla"],
)
def test_a_page_cut_off_inside_a_tag_is_damaged(html):
    with pytest.raises(DamagedFileError, match="cut off"):
        read(html.encode(), Losses())


@pytest.mark.parametrize(
    ("html", "what", "swallowed", "left"),
    [
        ("<p>甲</p>\n<!-- 乙丙", "comment", 2, "甲"),
        ("<head>\n<!-- 乙丙", "comment", 2, ""),
        ("<p>甲</p></html>\n<!-- 乙丙", "comment", 2, "甲"),
        ("<p>甲</p>\n<style>p{}<p>乙", "style", 7, "甲"),
        ("<p>甲</p>\n<script>var a", "script", 5, "甲"),
        ("\n<title>乙<p>丙", "title", 5, ""),
        ("<p>甲\n<textarea>乙<b>", "textarea", 4, "甲 乙<b>"),
        ("<p>甲</p>\n<xmp>乙<b>", "xmp", 4, "甲\n乙<b>"),
        ("<p>甲</p>\n<noscript>乙<b>", "noscript", 4, "甲"),
    ],
)
def test_an_element_without_an_end_takes_the_rest_of_the_page_with_a_loss(html, what, swallowed, left):
    losses = Losses()
    report = read(html.encode(), losses)
    assert text(report.body).strip() == left
    found = [(loss.detail, loss.count, loss.where) for loss in losses if loss.code == "unclosed"]
    assert found == [(what, swallowed, "the page, line 2")]


def test_a_template_without_an_end_takes_the_rest_of_the_page_with_a_loss():
    blocks, codes = body("<p>甲<template><p>乙")
    assert blocks == (Paragraph((Text("甲"),)),)
    assert codes == ["unclosed"]


@pytest.mark.parametrize("html", ["<p>甲", "<table><tr><td>甲", "<ul><li>甲<select><option>b", "<p>1 < 2"])
def test_a_page_without_its_last_end_tags_is_read(html):
    assert read(html.encode(), Losses()).body


def test_forbidden_characters_are_dropped_with_a_loss():
    losses = Losses()
    report = read(b"<p title='\x01'>a\0b&#1;c&#x0B;d&#xFFFE;e&#10;f</p>", losses)
    assert report.body[0].content == (Text("abcde f"),)
    assert [(loss.code, loss.count) for loss in losses] == [("forbidden-character", 5)]
