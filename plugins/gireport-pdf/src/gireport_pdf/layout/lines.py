"""Which characters stand on one line, and what does the line say?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gireport.model import MARKS, Mark

from .shapes import Face, Glyph

# All in parts of the size of the type.
_SAME_BASELINE = 0.3  # by which the baselines of one line differ
_RAISED = 0.86  # characters of at most this size stand above or below the baseline
_RAISED_BY = 0.6
_GAP = 1.2  # a space that is wider may part two columns
_OVERLAP = 0.4  # by which neighbours of one line overlap at most
_WORD_SPACE = 0.2  # between letters: a space that the file does not have as a character
_WIDE_SPACE = 0.7  # beside a Chinese character

_WIDE = frozenset("WF")
# Closing marks never begin a line, so they hang on the character before them.
_CLOSING = frozenset("，。、；：？！）》〉”’】〕」』…—·％,.;:?!)]}%")
# Opening marks never end a line.
_OPENING = frozenset("（《〈“‘【〔「『([{")
_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Characters that look the same and have the same link; a footnote's mark has the lines of the note."""

    text: str
    face: Face
    marks: tuple[Mark, ...] = ()
    link: str | None = None
    note: tuple[Line, ...] = ()


@dataclass
class Line:
    """A line of text: what it says, its extent in points, its most common face.

    `inner` is where it ends without closing marks, which may hang over the margin. `head` is the width of
    what cannot be parted from the first character: the line before is full when that would not have fitted
    behind it. `gaps` are the wide spaces in the line, from where to where.
    """

    runs: list[Run]
    x0: float
    x1: float
    y: float
    face: Face
    head: float
    inner: float
    page: int = 0
    number: int = 0
    gaps: tuple[tuple[float, float], ...] = ()
    column: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)

    @property
    def top(self) -> float:
        """About where the characters begin."""
        return self.y - 0.85 * self.face.size

    @property
    def where(self) -> str:
        """The place, in the words of `places.json`."""
        return f"page {self.page} line {self.number}"


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a Chinese one (UAX 11)."""
    return unicodedata.east_asian_width(character) in _WIDE


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that `glyphs` make, from the top down. Lines of spaces alone are left out."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.y, one.x0)):
        if not groups or glyph.y - groups[-1][0].y > 0.15 * glyph.face.size:
            groups.append([])
        groups[-1].append(glyph)
    lines: list[tuple[list[Glyph], float, float]] = []  # characters, baseline, size
    for group in groups:
        size = max(one.face.size for one in group)
        if lines and _on_one_line(lines[-1], group, size):
            before, y, largest = lines[-1]
            y = y if largest >= size else group[0].y
            before += group
            lines[-1] = (before, y, max(largest, size))
        else:
            lines.append((group, group[0].y, size))
    made = (_line(group, y) for group, y, _ in lines)
    return [line for line in made if line]


def _on_one_line(line: tuple[list[Glyph], float, float], group: Sequence[Glyph], size: float) -> bool:
    glyphs, y, largest = line
    small, large = sorted((largest, size))
    most = _RAISED_BY if small <= _RAISED * large else _SAME_BASELINE
    return abs(group[0].y - y) <= most * large and not _overlap(glyphs, group)


def _overlap(line: Sequence[Glyph], group: Sequence[Glyph]) -> bool:
    """Whether a character of `group` stands where the line has one: then it is of another line."""
    end = float("-inf")
    for one in sorted((*line, *group), key=lambda glyph: glyph.x0):
        if not one.text.isspace():
            if end - one.x0 > _OVERLAP * one.face.size:
                return True
            end = max(end, one.x1)
    return False


def _line(glyphs: list[Glyph], y: float) -> Line | None:
    glyphs = sorted(glyphs, key=lambda one: one.x0)
    inked = [one for one in glyphs if not one.text.isspace()]
    if not inked:
        return None
    faces: Counter[Face] = Counter()
    for one in inked:
        faces[one.face] += max(len(one.text), 1)
    face = faces.most_common(1)[0][0]
    texts: list[list[str]] = []
    looks: list[tuple[Face, tuple[Mark, ...], str | None]] = []
    last: Glyph | None = None
    for one in glyphs[glyphs.index(inked[0]) : len(glyphs) - glyphs[::-1].index(inked[-1])]:
        blank = one.text.isspace()
        look = (one.face, () if blank else _marks(one, y, face), one.link)
        if not texts or not (blank or look == looks[-1]):
            texts.append([])
            looks.append(look)
        if blank or (last is not None and _apart(last, one)):
            texts[-1].append(" ")
        if not blank:
            texts[-1].append(one.text)
        last = one
    runs = [Run(_SPACES.sub(" ", "".join(text)), *look) for text, look in zip(texts, looks, strict=True)]
    inner = next((one.x1 for one in reversed(inked) if one.text not in _CLOSING), inked[-1].x1)
    gaps = tuple(
        (before.x1, after.x0) for before, after in pairwise(inked) if after.x0 - before.x1 > _GAP * face.size
    )
    end = max(one.x1 for one in inked)
    return Line(runs, inked[0].x0, end, y, face, _head(inked), inner, gaps=gaps)


def _apart(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two characters of a line is a space."""
    if before.text.isspace() or after.text.isspace():
        return False
    wide = is_wide(before.text[-1]) or is_wide(after.text[0])
    size = max(before.face.size, after.face.size)
    return after.x0 - before.x1 > (_WIDE_SPACE if wide else _WORD_SPACE) * size


def _marks(glyph: Glyph, y: float, face: Face) -> tuple[Mark, ...]:
    found: set[Mark] = set()
    if glyph.face.bold:
        found.add("bold")
    if glyph.face.italic:
        found.add("italic")
    if glyph.face.size <= _RAISED * face.size:
        if glyph.y < y - 0.15 * face.size:
            found.add("superscript")
        elif glyph.y > y + 0.05 * face.size:
            found.add("subscript")
    return tuple(mark for mark in MARKS if mark in found)


def _head(inked: Sequence[Glyph]) -> float:
    """The width of the first character, or word, with opening marks before and closing ones behind."""
    start = 0
    while start + 1 < len(inked) and inked[start].text in _OPENING:
        start += 1
    end = start + 1
    if not is_wide(inked[start].text[0]):
        while (
            end < len(inked)
            and not is_wide(inked[end].text[0])
            and inked[end].x0 - inked[end - 1].x1 < _WORD_SPACE * inked[end].face.size
        ):
            end += 1
    while end < len(inked) and inked[end].text in _CLOSING:
        end += 1
    return inked[end - 1].x1 - inked[0].x0
