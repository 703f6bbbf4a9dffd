"""Which texts are numbers in a workbook, and how they show there.

A number keeps its text: the format of its cell shows exactly the characters that were written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_DIGITS = 15
"""Digits that a cell holds exactly (a 64-bit float, ECMA-376 part 1, 18.3.1.96)."""

# No leading zeros, and points only before three digits: 007 and 1,23 are words. -0 would come back as 0.
_NUMBER = re.compile(
    r"(?!-0(?:\.0*)?%?$)(?P<sign>-?)(?P<whole>0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)"
    r"(?:\.(?P<part>[0-9]+))?(?P<percent>%?)"
)


class Number(NamedTuple):
    """A number and its number format (18.8.30)."""

    value: int | float
    format: str


def number_of(text: str) -> Number | None:
    """The number that `text` is, with the format that shows the same characters.

    None for words: leading zeros, more than `MOST_DIGITS` digits, full-width digits, blanks beside digits.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    whole, part = found["whole"].replace(",", ""), found["part"] or ""
    if len(whole) + len(part) > MOST_DIGITS:
        return None
    shown = ("#,##0" if "," in found["whole"] else "0") + ("." + "0" * len(part) if part else "")
    digits = f"{found['sign']}{whole}.{part}" if part else f"{found['sign']}{whole}"
    if found["percent"]:
        return Number(float(f"{digits}e-2"), shown + "%")
    return Number(float(digits) if part else int(digits), shown)
