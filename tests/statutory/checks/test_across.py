"""Checks against other reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Meta, Report, normal
from gireport.statutory import check
from support.edits import with_cell
from support.findings import found
from support.portals import codes

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


def test_last_years_report_must_end_where_this_years_begins(of_2024):
    before = normal(Report(Meta(year=2023, organ=of_2024.meta.organ), of_2024.body, of_2024.resources))
    told = check(of_2024, before)
    assert {
        (one.key.rpartition(".")[2], one.severity, one.found, one.expected)
        for one in told
        if one.code == "GI306"
    } == {
        ("natural_person", "warning", "2", "3"),
        ("business", "warning", "1", "0"),
        ("research", "warning", "0", "1"),
        ("total", "error", "3", "4"),
    }
    assert [(one.found, one.expected) for one in told if one.code == "GI307"] == [("31", "33")]


def test_a_report_of_another_year_is_not_last_years(of_2024):
    assert codes(check(of_2024, of_2024)) == ["GI305"]


def test_r8_and_r11_across_years():
    now = gireport.read(FIXTURES / "2019.json")
    before = normal(Report(Meta(year=2019, organ=now.meta.organ), now.body, now.resources))
    keys = {one.key: (one.found, one.expected) for one in found(now, "GI308", previous=before)}
    assert keys["disclosure.licences.projects_last_year"] == ("5", "6")
    before = with_cell(before, "review.reconsideration.pending", "7")
    assert [one.expected for one in found(now, "GI311", previous=before)] == ["≥ 7"]


def test_a_government_does_not_have_less_than_its_units(of_2024):
    assert not found(of_2024, "GI312", units=[of_2024])
    keys = {one.key for one in found(of_2024, "GI312", units=[of_2024, of_2024])}
    assert "applications.received.total" in keys
