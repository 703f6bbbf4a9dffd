"""The kind of a line of a dump (title, heading, signature or paragraph), and the bookmarks in it.

The reader and the writer both use this module, so that the writer knows how its lines will be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from gireport.model import BookmarkEnd, BookmarkStart, Heading, Inline, Paragraph, Text

TAB = "\t"
# A name without brackets: with them, a line of opening brackets would take quadratic time.
BOOKMARK = re.compile(r"\[bookmark: ([^\[\]\n]+)\]")
_MAX_TITLE_LENGTH = 80
_MAX_HEADING_LENGTH = 60
_MAX_ORGAN_LENGTH = 40

# In the national form 一、 numbers the sections and （一） their subsections.
_NUMBERED = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_SENTENCE = re.compile("[。；！？;]")
_CLAUSE = re.compile("[，：,:]")
_REPORT = re.compile(r"[^>：:]*(?:19|20)\d\d\s?年[^>：:]*(?:报告|年报)\s*(?:[（(].*[）)])?\s*")
_TITLE_LINES = 12
_MARKED = re.compile(r"#{1,6}[ \t]+")
_DATE = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")


class Names:
    """The names of the bookmarks in a dump so far. The second of two bookmarks with one name stays text."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.repeated: list[str] = []

    def is_new(self, name: str) -> bool:
        """Whether this is the first bookmark `name`."""
        if name in self.known:
            self.repeated.append(name)
            return False
        self.known.add(name)
        return True


def inlines(text: str, names: Names) -> tuple[Inline, ...]:
    """The inlines of one line; `[bookmark: NAME]` is a bookmark at that point."""
    if "[bookmark: " not in text:
        return (Text(text),) if text else ()
    result: list[Inline] = []
    at = 0
    for found in BOOKMARK.finditer(text):
        if names.is_new(found[1]):
            result += (Text(text[at : found.start()]), BookmarkStart(found[1]), BookmarkEnd(found[1]))
            at = found.end()
    return (*result, Text(text[at:]))


def without_bookmarks(line: str) -> str:
    """`line` without its bookmarks."""
    return BOOKMARK.sub("", line) if "[bookmark: " in line else line


def heading_level(line: str) -> int | None:
    """1 for a heading that 一、 numbers, 2 for one that （一） numbers, None for any other line."""
    text = without_bookmarks(line)
    if len(text) > _MAX_HEADING_LENGTH or _SENTENCE.search(text):
        return None
    return next((level for level, pattern in _NUMBERED if pattern.match(text)), None)


def is_title(line: str) -> bool:
    """Whether `line`, the first that is not empty, is the report's title."""
    text = without_bookmarks(line)
    fits = bool(text.strip()) and len(text) <= _MAX_TITLE_LENGTH and not text.startswith(TAB)
    return fits and not _SENTENCE.search(text) and heading_level(line) is None


def without_marks(line: str) -> str:
    """A title or a numbered heading without the `#` of Markdown; any other line unchanged."""
    found = _MARKED.match(line)
    text = line[found.end() :] if found else ""
    return text if text and (heading_level(text) is not None or _names_report(text)) else line


def signature(lines: Sequence[str]) -> int:
    """The number of the last `lines` that are the signature, organ and date; 0 without one.

    `lines` are not empty and not of a table.
    """
    if not lines or not _DATE.fullmatch(without_bookmarks(lines[-1])):
        return 0
    if len(lines) < 2 or not _is_organ(without_bookmarks(lines[-2])):
        return 1
    return 2


def _is_organ(text: str) -> bool:
    fits = 0 < len(text.strip()) <= _MAX_ORGAN_LENGTH and heading_level(text) is None
    return fits and not _SENTENCE.search(text) and not _CLAUSE.search(text)


def layout(lines: Sequence[str | None]) -> tuple[int, int]:
    """The index of the title among `lines`, -1 without one, and the index at which the signature starts.

    `lines` are those of a dump that are not empty; None stands for a table. The title is the first of the
    first lines that names an annual report, else the first line of all. Without a signature, the second index
    is the number of lines.
    """
    first = list(takewhile(lambda line: line is not None and heading_level(line) != 1, lines[:_TITLE_LINES]))
    title = next((number for number, line in enumerate(first) if line and _names_report(line)), -1)
    if title < 0 and first and first[0] is not None and is_title(first[0]):
        title = 0
    tail: list[str] = []
    for line in reversed(lines[title + 1 :]):
        if line is None or len(tail) == 2:
            break
        tail.insert(0, line)
    return title, len(lines) - signature(tail)


def _names_report(line: str) -> bool:
    """Whether `line` is a title with the name of an annual report in it."""
    return is_title(line) and _REPORT.fullmatch(without_bookmarks(line)) is not None


def block(line: str, as_title: bool, as_signature: bool, names: Names) -> Heading | Paragraph:
    """The block of `line`; `layout` says whether it is the title or the signature."""
    content = inlines(line, names)
    if as_title:
        return Heading(0, content)
    if as_signature:
        return Paragraph(content, "right")
    level = heading_level(line)
    return Paragraph(content) if level is None else Heading(level, content)
