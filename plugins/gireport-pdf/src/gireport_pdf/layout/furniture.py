"""What repeats on the pages around the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from .lines import Line
from .pages import Layout

_OUTERMOST = 3  # lines from the top and from the bottom of a page that are looked at
_EDGE = 0.14  # part of the height of a page: page numbers stand in it
_SAME_PLACE = 4.0  # points
_DASHES = "-–—―－─一·•~～|/ "
_SMALL_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_ROMAN = rf"(?-i:{_SMALL_ROMAN}|{_SMALL_ROMAN.upper()})"  # 1 to 399, no word such as "civil"
_NUMBER = re.compile(
    rf"[{_DASHES}]*(?:第\s*)?(\d{{1,4}}|{_ROMAN})(?:\s*页)?"
    rf"(?:[\s/,，、|]*(?:of|共|之)?\s*\d{{1,4}}\s*页?)?[{_DASHES}]*|page\s*(\d{{1,4}})(?:\s*of\s*\d{{1,4}})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


@dataclass
class Furniture:
    """What was taken away: how many numbers count the pages, the texts of other page numbers, and heads and
    feet: the text (by the text without its figures) as on the first of its pages, and those pages.
    """

    numbers: int = 0
    others: list[str] = field(default_factory=list)
    texts: dict[str, tuple[str, list[int]]] = field(default_factory=dict)


def without_furniture(layouts: Sequence[Layout]) -> Furniture:
    """Take page numbers and running heads and feet out of `layouts`.

    A page number is a number alone (— 1 —, 第1页, 1/5) near the edge of a page, which counts the pages or
    stands between dashes. A running head stands at the same place of several pages, and differs by figures
    alone.
    """
    result = Furniture()
    heads = _repeated(layouts)
    counting, others = _numbers(layouts)
    numbers = counting | others
    for layout in layouts:
        if all(id(item) in heads or id(item) in numbers for item in layout.items):
            heads = heads.difference(map(id, layout.items))  # a page has something to say beside its head
        kept = []
        for item in layout.items:
            if isinstance(item, Line) and id(item) in counting:
                result.numbers += 1
            elif isinstance(item, Line) and id(item) in others:
                result.others.append(item.text.strip())
            elif isinstance(item, Line) and id(item) in heads:
                key = _DIGITS.sub("#", item.text)
                result.texts.setdefault(key, (item.text, []))[1].append(layout.number)
            else:
                kept.append(item)
        layout.items = kept
    return result


def _outermost(layout: Layout) -> list[tuple[Line, bool]]:
    """The first and the last lines of a page that stand above and below everything else; True: above."""
    result: list[tuple[Line, bool]] = []
    for items, above in ((layout.items, True), (layout.items[::-1], False)):
        for item in items[:_OUTERMOST]:
            if not isinstance(item, Line):
                break
            result.append((item, above))
    return result


def _near_edge(layout: Layout, line: Line, above: bool) -> bool:
    return line.y < _EDGE * layout.height if above else line.top > (1 - _EDGE) * layout.height


def _numbers(layouts: Sequence[Layout]) -> tuple[set[int], set[int]]:
    """The lines (by `id`) that are page numbers: those that count the pages, and others (dashes, roman)."""
    candidates: dict[int, list[tuple[Layout, Line]]] = defaultdict(list)  # number − page
    dashed: set[int] = set()
    for layout in layouts:
        for line, above in _outermost(layout):
            text = line.text.strip()
            found = _NUMBER.fullmatch(text)
            if not found or not _near_edge(layout, line, above):
                continue
            shown = found.group(1) or found.group(2)
            if shown.isdigit():
                candidates[int(shown) - layout.number].append((layout, line))
                if text != shown:
                    dashed.add(id(line))
            elif len(text) <= len(layouts) + 2:
                dashed.add(id(line))
    counting = {
        id(line)
        for group in candidates.values()
        if len({one.number for one, _ in group}) > 1
        for _, line in group
    }
    return counting, dashed - counting


def _repeated(layouts: Sequence[Layout]) -> set[int]:
    """The lines (by `id`) that stand at the same place of several pages and say the same."""
    groups: dict[tuple[str, bool], list[tuple[Layout, Line]]] = defaultdict(list)
    for layout in layouts:
        for line, above in _outermost(layout):
            if line.y < 0.2 * layout.height or line.y > 0.8 * layout.height:
                groups[_DIGITS.sub("#", "".join(line.text.split())), above].append((layout, line))
    result: set[int] = set()
    for group in groups.values():
        pages = {layout.number for layout, _ in group}
        places = sorted(line.y for _, line in group)
        if len(pages) < 2 or len(pages) * 3 < len(layouts):
            continue
        if places[-1] - places[0] <= _SAME_PLACE:
            result.update(id(line) for _, line in group)
    return result
