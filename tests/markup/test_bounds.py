"""Pages made to cost time."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import LimitError
from gireport.model.walk import text
from support.budget import within


def test_a_tag_with_very_many_attributes_is_refused_at_once():
    page = "<!DOCTYPE html><p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">x</p>"
    with within(2), pytest.raises(LimitError, match="attributes"):
        gireport.read(page.encode(), "html")


def test_a_long_data_address_is_one_attribute():
    page = f'<!DOCTYPE html><p>x<img alt="y" src="data:image/png;base64,{"A" * 100_000}"></p>'
    assert gireport.read(page.encode(), "html").body


def test_plain_text_to_the_end_of_the_page_is_text():
    """H11"""
    report = gireport.read(b"<!DOCTYPE html><p>a</p><plaintext><b>b</b>", "html")
    assert "<b>b</b>" in text(report)
    assert "gireport" not in text(report)
