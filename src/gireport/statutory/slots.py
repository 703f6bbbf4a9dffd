"""A table as rows of places with their text, and the addresses of cells and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..model import Cell, Heading, Inline, ListItem, Paragraph, Report, Table, Text, grid
from ..model.walk import inline_text, tables, text

_ADDRESS = re.compile(r"(?P<table>[0-9n/,]+) r(?P<row>\d+) c(?P<column>\d+)")


class Spot(Struct):
    """A cell where a row of slots meets it. `row` and `column` are those of its first slot in that row, from 1.

    `anchor` is false where the cell reaches down from a row above.
    """

    row: int
    column: int
    colspan: int
    text: str
    anchor: bool

    @property
    def slots(self) -> range:
        """The columns of slots that it takes."""
        return range(self.column, self.column + self.colspan)

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.column + self.colspan


class Sheet(Struct):
    """A table of the report, or some of its rows: its address and its rows of spots; `whole` has all of them.

    Of one that is `turned` the lines are the table's columns, so that row and column of a spot have changed places.
    """

    address: str
    lines: list[list[Spot]]
    table: Table
    whole: list[list[Spot]]
    turned: bool = False

    def part(self, start: int, end: int) -> Sheet:
        """The rows from `start` up to `end`, counted from 0, as a sheet of their own."""
        return Sheet(self.address, self.lines[start:end], self.table, self.whole)

    def cell(self, spot: Spot) -> str:
        """The address of the cell at `spot`, such as `2 r7 c4`: table, row and column of slots, from 1.

        The table's part is as in `gireport.model.walk.tables`; it is always the cell's first row and column.
        """
        row = spot.row
        while not spot.anchor:
            row -= 1
            spot = next(above for above in self.whole[row - 1] if above.column == spot.column)
        row, column = (spot.column, row) if self.turned else (row, spot.column)
        return f"{self.address} r{row} c{column}"


def sheets(report: Report) -> Iterator[Sheet]:
    """Every table of the report, those inside cells included, in reading order."""
    for found in tables(report):
        yield sheet(found.address, found.table)


def sheet(address: str, table: Table) -> Sheet:
    """`table` as rows of spots."""
    lines: list[list[Spot]] = []
    texts: dict[int, str] = {}
    for number, line in enumerate(grid.placed(table.rows), 1):
        spots = []
        for slot in line:
            if slot.anchor:
                texts[slot.column] = cell_text(slot.cell)
            spots.append(Spot(number, slot.column + 1, slot.cell.colspan, texts[slot.column], slot.anchor))
        lines.append(spots)
    return Sheet(address, lines, table, lines)


def turned(sheet: Sheet) -> Sheet:
    """The whole table with its columns as lines."""
    lines: list[list[Spot]] = []
    for number, line in enumerate(grid.placed(sheet.table.rows), 1):
        for slot in line:
            while len(lines) < slot.column + slot.cell.colspan:
                lines.append([])
            if slot.anchor:
                words = cell_text(slot.cell)
                for column in range(slot.column, slot.column + slot.cell.colspan):
                    first = column == slot.column
                    lines[column].append(Spot(column + 1, number, slot.cell.rowspan, words, first))
    return Sheet(sheet.address, lines, sheet.table, lines, True)


def by_slot(lines: list[list[Spot]]) -> Iterator[list[Spot]]:
    """For each column of slots what stands in it, line by line: the heads over that column, top down."""
    return map(list, zip(*([spot for spot in line for _ in spot.slots] for line in lines), strict=True))


_SET_OFF = {"strike": "~~", "superscript": "^", "subscript": "~"}


def cell_text(cell: Cell) -> str:
    """The plain text of a cell; its paragraphs are lines.

    What is struck out (`~~12~~35`) or raised or lowered beside other characters (`35^1^`) is set off: it is no
    part of a number.
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
            return inline_text(_set_off(inlines))
    return text(
        replace(block, content=_set_off(block.content))
        if isinstance(block, Paragraph | ListItem | Heading)
        else block
        for block in content
    )


def _set_off(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`inlines` with signs around what is struck out, raised or lowered."""
    texts = [one for one in inlines if type(one) is Text]
    marks = {mark for one in texts for mark in one.marks if mark in _SET_OFF}
    if not marks or ("strike" not in marks and all(marks.intersection(one.marks) for one in texts)):
        return inlines
    return tuple(_signed(one) if type(one) is Text else one for one in inlines)


def _signed(one: Text) -> Text:
    sign = next((sign for mark, sign in _SET_OFF.items() if mark in one.marks), "")
    return Text(f"{sign}{one.text}{sign}") if sign and one.text.strip() else one


def cell_at(report: Report, address: str) -> Cell | None:
    """The cell with the address `address`; None where there is none."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    row, column = int(found["row"]), int(found["column"]) - 1
    for one in tables(report):
        if one.address == found["table"] and row <= len(one.table.rows):
            line = next(line for number, line in enumerate(grid.placed(one.table.rows), 1) if number == row)
            return next((slot.cell for slot in line if slot.anchor and slot.column == column), None)
    return None


def place(address: str) -> str:
    """A cell's address as a person reads it: `table 2 row 7 column 4`."""
    return _ADDRESS.sub(r"table \g<table> row \g<row> column \g<column>", address)


class Line(Struct):
    """A heading, paragraph or list item of the body with its place: `paragraph 12` is the twelfth of them."""

    number: int
    index: int
    text: str
    heading: bool
    level: int = -1

    @property
    def where(self) -> str:
        """Its place, as a person reads it."""
        return f"paragraph {self.number}"


def lines(report: Report) -> list[Line]:
    """The headings, paragraphs and list items of the body, in order. Empty ones are counted, and left out."""
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
