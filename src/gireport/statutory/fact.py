"""Facts that the text of a report states: its organ, year, period, form, signature and contact.

Each fact names the rule that found it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

from ..model import Report
from ..model.types import expect_report
from .labels import lookup_text
from .numerals import numeral_value
from .sections import Section, sections_of
from .slots import Line, lines
from .titles import TitleInText, find_title, organ_beside, title_of

T = TypeVar("T")

# White space has a limit: two patterns without one, side by side, would take quadratic time.
_GAP = r"\s{0,9}"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DATE = r"(\d{4})\s{0,9}年\s{0,9}(\d{1,2})\s{0,9}月\s{0,9}(\d{1,2})\s{0,9}[日号]"
_DATE = re.compile(DATE)
_DATE_ALONE = re.compile(rf"(?:.*?\s)?{DATE}")
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LABELLED_DATE = re.compile(
    r"(?:发布|成文|公开|生成|印发|发文|编制)(?:日期|时间)[:：\s]{1,9}"
    rf"(?P<day>{_ISO_DATE.pattern}|{DATE}|{_CHINESE_DATE.pattern})"
)
_LABELLED_WITHIN = 15
"""Lines at the beginning of a report that may have 发布日期： or the like."""
_DATE_ENDS = ("日", "号", "印发", "发布")
_DIGITS = str.maketrans("０１２３４５６７８９元", "01234567891")
"""Full-width digits, and the 元 of 元月."""
_ZEROS = str.maketrans("OＯοΟ0元", "〇〇〇〇〇一")
"""Characters that reports write for 〇, and the 元 of 元月."""
_ISO_DATE_ALONE = re.compile(rf"(?P<before>(?:[^\d]*[\s:：])?){_ISO_DATE.pattern}")
_PERIOD = re.compile(
    rf"(?:自|从|为|是|期限|时间|：|:|，|,|^){_GAP}{DATE}{_GAP}(?:起)?{_GAP}[，,]?{_GAP}(?:至|到|—+|-+|~|～){_GAP}"
    r"(?:(\d{4})\s{0,9}年)?\s{0,9}(\d{1,2})\s{0,9}月\s{0,9}(\d{1,2})\s{0,9}日"
)
# A date of the period that lacks digits or 年: 20231月1日, 202312月31日, 2023年月1日, 202331日.
_DAMAGED_DATE = (
    r"(?:(?:19|20)\d{2}\d{1,2}月\d{1,2}日?|(?:19|20)\d{2}\d{1,4}日|(?:19|20)\d年\d{1,2}月\d{1,2}日"
    r"|(?:19|20)\d{2}年(?:月\d{1,2}日|\d{1,2}月日|\d{1,2}日))"
)
_WHOLE_DATE = r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日"
_TO = r"起?[,，]?(?:至|到|—+|-+|~|～)"
_DAMAGED_PERIOD = re.compile(
    rf"(?<!\d)(?:{_DAMAGED_DATE}{_TO}(?:{_DAMAGED_DATE}|{_WHOLE_DATE})|{_WHOLE_DATE}{_TO}{_DAMAGED_DATE})"
)
_CITATION = re.compile(
    r"(?P<office>国办公开办函)\s{0,9}(?P<left>[〔\[【(（［])\s{0,9}(?P<year>\d{4})\s{0,9}(?P<right>[〕\]】)）］])\s{0,9}第?\s{0,9}(?P<number>\d+)\s{0,9}号"
)
CITED = {("2019", "60"): "2019", ("2021", "30"): "2021"}
"""Year and number of 国办公开办函 → the edition that it published."""
_SECTION = re.compile(r"[一二三四五六][、.．]")
_OF_PERIOD = re.compile("统计|期限|所列数据")
_NOT_A_NAME = re.compile(
    "[。；：，]|^(?:无$|无(?:其他|需)|没有|本(?:单位|机关|部门|年|报告)|以上|特此|[（(]?[一二三四五六七八九十][）)、])"
)
_PREPARED = re.compile(
    r"本(?:年度)?报告(?:由|系)(?P<organ>[^，。,；;（(]{2,40}?)(?:根据|依据|按照|编制|发布|依照)"
)
_COLON = r"\s{0,9}(?:为|是)?\s{0,9}[:：]?\s{0,9}"
_CONTACT = {
    "telephone": re.compile(
        rf"(?:联系)?电\s{{0,9}}话(?:号码)?{_COLON}(?P<value>[\d（(][\d\-—－（）() ]{{5,18}}\d)"
    ),
    "postcode": re.compile(rf"邮(?:政)?编(?:码)?{_COLON}(?P<value>\d{{6}})(?!\d)"),
    "address": re.compile(rf"地\s{{0,9}}址{_COLON}(?P<value>[^，。；;,（(]{{4,60}})"),
    "mail": re.compile(r"(?P<value>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)", re.ASCII),
}
_SIGNED_WITHIN = 8
"""Lines at the end of a report that may be the signature."""


class Fact(Struct, Generic[T], frozen=True):
    """A statement of the report: the value, its text, where that stands (as in a finding), and the rule that
    found it.
    """

    value: T
    text: str
    where: str
    rule: str


class Facts(Struct, frozen=True):
    """The facts of a report. Each is None, or empty, where the report does not state it.

    `period` is the first and last day; `cited` the edition whose document number is cited; `signed` the date
    of the signature; `contact` has `telephone`, `postcode`, `address`, `mail`.
    """

    title: Fact[str] | None
    organ: Fact[str] | None
    year: Fact[int] | None
    title_year: Fact[int] | None
    period: Fact[tuple[date | None, date | None]] | None
    citation: Fact[str] | None
    cited: str
    signature: Fact[str] | None
    signed: Fact[date | None] | None
    document_number: Fact[str] | None
    contact: dict[str, Fact[str]]
    sections: tuple[Section, ...]


def facts(report: Report) -> Facts:
    """The facts of `report`, from its metadata and its text outside tables.

    Raises:
        ModelError: `report` is not a report.
    """
    expect_report(report)
    return facts_of(report, lines(report))


def facts_of(report: Report, text: list[Line]) -> Facts:
    """The facts of `report`, whose lines are `text`."""
    found_title = find_title(text)
    title = _title(report, text, found_title)
    title_year = _title_year(title, found_title)
    citation = _citation(text)
    period = _period(text)
    signature, signed = _signature(report, text)
    organ = _organ(report, title, text, signature, found_title)
    number = report.meta.document_number
    found = citation and _CITATION.search(citation.text)
    return Facts(
        title,
        organ,
        _year(report, title_year, period, signed),
        title_year,
        period,
        citation,
        CITED.get((found["year"], found["number"]), "") if found else "",
        signature,
        signed,
        Fact(number, number, "metadata", "document_number") if number else None,
        dict(_contact(text)),
        tuple(sections_of(text, _end(report, text, signature, signed))),
    )


def _citation(text: list[Line]) -> Fact[str] | None:
    """The document that sets the form; else the first document of the same office that the preamble cites.

    The office has published other documents: 国办公开办函〔2016〕201号 says who counts a case of section 四.
    """
    other = None
    preamble = True
    for line in text:
        preamble = preamble and not _SECTION.match(line.text)
        for found in _CITATION.finditer(line.text):
            fact = Fact(found[0], found[0], line.where, "text")
            if (found["year"], found["number"]) in CITED:
                return fact
            if preamble and "报告格式" in line.text:
                other = other or fact
    return other


def _title(report: Report, text: list[Line], found: TitleInText | None) -> Fact[str] | None:
    heading = next((line for line in text if line.level == 0), None)
    if heading and not (found and title_of(heading.text) is None):
        return Fact(heading.text, heading.text, heading.where, "title heading")
    if found:
        where = text[found.first].where
        return Fact(found.text, found.text, where, "first line that reads like a title")
    title = report.meta.title
    return Fact(title, title, "metadata", "title") if title else None


def _title_year(title: Fact[str] | None, found: TitleInText | None) -> Fact[int] | None:
    if title is None:
        return None
    in_heading = title_of(title.text)
    # The heading may hold only the first line of the title.
    year = in_heading.year if in_heading else None
    if year is None and found:
        year = found.title.year
    return Fact(year, title.text, title.where, "title") if year is not None else None


def _year(
    report: Report,
    title_year: Fact[int] | None,
    period: Fact[tuple[date | None, date | None]] | None,
    signed: Fact[date | None] | None,
) -> Fact[int] | None:
    """The report's year: that of the metadata, else of the period, else of the title.

    The period is seldom copied wrong. But where it differs from the title, and the title's year is the one
    before the signature, the title is right.
    """
    if report.meta.year is not None:
        return Fact(report.meta.year, str(report.meta.year), "metadata", "year")
    start = period.value[0] if period else None
    signed_after = signed.value.year - 1 if signed and signed.value else None
    if period and start:
        if title_year and title_year.value == signed_after != start.year:
            return title_year
        return Fact(start.year, period.text, period.where, "period")
    return title_year


def _period(text: list[Line]) -> Fact[tuple[date | None, date | None]] | None:
    preamble = True
    for line in text:
        preamble = preamble and not _SECTION.match(line.text)
        found = _PERIOD.search(line.text) if preamble or _OF_PERIOD.search(line.text) else None
        if found:
            parts = found.groups()
            end = (parts[3] or parts[0], *parts[4:])
            dates = found[0][found.start(1) - found.start() :]
            return Fact((_day(*parts[:3]), _day(*end)), dates, line.where, "from … to …")
    return _damaged_period(text)


def _damaged_period(text: list[Line]) -> Fact[tuple[date | None, date | None]] | None:
    """A period whose dates lack digits, so that its days are unknown: 自20231月1日起至202312月31日止."""
    for line in text:
        found = _DAMAGED_PERIOD.search("".join(line.text.split())) if _OF_PERIOD.search(line.text) else None
        if found:
            return Fact((None, None), found[0], line.where, "from … to …, with digits lost")
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _signature(report: Report, text: list[Line]) -> tuple[Fact[str] | None, Fact[date | None] | None]:
    """The organ and the date that end the report.

    Without them, the date of publication that a portal gives.
    """
    tail = text[-_SIGNED_WITHIN:]
    for position in range(len(tail) - 1, -1, -1):
        line = tail[position]
        written = line.text.strip("（）() ")
        day = _signed_day(written)
        if day is None or len(line.text) > 60 or "。" in line.text:
            continue
        beside = "" if _LABELLED_DATE.match(written.translate(_DIGITS)) else _before_date(written)
        before = beside or (tail[position - 1].text if position else "")
        organ_line = line if beside else tail[position - 1]
        is_name = before and len(before) <= 40 and not _NOT_A_NAME.search(before)
        organ = Fact(before, before, organ_line.where, "line before the date") if is_name else None
        return organ, Fact(day[0], day[1], line.where, "date that ends the report")
    published = report.meta.published
    found = published and (_ISO_DATE.search(published) or _DATE.search(published))
    if published and found:
        return None, Fact(_day(*found.groups()), published, "metadata", "published")
    return None, _labelled_date(text)


def _labelled_date(text: list[Line]) -> Fact[date | None] | None:
    """The date behind a name such as 发布日期： in a line near the beginning or the end of the text."""
    near = [*text[:_LABELLED_WITHIN], *text[max(_LABELLED_WITHIN, len(text) - _SIGNED_WITHIN) :]]
    for line in near:
        found = _LABELLED_DATE.search(line.text.translate(_DIGITS))
        if found:
            written = found["day"]
            chinese = _CHINESE_DATE.search(written)
            day = _chinese_day(chinese) if chinese else _day(*re.findall(r"\d+", written)[:3])
            return Fact(day, written, line.where, "date with its name")
    return None


def _chinese_day(found: re.Match[str]) -> date | None:
    year, month, day = (str(numeral_value(part)) for part in found.groups())
    return _day(year, month, day)


def _end(
    report: Report, text: list[Line], signature: Fact[str] | None, signed: Fact[date | None] | None
) -> int:
    """The index in the body at which the signature begins and the last section ends."""
    addresses = {fact.where for fact in (signature, signed) if fact}
    return min(
        (line.index for line in text[-_SIGNED_WITHIN:] if line.where in addresses), default=len(report.body)
    )


def _before_date(text: str) -> str:
    """The text before the date in its line."""
    iso = _ISO_DATE_ALONE.fullmatch(text.translate(_DIGITS))
    found = _DATE.search(text.translate(_DIGITS)) or _CHINESE_DATE.search(text.translate(_ZEROS))
    return (iso["before"] if iso else text[: found.start()] if found else text).rstrip("（( ").strip()


def _signed_day(text: str) -> tuple[date | None, str] | None:
    """The date of a line that may end the report, with its text.

    The date is None where the calendar lacks the day.
    """
    plain = text.translate(_DIGITS)
    ends = text.endswith(_DATE_ENDS)
    found = _DATE_ALONE.fullmatch(plain) or (_DATE.search(plain) if ends else None)
    if found:
        return _day(*found.groups()[-3:]), text
    iso = _ISO_DATE_ALONE.fullmatch(plain)
    if iso:
        return _day(*iso.groups()[-3:]), text
    chinese = _CHINESE_DATE.search(text.translate(_ZEROS))
    return (_chinese_day(chinese), text) if chinese and ends else None


def _organ(
    report: Report,
    title: Fact[str] | None,
    text: list[Line],
    signature: Fact[str] | None,
    found: TitleInText | None,
) -> Fact[str] | None:
    if report.meta.organ:
        return Fact(report.meta.organ, report.meta.organ, "metadata", "organ")
    in_title = title and title_of(title.text)
    organ = (in_title and in_title.organ) or (found and found.title.organ)
    if title and organ:
        return Fact(organ, title.text, title.where, "title")
    beside = found and organ_beside(text, found)
    if beside:
        return Fact(beside.text.strip(), beside.text, beside.where, "line beside the title")
    if signature:
        return signature
    for line in text:
        prepared = _PREPARED.search(line.text)
        if prepared:
            return Fact(prepared["organ"], prepared[0], line.where, "who prepared the report")
    return None


def _contact(text: list[Line]) -> Iterator[tuple[str, Fact[str]]]:
    for name, pattern in _CONTACT.items():
        for line in text:
            found = pattern.search(line.text)
            if found:
                yield name, Fact(found["value"].strip(), found[0], line.where, name)
                break


def same_organ(one: str, other: str) -> bool:
    """Whether two names may be of one organ: one contains the other (县机关事务服务中心), or is an
    abbreviation of it.
    """
    a, b = sorted((lookup_text(one), lookup_text(other)), key=len)
    return bool(a) and (a in b or (set(a) <= set(b) and b.startswith(a[:2])))
