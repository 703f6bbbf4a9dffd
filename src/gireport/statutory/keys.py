"""The keys of the form's values: how they are made, their labels, their English names and their units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from ..model import grid
from .forms import Edition, Form, FormCell, TableName, forms

EDITIONS: tuple[Edition, ...] = ("2019", "2021")
TABLES: tuple[TableName, ...] = ("disclosure", "applications", "review")


class Value(Struct, frozen=True):
    """One value cell of an edition's form.

    `key` is `table.row.column` (`applications.denied.state_secret.natural_person`); `path` are the labels of
    block, row and column, from the outermost; `unit` is 件 or 万元, `unit_assumed` says that the form prints
    none. `row` and `column` are the parts of the key; `row` is empty in section 四, whose table has one row.
    """

    key: str
    table: TableName
    row: str
    column: str
    path: tuple[str, ...]
    en: str
    unit: str
    unit_assumed: bool
    signed: bool


@cache
def values(edition: Edition) -> tuple[Value, ...]:
    """Every value of `edition`, in the order of the form: 198 in 2019, 200 in 2021."""
    return tuple(value for form in forms() if edition in form.editions for value in of_form(form))


@cache
def by_key(edition: Edition) -> Mapping[str, Value]:
    """The values of `edition` by their keys."""
    return {value.key: value for value in values(edition)}


def meaning(key: str, edition: str = "") -> Value | None:
    """The value of the form with `key`, in `edition`.

    In the first edition that has it, if `edition` is not one.
    """
    for one in EDITIONS:
        if edition in ("", one) or edition not in EDITIONS:
            found = by_key(one).get(key)
            if found:
                return found
    return None


def key_of(table: str, row: str, column: str) -> str:
    """The key of the value where `row` and `column` of `table` meet."""
    return ".".join(part for part in (table, row, column) if part)


@cache
def of_form(form: Form) -> tuple[Value, ...]:
    """The values of one table, in reading order."""
    lines = list(grid.placed(form.rows))
    return tuple(_values(form, lines))


def _values(form: Form, lines: list[list[grid.Slot[FormCell]]]) -> Iterator[Value]:
    for number, line in enumerate(lines):
        about = form.about[number]
        labels = [slot.cell.label for slot in line if slot.cell.label]
        for slot in line:
            if slot.cell.label is not None:
                continue
            heads, over = _heads(lines, number, slot.column, form.columns)
            column = ".".join(head.key for head in heads if head.key)
            names = [form.en, about.en, *(head.en for head in heads)]
            yield Value(
                key_of(form.table, about.key, column),
                form.table,
                about.key,
                column,
                (*over, *labels, *(head.label or "" for head in heads)),
                ", ".join(name for name in names if name),
                heads[-1].unit,
                heads[-1].unit_assumed,
                heads[-1].signed,
            )


def _heads(
    lines: list[list[grid.Slot[FormCell]]], number: int, column: int, width: int
) -> tuple[list[FormCell], list[str]]:
    """The head cells over a slot, from top to bottom, and the label of the block over them, if any.

    A label of the whole width above the heads, such as 第二十条第（一）项, is the label of a block.
    """
    heads: list[FormCell] = []
    for line in reversed(lines[:number]):
        if any(slot.cell.label is None for slot in line):
            continue
        if not any(slot.cell.key for slot in line):
            first = line[0].cell
            return heads, [first.label or ""] if first.colspan == width else []
        over = next(slot for slot in line if slot.column <= column < slot.column + slot.cell.colspan)
        if over.cell not in heads:
            heads.insert(0, over.cell)
    return heads, []
