"""Checks of single cells: blank, no number, below zero, with a fraction, with a unit of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from ..amounts import shown
from ..equations import sums_of_blank_totals
from ..figure import Figure
from ..finding import Context, Hit
from ..keys import TABLES, meaning
from .form import NAMES


def hit(figure: Figure, expected: str = "") -> Hit:
    """A hit on the cell of `figure`."""
    return Hit(
        found=figure.raw.strip(),
        expected=expected,
        cell=figure.cell,
        key=figure.key,
        words={"path": " / ".join(figure.path)},
    )


def _empty_tables(context: Context) -> set[str]:
    """Tables of which no value is filled in."""
    filled: set[str] = {figure.table for figure in context.figures.values() if figure.state != "blank"}
    return {table for table in TABLES if table not in filled}


def _unplain(context: Context) -> list[Figure]:
    """The figures whose cells hold something else than ASCII digits: with most, no check here can find anything."""
    if "unplain" not in context.memo:
        context.memo["unplain"] = [
            figure
            for figure in context.figures.values()
            if figure.notes or not (figure.raw.isdecimal() and figure.raw.isascii())
        ]
    unplain: list[Figure] = context.memo["unplain"]
    return unplain


def not_filled(context: Context) -> Iterator[Hit]:
    """GI202: a whole table without a value."""
    empty = _empty_tables(context)
    for table in context.tables:
        if table.table in empty and table.entries:
            yield Hit(where=f"table {table.address}", words={"section": NAMES[table.table]})


def blank_total_sums(context: Context) -> dict[str, Decimal]:
    """The totals that are blank and what they would be: key → the sum of the parts; worked out once."""
    if "blank totals" not in context.memo:
        blank_totals = any(figure.state == "blank" for figure in _unplain(context))
        missing: dict[str, list[str]] = {table.table: table.rows_without_figures for table in context.tables}
        found = sums_of_blank_totals(context.figures, missing) if blank_totals else {}
        context.memo["blank totals"] = found
    sums: dict[str, Decimal] = context.memo["blank totals"]
    return sums


def blank(context: Context) -> Iterator[Hit]:
    """GI201: a blank cell in a table that is filled in."""
    empty = _empty_tables(context)
    sums = blank_total_sums(context)
    for figure in _unplain(context):
        if figure.state == "blank" and figure.table not in empty:
            yield hit(figure, shown(sums.get(figure.key, Decimal(0))))


def _figures(test: Callable[[Figure], bool], expected: str = "") -> Callable[[Context], Iterable[Hit]]:
    def run(context: Context) -> Iterator[Hit]:
        return (hit(figure, expected) for figure in _unplain(context) if test(figure))

    return run


def _negative(figure: Figure) -> bool:
    if figure.number is None or figure.number >= 0:
        return False
    value = meaning(figure.key, figure.edition)
    return value is None or not value.signed


def _fractional(figure: Figure) -> bool:
    number = figure.number
    return number is not None and figure.unit == "件" and number != number.to_integral_value()


_UNUSUAL = frozenset({"grouped", "full-width", "sign-in-words"})
"""Notes on a figure whose number is in an unusual form."""


def _unusual(figure: Figure) -> bool:
    """Grouped or full-width digits, a sign in words, or a count with a decimal point and nothing after it: 19.0."""
    number = figure.number
    pointed = number is not None and figure.unit == "件" and "." in figure.raw and not _fractional(figure)
    return pointed or not _UNUSUAL.isdisjoint(figure.notes)


def unusual(context: Context) -> Iterator[Hit]:
    """GI209: a number in an unusual form; of a sign in words, the number as the form has it is expected."""
    for figure in _unplain(context):
        if _unusual(figure):
            number = figure.number if "sign-in-words" in figure.notes else None
            yield hit(figure, "" if number is None else shown(number))


def converted(context: Context) -> Iterator[Hit]:
    """GI208: an amount in another unit than its column's."""
    for figure in _unplain(context):
        if "unit-converted" in figure.notes and figure.number is not None:
            yield hit(figure, shown(figure.number))


RUN = {
    "GI201": blank,
    "GI202": not_filled,
    "GI203": _figures(lambda figure: figure.state == "not-applicable", "0"),
    "GI204": _figures(lambda figure: figure.state == "text"),
    "GI205": _figures(_negative),
    "GI206": _figures(_fractional),
    "GI207": _figures(lambda figure: "unit-in-cell" in figure.notes and "unit-converted" not in figure.notes),
    "GI208": converted,
    "GI209": unusual,
}
