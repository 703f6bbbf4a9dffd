"""Which lines of text are one paragraph, and how is it aligned?

A line is full when the first word or character of the next one would not have fitted behind it. A paragraph
goes on after a full line, in the same type, at the margin or at the indent of the lines before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gireport.model import Align

from .lines import Line, Run, is_wide

_SLACK = 0.3  # of the size: by so much a line may end before the margin and still be full
_INDENT = 0.8  # of the size: the least indent
_CENTRED = 2.5  # of the size: the least space on both sides of a centred line of body type
_RIGHT = (
    4.6  # of the size: the most space behind a line that is aligned right (7.3.5 of GB/T 9704: 4 characters)
)
_LOOSE = 1.4  # of the usual distance of lines: a larger one ends the paragraph
_BALANCED = 0.6  # part of the longest of balanced lines that the shortest has at least
_TITLE_PITCH = 1.9  # the most distance of two lines of one title, in parts of the size
_SENTENCE_END = ("。", "！", "？", "；", "：", ".", ";", ":", "!", "?")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条]"
)
_MARKER = re.compile(r"(?:[•●○■□◆▪–-]|\d{1,3}[.)、．]|[（(]\d{1,3}[）)])\s*")


@dataclass(frozen=True)
class Margins:
    """Where lines of text begin and end in a column of text or a cell, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The length of a full line."""
        return self.right - self.left


@dataclass
class Prose:
    """A paragraph: its lines, its alignment where it is not the usual one, the margins of its last line."""

    lines: list[Line]
    align: Align | None = None
    margins: Margins | None = None

    @property
    def text(self) -> str:
        """What it says, without marks."""
        return "".join(run.text for run in self.runs())

    def runs(self) -> list[Run]:
        """The runs of all lines; words that stood on two lines have a space between them."""
        result: list[Run] = []
        for line in self.lines:
            first, *rest = line.runs
            if result:
                before = result[-1].text
                if not (is_wide(before[-1]) or is_wide(first.text[0]) or before[-1] in " -/"):
                    result[-1] = result[-1]._replace(text=before + " ")
                if result[-1][1:] == first[1:]:
                    first = first._replace(text=result.pop().text + first.text)
            result.append(first)
            result.extend(rest)
        return result


def prose_of_flow(lines: Sequence[Line], margins: Margins, body_size: float) -> list[Prose]:
    """The paragraphs of lines that follow one another in a column of text, over pages too."""
    result: list[Prose] = []
    pitch = _usual_pitch(lines)
    for line in lines:
        own = Margins(*line.column) if line.column else margins
        align = _align(line, own, body_size)
        if result and _goes_on(result[-1], line, align, own, pitch, body_size):
            result[-1].lines.append(line)
            result[-1].margins = own
        else:
            result.append(Prose([line], align, own))
    return result


def prose_of_cell(lines: Sequence[Line], margins: Margins, balanced: bool = False) -> list[Prose]:
    """The paragraphs in a cell: only a line that is not full ends one.

    `balanced`: a browser made the lines; they may be about equally long (CSS Text 4, `text-wrap: balance`).
    """
    if balanced and _are_balanced(lines, margins):
        return [Prose(list(lines), margins=margins)]
    result: list[Prose] = []
    for line in lines:
        if result and _is_full(result[-1].lines[-1], line, margins, cell=True):
            result[-1].lines.append(line)
        else:
            result.append(Prose([line], margins=margins))
    return result


def _are_balanced(lines: Sequence[Line], margins: Margins) -> bool:
    """Whether lines are about as long as one another, and would not fit on fewer lines."""
    lengths = [line.x1 - line.x0 for line in lines]
    if len(lines) < 2 or min(lengths) < _BALANCED * max(lengths):
        return False
    starts = (line.text for line in lines[1:])
    size = lines[0].face.size
    # A line may end one character early: a stop cannot begin the next, and the margins hold the padding.
    fewer = (len(lines) - 1) * (margins.width - size) - size
    return sum(lengths) > fewer and not any(_NUMBERED.match(start) for start in starts)


def goes_on_in_cell(before: Prose, after: Prose) -> bool:
    """Whether the paragraph `after`, at the top of the next page, goes on the one that ends the same cell."""
    margins, line = before.margins, before.lines[-1]
    start = after.lines[0].text
    if margins is None or line.text.endswith(_SENTENCE_END) or _NUMBERED.match(start) or _MARKER.match(start):
        return False
    return _is_full(line, after.lines[0], margins, cell=True)


def _usual_pitch(lines: Sequence[Line]) -> float:
    """The usual distance of lines in parts of their size."""
    distances = [
        (after.y - before.y) / after.face.size
        for before, after in pairwise(lines)
        if before.page == after.page and 0.8 < (after.y - before.y) / after.face.size < 3
    ]
    return median(distances) if distances else 2.0


def _align(line: Line, margins: Margins, body_size: float) -> Align | None:
    before, behind = line.x0 - margins.left, margins.right - line.x1
    size = line.face.size
    least = _CENTRED * size if size <= 1.15 * body_size else -0.5 * size
    if min(before, behind) >= least and abs(before - behind) <= max(0.6 * size, 0.02 * margins.width):
        return "center"
    if before > 0.3 * margins.width and -size < behind <= _RIGHT * size and before > 2 * behind:
        return "right"
    return None


def _goes_on(
    prose: Prose, line: Line, align: Align | None, margins: Margins, pitch: float, body_size: float
) -> bool:
    last = prose.lines[-1]
    size = line.face.size
    if abs(size - last.face.size) > 0.1 * size:
        return False
    if size > 1.15 * body_size and "center" in (prose.align, align):  # lines of a title
        return last.page == line.page and line.y - last.y < _TITLE_PITCH * size
    if prose.align != align or align == "right":
        return False
    if last.page == line.page and line.y - last.y > _LOOSE * pitch * size:
        return False
    if not _is_full(last, line, prose.margins or margins, centred=align == "center"):
        return False
    if align == "center":
        return True
    return _keeps_indent(prose, line, margins)


def _keeps_indent(prose: Prose, line: Line, margins: Margins) -> bool:
    last, size = prose.lines[-1], line.face.size
    indent = line.x0 - margins.left
    before = last.x0 - (prose.margins or margins).left
    if len(prose.lines) > 1:
        return abs(indent - before) < _INDENT * size
    if indent < _INDENT * size or indent < before - _INDENT * size:
        return not _NUMBERED.match(line.text) or not last.text.endswith(_SENTENCE_END)
    if indent > before + _INDENT * size / 2:  # a hanging indent behind the mark of a list
        return _MARKER.match(last.text) is not None
    return not last.text.endswith(_SENTENCE_END) and not _NUMBERED.match(line.text)


def _is_full(line: Line, after: Line, margins: Margins, cell: bool = False, centred: bool = False) -> bool:
    """Whether the first word or character of the line `after` would not have fitted behind `line`."""
    size = after.face.size
    space = 0 if is_wide(after.runs[0].text[0]) or is_wide(line.runs[-1].text[-1]) else 0.25 * size
    # Of centred lines, and in cells, the length counts, not where they end.
    free = margins.width - (line.x1 - line.x0) if cell or centred else margins.right - line.x1
    return free < after.head + space + (_SLACK if not cell else 2 * _SLACK) * size
