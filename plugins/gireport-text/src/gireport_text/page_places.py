"""In which columns the values of a dump's rows stand: by their number, by the row's bars, or by the form's sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import comb, prod

from gireport.statutory.amounts import read_amount
from gireport.statutory.equations import equations
from gireport.statutory.figure import Figure
from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import EDITIONS, key_of, values

from .page_cells import DumpCell, has_bars
from .page_rows import DumpRow, DumpTable

MOST_READINGS = 2048
"""That the sums are tried with, for one row and for all open rows together."""

Reading = tuple[DumpCell, ...]
EMPTY = DumpCell((), 0)


class Tries:
    """How many readings may still be tried with the sums, in all tables of a dump together."""

    def __init__(self) -> None:
        self.left = 4 * MOST_READINGS


def place(table: DumpTable, tries: Tries) -> list[DumpRow]:
    """Set `placed` of each row of `table` whose values' columns are sure, and give those that the sums decide.

    A row that stays without places could be read in several ways, or in none. So could one with a bar inside a cell.
    """
    kinds: dict[tuple[int, int, int], list[DumpRow]] = {}
    rows = [row for row in table.value_rows if not any(has_bars(cell.text) for cell in row.cells)]
    for row in rows:
        kinds.setdefault((row.width, row.depth, len(row.labels)), []).append(row)
    for kind in kinds.values():
        _by_bars(kind, table.table)
    open_rows = [row for row in rows if not _by_number(row) and row.placed is None]
    if not open_rows or table.table == "disclosure":
        return []  # Section 二 has no sums.
    return _by_sums(table, open_rows, tries)


def _by_number(row: DumpRow) -> bool:
    """Place a row with as many values as there are columns, side by side: empty cells beside them are of merged cells.

    Empty cells in a line before the values' are those of a row without values, so the values are another row's.
    """
    filled = [at for at, cell in enumerate(row.cells) if cell.lines]
    if len(filled) != row.width or not filled or filled[-1] - filled[0] + 1 != row.width:
        return False
    first = row.cells[filled[0]]
    if any(cell.number < first.number for cell in row.cells[: filled[0]]):
        return False
    row.placed = row.cells[filled[0] : filled[-1] + 1]
    return True


def _by_bars(kind: list[DumpRow], table: TableName) -> None:
    """Place the rows of a kind that print all their empty cells: those with the most cells.

    What they print over their columns are the slots of merged cells, as many as whole rows of the kind print, or, without
    such a row, as many as the form has. They stand behind the values in each row, or before them in each.
    """
    most = max(len(row.cells) for row in kind)
    width, depth, labels = kind[0].width, kind[0].depth, len(kind[0].labels)
    over = most - width
    if not width or over < 0:
        return
    whole = {len(row.cells) - width for row in kind if len(row.filled) == width}
    rows = [row for row in kind if len(row.cells) == most]
    columns, label_columns = _grid(table)
    if not over:
        # Where no row has a first value, the empty cells before the values may be those of merged labels.
        sure = whole or label_columns <= depth or _any_filled(rows, 0)
        start = 0 if sure else None
    elif (
        (whole == {over} if whole else over == columns - labels - width)
        and not any(_has_text(row.cells[width:]) for row in rows)
        and _any_filled(rows, 0)
    ):
        start = 0
    elif (
        (whole == {over} if whole else over == label_columns - depth)
        and not any(_has_text(row.cells[:over]) for row in rows)
        and _any_filled(rows, -1)
    ):
        start = over
    else:
        start = None
    if start is None:
        return
    for row in rows:
        placed = row.cells[start : start + width]
        # A row of section 三 without its total may be one that lost a cell and was filled up at its end.
        lost = table == "applications" and whole and _has_text(placed) and not placed[-1].lines
        row.placed = None if lost else placed


def _grid(table: TableName) -> tuple[int, int]:
    """The columns of a table in the form, and how many of them hold its labels."""
    form = next(one for one in forms() if one.table == table)
    return form.columns, form.header_columns


def _any_filled(rows: Sequence[DumpRow], place: int) -> bool:
    return any(row.cells[place].lines for row in rows)


def _has_text(cells: Sequence[DumpCell]) -> bool:
    return any(cell.lines for cell in cells)


# --- sums ---------------------------------------------------------------------------------------------


def _columns(table: TableName) -> list[str]:
    """The keys of the value columns, in the form's order: in section 四 with the keys of their blocks."""
    keys = [one.column for one in values("2021") if one.table == table]
    return list(dict.fromkeys(keys))


def _by_sums(table: DumpTable, open_rows: list[DumpRow], tries: Tries) -> list[DumpRow]:
    """Place the open rows in which every reading that keeps the form's sums says the same.

    The rows are tried together, for a sum may hold over several of them. A row without a reading counts as missing:
    a sum over it decides nothing.
    """
    columns = _columns(table.table)
    keyed = [row for row in open_rows if row.key or table.table == "review"]
    choices = {id(row): _readings(row, columns, table.table, tries) for row in keyed}
    tried = [row for row in keyed if choices[id(row)]]
    count = prod(len(choices[id(row)]) for row in tried)
    if not tried or count > min(MOST_READINGS, tries.left):
        return []
    tries.left -= count
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


def _readings(row: DumpRow, columns: Sequence[str], table: TableName, tries: Tries) -> list[Reading]:
    """The ways in which the row's values can stand in its columns, in order; none where they are too many.

    Where the row prints fewer cells than there are columns, its empty cells are kept as such. Where it prints more,
    they say nothing. Only those are given in which the sums of the row hold.
    """
    cells = row.cells if len(row.cells) <= row.width else row.filled
    count = comb(row.width, len(cells))
    if not row.filled or not count or count > min(MOST_READINGS, tries.left):
        return []
    tries.left -= count
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
        amount = read_amount(cell.text)
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
