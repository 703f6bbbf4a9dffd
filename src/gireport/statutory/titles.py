"""The title of a report: whose it is and of which year, in the orders and wordings that offices use.

青溪镇2019年政府信息公开工作年度报告, 2019年青溪镇政府信息公开工作年度报告, 青溪镇政府信息公开2019年度报告,
青溪镇2019年度政务公开工作年报, 关于青溪镇2019年政府信息公开工作情况的报告.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .sections import numeral_value
from .slots import Line

LONGEST = 200
"""Characters of a title that are looked at."""
_LINES = 8
"""Lines at the beginning of a report in which its title is looked for."""
_PARTS = 3
"""Lines that one title takes at most."""
_LINE = 80
_NUMERALS = str.maketrans("０１２３４５６７８９", "0123456789") | dict.fromkeys(map(ord, "OＯοΟ0○零"), "〇")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_TOPIC = re.compile("政府信息和?政务公开|政府信息公开|政务信息公开|信息公开|政务公开")
_END = re.compile("年报|报告")
_AFTER = 40
"""Characters between 政府信息公开 and 报告."""
_YEAR = re.compile(r"((?:19|20)[0-9]{2}|二[〇一二三四五六七八九]{3})年度?")
_BARE_YEAR = re.compile(r"[（(]((?:19|20)[0-9]{2})[）)]")
_QUOTED = re.compile("^(?P<before>[^《]*)《(?P<title>[^》]*)》")
_LEADING = re.compile("^(?:关于|中共中央)?(?:印发|发布|公布|报送|上报|呈报)?(?:《)?")
_TRAILING = re.compile("(?:关于|就|的)?(?:印发|发布|公布|报送|上报|呈报|编制|填报)?[《（(]?$")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff·（）()、A-Za-z0-9]{1,40}"
    r"[省市区县旗州盟乡镇村寨厅局委办部院处站所校司团府会馆社队园场台厂段署库组心道室行学]"
    r"(?:[（(][\u4e00-\u9fff]{1,30}[）)])?"
)
"""The name of an office: of a government, 街道, 局, 中心, school, hospital, company …"""
_NOT_AN_ORGAN = re.compile(
    r"^(?:[全我本各该]|有关|相关|单位$|部门$|乡镇$|[一二三四五六七八九十]、)|公开(?!办|科|处|股|中心)|报告|年报|情况|目录|[0-9]年"
)


class Title(Struct, frozen=True):
    """What a title says; `organ` is empty and `year` None where it does not."""

    organ: str
    year: int | None


class Found(Struct, frozen=True):
    """A title in the text of a report: its words, the places of its first and of its last line, and what it says."""

    text: str
    first: int
    last: int
    said: Title


def title_of(text: str) -> Title | None:
    """What `text` says, where it is the title of such a report; None for other texts."""
    plain = "".join(text[:LONGEST].split()).translate(_DIGITS)
    quoted = _QUOTED.match(plain)
    said = _plain_title(quoted["title"] if quoted else plain)
    if said is None and quoted:
        said = _plain_title(plain)
    if said and not said.organ and quoted:
        return Title(_organ_in(quoted["before"]), said.year)
    return said


def _plain_title(text: str) -> Title | None:
    topics = [one for one in _TOPIC.finditer(text) if _END.search(text, one.end(), one.end() + _AFTER)]
    if not topics:
        return None
    # The office's own name may hold the words: 县政府信息公开办公室2023年政府信息公开工作年度报告.
    topic = topics[-1]
    before, after = text[: topic.start()], text[topic.end() :]
    found = _year_in(before)
    year, left, right = found or (None, before, "")
    if year is None:
        later = _year_in(after)
        bare = _BARE_YEAR.search(after)
        year = later[0] if later else int(bare[1]) if bare else None
    for part, must_be in ((left, False), (right, True)):
        if part.endswith("人民") and topic[0].startswith("政府"):
            part += "政府"  # 青溪镇人民政府信息公开: the office has its 政府, the topic shares it
        organ = _organ_in(part)
        if organ and (not must_be or _ORGAN.fullmatch(organ)) and not _NOT_AN_ORGAN.search(organ):
            return Title(organ, year)
    return Title("", year)


def _organ_in(text: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", text)).strip()


def _year_in(text: str) -> tuple[int, str, str] | None:
    """The first year in `text`, and what stands before and behind it."""
    found = _YEAR.search(text) or _YEAR.search(text.translate(_NUMERALS))
    if not found:
        return None
    year = int(found[1]) if found[1].isdecimal() and found[1].isascii() else numeral_value(found[1])
    return year, text[: found.start()], text[found.end() :]


def is_organ(text: str) -> bool:
    """Whether `text`, a line beside a title, is the name of an office and nothing else."""
    plain = "".join(text.split())
    return _ORGAN.fullmatch(plain) is not None and not _NOT_AN_ORGAN.search(plain)


def find_title(text: Sequence[Line]) -> Found | None:
    """The title among the first lines of a report: in one line, or over two or three."""
    head = text[:_LINES]
    for count in range(1, _PARTS + 1):
        for first in range(len(head) - count + 1):
            parts = head[first : first + count]
            title = "".join(one.text for one in parts)
            said = title_of(title) if _may_be_parts([one.text for one in parts]) else None
            if said and said.year is not None:
                return Found(title, first, first + count - 1, said)
    return None


def _may_be_parts(texts: list[str]) -> bool:
    """Whether `texts` may be the lines of one title: no sentences, and no office on a line of its own before it."""
    if any(len(one) > _LINE or "。" in one for one in texts):
        return False
    return len(texts) == 1 or not (is_organ(texts[0]) or any(":" in one or "：" in one for one in texts))


def organ_beside(text: Sequence[Line], found: Found) -> Line | None:
    """The line over the title, or else under it, that is the name of an office."""
    places = (found.first - 1, found.last + 1)
    return next((text[at] for at in places if 0 <= at < len(text) and is_organ(text[at].text)), None)
