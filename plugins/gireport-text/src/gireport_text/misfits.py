"""A table of the national form whose cells do not fit it: a cell line or an empty line is missing, or one too many.

No figure comes under another label: what cannot be placed for sure stays as text in one cell of its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gireport.model import Paragraph, grid
from gireport.statutory.forms import Form, FormCell, fold_label, is_label

from .lines import Names, inlines

Row: TypeAlias = list[list[str]]
Slots: TypeAlias = list[grid.Slot[FormCell]]

# A table with more rows than so many times the form's is another one, whatever stands in it.
_ROWS = 2


def share(rows: list[Row], lines: list[Slots]) -> float:
    """How many of the labels in the `lines` of a form stand somewhere in `rows`, 0 to 1."""
    if len(rows) > _ROWS * len(lines):
        return 0.0
    texts = {text for row in rows for text in _texts(row)}
    wanted = [label for line in lines for label in _labels(line)]
    return sum(label in texts for label in wanted) / len(wanted)


def _texts(row: Row) -> set[str]:
    return {fold_label.__wrapped__("".join(cell)) for cell in row}


def _labels(line: Slots) -> list[str]:
    return [fold_label(slot.cell.label) for slot in line if slot.anchor and slot.cell.label is not None]


def aligned(rows: list[Row], lines: list[Slots]) -> list[int | None]:
    """For each of `rows` the line of the form that it is, in order; None for a row that is none of them.

    The choice with the most labels in their lines, then the most rows with as many cells as their line has.
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
    return _between(result, len(lines))


def _between(found: list[int | None], lines: int) -> list[int | None]:
    """`found`, and for rows of no line that are as many as the lines left out there, those lines."""
    start, before = 0, -1
    for end, line in enumerate([*found, lines]):
        if line is not None:
            if line - before - 1 == end - start:
                found[start:end] = range(before + 1, line)
            start, before = end + 1, line
    return found


def fits(row: Row, line: Slots | None) -> bool:
    """Whether `row` has the cells of `line`: as many, most of the labels at their places and none elsewhere."""
    if line is None or len(row) != len(line):
        return False
    missing = [
        fold_label(slot.cell.label)
        for slot, cell in zip(line, row, strict=True)
        if slot.anchor and slot.cell.label is not None and not is_label(slot.cell.label, "".join(cell))
    ]
    few = len(missing) * 3 <= len(_labels(line)) or len(missing) == 1
    return few and _texts(row).isdisjoint(missing)


def known_cells(row: Row, line: Slots) -> int:
    """How many cells at the start of `row` are surely those of `line`: empty ones, covered from above."""
    count = 0
    for slot, cell in zip(line[:-1], row, strict=False):
        if slot.anchor or cell != [""]:
            break
        count += 1
    return count


def labels_placed(row: Row, line: Slots) -> Row | None:
    """`row` as the cells of a `line` of nothing but labels: each label at its place, a missing one empty.

    What is no label there is one more paragraph in the cell beside it. None for a line with values in it, or a
    row with none of the labels.
    """
    if any(slot.anchor and slot.cell.label is None for slot in line):
        return None
    placed: Row = [[""] for _ in line]
    early: list[str] = []  # what stands before the first label
    at = -1
    for cell in row:
        label = cell != [""]
        found = next((slot for slot in range(at + 1, len(line)) if label and _is_at(line[slot], cell)), None)
        if found is not None:
            at = found
            placed[at] = [*early, *cell]
            early = []
        elif label and at < 0:
            early += cell
        elif label:
            placed[at] = [*placed[at], *cell]
        elif at + 1 < len(line) and not line[at + 1].anchor:
            at += 1
    return placed if at >= 0 and not early else None


def _is_at(slot: grid.Slot[FormCell], cell: list[str]) -> bool:
    return slot.anchor and slot.cell.label is not None and is_label(slot.cell.label, "".join(cell))


def rest(row: Row, columns: int, names: Names) -> grid.Piece:
    """The cells of `row` as the paragraphs of one cell over `columns` columns."""
    return grid.Piece(tuple(Paragraph(inlines(text, names)) for cell in row for text in cell), columns)


def describe(row: Row, line: Slots | None) -> str:
    """What is wrong with `row`."""
    if line is None:
        return "no row of the form"
    if len(row) == len(line):
        return "other labels than the form's"
    return f"{len(row)} cells where the form has {len(line)}"


def header_rows(form: Form, which: Sequence[int | None]) -> int:
    """How many rows from the top are the form's header rows, where `which` says what line each row is."""
    return max(
        (number for number, line in enumerate(which, 1) if line is not None and line < form.header_rows),
        default=0,
    )
