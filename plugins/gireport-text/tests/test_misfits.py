"""Tables of the national form that lost a line: nothing is gone, and no figure comes under another label."""

from __future__ import annotations

import os
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from gireport import statutory
from gireport.losses import Losses
from gireport.model import Report, Table, walk
from gireport_text.reader import read

REPORTS = Path(__file__).resolve().parents[3] / "fixtures" / "reports"
STEP = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 3
"""Every cell is changed in `make test-deep`, every third one in `make test`."""


def lines_of(edition: str) -> list[str]:
    """The dump of a report in which every figure is another number."""
    numbers = count(1001)
    lines = (REPORTS / f"{edition}.txt").read_text("utf-8").split("\n")
    return [f"\t{next(numbers)}" if line[:1] == "\t" and line[1:].isdigit() else line for line in lines]


def read_lines(lines: list[str]) -> tuple[Report, Losses]:
    losses = Losses()
    return read("\n".join(lines).encode(), losses), losses


def keys(report: Report) -> dict[str, set[str]]:
    """The keys under which each of our numbers is read."""
    found: dict[str, set[str]] = {}
    for figure in statutory.figures(report):
        if figure.raw.isdigit() and len(figure.raw) == 4:
            found.setdefault(figure.raw, set()).add(figure.key)
    return found


def texts(report: Report) -> Counter[str]:
    return Counter(line for line in walk.text(report).replace("\t", "\n").split("\n") if line)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_missing_cell_is_reported_and_no_figure_is_shifted(edition):
    lines = lines_of(edition)
    whole, losses = read_lines(lines)
    assert not list(losses)
    right = keys(whole)
    assert len(right) > 100
    for number, line in enumerate(lines):
        if number % STEP or not line.startswith("\t"):
            continue
        report, losses = read_lines(lines[:number] + lines[number + 1 :])
        assert {loss.code for loss in losses} & {"form-misfit", "span-guessed"}, line
        assert texts(report) == texts(whole) - Counter([line[1:]]), line
        shifted = {raw: key for raw, key in keys(report).items() if key != right[raw]}
        assert not shifted, (number, line)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_cell_too_many_is_reported_and_shifts_nothing_either(edition):
    lines = lines_of(edition)
    whole, _ = read_lines(lines)
    right = keys(whole)
    for number, line in enumerate(lines):
        if number % STEP or not line.startswith("\t"):
            continue
        report, losses = read_lines([*lines[:number], "\t多", *lines[number:]])
        assert "form-misfit" in {loss.code for loss in losses}, number
        assert texts(report) == texts(whole) + Counter(["多"]), number
        shifted = {raw: key for raw, key in keys(report).items() if key != right[raw]}
        assert not shifted, (number, line)


def test_what_does_not_fit_stays_as_the_lines_of_one_cell_and_is_reported_where():
    lines = lines_of("2021")
    label = lines.index("\t3.危及“三安全一稳定”")
    report, losses = read_lines(lines[: label + 3] + lines[label + 4 :])
    assert [(loss.code, loss.where) for loss in losses] == [
        ("form-misfit", "table 2 (line 64) row 10: 9 cells where the form has 10")
    ]
    table = next(found.table for found in walk.tables(report) if found.address == "2")
    whole = next(found.table for found in walk.tables(read_lines(lines)[0]) if found.address == "2")
    gone = lines[label + 3][1:]
    assert isinstance(table, Table)
    assert table.rows[:9] == whole.rows[:9]
    assert table.rows[10:] == whole.rows[10:]
    (rest,) = table.rows[9]
    assert rest.colspan == 8
    assert walk.text(rest.content).split("\n") == [
        text for cell in whole.rows[9] if (text := walk.text(cell.content)) != gone
    ]
