"""The figures of a report, with which the sums of the form hold, and their text in the report."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec import Struct

from gireport.statutory.forms import Edition
from gireport.statutory.keys import Value, values
from gireport.testing.statutory import Written

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_organisation",
)
OUTCOMES = ("upheld", "corrected", "other_result", "pending")
REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
NO_OUTCOMES = frozenset({"received", "carried_in", "handled_total", "carried_over"})
"""The rows of section 三 that are no outcome of an application."""

AMOUNTS = ("zero", "one", "few", "many")
"""How busy the organ was: no application, a single one, a few, or many."""

NONE_MARKS = ("/", "-", "—", "无")
"""What organs write where there is nothing to count."""


class Ledger(Struct, frozen=True):
    """How figures are made and written.

    `amounts` is one of `AMOUNTS`; `nothing` is what stands for each zero (`0`, a mark, or empty), or `some`
    for zeros of all these kinds side by side; `no_totals` leaves the column 总计 of section 三 empty;
    `errors` is how many counts are changed after the sums were made; `wide` writes full-width digits; `words`
    writes the changes of 本年增/减 in words (`增2`, `减4`).
    """

    amounts: str = "few"
    nothing: str = "0"
    no_totals: bool = False
    errors: int = 0
    wide: bool = False
    words: bool = False


def make_figures(edition: Edition, ledger: Ledger, rng: Random) -> dict[str, Written]:
    """What stands in each value cell of `edition`, by its key, in the order of the form."""
    numbers = _applications(edition, ledger.amounts, rng) | _reviews(ledger.amounts, rng)
    result: dict[str, Written] = {}
    for value in values(edition):
        if value.key in numbers:
            result[value.key] = _count(numbers[value.key])
        else:
            result[value.key] = _disclosed(value, ledger, rng)
    _make_errors(result, ledger.errors, rng)
    for key, one in result.items():
        result[key] = _as_written(key, one, ledger, rng)
    return result


def _some(amounts: str, rng: Random) -> int:
    """A count: mostly nothing, except for an organ with many applications."""
    if amounts in ("zero", "one"):
        return 0
    if amounts == "few":
        return rng.choice((0,) * 12 + (1, 1, 2, 5))
    return rng.choice((0, 0, 1, 2, 7, 12, 31, 128, 1046))


def _applications(edition: Edition, amounts: str, rng: Random) -> dict[str, int]:
    """Section 三: 一 + 二 = （七） + 四 in each column, （七） is the sum of the outcomes, 总计 that of a
    row.
    """
    rows = list(dict.fromkeys(value.row for value in values(edition) if value.table == "applications"))
    outcomes = [row for row in rows if row not in NO_OUTCOMES]
    single = (rng.choice(APPLICANTS[:2]), rng.choice(outcomes))
    cells: dict[tuple[str, str], int] = {}
    for column in APPLICANTS:
        for row in outcomes:
            cells[row, column] = int(amounts == "one" and (column, row) == single) or _some(amounts, rng)
        handled = sum(cells[row, column] for row in outcomes)
        later = _some(amounts, rng)
        earlier = min(_some(amounts, rng), handled + later)
        cells["handled_total", column], cells["carried_over", column] = handled, later
        cells["carried_in", column], cells["received", column] = earlier, handled + later - earlier
    for row in rows:
        cells[row, "total"] = sum(cells[row, column] for column in APPLICANTS)
    return {f"applications.{row}.{column}": number for (row, column), number in cells.items()}


def _reviews(amounts: str, rng: Random) -> dict[str, int]:
    result = {}
    for block in REVIEWS:
        numbers = [_some(amounts, rng) for _ in OUTCOMES]
        for outcome, number in zip((*OUTCOMES, "total"), (*numbers, sum(numbers)), strict=True):
            result[f"review.{block}.{outcome}"] = number
    return result


def _disclosed(value: Value, ledger: Ledger, rng: Random) -> Written:
    """A value of section 二, where no sum binds it."""
    number = _some("many" if ledger.amounts != "zero" else "zero", rng)
    if value.unit == "万元" and number:
        raw = rng.choice((f"{number}", f"{number}.5", f"{number}.60", f"{number}.1234"))
        return Written(raw, Decimal(raw), "number")
    if value.signed and number:
        return _change(number, ledger.words, rng)
    return _count(number)


def _change(number: int, words: bool, rng: Random) -> Written:
    """A change against the year before."""
    more = rng.random() < 0.5
    signs = (
        (("增", "增加", "↑") if more else ("减", "减少", "↓"))
        if words
        else ("+", "")
        if more
        else ("-", "－")
    )
    return Written(f"{rng.choice(signs)}{number}", Decimal(number if more else -number), "number")


def _count(number: int) -> Written:
    return Written(str(number), Decimal(number), "number" if number else "zero")


def _make_errors(result: dict[str, Written], errors: int, rng: Random) -> None:
    """Change some counts that a sum binds, so that the sum holds no longer."""
    bound = [key for key in result if not key.startswith("disclosure.")]
    for key in rng.sample(bound, errors):
        result[key] = _count(int(result[key].number or 0) + rng.choice((1, 2, 10)))


def _as_written(key: str, one: Written, ledger: Ledger, rng: Random) -> Written:
    if ledger.no_totals and key.startswith("applications.") and key.endswith(".total"):
        return Written("", None, "blank")
    if one.state == "zero":
        nothing = rng.choice(("0", "0", "", *NONE_MARKS)) if ledger.nothing == "some" else ledger.nothing
        if nothing != "0":
            return Written(nothing, None, "not-applicable" if nothing else "blank")
    if ledger.wide:
        return Written(_wide(one.raw), one.number, one.state)
    return one


def _wide(raw: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char in "0123456789" else char for char in raw)
