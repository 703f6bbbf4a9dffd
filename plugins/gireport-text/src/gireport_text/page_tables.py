"""Where the statutory tables stand among the lines of a page dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import TABLES
from gireport.statutory.labels import LONGEST, labels, tables_with

from .lines import heading_level
from .page_cells import DumpCell, Line, cells, has_bars, is_label, is_value, split_row
from .page_rows import DumpTable, table_of

MOST_NOTES = 3
"""Lines in a row between two rows of a table that are no cells of it."""
_NOTE_LENGTH = 400
_LABELS = {"disclosure": 3, "applications": 3, "review": 4}
"""How many labels make a run of lines a table of the form, as in `gireport.statutory.recognition`."""


def find_tables(lines: Sequence[Line]) -> Iterator[Line | DumpTable]:
    """`lines` in order, those of a statutory table replaced by it."""
    at = 0
    for start, end in _regions(lines):
        yield from lines[at:start]
        yield from _tables_in(lines[start:end])
        at = end
    yield from lines[at:]


# --- regions ------------------------------------------------------------------------------------------


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The runs of lines, as start and end, that hold labels of the form, with what stands between them."""
    start = end = -1
    for at, line in enumerate(lines):
        kind = _kind(line)
        if start < 0:
            if kind == "label":
                start, end = at, at + 1
        elif kind:
            if at - end <= MOST_NOTES and not _ends_table(lines[end : at + 1]):
                end = at + 1
            else:
                yield start, end
                start, end = (at, at + 1) if kind == "label" else (-1, -1)
    if start >= 0:
        yield start, end


def _kind(line: Line) -> str:
    """`label` for a line with a label of the form as a cell, `value` for one of values or bars, else nothing."""
    text = line.text.strip()
    if len(text) > 8 * LONGEST:
        return ""
    spaced = " | " in text
    parts = split_row(line.text, spaced)
    filled = [part for part in parts or [text] if part]
    if any(is_label(part) for part in filled):
        return "label"
    if not filled or all(is_value(part) for part in filled):
        return "value"
    return "value" if parts and has_bars(text) and any(is_value(part) for part in filled) else ""


def _ends_table(lines: Sequence[Line]) -> bool:
    """Whether one of the lines between two rows, all of `lines` but the last, cannot stand inside a table."""
    between = [line.text.strip() for line in lines[:-1]]
    if not between:
        return False
    broken = any(is_label("".join([*between[at:], _first_part(lines[-1])])) for at in range(len(between)))
    if broken:
        return False
    return any(heading_level(text) is not None or len(text) > _NOTE_LENGTH for text in between)


def _first_part(line: Line) -> str:
    parts = split_row(line.text, " | " in line.text)
    return next((part for part in parts if part), "") if parts else line.text.strip()


# --- tables in a region -------------------------------------------------------------------------------


def _tables_in(lines: Sequence[Line]) -> Iterator[Line | DumpTable]:
    """The lines of one region, with the tables found in it."""
    at = 0
    for name, those in _by_table(list(cells(lines))):
        texts = {
            label for cell in those if cell.lines for table, label in tables_with(cell.text) if table == name
        }
        found = table_of(name, those) if len(texts) >= _LABELS[name] else None
        if found is None:
            continue
        begin = next(number for number, line in enumerate(lines) if line.number == found.start)
        if begin < at:
            continue  # The line before shares a line with this one: it stays as it is.
        yield from lines[at:begin]
        yield found
        at = next(number for number, line in enumerate(lines) if line.number == found.end) + 1
    yield from lines[at:]


def _by_table(region: Sequence[DumpCell]) -> Iterator[tuple[TableName, list[DumpCell]]]:
    """The cells of a region by the table whose labels they hold, from the first label of each table on."""
    current: TableName | None = None
    those: list[DumpCell] = []
    rows_seen = False
    for cell in region:
        names = {table for table, _ in tables_with(cell.text)} if cell.lines else set()
        again = current and current in names and rows_seen and _begins(current, cell)
        if names and (current not in names or again):
            if current:
                yield current, those
            current = next(name for name in TABLES if name in names)
            those, rows_seen = [], False
        if current:
            those.append(cell)
            rows_seen = rows_seen or bool(cell.lines and is_value(cell.text))
    if current:
        yield current, those


def _begins(table: TableName, cell: DumpCell) -> bool:
    """Whether `cell` holds a label of the row that begins `table` in the form."""
    found = labels(table).any(cell.text)
    return found is not None and found.text in _first_labels(table)


@cache
def _first_labels(table: TableName) -> frozenset[str]:
    return frozenset(cell.label or "" for form in forms() if form.table == table for cell in form.rows[0])
