"""How WordprocessingML writes numbers, switches and measures in attributes (ECMA-376 part 1, 22.9)."""

from __future__ import annotations

import re

from ....safe.xml import Element
from .tags import VAL

_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,10})(?:\.[0-9]*)?\s*")
_MEASURE = re.compile(r"\s*([+-]?[0-9]{0,9}(?:\.[0-9]{0,9})?)\s*(mm|cm|in|pt|pc|pi|px|em)?\s*")
_OFF = frozenset({"0", "false", "off", "none"})
# Twips in a unit (22.9.2.15 ST_UniversalMeasure; px for VML's CSS).
_TWIPS = {
    "mm": 1440 / 25.4,
    "cm": 1440 / 2.54,
    "in": 1440.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
    "px": 15.0,
}


def integer(text: str | None, default: int = 0) -> int:
    """The whole number in `text`; `default` where it is none of at most ten digits."""
    found = _INTEGER.fullmatch(text) if text else None
    return int(found.group(1)) if found else default


def is_on(element: Element | None) -> bool:
    """Whether a switch is on: the element is there, and its value is not false (17.17.4)."""
    return element is not None and (element.get(VAL) or "1").lower() not in _OFF


def twips(text: str | None) -> float:
    """A measure in twips (1/20 pt), a bare number being twips; 0 where there is none."""
    found = _MEASURE.fullmatch(text) if text else None
    if not found or not found.group(1).strip("+-."):
        return 0.0
    return float(found.group(1)) * _TWIPS.get(found.group(2), 1.0)
