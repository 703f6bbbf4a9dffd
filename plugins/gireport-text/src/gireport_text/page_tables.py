"""Where the statutory tables stand among the lines of a page dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import TABLES
from gireport.statutory.labels import labels, tables_with

from .lines import heading_level
from .page_cells import DumpCell, Line, cells, holds_value, is_label, is_value
from .page_rows import DumpTable, table_of


class Unread(NamedTuple):
    """Lines that hold the labels of a table, which could not be read as one: its name, first and last line.

    Without a name the lines are too many to look for a table in them.
    """

    table: TableName | None
    start: int
    end: int


MOST_LINES = 20_000
"""Of a dump in which tables are looked for, between tables of another shape; that of a report has less than 1,000."""
MOST_CHARACTERS = 500_000
"""Of those lines."""
MOST_NOTES = 3
"""Lines in a row between two rows of a table that are no cells of it."""
_NOTE_LENGTH = 400
_LABELS = {"disclosure": 3, "applications": 3, "review": 4}
"""How many labels make a run of cells a table of the form, as in `gireport.statutory.recognition`."""


def find_tables(lines: Sequence[Line]) -> Iterator[Line | DumpTable | Unread]:
    """`lines` in order, those of a statutory table replaced by it.

    A note between its heads comes before it. Before lines that have a table's labels but could not be read as one
    stands a mark that says so.
    """
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        if any(is_label(line.text) for line in lines):
            yield Unread(None, lines[0].number, lines[-1].number)
        yield from lines
        return
    at = 0
    index = {line.number: place for place, line in enumerate(lines)}
    for name, those in _by_table(cells(lines)):
        texts = {
            label for cell in those if cell.lines for table, label in tables_with(cell.text) if table == name
        }
        if len(texts) < _LABELS[name]:
            continue
        found = table_of(name, those)
        begin = index[those[0].number if found is None else found.start]
        if begin < at:
            continue  # The table begins in the line in which the one before ends: it stays as text.
        yield from lines[at:begin]
        at = begin
        if found is None:
            yield Unread(name, those[0].number, those[-1].last)
        else:
            yield from (Line("".join(cell.lines), cell.number) for cell in found.notes)
            yield found
            at = index[found.end] + 1
    yield from lines[at:]


def _by_table(region: Sequence[DumpCell]) -> Iterator[tuple[TableName, list[DumpCell]]]:
    """The cells of each run that holds labels of one table, from its first label to its last label or value."""
    current: TableName | None = None
    those: list[DumpCell] = []
    figures = False
    waiting: list[DumpCell] = []  # cells behind them that may or may not belong to the table
    for cell in region:
        names = {table for table, _ in tables_with(cell.text)} if cell.lines else set()
        if current is None and not names:
            continue
        belongs = bool(names) or not cell.lines or is_value(cell.text)
        if not belongs:
            waiting.append(cell)
            continue
        figures = figures or holds_value(cell)
        again = figures and current in names and current is not None and _begins(current, cell)
        if current and (_ends_table(waiting) or (names and current not in names) or again):
            yield current, those
            current, those, figures = None, [], False
        if current is None and names:
            current = next(name for name in TABLES if name in names)
            waiting = []
        if current:
            those += [*waiting, cell]
        waiting = []
    if current:
        yield current, those


def _ends_table(between: Sequence[DumpCell]) -> bool:
    """Whether the cells between two rows cannot stand inside a table: a heading, long text, or many lines."""
    alone = [cell for cell in between if cell.alone]
    return len(alone) > MOST_NOTES or any(
        heading_level(cell.text) is not None or len(cell.text) > _NOTE_LENGTH for cell in alone
    )


def _begins(table: TableName, cell: DumpCell) -> bool:
    """Whether `cell` holds a label of the row that begins `table` in the form."""
    found = labels(table).any(cell.text)
    return found is not None and found.text in _first_labels(table)


@cache
def _first_labels(table: TableName) -> frozenset[str]:
    return frozenset(cell.label or "" for form in forms() if form.table == table for cell in form.rows[0])
