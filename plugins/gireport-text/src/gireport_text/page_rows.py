"""Which rows of a statutory table the cells of a page dump fill: each label with the cells behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct, field

from gireport.model import grid
from gireport.statutory.forms import TableName, forms
from gireport.statutory.labels import labels

from .page_cells import DumpCell, holds_value, is_value

_RESULTS = 10
"""Heads in the last header row of section 四."""
MOST_VALUES = 3
"""Value columns of section 二: a head row with more is no head row of the form."""


class DumpRow(Struct):
    """A row of values: its labels as printed, the cells behind them, and the number of value columns.

    `key` is the row's key in the form, empty for a row that the form has not and for the row of section 四.
    `cells` may be fewer or more than `width`: `placed` holds them by column once their places are known.
    """

    key: str
    labels: list[DumpCell]
    cells: list[DumpCell]
    width: int
    depth: int = 1
    group: str = ""
    placed: list[DumpCell] | None = None

    @property
    def filled(self) -> list[DumpCell]:
        """The cells that hold text."""
        return [cell for cell in self.cells if cell.lines]


class LabelRow(Struct):
    """A row of nothing but labels: the heads of a block of section 二, or the label over the block."""

    labels: list[DumpCell]


class NoteRow(Struct):
    """A line between the rows of a table that is no row of it."""

    cell: DumpCell


class DumpTable(Struct):
    """The rows of one statutory table in a page dump.

    `heads` are the cells of the header rows in the form's reading order, None for a label that the dump has not, and
    `notes` what stands between them. `start` and `end` are the table's first line and its last one.
    """

    table: TableName
    start: int
    end: int
    heads: list[DumpCell | None] = field(default_factory=list)
    notes: list[DumpCell] = field(default_factory=list)
    rows: list[DumpRow | LabelRow | NoteRow] = field(default_factory=list)

    @property
    def value_rows(self) -> list[DumpRow]:
        """The rows that hold values."""
        return [row for row in self.rows if isinstance(row, DumpRow)]


def table_of(table: TableName, cells: Sequence[DumpCell]) -> DumpTable | None:
    """The table that `cells` fill; None where they are too few, or its heads do not stand in the form's order.

    The cells after its last row are left out.
    """
    build = {"disclosure": _disclosure, "applications": _applications, "review": _review}[table]
    found = build(cells)
    if found is None:
        return None
    while found.rows and _is_no_part(found.rows[-1], table):
        found.rows.pop()
    if not found.value_rows:
        return None
    heads = [head for head in found.heads if head]
    printed = [cell for row in found.rows if not isinstance(row, NoteRow) for cell in _printed(row)]
    found.end = max(cell.last for cell in [*printed, *heads])
    # A note below the last row is no part of the table.
    found.rows = [row for row in found.rows if not isinstance(row, NoteRow) or row.cell.number < found.end]
    return found


def _is_no_part(row: DumpRow | LabelRow | NoteRow, table: TableName) -> bool:
    """Whether `row`, the last, stands below the table: neither its label nor its width makes it a row of the form."""
    if isinstance(row, NoteRow):
        return row.cell.alone
    if not isinstance(row, DumpRow):
        return False
    return not row.key and bool(row.labels) and (table == "review" or len(row.filled) != row.width)


def _printed(row: DumpRow | LabelRow | NoteRow) -> list[DumpCell]:
    """The cells of the dump that `row` is made of."""
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
            result.rows += _value_rows(label, behind, width)
        elif plain.block == plain.text:
            result.rows.append(LabelRow([label]))
            result.rows += (NoteRow(cell) for cell in behind if cell.lines)
            width = 0
        else:
            heads, notes = _without_notes(behind)
            if len(heads) > MOST_VALUES or not any(known.head(cell.text) for cell in heads):
                return None
            result.rows += [LabelRow([label, *heads]), *notes]
            width = len(heads)
    named = {row.key for row in result.value_rows if row.key}
    return result if len(named) > 1 and any(isinstance(row, LabelRow) for row in result.rows) else None


def _without_notes(cells: Sequence[DumpCell]) -> tuple[list[DumpCell], list[NoteRow]]:
    """The filled cells of a head row, and the lines among them that are notes: no bar ends them, as it ends the others."""
    filled = [cell for cell in cells if cell.lines]
    notes = [cell for cell in filled if cell.alone and labels("disclosure").any(cell.text) is None]
    if all(cell.alone for cell in filled):
        notes = []
    return [cell for cell in filled if cell not in notes], [NoteRow(cell) for cell in notes]


def _value_rows(label: DumpCell, behind: Sequence[DumpCell], width: int) -> list[DumpRow | NoteRow]:
    found = labels("disclosure").row(label.text)
    return _split(DumpRow(found.key if found else "", [label], list(behind), width))


# --- section 三 ---------------------------------------------------------------------------------------


def _applications(cells: Sequence[DumpCell]) -> DumpTable | None:
    first = next((at for at, cell in enumerate(cells) if _opens_row(cell, "applications")), len(cells))
    heads = match_heads("applications", cells[:first])
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
        result.rows += _split(one)
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
    heads = match_heads("review", cells[:end])
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
    result.rows += _split(DumpRow("", [], behind, len(_value_columns("review"))))
    return result


def _empty_beside_heads(heads: Sequence[DumpCell], behind: Sequence[DumpCell]) -> int:
    """How many empty cells at the start of `behind` belong to the last row of heads: those of merged cells.

    They stand in its line; or they are as many as the row of heads above it needs in the same way.
    """
    count = 0
    while count < len(behind) and not behind[count].lines and behind[count].number == heads[-1].number:
        count += 1
    width = len(_value_columns("review"))
    known = labels("review")
    filled = [at for at, cell in enumerate(heads) if cell.lines and known.any(cell.text)]
    above, first = filled[-_RESULTS - 1], filled[-_RESULTS]
    empty = sum(not cell.lines for cell in heads[above:first])
    second_row = len(filled) - _RESULTS - 2
    if not count and empty and empty == width - second_row:
        count = width - _RESULTS
    return count if all(not cell.lines for cell in behind[:count]) else 0


# --- heads --------------------------------------------------------------------------------------------


@cache
def _head_texts(table: TableName) -> tuple[tuple[str, bool], ...]:
    """The labels of the header rows in reading order, and whether each names a column (or a block of them)."""
    form = next(one for one in forms() if one.table == table)
    rows = form.rows[: form.header_rows]
    return tuple((cell.label or "", bool(cell.key)) for row in rows for cell in row)


def _value_columns(table: TableName) -> range:
    form = next(one for one in forms() if one.table == table)
    return range(form.header_columns, form.columns)


def match_heads(table: TableName, cells: Sequence[DumpCell]) -> list[DumpCell | None] | None:
    """The form's header cells of `table` as `cells` print them, in the form's order.

    A label that names no column may be absent; then its place is None. A line that no bar ends and that is no label is
    a note. The result is None where a column's head is absent or stands elsewhere, or where a cell holds another text.
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
    """The filled cells among header cells that are no heads."""
    return [cell for cell in cells if cell.lines and not any(cell is head for head in heads)]


# --- runs ---------------------------------------------------------------------------------------------


def _opens_row(cell: DumpCell, table: TableName) -> bool:
    """Whether `cell` holds a label that stands before values in `table`, and none of the header rows."""
    found = [label for label in labels(table).in_row(cell.text) if label]
    return bool(found) and found[0].text not in {text for text, _ in _head_texts(table)}


def _is_note(cell: DumpCell) -> bool:
    """Whether `cell` may be a note: no bar ends it, and it holds no value."""
    return cell.alone and not is_value(cell.text)


def _runs(cells: Sequence[DumpCell], table: TableName) -> list[list[DumpCell]]:
    """`cells` cut before each label that stands before values; each run begins with its label.

    Empty cells in front of a label, in its line, are covered cells and left out.
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


def _split(row: DumpRow) -> list[DumpRow | NoteRow]:
    """`row` with the notes among its cells, and the rows behind it that have labels which the form has not.

    A text that begins a line and is followed by values is such a label. Where the label or other cells share a line or
    are ended by bars, what stands alone in a line is a note or the number of a page, and no cell.
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
    """Whether the cell at `at` is the label of a row that the form has not."""
    cell = cells[at]
    begins = at == 0 or cells[at - 1].last < cell.number
    followed = at + 1 < len(cells) and holds_value(cells[at + 1])
    return bool(cell.lines) and not is_value(cell.text) and begins and followed
