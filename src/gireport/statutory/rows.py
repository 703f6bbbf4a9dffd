"""Data out: a report's figures as tidy rows, and the columns that every output of them has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from ..model import Report
from .broken import sections_apart
from .fact import facts_of
from .figure import figures
from .slots import lines

COLUMNS = (
    "source", "organ", "year", "edition", "table", "key", "path", "value", "unit", "state", "raw", "cell",
)  # fmt: skip
"""Of a tidy row, in this order."""
PATH_SEPARATOR = " / "


class Row(Struct, frozen=True):
    """One figure of one report. `value` is exact, in `unit`; `path` are labels joined by ` / `."""

    source: str
    organ: str | None
    year: int | None
    edition: str
    table: str
    key: str
    path: str
    value: Decimal | None
    unit: str
    state: str
    raw: str
    cell: str


def rows(report: Report, source: str = "") -> Iterator[Row]:
    """The figures of `report` as rows, `source` naming where it came from."""
    text = sections_apart(report)
    known = facts_of(text, lines(text))
    organ = known.organ.value if known.organ else None
    year = known.year.value if known.year else None
    for one in figures(report):
        yield Row(
            source,
            organ,
            year,
            one.edition,
            one.table,
            one.key,
            PATH_SEPARATOR.join(one.path),
            one.number,
            one.unit,
            one.state,
            one.raw,
            one.cell,
        )


def all_rows(reports: Iterable[tuple[str, Report]]) -> Iterator[Row]:
    """The rows of any number of reports, one after the other: no more than one report is held."""
    for source, report in reports:
        yield from rows(report, source)
