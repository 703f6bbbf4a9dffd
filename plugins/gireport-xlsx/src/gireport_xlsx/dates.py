"""Dates and times as a number format shows them (ECMA-376 part 1, 18.17.4.1 and 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<name>\[(?:h+|m+|s+)\]|AM/PM|A/P|上午/下午|y+|e+|m+|d+|a{3,4}|h+|s+)|(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_IS_DATE = re.compile(r"[ymdhs]|\be+\b|aaa", re.IGNORECASE)
_LAST = 2_958_466  # the day after 9999-12-31
_LEAP_DAY = 60  # 1900-02-29, which Lotus 1-2-3 had and no calendar has
_WEEKDAYS = "一二三四五六日"


class Piece(NamedTuple):
    """A part of a number format: characters to show (`literal`), or a code."""

    text: str
    literal: bool


class _Time(NamedTuple):
    """A moment, and the seconds since the first day."""

    moment: datetime
    seconds: Decimal


_SHOWN: dict[str, Callable[[_Time], str]] = {
    "yyyy": lambda time: f"{time.moment.year:04d}",
    "yy": lambda time: f"{time.moment.year % 100:02d}",
    "e": lambda time: f"{time.moment.year:04d}",
    "mmmm": lambda time: f"{time.moment:%B}",
    "mmm": lambda time: f"{time.moment:%b}",
    "mm": lambda time: f"{time.moment.month:02d}",
    "m": lambda time: str(time.moment.month),
    "dddd": lambda time: f"{time.moment:%A}",
    "ddd": lambda time: f"{time.moment:%a}",
    "dd": lambda time: f"{time.moment.day:02d}",
    "d": lambda time: str(time.moment.day),
    "aaaa": lambda time: f"星期{_WEEKDAYS[time.moment.weekday()]}",
    "aaa": lambda time: _WEEKDAYS[time.moment.weekday()],
    "hh": lambda time: f"{time.moment.hour:02d}",
    "h": lambda time: str(time.moment.hour),
    "h12": lambda time: str((time.moment.hour + 11) % 12 + 1),
    "hh12": lambda time: f"{(time.moment.hour + 11) % 12 + 1:02d}",
    "nn": lambda time: f"{time.moment.minute:02d}",
    "n": lambda time: str(time.moment.minute),
    "ss": lambda time: f"{time.moment.second:02d}",
    "s": lambda time: str(time.moment.second),
    "am/pm": lambda time: "AM" if time.moment.hour < 12 else "PM",
    "a/p": lambda time: "A" if time.moment.hour < 12 else "P",
    "上午/下午": lambda time: "上午" if time.moment.hour < 12 else "下午",
    "[h]": lambda time: str(int(time.seconds // 3600)),
    "[hh]": lambda time: f"{int(time.seconds // 3600):02d}",
    "[m]": lambda time: str(int(time.seconds // 60)),
    "[mm]": lambda time: f"{int(time.seconds // 60):02d}",
    "[s]": lambda time: str(int(time.seconds)),
    "[ss]": lambda time: f"{int(time.seconds):02d}",
}
"""Code → what it shows; `n` stands for `m` where that means minutes."""
_HALVES = frozenset({"am/pm", "a/p", "上午/下午"})


def is_date(pieces: Sequence[Piece]) -> bool:
    """Whether a number format shows dates or times."""
    return any(not piece.literal and _IS_DATE.search(piece.text) for piece in pieces)


def shown_date(value: Decimal, pieces: Sequence[Piece], since_1904: bool) -> str | None:
    """The day or time `value` (days since the first day of the workbook) as the format `pieces` shows it.

    None where no calendar has it, or the format has a code that is not known.
    """
    codes = _codes(pieces)
    time = _time(value, since_1904, exact=any(code.startswith(".0") for code, _ in codes))
    if time is None:
        return None
    shown: list[str] = []
    for code, literal in codes:
        if literal:
            shown.append(code)
        elif code.startswith(".0"):
            shown.append(f".{time.moment.microsecond:06d}"[: len(code)])
        elif code in _SHOWN:
            shown.append(_SHOWN[code](time))
        else:
            return None
    return "".join(shown)


def _time(value: Decimal, since_1904: bool, exact: bool) -> _Time | None:
    if not 0 <= value < _LAST or (int(value) == _LEAP_DAY and not since_1904):
        return None
    seconds = round(value * 86_400, 6 if exact else 0)
    if since_1904:
        first = datetime(1904, 1, 1)
    else:
        first = datetime(1899, 12, 31) if value < _LEAP_DAY else datetime(1899, 12, 30)
    try:
        return _Time(first + timedelta(seconds=float(seconds)), seconds)
    except OverflowError:
        return None


def _codes(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    """The codes of a format in lower case and its literals (True), minutes told from months."""
    codes: list[tuple[str, bool]] = []
    for piece in pieces:
        if piece.literal:
            codes.append((piece.text, True))
            continue
        for found in _TOKEN.finditer(piece.text):
            if found["other"]:
                codes.append((found["other"], True))
            elif found["fraction"]:
                codes.append((found["fraction"], False))
            else:
                codes.append((_plain(found["name"].lower()), False))
    twelve = any(code in _HALVES for code, _ in codes)
    for at, (code, literal) in enumerate(codes):
        if literal:
            continue
        if code in ("m", "mm") and _is_minutes(codes, at):
            codes[at] = ("n" * len(code), False)
        elif code in ("h", "hh") and twelve:
            codes[at] = (f"{code}12", False)
    return codes


def _plain(name: str) -> str:
    if name.startswith("y"):
        return "yy" if len(name) < 3 else "yyyy"
    return "e" if name.startswith("e") else name


def _is_minutes(codes: Sequence[tuple[str, bool]], at: int) -> bool:
    """Whether the `m` at that place follows hours, or comes before seconds."""
    before = next((code for code, literal in reversed(codes[:at]) if not literal), "")
    after = next((code for code, literal in codes[at + 1 :] if not literal), "")
    return before.strip("[]")[:1] == "h" or after.strip("[]")[:1] == "s"
