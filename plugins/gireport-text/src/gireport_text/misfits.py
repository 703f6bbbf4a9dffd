"""Fits rows to a table of the national form where a cell line or an empty line is missing, or is one too
many.

No figure gets another label: cells whose place in the row is not certain stay as text in one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gireport.model import Paragraph, grid
from gireport.statutory.forms import Form, FormCell, fold_label, is_label

from .lines import Names, inlines

Row: TypeAlias = list[list[str]]
Slots: TypeAlias = list[grid.Slot[FormCell]]

_MAX_ROWS = 2
"""Rows of a table as a multiple of the form's rows; a table with more is not of the form."""


def label_share(rows: list[Row], lines: list[Slots]) -> float:
    """The share of the labels of a form (`lines`) that `rows` have anywhere, 0 to 1."""
    if len(rows) > _MAX_ROWS * len(lines):
        return 0.0
    texts = {text for row in rows for text in _texts(row)}
    wanted = [label for line in lines for label in _labels(line)]
    return sum(label in texts for label in wanted) / len(wanted)


def _texts(row: Row) -> set[str]:
    return {fold_label.__wrapped__("".join(cell)) for cell in row}


def _labels(line: Slots) -> list[str]:
    return [fold_label(slot.cell.label) for slot in line if slot.anchor and slot.cell.label is not None]


def match_rows(rows: list[Row], lines: list[Slots]) -> list[int | None]:
    """For each of `rows` the number of its line in the form, in ascending order; None for other rows.

    The choice has the most labels in their lines, then the most rows with as many cells as their line.
    """
    texts = [_texts(row) for row in rows]
    labels = [_labels(line) for line in lines]
    likeness = [
        [
            2 * sum(label in held for label in wanted) + (len(row) == len(line))
            for line, wanted in zip(lines, labels, strict=True)
        ]
        for row, held in zip(rows, texts, strict=True)
    ]
    # best[i][j]: what rows from i on and lines from j on can reach.
    best = [[0] * (len(lines) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(lines) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    result: list[int | None] = []
    line = 0
    for i in range(len(rows)):
        while line < len(lines) and best[i][line] == best[i][line + 1]:
            line += 1
        is_it = line < len(lines) and likeness[i][line] and best[i][line] > best[i + 1][line]
        result.append(line if is_it else None)
        line += bool(is_it)
    return _fill_gaps(result, len(lines))


def _fill_gaps(found: list[int | None], lines: int) -> list[int | None]:
    """`found`, with the skipped lines for rows without a line, where these are as many."""
    start, before = 0, -1
    for end, line in enumerate([*found, lines]):
        if line is not None:
            if line - before - 1 == end - start:
                found[start:end] = range(before + 1, line)
            start, before = end + 1, line
    return found


def fits(row: Row, line: Slots | None) -> bool:
    """Whether `row` has as many cells as `line`, most labels in their cells, and none in others."""
    if line is None or len(row) != len(line):
        return False
    missing = [
        fold_label(slot.cell.label)
        for slot, cell in zip(line, row, strict=True)
        if slot.anchor and slot.cell.label is not None and not is_label(slot.cell.label, "".join(cell))
    ]
    are_few = len(missing) * 3 <= len(_labels(line)) or len(missing) == 1
    return are_few and _texts(row).isdisjoint(missing)


def count_covered_cells(row: Row, line: Slots) -> int:
    """The number of empty cells at the start of `row` that are covered cells of `line`."""
    count = 0
    for slot, cell in zip(line[:-1], row, strict=False):
        if slot.anchor or cell != [""]:
            break
        count += 1
    return count


def place_labels(row: Row, line: Slots) -> Row | None:
    """`row` as the cells of a `line` of labels: each label in its cell.

    The cells of missing labels are empty.

    Any other text is one more paragraph in the cell before it. None for a line with values, or a row without
    a label.
    """
    if any(slot.anchor and slot.cell.label is None for slot in line):
        return None
    placed: Row = [[""] for _ in line]
    leading: list[str] = []  # texts before the first label
    at = -1
    for cell in row:
        label = cell != [""]
        found = next((slot for slot in range(at + 1, len(line)) if label and _is_at(line[slot], cell)), None)
        if found is not None:
            at = found
            placed[at] = [*leading, *cell]
            leading = []
        elif label and at < 0:
            leading += cell
        elif label:
            placed[at] = [*placed[at], *cell]
        elif at + 1 < len(line) and not line[at + 1].anchor:
            at += 1
    return placed if at >= 0 and not leading else None


def _is_at(slot: grid.Slot[FormCell], cell: list[str]) -> bool:
    return slot.anchor and slot.cell.label is not None and is_label(slot.cell.label, "".join(cell))


def rest_of_row(row: Row, columns: int, names: Names) -> grid.Piece:
    """One cell over `columns` columns with the texts of `row` as its paragraphs."""
    return grid.Piece(tuple(Paragraph(inlines(text, names)) for cell in row for text in cell), columns)


def describe(row: Row, line: Slots | None) -> str:
    """How `row` differs from `line`, for the detail of a loss."""
    if line is None:
        return "no row of the form"
    if len(row) == len(line):
        return "other labels than the form's"
    return f"{len(row)} cells where the form has {len(line)}"


def header_rows(form: Form, which: Sequence[int | None]) -> int:
    """The number of header rows of a table whose rows are the lines `which` of `form`."""
    return max(
        (number for number, line in enumerate(which, 1) if line is not None and line < form.header_rows),
        default=0,
    )
