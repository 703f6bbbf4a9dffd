"""Checks of years, dates and citations: title, period, text, signature, deadline, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..fact import same_organ
from ..finding import Context, Hit
from ..labels import lookup_text, without_note

_OPENING = re.compile(r"(?:^|。)\s*(?P<year>20\d\d)\s*年(?:度)?\s*[，,]")
_THE_REPORT = re.compile(r"(?P<year>20\d\d)\s*年(?:度)?(?:政府信息公开(?:工作)?)?(?:年度)?(?:工作)?报告")
_PLAN = re.compile("将|计划|下一步|下步|进一步|拟|要|继续|打算|重点|力争|着力")
_LAST_YEAR = re.compile("上年|去年|同比|相比|较|以来|施行|修订|成立")
_NUMBER_BRACKETS = re.compile(
    r"(?:根据|依据|按照|依照|参照|关于|以及)?(?P<name>[\u4e00-\u9fff]{2,10}[函发令字办政规])\s*(?P<left>[\[【(（［])\s{0,9}(?P<year>(?:19|20)\d\d)\s{0,9}(?P<right>[\]】)）］])\s{0,9}(?:第)?\s{0,9}\d+\s{0,9}号"
)
_TOWN = re.compile(
    "(?:乡|镇)(?:人民)?政府(?:办公室)?$|街道(?:办事处|办)?$|(?:乡|镇)$|(?:管理委员会|管委会)(?:办公室)?$"
)
_GOVERNMENT = re.compile(
    "(?:政府|政府办公[厅室]|[省市县旗州]|自治区|(?<!高新)(?<![校园社小发范景税假业])区)$"
)
"""A government's office publishes its report (Article 49); the name of a place alone means its government."""
_LATEST_DAY = {"department": (1, 31), "government": (3, 31)}


def check_title_year(context: Context) -> Iterator[Hit]:
    """GI411: the year of the title differs from the year of the period or the metadata."""
    facts = context.facts
    if facts.title_year and facts.year and facts.title_year.value != facts.year.value:
        yield Hit(
            where=facts.title_year.where,
            found=str(facts.title_year.value),
            expected=str(facts.year.value),
        )


def check_years_in_text(context: Context) -> Iterator[Hit]:
    """GI412: a sentence that begins with another year, or a preamble that names another report.

    Skips plans for next year, comparisons, document numbers, laws, dates of signature, and section 五.
    """
    year = context.year
    if year is None:
        return
    for line in context.lines:
        section = context.section_of(line)
        if line.level == 0 or section == 5:
            continue
        for found in _OPENING.finditer(line.text):
            sentence = line.text[found.start("year") :].partition("。")[0]
            stated = int(found["year"])
            is_plan = stated == year + 1 and _PLAN.search(sentence)
            is_comparison = stated < year and _LAST_YEAR.search(sentence)
            if stated != year and not is_plan and not is_comparison:
                yield Hit(where=line.where, found=found["year"], expected=str(year))
        named = _THE_REPORT.search(line.text) if not section else None
        if named and int(named["year"]) != year and not line.text.endswith("报告"):
            yield Hit(where=line.where, found=named["year"], expected=str(year))


def check_period(context: Context) -> Iterator[Hit]:
    """GI413: the period is not January 1 to December 31 of the report's year."""
    found = context.facts.period
    year = context.facts.year
    if not found or not year:
        return
    start, end = found.value
    if (_numbers(start), _numbers(end)) != ((year.value, 1, 1), (year.value, 12, 31)):
        wanted = f"{year.value}年1月1日至{year.value}年12月31日"
        yield Hit(where=found.where, found=found.text, expected=wanted)


def check_has_signature_date(context: Context) -> Iterator[Hit]:
    """GI414: no date of signature."""
    if context.facts.signed is None:
        yield Hit(where="end")


def check_signature_date_exists(context: Context) -> Iterator[Hit]:
    """GI415: the date of signature is not in the calendar."""
    signed = context.facts.signed
    if signed and signed.value is None:
        yield Hit(where=signed.where, found=signed.text)


def check_not_signed_early(context: Context) -> Iterator[Hit]:
    """GI416: signed before the period was over."""
    signed, year = context.facts.signed, context.year
    if signed and signed.value and year is not None and signed.value.year <= year:
        yield Hit(where=signed.where, found=signed.text, expected=f"≥ {year + 1}年1月1日")


def _numbers(day: date | None) -> tuple[int, int, int]:
    """Year, month and day as numbers, zeros for None: a report's year may be outside those of `date`."""
    return (day.year, day.month, day.day) if day else (0, 0, 0)


def kind_of_organ(name: str) -> str:
    """`town`, `government` or `department`, by the end of the name.

    `town` stands for all organs that Article 49 does not name: towns, 街道, development zones.
    """
    plain = without_note(lookup_text(name))
    if _TOWN.search(plain):
        return "town"
    return "government" if _GOVERNMENT.search(plain) else "department"


def check_deadline(context: Context) -> Iterator[Hit]:
    """GI417: signed after the day that Article 49 sets: January 31, for a government's report March 31."""
    facts, year = context.facts, context.year
    if not facts.signed or not facts.signed.value or year is None or not facts.organ:
        return
    kind = kind_of_organ(facts.organ.value)
    month, day = _LATEST_DAY["government" if kind == "government" else "department"]
    if _numbers(facts.signed.value) > (year + 1, month, day):
        yield Hit(
            where=facts.signed.where,
            found=facts.signed.text,
            expected=f"≤ {year + 1}年{month}月{day}日",
            # For organs that Article 49 does not name, the earlier day is usual.
            severity="info" if kind == "town" else None,
        )


def check_signing_organ(context: Context) -> Iterator[Hit]:
    """GI418: signed by another organ than the title names."""
    facts = context.facts
    if facts.organ and facts.signature and not same_organ(facts.organ.value, facts.signature.value):
        yield Hit(where=facts.signature.where, found=facts.signature.value, expected=facts.organ.value)


def check_citation(context: Context) -> Iterator[Hit]:
    """GI421: the report does not cite the document that sets the form."""
    if context.facts.citation is None and context.expected_edition:
        number = {"2019": "国办公开办函〔2019〕60号", "2021": "国办公开办函〔2021〕30号"}
        yield Hit(where="preamble", expected=number[context.expected_edition])


def check_cited_number(context: Context) -> Iterator[Hit]:
    """GI422: the cited document number belongs to neither edition."""
    citation = context.facts.citation
    if citation and not context.facts.cited:
        yield Hit(where=citation.where, found=citation.value, expected="国办公开办函〔2021〕30号")


def check_cited_edition(context: Context) -> Iterator[Hit]:
    """GI423: the cited edition is not that of the report's year."""
    facts = context.facts
    wanted = context.expected_edition
    if facts.citation and facts.cited and wanted and facts.cited != wanted:
        yield Hit(where=facts.citation.where, found=facts.citation.value, expected=wanted)


def check_number_brackets(context: Context) -> Iterator[Hit]:
    """GI424: a document number with other brackets than 〔 〕 (GB/T 9704-2012)."""
    for line in context.lines:
        for found in _NUMBER_BRACKETS.finditer(line.text):
            right = f"〔{found['year']}〕"
            yield Hit(
                where=line.where,
                found=f"{found['left']}{found['year']}{found['right']}",
                expected=right,
                words={"number": found[0][found.start("name") - found.start() :]},
            )


CHECK_FUNCTIONS = {
    "GI411": check_title_year,
    "GI412": check_years_in_text,
    "GI413": check_period,
    "GI414": check_has_signature_date,
    "GI415": check_signature_date_exists,
    "GI416": check_not_signed_early,
    "GI417": check_deadline,
    "GI418": check_signing_organ,
    "GI421": check_citation,
    "GI422": check_cited_number,
    "GI423": check_cited_edition,
    "GI424": check_number_brackets,
}
