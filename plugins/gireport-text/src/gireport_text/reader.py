"""Reads a dump: one line a paragraph, a cell is a line that starts with a tab, a blank line ends a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from gireport.errors import LimitError
from gireport.losses import Losses
from gireport.model import Block, Report, grid, normal
from gireport.model.messages import message

from . import page_grid
from .decoding import decode
from .lines import TAB, Names, block, layout, without_marks
from .page_cells import Line
from .page_columns import ReadingBudget
from .page_model import DumpTable
from .page_tables import Unread, find_tables
from .page_text import is_row_of_values
from .tables import Rows, is_unmarked, table

MAX_LINES = 500_000
"""Lines of a dump; a report has a few hundred."""

Notify: TypeAlias = Callable[[str, str, int], None]


class RawTable(Struct):
    """The rows of a table of Tika's dump, and the number of its first line."""

    rows: Rows
    line: int


def read(data: bytes, losses: Losses, /) -> Report:
    """The report in the dump `data`.

    The tables of the national form get the spans of the form (`gireport.statutory.forms`). In other tables,
    rows with fewer cells than the widest row get guessed spans, and the loss `span-guessed` names them.

    Raises:
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    return parse(decode(data, losses), losses.note)


def parse(text: str, notify: Notify) -> Report:
    """The report in the characters of a dump, in normal form."""
    if text.count("\n") > MAX_LINES:
        raise LimitError(message("text.too-many-lines", limit=MAX_LINES))
    parts = with_page_tables(split(text), notify)
    title, signed_from = layout([part.text if isinstance(part, Line) else None for part in parts])
    body: list[Block] = []
    names = Names()
    tables = 0
    budget = grid.Budget()
    readings = ReadingBudget()
    for number, part in enumerate(parts):
        if isinstance(part, Line):
            body.append(block(part.text, number == title, number >= signed_from, names))
        elif isinstance(part, RawTable):
            tables += 1
            body.append(table(part.rows, f"table {tables} (line {part.line})", names, notify, budget))
        else:
            tables += 1
            body.append(
                page_grid.table(part, f"table {tables} (line {part.start})", names, notify, budget, readings)
            )
    unmarked = [part.number for part in parts if isinstance(part, Line) and is_unmarked(part.text)]
    if unmarked:
        notify("cells-unmarked", f"line {unmarked[0]}", len(unmarked))
    if names.repeated:
        notify(
            "bookmark-duplicate",
            f"bookmark {names.repeated[0]!r}: text from its second place on",
            len(names.repeated),
        )
    return normal(Report(body=tuple(body)), notify)


def split(text: str) -> list[Line | RawTable]:
    """The lines and the tables of a dump, without empty lines.

    A line without a tab directly behind a cell is one more paragraph in that cell. One empty line ends a row,
    a second one ends the table.
    """
    parts: list[Line | RawTable] = []
    rows: Rows = []  # of the table that the line may belong to
    row: list[list[str]] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(TAB) and not is_row_of_values(line):
            if row is None:
                if not rows:
                    parts.append(RawTable(rows, number))
                row = []
                rows.append(row)
            row.append([line[1:]])
        elif row is not None:
            if line:
                row[-1].append(line)
            else:
                row = None
        else:
            rows = []
            if line:
                parts.append(Line(line, number))
    return parts


def with_page_tables(parts: list[Line | RawTable], notify: Notify) -> list[Line | RawTable | DumpTable]:
    """`parts` with each statutory table of a page dump in place of its lines."""
    result: list[Line | RawTable | DumpTable] = []
    lines: list[Line] = []
    for part in [*parts, None]:
        if isinstance(part, Line):
            lines.append(part)
            continue
        for found in find_tables(lines):
            if isinstance(found, Unread):
                cause = (
                    "labels of the form, but not all of them in its order"
                    if found.table
                    else "too many lines to look for a table"
                )
                notify("cells-unmarked", f"lines {found.start}-{found.end}: {cause}", 1)
            else:
                result.append(found)
        lines = []
        if part is not None:
            result.append(part)
    if any(isinstance(part, DumpTable) for part in result):
        return [
            part._replace(text=without_marks(part.text)) if isinstance(part, Line) else part
            for part in result
        ]
    return result
