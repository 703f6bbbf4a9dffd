"""Values of attributes: numbers and lengths as ODF writes them, whatever else a file may hold there."""

from __future__ import annotations

import re

from ....model.normal import MAX_PIXELS

_INTEGER = re.compile(r"\s*\+?([0-9]{1,9})\s*")
_LENGTH = re.compile(r"\s*([0-9]{0,9}(?:\.[0-9]{0,9})?)(mm|cm|in|pt|pc|px)\s*")
# ODF 1.3 part 3, 18.3.18: units of a length, in points.
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def integer(value: str | None, default: int) -> int:
    """The whole number `value`, not negative and of at most nine digits; else `default`."""
    found = _INTEGER.fullmatch(value) if value else None
    return int(found.group(1)) if found else default


def points(value: str | None) -> float:
    """The length `value` in points; 0 where it is absent, relative, negative or no length."""
    found = _LENGTH.fullmatch(value) if value else None
    if found is None or found.group(1) in ("", "."):
        return 0
    return float(found.group(1)) * _POINTS[found.group(2)]


def pixels(value: str | None) -> int | None:
    """The length `value` in whole CSS pixels, at least 1; None where there is no length."""
    length = points(value)
    if not length:
        return None
    return min(max(round(length / 0.75), 1), MAX_PIXELS)


def share(value: str) -> float:
    """The number before the star in a relative width such as `3*`; 0 where it is no such width."""
    number = value.strip().removesuffix("*")
    return integer(number, 0) if number != value.strip() else 0
