"""Checks of the six sections: present, in order, with the right titles and numbers, not empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...model import Table
from ..finding import Context, Hit
from ..numerals import numeral_value
from ..sections import NUMERALS, TITLES

_PARTS = re.compile(
    r"(?:分为|共|等|包括|由|组成)?\s{0,9}(?<![第的之])(?P<count>[一二三四五六七八九十]|(?<!\d)\d{1,2})\s{0,9}(?:个|大)?\s{0,9}(?:部分|方面内容)"
)
_ABOUT_REPORT = re.compile("本报告|报告(?:内容|主要|由|包括|分)|全文")
_LISTED = re.compile("(?:包括|包含|由|分为|分别(?:为|是))")
_AND_THEY_ARE = re.compile(
    r"\s{0,9}(?:组成|构成)?[：:，,]\s{0,9}(?:即|具体|主要)?(?:包括|包含|分别(?:为|是))?[：:]?"
)
_ORDINAL = re.compile(
    "(?:^|(?<=[：:，,、；;]))\\s{0,9}第?([一二三四五六七八九十]{1,2})(?:是|为|部分|[、.．])"
)
_NOTHING_TO_REPORT = re.compile("^(?:无|没有|略|暂无)[。.]?$")
_SHORT = 10


def _title(number: int) -> str:
    return f"{NUMERALS[number - 1]}、{TITLES[number - 1]}"


def check_sections_present(context: Context) -> Iterator[Hit]:
    """GI401: one of the six sections is missing."""
    present = {section.number for section in context.facts.sections}
    for number in range(1, len(TITLES) + 1):
        if number not in present:
            yield Hit(where="body", expected=_title(number))


def check_section_order(context: Context) -> Iterator[Hit]:
    """GI402: sections in another order than the form's, or one section twice."""
    known = [section for section in context.facts.sections if section.number]
    earlier: set[int] = set()
    for before, after in pairwise(known):
        earlier.add(before.number)
        if after.number <= before.number:
            yield Hit(
                where=after.where,
                found=after.title,
                expected=f"{before.title} …",
                words={"before": before.title},
                wording="repeated" if after.number in earlier else "",
            )


def check_section_titles(context: Context) -> Iterator[Hit]:
    """GI403: a section under another title than the form's."""
    for section in context.facts.sections:
        if section.number and not section.exact:
            found = f"{section.numeral}{section.mark}{section.title}"
            yield Hit(where=section.where, found=found, expected=_title(section.number))


def check_section_numbers(context: Context) -> Iterator[Hit]:
    """GI404: a section with another number than the form's."""
    for section in context.facts.sections:
        if section.number and section.numeral and numeral_value(section.numeral) != section.number:
            yield Hit(where=section.where, found=section.numeral, expected=NUMERALS[section.number - 1])


def check_extra_sections(context: Context) -> Iterator[Hit]:
    """GI405: a section that is not in the form."""
    for section in context.facts.sections:
        if not section.number:
            yield Hit(where=section.where, found=section.title)


def check_number_of_parts(context: Context) -> Iterator[Hit]:
    """GI406: the number in “N 部分” differs from the number of parts that are listed, or of sections."""
    for line in context.lines:
        if line.heading or context.section_of(line):
            continue
        found = _PARTS.search(line.text)
        if not found or not _ABOUT_REPORT.search(line.text):
            continue
        stated = int(found["count"]) if found["count"].isdigit() else numeral_value(found["count"])
        listed = _listed(line.text[: found.start()]) or _listed_after(line.text[found.end() :])
        count = len(context.facts.sections)
        if listed and listed != stated:
            yield Hit(where=line.where, found=found[0].strip(), expected=str(listed))
        elif not listed and count and stated != count:
            yield Hit(where=line.where, found=found[0].strip(), expected=str(count))


def _listed(text: str) -> int:
    """The number of parts that a sentence lists before their count, as items between 、 or ，.

    0 without a list.

    复议、诉讼 is one item, since the title of section 四 has a 、.
    """
    start = list(_LISTED.finditer(text))
    if not start:
        return 0
    return _count_names(text[start[-1].end() :])


def _listed_after(text: str) -> int:
    """The number of parts that a sentence lists behind their count: 一是…；二是…, or items.

    0 without a list.
    """
    start = _AND_THEY_ARE.match(text)
    if not start:
        return 0
    sentence = text[start.end() :].partition("。")[0]
    numbers = [numeral_value(one) for one in _ORDINAL.findall(sentence)]
    if numbers[:2] == [1, 2]:
        return max(numbers)
    return _count_names(sentence)


def _count_names(text: str) -> int:
    names = re.sub("(?:^|(?<=[：:，、；]))[一二三四五六][、.．]", "", text)
    if names.count("、") + names.count("，") + names.count("；") < 2:
        return 0
    names = re.sub("复议(?:情况)?[、，](?:提起)?(?:行政)?诉讼", "复议和诉讼", names)
    return len([one for one in re.split("[、，；。]", names) if one.strip("等 ")])


def check_empty_sections(context: Context) -> Iterator[Hit]:
    """GI407: a section without content, or section 五 with a few characters only."""
    body = context.report.body
    for section in context.facts.sections:
        if not section.number:
            continue
        blocks = body[section.start : section.end]
        if any(isinstance(block, Table) for block in blocks):
            continue
        text = "".join(line.text for line in context.between(section.start, section.end))
        is_empty = not text or (
            section.number == 5 and (len(text) < _SHORT or _NOTHING_TO_REPORT.match(text))
        )
        if is_empty and section.number in (1, 5, 6):
            yield Hit(where=section.where, found=text, words={"title": section.title})


def check_fees_reported(context: Context) -> Iterator[Hit]:
    """GI408: section 六 does not mention 信息处理费 (国办函〔2020〕109号, in force from 2021)."""
    if context.year is None or context.year < 2021:
        return
    section = next((one for one in context.facts.sections if one.number == 6), None)
    text = "".join(line.text for line in context.section_text(6))
    if section and not re.search("处理费|收费通知|收取(?:任何)?费用|收费", text):
        yield Hit(where=section.where, expected="信息处理费")


CHECK_FUNCTIONS = {
    "GI401": check_sections_present,
    "GI402": check_section_order,
    "GI403": check_section_titles,
    "GI404": check_section_numbers,
    "GI405": check_extra_sections,
    "GI406": check_number_of_parts,
    "GI407": check_empty_sections,
    "GI408": check_fees_reported,
}
