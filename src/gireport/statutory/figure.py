"""The figures of a report: each value of its statutory tables, with its meaning and its cell."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from ..model import Report
from .amounts import State, read_amount, read_change
from .forms import TableName
from .keys import Value, key_of, meaning
from .labels import money_unit_of_head
from .recognition import Recognised, TableEdition, recognise
from .recognition.builder import Entry


class Figure(Struct, frozen=True):
    """One value of a statutory table.

    - `key`: `table.row.column`, the same in every report (`docs/figures.md` lists them);
    - `path`: the form's labels that lead to it, from the outermost;
    - `raw`: the text of the cell as written; `number`: its exact value in `unit`, None unless `state` is
      `number` or `zero`;
    - `unit`: 件 or 万元; `state`: `number`, `zero`, `not-applicable`, `blank`, or `text` for any other text;
    - `edition`: the edition of its table, as recognised; `table`: its table;
    - `cell`: the address of its cell, such as `2 r7 c4` (table as in `gireport.model.walk.tables`, row and
      column of slots);
    - `notes`: how its text was read (`grouped`, `full-width`, `unit-in-cell`, `unit-converted`,
      `unit-assumed`, `sign-in-words`).
    """

    key: str
    path: tuple[str, ...]
    raw: str
    number: Decimal | None
    unit: str
    state: State
    edition: TableEdition
    table: TableName
    cell: str
    notes: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The part of the key between the table and the column: a row, or a block of section 四."""
        return self.key[len(self.table) + 1 :].rpartition(".")[0]

    @property
    def column(self) -> str:
        """The last part of the key."""
        return self.key.rpartition(".")[2]


def figures(report: Report) -> list[Figure]:
    """Every figure of the report's statutory tables, in the order of the form's sections and the cells.

    Each key occurs once. A cell whose column is not certain gives no figure (`gireport check` reports it),
    and a cell that does not hold a number gives a figure without a number.

    Raises:
        ModelError: `report` is not a report.
    """
    return figures_of(recognise(report))


def figures_of(tables: Iterable[Recognised]) -> list[Figure]:
    """The figures of recognised tables."""
    result: dict[str, Figure] = {}
    for one in tables:
        for entry in one.entries:
            if one.table == "legacy" or not entry.column.key:
                continue
            figure = _figure(entry, one.table, one.edition)
            result.setdefault(figure.key, figure)
    return list(result.values())


@lru_cache(maxsize=4096)
def _key_and_value(
    table: TableName, row: str, column: str, edition: TableEdition
) -> tuple[str, Value | None]:
    """The key and the value of the form at `row` and `column`.

    Every report has the same, so a cache holds them.
    """
    key = key_of(table, row, column)
    return key, meaning(key, edition)


def _figure(entry: Entry, table: TableName, edition: TableEdition) -> Figure:
    key, value = _key_and_value(table, entry.row, entry.column.key, edition)
    unit, assumed, column_unit = _unit(entry, value)
    is_change = value.signed if value else bool(entry.column.label and entry.column.label.signed)
    amount = (read_change if is_change else read_amount)(entry.cell.text, unit, column_unit)
    notes = amount.notes
    if assumed and amount.number and "unit-in-cell" not in notes:
        notes = (*notes, "unit-assumed")
    path = value.path if value else (*entry.labels, entry.column.text)
    return Figure(
        key,
        path,
        entry.cell.text,
        amount.number,
        unit,
        amount.state,
        edition,
        table,
        entry.sheet.address_of(entry.cell),
        notes,
    )


def _unit(entry: Entry, value: Value | None) -> tuple[str, bool, str]:
    """The unit of the figure, whether it is assumed since no text names it, and the unit that the report's
    head names.
    """
    label = entry.column.label
    unit = value.unit if value else label.unit if label else "件"
    if unit != "万元":
        return unit, False, ""
    named = money_unit_of_head(entry.column.text) or entry.column.unit
    assumed = not named and bool(value.unit_assumed if value else False)
    return unit, assumed, named
