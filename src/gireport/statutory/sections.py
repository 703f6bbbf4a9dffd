"""The six sections of the report, found by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..model import Block, Inline, LineBreak, Paragraph, Report
from ..model.walk import inline_text
from .labels import labels, lookup_text
from .slots import Line

TITLES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六"
_NUMBERED = re.compile(
    r"^(?P<numeral>[一二三四五六七八九十]{1,3})\s*(?P<mark>[、.．,，：:]|\s)\s*(?P<title>\S.*)$"
)
_OTHER_NUMBER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s{0,9}[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)"
)
_TITLE_NUMBERS = {lookup_text(title): number for number, title in enumerate(TITLES, 1)}
_MAX_TITLE_LENGTH = 45
# Words in the titles of published reports that are not worded as the form's. The first match counts.
_TITLE_WORDS = (
    (4, re.compile("复议|诉讼")),
    (5, re.compile("问题|改进|不足|困难")),
    (3, re.compile("申请")),
    (2, re.compile("主动公开")),
    (6, re.compile("其他.{0,6}(?:事项|情况)|需要(?:报告|说明)")),
    (1, re.compile("总体情况|总体概况|^概[述况]$|基本情况|^总述$|工作总体")),
)


class Section(Struct, frozen=True):
    """A section of the report.

    `number` is 1 to 6, or 0 for a section that the form does not have. `numeral` and `mark` are printed
    before the title, such as 一 and 、; `exact` says that the whole title is that of the form. `start` and
    `end` are indexes of the report's body: the block after the title, and the block after the last one.
    """

    number: int
    numeral: str
    mark: str
    title: str
    exact: bool
    where: str
    start: int
    end: int


def sections_of(text: list[Line], end_of_text: int) -> Iterator[Section]:
    """The sections in the order of the report.

    The last one ends at the index `end_of_text`, where the signature begins.
    """
    marks = [(line, found) for line in text if (found := _title(line))]
    if not marks:
        marks = [(line, found) for line in text if (found := _title_with_other_number(line))]
    for position, (line, (number, numeral, mark, title)) in enumerate(marks):
        end = marks[position + 1][0].index if position + 1 < len(marks) else end_of_text
        exact = 0 < number <= len(TITLES) and title == TITLES[number - 1] and mark == "、"
        yield Section(number, numeral, mark, title, exact, line.where, line.index + 1, end)


def is_section_title(text: str) -> bool:
    """Whether `text`, a line that is not a heading, is the numbered title of one of the six sections."""
    found = _title(Line(0, 0, text, False))
    return found is not None and bool(found[0]) and bool(found[1])


def _title(line: Line) -> tuple[int, str, str, str] | None:
    """Number, numeral, mark and title of the section whose title `line` is; None for another line.

    Of a line that is neither a heading nor numbered, only the exact title of a section counts.
    """
    if len(line.text) > _MAX_TITLE_LENGTH or "。" in line.text or line.level == 0 or line.level > 1:
        return None
    found = _NUMBERED.match(line.text)
    title = (found["title"] if found else line.text).strip().rstrip("：:")
    number = _number_by_title(title) if found or line.heading else _number_by_exact_title(title)
    if not number and not (found and line.heading):
        return None
    if any(labels("applications").in_row(line.text.split()[0])):
        return None  # A row of section 三's table, which a tool has made a line of text.
    if not found:
        return number, "", "", title
    return number, found["numeral"], found["mark"], title


def _title_with_other_number(line: Line) -> tuple[int, str, str, str] | None:
    """As `_title`, for the exact title of a section behind another number, such as （一）, 1. or 第一部分."""
    found = _OTHER_NUMBER.match(line.text)
    number = (
        _number_by_exact_title(line.text[found.end() :].strip().rstrip("：:"))
        if found and len(line.text) <= _MAX_TITLE_LENGTH
        else 0
    )
    return (number, "", "", line.text) if number else None


def _number_by_exact_title(title: str) -> int:
    return _TITLE_NUMBERS.get(lookup_text(title), 0)


def _number_by_title(title: str) -> int:
    return _number_by_exact_title(title) or next(
        (number for number, words in _TITLE_WORDS if words.search(title)), 0
    )


# --- lines that line breaks end ------------------------------------------------------------------------


def lines_as_paragraphs(paragraph: Paragraph) -> list[Paragraph]:
    """The lines of `paragraph` between its line breaks, each as a paragraph; empty lines are left out."""
    return [Paragraph(line, paragraph.align) for line in _content_by_line(paragraph.content) if line]


def with_section_titles_apart(report: Report) -> Report:
    """`report` with each line as a paragraph, in those paragraphs of which one line is the title of a
    section.

    Old web pages end lines with line breaks, and so do people who press Shift+Enter in Word.
    """
    body: list[Block] = []
    for block in report.body:
        if isinstance(block, Paragraph) and LineBreak() in block.content:
            lines = lines_as_paragraphs(block)
            if any(is_section_title(inline_text(line.content).strip()) for line in lines):
                body += lines
                continue
        body.append(block)
    if len(body) == len(report.body):
        return report
    return Report(report.meta, tuple(body), report.resources)


def _content_by_line(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)
