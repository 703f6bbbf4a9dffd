"""What number is a Chinese numeral?"""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def numeral_value(numeral: str) -> int:
    """A Chinese numeral: 一 is 1, 十二 is 12, 一百零三 is 103, 两万五千 is 25000, 二〇 is 20."""
    above, wan, below = numeral.partition("万")
    if wan:
        return 10_000 * numeral_value(above) + (numeral_value(below) if below else 0)
    if not any(char in _PLACES for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral) or 0)
    result = digit = 0
    for char in numeral:
        if char in _PLACES:
            # 十 without a digit before it is 10, as in 十二.
            result += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return result + digit
