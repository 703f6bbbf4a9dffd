"""How WordprocessingML writes text, and numbers, switches and measures in attributes (ECMA-376 part 1, 22.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from ....safe.xml import Element
from .tags import SPACE, VAL

Odd: TypeAlias = Callable[[str], None]
"""Is told the name of a number that is none, or out of its range."""

_BLANK = " \t\r\n"
_LINE_ENDS = str.maketrans({"\n": " ", "\r": " "})
_INTEGER = re.compile(r"\s*([+-]?)0*([0-9]+)(?:\.[0-9]*)?\s*")
_MOST_DIGITS = 15
# What a number may be, by its element or attribute; others are the 32 bits that Word counts in.
_RANGES = {
    "gridSpan": (0, 2**31 - 1),
    "gridBefore": (0, 2**31 - 1),
    "gridAfter": (0, 2**31 - 1),
    "outlineLvl": (0, 9),  # 17.3.1.20
    "ilvl": (0, 8),  # 17.9.3
    "cx": (0, 27_273_042_316_900),  # 20.1.10.42 ST_PositiveCoordinate
    "cy": (0, 27_273_042_316_900),
}
_WORD_RANGE = (-(2**31), 2**31 - 1)
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


def characters(element: Element) -> str:
    """The text of a `w:t`: white space at its ends counts under `xml:space="preserve"` only, a line end is a space."""
    text = element.text or "" if not len(element) else "".join(map(str, element.itertext()))
    if (text[:1] in _BLANK or text[-1:] in _BLANK) and element.get(SPACE) != "preserve":
        text = text.strip(_BLANK)
    if "\n" in text or "\r" in text:
        text = text.translate(_LINE_ENDS)
    return text


def first_child(children: Iterable[Element], tag: str) -> Element | None:
    """The first of `children` that has that `tag`: `find`, at a fraction of its time where it is one of the first."""
    for child in children:
        if child.tag == tag:
            return child
    return None


def integer(element: Element, odd: Odd, default: int = 0, attribute: str = VAL) -> int:
    """The whole number in an attribute of `element`; `default` where it has none.

    What is no number, or less than its range allows, is the default too, and what is more the most that it
    allows: `odd` is told of them.
    """
    text = element.get(attribute)
    if text is None:
        return default
    name = (element.tag if attribute == VAL else attribute).rpartition("}")[2]
    found = _INTEGER.fullmatch(text)
    if found is None:
        odd(name)
        return default
    sign, digits = found.groups()
    number = int(sign + digits) if len(digits) <= _MOST_DIGITS else int(f"{sign}1") * 10**_MOST_DIGITS
    least, most = _RANGES.get(name, _WORD_RANGE)
    if least <= number <= most:
        return number
    odd(name)
    return default if number < least else most


def is_on(element: Element | None) -> bool:
    """Whether a switch is on: the element is there, and its value is not false (17.17.4)."""
    return element is not None and is_true(element.get(VAL) or "1")


def is_true(value: str) -> bool:
    """Whether the value of a switch is true (22.9.2.7)."""
    return value.lower() not in _OFF


def twips(text: str | None) -> float:
    """A measure in twips (1/20 pt), a bare number being twips; 0 where there is none."""
    if text and len(text) <= 9 and text.isdigit() and text.isascii():
        return float(text)  # nearly all are
    found = _MEASURE.fullmatch(text) if text else None
    if not found or not found.group(1).strip("+-."):
        return 0.0
    return float(found.group(1)) * _TWIPS.get(found.group(2), 1.0)
