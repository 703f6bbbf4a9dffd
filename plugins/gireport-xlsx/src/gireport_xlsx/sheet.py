"""Reads one sheet as a table: its cells, merged ranges, hidden rows and columns, widths and header rows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct, field

from gireport.errors import LimitError
from gireport.model import Paragraph, Table, Text
from gireport.model.grid import Budget, Piece, check_size, from_spans, shares
from gireport.model.messages import message
from gireport.safe.xml import Element, listed

from .cells import MOST_COLUMNS, MOST_ROWS, CellReader, address, area, column_number, is_on
from .content import Run
from .styles import child, children, local
from .workbook import SheetPart, WorkbookParts, ranges

_USUAL_WIDTH = 64 / 7
_PIXELS = 7  # of one digit in the usual font: the unit of widths (18.3.1.13)
_WHOLE = 0.1
_MERGE_BEYOND = (1000, 200)
"""Rows and columns beyond the last cell with content to which a merged range may reach; a whole row may be
merged, of which nobody sees the most.
"""
_ROWS = re.compile(r"([0-9]{1,7}):([0-9]{1,7})")
_COLUMNS = re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})")
_QUOTED = 80


class Area(Struct):
    """Rows and columns from the first to the last, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def joined(self, other: Area) -> Area:
        """Return the smallest area with both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


class Cells(Struct):
    """What the XML of a sheet says."""

    content: dict[tuple[int, int], list[Run]] = field(default_factory=dict)
    area: Area | None = None
    """Of all cells, those without content too."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int, float | None, bool]] = field(default_factory=list)
    """First and last column, width in digits (None: not stated), and whether they are hidden."""
    usual_width: float = _USUAL_WIDTH
    frozen: tuple[int, int] = (0, 0)
    """Rows and columns that stay in view."""


def read_cells(parts: WorkbookParts, root: Element, place: str) -> Cells:
    """The cells and the layout of the sheet with the root element `root`; `place` names it in losses.

    Raises:
        LimitError: it describes more columns than a sheet has.
    """
    cells = Cells()
    reader = CellReader(parts, place)
    _read_rows(child(root, "sheetData"), reader, cells)
    if reader.formulas:
        parts.losses.note("field", place, reader.formulas)
    for one in children(child(root, "mergeCells"), "mergeCell"):
        merged = area(one.get("ref") or "")
        if merged is not None:
            cells.merged.append(merged)
    settings = child(root, "sheetFormatPr")
    if settings is not None:
        cells.usual_width = _width(settings.get("defaultColWidth")) or _USUAL_WIDTH
    described = children(child(root, "cols"), "col")
    if len(described) > MOST_COLUMNS:
        raise LimitError(message("xlsx.columns", limit=MOST_COLUMNS), where=place)
    for one in described:
        first, last = _index(one.get("min")), _index(one.get("max"))
        stated = _width(one.get("width"))
        if first is not None and last is not None:
            cells.columns.append((first, min(last, MOST_COLUMNS - 1), stated, is_on(one, "hidden")))
    pane = child(child(child(root, "sheetViews"), "sheetView"), "pane")
    if pane is not None and (pane.get("state") or "").startswith("frozen"):
        corner = address(pane.get("topLeftCell") or "")
        split = (_width(pane.get("ySplit")), _width(pane.get("xSplit")))
        if corner is not None:
            cells.frozen = (corner[0] if split[0] else 0, corner[1] if split[1] else 0)
    return cells


def _read_rows(data: Element | None, reader: CellReader, cells: Cells) -> None:
    row = -1
    top, left, bottom, right = MOST_ROWS, MOST_COLUMNS, -1, -1
    for line in [] if data is None else listed(data):
        number = _index(line.get("r"))
        row = row + 1 if number is None else number
        if is_on(line, "hidden"):
            cells.hidden_rows.add(row)
        column = -1
        for cell in listed(line):
            if local(cell) != "c":
                continue
            found = address(cell.get("r") or "")
            column = column + 1 if found is None else found[1]
            runs = reader.runs(cell, row, column)
            if runs:
                cells.content[row, column] = runs
            left, right = min(left, column), max(right, column)
            top, bottom = min(top, row), max(bottom, row)
        line.clear()  # a large sheet would be in memory twice
    if bottom >= 0:
        cells.area = Area(top, left, bottom, right)


def _index(text: str | None) -> int | None:
    """A row or column number of a file (from 1) as one from 0."""
    text = text or ""
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        return None
    return int(text) - 1 if 1 <= int(text) <= MOST_ROWS else None


def _width(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 < value < MOST_ROWS else None


class SheetTable:
    """Makes the table of one sheet from its cells."""

    def __init__(
        self, parts: WorkbookParts, sheet: SheetPart, cells: Cells, place: str, budget: Budget
    ) -> None:
        self.cells, self.names, self.place = cells, sheet.names, place
        self.losses, self.budget = parts.losses, budget

    def table(self) -> Table | None:
        """Return the table; None for a sheet without one.

        It is the least rectangle with all content and the print area. Hidden rows and columns are left out.

        Raises:
            LimitError: it is too large, or nearly all of it is empty.
        """
        whole = self._area()
        if whole is None:
            return None
        rows = [row for row in range(whole.top, whole.bottom + 1) if row not in self.cells.hidden_rows]
        columns = list(range(whole.left, whole.right + 1))
        for first, last, _, hidden in self.cells.columns:
            if hidden:  # what an earlier range took is gone: ranges over each other take no more steps
                del columns[bisect_left(columns, first) : bisect_right(columns, last)]
        if not rows or not columns:
            self._note_hidden()
            return None
        check_size(len(rows), len(columns))
        self.budget.fill(len(self.cells.content), max(len(rows) * len(columns) - len(self.cells.content), 0))
        pieces = self._pieces(rows, columns)
        rectangle = from_spans(pieces, self._note, (), self.budget)
        header = (self._header(0, rows, whole.top), self._header(1, columns, whole.left))
        return Table(rectangle.rows, self._widths(columns), *header)

    def _note(self, code: str, where: str, count: int) -> None:
        self.losses.note(code, f"{self.place} {where}", count)

    def _area(self) -> Area | None:
        """The rows and columns of the table; None where the sheet is empty."""
        found: Area | None = None
        for row, column in self.cells.content:
            cell = Area(row, column, row, column)
            found = cell if found is None else found.joined(cell)
        whole = self.cells.area
        printed = [area(one) for one in ranges(self.names.get("_xlnm.Print_Area", ""))]
        if whole is not None and len(printed) == 1 and printed[0] is not None:
            page = Area(*printed[0])
            if page.top <= whole.bottom and page.left <= whole.right:
                cut = Area(
                    max(page.top, whole.top),
                    max(page.left, whole.left),
                    min(page.bottom, whole.bottom),
                    min(page.right, whole.right),
                )
                if cut.top <= cut.bottom and cut.left <= cut.right:
                    found = cut if found is None else found.joined(cut)
        if found is None:
            return None
        most = (found.bottom + _MERGE_BEYOND[0], found.right + _MERGE_BEYOND[1])
        inside = found
        for top, left, bottom, right in self.cells.merged:
            shows = (top, left) in self.cells.content
            if shows and bottom <= most[0] and right <= most[1]:
                inside = inside.joined(Area(top, left, bottom, right))
        return inside

    def _pieces(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[Piece]]:
        """The cells of the rows and columns that show, with the spans of merged ranges.

        They are taken out of `self.cells`, so that a large sheet is not in memory twice.
        """
        content = self.cells.content
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.cells.merged:
            row, column = bisect_left(rows, top), bisect_left(columns, left)
            high, wide = bisect_right(rows, bottom) - row, bisect_right(columns, right) - column
            if high > 0 and wide > 0:
                spans.setdefault((row, column), (high, wide))
                if (top, left) in content and (rows[row], columns[column]) != (top, left):
                    # The first cell of the range is hidden, and the range shows its content all the same.
                    shown = (rows[row], columns[column])
                    content[shown] = [*content.pop((top, left)), *content.get(shown, ())]
        pieces: list[list[Piece]] = []
        taken = [0] * len(columns)  # the row at which the slot of each column is free again
        for number, row in enumerate(rows):
            line: list[Piece] = []
            for at, column in enumerate(columns):
                blocks = paragraphs(content.pop((row, column), ()))
                if taken[at] > number:
                    line.append(Piece(blocks, covered=True))
                    continue
                high, wide = spans.get((number, at), (1, 1))
                line.append(Piece(blocks, wide, high))
                if high > 1 or wide > 1:
                    for one in range(at, at + wide):
                        taken[one] = max(taken[one], number + high)
            pieces.append(line)
        self._note_hidden()
        return pieces

    def _note_hidden(self) -> None:
        """Note the text of the cells that are left, which are hidden, each row once."""
        by_row: dict[int, list[str]] = {}
        for row, column in sorted(self.cells.content):
            by_row.setdefault(row, []).append("".join(run.text for run in self.cells.content[row, column]))
        for row, texts in by_row.items():
            text = " ".join(texts)
            self.losses.note(
                "hidden-text", f"{self.place} row {row + 1}", sum(map(len, texts)), text[:_QUOTED]
            )

    def _header(self, axis: int, shown: Sequence[int], start: int) -> int:
        """The number of header rows (`axis` 0) or columns (1) among the `shown` ones.

        They are those that are printed on each page (`Print_Titles`), else those that stay in view.
        """
        pattern = (_ROWS, _COLUMNS)[axis]
        end = self.cells.frozen[axis] - 1
        for one in ranges(self.names.get("_xlnm.Print_Titles", "")):
            found = pattern.fullmatch(one)
            if found:
                first, last = (column_number(text) if axis else int(text) - 1 for text in found.groups())
                end = last if first <= start else -1
        return bisect_right(shown, end)

    def _widths(self, columns: Sequence[int]) -> tuple[int, ...]:
        """The relative widths of `columns`; none where the file states none for them.

        The last range with a column has its width.
        """
        stated: dict[int, float] = {}
        left = list(columns)  # those without a width so far
        for first, last, width, _ in reversed(self.cells.columns):
            if width is not None:
                found = slice(bisect_left(left, first), bisect_right(left, last))
                stated.update(dict.fromkeys(left[found], width))
                del left[found]
        if not stated:
            return ()
        pixels = [stated.get(column, self.cells.usual_width) * _PIXELS for column in columns]
        if all(abs(one - round(one)) < _WHOLE for one in pixels):
            pixels = [float(round(one)) for one in pixels]
        return shares(tuple(pixels))


def paragraphs(runs: Sequence[Run]) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell: a line end in its text begins a new one."""
    if not runs:
        return ()
    lines: list[list[Text]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Text(part, run.marks))
    return tuple(Paragraph(tuple(line)) for line in lines)
