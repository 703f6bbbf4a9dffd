"""Which straight lines are one: pieces of a line, double lines, dotted lines."""

from __future__ import annotations

from collections.abc import Iterable

from .shapes import Ruling

NEAR = 3.2
"""Points between two parallel lines, or between two pieces of a line, that count as one line."""


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The lines that `rulings` draw together, in the order of their places.

    Parallel lines at most `NEAR` apart are one line in their middle; pieces at most `NEAR` apart are joined.
    """
    ordered = sorted(rulings)
    result: list[Ruling] = []
    start = 0
    for number, ruling in enumerate(ordered):
        if ruling.at - ordered[start].at > NEAR:
            result += _joined(ordered[start:number])
            start = number
    return result + _joined(ordered[start:])


def _joined(parallel: list[Ruling]) -> list[Ruling]:
    if not parallel:
        return []
    at = (parallel[0].at + parallel[-1].at) / 2
    result: list[Ruling] = []
    for _, start, end in sorted(parallel, key=lambda one: one.start):
        if result and start <= result[-1].end + NEAR:
            last = result[-1]
            result[-1] = Ruling(at, last.start, max(last.end, end))
        else:
            result.append(Ruling(at, start, end))
    return result
