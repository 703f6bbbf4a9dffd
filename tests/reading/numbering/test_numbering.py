"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.reading.numbering import KINDS, format_number, from_odf


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 100: "一百", 101: "一百〇一", 110: "一百一十", 1010: "一千〇一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 101: "壹佰零壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("ideographDigital", {10: "一〇", 2023: "二〇二三"}),
        ("japaneseCounting", {100: "百", 111: "百十一"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 50: "㊿", 51: "51"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {5: "05", 12: "12"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("cardinalText", {21: "Twenty-one", 300: "Three hundred"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first"}),
        ("none", {1: ""}),
        ("of nobody", {7: "7"}),
    ],
)
def test_a_number_is_written_as_word_shows_it(kind: str, shown: dict[int, str]) -> None:
    """W21"""
    assert {number: format_number(kind, number) for number in shown} == shown


@given(st.sampled_from(sorted(KINDS)), st.integers(-(10**12), 10**12))
def test_any_number_is_written_in_bounded_length(kind: str, number: int) -> None:
    assert len(format_number(kind, number)) < 1300


@given(st.integers(1, 9999))
def test_chinese_counting_keeps_order_and_never_repeats(number: int) -> None:
    kind = "chineseCountingThousand"
    assert format_number(kind, number) != format_number(kind, number + 1)


@pytest.mark.parametrize(
    ("sample", "kind"),
    [
        ("一, 二, 三, ...", "chineseCountingThousand"),
        ("壹, 贰, 叁, ...", "chineseLegalSimplified"),
        ("壹, 貳, 參, ...", "ideographLegalTraditional"),
        ("甲, 乙, 丙, ...", "ideographTraditional"),
        ("①, ②, ③, ...", "decimalEnclosedCircle"),
        ("1", "decimal"),
        ("i", "lowerRoman"),
        ("", "none"),
        ("?", "decimal"),
    ],
)
def test_an_opendocument_sample_names_its_format(sample: str, kind: str) -> None:
    """O11"""
    assert from_odf(sample) == kind
