"""Checks against other reports: last year's (R6, R7, R8, R11), and those that a government's sums up (R12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..amounts import shown
from ..figure import Figure
from ..finding import Context, Hit
from ..keys import meaning
from .cells import hit
from .relations import DOCUMENTS

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def _number(context: Context, key: str) -> Decimal | None:
    figure = context.figures.get(key)
    return figure.number if figure else None


def _follows(context: Context) -> Context | None:
    """The report of the year before, if that is what was given."""
    before = context.previous
    if before is None or (context.year and before.year and before.year != context.year - 1):
        return None
    return before


def not_last_year(context: Context) -> Iterator[Hit]:
    """GI305: the report given as last year's is of another year."""
    before = context.previous
    if before and context.year and before.year and before.year != context.year - 1:
        yield Hit(where="metadata", found=str(before.year), expected=str(context.year - 1))


def carried(context: Context) -> Iterator[Hit]:
    """GI306 (R6): what was carried over last year is what is carried in this year."""
    before = _follows(context)
    for figure in context.figures.values() if before else ():
        if before and figure.row == "carried_in" and figure.table == "applications":
            then = _number(before, f"applications.carried_over.{figure.column}")
            if then is not None and figure.number is not None and then != figure.number:
                one = hit(figure, shown(then))
                yield one if figure.column == "total" else _softer(one)


def _softer(one: Hit) -> Hit:
    return Hit(one.where, one.found, one.expected, one.cell, one.cells, one.key, "warning", one.words)


def in_force(context: Context) -> Iterator[Hit]:
    """GI307 (R7): 现行有效 is last year's, and what was issued, without what was repealed."""
    before = _follows(context)
    for row in DOCUMENTS if before else ():
        figure = context.figures.get(f"disclosure.{row}.in_force")
        parts = [_number(context, f"disclosure.{row}.{column}") for column in ("issued", "repealed")]
        then = _number(before, f"disclosure.{row}.in_force") if before else None
        if figure is None or figure.number is None or then is None or None in parts:
            continue
        issued, repealed = (part or Decimal(0) for part in parts)
        if figure.number != then + issued - repealed:
            yield hit(figure, shown(then + issued - repealed))


def projects(context: Context) -> Iterator[Hit]:
    """GI308 (R8): 上一年项目数量 is that of last year's report with its 本年增/减."""
    before = _follows(context)
    for figure in context.figures.values() if before else ():
        if before and figure.column == "projects_last_year" and figure.number is not None:
            stem = figure.key.rpartition(".")[0]
            then, change = _number(before, figure.key), _number(before, f"{stem}.change")
            if then is not None and change is not None and figure.number != then + change:
                yield hit(figure, shown(then + change))


def pending(context: Context) -> Iterator[Hit]:
    """GI311 (R11): cases that were not closed last year are somewhere in this year's row."""
    before = _follows(context)
    for block in BLOCKS if before else ():
        then = _number(before, f"review.{block}.pending") if before else None
        figure = context.figures.get(f"review.{block}.total")
        if then and figure and figure.number is not None and figure.number < then:
            yield hit(figure, f"≥ {shown(then)}")


def units(context: Context) -> Iterator[Hit]:
    """GI312 (R12): a government's figure is not less than the sum of those of its units."""
    if not context.units:
        return
    for key, figure in context.figures.items():
        if figure.number is None or _signed(figure):
            continue
        parts = [number for unit in context.units if (number := _number(unit, key)) is not None]
        if parts and figure.number < sum(parts, Decimal(0)):
            yield hit(figure, f"≥ {shown(sum(parts, Decimal(0)))}")


def _signed(figure: Figure) -> bool:
    value = meaning(figure.key, figure.edition)
    return bool(value and value.signed)


RUN = {
    "GI305": not_last_year,
    "GI306": carried,
    "GI307": in_force,
    "GI308": projects,
    "GI311": pending,
    "GI312": units,
}
