"""The tree: what the parser gets to see of a page."""

from __future__ import annotations

import gireport
from gireport.model.walk import text


def test_plain_text_to_the_end_of_the_page_is_text():
    """H11"""
    report = gireport.read(b"<!DOCTYPE html><p>a</p><plaintext><b>b</b>", "html")
    assert "<b>b</b>" in text(report)
    assert "gireport" not in text(report)
