"""Column widths: their canonical form as relative shares, and column spans computed from widths."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import gcd

# Relative widths are kept to a thousandth of the table, and dropped for tables too wide to need them.
SHARES_TOTAL = 1000
SHARES_COLUMNS = 200
# Two fractions with denominators up to 1000 are at least 1e-6 apart: closer than half of that is the same.
_SAME = 4e-7
_ROUNDED = 4e-4
# Edges of cells that are nearer than this part of the table's width are drawn as one line.
_EDGES_APART = 50


@lru_cache(maxsize=512)
def shares(widths: tuple[float, ...]) -> tuple[int, ...]:
    """Relative widths in their canonical form: whole numbers without a common factor, at most 1000 in sum.

    Whole numbers that fit are only reduced. Others become the smallest fractions that are the same number
    (percentages with six decimals come back exactly), else the smallest that differ by no more than other
    programs round (a twip, a tenth of a per cent). Widths that are not positive, and tables of more than
    `SHARES_COLUMNS` columns, give `()`, the absent form.
    """
    total = sum(widths)
    if not widths or len(widths) > SHARES_COLUMNS or not min(widths) > 0 or not total < float("inf"):
        return ()
    if all(value == int(value) for value in widths):
        reduced = _reduced([int(value) for value in widths])
        if sum(reduced) <= SHARES_TOTAL:
            return reduced
    exact = [value / total for value in widths]
    return _fractions(exact, _SAME) or _fractions(exact, _ROUNDED) or _reduced(_largest_remainder(exact))


def _fractions(exact: Sequence[float], tolerance: float) -> tuple[int, ...]:
    """The smallest counts whose shares are `exact` within `tolerance`; `()` where none are small enough."""
    first = exact[0]
    for parts in range(len(exact), SHARES_TOTAL + 1):
        slack = tolerance * parts
        if abs(round(first * parts) - first * parts) > slack:
            continue
        counts = [round(value * parts) for value in exact]
        if sum(counts) == parts and all(
            count > 0 and abs(count - value * parts) <= slack
            for count, value in zip(counts, exact, strict=True)
        ):
            return _reduced(counts)
    return ()


def _largest_remainder(exact: Sequence[float]) -> list[int]:
    spare = SHARES_TOTAL - len(exact)
    floors = [int(value * spare) for value in exact]
    rest = spare - sum(floors)
    by_rest = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index] * spare, index))
    for index in by_rest[:rest]:
        floors[index] += 1
    return [count + 1 for count in floors]


def _reduced(counts: Sequence[int]) -> tuple[int, ...]:
    factor = gcd(*counts)
    return tuple(count // factor for count in counts)


def spans_from_widths(widths: Sequence[int], edges: Sequence[int], tolerance: int) -> list[int] | None:
    """How many grid columns each cell of a row spans, computed from the cells' widths (W07).

    `widths` are the cells' widths and `edges` the right edges of the grid's columns, in the same unit.
    None where some cell does not end on an edge within `tolerance`.
    """
    spans: list[int] = []
    position = 0
    column = 0
    for value in widths:
        position += value
        start = column
        while column < len(edges) and edges[column] <= position + tolerance:
            column += 1
        if column == start or abs(edges[column - 1] - position) > tolerance:
            return None
        spans.append(column - start)
    return spans


def edges_from_widths(rows: Sequence[Sequence[float]]) -> list[float]:
    """The right edges of the columns that `rows` of cell widths have together, in their unit; may be `[]`.

    Edges that lie close together (a fiftieth of the table, half of its narrowest cell) are one edge: programs
    round, and people drag. More than two edges for each cell of the longest row make no table, and give `[]`
    too.
    """
    narrowest = min((width for row in rows for width in row), default=0.0)
    total = max((sum(row) for row in rows), default=0.0)
    if narrowest <= 0:
        return []
    tolerance = min(total / _EDGES_APART, narrowest / 2)
    groups: list[list[float]] = []
    for edge in sorted(edge for row in rows for edge in accumulate(row)):
        if groups and edge - groups[-1][0] < tolerance:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    if len(groups) > 2 * max(map(len, rows)):
        return []
    return [sum(group) / len(group) for group in groups]


def spans_to_edges(widths: Sequence[float], edges: Sequence[float]) -> list[int]:
    """How many columns each cell of a row spans, by the nearest of `edges` (`edges_from_widths`)."""
    spans: list[int] = []
    column = 0
    for position in accumulate(widths):
        end = bisect_left(edges, position)
        if end == len(edges) or (end and position - edges[end - 1] < edges[end] - position):
            end -= 1
        spans.append(end + 1 - column)
        column = end + 1
    return spans


def columns_from_cells(cells: Iterable[tuple[int, int, float]], count: int) -> tuple[float, ...]:
    """The widths of `count` columns, computed from cells (column, colspan, width); `()` where one is unknown.

    Cells of one column go before merged ones, which tell what is left for the one column they have that no
    cell tells. One column alone tells nothing.
    """
    if count < 2:
        return ()
    known: list[float | None] = [None] * count
    merged: list[tuple[int, int, float]] = []
    for column, colspan, width in cells:
        if colspan > 1:
            merged.append((column, colspan, width))
        elif known[column] is None:
            known[column] = width
    for column, colspan, width in sorted(merged, key=lambda cell: cell[1]):
        own = range(column, column + colspan)
        missing = [slot for slot in own if known[slot] is None]
        rest = width - sum(known[slot] or 0 for slot in own)
        if len(missing) == 1 and rest > 0:
            known[missing[0]] = rest
    return tuple(width for width in known if width is not None) if None not in known else ()
