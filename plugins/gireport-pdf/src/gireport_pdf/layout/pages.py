"""What stands on a page from the top down: lines of text, tables, pictures.

Each character goes to the innermost cell around it, else to the page itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from .columns import has_bare_table, in_columns, runs_from_the_right
from .drafts import CellContent, Draft, draft_of
from .lattice import Lattice, lattices
from .lines import Line
from .paragraphs import Prose
from .rulings import merged
from .shapes import Box, Page, Picture, Ruling
from .sideways import prose_of_sideways

_ROW = 0.15  # part of the height of a page: a frame that is not higher may be a row of a table
_OPEN = 100.0  # points: the least length of the lines of a table that has no vertical ones


@dataclass
class Layout:
    """The content of a page in reading order.

    `slots` counts rows × columns of its tables, `boxes` frames around text, which are left away, `drawings`
    grids without any text, `open_tables` tables of horizontal lines alone, `sideways` turned characters.
    `rules` are horizontal lines that belong to no table.
    """

    number: int
    width: float
    height: float
    items: list[Line | Draft | Picture | Prose] = field(default_factory=list)
    boxes: int = 0
    drawings: int = 0
    open_tables: int = 0
    sideways: int = 0
    columns: bool = False
    bare_table: bool = False
    from_the_right: bool = False
    slots: int = 0
    rules: list[Ruling] = field(default_factory=list)


def layout_of(page: Page) -> Layout:
    """The content of `page` in reading order.

    Raises:
        LimitError: the page has too many lines, or a table too many slots.
    """
    result = Layout(page.number, page.width, page.height)
    horizontals, verticals = merged(page.horizontals), merged(page.verticals)
    found = lattices(horizontals, verticals)
    result.slots = sum((len(one.xs) - 1) * (len(one.ys) - 1) for one in found)
    tree = _Tree(found)
    body = CellContent()
    contents = [[CellContent() for _ in lattice.cells] for lattice in found]
    _put(page, tree, contents, body)
    drafts = _drafts(page, tree, contents, body, result)
    body.make_lines(page.number)
    taken = [lattice.box for lattice in found]
    result.rules = [one for one in horizontals if not _inside(one, taken)]
    result.open_tables = _open_tables(result.rules, body.lines)
    result.sideways = len(page.sideways)
    lines, result.columns = in_columns(body.lines, body.glyphs)
    result.bare_table = not result.columns and has_bare_table(lines)
    result.from_the_right = runs_from_the_right(lines)
    rows: list[tuple[float, Line | Draft | Picture | Prose]] = []
    rows += [(one.box.y0, one) for one in drafts]
    rows += [(one.box.y1, one) for one in body.pictures]
    rows += [(one.lines[0].y, one) for one in prose_of_sideways(body.sideways, page.number)]
    rows += zip(accumulate((line.y for line in lines), max), lines, strict=True)
    rows.sort(key=lambda row: row[0])
    result.items = [item for _, item in rows]
    for number, line in enumerate(lines, 1):
        line.number = number
    return result


class _Tree:
    """Which table stands in which cell of another."""

    def __init__(self, found: Sequence[Lattice]) -> None:
        self.lattices = sorted(found, key=lambda one: -one.box.area)
        self.order = [next(i for i, f in enumerate(found) if f is one) for one in self.lattices]
        self.tops = sorted((one.box.y0, one.box.y1, number) for number, one in enumerate(found))
        self.found = found
        self._starts = [top for top, _, _ in self.tops]
        self._reach = list(accumulate((bottom for _, bottom, _ in self.tops), max))

    def place(self, x: float, y: float, without: int = -1, larger: float = 0.0) -> tuple[int, int] | None:
        """The table and the cell that hold the point: the innermost, but not `without` and none smaller."""
        best: tuple[float, int] | None = None
        position = bisect_right(self._starts, y) - 1
        while position >= 0 and self._reach[position] >= y:
            _, _, number = self.tops[position]
            box = self.found[number].box
            if number != without and box.holds(x, y) and box.area > larger:
                best = min(best or (box.area, number), (box.area, number))
            position -= 1
        return (best[1], self.found[best[1]].cell_at(x, y)) if best else None


def _put(page: Page, tree: _Tree, contents: list[list[CellContent]], body: CellContent) -> None:
    def content_at(x: float, y: float) -> CellContent:
        place = tree.place(x, y)
        return contents[place[0]][place[1]] if place else body

    for glyph in page.glyphs:
        content_at((glyph.x0 + glyph.x1) / 2, glyph.y - 0.3 * glyph.face.size).glyphs.append(glyph)
    for text, box in page.sideways:
        content_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).sideways.append((text, box))
    for picture in page.pictures:
        box = picture.box
        content_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).pictures.append(picture)


def _drafts(
    page: Page, tree: _Tree, contents: list[list[CellContent]], body: CellContent, result: Layout
) -> list[Draft]:
    """The tables of the page itself; inner ones are put into their cells, frames are opened.

    A frame as low as a row stays: the page before or behind may have the rest of its table.
    """
    numbers = sorted(range(len(tree.found)), key=lambda one: tree.found[one].box.area)
    for number in numbers:
        lattice, inside = tree.found[number], contents[number]
        box = lattice.box
        place = tree.place((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, number, box.area)
        around = contents[place[0]][place[1]] if place else body
        if all(content.empty for content in inside):
            result.drawings += 1
        elif len(lattice.cells) == 1 and not (place is None and box.y1 - box.y0 < _ROW * page.height):
            result.boxes += 1
            around.glyphs += inside[0].glyphs
            around.sideways += inside[0].sideways
            around.pictures += inside[0].pictures
            around.tables += inside[0].tables
        else:
            for content in inside:
                content.make_lines(page.number)
            around.tables.append(draft_of(lattice, inside, page))
    return sorted(body.tables, key=lambda one: one.box.y0)


def _inside(line: Ruling, boxes: Sequence[Box]) -> bool:
    middle = (line.start + line.end) / 2
    return any(box.holds(middle, line.at) for box in boxes)


def _open_tables(rules: Sequence[Ruling], lines: Sequence[Line]) -> int:
    """How many tables are drawn by three or more horizontal lines of one length, with text between them."""
    by_ends: dict[tuple[int, int], list[float]] = {}
    for rule in rules:
        if rule.end - rule.start >= _OPEN:
            by_ends.setdefault((round(rule.start / 3), round(rule.end / 3)), []).append(rule.at)
    return sum(
        len(places) >= 3 and any(min(places) < line.y < max(places) for line in lines)
        for places in by_ends.values()
    )
