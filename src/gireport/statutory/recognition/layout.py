"""Tables whose layout is not that of the form, brought into it before their rows are read.

Three changes of layout are known: several forms in one table, one under the other; a table whose rows are
columns; and several rows as lines in the cells of one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from ..forms import TableName
from ..labels import MAX_LABEL_LENGTH, Labels, labels, tables_with
from ..slots import GridCell, Sheet, transpose
from .builder import TableBuilder

# --- several forms in one table ------------------------------------------------------------------------


def split_forms(sheet: Sheet, tables: Sequence[TableName]) -> Iterator[tuple[TableName, Sheet]]:
    """Each of `tables` with its rows of `sheet`.

    With all rows where the forms do not stand one under the other.

    A row belongs to the table that alone has one of its labels. Rows without such a label, as values and
    titles are, belong to the table of the row before them.
    """
    starts = _starts_of_forms(sheet, tables) if len(tables) > 1 else []
    if not starts or sorted(table for table, _ in starts) != sorted(tables):
        yield from ((table, sheet) for table in tables)
        return
    first_rows = [0, *(start for _, start in starts[1:])]
    ends = [*first_rows[1:], len(sheet.rows)]
    for (table, _), start, end in zip(starts, first_rows, ends, strict=True):
        yield table, sheet.part(start, end)


def _starts_of_forms(sheet: Sheet, tables: Sequence[TableName]) -> list[tuple[TableName, int]]:
    """Each table with the number of its first row; empty where one row has labels of two tables."""
    starts: list[tuple[TableName, int]] = []
    for number, row in enumerate(sheet.rows):
        owners = _tables_of_row(row, tables)
        if len(owners) > 1:
            return []
        if owners and (not starts or starts[-1][0] not in owners):
            starts.append((owners.pop(), number))
    return starts


def _tables_of_row(row: list[GridCell], tables: Sequence[TableName]) -> set[TableName]:
    """The tables that have a label in `row` which no other of `tables` has."""
    owners: set[TableName] = set()
    for cell in row:
        if cell.anchor and not cell.text.isdecimal():
            named = {table for table, _ in tables_with(cell.text)}.intersection(tables)
            if len(named) == 1:
                owners |= named
    return owners


# --- rows as columns -----------------------------------------------------------------------------------

_LABEL_ROWS = 4
"""Rows of a transposed table that may hold the labels of rows; the form has three columns of labels."""
_LABELS_SIDE_BY_SIDE: dict[TableName, int] = {"disclosure": 3, "applications": 3, "review": 4}


def transpose_if_turned(sheet: Sheet, table: TableName) -> Sheet:
    """`sheet` with the rows of the form `table` as rows: unchanged, or transposed where they are columns."""
    if len(sheet.rows) != len(sheet.all_rows) or _has_shape_of_form(sheet, table):
        return sheet
    if table != "review":
        first_rows = islice(sheet.rows, _LABEL_ROWS)
        return transpose(sheet) if _has_labels_side_by_side(first_rows, table) else sheet
    if _has_labels_side_by_side(sheet.rows, table):
        return sheet
    transposed = transpose(sheet)
    return transposed if _has_labels_side_by_side(transposed.rows, table) else sheet


def _has_shape_of_form(sheet: Sheet, table: TableName) -> bool:
    """Whether `sheet` is wide in section 四, or high in the other sections, as the form is."""
    width = sheet.rows[0][-1].end - 1 if sheet.rows and sheet.rows[0] else 0
    return len(sheet.rows) <= width if table == "review" else len(sheet.rows) >= width


def _has_labels_side_by_side(rows: Iterable[list[GridCell]], table: TableName) -> bool:
    """Whether one of `rows` has several labels of the form's rows; in section 四, several heads."""
    known = labels(table)
    label_of = known.head if table == "review" else known.row
    keys_by_row = (
        {label.key for cell in row if cell.anchor and (label := label_of(cell.text))} for row in rows
    )
    return any(len(keys) >= _LABELS_SIDE_BY_SIDE[table] for keys in keys_by_row)


# --- rows as lines of one row --------------------------------------------------------------------------

_MAX_LINES = 30
"""Lines of a cell that may be labels of rows; no form has more rows."""


def split_stacked_rows(sheet: Sheet, builder: TableBuilder) -> Sheet:
    """`sheet` with each row whose cells hold several rows as lines divided into these rows.

    1.属于国家秘密 over 2.其他法律行政法规禁止公开 in one cell are two rows. `builder` gets a deviation for
    each divided row. A row stays whole where the lines of its values do not match its labels.
    """
    if not any("\n" in cell.text for row in sheet.rows for cell in row):
        return sheet
    rows: list[list[GridCell]] = []
    is_changed = False
    for row in sheet.rows:
        divided = _divided_rows(row, builder.table)
        if divided:
            is_changed = True
            first = next(cell for cell in row if cell.text.count("\n") and cell.anchor)
            text = first.text.strip().partition("\n")[0]
            builder.add_deviation("rows-in-one-cell", text, sheet.address_of(first))
        rows.extend(divided or [row])
    return replace(sheet, rows=rows) if is_changed else sheet


def _divided_rows(row: list[GridCell], table: TableName) -> list[list[GridCell]] | None:
    """The rows inside `row`, where one of its cells has the labels of several rows as lines; else None."""
    if not any("\n" in cell.text for cell in row):
        return None
    known = labels(table)
    for position, cell in enumerate(row):
        if not cell.anchor or known.row(cell.text):
            continue
        names = _row_names(cell.text, known) if "\n" in cell.text else None
        if names:
            return _divide(row, position, names, known)
    return None


def _row_names(text: str, known: Labels) -> list[str] | None:
    """The labels of rows, perhaps behind that of their group, that the lines of `text` make.

    None for other lines.
    """
    lines = [part for one in text.split("\n") if (part := one.strip())]
    if not 2 <= len(lines) <= _MAX_LINES:
        return None
    names: list[str] = []
    start = 0
    while start < len(lines):
        for end in range(start + 1, len(lines) + 1):
            name = "".join(lines[start:end])
            if len(name) > MAX_LABEL_LENGTH:
                return None
            if known.row(name) or (not names and known.group(name)):
                break
        else:
            return None
        names.append(name)
        start = end
    keys = {label.key for name in names if (label := known.row(name))}
    return names if len(keys) > 1 and len(keys) >= len(names) - 1 else None


def _divide(
    row: list[GridCell], position: int, names: list[str], known: Labels
) -> list[list[GridCell]] | None:
    """A row for each of `names`, the lines of the cell at `position`.

    None where a value has another number of lines.
    """
    head = row[: position + 1]
    has_group = not known.row(names[0])
    values: list[list[str]] = []
    for cell in row[position + 1 :]:
        texts = _lines_of_value(cell.text, len(names), has_group, row[position].text)
        if texts is None:
            return None
        values.append(texts)
    result = []
    for number, name in enumerate(names):
        divided = [replace(cell, row=cell.row + 1, anchor=False) for cell in head] if number else list(head)
        divided[-1] = replace(head[-1], text=name)
        if not (has_group and not number):
            cells = zip(row[position + 1 :], values, strict=True)
            divided += [replace(cell, text=texts[number]) for cell, texts in cells]
        result.append(divided)
    return result


def _lines_of_value(text: str, count: int, has_group: bool, label: str) -> list[str] | None:
    """The lines of a value cell, one for each of `count` names; None where they do not match.

    Blank lines count where each name has one line in `label`, the cell of the names. The name of a group, the
    first one, has no value.
    """
    lines = [one.strip() for one in text.split("\n")]
    filled = [one for one in lines if one]
    if not filled:
        return [""] * count
    if len(filled) == count - has_group:
        return [""] * has_group + filled
    if len(lines) == count == len(label.split("\n")) and not (has_group and lines[0]):
        return lines
    return None
