"""The title of a report: whose it is and of which year, in the orders and wordings that offices use.

青溪镇2019年政府信息公开工作年度报告, 2019年青溪镇政府信息公开工作年度报告, 青溪镇政府信息公开2019年度报告,
青溪镇2019年度政务公开工作年报, 关于青溪镇2019年政府信息公开工作情况的报告.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.patterns import compiled_later
from .numerals import numeral_value

if TYPE_CHECKING:  # the metadata step needs no lines, and waits for as few modules as it can
    from .slots import Line

_MAX_TITLE_LENGTH = 200
"""Characters of a text that may belong to a title."""
_LINES = 8
"""Lines at the beginning of a report that may hold its title."""
_MAX_TITLE_LINES = 3
"""Lines of the longest title."""
_MAX_LINE_LENGTH = 80
"""Characters of the longest line of a title."""
_NUMERALS = str.maketrans("０１２３４５６７８９", "0123456789") | dict.fromkeys(map(ord, "OＯοΟ0○零"), "〇")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_TOPIC = compiled_later("政府信息和?政务公开|政府信息公开|政务信息公开|信息公开|政务公开")
_END = compiled_later("年报|报告")
_AFTER = 40
"""Characters between 政府信息公开 and 报告, at most."""
_YEAR = compiled_later(r"((?:19|20)[0-9]{2}|二[〇一二三四五六七八九]{3})年度?")
_BARE_YEAR = compiled_later(r"[（(]((?:19|20)[0-9]{2})[）)]")
_QUOTED = compiled_later("^(?P<before>[^《]*)《(?P<title>[^》]*)》")
_LEADING = compiled_later("^(?:关于|中共中央)?(?:印发|发布|公布|报送|上报|呈报)?(?:《)?")
_TRAILING = compiled_later("(?:关于|就|的)?(?:印发|发布|公布|报送|上报|呈报|编制|填报)?[《（(]?$")
_LAST_OF_A_NAME = frozenset(
    "省市区县旗州盟乡镇村寨厅局委办部院处站所校司团府会馆社队园场台厂段署库组心道室行学"
)
"""The last characters of names of offices: of a government, 街道, 局, 中心, school, hospital, company …"""
_SIGNS_IN_A_NAME = frozenset("·（）()、")
_LONGEST_NAME, _LONGEST_NOTE = 41, 30
"""Characters of a name, and of a note in brackets behind it."""
_NOT_AN_ORGAN = compiled_later(
    r"^(?:[全我本各该]|有关|相关|单位$|部门$|乡镇$|[一二三四五六七八九十]、)|公开(?!办|科|处|股|中心)|报告|年报|情况|目录|[0-9]年"
)
_MORE_THAN_A_NAME = compiled_later(
    "^(?:[致抄]|积极|扎实|切实|深入|持续|推进|推动|加强|强化)|关于|转发|批转|印发|贯彻|做好|[路街道巷][0-9]+号|[0-9]楼|楼[0-9]"
)
"""Words of what an office does, or of its address, around its name: 致青溪县财政局, 做好青溪县."""
_BEHIND_A_TITLE = compiled_later(
    r"[_|].*$|(?:[（(][^（）()]*[）)]|[》”]|(?:19|20)[0-9]{2}年?度?|的|通知|公告|通告|公示|发布|公开|全文|正文)+$"
)
"""What may stand behind 报告: the name of a site, a note, a year, the kind of a notice that publishes it."""
_OTHER_REPORTS = (
    "审计报告", "评估报告", "调研报告", "检查报告", "自查报告", "督查报告", "整改报告", "核查报告",
    "考核报告", "分析报告", "解读报告", "述职报告",
)  # fmt: skip
_EVERY_YEAR = compiled_later(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]|[〕\]】）)］]第?[0-9]+号)")
_EVERY_CHINESE_YEAR = compiled_later("二[〇一二三四五六七八九]{3}")
_SHORT_YEAR = compiled_later(r"(?:19|20)[0-9]{2}年?度?(?:[\-—–~～]{1,2}|至|到|、|和|及|与)([0-9]{2})年")


class Title(Struct, frozen=True):
    """The organ and the year in a title.

    `organ` is empty and `year` is None where the title does not have it. `has_other_words` if other words
    than a name stand in the place of the organ: 关于做好2023年….
    """

    organ: str
    year: int | None
    has_other_words: bool = False


class TitleInText(Struct, frozen=True):
    """A title in the text of a report: its text, the indexes of its first and last line, and its organ and
    year.
    """

    text: str
    first: int
    last: int
    title: Title


def title_of(text: str) -> Title | None:
    """The organ and year of `text`, if it is the title of an annual report; None for other texts."""
    plain = "".join(text[:_MAX_TITLE_LENGTH].split()).translate(_DIGITS)
    quoted = _QUOTED.match(plain)
    title = _plain_title(quoted["title"] if quoted else plain)
    if title is None and quoted:
        title = _plain_title(plain)
    if title and not title.organ and quoted:
        before = _organ_in(quoted["before"])
        is_more = bool(_MORE_THAN_A_NAME.search(before))
        return Title("" if is_more else before, title.year, is_more or title.has_other_words)
    return title


def _plain_title(text: str) -> Title | None:
    """The organ and year of a title without 《》 around it."""
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
    has_other_words = False
    for part, needs_organ_name in ((left, False), (right, True)):
        if part.endswith("人民") and topic[0].startswith("政府"):
            part += "政府"  # 青溪镇人民政府信息公开: the office has its 政府, the topic shares it
        organ = _organ_in(part)
        if not organ or (needs_organ_name and not _is_name(organ)) or _NOT_AN_ORGAN.search(organ):
            continue
        if not _MORE_THAN_A_NAME.search(organ):
            return Title(organ, year)
        has_other_words = True
    return Title("", year, has_other_words)


def _organ_in(text: str) -> str:
    """`text` without words such as 关于 and 印发 around the name of an organ."""
    return _TRAILING.sub("", _LEADING.sub("", text)).strip()


def _year_in(text: str) -> tuple[int, str, str] | None:
    """The first year in `text`, and the text before and behind it."""
    found = _YEAR.search(text) or _YEAR.search(text.translate(_NUMERALS))
    if not found:
        return None
    year = int(found[1]) if found[1].isdecimal() and found[1].isascii() else numeral_value(found[1])
    return year, text[: found.start()], text[found.end() :]


def years_in(text: str) -> frozenset[int]:
    """All the years in the title `text`: two in 2022—2023年度, in 2022、23年 and in 2024年公布的2023年 ….

    The year of a document number (〔2024〕5号) is none of them.
    """
    plain = "".join(text.split()).translate(_DIGITS)
    years = set(map(int, _EVERY_YEAR.findall(plain)))
    if "二" in plain:
        years.update(map(numeral_value, _EVERY_CHINESE_YEAR.findall(plain.translate(_NUMERALS))))
    if sum(map(str.isdecimal, plain)) > len("2023"):
        years.update(2000 + int(short) for short in _SHORT_YEAR.findall(plain))
    return frozenset(years)


def is_title_of_report(text: str) -> bool:
    """Whether `text`, for which `title_of` finds a title, is the title of the report, or of a notice that
    publishes it, and not of a document about the report: its 解读, a 函, a 目录, an 审计报告.
    """
    title = "".join(text.split()).translate(_DIGITS)
    if not title.endswith(("报告", "年报")):
        title = _BEHIND_A_TITLE.sub("", title)
    return title.endswith(("报告", "年报")) and not title.endswith(_OTHER_REPORTS)


def is_organ(text: str) -> bool:
    """Whether `text`, a line beside a title, is only the name of an office."""
    plain = "".join(text.split())
    return _is_name(plain) and not (_NOT_AN_ORGAN.search(plain) or _MORE_THAN_A_NAME.search(plain))


def _is_name(text: str) -> bool:
    """Whether `text` reads like the name of an office, with a note in brackets behind it or without.

    A regular expression with these ranges of characters takes milliseconds to compile.
    """
    if _is_bare_name(text):
        return True
    at = max(text.rfind("("), text.rfind("（"))
    note = text[at + 1 : -1]
    return (
        text[-1:] in ("）", ")")
        and 0 < len(note) <= _LONGEST_NOTE
        and all(map(_is_chinese, note))
        and _is_bare_name(text[: max(at, 0)])
    )


def _is_bare_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST_NAME and text[-1] in _LAST_OF_A_NAME and all(map(_is_in_a_name, text[:-1]))
    )


def _is_in_a_name(character: str) -> bool:
    return (
        _is_chinese(character)
        or character in _SIGNS_IN_A_NAME
        or (character.isascii() and character.isalnum())
    )


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def find_title(text: Sequence[Line]) -> TitleInText | None:
    """The title among the first lines of a report: in one line, or over two or three."""
    head = text[:_LINES]
    for count in range(1, _MAX_TITLE_LINES + 1):
        for first in range(len(head) - count + 1):
            parts = head[first : first + count]
            text_of_lines = "".join(one.text for one in parts)
            title = title_of(text_of_lines) if _may_be_title([one.text for one in parts]) else None
            if title and title.year is not None:
                return TitleInText(text_of_lines, first, first + count - 1, title)
    return None


def _may_be_title(texts: list[str]) -> bool:
    """Whether `texts` may be the lines of one title: none is a sentence, and the first is not the name of an
    office.
    """
    if any(len(one) > _MAX_LINE_LENGTH or "。" in one for one in texts):
        return False
    return len(texts) == 1 or not (is_organ(texts[0]) or any(":" in one or "：" in one for one in texts))


def organ_beside(text: Sequence[Line], found: TitleInText) -> Line | None:
    """The line over the title, or else under it, that is the name of an office."""
    indexes = (found.first - 1, found.last + 1)
    return next((text[at] for at in indexes if 0 <= at < len(text) and is_organ(text[at].text)), None)
