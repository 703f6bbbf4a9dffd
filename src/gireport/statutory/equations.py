"""The relations of the form (勾稽关系) as equations, and the cell to blame for a broken one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from .figure import Figure
from .forms import TableName

SUBTOTAL = ".subtotal"
_ZERO = Decimal(0)


class Relation(Struct, frozen=True, forbid_unknown_fields=True):
    """A relation of the form: in each column, or in each row, the sum of `left` equals the sum of `right`.

    `left` and `right` are keys of rows where `each` is `column`, and keys of columns where it is `row`; in
    section 四 the three blocks are rows. `denied.*` stands for every row of that group.
    """

    id: str
    table: TableName
    each: Literal["column", "row"]
    left: tuple[str, ...]
    right: tuple[str, ...]


class Equation(Struct, frozen=True):
    """A relation in the row or column `at` of a report: the figures of both sides, and left − right sum."""

    relation: Relation
    at: str
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    difference: Decimal

    @property
    def cells(self) -> tuple[Figure, ...]:
        """The cells of both sides."""
        return self.left + self.right


def total(figures: Iterable[Figure]) -> Decimal:
    """The sum of the numbers of figures; blank cells and marks count as 0."""
    result = _ZERO
    for figure in figures:
        if figure.number:
            result += figure.number
    return result


@cache
def relations() -> tuple[Relation, ...]:
    """The relations that hold inside one report's tables."""
    data = (files(__name__.rpartition(".")[0]) / "relations.json").read_bytes()
    return tuple(msgspec.json.decode(data, type=list[Relation]))


def equations(
    figures: Mapping[str, Figure], missing_rows: Mapping[str, Iterable[str]] | None = None
) -> Iterator[Equation]:
    """The relations of a report as equations.

    Skips a relation with a text that is not a number, with a blank total, or with a missing row.
    `missing_rows` holds the keys of missing rows by table.
    """
    undecided = _undecided(missing_rows)
    for relation, at, left, right in _plan(tuple(figures)):
        if relation not in undecided:
            equation = _equation(
                relation, at, [figures[key] for key in left], [figures[key] for key in right]
            )
            if equation is not None:
                yield equation


class _Sum(NamedTuple):
    """A relation in one row or column: the key of that, and the keys of the figures on both sides."""

    relation: Relation
    at: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@lru_cache(maxsize=64)
def _plan(keys: tuple[str, ...]) -> tuple[_Sum, ...]:
    """The sums among figures with these keys.

    Reports of one edition have the same keys, so a cache holds the sums.
    """
    # Table and axis → row or column on the axis → keys of figures, by the other part of the key and by its
    # group.
    along: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    for key in keys:
        table, _, rest = key.partition(".")
        row, _, column = rest.rpartition(".")
        for each, at, name in (("column", column, row), ("row", row, column)):
            keys_there = along.setdefault((table, each), {}).setdefault(at, {})
            keys_there[name] = [key]
            group, dot, _ = name.partition(".")
            if dot and not name.endswith(SUBTOTAL):
                keys_there.setdefault(f"{group}.*", []).append(key)
    return tuple(
        one
        for relation in relations()
        for at, by_name in along.get((relation.table, relation.each), {}).items()
        if (one := _sum(relation, at, by_name)) is not None
    )


def _sum(relation: Relation, at: str, by_name: dict[str, list[str]]) -> _Sum | None:
    left = tuple(key for name in relation.left for key in by_name.get(name, ()))
    right = tuple(key for name in relation.right for key in by_name.get(name, ()))
    is_complete = len(left) >= len(relation.left) and right
    if not is_complete or (relation.each == "row" and len(right) < len(relation.right)):
        return None
    return _Sum(relation, at, left, right)


def _equation(relation: Relation, at: str, left: list[Figure], right: list[Figure]) -> Equation | None:
    for figure in (*left, *right):
        if figure.state == "text":
            return None
    equation = Equation(relation, at, tuple(left), tuple(right), total(left) - total(right))
    if not equation.difference:
        return equation
    # A blank total decides nothing. Blank details under 总计 only show that the column is not filled in.
    if any(figure.number is None for figure in left):
        return None
    if at == "total" and any(figure.state == "blank" for figure in right):
        return None
    return equation


def sums_of_blank_totals(
    figures: Mapping[str, Figure], missing_rows: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Decimal]:
    """The blank totals whose parts have numbers: the key of each, and the sum of the parts.

    Skips totals with a part that is blank or not a number, and totals for which row and column give different
    sums.
    """
    undecided = _undecided(missing_rows)
    found: dict[str, set[Decimal]] = {}
    for relation, _, left, right in _plan(tuple(figures)):
        total_figure, parts = figures[left[0]], [figures[key] for key in right]
        if relation in undecided or len(left) != 1 or total_figure.state != "blank":
            continue
        if all(part.state in ("number", "zero", "not-applicable") for part in parts) and any(
            part.number is not None for part in parts
        ):
            found.setdefault(total_figure.key, set()).add(total(parts))
    return {key: sums.pop() for key, sums in found.items() if len(sums) == 1}


def _undecided(missing_rows: Mapping[str, Iterable[str]] | None) -> list[Relation]:
    """The relations that cannot be decided, since one of their rows is missing."""
    return [
        relation
        for relation in relations()
        if relation.each == "column"
        and any(_has_row(row, relation) for row in (missing_rows or {}).get(relation.table, ()))
    ]


def _has_row(row: str, relation: Relation) -> bool:
    return any(
        row == name or (name.endswith(".*") and row.startswith(name[:-1]))
        for name in (*relation.left, *relation.right)
    )


class Blame(Struct, frozen=True):
    """The one figure whose change would correct each broken equation that has it, and its correct number."""

    figure: Figure
    expected: Decimal


def blame(all_equations: list[Equation]) -> dict[int, Blame]:
    """The figure to blame for broken equations, by the index of the equation.

    Only where there is exactly one.

    A figure is to blame where all equations that have it are broken by the same difference.
    """
    corrections: dict[str, set[Decimal]] = {}
    if not any(equation.difference for equation in all_equations):
        return {}
    for equation in all_equations:
        for change, side in ((-equation.difference, equation.left), (equation.difference, equation.right)):
            for figure in side:
                corrections.setdefault(figure.key, set()).add(change)
    result: dict[int, Blame] = {}
    for number, equation in enumerate(all_equations):
        if not equation.difference:
            continue
        suspects = [
            figure
            for figure in equation.cells
            if len(corrections[figure.key]) == 1 and 0 not in corrections[figure.key]
        ]
        if len(suspects) == 1:
            (figure,) = suspects
            (change,) = corrections[figure.key]
            result[number] = Blame(figure, (figure.number or Decimal(0)) + change)
    return result
