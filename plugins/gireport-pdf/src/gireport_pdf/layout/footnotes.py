"""Footnotes: small type below a short line at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft
from .lines import Line
from .pages import Layout
from .paragraphs import Prose
from .shapes import Ruling

_LOWER_HALF = 0.4  # part of the height of a page below which the line of footnotes stands
_SHORT = 0.6  # part of the width of a page: that line is not longer
_MARK = re.compile(r"\s*(\[?\d{1,3}\]?|[①-⑳*†‡])\s*")


def take_footnotes(layout: Layout, body_size: float) -> list[list[Line]]:
    """Take the footnotes off a page: for each, its lines.

    They are what stands below a short horizontal line, in smaller type than the body, and begins with a mark.
    Anything else stays where it is.
    """
    short = [one for one in layout.rules if _may_part(one, layout)]
    for rule in sorted(short, reverse=True):
        below = [item for item in layout.items if isinstance(item, Line) and item.top > rule.at - 2]
        count = len(below)
        if not below or layout.items[-count:] != below or not _are_notes(below, body_size):
            continue
        del layout.items[-count:]
        notes: list[list[Line]] = []
        for line in below:
            if mark_of(line):
                notes.append([])
            notes[-1].append(line)
        return notes
    return []


def attach(layout: Layout, notes: Sequence[Sequence[Line]]) -> int:
    """Attach each note to the raised mark in the text of its page.

    Those without a mark go back to the end of the page; give their number.
    """
    left = 0
    lines = [line for item in layout.items for line in _lines_in(item)]
    for note in notes:
        mark = mark_of(note[0])
        place = next(((line, number) for line in lines for number in _marks_in(line, mark)), None)
        if place is None:
            layout.items += note
            left += 1
            continue
        _without_mark(note[0])
        line, number = place
        line.runs[number] = line.runs[number]._replace(note=tuple(note))
    return left


def _lines_in(item: object) -> list[Line]:
    if isinstance(item, Line):
        return [item]
    if isinstance(item, Prose):
        return item.lines
    if isinstance(item, Draft):
        return [line for part in item.parts for inside in part.content for line in _lines_in(inside)]
    return []


def _marks_in(line: Line, mark: str | None) -> list[int]:
    """The numbers of the runs of a line that are this mark, and have no note yet."""
    return [
        number
        for number, run in enumerate(line.runs)
        if run.text.strip() == mark and "superscript" in run.marks and not run.note
    ]


def mark_of(line: Line) -> str | None:
    """The mark at the start of a footnote: a number, ① or *."""
    found = _MARK.match(line.text)
    return found.group(1) if found else None


def _without_mark(line: Line) -> None:
    """Take the mark off the start of a line."""
    found = _MARK.match(line.text)
    left = found.end() if found else 0
    while left:
        first = line.runs[0]
        if len(first.text) > left:
            line.runs[0] = first._replace(text=first.text[left:])
            return
        left -= len(first.text)
        del line.runs[0]


def _may_part(rule: Ruling, layout: Layout) -> bool:
    return rule.at > _LOWER_HALF * layout.height and 20 < rule.end - rule.start < _SHORT * layout.width


def _are_notes(lines: Sequence[Line], body_size: float) -> bool:
    return mark_of(lines[0]) is not None and all(line.face.size < 0.95 * body_size for line in lines)
