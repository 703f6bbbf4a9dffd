"""Several forms in one physical table, one under the other: which rows are whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..forms import TableName
from ..labels import tables_with
from ..slots import Sheet, Spot


def apart(sheet: Sheet, tables: Sequence[TableName]) -> Iterator[tuple[TableName, Sheet]]:
    """Each of `tables` with its rows of `sheet`; with all of them where the forms do not stand one under the other.

    A row is that table's which alone has one of its labels. Rows without such a label, values and titles, go
    with the row before them.
    """
    cuts = _cuts(sheet, tables) if len(tables) > 1 else []
    if not cuts or sorted(table for table, _ in cuts) != sorted(tables):
        yield from ((table, sheet) for table in tables)
        return
    starts = [0, *(start for _, start in cuts[1:])]
    ends = [*starts[1:], len(sheet.lines)]
    for (table, _), start, end in zip(cuts, starts, ends, strict=True):
        yield table, sheet.part(start, end)


def _cuts(sheet: Sheet, tables: Sequence[TableName]) -> list[tuple[TableName, int]]:
    """Where the rows of another table begin; nothing where two tables have labels in one row."""
    cuts: list[tuple[TableName, int]] = []
    for number, line in enumerate(sheet.lines):
        owners = _owners(line, tables)
        if len(owners) > 1:
            return []
        if owners and (not cuts or cuts[-1][0] not in owners):
            cuts.append((owners.pop(), number))
    return cuts


def _owners(line: list[Spot], tables: Sequence[TableName]) -> set[TableName]:
    """The tables that have a label in `line` which no other of `tables` has."""
    owners: set[TableName] = set()
    for spot in line:
        if spot.anchor and not spot.text.isdecimal():
            named = {table for table, _ in tables_with(spot.text)}.intersection(tables)
            if len(named) == 1:
                owners |= named
    return owners
