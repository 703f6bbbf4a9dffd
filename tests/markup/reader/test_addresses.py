"""Addresses: made absolute and decoded as Python's own library does it, at a cost that follows what comes out."""

from __future__ import annotations

import time
from urllib.parse import unquote_to_bytes, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.errors import LimitError
from gireport.losses import Losses
from gireport.markup.reader.addresses import Resolver, percent_decoded
from gireport.model import Text
from gireport.model.walk import inlines
from gireport.model.weight import MAX_REPEATED

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


def test_an_address_from_the_root_does_not_cost_the_steps_of_the_base():
    resolve = Resolver("https://a.invalid/" + "a/" * 4000)
    start = time.process_time()
    assert {resolve("/x") for _ in range(20_000)} == {"https://a.invalid/x"}
    assert time.process_time() - start < 2


def test_a_base_that_is_too_long_leaves_addresses_as_they_are_and_is_told():
    losses = Losses()
    page = f'<base href="https://a.invalid/{"a" * 9000}/"><p><a href="b">c</a></p>'
    report = gireport.read(page.encode(), "html", losses=losses)
    assert list(inlines(report)) == [Text("c", link="b")]
    assert [(loss.code, loss.count) for loss in losses] == [("too-long", 9019)]
