"""How a sheet looks: the fonts of the house style, widths in pixels, heights by the lines of each cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook

from gireport.model import Cell, Table
from gireport.model.fitting import divided, fitted
from gireport.model.grid import Slot, shares, width
from gireport.style import GBT9704

from .content import Marks, Run

LANDSCAPE_FROM = 8
"""Columns from which a sheet is printed in landscape."""

_PORTRAIT, _LANDSCAPE = 640, 1000  # widths of a page of A4 between its margins, in pixels (96 an inch)

_PIXELS_PER_POINT = 96 / 72
_PADDING = 7  # pixels on both sides of a cell's text together
_ROOM = 10  # the same where columns are laid out: a little more, so that texts that fit stay on their lines
_LINE = 1.35  # height of a line as a multiple of the text's size
_LEAST_HEIGHT = 24
_MOST_HEIGHT = 545  # 409 points, Excel's own limit
_MARKS: dict[str, tuple[str, int | bool]] = {
    "bold": ("bold", True),
    "italic": ("italic", True),
    "underline": ("underline", 1),
    "strike": ("font_strikeout", True),
    "superscript": ("font_script", 1),
    "subscript": ("font_script", 2),
}
"""Mark → the property of XlsxWriter's format."""


class Formats:
    """The formats of cells and of pieces of text in one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Any, ...], CellFormat] = {}

    def cell(self, header: bool, size: float, marks: Marks = (), number: str = "") -> CellFormat:
        """Return the format of a whole cell: bordered, centred, wrapped; `number` is its number format."""
        return self._format(header, size, marks, number, whole=True)

    def piece(self, header: bool, size: float, marks: Marks) -> CellFormat:
        """Return the format of a piece of a cell's text."""
        return self._format(header, size, marks, "", whole=False)

    def _format(self, header: bool, size: float, marks: Marks, number: str, *, whole: bool) -> CellFormat:
        key = (header, size, marks, number, whole)
        if key not in self._made:
            font = GBT9704.styles["header-cell" if header else "cell"].font.name
            properties: dict[str, Any] = {"font_name": font, "font_size": size}
            properties.update(_MARKS[mark] for mark in marks)
            if whole:
                properties |= {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
            if number:
                properties["num_format"] = number
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


def text_size(columns: int) -> float:
    """The size of the text in a table of so many columns, in points."""
    return GBT9704.table_text_size(columns)


def column_pixels(table: Table, lines: Sequence[Sequence[Slot[Cell]]]) -> list[int]:
    """The width of each column in pixels; none where a table has too many columns to need widths.

    Relative widths are multiplied by a whole number, which a reader can undo. Those of a table that states
    none are laid out by what the columns hold.
    """
    page = _LANDSCAPE if width(table.rows) >= LANDSCAPE_FROM else _PORTRAIT
    columns = width(table.rows)
    relative = table.columns
    if not relative:
        em = text_size(columns) / 72 * 96  # pixels
        room, padding = page / em, _ROOM / em
        relative = shares(tuple(map(float, divided(fitted(lines, columns, room, padding), page))))
    if not relative:
        return []
    factor = max(round(page / sum(relative)), 1)
    return [int(share) * factor for share in relative]


def lines_needed(runs: Sequence[Run], size: float, pixels: int) -> int:
    """The lines that a text of `size` points takes in a cell that is `pixels` wide."""
    em = size * _PIXELS_PER_POINT
    room = max(pixels - _PADDING, em)
    text = "".join(run.text for run in runs)
    return sum(max(-int(-_width(line) * em // room), 1) for line in text.split("\n"))


def _width(text: str) -> float:
    """The width of `text` in units of its size: 1 for a character of Chinese, about a half for others."""
    if text.isascii():
        return len(text) * 0.55
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text)


def height(lines: int, size: float) -> int:
    """The height in pixels of a row with a cell of so many lines."""
    return min(max(round(lines * size * _PIXELS_PER_POINT * _LINE) + 6, _LEAST_HEIGHT), _MOST_HEIGHT)
