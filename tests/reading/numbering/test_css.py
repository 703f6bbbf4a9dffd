"""The markers of lists in CSS's counter styles; tests/opinions holds them against Chromium's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.reading.numbering.css import STYLES, UNSUPPORTED, marker


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [
        ("decimal-leading-zero", 7, "07."),
        ("lower-roman", 4, "iv."),
        ("upper-roman", 4000, "4000."),
        ("lower-alpha", 27, "aa."),
        ("lower-alpha", 0, "0."),
        ("lower-greek", 25, "αα."),
        ("cjk-decimal", 10, "一〇、"),
        ("cjk-ideographic", 101, "一百零一、"),
        ("simp-chinese-informal", 10, "十、"),
        ("simp-chinese-informal", -3, "负三、"),
        ("simp-chinese-formal", 12, "壹拾贰、"),
        ("trad-chinese-informal", 12_345, "一萬二千三百四十五、"),
        ("trad-chinese-formal", 3, "參、"),
        ("japanese-informal", 1100, "千百、"),
        ("japanese-formal", 15, "壱拾伍、"),
        ("korean-hangul-formal", 12, "일십이,"),
        ("cjk-heavenly-stem", 11, "一一、"),
        ("hiragana", 0, "0、"),
        ("no-such-style", 3, "3."),
    ],
)
def test_a_marker_is_what_the_standard_says(style, number, shown):
    assert marker(style, number) == shown


@given(st.sampled_from(sorted(STYLES)), st.integers(1, 9999), st.integers(1, 9999))
def test_two_numbers_have_two_markers(style, one, other):
    if STYLES[style].highest >= 9999:
        assert (marker(style, one) == marker(style, other)) == (one == other)


@given(st.sampled_from(sorted({*STYLES, *UNSUPPORTED})), st.integers(-(10**12), 10**12))
def test_every_number_has_a_short_marker(style, number):
    assert 1 < len(marker(style, number)) < 60
