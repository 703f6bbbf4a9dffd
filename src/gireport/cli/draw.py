"""A report in the terminal: its outline with the tables drawn where they stand, its bookmarks."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

import click

from ..model import Heading, Note, Report, Table
from ..model.grid import placed, width
from ..model.walk import blocks, bookmarks, inline_text, inlines, text
from ..statutory.checks import report_findings
from ..statutory.finding import Finding, Language

MOST_WIDTH = 200
"""Of a drawn table, in terminal columns, where the output is no terminal."""
LABEL = 24
"""Terminal columns that a cell's text may take before it is cut."""


def draw(report: Report, findings: Sequence[Finding] = (), language: Language = "en") -> None:
    """Print the report's metadata, outline, tables with the findings on their cells, and bookmarks."""
    marked = report_findings(findings) if findings else {}
    for name in ("title", "organ", "year", "published", "document_number", "index_number"):
        value = getattr(report.meta, name)
        if value is not None:
            click.echo(f"{name}: {value}")
    number = 0
    for block in report.body:
        if isinstance(block, Heading):
            click.echo(f"{'  ' * block.level}{'#' * (block.level + 1)} {inline_text(block.content)}")
        elif isinstance(block, Table):
            number += 1
            _table(number, block, marked, language)
    counts = _counts(report)
    click.echo(", ".join(f"{count} {what}" for what, count in counts.items() if count))
    names = bookmarks(report)
    if names:
        click.echo("bookmarks: " + ", ".join(names))


def _counts(report: Report) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for block in blocks(report):
        name = type(block).__name__.lower() + "s"
        kinds[name] = kinds.get(name, 0) + 1
    kinds["notes"] = sum(isinstance(inline, Note) for inline in inlines(report))
    kinds["pictures"] = len(report.resources)
    return kinds


# --- tables -------------------------------------------------------------------------------------


# The worst finding on a cell → the mark before its text.
_MARKS = {"error": "✗", "warning": "!", "info": "·"}


def _table(number: int, table: Table, marked: dict[str, list[Finding]], language: Language) -> None:
    columns = width(table.rows)
    cells = sum(len(row) for row in table.rows)
    merged = sum(cell.colspan > 1 or cell.rowspan > 1 for row in table.rows for cell in row)
    click.echo(f"table {number}: {len(table.rows)} × {columns} slots, {cells} cells, {merged} merged")
    marks: dict[tuple[int, int], str] = {}
    told: dict[Finding, None] = {}  # in the order of the cells, each once
    for row, line in enumerate(placed(table.rows)):
        for slot in line:
            here = marked.get(f"{number} r{row + 1} c{slot.column + 1}", []) if slot.anchor else []
            told.update(dict.fromkeys(here))
            worst = next(
                (mark for severity, mark in _MARKS.items() for one in here if one.severity == severity), ""
            )
            marks[row, slot.column] = worst
    for text_line in drawing(table, _room(), marks):
        click.echo("  " + text_line)
    for finding in told:
        click.echo(
            f"  {_MARKS[finding.severity]} {finding.code} {finding.where}: {finding.message(language)}"
        )


def _room() -> int:
    if not sys.stdout.isatty():
        return MOST_WIDTH
    from shutil import get_terminal_size

    return get_terminal_size().columns - 3


def drawing(table: Table, room: int, marks: Mapping[tuple[int, int], str] | None = None) -> list[str]:
    """The table as lines of box characters at most `room` wide, each cell one line of text, merges open.

    `marks` stand before the text of the cells at their (row, column), both from 0.
    """
    columns = width(table.rows)
    lines = [[(slot.cell, slot.column, slot.anchor) for slot in line] for line in placed(table.rows)]
    labels = {
        (number, column): (marks or {}).get((number, column), "") + _label(text(cell.content))
        for number, line in enumerate(lines)
        for cell, column, anchor in line
        if anchor
    }
    widths = _widths(lines, labels, columns, room)
    owner = [[0] * columns for _ in lines]  # which cell owns each slot, by a number
    for number, line in enumerate(lines):
        for cell, column, anchor in line:
            mark = number * columns + column if anchor else owner[number - 1][column]
            for slot in range(column, column + cell.colspan):
                owner[number][slot] = mark
    result = [_border(None, owner[0], widths)]
    for number, line in enumerate(lines):
        parts = []
        for cell, column, anchor in line:
            room_here = sum(widths[column : column + cell.colspan]) + cell.colspan - 1
            parts.append(_fit(labels[number, column] if anchor else "", room_here))
        result.append("│" + "│".join(parts) + "│")
        below = owner[number + 1] if number + 1 < len(owner) else None
        result.append(_border(owner[number], below, widths))
    return result


def _label(content: str) -> str:
    return " ".join(content.split())


def _widths(
    lines: Sequence[Sequence[tuple[object, int, bool]]],
    labels: dict[tuple[int, int], str],
    columns: int,
    room: int,
) -> list[int]:
    """Terminal columns for each grid column: what its unspanned cells want, within `room`."""
    widths = [2] * columns
    for number, line in enumerate(lines):
        for position, (_, column, anchor) in enumerate(line):
            end = line[position + 1][1] if position + 1 < len(line) else columns
            if anchor and end - column == 1:
                widths[column] = max(widths[column], min(_cells(labels[number, column]), LABEL))
    most = max((room - columns - 1) // columns, 2)
    over = sum(widths) + columns + 1 - room
    for column in sorted(range(columns), key=widths.__getitem__, reverse=True):
        if over <= 0:
            break
        given = min(over, max(widths[column] - most, 0))
        widths[column] -= given
        over -= given
    return widths


def _cells(label: str) -> int:
    """Terminal columns that `label` takes: wide characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in label)


def _fit(label: str, room: int) -> str:
    if _cells(label) > room:
        kept, used = "", 0
        for char in label:
            used += 2 if east_asian_width(char) in "WF" else 1
            if used > room - 1:
                break
            kept += char
        label = kept + "…"
    return label + " " * (room - _cells(label))


# Which of the four arms of a crossing are there (up, down, left, right) → its character.
_CROSSINGS = dict(zip(range(16), " ╵╷│╴┘┐┤╶└┌├─┴┬┼", strict=True))


def _border(above: list[int] | None, below: list[int] | None, widths: list[int]) -> str:
    """The line between two rows of slots, given who owns each slot of both."""
    columns = len(widths)

    def differs(row: list[int] | None, column: int) -> bool:
        return row is not None and (column in (0, columns) or row[column - 1] != row[column])

    def drawn(column: int) -> bool:
        if not 0 <= column < columns:
            return False
        return above is None or below is None or above[column] != below[column]

    parts = []
    for column in range(columns + 1):
        arms = differs(above, column) + 2 * differs(below, column) + 4 * drawn(column - 1) + 8 * drawn(column)
        parts.append(_CROSSINGS[arms])
        if column < columns:
            parts.append(("─" if drawn(column) else " ") * widths[column])
    return "".join(parts)
