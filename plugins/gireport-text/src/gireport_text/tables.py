"""The cells of a table and their spans: told by the national form, or by what the rows leave no choice about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from gireport.model import Block, Paragraph, Table, grid
from gireport.statutory.forms import Form, FormCell, forms, is_label

from .lines import Names, inlines

Rows: TypeAlias = list[list[list[str]]]
"""A table as a dump has it: rows of cells of paragraphs."""

Notify: TypeAlias = Callable[[str, str, int], None]

# Reporting organs reword a label or two; the number of cells in each row is the better sign.
_LABELS_IN_THREE = 2


def table(rows: Rows, where: str, names: Names, notify: Notify) -> Table:
    """The table of `rows`, at the place `where`.

    Raises:
        LimitError: it is larger than `grid.MAX_COLUMNS` or `grid.MAX_SLOTS`.
    """
    form = find_form(rows)
    if form:
        pieces = _by_form(rows, form, names)
    else:
        grid.check_size(len(rows), max(map(len, rows)))
        pieces = _by_guess(rows, where, names, notify)
    built = grid.from_merges(pieces, lambda code, place, count: notify(code, f"{where} {place}", count))
    if form:
        return Table(built.rows, (), form.header_rows, form.header_columns)
    return Table(built.rows)


# --- the national form -------------------------------------------------------------------------------


@cache
def _shapes() -> dict[tuple[int, ...], tuple[Form, list[list[grid.Slot[FormCell]]]]]:
    """The forms, by how many cells a dump prints in each row; no two of them have the same shape."""
    slots = ((form, list(grid.placed(form.rows))) for form in forms())
    return {tuple(map(len, lines)): (form, lines) for form, lines in slots}


def find_form(rows: Rows) -> Form | None:
    """The form that `rows` fill in, by the cells of each row and most of the labels; values may be anything."""
    known = _shapes().get(tuple(map(len, rows)))
    if known is None:
        return None
    form, lines = known
    labels = found = 0
    for slot, cell in _together(lines, rows):
        if slot.anchor and slot.cell.label is not None:
            labels += 1
            found += is_label(slot.cell.label, "".join(cell))
    return form if found * 3 >= labels * _LABELS_IN_THREE else None


def _together(
    lines: list[list[grid.Slot[FormCell]]], rows: Rows
) -> Iterator[tuple[grid.Slot[FormCell], list[str]]]:
    """Each slot of a form with the cell that a dump prints for it."""
    for line, row in zip(lines, rows, strict=True):
        yield from zip(line, row, strict=True)


def _by_form(rows: Rows, form: Form, names: Names) -> list[list[grid.Piece]]:
    """Each printed cell with the merge marks that its place in the form has.

    A dump prints an empty cell where another cell covers the row from above. One with text is no such cell:
    it starts anew.
    """
    return [
        [
            grid.Piece(content(cell, names), slot.cell.colspan, vertical=_merge(slot, cell))
            for slot, cell in zip(line, row, strict=True)
        ]
        for line, row in zip(grid.placed(form.rows), rows, strict=True)
    ]


def _merge(slot: grid.Slot[FormCell], cell: list[str]) -> grid.Merge:
    if slot.cell.rowspan == 1:
        return ""
    return "restart" if slot.anchor or cell != [""] else "continue"


# --- any other table ---------------------------------------------------------------------------------


def _by_guess(rows: Rows, where: str, names: Names, notify: Notify) -> list[list[grid.Piece]]:
    """The last cell of a row that is short of cells takes the rest; an empty cell is taken for a blank one.

    Both are choices, and noted: the row could as well end early or have its wide cell elsewhere, and an empty
    cell below another is printed as a cell that is merged into that one.
    """
    columns = max(map(len, rows))
    result: list[list[grid.Piece]] = []
    for number, row in enumerate(rows):
        pieces = [grid.Piece(content(cell, names)) for cell in row]
        pieces[-1].colspan += columns - len(row)
        if len(row) < columns or (number and [""] in row):
            notify("span-guessed", f"{where} row {number + 1}", 1)
        result.append(pieces)
    return result


def content(cell: list[str], names: Names) -> tuple[Block, ...]:
    """The paragraphs of a cell."""
    return tuple(Paragraph(inlines(text, names)) for text in cell) if cell != [""] else ()
