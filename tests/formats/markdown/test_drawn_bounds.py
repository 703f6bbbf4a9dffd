"""Drawn tables that are not finished: the steps of all tries in a text are counted together (X05)."""

from __future__ import annotations

import time

import pytest

import gireport
from gireport.errors import LimitError
from gireport.model import Table

ROW = "+----+----+\n| a  | b  |\n"


def timed(text):
    start = time.process_time()
    with pytest.raises(LimitError, match="drawn tables take more than"):
        gireport.read(text.encode(), "markdown")
    return time.process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        ("+--" * 20 + "+\n|" + " " * 59 + "|\n") * 400 + "|",
        "+-+\n" * 7000 + "+----------+\n",
        "+-+\n" * 5000 + "+" + "-" * 20_000 + "\n",
    ],
    ids=["many corners", "many lines", "a wide line"],
)
def test_a_drawing_that_each_of_its_lines_may_begin_is_refused_soon(text):
    assert timed(text) < 5


@pytest.mark.parametrize("tables", [1, 200])
def test_many_finished_tables_and_an_unfinished_one_are_read(tables):
    text = f"{ROW * 3}+----+----+\n\n" * tables + ROW
    body = gireport.read(text.encode(), "markdown").body
    assert sum(isinstance(block, Table) for block in body) == tables
