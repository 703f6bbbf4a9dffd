"""Addresses: stripped, decoded and resolved as Python's own library does it; `data:` pictures (H13, H14)."""

from __future__ import annotations

import time
from urllib.parse import unquote_to_bytes, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.errors import LimitError
from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.markup.reader.addresses import Resolver, percent_decoded
from gireport.model import (
    Image,
    Paragraph,
    Text,
    walk,
)
from gireport.model.weight import MAX_REPEATED
from support.pages import body

BASES = [
    "https://a.invalid/b/c/d.html?e#f",
    "http://a.invalid",
    "file:///a/b",
    "b/c.html",
    "mailto:a@b",
    "//a.invalid/b/",
]


@given(st.sampled_from(BASES), st.text("/.?ab:", max_size=12))
def test_an_address_is_made_absolute_as_the_library_does_it(base, address):
    try:
        expected = urljoin(base, address)
    except ValueError:
        expected = address
    found = Resolver(base)(address)
    assert found in (expected, address)
    if address and ":" not in address and base.startswith(("http", "//")):
        assert found == expected


@given(st.text("%4G1aé中", max_size=60))
def test_percent_escapes_are_decoded_as_the_library_does_it(text):
    assert percent_decoded(f"data:,{text}", 6) == unquote_to_bytes(text)


def test_a_base_that_would_make_too_much_of_short_addresses_is_refused_at_once():
    resolve = Resolver(f"https://a.invalid/{'a' * 8000}/")
    start = time.process_time()
    with pytest.raises(LimitError):
        [resolve(str(number)) for number in range(MAX_REPEATED // 8000 + 1)]
    assert time.process_time() - start < 2


def test_an_address_that_begins_with_a_slash_costs_the_same_for_any_base():
    resolve = Resolver("https://a.invalid/" + "a/" * 4000)
    start = time.process_time()
    assert {resolve("/x") for _ in range(20_000)} == {"https://a.invalid/x"}
    assert time.process_time() - start < 2


def test_a_base_that_is_too_long_leaves_addresses_relative_with_a_loss():
    losses = Losses()
    page = f'<base href="https://a.invalid/{"a" * 9000}/"><p><a href="b">c</a></p>'
    report = gireport.read(page.encode(), "html", losses=losses)
    assert list(walk.inlines(report)) == [Text("c", link="b")]
    assert [(loss.code, loss.count) for loss in losses] == [("too-long", 9019)]


def inlines(html, **options):
    blocks, _ = body(html, **options)
    assert len(blocks) == 1
    return blocks[0].content


PIXEL = "R0lGODlhAQABAAAAACwAAAAAAQABAAAC"


def test_a_data_picture_is_in_the_report():
    """H13"""
    report = read(f'<img src="data:image/gif;base64,{PIXEL}" alt=章 width=8>'.encode(), Losses())
    (image,) = report.body[0].content
    assert (image.alt, image.width, image.height) == ("章", 8, None)
    assert report.resources[image.resource].media_type == "image/gif"


def test_a_damaged_picture_leaves_its_alternative_text():
    """H13"""
    blocks, codes = body('<p><img src="data:image/gif;base64,R0l*" alt="印章">')
    assert blocks == (Paragraph((Text("印章"),)),)
    assert codes == ["image-missing"]


def test_relative_addresses_are_kept_where_the_page_has_none():
    """H13"""
    assert inlines("<p><a href='a.htm'>甲</a><img src=b.png></p>") == (
        Text("甲", (), "a.htm"),
        Image("b.png"),
    )


def test_relative_addresses_are_resolved_by_the_address_of_the_page():
    """H13"""
    html = "<p><a href='../a.htm'>甲</a><a href='#b'>乙</a><img src=b.png></p>"
    assert inlines(html, base_url="http://www.sishui.gov.cn/art/1/") == (
        Text("甲", (), "http://www.sishui.gov.cn/art/a.htm"),
        Text("乙", (), "#b"),
        Image("http://www.sishui.gov.cn/art/1/b.png"),
    )


def test_the_base_element_has_precedence_over_the_address_of_the_page():
    """H13"""
    html = "<base href='/x/'><p><a href=a>甲</a></p>"
    assert inlines(html, base_url="http://h/y/")[0].link == "http://h/x/a"


@pytest.mark.parametrize("address", ["javascript:f()", " java\tscript:f()", "VBScript:f", "data:text/html,x"])
def test_an_unsafe_link_leaves_its_text(address):
    """H14"""
    blocks, codes = body(f'<p><a href="{address}">甲</a></p>')
    assert blocks == (Paragraph((Text("甲"),)),)
    assert codes == ["unsafe-link"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img data-src=a.png>",
        f"<img src='data:image/gif;base64,{PIXEL}' data-original=a.png>",
        "<img src=/images/blank.gif data-lazy-src=a.png>",
        "<img src=/images/lazy-loading.gif data-original=a.png>",
        "<img srcset='a.png 1x, b.png 2x'>",
        "<img src=a.png data-src=b.png>",
        "<img src=data:x data-src=data:y srcset=a.png><img src=a.png>",
    ],
)
def test_a_placeholder_gives_way_to_the_picture_that_a_script_loads_later(picture):
    assert inlines(f"<p>{picture}")[-1] == Image("a.png")
