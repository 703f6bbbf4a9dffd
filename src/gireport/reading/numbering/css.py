"""Which marker does a list item of HTML have: its number in a `list-style-type`, and a suffix?

Source: CSS Counter Styles 3. The Chinese styles end at 9,999 there; browsers go on with 万 and 亿, and so
does this module.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from . import Counting, in_cycle, in_digits, in_units, roman


class CounterStyle(NamedTuple):
    """How a style writes numbers from `lowest` to `highest`; `fallback` writes the others."""

    write: Callable[[int], str]
    lowest: int = 0
    highest: int = 10**12 - 1
    suffix: str = "."
    fallback: str = "decimal"
    negative: str = ""
    """The sign of a negative number; empty for a style that cannot write one."""


def _alphabetic(letters: str, number: int) -> str:
    """a … z, aa, ab … (CSS Counter Styles 3, 3.1.4)."""
    result = ""
    while number:
        number, digit = divmod(number - 1, len(letters))
        result = letters[digit] + result
    return result


def _digits_from(zero: str) -> str:
    return "".join(chr(ord(zero) + digit) for digit in range(10))


# The digit zero of each style whose ten digits follow each other in Unicode (6.1).
_ZEROS = {
    "arabic-indic": "٠",
    "bengali": "০",
    "cambodian": "០",
    "devanagari": "०",
    "gujarati": "૦",
    "gurmukhi": "੦",
    "kannada": "೦",
    "khmer": "០",
    "lao": "໐",
    "malayalam": "൦",
    "mongolian": "᠐",
    "myanmar": "၀",
    "oriya": "୦",
    "persian": "۰",
    "tamil": "௦",
    "telugu": "౦",
    "thai": "๐",
    "tibetan": "༠",
    "urdu": "۰",
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "lower-alpha": _LATIN,
    "lower-latin": _LATIN,
    "upper-alpha": _LATIN.upper(),
    "upper-latin": _LATIN.upper(),
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hangul": "가나다라마바사아자차카타파하",
    "hangul-consonant": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}
_KANA = {
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",  # noqa: E501
    "hiragana-iroha": "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",  # noqa: E501
    "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",  # noqa: E501
    "katakana-iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",  # noqa: E501
}
_FIXED = {
    "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸",
    "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥",
}
_COMMON_DIGITS = "零一二三四五六七八九"
_TRADITIONAL = Counting(_COMMON_DIGITS, ("十", "百", "千"), ("萬", "億"), "零", False)
# The styles of 7.1, each with the sign of a negative number.
_CHINESE = {
    "simp-chinese-informal": (Counting(_COMMON_DIGITS, ("十", "百", "千"), ("万", "亿"), "零", False), "负"),
    "simp-chinese-formal": (
        Counting("零壹贰叁肆伍陆柒捌玖", ("拾", "佰", "仟"), ("万", "亿"), "零", True),
        "负",
    ),
    "trad-chinese-informal": (_TRADITIONAL, "負"),
    "trad-chinese-formal": (
        Counting("零壹貳參肆伍陸柒捌玖", ("拾", "佰", "仟"), ("萬", "億"), "零", True),
        "負",
    ),
    "cjk-ideographic": (_TRADITIONAL, "負"),
}
_JAPANESE = {
    "japanese-informal": Counting("〇一二三四五六七八九", ("十", "百", "千"), (), "", False),
    "japanese-formal": Counting("零壱弐参四伍六七八九", ("拾", "百", "阡"), (), "", True),
}
_KOREAN = {
    "korean-hangul-formal": Counting("영일이삼사오육칠팔구", ("십", "백", "천"), (), "", True),
    "korean-hanja-informal": Counting(_COMMON_DIGITS, ("十", "百", "千"), (), "", False),
    "korean-hanja-formal": Counting("零壹貳參四五六七八九", ("拾", "百", "仟"), (), "", True),
}


def _lower_roman(number: int) -> str:
    return roman(number).lower()


def _two_digits(number: int) -> str:
    return f"{number:02d}"


STYLES: dict[str, CounterStyle] = {
    "decimal": CounterStyle(str, negative="-"),
    "decimal-leading-zero": CounterStyle(_two_digits),
    "lower-roman": CounterStyle(_lower_roman, 1, 3999),
    "upper-roman": CounterStyle(roman, 1, 3999),
    "cjk-decimal": CounterStyle(partial(in_digits, "〇一二三四五六七八九"), suffix="、"),
    **{
        name: CounterStyle(partial(in_digits, _digits_from(zero)), negative="-")
        for name, zero in _ZEROS.items()
    },
    **{name: CounterStyle(partial(_alphabetic, letters), 1) for name, letters in _ALPHABETS.items()},
    **{name: CounterStyle(partial(_alphabetic, letters), 1, suffix="、") for name, letters in _KANA.items()},
    **{
        name: CounterStyle(partial(in_cycle, signs), 1, len(signs), "、", "cjk-decimal")
        for name, signs in _FIXED.items()
    },
    **{
        name: CounterStyle(
            partial(in_units, counting), suffix="、", fallback="cjk-decimal", negative=negative
        )
        for name, (counting, negative) in _CHINESE.items()
    },
    **{
        name: CounterStyle(partial(in_units, counting), 0, 9999, "、", "cjk-decimal", "マイナス")
        for name, counting in _JAPANESE.items()
    },
    **{
        name: CounterStyle(partial(in_units, counting), 0, 9999, ",", "cjk-decimal", "마이너스 ")
        for name, counting in _KOREAN.items()
    },
}
"""The numeric and alphabetic styles by their names in CSS. Any other name means `decimal`."""

BULLETS = frozenset({"disc", "circle", "square", "disclosure-open", "disclosure-closed"})
"""The styles that show the same sign at each item."""

UNSUPPORTED = frozenset(
    {"armenian", "lower-armenian", "upper-armenian", "ethiopic-numeric", "georgian", "hebrew"}
)
"""Styles of CSS that this module does not write: their numbers are written in plain digits."""


def marker(name: str, number: int) -> str:
    """The marker of the item `number` in the style `name`, without the space after it.

    An unknown name means `decimal`.
    """
    style = STYLES.get(name, STYLES["decimal"])
    return f"{_in_style(style, number)}{style.suffix}"


def _in_style(style: CounterStyle, number: int) -> str:
    while True:
        if number < 0 and style.negative and -number <= style.highest:
            return f"{style.negative}{style.write(-number)}"
        if style.lowest <= number <= style.highest:
            return style.write(number)
        if style is STYLES["decimal"]:
            return str(number)
        style = STYLES[style.fallback]
