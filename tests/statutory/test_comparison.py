"""Two reports side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Meta, Report
from gireport.statutory import compare

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"


@pytest.fixture(scope="module")
def of_2021():
    return gireport.read(FIXTURES / "2021.json")


def test_a_report_is_equal_to_itself(of_2021):
    result = compare(of_2021, of_2021)
    assert result.equal
    assert result.facts == {}
    assert len(result.figures) == 200
    assert {one.likeness for one in result.sections} == {1.0}


def test_two_years_are_compared_figure_by_figure_and_section_by_section(of_2021):
    result = compare(gireport.read(FIXTURES / "2019.json"), of_2021)
    by_key = {one.key: one for one in result.figures}
    assert by_key["disclosure.procurement.amount"].change == "only in A"
    assert by_key["disclosure.fees.amount"].change == "only in B"
    received = by_key["applications.received.total"]
    assert (received.change, received.difference) == ("changed", received.b_number - received.a_number)
    assert result.facts["year"] == ("2020", "2024")
    assert result.facts["edition"] == ("2019", "2021")
    assert [one.change for one in result.sections] == [
        "changed",
        "same",
        "same",
        "same",
        "changed",
        "changed",
    ]
    assert "2025年计划补写题名3000条，并把答复文书的样本减为6种，逐条写明依据。" in result.sections[4].only_b


def compare_names_the_year_and_not_the_period_that_tells_it():
    last = gireport.read(FIXTURES / "2019.json")
    this = gireport.read(FIXTURES / "2021.json")
    bare = [Report(Meta(), one.body, one.resources) for one in (last, this)]
    assert compare(*bare).facts["year"] == ("2020", "2024")
    assert compare(*bare).facts["period"][0].startswith("2020年1月1日")
    assert compare(last, this).facts["year"] == ("2020", "2024")
