"""The columns of the values in a dump's rows: by the number of values, by the bars of the row, or by the
form's sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import comb, prod

from gireport.statutory.amounts import read_amount
from gireport.statutory.equations import equations
from gireport.statutory.figure import Figure
from gireport.statutory.forms import TableName, forms
from gireport.statutory.keys import EDITIONS, key_of, values

from .page_cells import DumpCell
from .page_model import DumpRow, DumpTable
from .page_text import has_bars

_MAX_READINGS = 2048
"""Readings that are tried with the sums, for one row and for all open rows together."""

Reading = tuple[DumpCell, ...]
"""One cell for each value column of a row."""
_EMPTY_CELL = DumpCell((), 0)


class ReadingBudget:
    """The number of readings that may still be tried with the sums, in all tables of a dump together."""

    def __init__(self) -> None:
        self.left = 4 * _MAX_READINGS


def find_columns(table: DumpTable, budget: ReadingBudget) -> list[DumpRow]:
    """Set `by_column` of each row of `table` whose columns are certain; return the rows that the sums decide.

    A row without `by_column` has several readings or none. This includes rows with a bar inside a cell.
    """
    rows_by_shape: dict[tuple[int, int, int], list[DumpRow]] = {}
    rows = [row for row in table.value_rows if not any(has_bars(cell.text) for cell in row.cells)]
    for row in rows:
        rows_by_shape.setdefault((row.width, row.depth, len(row.labels)), []).append(row)
    for same_shape in rows_by_shape.values():
        _place_by_bars(same_shape, table.table)
    open_rows = [row for row in rows if not _place_by_number(row) and row.by_column is None]
    if not open_rows or table.table == "disclosure":
        return []  # Section 二 has no sums.
    return _place_by_sums(table, open_rows, budget)


def _place_by_number(row: DumpRow) -> bool:
    """Place a row with as many values side by side as it has columns: empty cells beside them are covered
    cells.

    Empty cells in an earlier line than the values are those of a row without values: then the values are of
    another row, and the result is false.
    """
    filled = [at for at, cell in enumerate(row.cells) if cell.lines]
    if len(filled) != row.width or not filled or filled[-1] - filled[0] + 1 != row.width:
        return False
    first = row.cells[filled[0]]
    if any(cell.number < first.number for cell in row.cells[: filled[0]]):
        return False
    row.by_column = row.cells[filled[0] : filled[-1] + 1]
    return True


def _place_by_bars(rows: list[DumpRow], table: TableName) -> None:
    """Place those of `rows`, which have one shape, that print all their empty cells: the rows with the most
    cells.
    """
    most = max(len(row.cells) for row in rows)
    width = rows[0].width
    complete = [row for row in rows if len(row.cells) == most]
    numbers_of_covered = {len(row.cells) - width for row in rows if len(row.filled) == width}
    start = _first_value(complete, numbers_of_covered, table)
    if start is None:
        return
    for row in complete:
        by_column = row.cells[start : start + width]
        # A row of section 三 without its total may have lost a cell and got an empty one at its end.
        may_lack_cell = (
            table == "applications"
            and numbers_of_covered
            and _has_text(by_column)
            and not by_column[-1].lines
        )
        row.by_column = None if may_lack_cell else by_column


def _first_value(rows: list[DumpRow], numbers_of_covered: set[int], table: TableName) -> int | None:
    """The index of the first value in `rows`, which have one shape and as many cells.

    None where it is not certain.

    The cells that the rows print beyond their columns are covered cells. Their number must be that of the
    rows with all values (`numbers_of_covered`) or, if there is no such row, that of the form. They stand
    behind the values in each row, or before them in each row.
    """
    width, depth, labels = rows[0].width, rows[0].depth, len(rows[0].labels)
    covered = len(rows[0].cells) - width
    if not width or covered < 0:
        return None
    columns, label_columns = _column_counts(table)
    if not covered:
        # Without a first value in any row, the empty cells before the values may be those of merged labels.
        is_certain = numbers_of_covered or label_columns <= depth or _any_filled(rows, 0)
        return 0 if is_certain else None
    expected_behind = numbers_of_covered or {columns - labels - width}
    if (
        expected_behind == {covered}
        and not any(_has_text(row.cells[width:]) for row in rows)
        and _any_filled(rows, 0)
    ):
        return 0
    expected_before = numbers_of_covered or {label_columns - depth}
    if (
        expected_before == {covered}
        and not any(_has_text(row.cells[:covered]) for row in rows)
        and _any_filled(rows, -1)
    ):
        return covered
    return None


def _column_counts(table: TableName) -> tuple[int, int]:
    """The number of columns of a table in the form, and of those with its labels."""
    form = next(one for one in forms() if one.table == table)
    return form.columns, form.header_columns


def _any_filled(rows: Sequence[DumpRow], index: int) -> bool:
    return any(row.cells[index].lines for row in rows)


def _has_text(cells: Sequence[DumpCell]) -> bool:
    return any(cell.lines for cell in cells)


# --- sums ---------------------------------------------------------------------------------------------


def _columns(table: TableName) -> list[str]:
    """The keys of the value columns, in the form's order: in section 四 with the keys of their blocks."""
    keys = [one.column for one in values("2021") if one.table == table]
    return list(dict.fromkeys(keys))


def _place_by_sums(table: DumpTable, open_rows: list[DumpRow], budget: ReadingBudget) -> list[DumpRow]:
    """Place the open rows that are the same in every reading that agrees with the form's sums.

    The rows are tried together, since one sum may be over several of them. A row without a reading counts as
    missing: a sum over it decides nothing.
    """
    columns = _columns(table.table)
    keyed = [row for row in open_rows if row.key or table.table == "review"]
    choices = {id(row): _readings(row, columns, table.table, budget) for row in keyed}
    tried = [row for row in keyed if choices[id(row)]]
    count = prod(len(choices[id(row)]) for row in tried)
    if not tried or count > min(_MAX_READINGS, budget.left):
        return []
    budget.left -= count
    unread = {row.key for row in keyed} - {row.key for row in tried}
    kept = _readings_that_agree(table, tried, choices, unread)
    decided: list[DumpRow] = []
    for at, row in enumerate(tried):
        found = {together[at] for together in kept}
        if len(found) == 1:
            row.by_column = list(found.pop())
            decided.append(row)
    return decided


def _readings_that_agree(
    table: DumpTable, tried: list[DumpRow], choices: dict[int, list[Reading]], unread: set[str]
) -> list[tuple[Reading, ...]]:
    """The choices of one reading for each of the `tried` rows with which the sums in each column hold.

    `choices` are the readings by the `id` of the row; sums over the rows in `unread` decide nothing.
    """
    columns = _columns(table.table)
    known: dict[str, Figure] = {}
    for row in table.value_rows:
        if row.by_column is not None and (row.key or table.table == "review"):
            _add(known, table.table, row.key, columns, row.by_column)
    missing = _missing_rows(table, unread)
    kept: list[tuple[Reading, ...]] = []
    for together in product(*(choices[id(row)] for row in tried)):
        figures = dict(known)
        for row, reading in zip(tried, together, strict=True):
            _add(figures, table.table, row.key, columns, reading)
        if _agree_with_sums(figures, missing, "column"):
            kept.append(together)
    return kept


def _readings(row: DumpRow, columns: Sequence[str], table: TableName, budget: ReadingBudget) -> list[Reading]:
    """The readings of a row, its values in its columns in order, that agree with the sums of the row.

    Where the row prints fewer cells than columns, its empty cells count. Where it prints more, they do not.
    Empty where there are too many readings.
    """
    cells = row.cells if len(row.cells) <= row.width else row.filled
    count = comb(row.width, len(cells))
    if not row.filled or not count or count > min(_MAX_READINGS, budget.left):
        return []
    budget.left -= count
    result = []
    for columns_of_cells in combinations(range(row.width), len(cells)):
        reading = [_EMPTY_CELL] * row.width
        for column, cell in zip(columns_of_cells, cells, strict=True):
            reading[column] = cell
        figures: dict[str, Figure] = {}
        _add(figures, table, row.key, columns, reading)
        if _agree_with_sums(figures, {}, "row"):
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


def _agree_with_sums(figures: dict[str, Figure], missing: dict[str, list[str]], each: str) -> bool:
    """Whether the sums in each column (`each` is "column") or in each row (`each` is "row") hold."""
    return not any(one.difference for one in equations(figures, missing) if one.relation.each == each)


def _missing_rows(table: DumpTable, unread: set[str]) -> dict[str, list[str]]:
    """The keys of rows of the nearer edition that the dump lacks, and those in `unread`, by table."""
    present = {row.key for row in table.value_rows}
    wanted = [{one.row for one in values(edition) if one.table == table.table} for edition in EDITIONS]
    nearest = min(wanted, key=lambda rows: len(rows - present))
    return {table.table: sorted((nearest - present) | unread)}
