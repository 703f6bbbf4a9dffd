"""The types of geometry that the other modules share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points from the top left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    @property
    def area(self) -> float:
        """Width × height, in square points."""
        return max(self.x1 - self.x0, 0) * max(self.y1 - self.y0, 0)


class Face(NamedTuple):
    """How characters look: the name of the font without its subset tag, the size in points."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False


class Glyph(NamedTuple):
    """A character where it stands: from `x0` to `x1` on the baseline `y`; `link` is the address behind it."""

    text: str
    x0: float
    x1: float
    y: float
    face: Face
    link: str | None = None


class Ruling(NamedTuple):
    """A straight line along an axis: a horizontal one at `at` = y from `start` to `end` in x, a vertical one
    at `at` = x from `start` to `end` in y.
    """

    at: float
    start: float
    end: float


class Picture(NamedTuple):
    """A picture on a page, and the key of its bytes in the report."""

    box: Box
    resource: str


@dataclass
class Page:
    """What stands on a page.

    `by_browser`: a browser printed it. `sideways` are characters turned by 90° or 270°, in the order of the
    file.
    """

    number: int
    width: float
    height: float
    by_browser: bool = False
    glyphs: list[Glyph] = field(default_factory=list)
    sideways: list[tuple[str, Box]] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
