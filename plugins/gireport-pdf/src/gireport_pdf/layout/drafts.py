"""A table on one page: cells with what stands in them, before pages are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .lattice import Lattice
from .lines import Line, Run, lines_of
from .paragraphs import Margins, Prose, prose_of_cell
from .shapes import Box, Glyph, Page, Picture
from .sideways import prose_of_sideways

_PADDING = 7.0  # points: the most that a cell is taken to keep free at its sides


@dataclass
class Part:
    """A cell: its slots, and what stands in it from the top down."""

    row: int
    column: int
    rowspan: int
    colspan: int
    content: list[Prose | Picture | Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the paragraphs say, without blanks."""
        texts = (item.text for item in self.content if isinstance(item, Prose))
        return "".join("".join(texts).split())

    @property
    def bold(self) -> bool:
        """Whether all its text is bold."""
        return all("bold" in run.marks for run in self.runs())

    def runs(self) -> list[Run]:
        """The runs of its paragraphs."""
        return [run for item in self.content if isinstance(item, Prose) for run in item.runs()]


@dataclass
class Draft:
    """A table: the places of its column edges in points, its rows, its cells in reading order.

    `where` is the place; `head_rows` counts those that further pages repeat. A table of one cell is a frame,
    unless it turns out to be a row of a table on the next page, or the one before.
    """

    xs: list[float]
    rows: int
    parts: list[Part]
    box: Box
    page: int
    where: str
    repaired: list[tuple[int, int]] = field(default_factory=list)
    head_rows: int = 0

    @property
    def is_frame(self) -> bool:
        """Whether it is one cell alone."""
        return len(self.parts) == 1


def draft_of(lattice: Lattice, content: Sequence[CellContent], page: Page) -> Draft:
    """The table that `lattice` draws, with the content of each of its cells."""
    padding = _padding(lattice, content)
    parts = []
    for slots, inside in zip(lattice.cells, content, strict=True):
        box = lattice.box_of(slots)
        margins = Margins(box.x0 + padding, box.x1 - padding)
        items: list[tuple[float, Prose | Picture | Draft]] = [
            (prose.lines[0].y, prose) for prose in prose_of_cell(inside.lines, margins, page.by_browser)
        ]
        items += [(prose.lines[0].y, prose) for prose in prose_of_sideways(inside.sideways, page.number)]
        items += [(one.box.y1, one) for one in inside.pictures]
        items += [(one.box.y0, one) for one in inside.tables]
        items.sort(key=lambda item: item[0])
        parts.append(Part(*slots, [item for _, item in items]))
    where = f"page {page.number}"
    rows = len(lattice.ys) - 1
    return Draft(lattice.xs, rows, parts, lattice.box, page.number, where, list(lattice.repaired))


@dataclass
class CellContent:
    """What stands in a cell: characters, then the lines that they make."""

    glyphs: list[Glyph] = field(default_factory=list)
    sideways: list[tuple[str, Box]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Draft] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def make_lines(self, page: int) -> None:
        """Make lines of the characters."""
        self.lines = lines_of(self.glyphs)
        for line in self.lines:
            line.page = page

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.glyphs or self.sideways or self.pictures or self.tables)


def _padding(lattice: Lattice, content: Sequence[CellContent]) -> float:
    """How much the cells of a table keep free at their sides: the least of those with several lines."""
    free = [
        min(line.x0 - box.x0, box.x1 - line.x1)
        for slots, inside in zip(lattice.cells, content, strict=True)
        if len(inside.lines) > 1
        for box in (lattice.box_of(slots),)
        for line in inside.lines
    ]
    return min(max(min(free, default=median((0.0, _PADDING))), 0.0), _PADDING)
