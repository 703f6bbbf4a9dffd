"""The figures of a report: each value of its statutory tables, with what it means and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from ..model import Report
from .amounts import State, read, read_change
from .forms import TableName
from .keys import Value, key_of, meaning
from .labels import unit_in
from .recognition import Recognised, recognise
from .recognition.found import Entry
from .recognition.tables import TableEdition


class Figure(Struct, frozen=True):
    """One value of a statutory table.

    - `key`: `table.row.column`, the same in every report (`docs/figures.md` lists them);
    - `path`: the form's labels that lead to it, from the outermost;
    - `raw`: the cell's text as written; `number`: its value in `unit`, exact, absent unless `state` is
      `number` or `zero`;
    - `unit`: 件 or 万元; `state`: `number`, `zero`, `not-applicable`, `blank`, or `text` where it is no number;
    - `edition`: the edition of its table, as found; `table`: which table;
    - `cell`: where it stands, such as `2 r7 c4` (table as in `gireport.model.walk.tables`, row, column of slots);
    - `notes`: what was done to read it (`grouped`, `full-width`, `unit-in-cell`, `unit-converted`,
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

    A key occurs once. Nothing is guessed: a cell whose column cannot be told gives no figure (`gireport check`
    says so), and one that is no number gives a figure without a number.

    Raises:
        ModelError: what is given is no report.
    """
    return figures_of(recognise(report))


def figures_of(tables: Iterable[Recognised]) -> list[Figure]:
    """The figures of tables that are recognised already."""
    result: dict[str, Figure] = {}
    for one in tables:
        for entry in one.entries:
            if one.table == "legacy" or not entry.column.key:
                continue
            figure = _figure(entry, one.table, one.edition)
            result.setdefault(figure.key, figure)
    return list(result.values())


@lru_cache(maxsize=4096)
def _meant(table: TableName, row: str, column: str, edition: TableEdition) -> tuple[str, Value | None]:
    """A key and what it means: both come again in every report."""
    key = key_of(table, row, column)
    return key, meaning(key, edition)


def _figure(entry: Entry, table: TableName, edition: TableEdition) -> Figure:
    key, value = _meant(table, entry.row, entry.column.key, edition)
    unit, assumed, column_unit = _unit(entry, value)
    is_change = value.signed if value else bool(entry.column.label and entry.column.label.signed)
    amount = (read_change if is_change else read)(entry.spot.text, unit, column_unit)
    notes = (
        (*amount.notes, "unit-assumed")
        if assumed and amount.number and not _says(amount.notes)
        else amount.notes
    )
    path = value.path if value else (*entry.labels, entry.column.text)
    return Figure(
        key,
        path,
        entry.spot.text,
        amount.number,
        unit,
        amount.state,
        edition,
        table,
        entry.sheet.cell(entry.spot),
        notes,
    )


def _says(notes: tuple[str, ...]) -> bool:
    return "unit-in-cell" in notes


def _unit(entry: Entry, value: Value | None) -> tuple[str, bool, str]:
    """The unit of the key, whether nothing printed says so, and the unit that the report's own head names."""
    label = entry.column.label
    unit = value.unit if value else label.unit if label else "件"
    if unit != "万元":
        return unit, False, ""
    named = unit_in(entry.column.text) or entry.column.unit
    assumed = not named and bool(value.unit_assumed if value else False)
    return unit, assumed, named
