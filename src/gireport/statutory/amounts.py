"""How the text of a value cell is read: a number with its unit, a mark for “not applicable”, or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

State: TypeAlias = Literal["number", "zero", "not-applicable", "blank", "text"]
"""What a value cell says. `text`: it holds words or characters that are no number; nothing is guessed of it."""

MARKS = frozenset({"/", "//", "\\", "-", "--", "---", "~", "*", "**", "无", "不适用", "n/a", "na", "nil"})
"""What reporting organs write for “not applicable”."""

PUBLISHED_MARKS = frozenset({"/", "／"})
"""Those of `MARKS`, as written, that published reports have; the others are from memory."""

COUNT_UNITS = frozenset({"件", "条", "项", "个", "宗", "份", "次", "家", "起", "例"})
MONEY_UNITS = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
"""To 万元, the unit of every money column of the form."""

_DIGITS = 18
_SHORT = 12  # characters of a cell whose reading is kept
_WIDE = str.maketrans(
    {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９，．＋－／＼＊～"}
    | {"−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-", "﹢": "+", "\u200b": "", "\ufeff": ""}
)  # fmt: skip
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
    """A value cell as read: `number` is in `unit` (None unless the state is number or zero), `notes` say what
    was done to the text (`grouped`, `full-width`, `unit-in-cell`, `unit-converted`, `sign-in-words`).
    """

    state: State
    number: Decimal | None
    unit: str
    notes: tuple[str, ...] = ()


BLANK = Amount("blank", None, "件")


def read_change(text: str, unit: str = "件", column_unit: str = "") -> Amount:
    """What `text` says in a column of changes, 本年增/减: as `read_amount` does, or with its sign as a word or an arrow.

    减4, 减少4 and ↓4 are -4, 增2 is 2. Two of them in one cell, or a sign besides, are `text`.
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
    """What `text` says in a column of `unit`, whose head may name another one, `column_unit`.

    Half- and full-width digits, thousands separators, a sign and a unit are read: `251000元` in a 万元 column
    is 25.1 万元. Anything else is `text`.
    """
    return (
        _read_amount(text, unit, column_unit)
        if len(text) <= _SHORT
        else _read_amount.__wrapped__(text, unit, column_unit)
    )


@lru_cache(maxsize=4096)
def _read_amount(text: str, unit: str, column_unit: str) -> Amount:
    """Numbers come again in every report, so a few are kept."""
    plain = text.strip()
    if not plain:
        return BLANK if unit == "件" else Amount("blank", None, unit)
    narrow = plain.translate(_WIDE).strip()
    if narrow.casefold() in MARKS:
        return Amount("not-applicable", None, unit)
    found = _NUMBER.fullmatch(narrow)
    if not found or sum(map(str.isdigit, found[0])) > _DIGITS:
        return Amount("text", None, unit)
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["fraction"] or ""))
    return _in_unit(number, found, unit, column_unit, _notes(found, plain, narrow))


def _notes(found: re.Match[str], plain: str, narrow: str) -> list[str]:
    notes = []
    if "," in found["whole"]:
        notes.append("grouped")
    if plain != narrow:
        notes.append("full-width")
    if _unit(found):
        notes.append("unit-in-cell")
    return notes


def _unit(found: re.Match[str]) -> str:
    """The unit after the number, in brackets or not: 18.60（万元）."""
    return found["bracketed"] or found["unit"] or ""


def _in_unit(number: Decimal, found: re.Match[str], unit: str, column_unit: str, notes: list[str]) -> Amount:
    written = _unit(found)
    known = COUNT_UNITS if unit == "件" else MONEY_UNITS.keys()
    if written and written not in known:
        return Amount("text", None, unit)
    factor = MONEY_UNITS.get(written or column_unit, Decimal(1)) if unit == "万元" else Decimal(1)
    if factor != 1:
        number = plain_decimal(number * factor)
        notes.append("unit-converted")
    return Amount("number" if number else "zero", number if number else abs(number), unit, tuple(notes))


def plain_decimal(number: Decimal) -> Decimal:
    """`number` without zeros at its end and without an exponent."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def format_number(number: Decimal) -> str:
    """A number that was worked out, as a finding shows it: 19, not 19.0."""
    return f"{plain_decimal(number):f}"
