"""Value cells are read as written, and nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gireport.statutory.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "number", "notes"),
    [
        ("12", "12", ()),
        (" 12\n", "12", ()),
        ("１２", "12", ("full-width",)),
        ("1,234", "1234", ("grouped",)),
        ("1，234，567", "1234567", ("grouped", "full-width")),
        ("-8", "-8", ()),
        ("−8", "-8", ("full-width",)),
        ("+19", "19", ()),
        ("12件", "12", ("unit-in-cell",)),
        ("12（件）", "12", ("unit-in-cell",)),
        ("2.5", "2.5", ()),
    ],
)
def test_a_count_is_read(text, number, notes):
    amount = read_amount(text)
    assert (amount.state, amount.number, amount.notes) == ("number", Decimal(number), notes)


@pytest.mark.parametrize("text", ["0", "０", "0.00", "-0", "0件"])
def test_an_explicit_zero_is_a_zero(text):
    assert read_amount(text).state == "zero"
    assert str(read_amount(text).number).lstrip("0.") == ""


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0", "\n"])
def test_white_space_is_blank(text):
    assert (read_amount(text).state, read_amount(text).number) == ("blank", None)


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "无", "\\", "N/A"])
def test_a_mark_is_not_applicable(text):
    assert (read_amount(text).state, read_amount(text).number) == ("not-applicable", None)


@pytest.mark.parametrize(
    "text",
    [
        "三",
        "①",
        "½",
        "1 2",
        "1\n2",
        "12,34",
        "约5",
        "5%",
        "5元",
        "1e3",
        "0x1",
        "٣",
        "9" * 19,
        "3件2项",
        "12（件",
        "12（约）",
    ],
)
def test_anything_else_in_a_column_of_counts_is_not_a_number(text):
    assert (read_amount(text).state, read_amount(text).number) == ("text", None)


@pytest.mark.parametrize(
    ("text", "column_unit", "number", "converted"),
    [
        ("251000元", "", "25.1", True),
        ("251000", "元", "25.1", True),
        ("25.1万元", "元", "25.1", False),
        ("25.1", "", "25.1", False),
        ("1.2亿元", "", "12000", True),
        ("6944.93", "万元", "6944.93", False),
        ("6千元", "", "0.6", True),
        ("18.60（万元）", "", "18.6", False),
        ("186000 (元)", "", "18.6", True),
    ],
)
def test_an_amount_of_money_is_in_wan_yuan(text, column_unit, number, converted):
    amount = read_amount(text, "万元", column_unit)
    assert amount.number == Decimal(number)
    assert amount.unit == "万元"
    assert ("unit-converted" in amount.notes) is converted


def test_a_count_is_not_an_amount_of_money():
    assert read_amount("5件", "万元").state == "text"


@given(st.text(max_size=12), st.sampled_from(["件", "万元"]))
def test_any_text_has_a_state_and_a_number_only_where_there_is_one(text, unit):
    amount = read_amount(text, unit)
    assert (amount.number is None) == (amount.state not in ("number", "zero"))
    assert (amount.state == "blank") == (not text.strip())


@given(st.integers(-(10**15), 10**15))
def test_a_number_is_read_back(number):
    assert read_amount(str(number)).number == read_amount(f"{number:,}").number == number
