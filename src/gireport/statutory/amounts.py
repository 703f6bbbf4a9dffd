"""Reads the text of a value cell: a number, a mark for “not applicable”, blank, or another text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

State: TypeAlias = Literal["number", "zero", "not-applicable", "blank", "text"]
"""The state of a value cell. `text`: its text is not a number, and no number is taken from a part of it."""

MARKS = frozenset({"/", "//", "\\", "-", "--", "---", "~", "*", "**", "无", "不适用", "n/a", "na", "nil"})
"""Texts that reporting organs write for “not applicable”."""

PUBLISHED_MARKS = frozenset({"/", "／"})
"""The marks that published reports have, as written; the others in `MARKS` are from memory."""

COUNT_UNITS = frozenset({"件", "条", "项", "个", "宗", "份", "次", "家", "起", "例"})
MONEY_UNITS = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
"""Unit → its factor to 万元, the unit of every money column of the form."""

_MAX_DIGITS = 18
_MAX_CACHED_LENGTH = 12  # characters of a text whose amount the cache holds
_WIDE = str.maketrans(
    {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９，．＋－／＼＊～"}
    | dict.fromkeys("−–—―‐‑﹣─", "-")
    | {"﹢": "+", "\u200b": "", "\ufeff": ""}
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<fraction>\.[0-9]+)?\s*"
    r"(?:[(（]\s*(?P<bracketed>[^\d()（）]{1,2})\s*[)）]|(?P<unit>[^\d()（）]{0,2}))"
)


_CHANGE = re.compile(
    r"(?P<up>净?增加?了?|新增|上升|[↑▲⬆])\s*(?P<more>\d.*)|(?P<down>净?减少?了?|下降|[↓▼⬇])\s*(?P<less>\d.*)"
    r"|(?P<after>\d.*?)\s*(?P<arrow>[↑↓▲▼⬆⬇])",
    re.DOTALL,
)
"""A change whose sign is a word or an arrow: 减4, 增加2项, ↓4, 4↓."""
_DOWNWARD = frozenset("↓▼⬇")


class Amount(Struct, frozen=True):
    """The content of a value cell.

    `number` is in `unit`, and None unless the state is `number` or `zero`. `notes` say how the text was read
    (`grouped`, `full-width`, `unit-in-cell`, `unit-converted`, `sign-in-words`).
    """

    state: State
    number: Decimal | None
    unit: str
    notes: tuple[str, ...] = ()


BLANK = Amount("blank", None, "件")


def read_change(text: str, unit: str = "件", column_unit: str = "") -> Amount:
    """The amount in a column of changes, 本年增/减: as in `read_amount`, or with its sign as a word or an
    arrow.

    减4, 减少4 and ↓4 are -4, 增2 is 2. A cell with two words or arrows, or with one and a sign, is `text`.
    """
    amount = read_amount(text, unit, column_unit)
    found = _CHANGE.fullmatch(text.strip()) if amount.state == "text" else None
    if not found:
        return amount
    is_less = bool(found["down"] or found["arrow"] in _DOWNWARD)
    size = read_amount(found["more"] or found["less"] or found["after"], unit, column_unit)
    if size.number is None:
        return amount
    number = -size.number if is_less and size.number else size.number
    return replace(size, number=number, notes=(*size.notes, "sign-in-words"))


def read_amount(text: str, unit: str = "件", column_unit: str = "") -> Amount:
    """The amount in a column of `unit`, 件 or 万元, whose head may name another unit, `column_unit`.

    Half- and full-width digits, thousands separators, a sign and a unit are read: `251000元` in a 万元 column
    is 25.1 万元. Anything else is `text`.
    """
    return (
        _read_amount(text, unit, column_unit)
        if len(text) <= _MAX_CACHED_LENGTH
        else _read_amount.__wrapped__(text, unit, column_unit)
    )


@lru_cache(maxsize=4096)
def _read_amount(text: str, unit: str, column_unit: str) -> Amount:
    """As `read_amount`. Short numbers recur in every report, so a cache holds them."""
    plain = text.strip()
    if not plain:
        return BLANK if unit == "件" else Amount("blank", None, unit)
    narrow = plain.translate(_WIDE).strip()
    if narrow.casefold() in MARKS:
        return Amount("not-applicable", None, unit)
    found = _NUMBER.fullmatch(narrow)
    if not found or sum(map(str.isdigit, found[0])) > _MAX_DIGITS:
        return Amount("text", None, unit)
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["fraction"] or ""))
    return _in_unit(number, found, unit, column_unit, _notes(found, plain, narrow))


def _notes(found: re.Match[str], plain: str, narrow: str) -> list[str]:
    """The notes on the number that `found` has matched; `narrow` is `plain` in half-width characters."""
    notes = []
    if "," in found["whole"]:
        notes.append("grouped")
    if plain != narrow:
        notes.append("full-width")
    if _unit_in_cell(found):
        notes.append("unit-in-cell")
    return notes


def _unit_in_cell(found: re.Match[str]) -> str:
    """The unit after the number, in brackets or not: 18.60（万元）."""
    return found["bracketed"] or found["unit"] or ""


def _in_unit(number: Decimal, found: re.Match[str], unit: str, column_unit: str, notes: list[str]) -> Amount:
    """The amount of `number` in `unit`, converted from the unit in the cell or in the column head."""
    written = _unit_in_cell(found)
    known = COUNT_UNITS if unit == "件" else MONEY_UNITS.keys()
    if written and written not in known:
        return Amount("text", None, unit)
    factor = MONEY_UNITS.get(written or column_unit, Decimal(1)) if unit == "万元" else Decimal(1)
    if factor != 1:
        number = plain_decimal(number * factor)
        notes.append("unit-converted")
    return Amount("number" if number else "zero", number if number else abs(number), unit, tuple(notes))


def plain_decimal(number: Decimal) -> Decimal:
    """`number` without trailing zeros and without an exponent."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def format_number(number: Decimal) -> str:
    """A calculated number as findings print it: 19, not 19.0."""
    return f"{plain_decimal(number):f}"
