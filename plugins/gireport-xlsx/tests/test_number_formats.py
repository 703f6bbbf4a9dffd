"""What a number format shows, as Excel in Chinese shows it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport_xlsx.number_formats import BUILT_IN, general, shown

NUMBERS = [
    ("1234.5", "General", "1234.5"),
    ("0.1", "General", "0.1"),
    ("33.333333333333336", "General", "33.3333333333333"),
    ("1234567890123", "General", "1234567890123"),
    ("-0", "General", "0"),
    ("12", "0.00", "12.00"),
    ("0.125", "0.0%", "12.5%"),
    ("1234567", "#,##0", "1,234,567"),
    ("-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)"),
    ("-1234.5", "#,##0.00", "-1,234.50"),
    ("0", '0;-0;"无"', "无"),
    ("7", "000", "007"),
    ("0.5", "#.##", ".5"),
    ("3", '0"件"', "3件"),
    ("3", r"0\件", "3件"),
    ("18.6", "[$¥-804]#,##0.00_);[Red]([$¥-804]#,##0.00)", "¥18.60"),
    ("1234567", '0.0,"千"', "1234.6千"),
    ("2.5", "0", "3"),
    ("0.285", "0.00", "0.29"),
    ("5", "@", "5"),
    ("5", "G/通用格式", "5"),
]
DATES = [
    ("45314", "yyyy-mm-dd", "2024-01-23"),
    ("45314", 'yyyy"年"m"月"d"日";@', "2024年1月23日"),
    ("45314", "yyyy年m月d日", "2024年1月23日"),
    ("45314", "[$-804]aaaa", "星期二"),
    ("45314.5", "yyyy/m/d h:mm", "2024/1/23 12:00"),
    ("45314.604166666664", "h:mm AM/PM", "2:30 PM"),
    ("45314.604166666664", "上午/下午h时mm分", "下午2时30分"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.5005", "mm:ss.0", "00:43.2"),
    ("1", "yyyy-mm-dd", "1900-01-01"),
    ("59", "yyyy-mm-dd", "1900-02-28"),
    ("61", "yyyy-mm-dd", "1900-03-01"),
    ("45314.99999999", "yyyy-mm-dd hh:mm", "2024-01-24 00:00"),
]


@pytest.mark.parametrize(("value", "format_", "text"), NUMBERS + DATES)
def test_a_format_shows(value, format_, text):
    assert shown(Decimal(value), format_) == (text, True)


def test_days_may_be_counted_from_1904():
    assert shown(Decimal(0), "yyyy-mm-dd", since_1904=True).text == "1904-01-01"


@pytest.mark.parametrize(
    ("value", "format_"),
    [
        ("0.5", "# ?/?"),
        ("12345", "0.00E+00"),
        ("5", "[>=1]0;0.0"),
        ("12", "[DBNum1]0"),
        ("13812345678", "000-0000-0000"),
        ("60", "yyyy-mm-dd"),
        ("-1", "yyyy-mm-dd"),
        ("99999999", "yyyy-mm-dd"),
    ],
)
def test_what_is_not_understood_is_said_and_shown_in_digits(value, format_):
    assert shown(Decimal(value), format_) == (general(Decimal(value)), False)


@given(
    st.floats(allow_nan=False, allow_infinity=False).map(repr).map(Decimal),
    st.sampled_from(sorted(set(BUILT_IN.values())))
    | st.text('0#?,.%;yMdhs/\\"[]$-@*_E+年 General', max_size=20),
)
def test_any_format_shows_something(value, format_):
    text, _ = shown(value, format_)
    assert isinstance(text, str)
    assert "\n" not in text
