"""Divides a line of prose into counts, percentages, years, words of `words.json` and unknown words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
from msgspec import Struct

from ..forms import fold_label
from ..numerals import numeral_value

_ZERO = Decimal(0)
NUMERAL = "〇零一二两三四五六七八九十百千万"
UNITS = "件宗份例起条项个次篇则期场人家部张幅批户"
"""The units of a count; 件次 and 人次 are not units of a count."""

# A list of all who may apply: it does not restrict the count to some applicants.
_ANYBODY = re.compile("公民[、,]?法人(?:[、,]?(?:和|或|或者|以及|及|与)?其[他它](?:社会)?组织)?的?")
_SEPARATOR = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NOT_A_UNIT = "(?!工作日|月|小时|方面|部分|百分点|科室|股室|乡镇|村)"
_UNIT = rf"(?P<unit>(?:个{_NOT_A_UNIT}|[{UNITS.replace('个', '')}])(?!次))?"
_BEFORE = "(?P<near>大约|将近|约|近|超过|超|逾|不少于|不低于|至少|上|数|几|若干)?"
_MORE = "(?P<more>余|多|来|几)?"
_AFTER = "(?P<after>左右|以上|以内|多|余)?"
_COUNT = re.compile(
    rf"{_BEFORE}(?P<digits>\d{{1,9}}(?:\.\d{{1,6}})?)(?P<large>[百千万亿]{{0,2}}){_MORE}{_UNIT}{_AFTER}"
)
_NUMERAL_COUNT = re.compile(
    rf"{_BEFORE}(?P<numeral>[{NUMERAL}]{{1,9}}){_MORE}"
    rf"(?P<unit>个{_NOT_A_UNIT}|[{UNITS.replace('个', '')}])(?!次|[事件套]){_AFTER}"
)
_INDEFINITE = re.compile(rf"(?:若干|数|几|多)[{UNITS}](?!次|据)")
_PERCENT = re.compile(
    rf"{_BEFORE}(?:(?P<digits>\d{{1,4}}(?:\.\d{{1,4}})?)%|百分之(?P<numeral>[{NUMERAL}]{{1,5}})(?![点{NUMERAL}])){_AFTER}"
)
_WHOLE_YEAR = re.compile(
    r"(?:自|从|在)?(?:(?P<year>(?:19|20)\d\d)年)?1月(?:份|1日)?(?:起)?(?:至|到|-|—|~)(?:(?:19|20)\d\d年)?12月(?:份|底|末|31日)?(?:止|期间)?"
    r"|(?:截至|截止|截止到|截至到)(?:(?P<until>(?:19|20)\d\d)年)?(?:度?年?底|年末|12月(?:31日|底|末))"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:度|内)?(?!\d{1,2}月|[来间内]|以来|至|到|[-—~])")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}[-至到—])?\d{1,2}月(?:份|底|初|末)?(?:\d{1,2}日)?|(?:19|20)\d\d年(?:来|间|以来)?|\d{1,2}日|第[\d零〇一二三四五六七八九十百]{1,5}"
)
_WORD_IN_FRONT = re.compile(f"[第每逐同任何无上几{NUMERAL}]$")


class Token(NamedTuple):
    """A word of prose: its kind and name in `words.json`, its text, and its start and end in the line.

    `number` is the number of a count, a percentage or a year. The name of a count is its unit; a count that
    is not exact (百余件, 近百件, 1.2万条) is `vague`. The name of a percentage is the number of its decimals.
    """

    kind: str
    name: str
    text: str
    start: int
    end: int
    number: Decimal = _ZERO
    vague: bool = False


class _Words(Struct, forbid_unknown_fields=True):
    """One kind of words in the file."""

    kind: str
    name: str
    words: tuple[str, ...]


_Index = dict[str, list[tuple[str, str, str]]]


_PLACES = [
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "街道",
    "州",
    "盟",
    "旗",
    "自治县",
    "自治区",
    "开发区",
    "高新区",
    "新区",
    "园区",
]
_ORGANS = [
    "局",
    "委",
    "办",
    "院",
    "校",
    "中心",
    "单位",
    "机关",
    "部门",
    "厅",
    "行政机关",
    "处",
    "所",
    "馆",
    "队",
    "会",
    "管委会",
    "办事处",
    "医院",
    "学校",
    "街道办",
    "厂",
    "集团",
    "公司",
    "委员会",
    "支队",
    "大队",
    "总队",
    "政府",
    "站",
    "社",
    "台",
    "大学",
    "学院",
    "中学",
    "小学",
    "行",
    "部",
    "办公室",
    "林场",
    "农场",
]


@cache
def _index() -> _Index:
    """First character → the words that begin with it, the longest first, each with its kind and name."""
    data = (files(__name__.rpartition(".")[0]) / "words.json").read_bytes()
    rows = msgspec.json.decode(data, type=list[_Words])
    return _by_first(
        [*_generic_organs(), *((word, row.kind, row.name) for row in rows for word in row.words)]
    )


def _generic_organs() -> list[tuple[str, str, str]]:
    """Names that any organ uses for itself: 我局, 本单位 (named `self`), 我县 (`place`), 全县 (`all`)."""
    words = [(f"{which}{name}", "organ", "self") for which in "我本该全" for name in _ORGANS]
    words += [(f"{which}{name}", "organ", "place") for which in "我本该" for name in _PLACES]
    return words + [(f"全{name}", "organ", "all") for name in _PLACES]


def _by_first(words: Iterable[tuple[str, str, str]]) -> _Index:
    result: _Index = {}
    for word in words:
        result.setdefault(word[0][0], []).append(word)
    for same in result.values():
        same.sort(key=lambda word: -len(word[0]))
    return result


def plain(text: str) -> str:
    """`text` in half-width characters, without white space, thousands separators, and lists of all who may
    apply.
    """
    return _ANYBODY.sub("", fold_label.__wrapped__(_SEPARATOR.sub("", text)))


class Lexer:
    """Divides lines of one report into words.

    `organ` is the name of its organ; parts of that name are one word.
    """

    def __init__(self, organ: str = "") -> None:
        self._organ = fold_label.__wrapped__(organ)[:60]
        # 县信访局 of 青溪县信访局; the last two characters alone are not specific enough.
        self._own = _by_first((self._organ[start:], "organ", "own") for start in range(len(self._organ) - 2))

    def tokens(self, text: str) -> list[Token]:
        """The words of `text`, which `plain` has returned.

        Runs of other characters have the kind `unknown`.
        """
        result: list[Token] = []
        position = unknown_start = 0
        known = _index().keys() | self._own.keys() | _STARTS
        while position < len(text):
            found = self._at(text, position) if text[position] in known else None
            if found is None:
                position += 1
                continue
            if unknown_start < position:
                whole = self._unknown(text, unknown_start, found.end) if found.name == "own" else found
                if whole.name == "own" and whole is not found:
                    found = whole  # 区 and 政府办公室, of 青溪区人民政府办公室.
                else:
                    result.append(self._unknown(text, unknown_start, position))
            result.append(found)
            position = unknown_start = found.end
        if unknown_start < position:
            result.append(self._unknown(text, unknown_start, position))
        return result

    def _at(self, text: str, position: int) -> Token | None:
        if text[position] in _STARTS:
            found = _number(text, position)
            if found:
                return found
        return self._word(text, position)

    def _word(self, text: str, position: int) -> Token | None:
        """The longest known word at `position`."""
        best: tuple[str, str, str] | None = None
        first = text[position]
        for words in (self._own, _index()):
            for word in words.get(first, ()):
                if best is not None and len(word[0]) <= len(best[0]):
                    break
                if text.startswith(word[0], position):
                    best = word
                    break
        if best is None:
            return None
        number = Decimal(best[2]) if best[1] == "rel" else _ZERO
        return Token(best[1], best[2], best[0], position, position + len(best[0]), number)

    def _unknown(self, text: str, start: int, end: int) -> Token:
        """The characters from `start` to `end`: the organ if they abbreviate its name (县住建局), else an
        unknown word.
        """
        words = text[start:end]
        if 2 < len(words) <= len(self._organ):
            letters = iter(self._organ)
            if all(char in letters for char in words):
                return Token("organ", "own", words, start, end)
        return Token("unknown", "", words, start, end)


_DIGITS = re.compile("[0-9]+")
_STARTS = frozenset("0123456789百第截自从在大将约近超逾不至上数几若多" + NUMERAL)
_BEFORE_DATE = frozenset("截第自从在")
_IN_DATE = frozenset("年月日-至到—~")


def _number(text: str, position: int) -> Token | None:
    """The count, percentage, year or date at `position`."""
    first = text[position]
    if first in _BEFORE_DATE:
        return _year(text, position)
    digits = _DIGITS.match(text, position)
    next_character = text[digits.end() : digits.end() + 1] if digits else ""
    if next_character and next_character in _IN_DATE:
        found = _year(text, position)
        if found:
            return found
    if not digits or next_character in "%.":
        return _percent(text, position) or _count(text, position)
    return _count(text, position)


def _year(text: str, position: int) -> Token | None:
    found = _WHOLE_YEAR.match(text, position)
    if found:
        year = found["year"] or found["until"]
        kind = "year" if year else "filler"
        return Token(kind, "", found[0], position, found.end(), Decimal(year or 0))
    found = _YEAR.match(text, position)
    if found:
        return Token("year", "", found[0], position, found.end(), Decimal(found["year"]))
    found = _DATE.match(text, position)
    if found:
        return Token("other", "date", found[0], position, found.end())
    return None


def _percent(text: str, position: int) -> Token | None:
    found = _PERCENT.match(text, position)
    if not found:
        return None
    digits = found["digits"] or str(numeral_value(found["numeral"]))
    decimals = str(len(digits.partition(".")[2]))
    vague = bool(found["near"] or found["after"])
    return Token("percent", decimals, found[0], position, found.end(), Decimal(digits), vague)


def _count(text: str, position: int) -> Token | None:
    found = _COUNT.match(text, position)
    if found:
        return _of_digits(found, position)
    found = _NUMERAL_COUNT.match(text, position)
    if found and _is_count(text, found, position):
        vague = any(found[name] for name in ("near", "more", "after"))
        number = Decimal(numeral_value(found["numeral"]))
        return Token("count", found["unit"], found[0], position, found.end(), number, vague)
    found = _INDEFINITE.match(text, position)
    if found:
        return Token("count", found[0][-1], found[0], position, found.end(), _ZERO, True)
    return None


def _of_digits(found: re.Match[str], position: int) -> Token:
    rounded = bool(found["large"]) or "." in found["digits"]
    vague = rounded or any(found[name] for name in ("near", "more", "after"))
    kind = "count" if found["unit"] else "number"
    return Token(kind, found["unit"] or "", found[0], position, found.end(), Decimal(found["digits"]), vague)


def _is_count(text: str, found: re.Match[str], position: int) -> bool:
    """Whether a Chinese numeral is a count: 一起 and 一条 often are not, and neither are 第一件, 每一件,
    无一起.
    """
    if found["near"]:
        return True
    if _WORD_IN_FRONT.search(text[max(0, position - 1) : position]):
        return False
    return found["numeral"] != "一" or found["unit"] in "件宗"
