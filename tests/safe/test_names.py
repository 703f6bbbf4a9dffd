"""Names that Windows gives another meaning."""

from __future__ import annotations

import os
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.safe.names import is_link, windows_name


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("年度报告.docx", "年度报告.docx"),
        ("2024:a.docx", "2024_a.docx"),  # a stream of the file 2024
        (r"..\..\a.docx", ".._.._a.docx"),
        ("C:a", "C_a"),
        ("nul", "_nul"),
        ("Aux.2024.docx", "_Aux.2024.docx"),
        ("com1", "_com1"),
        ("com10", "com10"),
        ("LPT¹.txt", "_LPT¹.txt"),
        ("a. ", "a._"),
        ("a.", "a_"),
        ("a\tb", "a_b"),
        ("is it?", "is it_"),
    ],
)
def test_a_name_becomes_one_that_windows_can_have(name, there):
    assert windows_name(name) == there


@given(
    st.text(st.characters(exclude_characters="/"), min_size=1).filter(lambda name: name not in {".", ".."})
)
def test_what_comes_out_is_one_part_of_a_path_and_settled(name):
    there = windows_name(name)
    path = PureWindowsPath(there)
    assert path.parts == (there,)
    assert not path.is_reserved()
    assert windows_name(there) == there


def test_a_link_and_a_junction_are_links(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert is_link(tmp_path / "b")
    assert not is_link(tmp_path / "a")
    monkeypatch.setattr(os.path, "isjunction", lambda path: path == tmp_path / "a", raising=False)
    assert is_link(tmp_path / "a")
