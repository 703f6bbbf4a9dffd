"""Checks of single cells."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.statutory import check, figures
from support.edits import with_cell
from support.findings import found

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


@pytest.mark.parametrize(
    ("key", "text", "code", "severity"),
    [
        ("disclosure.licences.decisions", "", "GI201", "warning"),
        ("disclosure.licences.decisions", "/", "GI203", "info"),
        ("disclosure.licences.decisions", "见附件", "GI204", "error"),
        ("disclosure.licences.decisions", "-3", "GI205", "error"),
        ("disclosure.licences.decisions", "3.5", "GI206", "error"),
        ("disclosure.licences.decisions", "3件", "GI207", "warning"),
        ("disclosure.fees.amount", "186000元", "GI208", "warning"),
        ("disclosure.licences.decisions", "1,234", "GI209", "info"),
        ("disclosure.licences.decisions", "５７", "GI209", "info"),
        ("disclosure.licences.decisions", "19.0", "GI209", "info"),
        ("disclosure.fees.amount", "18.60（万元）", "GI207", "warning"),
    ],
)
def test_a_cell_is_reported_for_what_it_says(of_2024, key, text, code, severity):
    (finding,) = check(with_cell(of_2024, key, text))
    assert (finding.code, finding.severity, finding.key) == (code, severity, key)
    (figure,) = [one for one in figures(of_2024) if one.key == key]
    assert finding.cell == figure.cell


def test_a_number_that_was_worked_out_is_shown_without_empty_decimals(of_2024):
    (finding,) = found(with_cell(of_2024, "applications.granted.research", "19.0"), "GI303")
    assert finding.found == "19.0"
    assert ".0" not in finding.expected + finding.message("en").replace("“19.0”", "")


def test_a_fall_in_projects_is_not_a_negative_count():
    report = gireport.read(FIXTURES / "2019.json")
    assert any(figure.number is not None and figure.number < 0 for figure in figures(report))
    assert not found(report, "GI205")
