"""A text that becomes a number shows the same characters again, and every other text stays text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport_xlsx.number_formats import shown
from gireport_xlsx.numbers import MOST_DIGITS, number_of

DIGITS = st.text("0123456789", min_size=1, max_size=18)


@given(
    st.tuples(
        st.sampled_from(["", "-"]), DIGITS, st.just("") | DIGITS.map(".{}".format), st.sampled_from(["", "%"])
    ).map("".join)
    | st.integers(-(10**16), 10**16).map("{:,}".format)
    | st.text("0123456789,.-%+ ", max_size=8)
)
def test_a_number_shows_the_characters_that_were_written(text):
    number = number_of(text)
    if number is not None:
        stored = Decimal(repr(float(f"{number.value:.16G}")))  # as XlsxWriter writes it
        assert shown(stored, number.format) == (text, True)


@pytest.mark.parametrize(
    ("text", "value", "format_"),
    [
        ("0", 0, "0"),
        ("1527", 1527, "0"),
        ("1,234", 1234, "#,##0"),
        ("12.50", 12.5, "0.00"),
        ("-3", -3, "0"),
        ("1,234,567.8", 1234567.8, "#,##0.0"),
        ("98.6%", 0.986, "0.0%"),
        ("7%", 0.07, "0%"),
    ],
)
def test_figures_are_numbers(text, value, format_):
    assert number_of(text) == (value, format_)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "—", "无", "007", "+5", "-0", "-0.00", "1,23", "12,34", ".5", "5.", "1e5", " 5", "5 "),
        *("１２", "１,２３４", "12件", "1 234", "٣", "1,234,56", "2024-01-23", "123456789012345678", "=1"),
        "1" * (MOST_DIGITS + 1),
    ],
)
def test_words_stay_words(text):
    assert number_of(text) is None
