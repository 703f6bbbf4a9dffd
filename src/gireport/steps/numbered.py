"""Numbered paragraphs (一、 （一） 1. （1）: GB/T 9704-2012, 7.3.3), and whether they look like headings."""

from __future__ import annotations

import re
from unicodedata import normalize

from msgspec import Struct

from ..model import Block, Image, PageBreak, Paragraph, Report, Rule, Text
from ..statutory.numerals import numeral_value
from ..statutory.sections import TITLES, Section
from ..statutory.slots import Line

PART = 0
"""The depth of 第一部分 and 第一章; 一、 is 1, （一） is 2, 1. is 3, （1） is 4."""
DEPTHS = 5
LONGEST = 45
"""Characters of a heading; a longer paragraph is text."""
_LONGEST_WITH_STOP = 25
_CHINESE = "(?P<number>[一二三四五六七八九十]{1,3})"
_DIGITS = r"(?P<number>[0-9]{1,2})"
# By depth; matched on text in NFKC form, in which ㈠ is (一), ⒈ is 1. and ． is a plain full stop.
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第{_CHINESE}(?:部分|章)[、:]?",
        rf"{_CHINESE}(?: ?[、.,]| )",
        rf"\( ?{_CHINESE} ?\)[、.]?",
        rf"{_DIGITS} ?[.、](?![0-9])",
        rf"\( ?{_DIGITS} ?\)[、.]?",
    )
)
_TEXT = re.compile(r"[。;:!?\n\t]|\.{3}|·{3}")
_COUNT = re.compile(r"[0-9] ?(?:件|条|次|份|个|人|期|篇|元|万|%)")
_PAGE = re.compile(r"[ .·_-][0-9]{1,3}-?$")
"""The end of a line in a table of contents: a page number after a space or dots."""
_MAX_COMMAS = 2


class Item(Struct):
    """A numbered paragraph: the index of its block, its depth and number, and whether it can be a heading.

    `brief`: short and not a sentence; `marked`: bold as a whole, or centred; `stopped`: brief, but ends in
    。; `sure`: the title of one of the form's six sections; `body`: text follows that belongs under it.
    """

    index: int
    depth: int
    number: int
    text: str
    brief: bool
    marked: bool
    stopped: bool = False
    sure: bool = False
    body: bool = False


def begins_with_number(text: str) -> bool:
    """Whether `text` begins with a number."""
    start = normalize("NFKC", text[:LONGEST])
    return any(pattern.match(start) for pattern in _NUMBERS)


def items(report: Report, text: list[Line], sections: tuple[Section, ...]) -> list[Item]:
    """The numbered paragraphs of the body in order, and the titles of `sections` without a number."""
    known = {section.start - 1: section for section in sections if section.number}
    found = [
        item
        for line in text
        if type(block := report.body[line.index]) is Paragraph
        and (item := _item(line, block, known.get(line.index)))
    ]
    _set_bodies(found, report.body)
    return found


def _item(line: Line, block: Paragraph, section: Section | None) -> Item | None:
    start = normalize("NFKC", line.text[: LONGEST + 1])
    marked = is_marked(block)
    for depth, pattern in enumerate(_NUMBERS):
        number = pattern.match(start)
        if number:
            title = start[number.end() :].strip()
            stopped = title.endswith("。") and len(title) <= _LONGEST_WITH_STOP
            stopped = stopped and (marked or (depth <= PART + 2 and "," not in title))
            fits = len(line.text) <= LONGEST and _is_title(
                title.removesuffix("。") if stopped else title, marked
            )
            brief = fits and not any(isinstance(inline, Image) for inline in block.content)
            value = number["number"]
            count = int(value) if value.isdecimal() else numeral_value(value)
            sure = brief and depth == PART + 1 and section is not None and _is_sure(section, marked)
            return Item(line.index, depth, count, line.text, brief, marked, stopped, sure)
    if section and not section.numeral and not _PAGE.search(start):
        return Item(line.index, PART + 1, section.number, line.text, True, marked, sure=True)
    return None


def _is_sure(section: Section, marked: bool) -> bool:
    numbered_so = bool(section.numeral) and numeral_value(section.numeral) == section.number
    return marked or numbered_so or section.title in TITLES


def _is_title(title: str, marked: bool) -> bool:
    """Whether `title` (NFKC form, without its number) can be a heading: no sentence, no list of counts."""
    title = title.removesuffix(":")
    return (
        len(title) > 1
        and not _TEXT.search(title)
        and title.count(",") <= _MAX_COMMAS
        and title[-1] not in ",、"
        and not _PAGE.search(title)
        and (marked or not _COUNT.search(title))
    )


def is_bold(block: Paragraph) -> bool:
    """Whether every visible character of `block` is bold."""
    texts = [inline for inline in block.content if type(inline) is Text and inline.text.strip()]
    return bool(texts) and all("bold" in text.marks for text in texts)


def is_marked(block: Paragraph) -> bool:
    """Whether `block` is formatted like a heading: bold as a whole, or centred."""
    return block.align == "center" or is_bold(block)


def is_blank(block: Block) -> bool:
    """Whether `block` shows nothing but white space."""
    if isinstance(block, Paragraph):
        return not any(
            inline.text.strip() if isinstance(inline, Text) else isinstance(inline, Image)
            for inline in block.content
        )
    return isinstance(block, (PageBreak, Rule))


def _set_bodies(found: list[Item], body: tuple[Block, ...]) -> None:
    """Set `body` of each item: what follows is not a number of its own depth or an outer one, nor the end."""
    by_index = {item.index: item for item in found}
    below: Block | Item | None = None
    for index in range(len(body) - 1, -1, -1):
        item = by_index.get(index)
        if item:
            item.body = below is not None and not (isinstance(below, Item) and below.depth <= item.depth)
        if item or not is_blank(body[index]):
            below = item or body[index]
