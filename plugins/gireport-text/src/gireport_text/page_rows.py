"""The rows of a statutory table from the cells of a page dump: each label with the cells behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gireport.model import grid
from gireport.statutory.forms import TableName, forms
from gireport.statutory.labels import labels

from .page_cells import DumpCell, holds_value
from .page_model import DumpRow, DumpTable, LabelRow, NoteRow
from .page_text import is_value

_RESULT_HEADS = 10
"""Heads in the last header row of section 四."""
_MAX_HEADS = 3
"""Value columns of section 二: a row with more heads is not one of the form."""


def table_of(table: TableName, cells: Sequence[DumpCell]) -> DumpTable | None:
    """The table in `cells`; None where it has too few rows, or its heads are not in the form's order.

    Skips the cells behind its last row.
    """
    build = {"disclosure": _disclosure, "applications": _applications, "review": _review}[table]
    found = build(cells)
    if found is None:
        return None
    while found.rows and _is_below_table(found.rows[-1], table):
        found.rows.pop()
    if not found.value_rows:
        return None
    heads = [head for head in found.heads if head]
    printed = [cell for row in found.rows if not isinstance(row, NoteRow) for cell in _printed(row)]
    found.end = max(cell.last for cell in [*printed, *heads])
    # A note below the last row does not belong to the table.
    found.rows = [row for row in found.rows if not isinstance(row, NoteRow) or row.cell.number < found.end]
    return found


def _is_below_table(row: DumpRow | LabelRow | NoteRow, table: TableName) -> bool:
    """Whether `row`, the last one, stands below the table: its label and its width fit no row."""
    if isinstance(row, NoteRow):
        return row.cell.alone
    if not isinstance(row, DumpRow):
        return False
    return not row.key and bool(row.labels) and (table == "review" or len(row.filled) != row.width)


def _printed(row: DumpRow | LabelRow | NoteRow) -> list[DumpCell]:
    """The cells of the dump in `row`."""
    if isinstance(row, NoteRow):
        return [row.cell]
    return row.labels if isinstance(row, LabelRow) else [*row.labels, *row.cells]


# --- section 二 ---------------------------------------------------------------------------------------


def _disclosure(cells: Sequence[DumpCell]) -> DumpTable | None:
    known = labels("disclosure")
    result = DumpTable("disclosure", cells[0].number, cells[0].number)
    width = 0
    for run in _runs(cells, "disclosure"):
        label = run[0]
        plain = known.plain_label(label.text)
        behind = run[1:]
        if plain is None:
            result.rows += _rows_of_values(label, behind, width)
        elif plain.block == plain.text:
            result.rows.append(LabelRow([label]))
            result.rows += (NoteRow(cell) for cell in behind if cell.lines)
            width = 0
        else:
            heads, notes = _without_notes(behind)
            if len(heads) > _MAX_HEADS or not any(known.head(cell.text) for cell in heads):
                return None
            result.rows += [LabelRow([label, *heads]), *notes]
            width = len(heads)
    named = {row.key for row in result.value_rows if row.key}
    return result if len(named) > 1 and any(isinstance(row, LabelRow) for row in result.rows) else None


def _without_notes(cells: Sequence[DumpCell]) -> tuple[list[DumpCell], list[NoteRow]]:
    """The filled cells of a row of heads, and the notes among them: lines that no bar ends where bars end the
    others.
    """
    filled = [cell for cell in cells if cell.lines]
    notes = [cell for cell in filled if cell.alone and labels("disclosure").any(cell.text) is None]
    if all(cell.alone for cell in filled):
        notes = []
    return [cell for cell in filled if cell not in notes], [NoteRow(cell) for cell in notes]


def _rows_of_values(label: DumpCell, behind: Sequence[DumpCell], width: int) -> list[DumpRow | NoteRow]:
    found = labels("disclosure").row(label.text)
    return _split_notes(DumpRow(found.key if found else "", [label], list(behind), width))


# --- section 三 ---------------------------------------------------------------------------------------


def _applications(cells: Sequence[DumpCell]) -> DumpTable | None:
    first = next((at for at, cell in enumerate(cells) if _opens_row(cell, "applications")), len(cells))
    heads = _match_heads("applications", cells[:first])
    if heads is None:
        return None
    result = DumpTable(
        "applications", cells[0].number, cells[0].number, heads, _notes_among(cells[:first], heads)
    )
    known = labels("applications")
    width = len(_value_columns("applications"))
    waiting: list[DumpCell] = []  # labels over several rows, in front of the next row
    group = ""
    runs = list(_runs(cells[first:], "applications"))
    for at, (label, *behind) in enumerate(runs):
        row, over, plain = known.in_row(label.text)
        filled = any(cell.lines and not cell.alone for cell in behind) or any(map(holds_value, behind))
        following = known.row(runs[at + 1][0].text) if at + 1 < len(runs) else None
        opens = over and following and following.key.startswith(f"{over.key}.") and not filled
        if plain or opens or (over and not row and not filled):
            group = over.key if over else group
            waiting.append(label)
            result.rows += (NoteRow(cell) for cell in behind if cell.lines)
            continue
        key = row.key if row else f"{over.key}.subtotal" if over else ""
        one = DumpRow(
            key, [*waiting, label], behind, width, _depth(key), key.partition(".")[0] if "." in key else ""
        )
        result.rows += _split_notes(one)
        waiting = []
    keys = {row.key for row in result.value_rows if row.key}
    return result if len(keys) > 2 and not waiting else None


@cache
def _depths() -> dict[str, int]:
    """Row of section 三 → how many label columns lead to it: 1 for 一、, 2 for （一）, 3 for 1."""
    return {
        about.key: sum(slot.cell.label is not None for slot in line)
        for form in forms()
        if form.table == "applications"
        for about, line in zip(form.about, grid.placed(form.rows), strict=True)
        if about.key
    }


def _depth(key: str) -> int:
    return _depths().get(key, 2)


# --- section 四 ---------------------------------------------------------------------------------------


def _review(cells: Sequence[DumpCell]) -> DumpTable | None:
    known = labels("review")
    end = next(
        (
            at
            for at, cell in enumerate(cells)
            if cell.lines and known.any(cell.text) is None and not _is_note(cell)
        ),
        len(cells),
    )
    heads = _match_heads("review", cells[:end])
    if heads is None:
        return None
    last = max(at for at, cell in enumerate(cells[:end]) if known.any(cell.text))
    behind = list(cells[last + 1 :])
    for _ in range(_empty_beside_heads(cells[: last + 1], behind)):
        behind.pop(0)
    notes = _notes_among(cells[: last + 1], heads)
    while behind and _is_note(behind[0]) and behind[0].lines:
        notes.append(behind.pop(0))
    result = DumpTable("review", cells[0].number, cells[0].number, heads, notes)
    result.rows += _split_notes(DumpRow("", [], behind, len(_value_columns("review"))))
    return result


def _empty_beside_heads(heads: Sequence[DumpCell], behind: Sequence[DumpCell]) -> int:
    """The number of empty cells at the start of `behind` that are covered cells of the last row of heads.

    They are in its line; or there are as many as the row of heads above it lacks in the same way.
    """
    count = 0
    while count < len(behind) and not behind[count].lines and behind[count].number == heads[-1].number:
        count += 1
    width = len(_value_columns("review"))
    known = labels("review")
    filled = [at for at, cell in enumerate(heads) if cell.lines and known.any(cell.text)]
    above, first = filled[-_RESULT_HEADS - 1], filled[-_RESULT_HEADS]
    empty = sum(not cell.lines for cell in heads[above:first])
    second_row = len(filled) - _RESULT_HEADS - 2
    if not count and empty and empty == width - second_row:
        count = width - _RESULT_HEADS
    return count if all(not cell.lines for cell in behind[:count]) else 0


# --- heads --------------------------------------------------------------------------------------------


@cache
def _head_texts(table: TableName) -> tuple[tuple[str, bool], ...]:
    """The labels of the header rows in reading order, and whether each names a column or a block."""
    form = next(one for one in forms() if one.table == table)
    rows = form.rows[: form.header_rows]
    return tuple((cell.label or "", bool(cell.key)) for row in rows for cell in row)


def _value_columns(table: TableName) -> range:
    form = next(one for one in forms() if one.table == table)
    return range(form.header_columns, form.columns)


def _match_heads(table: TableName, cells: Sequence[DumpCell]) -> list[DumpCell | None] | None:
    """The cells with the labels of the header of `table`, in the form's order.

    A label that does not name a column may be missing: its item is None. A line that no bar ends and that is
    not a label is a note. The result is None where the head of a column is missing or out of order, or a cell
    has another text.
    """
    known = labels(table)
    printed = [cell for cell in cells if cell.lines and not (cell.alone and known.any(cell.text) is None)]
    result: list[DumpCell | None] = []
    at = 0
    for text, names_column in _head_texts(table):
        found = known.any(printed[at].text) if at < len(printed) else None
        if found is not None and found.text == text:
            result.append(printed[at])
            at += 1
        elif names_column:
            return None
        else:
            result.append(None)
    return result if at == len(printed) else None


def _notes_among(cells: Sequence[DumpCell], heads: Sequence[DumpCell | None]) -> list[DumpCell]:
    """The filled cells among header cells that are not heads."""
    return [cell for cell in cells if cell.lines and not any(cell is head for head in heads)]


# --- runs ---------------------------------------------------------------------------------------------


def _opens_row(cell: DumpCell, table: TableName) -> bool:
    """Whether `cell` holds a label that stands before values in `table`, and not one of the header rows."""
    found = [label for label in labels(table).in_row(cell.text) if label]
    return bool(found) and found[0].text not in {text for text, _ in _head_texts(table)}


def _is_note(cell: DumpCell) -> bool:
    """Whether `cell` may be a note: no bar ends it, and it does not hold a value."""
    return cell.alone and not is_value(cell.text)


def _runs(cells: Sequence[DumpCell], table: TableName) -> list[list[DumpCell]]:
    """`cells` divided before each label that stands before values; each run begins with its label.

    Skips empty cells in front of a label in its line: they are covered cells.
    """
    runs: list[list[DumpCell]] = []
    for cell in cells:
        if _opens_row(cell, table):
            if runs:
                last = runs[-1]
                while last and not last[-1].lines and last[-1].number == cell.number:
                    last.pop()
            runs.append([cell])
        elif runs:
            runs[-1].append(cell)
    return runs


def _split_notes(row: DumpRow) -> list[DumpRow | NoteRow]:
    """`row` without the notes among its cells, these notes, and the rows behind it whose labels are not in
    the form.

    A text at the beginning of a line with values behind it is such a label. Where bars end the other cells,
    or they share a line, a text alone in its line is a note or a page number.
    """
    lines_alone = all(cell.alone for cell in (*row.labels, *row.cells))
    result: list[DumpRow | NoteRow] = [row]
    cells, row.cells = row.cells, []
    current = row
    for at, cell in enumerate(cells):
        if _is_note(cell) or (cell.alone and not lines_alone and (row.labels or not _all_alone(cells))):
            result.append(NoteRow(cell))
        elif _is_other_label(cells, at):
            current = DumpRow("", [cell], [], row.width)
            result.append(current)
        else:
            current.cells.append(cell)
    return result


def _all_alone(cells: Sequence[DumpCell]) -> bool:
    return all(cell.alone for cell in cells)


def _is_other_label(cells: Sequence[DumpCell], at: int) -> bool:
    """Whether the cell at the index `at` is the label of a row that is not in the form."""
    cell = cells[at]
    begins = at == 0 or cells[at - 1].last < cell.number
    followed = at + 1 < len(cells) and holds_value(cells[at + 1])
    return bool(cell.lines) and not is_value(cell.text) and begins and followed
