"""Checks against other reports: last year's (R6, R7, R8, R11), and those of the units (R12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..amounts import format_number
from ..figure import Figure
from ..finding import Context, Hit
from ..keys import meaning
from .cells import hit_on
from .relations import DOCUMENTS

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def _number(context: Context, key: str) -> Decimal | None:
    figure = context.figures.get(key)
    return figure.number if figure else None


def _year_before(context: Context) -> Context | None:
    """The previous report, if it is of the year before."""
    before = context.previous
    if before is None or (context.year and before.year and before.year != context.year - 1):
        return None
    return before


def check_previous_year(context: Context) -> Iterator[Hit]:
    """GI305: the previous report is not of the year before."""
    before = context.previous
    if before and context.year and before.year and before.year != context.year - 1:
        yield Hit(where="metadata", found=str(before.year), expected=str(context.year - 1))


def check_carried_in(context: Context) -> Iterator[Hit]:
    """GI306 (R6): applications carried over last year equal those carried in this year."""
    before = _year_before(context)
    for figure in context.figures.values() if before else ():
        if before and figure.row == "carried_in" and figure.table == "applications":
            then = _number(before, f"applications.carried_over.{figure.column}")
            if then is not None and figure.number is not None and then != figure.number:
                one = hit_on(figure, format_number(then))
                yield one if figure.column == "total" else _as_warning(one)


def _as_warning(one: Hit) -> Hit:
    return Hit(one.where, one.found, one.expected, one.cell, one.cells, one.key, "warning", one.words)


def check_in_force(context: Context) -> Iterator[Hit]:
    """GI307 (R7): 现行有效 equals last year's 现行有效 plus 制发 minus 废止."""
    before = _year_before(context)
    for row in DOCUMENTS if before else ():
        figure = context.figures.get(f"disclosure.{row}.in_force")
        parts = [_number(context, f"disclosure.{row}.{column}") for column in ("issued", "repealed")]
        then = _number(before, f"disclosure.{row}.in_force") if before else None
        if figure is None or figure.number is None or then is None or None in parts:
            continue
        issued, repealed = (part or Decimal(0) for part in parts)
        if figure.number != then + issued - repealed:
            yield hit_on(figure, format_number(then + issued - repealed))


def check_projects(context: Context) -> Iterator[Hit]:
    """GI308 (R8): 上一年项目数量 equals that of last year's report plus its 本年增/减."""
    before = _year_before(context)
    for figure in context.figures.values() if before else ():
        if before and figure.column == "projects_last_year" and figure.number is not None:
            stem = figure.key.rpartition(".")[0]
            then, change = _number(before, figure.key), _number(before, f"{stem}.change")
            if then is not None and change is not None and figure.number != then + change:
                yield hit_on(figure, format_number(then + change))


def check_pending_cases(context: Context) -> Iterator[Hit]:
    """GI311 (R11): this year's total is not less than the cases that were pending last year."""
    before = _year_before(context)
    for block in BLOCKS if before else ():
        then = _number(before, f"review.{block}.pending") if before else None
        figure = context.figures.get(f"review.{block}.total")
        if then and figure and figure.number is not None and figure.number < then:
            yield hit_on(figure, f"≥ {format_number(then)}")


def check_sum_of_units(context: Context) -> Iterator[Hit]:
    """GI312 (R12): a figure is not less than the sum of those of the units."""
    if not context.units:
        return
    for key, figure in context.figures.items():
        if figure.number is None or _signed(figure):
            continue
        parts = [number for unit in context.units if (number := _number(unit, key)) is not None]
        if parts and figure.number < sum(parts, Decimal(0)):
            yield hit_on(figure, f"≥ {format_number(sum(parts, Decimal(0)))}")


def _signed(figure: Figure) -> bool:
    value = meaning(figure.key, figure.edition)
    return bool(value and value.signed)


CHECK_FUNCTIONS = {
    "GI305": check_previous_year,
    "GI306": check_carried_in,
    "GI307": check_in_force,
    "GI308": check_projects,
    "GI311": check_pending_cases,
    "GI312": check_sum_of_units,
}
