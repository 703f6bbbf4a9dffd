"""The title at the beginning of a report, and the signature at its end."""

from __future__ import annotations

import re

from ..model import Heading, Paragraph, Report
from ..model.walk import inline_text
from ..statutory.fact import DATE, YEAR, Fact, Facts
from ..statutory.slots import Line
from .numbered import Item, begins_with_number, is_bold, is_marked

_WITHIN = 8
"""Lines at the beginning that can have the title."""
_LONGEST = 80
_LONGEST_ORGAN = 40
_REPORT = re.compile(r"(?:报告|年报)(?:[（(][^（()）]{1,20}[)）])?$")
_SENTENCE = re.compile("[。；：，;:,!！?？\n]")
# The beginning of a title without an organ, which the line before it then names.
_NO_ORGAN = re.compile(rf"(?:关于)?(?:{YEAR}|(?:政府)?信息公开|年度报告)")
_DATE = re.compile(DATE)
_OTHER_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_LEADS_TO_DATE = "至到自从于为期止间"
"""Last characters of a text before a date that is not an organ's name (截至, 自 …)."""
_MAX_LINES_AFTER = 2
"""Lines that may follow the date of a signature."""


def could_be_title(text: str) -> bool:
    """Whether `text` can be a report's title: short, no sentence, no number, ends in 报告 or 年报."""
    return (
        len(text) <= _LONGEST
        and bool(_REPORT.search(text))
        and not _SENTENCE.search(text)
        and not begins_with_number(text)
    )


def is_styled_title(report: Report, at: int) -> bool:
    """Whether the heading at the index `at` is the title, but has a level of 1 or more."""
    heading = report.body[at]
    return (
        at < _WITHIN
        and isinstance(heading, Heading)
        and heading.level > 0
        and could_be_title(inline_text(heading.content).strip())
    )


def title(report: Report, text: list[Line], facts: Facts, found: list[Item]) -> range:
    """The indexes of the one or two paragraphs that are the title of `report`; empty where there is none.

    The title is the line that `statutory.fact` finds, else the first bold or centred one that ends in 报告 or
    年报. A line before it in the same look that names the organ belongs to the title.
    """
    first = min((item.index for item in found), default=len(report.body))
    head = [line for line in text[:_WITHIN] if line.index < first]
    by_fact = facts.title.where if facts.title else ""
    for position, line in enumerate(head):
        block = report.body[line.index]
        if (
            isinstance(block, Paragraph)
            and could_be_title(line.text)
            and (line.where == by_fact or is_marked(block))
        ):
            two = position and _names_organ(report, head[position - 1], line, position == 1)
            return range(line.index - bool(two), line.index + 1)
    return range(0)


def _names_organ(report: Report, before: Line, line: Line, first: bool) -> bool:
    """Whether the line `before` names the organ of the title in `line`. `first`: it is the first line."""
    over, under = report.body[before.index], report.body[line.index]
    if not isinstance(over, Paragraph) or not isinstance(under, Paragraph):
        return False
    return (
        before.index == line.index - 1
        and len(before.text) <= _LONGEST_ORGAN
        and not _SENTENCE.search(before.text)
        and not _REPORT.search(before.text)
        and bool(_NO_ORGAN.match(line.text))
        and (over.align, is_bold(over)) == (under.align, is_bold(under))
        and (first or is_marked(over))
    )


def signature(report: Report, text: list[Line], facts: Facts) -> list[int]:
    """The indexes of the signature's paragraphs: the organ, where it has a line of its own, and the date."""
    signed = facts.signed
    lines = {line.where: position for position, line in enumerate(text)}
    if signed is None or signed.where not in lines:
        return []
    position = lines[signed.where]
    line = text[position]
    organ = facts.signature
    if not _is_date(line.text, organ) or len(text) - position - 1 > _MAX_LINES_AFTER:
        return []
    if organ is None or lines.get(organ.where) != position - 1:
        return [line.index]
    over = text[position - 1]
    between = report.body[over.index : line.index]
    alone = all(isinstance(block, Paragraph) for block in between)
    return [over.index, line.index] if alone else [line.index]


def _is_date(text: str, organ: Fact[str] | None) -> bool:
    """Whether `text` is a date only, or the organ and a date."""
    rest = _DATE.sub("", text, count=1)
    if rest == text:
        rest = _OTHER_DATE.sub("", text, count=1)
    rest, named = rest.strip(), organ.value if organ else ""
    return rest != text.strip() and (not rest or (rest == named and rest[-1] not in _LEADS_TO_DATE))
