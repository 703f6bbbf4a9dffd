"""A statutory table of a page dump: its heads, rows of values, rows of labels and notes."""

from __future__ import annotations

from msgspec import Struct, field

from gireport.statutory.forms import TableName

from .page_cells import DumpCell


class DumpRow(Struct):
    """A row of values: its labels as printed, the cells behind them, and the number of value columns
    (`width`).

    - `key`: the key of the row in the form; empty for a row that is not in the form and for the row of
      section 四;
    - `depth`: the label columns of section 三 that lead to the row: 1 for 一、, 2 for （一）, 3 for 1.;
    - `group`: the key of the group of section 三 that the row belongs to, empty outside groups;
    - `by_column`: one cell for each value column, None until the columns of the values are certain. `cells`
      may be fewer or more than `width`.
    """

    key: str
    labels: list[DumpCell]
    cells: list[DumpCell]
    width: int
    depth: int = 1
    group: str = ""
    by_column: list[DumpCell] | None = None

    @property
    def filled(self) -> list[DumpCell]:
        """The cells that hold text."""
        return [cell for cell in self.cells if cell.lines]


class LabelRow(Struct):
    """A row of labels without values: the heads of a block of section 二, or the label over the block."""

    labels: list[DumpCell]


class NoteRow(Struct):
    """A line between the rows of a table that does not belong to it."""

    cell: DumpCell


class DumpTable(Struct):
    """The rows of one statutory table in a page dump.

    `heads` are the cells of the header rows in the form's reading order, None for a label that the dump
    lacks; `notes` are the lines between them. `start` and `end` are the numbers of the table's first and last
    line.
    """

    table: TableName
    start: int
    end: int
    heads: list[DumpCell | None] = field(default_factory=list)
    notes: list[DumpCell] = field(default_factory=list)
    rows: list[DumpRow | LabelRow | NoteRow] = field(default_factory=list)

    @property
    def value_rows(self) -> list[DumpRow]:
        """The rows that hold values."""
        return [row for row in self.rows if isinstance(row, DumpRow)]
