"""A report in the terminal: its outline with the tables drawn where they stand, its bookmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size

from ..model import Cell, Heading, Report, Table
from ..model.grid import placed, width
from ..model.messages import Language, joined
from ..model.walk import Found, blocks, bookmarks, inline_text, tables, text
from ..statutory.checks import report_findings
from ..statutory.finding import Finding
from .inspection import counts, metadata
from .language import text as words
from .terminal import one_line, say

MOST_WIDTH = 200
"""The width of a drawn table in terminal columns when the output is a file or a pipe."""
LABEL = 24
"""Terminal columns for each grid column that a cell's text may take before it is cut."""
_SHOWN = frozenset({"title", "organ", "year", "published", "document_number", "index_number"})
"""The fields of the metadata that are shown."""
NARROWEST = 2
"""Terminal columns of a grid column: one wide character."""

_Lines: TypeAlias = list[list[tuple[Cell, int, int, bool]]]
"""Rows of cells, each with its first column, the columns that are shown of it, and whether it is anchored
here."""


def draw(report: Report, findings: Sequence[Finding] = (), language: Language = "en") -> None:
    """Print the report's metadata, outline, tables with the findings on their cells, and bookmarks."""
    marked = report_findings(findings) if findings else {}
    for name, value, origin in metadata(report):
        if name in _SHOWN:
            line = one_line(str(value)) + ("" if origin == "file" else words(f"cli.from-{origin}"))
            say(words("cli.of-file", file=words(f"cli.fact-{name}"), line=line))
    found = iter(tables(report))
    for block in report.body:
        if isinstance(block, Heading):
            say(f"{'  ' * block.level}{'#' * (block.level + 1)} {one_line(inline_text(block.content))}")
        for _, inner in zip(filter(_is_table, blocks([block])), found, strict=False):
            _table(inner, marked, language)
    shown = [words(f"cli.count-{what}", count=count) for what, count in counts(report).items() if count]
    say(joined(shown, language))
    names = bookmarks(report)
    if names:
        say(words("cli.bookmarks", names=tuple(names)))


def _is_table(block: object) -> bool:
    return isinstance(block, Table)


# --- tables -------------------------------------------------------------------------------------


# The worst finding on a cell → the mark before its text.
_MARKS = {"error": "✗", "warning": "!", "info": "·"}


def _table(found: Found, marked: dict[str, list[Finding]], language: Language) -> None:
    address, table = found
    columns = width(table.rows)
    cells = sum(len(row) for row in table.rows)
    merged = sum(cell.colspan > 1 or cell.rowspan > 1 for row in table.rows for cell in row)
    say(
        words("cli.table", address=address, rows=len(table.rows), columns=columns, cells=cells, merged=merged)
    )
    if table.caption:
        say("  " + words("cli.caption", caption=one_line(inline_text(table.caption))))
    marks: dict[tuple[int, int], str] = {}
    findings_here: dict[Finding, None] = {}  # in the order of the cells, each once
    for row, line in enumerate(placed(table.rows) if marked else ()):
        for slot in line:
            here = marked.get(f"{address} r{row + 1} c{slot.column + 1}", []) if slot.anchor else []
            findings_here.update(dict.fromkeys(here))
            if here:
                marks[row, slot.column] = next(
                    mark for severity, mark in _MARKS.items() if any(one.severity == severity for one in here)
                )
    for text_line in drawing(found, _room(), marks):
        say("  " + text_line)
    for finding in findings_here:
        mark = _MARKS[finding.severity]
        say(f"  {mark} {finding.code} {finding.place(language)}: {finding.message(language)}")


def _room() -> int:
    return max(get_terminal_size((MOST_WIDTH, 24)).columns - 3, 12)


def drawing(found: Found, room: int, marks: Mapping[tuple[int, int], str]) -> list[str]:
    """A table as lines of box characters at most `room` wide, each cell one line of text, merges open.

    `marks` stand before the text of the cells at their (row, column), both from 0. Columns for which there is
    no room are counted below.
    """
    address, table = found
    all_columns = width(table.rows)
    columns = min(all_columns, max((room - 1) // (NARROWEST + 1), 1))
    lines: _Lines = [
        [
            (slot.cell, slot.column, min(slot.cell.colspan, columns - slot.column), slot.anchor)
            for slot in line
            if slot.column < columns
        ]
        for line in placed(table.rows)
    ]
    labels = {
        (number, column): marks.get((number, column), "")
        + _label(cell, f"{address}/{number + 1},{column + 1}/")
        for number, line in enumerate(lines)
        for cell, column, _, anchor in line
        if anchor
    }
    widths = _widths(lines, labels, columns, room)
    result = [*_boxes(lines, labels, widths)]
    if columns < all_columns:
        result.append(words("cli.more-columns", count=all_columns - columns))
    return result


def _boxes(lines: _Lines, labels: dict[tuple[int, int], str], widths: list[int]) -> list[str]:
    owner = [[0] * len(widths) for _ in lines]  # which cell owns each slot, by a number
    for number, line in enumerate(lines):
        for _, column, span, anchor in line:
            mark = number * len(widths) + column if anchor else owner[number - 1][column]
            owner[number][column : column + span] = [mark] * span
    result = [_border(None, owner[0], widths)]
    for number, line in enumerate(lines):
        parts = [
            _fit(labels[number, column] if anchor else "", sum(widths[column : column + span]) + span - 1)
            for _, column, span, anchor in line
        ]
        result.append("│" + "│".join(parts) + "│")
        below = owner[number + 1] if number + 1 < len(owner) else None
        result.append(_border(owner[number], below, widths))
    return result


def _label(cell: Cell, prefix: str) -> str:
    """What stands in `cell`; a table in it, which is drawn below, by its address."""
    parts: list[str] = []
    number = 0
    for block in cell.content:
        if isinstance(block, Table):
            number += 1
            parts.append(words("cli.table-inside", address=f"{prefix}{number}"))
        else:
            parts.append(text([block]))
    return one_line(" ".join(parts))


def _widths(lines: _Lines, labels: dict[tuple[int, int], str], columns: int, room: int) -> list[int]:
    """Terminal columns for each grid column: what its cells want, the widest made narrower to fit `room`."""
    widths = [NARROWEST] * columns
    wanted: dict[
        tuple[int, int], int
    ] = {}  # (columns shown, first column) → the most that a cell there wants
    for number, line in enumerate(lines):
        for _, column, span, anchor in line:
            if anchor:
                want = min(cell_len(labels[number, column]), LABEL * span)
                wanted[span, column] = max(wanted.get((span, column), 0), want)
    for span, column in sorted(wanted):
        missing = wanted[span, column] - sum(widths[column : column + span]) - (span - 1)
        for place in range(span if missing > 0 else 0):
            widths[column + place] += missing // span + (place < missing % span)
    cap, budget = max(widths), room - columns - 1
    while cap > NARROWEST and sum(min(one, cap) for one in widths) > budget:
        cap -= 1
    spare = budget - sum(min(one, cap) for one in widths)
    for column, one in enumerate(widths):
        widths[column] = min(one, cap + (spare > 0))
        spare -= widths[column] > cap
    return widths


def _fit(label: str, room: int) -> str:
    if cell_len(label) > room:
        label = set_cell_size(label, room - 1).rstrip() + "…"
    return set_cell_size(label, room)


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
