"""A table as rows of cells with their text, the addresses of cells, and the lines of text of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..model import Cell, Heading, Inline, ListItem, Paragraph, Report, Table, Text, grid
from ..model.walk import inline_text, tables, text

_ADDRESS = re.compile(r"(?P<table>[0-9n/,]+) r(?P<row>\d+) c(?P<column>\d+)")


class GridCell(Struct):
    """A cell of a table, as one row of slots has it; a cell with a rowspan stands in each of its rows.

    `row` and `column` are those of its first slot in that row, from 1. `anchor` is false in the rows below
    the first one of the cell.
    """

    row: int
    column: int
    colspan: int
    text: str
    anchor: bool

    @property
    def slots(self) -> range:
        """The columns of its slots."""
        return range(self.column, self.column + self.colspan)

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.column + self.colspan


class Sheet(Struct):
    """A table of the report, or some of its rows; `all_rows` are those of the whole table.

    Where `transposed`, the rows of the sheet are the columns of the table: the `row` of a cell is a column
    there.
    """

    address: str
    rows: list[list[GridCell]]
    table: Table
    all_rows: list[list[GridCell]]
    transposed: bool = False

    def part(self, start: int, end: int) -> Sheet:
        """The rows from `start` up to `end`, counted from 0, as a sheet of their own."""
        return Sheet(self.address, self.rows[start:end], self.table, self.all_rows)

    def address_of(self, cell: GridCell) -> str:
        """The address of `cell`, such as `2 r7 c4`: table, row and column of slots, from 1.

        The table's part is as in `gireport.model.walk.tables`; row and column are those of the cell's anchor.
        """
        row = cell.row
        while not cell.anchor:
            row -= 1
            cell = next(above for above in self.all_rows[row - 1] if above.column == cell.column)
        row, column = (cell.column, row) if self.transposed else (row, cell.column)
        return f"{self.address} r{row} c{column}"


def sheets(report: Report) -> Iterator[Sheet]:
    """Every table of the report, those inside cells included, in reading order."""
    for found in tables(report):
        yield sheet(found.address, found.table)


def sheet(address: str, table: Table) -> Sheet:
    """`table` as a sheet."""
    rows: list[list[GridCell]] = []
    texts: dict[int, str] = {}
    for number, line in enumerate(grid.placed(table.rows), 1):
        cells = []
        for slot in line:
            if slot.anchor:
                texts[slot.column] = cell_text(slot.cell)
            cells.append(
                GridCell(number, slot.column + 1, slot.cell.colspan, texts[slot.column], slot.anchor)
            )
        rows.append(cells)
    return Sheet(address, rows, table, rows)


def transpose(sheet: Sheet) -> Sheet:
    """The whole table of `sheet` with its columns as rows."""
    rows: list[list[GridCell]] = []
    for number, line in enumerate(grid.placed(sheet.table.rows), 1):
        for slot in line:
            while len(rows) < slot.column + slot.cell.colspan:
                rows.append([])
            if slot.anchor:
                words = cell_text(slot.cell)
                for column in range(slot.column, slot.column + slot.cell.colspan):
                    first = column == slot.column
                    rows[column].append(GridCell(column + 1, number, slot.cell.rowspan, words, first))
    return Sheet(sheet.address, rows, sheet.table, rows, True)


def by_slot(rows: list[list[GridCell]]) -> Iterator[list[GridCell]]:
    """For each column of slots the cells that stand in it, from top to bottom."""
    return map(list, zip(*([cell for cell in row for _ in cell.slots] for row in rows), strict=True))


_SIGNS = {"strike": "~~", "superscript": "^", "subscript": "~"}


def cell_text(cell: Cell) -> str:
    """The plain text of a cell; its paragraphs are lines.

    Signs mark characters that are struck out (`~~12~~35`), or raised or lowered beside others (`35^1^`):
    these characters are not part of a number.
    """
    content = cell.content
    if not content:
        return ""
    if len(content) == 1:
        only = content[0]
        if type(only) is Paragraph:
            inlines = only.content
            if len(inlines) == 1 and type(inlines[0]) is Text and "strike" not in inlines[0].marks:
                return inlines[0].text
            return inline_text(_with_signs(inlines))
    return text(
        replace(block, content=_with_signs(block.content))
        if isinstance(block, Paragraph | ListItem | Heading)
        else block
        for block in content
    )


def _with_signs(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`inlines` with signs around the texts that are struck out, raised or lowered."""
    texts = [one for one in inlines if type(one) is Text]
    marks = {mark for one in texts for mark in one.marks if mark in _SIGNS}
    if not marks or ("strike" not in marks and all(marks.intersection(one.marks) for one in texts)):
        return inlines
    return tuple(_with_sign(one) if type(one) is Text else one for one in inlines)


def _with_sign(one: Text) -> Text:
    sign = next((sign for mark, sign in _SIGNS.items() if mark in one.marks), "")
    return Text(f"{sign}{one.text}{sign}") if sign and one.text.strip() else one


def place(address: str) -> str:
    """A cell's address as a person reads it: `table 2 row 7 column 4`."""
    return _ADDRESS.sub(r"table \g<table> row \g<row> column \g<column>", address)


class Line(Struct):
    """The text of a heading, paragraph or list item of the body.

    `number` counts these blocks from 1, and `index` is the block's index in the body. `level` is that of a
    heading, -1 for other blocks.
    """

    number: int
    index: int
    text: str
    heading: bool
    level: int = -1

    @property
    def where(self) -> str:
        """The `where` of a finding on it, such as `paragraph 12`."""
        return f"paragraph {self.number}"


def lines(report: Report) -> list[Line]:
    """The headings, paragraphs and list items of the body, in order. Empty ones count, but are left out."""
    result: list[Line] = []
    number = 0
    for index, block in enumerate(report.body):
        if isinstance(block, (Heading, Paragraph, ListItem)):
            number += 1
            content = inline_text(block.content).strip()
            if content:
                heading = isinstance(block, Heading)
                level = block.level if isinstance(block, Heading) else -1
                result.append(Line(number, index, content, heading, level))
    return result
