"""How is a number written in a number format: Chinese, Roman, circled, as a letter, in plain digits?

The names of the formats are those of ST_NumberFormat (ECMA-376 part 1, 17.18.59); `from_odf` gives the name
for a `style:num-format` of OpenDocument. Where Word differs from the text of the standard, the result is what
Word shows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeAlias
from unicodedata import category, east_asian_width

WriteNumber: TypeAlias = Callable[[int], str]


class Counting(NamedTuple):
    """A system with units between its digits: 二千三百万."""

    digits: str
    """The digits 0 to 9."""
    units: tuple[str, str, str]
    """The units of ten, hundred and thousand inside a group of four digits."""
    groups: tuple[str, ...]
    """The units of the groups of four digits, from 10,000."""
    zero: str
    """The sign that is written once for zeros between other digits; empty for none."""
    one_ten: bool
    """Whether 10 to 19 begin with a one (壹拾, but 十)."""


_ZH_DIGITS = "〇一二三四五六七八九"
_CIRCLE_DIGITS = "○一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_JAPANESE = "零壱弐参四五六七八九"
_KOREAN_DIGITS = "영일이삼사오육칠팔구"

_COUNTING: dict[str, Counting] = {
    "chineseCountingThousand": Counting(_ZH_DIGITS, ("十", "百", "千"), ("万", "亿"), "〇", False),
    "taiwaneseCountingThousand": Counting(_ZH_DIGITS, ("十", "百", "千"), ("萬", "億"), "〇", False),
    "japaneseCounting": Counting(_ZH_DIGITS, ("十", "百", "千"), ("万", "億"), "", False),
    "chineseLegalSimplified": Counting(_LEGAL_SIMPLIFIED, ("拾", "佰", "仟"), ("万", "亿"), "零", True),
    "ideographLegalTraditional": Counting(_LEGAL_TRADITIONAL, ("拾", "佰", "仟"), ("萬", "億"), "零", True),
    "japaneseLegal": Counting(_LEGAL_JAPANESE, ("拾", "百", "阡"), ("萬", "億"), "", True),
    "koreanCounting": Counting(_KOREAN_DIGITS, ("십", "백", "천"), ("만", "억"), "", False),
}
# Up to 99 with the unit of ten, then digit by digit (Word: 一, 十, 一○○).
_COUNTED_TO_99: dict[str, str] = {
    "chineseCounting": _CIRCLE_DIGITS,
    "taiwaneseCounting": _CIRCLE_DIGITS,
}
_DIGITS: dict[str, str] = {
    "decimal": "0123456789",
    "decimalHalfWidth": "0123456789",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": _ZH_DIGITS,
    "japaneseDigitalTenThousand": _ZH_DIGITS,
    "taiwaneseDigital": _CIRCLE_DIGITS,
    "koreanDigital": _KOREAN_DIGITS,
    "koreanDigital2": "零一二三四五六七八九",
    "hindiNumbers": "०१२३४५६७८९",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
}
# Sequences that repeat, each time with one character more (aa, bb …).
_REPEATED: dict[str, str] = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "chicago": "*†‡§",
}
# Sequences that repeat from their first character.
_CYCLES: dict[str, str] = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",  # noqa: E501
    "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",  # noqa: E501
    "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
}
# One character for each number from 1; larger numbers are written in digits.
_SINGLE: dict[str, str] = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",  # noqa: E501
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",  # Word encloses them in brackets
}
# Format → the digits to which zeros fill a number. ST_NumberFormat has only the first.
_PADDED: dict[str, int] = {"decimalZero": 2, "decimalZero3": 3, "decimalZero4": 4, "decimalZero5": 5}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST_LABEL = 255
"""The most characters of a label, as in Word. There is a limit because each paragraph repeats its label."""
_MOST_LETTERS = 780  # a number of letters repeats after this many, which is enough for Word's largest number
_LARGEST = 32_767  # Word's largest number; a larger one, in a damaged file, is written in digits


def in_digits(digits: str, number: int) -> str:
    """`number` with the characters `digits` for 0 to 9."""
    return "".join(digits[int(digit)] for digit in str(number))


def _group(counting: Counting, number: int, leading: bool) -> str:
    """`number` (0 to 9,999), a group of four digits. `leading` means that it is the first group."""
    result = ""
    skipped = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            skipped = bool(result) or not leading
            continue
        if skipped:
            result += counting.zero
            skipped = False
        bare_ten = place == 1 and digit == 1 and leading and not result and not counting.one_ten
        # Japanese and Korean count 百, not 一百: they are the systems that write no zero.
        bare_unit = place > 0 and digit == 1 and not counting.zero and not counting.one_ten
        result += "" if bare_ten or bare_unit else counting.digits[digit]
        result += counting.units[place - 1] if place else ""
    return result


def in_units(counting: Counting, number: int) -> str:
    """`number` (0 or more) in the system `counting`."""
    if number == 0:
        return counting.digits[0]
    result = ""
    for level in range(len(counting.groups), -1, -1):
        part = number // 10 ** (4 * level) % 10_000
        if part == 0:
            continue
        result += _group(counting, part, leading=not result)
        result += counting.groups[level - 1] if level else ""
    return result


def _to_99(digits: str, number: int) -> str:
    if number < 10 or number > 99:
        return in_digits(digits, number)
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _repeated(letters: str, number: int) -> str:
    rounds, place = divmod((number - 1) % _MOST_LETTERS, len(letters))
    return letters[place] * (rounds + 1)


def in_cycle(letters: str, number: int) -> str:
    """The character of `number` (1 or more) in the sequence `letters`, which repeats."""
    return letters[(number - 1) % len(letters)]


def _single(characters: str, number: int) -> str:
    return characters[number - 1] if number <= len(characters) else str(number)


def roman(number: int) -> str:
    """`number` (1 or more) in capital Roman numerals."""
    result = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        result += sign * count
    return result


def _lower_roman(number: int) -> str:
    return roman(number).lower()


def _sexagenary(number: int) -> str:
    return in_cycle(_CYCLES["ideographTraditional"], number) + in_cycle(_CYCLES["ideographZodiac"], number)


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = f" {_words(number % value)}" if number % value else ""
            return f"{_words(number // value)} {name}{rest}"
    raise AssertionError(number)  # pragma: no cover


def _cardinal_text(number: int) -> str:
    return _words(number).capitalize()


def _ordinal_text(number: int) -> str:
    words = _words(number)
    head = words[: max(words.rfind(" "), words.rfind("-")) + 1]
    last = words[len(head) :]
    ordinal = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return (head + ordinal).capitalize()


def _hex(number: int) -> str:
    return f"{number:X}"


def _zero_padded(digits: int, number: int) -> str:
    return f"{number:0{digits}d}"


def _in_dashes(number: int) -> str:
    return f"- {number} -"


def _nothing(_number: int) -> str:
    return ""


_FORMATS: dict[str, WriteNumber] = {
    **{name: partial(in_digits, digits) for name, digits in _DIGITS.items()},
    **{name: partial(in_units, counting) for name, counting in _COUNTING.items()},
    **{name: partial(_to_99, digits) for name, digits in _COUNTED_TO_99.items()},
    **{name: partial(_repeated, letters) for name, letters in _REPEATED.items()},
    **{name: partial(in_cycle, letters) for name, letters in _CYCLES.items()},
    **{name: partial(_single, characters) for name, characters in _SINGLE.items()},
    "decimal": str,
    "upperRoman": roman,
    "lowerRoman": _lower_roman,
    "ideographZodiacTraditional": _sexagenary,
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "hex": _hex,
    **{name: partial(_zero_padded, digits) for name, digits in _PADDED.items()},
    "numberInDash": _in_dashes,
    "none": _nothing,
    "bullet": _nothing,
}
KINDS: frozenset[str] = frozenset(_FORMATS)
"""The names of the number formats that `format_number` knows."""

# Formats that can write zero; in the others Word shows the plain digit.
_HAVE_ZERO: frozenset[str] = frozenset(
    {*_DIGITS, *_COUNTING, *_COUNTED_TO_99, *_PADDED, "hex", "ordinal", "cardinalText", "ordinalText"}
    | {"numberInDash", "none", "bullet"}
)

# OpenDocument 1.3 part 3, 19.510: `style:num-format` is `1`, `a`, `A`, `i`, `I`, or a sample of the sequence.
_ODF: dict[str, str] = {
    "": "none",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    **{"1".zfill(digits): name for name, digits in _PADDED.items()},
    "一": "chineseCountingThousand",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "イ": "irohaFullWidth",
    "ア": "aiueoFullWidth",
    "ｲ": "iroha",
    "ｱ": "aiueo",
    "ㄱ": "chosung",
    "가": "ganada",
    "일": "koreanCounting",
    "壱": "japaneseLegal",
    "А": "russianUpper",
    "а": "russianLower",
    "ก": "thaiLetters",
    "أ": "arabicAlpha",
    "١": "decimal",
    "१": "hindiNumbers",
    "๑": "thaiNumbers",
}
_ODF_SAMPLES: dict[str, str] = {
    "壹, 貳, 參": "ideographLegalTraditional",
    "أ, ب, ج": "arabicAbjad",
}


def format_number(kind: str, number: int) -> str:
    """`number` in the format `kind`, a name of ST_NumberFormat; an unknown name means `decimal`.

    A number that the format cannot write (zero in letters, a negative number) is written in plain digits.
    """
    write = _FORMATS.get(kind, str)
    if not 0 <= number <= _LARGEST or (number == 0 and kind not in _HAVE_ZERO):
        return "" if kind in ("none", "bullet") else str(number)
    return write(number)


def from_odf(sample: str) -> str:
    """The name of the number format for the `style:num-format` `sample`; `decimal` for an unknown one.

    The first characters of a sample such as `一, 二, 三, ...` decide.
    """
    for start, kind in _ODF_SAMPLES.items():
        if sample.startswith(start):
            return kind
    return _ODF.get(sample.split(",")[0].strip(), "decimal")


def cut_label(label: str) -> tuple[str, int]:
    """The first `LONGEST_LABEL` characters of `label`, and how many characters are cut off.

    `label` is a list label, or the pattern of one.
    """
    return label[:LONGEST_LABEL], max(len(label) - LONGEST_LABEL, 0)


def needs_no_gap(label: str) -> bool:
    """Whether text follows `label` without a space: it ends in 、 ） or other full-width punctuation."""
    last = label[-1:]
    return bool(last) and east_asian_width(last) in ("W", "F") and category(last).startswith("P")
