"""Finds the statutory tables among the lines of a page dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import TABLES
from gireport.statutory.labels import labels, tables_with

from .lines import heading_level
from .page_cells import DumpCell, Line, cells, holds_value
from .page_model import DumpTable
from .page_rows import table_of
from .page_text import is_label, is_value


class Unread(NamedTuple):
    """Lines with the labels of a table that could not be read: its name, and the numbers of the first and
    last line.

    The name is None where there are too many lines to search them.
    """

    table: TableName | None
    start: int
    end: int


_MAX_LINES = 20_000
"""Lines between tables of Tika's shape that are searched for tables; a whole report has less than 1,000."""
_MAX_CHARACTERS = 500_000
"""Characters of these lines."""
_MAX_NOTES = 3
"""Lines between two rows of a table that are not cells of it."""
_MAX_NOTE_LENGTH = 400
_MIN_LABELS = {"disclosure": 3, "applications": 3, "review": 4}
"""Different labels that make a run of cells a table of the form, as in `gireport.statutory.recognition`."""


def find_tables(lines: Sequence[Line]) -> Iterator[Line | DumpTable | Unread]:
    """`lines` in order, with each statutory table in place of its lines.

    Notes between the heads of a table come before it. An `Unread` comes before lines with the labels of a
    table that could not be read.
    """
    if len(lines) > _MAX_LINES or sum(len(line.text) for line in lines) > _MAX_CHARACTERS:
        if any(is_label(line.text) for line in lines):
            yield Unread(None, lines[0].number, lines[-1].number)
        yield from lines
        return
    at = 0
    index = {line.number: position for position, line in enumerate(lines)}
    for name, run in _runs_of_tables(cells(lines)):
        texts = {
            label for cell in run if cell.lines for table, label in tables_with(cell.text) if table == name
        }
        if len(texts) < _MIN_LABELS[name]:
            continue
        found = table_of(name, run)
        begin = index[run[0].number if found is None else found.start]
        if begin < at:
            # The table begins in the last line of the table before it: its other lines stay text.
            yield Unread(name, run[0].number, run[-1].last)
            continue
        yield from lines[at:begin]
        at = begin
        if found is None:
            yield Unread(name, run[0].number, run[-1].last)
        else:
            yield from (Line("".join(cell.lines), cell.number) for cell in found.notes)
            yield found
            at = index[found.end] + 1
    yield from lines[at:]


def _runs_of_tables(region: Sequence[DumpCell]) -> Iterator[tuple[TableName, list[DumpCell]]]:
    """Each run of cells with labels of one table, from its first label to its last label or value."""
    current: TableName | None = None
    run: list[DumpCell] = []
    has_figures = False
    waiting: list[DumpCell] = []  # cells behind the run that may belong to it
    for cell in region:
        names = {table for table, _ in tables_with(cell.text)} if cell.lines else set()
        if current is None and not names:
            continue
        belongs = bool(names) or not cell.lines or is_value(cell.text)
        if not belongs:
            waiting.append(cell)
            continue
        has_figures = has_figures or holds_value(cell)
        begins_again = has_figures and current in names and current is not None and _begins(current, cell)
        if current and (_ends_table(waiting) or (names and current not in names) or begins_again):
            yield current, run
            current, run, has_figures = None, [], False
        if current is None and names:
            current = next(name for name in TABLES if name in names)
            waiting = []
        if current:
            run += [*waiting, cell]
        waiting = []
    if current:
        yield current, run


def _ends_table(between: Sequence[DumpCell]) -> bool:
    """Whether the cells between two rows end the table: a heading, a long text, or many lines."""
    alone = [cell for cell in between if cell.alone]
    return len(alone) > _MAX_NOTES or any(
        heading_level(cell.text) is not None or len(cell.text) > _MAX_NOTE_LENGTH for cell in alone
    )


def _begins(table: TableName, cell: DumpCell) -> bool:
    """Whether `cell` holds a label of the row that begins `table` in the form."""
    found = labels(table).any(cell.text)
    return found is not None and found.text in _first_labels(table)


@cache
def _first_labels(table: TableName) -> frozenset[str]:
    return frozenset(cell.label or "" for form in forms() if form.table == table for cell in form.rows[0])
