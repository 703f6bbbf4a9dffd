"""The reader of whole pages."""

from __future__ import annotations

import pytest

import gireport
from gireport.model.walk import text


@pytest.mark.parametrize(
    "start", ["<style>p{}</style>", "<strong>一、</strong>", "<center>", "<script></script>"]
)
def test_an_editors_fragment_is_a_page_and_not_markdown(tmp_path, start):
    """Such a .html file was refused as Markdown."""
    file = tmp_path / "a.html"
    file.write_text(f"{start}<p>甲</p>", encoding="utf-8")
    assert text(gireport.read(file).body).endswith("甲")
