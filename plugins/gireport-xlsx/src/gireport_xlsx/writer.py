"""Writes the tables of a report as a workbook: one sheet a table, ready to print."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import accumulate

from msgspec import Struct
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gireport.losses import Losses
from gireport.model import Cell, Heading, ListItem, PageBreak, Paragraph, Report, Rule, Table
from gireport.model.grid import Slot, placed, width
from gireport.model.walk import inline_text

from .content import Run, Tally, count_as_name, runs_of
from .look import (
    LANDSCAPE_FROM,
    Formats,
    column_pixels,
    height,
    lines_needed,
    text_size,
)
from .numbers import number_of
from .properties import set_properties
from .sheet_names import SheetNames, is_default, titled_tables

NO_TIME = datetime(2000, 1, 1)
"""Stands for the time of writing: the same report gives the same bytes at any time."""


def write(report: Report, losses: Losses, /) -> bytes:
    """The workbook with the tables of `report`, each on a sheet of its own.

    The sheet is called as the caption or the heading of its table. Texts that are numbers become numbers with
    a format that shows the same characters. Header rows stay in view and are repeated on each printed page.
    What is not in a table is left out, and noted with its count.
    """
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    tally = Tally()
    title = set_properties(workbook, report, NO_TIME, tally)
    formats = Formats(workbook)
    tables = titled_tables(report)
    # Readers take a default name for one that a program gave, and drop it.
    named = {source for _, _, name, source in tables if not is_default(name)} | {title}
    _count_text_outside(report, named, tally)
    for number, (_, table, name, _) in enumerate(tables, 1):
        tally.place = f"table {number}"
        if table.caption:
            is_shown = inline_text(table.caption) == name and not is_default(name)
            count_as_name(table.caption, is_shown, tally)
        _Sheet(workbook.add_worksheet(name), table, formats, tally, f"table {number}").write()
    if not tables:
        workbook.add_worksheet(SheetNames().allowed("", 1))
    workbook.close()
    tally.report_to(losses)
    return out.getvalue()


def _count_text_outside(report: Report, named: set[int | None], tally: Tally) -> None:
    """Count the blocks that no sheet shows: all that are not tables, nor the name of a sheet or the title."""
    for number, block in enumerate(report.body):
        if isinstance(block, PageBreak):
            tally.add("page-breaks")
        elif isinstance(block, Rule):
            tally.add("rules")
        elif isinstance(block, (Heading, Paragraph, ListItem)) and block.content:
            tally.place = "body"
            count_as_name(block.content, number in named, tally)
            if number in named and not (isinstance(block, Heading) and block.level == 1):
                tally.add("names")
    tally.place = ""


class _Filled(Struct):
    """A cell of the sheet: its first row and column, its spans, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    runs: list[Run]


class _Sheet:
    """Writes one table on its sheet."""

    def __init__(self, sheet: Worksheet, table: Table, formats: Formats, tally: Tally, place: str) -> None:
        self.sheet, self.table, self.formats, self.tally, self.place = sheet, table, formats, tally, place
        self.columns = width(table.rows)
        self.size = text_size(self.columns)

    def write(self) -> None:
        """Write cells, widths, heights and the set-up of the page."""
        lines = list(placed(self.table.rows))
        pixels = column_pixels(self.table, lines)
        for column, value in enumerate(pixels):
            self.sheet.set_column_pixels(column, column, value)
        edges = list(accumulate(pixels or [64] * self.columns, initial=0))
        heights = [height(1, self.size)] * len(lines)
        tall: list[tuple[_Filled, int]] = []
        for row, line in enumerate(lines):
            for slot in line:
                if slot.anchor:
                    filled = self._cell(row, slot)
                    room = edges[filled.column + filled.columns] - edges[filled.column]
                    needed = height(lines_needed(filled.runs, self.size, room), self.size)
                    if filled.rows == 1:
                        heights[row] = max(heights[row], needed)
                    else:
                        tall.append((filled, needed))
        for filled, needed in tall:
            last = filled.row + filled.rows
            heights[last - 1] += max(needed - sum(heights[filled.row : last]), 0)
        for row, value in enumerate(heights):
            self.sheet.set_row_pixels(row, value)
        self._set_up_page(len(lines))

    def _cell(self, row: int, slot: Slot[Cell]) -> _Filled:
        cell, column = slot.cell, slot.column
        self.tally.place = f"{self.place} row {row + 1} column {column + 1}"
        filled = _Filled(row, column, cell.rowspan, cell.colspan, runs_of(cell.content, self.tally))
        header = row < self.table.header_rows
        runs = filled.runs
        marks = runs[0].marks if len(runs) == 1 else ()
        number = number_of(runs[0].text) if len(runs) == 1 else None
        look = self.formats.cell(header, self.size, marks, number.format if number else "")
        if cell.rowspan > 1 or cell.colspan > 1:
            last = (row + cell.rowspan - 1, column + cell.colspan - 1)
            self.sheet.merge_range(row, column, *last, "", look)
        if number:
            self.sheet.write_number(row, column, number.value, look)
        elif not runs:
            self.sheet.write_blank(row, column, None, look)
        elif len(runs) == 1 and not runs[0].text.startswith("<r>"):
            self.sheet.write_string(row, column, runs[0].text, look)
        else:
            if len(runs) == 1:  # XlsxWriter takes a text that begins with <r> for XML
                runs = [Run(runs[0].text[:1], marks), Run(runs[0].text[1:], marks)]
            pieces: list[object] = []
            for run in runs:
                pieces += [self.formats.piece(header, self.size, run.marks), run.text]
            self.sheet.write_rich_string(row, column, *pieces, look)
        return filled

    def _set_up_page(self, rows: int) -> None:
        sheet, header = self.sheet, (self.table.header_rows, self.table.header_columns)
        sheet.set_paper(9)  # A4
        if self.columns >= LANDSCAPE_FROM:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_header("&C&A")  # the name of the sheet
        sheet.print_area(0, 0, rows - 1, self.columns - 1)
        if any(header):
            sheet.freeze_panes(*header)
        if header[0]:
            sheet.repeat_rows(0, header[0] - 1)
        if header[1]:
            sheet.repeat_columns(0, header[1] - 1)
