"""Front matter that any YAML reader gives back equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import (
    Meta,
    Report,
    normal,
)
from gireport.testing import laws
from gireport.testing.strategies import texts


def test_front_matter_is_quoted_with_care():
    """M04"""
    meta = Meta(
        title="青溪县报告",
        organ="no",
        year=2023,
        published="2024-01-23",
        keywords=("甲", "b: c"),
        extra={"x": "\x85"},
    )
    assert FORMAT.writer(Report(meta), Losses()).decode() == (
        '---\ntitle: 青溪县报告\norgan: "no"\nyear: 2023\npublished: "2024-01-23"\n'
        'keywords:\n- 甲\n- "b: c"\nextra:\n  x: "\\u0085"\n---\n\n\n'
    )


@given(st.dictionaries(texts(), texts(), max_size=3), texts())
def test_any_metadata_comes_back(extra, title):
    """M04"""
    laws.round_trip(FORMAT, normal(Report(Meta(title=title, description=title * 2, extra=extra))))


def test_long_names_in_front_matter_come_back():
    """YAML 1.1, 9.1.1"""
    laws.round_trip(FORMAT, normal(Report(Meta(extra={"名" * 3000: "值"}))))
