"""In which columns the values of a dump's rows stand: by their number, by the row's bars, or by the form's sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import comb, prod

from gireport.statutory.amounts import read
from gireport.statutory.equations import equations
from gireport.statutory.figure import Figure
from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import EDITIONS, key_of, values

from .page_cells import DumpCell
from .page_rows import DumpRow, DumpTable

MOST_READINGS = 4096
"""That the sums are tried with, for one row and for all open rows together."""

Reading = tuple[DumpCell, ...]
EMPTY = DumpCell((), 0)


def place(table: DumpTable) -> list[DumpRow]:
    """Set `placed` of each row of `table` whose values' columns are sure, and give those that the sums decide.

    A row that stays without places could be read in several ways, or in none.
    """
    open_rows = [row for row in table.value_rows if not _by_number(row)]
    open_rows = [row for row in open_rows if not _by_bars(row, table)]
    if not open_rows or table.table == "disclosure":
        return []  # Section 二 has no sums.
    return _by_sums(table, open_rows)


def _by_number(row: DumpRow) -> bool:
    """Place a row with as many values as there are columns: the empty cells beside them are those of merged cells."""
    filled = row.filled
    if len(filled) == row.width > 0:
        row.placed = filled
    return row.placed is not None


def _by_bars(row: DumpRow, table: DumpTable) -> bool:
    """Place a row whose empty cells are all printed: no row of its kind prints more cells.

    What it prints over its columns are the slots of merged cells, as many as whole rows of its kind print, or, without
    such a row, as many as the form has. They stand behind the values in each row of the kind, or before them in each.
    """
    kind = [one for one in table.value_rows if _kind(one) == _kind(row)]
    over = len(row.cells) - row.width
    if not row.width or over < 0 or len(row.cells) < max(len(one.cells) for one in kind):
        return False
    whole = {len(one.cells) - one.width for one in kind if len(one.filled) == one.width}
    columns, label_columns = _grid(table.table)
    if not over:
        # Where no row has a first value, the empty cells before the values may be those of merged labels.
        if whole or label_columns <= row.depth or _any_filled(kind, 0):
            row.placed = row.cells
        return row.placed is not None
    behind = whole == {over} if whole else over == columns - len(row.labels) - row.width
    before = whole == {over} if whole else over == label_columns - row.depth
    kind = [one for one in kind if len(one.cells) == len(row.cells)]
    if behind and not any(_has_text(one.cells[row.width :]) for one in kind) and _any_filled(kind, 0):
        row.placed = row.cells[: row.width]
    elif before and not any(_has_text(one.cells[:over]) for one in kind) and _any_filled(kind, -1):
        row.placed = row.cells[over:]
    return row.placed is not None


def _grid(table: TableName) -> tuple[int, int]:
    """The columns of a table in the form, and how many of them hold its labels."""
    form = next(one for one in forms() if one.table == table)
    return form.columns, form.header_columns


def _any_filled(rows: Sequence[DumpRow], place: int) -> bool:
    return any(row.cells[place].lines for row in rows)


def _kind(row: DumpRow) -> tuple[int, int, int]:
    """Rows of the same kind print the same number of slots for the merged cells beside their values."""
    return row.width, row.depth, len(row.labels)


def _has_text(cells: Sequence[DumpCell]) -> bool:
    return any(cell.lines for cell in cells)


# --- sums ---------------------------------------------------------------------------------------------


def _columns(table: TableName) -> list[str]:
    """The keys of the value columns, in the form's order: in section 四 with the keys of their blocks."""
    keys = [one.column for one in values("2021") if one.table == table]
    return list(dict.fromkeys(keys))


def _by_sums(table: DumpTable, open_rows: list[DumpRow]) -> list[DumpRow]:
    """Place the open rows in which every reading that keeps the form's sums says the same.

    The rows are tried together, for a sum may hold over several of them. A row without a reading counts as missing:
    a sum over it decides nothing.
    """
    columns = _columns(table.table)
    keyed = [row for row in open_rows if row.key or table.table == "review"]
    choices = {id(row): _readings(row, columns, table.table) for row in keyed}
    tried = [row for row in keyed if choices[id(row)]]
    if prod(len(choices[id(row)]) for row in tried) > MOST_READINGS:
        return []
    known: dict[str, Figure] = {}
    for row in table.value_rows:
        if row.placed is not None and (row.key or table.table == "review"):
            _add(known, table.table, row.key, columns, row.placed)
    missing = _missing_rows(table, {row.key for row in keyed} - {row.key for row in tried})
    kept: list[tuple[Reading, ...]] = []
    for together in product(*(choices[id(row)] for row in tried)):
        figures = dict(known)
        for row, reading in zip(tried, together, strict=True):
            _add(figures, table.table, row.key, columns, reading)
        if _hold(figures, missing, "column"):
            kept.append(together)
    decided: list[DumpRow] = []
    for at, row in enumerate(tried):
        found = {together[at] for together in kept}
        if len(found) == 1:
            row.placed = list(found.pop())
            decided.append(row)
    return decided


def _readings(row: DumpRow, columns: Sequence[str], table: TableName) -> list[Reading]:
    """The ways in which the row's values can stand in its columns, in order; none where they are too many.

    Where the row prints fewer cells than there are columns, its empty cells are kept as such. Where it prints more,
    they say nothing. Only those are given in which the sums of the row hold.
    """
    cells = row.cells if len(row.cells) <= row.width else row.filled
    if not row.filled or len(cells) > row.width or comb(row.width, len(cells)) > MOST_READINGS:
        return []
    result = []
    for places in combinations(range(row.width), len(cells)):
        reading = [EMPTY] * row.width
        for column, cell in zip(places, cells, strict=True):
            reading[column] = cell
        figures: dict[str, Figure] = {}
        _add(figures, table, row.key, columns, reading)
        if _hold(figures, {}, "row"):
            result.append(tuple(reading))
    return list(dict.fromkeys(result))


def _add(
    into: dict[str, Figure], table: TableName, row: str, columns: Sequence[str], cells: Sequence[DumpCell]
) -> None:
    """Add the figures of a row, whose `cells` stand in `columns`, to `into`."""
    for column, cell in zip(columns, cells, strict=True):
        key = key_of(table, row, column)
        amount = read(cell.text)
        into[key] = Figure(key, (), cell.text, amount.number, "件", amount.state, "unknown", table, "")


def _hold(figures: dict[str, Figure], missing: dict[str, list[str]], each: str) -> bool:
    """Whether no sum over the rows (`each` is "column") or over the columns (`each` is "row") is broken."""
    return not any(one.difference for one in equations(figures, missing) if one.relation.each == each)


def _missing_rows(table: DumpTable, unread: set[str]) -> dict[str, list[str]]:
    """The rows of the nearer edition that the dump has not, and those in `unread`."""
    present = {row.key for row in table.value_rows}
    wanted = [{one.row for one in values(edition) if one.table == table.table} for edition in EDITIONS]
    nearest = min(wanted, key=lambda rows: len(rows - present))
    return {table.table: sorted((nearest - present) | unread)}
