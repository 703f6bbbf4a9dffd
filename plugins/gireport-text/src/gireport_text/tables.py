"""The cells of a table of Tika's dump and their spans: those of the national form, or of a rectangle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from gireport.model import Block, Paragraph, Table, grid
from gireport.statutory.forms import Form, FormCell, fold_label, forms, is_label

from . import misfits
from .lines import TAB, Names, inlines

Rows: TypeAlias = list[list[list[str]]]
"""A table as a dump has it: rows of cells of paragraphs."""

Notify: TypeAlias = Callable[[str, str, int], None]

# Reporting organs reword some labels; the number of cells in each row is more reliable.
_LABELS_IN_THREE = 2
_MAX_LABEL_LENGTH = 100


def table(rows: Rows, where: str, names: Names, notify: Notify, budget: grid.Budget | None = None) -> Table:
    """The table of `rows`; `where` names it in the losses.

    Raises:
        LimitError: it is larger than `grid.MAX_COLUMNS` or `grid.MAX_SLOTS`.
    """
    form = find_form(rows)
    near = None if form or _is_rectangle(rows) else _nearest(rows)
    headers = (0, 0)
    if form:
        pieces = _by_form(rows, form, names)
        headers = (form.header_rows, form.header_columns)
    elif near:
        pieces = _by_rows(rows, near, where, names, notify)
        headers = (misfits.header_rows(near.form, near.which), near.form.header_columns)
    else:
        grid.check_size(len(rows), max(map(len, rows)))
        pieces = _guess_spans(rows, where, names, notify)
    built = grid.from_merges(
        pieces, lambda code, place, count: notify(code, f"{where} {place}", count), budget
    )
    return Table(built.rows, (), *headers)


def _is_rectangle(rows: Rows) -> bool:
    """Whether each row has as many cells as the others: a table without merged cells, which the form has."""
    return len(rows) > 1 and len(rows[0]) > 1 and len(set(map(len, rows))) == 1


# --- the national form -------------------------------------------------------------------------------


@cache
def _shapes() -> dict[tuple[int, ...], tuple[Form, list[list[grid.Slot[FormCell]]]]]:
    """The forms, by how many cells a dump prints in each row; no two of them have the same shape."""
    slots = ((form, list(grid.placed(form.rows))) for form in forms())
    return {tuple(map(len, lines)): (form, lines) for form, lines in slots}


# Blanks between the cells of a line without a tab in front; sentences do not have them.
_GAP = re.compile(r"\t| {2,}")


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        fold_label(cell.label)
        for form in forms()
        for row in form.rows
        for cell in row
        if cell.label is not None
    )


def is_unmarked(line: str) -> bool:
    """Whether a line outside tables looks like cells of the form: a label of it, set off by blanks."""
    if line[0] != " " and "  " not in line and TAB not in line:
        return False
    parts = [part for part in _GAP.split(line.strip(" ")) if part]
    return (line[0] == " " or len(parts) > 1) and any(
        len(part) < _MAX_LABEL_LENGTH and fold_label.__wrapped__(part) in _labels() for part in parts
    )


def find_form(rows: Rows) -> Form | None:
    """The form that `rows` fill in, by the cells of each row and most of the labels.

    Values may be anything.
    """
    known = _shapes().get(tuple(map(len, rows)))
    if known is None:
        return None
    form, lines = known
    labels = found = 0
    for slot, cell in _slots_with_cells(lines, rows):
        if slot.anchor and slot.cell.label is not None:
            labels += 1
            found += is_label(slot.cell.label, "".join(cell))
    return form if found * 3 >= labels * _LABELS_IN_THREE else None


def _slots_with_cells(
    lines: list[list[grid.Slot[FormCell]]], rows: Rows
) -> Iterator[tuple[grid.Slot[FormCell], list[str]]]:
    """Each slot of a form with the cell that a dump prints for it."""
    for line, row in zip(lines, rows, strict=True):
        yield from zip(line, row, strict=True)


def _by_form(rows: Rows, form: Form, names: Names) -> list[list[grid.Piece]]:
    """Each printed cell with the merge marks of its slot in the form.

    A dump prints an empty cell for a slot that is covered from above. A cell with text there begins a new
    cell.
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


# --- a form that the cells do not fit ----------------------------------------------------------------


class _Near(NamedTuple):
    """A form that some of the rows do not fit: its lines, and the number of the line of each row."""

    form: Form
    lines: list[misfits.Slots]
    which: list[int | None]

    def line(self, number: int) -> misfits.Slots | None:
        """The line of the row with that number, from 0."""
        at = self.which[number]
        return None if at is None else self.lines[at]


def _nearest(rows: Rows) -> _Near | None:
    """The form most of whose labels are in `rows`; of several forms, the one that the most rows fit."""
    found: _Near | None = None
    most = -1
    for form, lines in _shapes().values():
        if misfits.label_share(rows, lines) * 3 >= _LABELS_IN_THREE:
            near = _Near(form, lines, misfits.match_rows(rows, lines))
            fit = sum(misfits.fits(row, near.line(number)) for number, row in enumerate(rows))
            if fit > most:
                found, most = near, fit
    return found


def _by_rows(rows: Rows, near: _Near, where: str, names: Names, notify: Notify) -> list[list[grid.Piece]]:
    """A row that fits its line has the cells of the form.

    Another row has its certain cells, and one for the rest.
    """
    form = near.form
    if len(rows) != len(form.rows):
        notify("form-misfit", f"{where}: {len(rows)} rows where the form has {len(form.rows)}", 1)
    result: list[list[grid.Piece]] = []
    for number, row in enumerate(rows):
        line = near.line(number)
        known = len(row)
        if line is None or not misfits.fits(row, line):
            labels = misfits.place_labels(row, line or [])
            known = len(labels) if labels else misfits.count_covered_cells(row, line or [])
            notify("form-misfit", f"{where} row {number + 1}: {misfits.describe(row, line)}", 1)
            row = labels or row
        pieces = [
            grid.Piece(content(cell, names), slot.cell.colspan, vertical=_merge(slot, cell))
            for slot, cell in zip(line or [], row[:known], strict=False)
        ]
        free = form.columns - sum(piece.colspan for piece in pieces)
        if free:
            pieces.append(misfits.rest_of_row(row[known:], free, names))
        result.append(pieces)
    return result


# --- any other table ---------------------------------------------------------------------------------


def _guess_spans(rows: Rows, where: str, names: Names, notify: Notify) -> list[list[grid.Piece]]:
    """The last cell of a short row takes the rest of its columns; an empty cell is a blank one.

    Each is a guess with a loss: the row could also end early or have another wide cell, and a dump prints a
    covered cell as an empty one.
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
