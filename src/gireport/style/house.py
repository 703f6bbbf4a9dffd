"""What a house style is: page, fonts, text styles and tables, as values of no format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

from msgspec import Struct

from ..model.types import Align

Role: TypeAlias = Literal[
    "body",
    "title",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "list",
    "caption",
    "cell",
    "header-cell",
    "note",
    "footer",
]
ROLES: tuple[Role, ...] = get_args(Role)
_DEEPEST = 4
"""Deeper headings look like this one."""


class Page(NamedTuple):
    """A page and its margins in twips (1/1440 inch)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    footer: int
    """From the page's lower edge to the footer."""

    @property
    def text_width(self) -> int:
        """Of the type area (版心), in twips."""
        return self.width - self.left - self.right


class Font(NamedTuple):
    """A font by the name that Windows and WPS know, what else may stand for it, and what it looks like."""

    name: str
    alternatives: tuple[str, ...]
    generic: Literal["serif", "sans-serif"] = "serif"

    @property
    def stack(self) -> tuple[str, ...]:
        """The names in the order of preference."""
        return (self.name, *self.alternatives)


class TextStyle(NamedTuple):
    """How the paragraphs of one role look.

    `size`, `before` and `after` are points, `line` is an exact line pitch in points (None: single spacing),
    `indent` the first line's and `hanging` the left indent in characters of the style's own size. `spacing`
    is added after each character, in twips. No page ends after a paragraph with
    `keep_next`.
    """

    font: Font
    size: float
    align: Align = "justify"
    indent: float = 0
    hanging: float = 0
    line: float | None = None
    before: float = 0
    after: float = 0
    keep_next: bool = False
    spacing: int = 0

    @property
    def character(self) -> int:
        """The width of a Chinese character with the space after it, in twips."""
        return round(self.size * 20) + self.spacing


class TableStyle(NamedTuple):
    """How tables look: lines in points, cell padding in twips."""

    border: float
    padding_side: int
    padding_top: int
    small_from: int
    """A table with at least so many columns is set in `small`."""
    small: float
    """Points."""


class House(Struct, frozen=True, eq=False):
    """A house style. Two values are never equal: what is made from one is kept by its identity."""

    name: str
    page: Page
    styles: Mapping[Role, TextStyle]
    table: TableStyle
    latin: Font
    page_number: tuple[str, str]
    """Texts before and after the page number."""
    line_pitch: float | None = None
    """Of the grid of lines on a page, in points; None: there is none."""

    def heading(self, level: int) -> TextStyle:
        """The style of a heading of `level` (0: the title; from 4 on all look alike)."""
        if level == 0:
            return self.styles["title"]
        roles: tuple[Role, ...] = ("heading1", "heading2", "heading3", "heading4")
        return self.styles[roles[min(level, _DEEPEST) - 1]]

    def table_text_size(self, columns: int) -> float:
        """The size of the text in a table of so many columns, in points."""
        return self.table.small if columns >= self.table.small_from else self.styles["cell"].size

    @property
    def fonts(self) -> tuple[Font, ...]:
        """Every font that the styles name, each once."""
        return tuple(dict.fromkeys([*(style.font for style in self.styles.values()), self.latin]))
