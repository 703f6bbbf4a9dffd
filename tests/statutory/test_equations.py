"""One cell changed at a time: what it breaks is found, by its relation, at its cell; nothing else is told."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import gireport
from gireport.statutory import check

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("recall", ROOT / "tools" / "recall.py")
assert _spec is not None
assert _spec.loader is not None
recall = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(recall)

# Relations whose broken cell is fixed by where a row and a column cross; in section 四 a figure is in one sum
# only.
PLACED = {"R1", "R2", "R3"}
SOFT = {"GI315", "GI451", "GI313"}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_broken_relation_is_found_at_its_cell_and_no_other_is_reported(edition):
    report = gireport.read(ROOT / "fixtures" / "reports" / f"{edition}.json")
    measured = recall.measure(report)
    for relation, (breaks, found, placed, reach, findings, false) in measured.items():
        assert found == breaks, f"{relation} is not found"
        assert reach == breaks, f"{relation} is found elsewhere"
        assert false == 0, f"{relation} is told where it holds"
        assert findings == breaks
        if relation in PLACED:
            assert placed == breaks, f"{relation} is not put on the cell that was changed"
    assert sum(line[0] for line in measured.values()) > 700


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_change_that_breaks_nothing_raises_nothing(edition):
    report = gireport.read(ROOT / "fixtures" / "reports" / f"{edition}.json")
    quiet = 0
    for figure, text, wanted in recall.trials(report):
        if not wanted:
            quiet += 1
            told = {finding.code for finding in check(recall.changed(report, figure, text))}
            assert told <= SOFT, f"{figure.key} = {text}"
    assert quiet > 20


def test_the_cell_to_mend_and_what_it_should_say_are_named():
    report = gireport.read(ROOT / "fixtures" / "reports" / "2021.json")
    (figure,) = [
        one for one in gireport.statutory.figures(report) if one.key == "applications.granted.business"
    ]
    told = check(recall.changed(report, figure, "400"))
    assert [(one.code, one.cell, one.found, one.expected) for one in told] == [
        ("GI302", figure.cell, "400", figure.raw),
        ("GI303", figure.cell, "400", figure.raw),
    ]
