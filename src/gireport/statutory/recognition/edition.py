"""The edition of a table, by labels that only one edition has, and what the table lacks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ..forms import Edition, TableName, forms
from ..keys import EDITIONS, Value, by_key, key_of, values
from ..labels import Label
from ..slots import Sheet
from .builder import Deviation, Entry, LabelMatch, TableBuilder

TableEdition: TypeAlias = Literal["2019", "2021", "mixed", "legacy", "unknown"]


class Evidence(Struct, frozen=True):
    """A label that only one edition has: its text and cell, and what the other edition prints instead."""

    edition: Edition
    text: str
    cell: str
    instead: tuple[str, ...]


class Recognised(Struct):
    """A statutory table of a report.

    `edition` is the edition that has its labels. The table of section 四 is the same in both editions and
    takes the edition of the other tables. `missing_rows` and `missing_columns` are keys of that edition that
    the table lacks.
    """

    table: TableName | Literal["legacy"]
    edition: TableEdition
    sheets: list[Sheet]
    entries: list[Entry]
    evidence: list[Evidence]
    deviations: list[Deviation]
    missing_rows: list[str]
    missing_columns: list[str]

    @property
    def address(self) -> str:
        """The address of the table, or of its first part."""
        return self.sheets[0].address

    @property
    def rows_without_figures(self) -> list[str]:
        """The keys of rows that are missing or not read: sums over them decide nothing."""
        with_figures = {entry.row for entry in self.entries}
        unread = (one.row for one in self.deviations if one.row and one.row not in with_figures)
        return [*self.missing_rows, *unread]


def with_edition(builder: TableBuilder) -> Recognised:
    """The table that `builder` has collected, with its edition; `unknown` where no label tells it."""
    _set_key_of_other_handling(builder)
    evidence: list[Evidence] = []
    block = ""
    for match in builder.matches:
        if not match.label.key and match.label.block == match.label.text:
            block = match.label.text
        one = _evidence(builder, match, block)
        if one:
            evidence.append(one)
    editions = {one.edition for one in evidence}
    edition: TableEdition = "mixed" if len(editions) > 1 else next(iter(editions), "unknown")
    missing_rows, missing_columns = _missing(builder, edition)
    return Recognised(
        builder.table,
        edition,
        builder.parts,
        builder.entries,
        evidence,
        builder.deviations,
        missing_rows,
        missing_columns,
    )


def share_edition(tables: list[Recognised]) -> list[Recognised]:
    """Give tables that are the same in both editions the edition of the report's other tables, where that is
    one.
    """
    editions = {one.edition for one in tables if one.table != "legacy"} - {"unknown"}
    if len(editions) == 1:
        (edition,) = editions
        for one in tables:
            if one.edition == "unknown" and edition != "mixed" and _is_same_in_editions(one):
                one.edition = edition
    return tables


def _is_same_in_editions(one: Recognised) -> bool:
    return any(form.table == one.table and len(form.editions) == len(EDITIONS) for form in forms())


# --- evidence -----------------------------------------------------------------------------------------


def _set_key_of_other_handling(builder: TableBuilder) -> None:
    """Make （六）其他处理 with values of its own a row, as in 2019.

    Beside the three rows of 2021 it is a subtotal.
    """
    if builder.table != "applications":
        return
    subtotal = "other_handling.subtotal"
    if any(key.startswith("other_handling.") and key != subtotal for key in builder.row_keys):
        return
    builder.row_keys = ["other_handling" if key == subtotal else key for key in builder.row_keys]
    builder.entries = [
        Entry("other_handling", entry.column, entry.cell, entry.sheet, entry.labels)
        if entry.row == subtotal
        else entry
        for entry in builder.entries
    ]


def _evidence(builder: TableBuilder, match: LabelMatch, block: str) -> Evidence | None:
    """The evidence in a label under the label `block`; None where both editions have it."""
    label = match.label
    editions = set(label.editions)
    if label.key == "other_handling":
        # Both editions have the label; only in that of 2019 does it have values of its own.
        editions = {"2019"} if "other_handling" in builder.row_keys else set(EDITIONS)
    if len(editions) != 1:
        return None
    (edition,) = editions
    cell = match.sheet.address_of(match.cell)
    return Evidence(edition, match.text.strip(), cell, _instead(builder.table, label, edition, block))


@cache
def _instead(table: TableName, label: Label, edition: Edition, block: str) -> tuple[str, ...]:
    """What the other edition prints where `edition` has `label`."""
    other = "2021" if edition == "2019" else "2019"
    mine = [
        value
        for value in _values_of(edition, table)
        if label.text in value.path and block in ("", *value.path)
    ]
    row_keys = {value.row for value in mine}
    is_row = any(label.key == value.row for value in mine)
    depth = -2 if table == "disclosure" and is_row else -1
    theirs = [value for value in _values_of(other, table) if _is_same_row(value.row, row_keys)]
    if table == "applications":
        names = [value.path[2] for value in theirs if len(value.path) > 2]
    elif not label.key:
        return ()
    else:
        names = [value.path[depth] for value in theirs]
    return tuple(dict.fromkeys(names))


def _is_same_row(key: str, keys: Iterable[str]) -> bool:
    return any(key == one or key.startswith(f"{one}.") or one.startswith(f"{key}.") for one in keys)


# --- missing rows and columns -------------------------------------------------------------------------


def _missing(builder: TableBuilder, edition: TableEdition) -> tuple[list[str], list[str]]:
    """The keys of the rows and columns of `edition` that the table lacks.

    If it is mixed or unknown, of the nearer one.
    """
    wanted = _values_of(edition if edition in EDITIONS else _nearest_edition(builder), builder.table)
    row_keys = set(builder.row_keys)
    missing_rows = [key for key in dict.fromkeys(value.row for value in wanted) if key not in row_keys]
    present = {(entry.row, entry.column.key) for entry in builder.entries}
    absent = dict.fromkeys(
        key_of("", value.row if builder.table == "disclosure" else "", value.column)
        for value in wanted
        if value.row in row_keys and (value.row, value.column) not in present
    )
    if builder.table == "applications":
        columns = {column.key for column in builder.columns}
        return missing_rows, [key for key in absent if key not in columns]
    is_aligned = not any(one.kind == "row-unaligned" for one in builder.deviations)
    return missing_rows, list(absent) if is_aligned else []


@cache
def _values_of(edition: Edition, table: TableName) -> list[Value]:
    return [value for value in values(edition) if value.table == table]


def _nearest_edition(builder: TableBuilder) -> Edition:
    """The edition that has the most keys of the table."""
    keys = {key_of(builder.table, entry.row, entry.column.key) for entry in builder.entries}
    return max(reversed(EDITIONS), key=lambda edition: len(keys & by_key(edition).keys()))
