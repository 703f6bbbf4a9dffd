"""Checks of single cells: blank, not a number, below zero, with a fraction, with a unit of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from ..amounts import format_number
from ..equations import sums_of_blank_totals
from ..figure import Figure
from ..finding import Context, Hit
from ..keys import TABLES, meaning
from .form import SECTION_NUMERALS


def hit_on(figure: Figure, expected: str = "") -> Hit:
    """The hit for the cell of `figure`."""
    return Hit(
        found=figure.raw.strip(),
        expected=expected,
        cell=figure.cell,
        key=figure.key,
        words={"path": " / ".join(figure.path)},
    )


def _tables_without_values(context: Context) -> set[str]:
    """The tables in which every value is blank."""
    filled: set[str] = {figure.table for figure in context.figures.values() if figure.state != "blank"}
    return {table for table in TABLES if table not in filled}


def _unusual_figures(context: Context) -> list[Figure]:
    """The figures whose cells hold anything but ASCII digits.

    The checks here find nothing in the other figures.
    """
    if "unusual figures" not in context.memo:
        context.memo["unusual figures"] = [
            figure
            for figure in context.figures.values()
            if figure.notes or not (figure.raw.isdecimal() and figure.raw.isascii())
        ]
    unusual: list[Figure] = context.memo["unusual figures"]
    return unusual


def check_table_is_filled(context: Context) -> Iterator[Hit]:
    """GI202: a table in which every value is blank."""
    empty = _tables_without_values(context)
    for table in context.tables:
        if table.table in empty and table.entries:
            yield Hit(where=f"table {table.address}", words={"section": SECTION_NUMERALS[table.table]})


def blank_total_sums(context: Context) -> dict[str, Decimal]:
    """The blank totals: key → the sum of the parts. Calculated once for a report."""
    if "blank totals" not in context.memo:
        blank_totals = any(figure.state == "blank" for figure in _unusual_figures(context))
        missing: dict[str, list[str]] = {table.table: table.rows_without_figures for table in context.tables}
        found = sums_of_blank_totals(context.figures, missing) if blank_totals else {}
        context.memo["blank totals"] = found
    sums: dict[str, Decimal] = context.memo["blank totals"]
    return sums


def check_blank_cells(context: Context) -> Iterator[Hit]:
    """GI201: a blank cell in a table that is filled in."""
    empty = _tables_without_values(context)
    sums = blank_total_sums(context)
    for figure in _unusual_figures(context):
        if figure.state == "blank" and figure.table not in empty:
            yield hit_on(figure, format_number(sums.get(figure.key, Decimal(0))))


def _check_cells(test: Callable[[Figure], bool], expected: str = "") -> Callable[[Context], Iterable[Hit]]:
    """The check that reports the figures for which `test` is true."""

    def run(context: Context) -> Iterator[Hit]:
        return (hit_on(figure, expected) for figure in _unusual_figures(context) if test(figure))

    return run


def _is_negative(figure: Figure) -> bool:
    if figure.number is None or figure.number >= 0:
        return False
    value = meaning(figure.key, figure.edition)
    return value is None or not value.signed


def _is_fractional(figure: Figure) -> bool:
    number = figure.number
    return number is not None and figure.unit == "件" and number != number.to_integral_value()


_UNUSUAL_NOTES = frozenset({"grouped", "full-width", "sign-in-words"})
"""Notes on a number in an unusual form."""


def _has_unusual_form(figure: Figure) -> bool:
    """Grouped or full-width digits, a sign in words, or a count with a decimal point and nothing after it:
    19.0.
    """
    number = figure.number
    has_empty_fraction = (
        number is not None and figure.unit == "件" and "." in figure.raw and not _is_fractional(figure)
    )
    return has_empty_fraction or not _UNUSUAL_NOTES.isdisjoint(figure.notes)


def check_number_form(context: Context) -> Iterator[Hit]:
    """GI209: a number in an unusual form.

    Where its sign is a word, the expected text is the number with a sign.
    """
    for figure in _unusual_figures(context):
        if _has_unusual_form(figure):
            number = figure.number if "sign-in-words" in figure.notes else None
            yield hit_on(figure, "" if number is None else format_number(number))


def check_converted_units(context: Context) -> Iterator[Hit]:
    """GI208: an amount in another unit than its column's."""
    for figure in _unusual_figures(context):
        if "unit-converted" in figure.notes and figure.number is not None:
            yield hit_on(figure, format_number(figure.number))


CHECK_FUNCTIONS = {
    "GI201": check_blank_cells,
    "GI202": check_table_is_filled,
    "GI203": _check_cells(lambda figure: figure.state == "not-applicable", "0"),
    "GI204": _check_cells(lambda figure: figure.state == "text"),
    "GI205": _check_cells(_is_negative),
    "GI206": _check_cells(_is_fractional),
    "GI207": _check_cells(
        lambda figure: "unit-in-cell" in figure.notes and "unit-converted" not in figure.notes
    ),
    "GI208": check_converted_units,
    "GI209": check_number_form,
}
