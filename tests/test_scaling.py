"""A table of ten times the rows takes at most twelve times as long, in each format, to read and to write."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

import gireport
from gireport.model import Cell, Paragraph, Report, Table, Text

MOST = 12
TRIES = 3  # another program on the machine may slow down one


def table(rows: int) -> Report:
    cells = (
        tuple(Cell((Paragraph((Text(f"{row}.{column}"),)),)) for column in range(10)) for row in range(rows)
    )
    return Report(body=(Table(tuple(cells)),))


SMALL, LARGE = table(1000), table(10_000)


def seconds(do: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        do()
        best = min(best, time.process_time() - start)
    return best


def ratio(small: Callable[[], object], large: Callable[[], object]) -> float:
    """The least ratio of some tries; it stops at the first that is low enough."""
    found = float("inf")
    for _ in range(TRIES):
        found = min(found, seconds(large, 1) / seconds(small, 3))
        if found <= MOST:
            break
    return found


@pytest.mark.parametrize("name", ["docx", "odt", "html", "markdown", "json", "text"])
def test_ten_times_the_rows_take_at_most_twelve_times_as_long(name):
    assert ratio(partial(gireport.write, SMALL, name), partial(gireport.write, LARGE, name)) <= MOST
    small, large = gireport.write(SMALL, name), gireport.write(LARGE, name)
    assert ratio(partial(gireport.read, small, name), partial(gireport.read, large, name)) <= MOST
