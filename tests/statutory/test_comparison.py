"""Two reports side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import gireport
from gireport.model import Meta, Report
from gireport.statutory import check, compare
from support.edits import with_cell

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"


@pytest.fixture(scope="module")
def of_2021():
    return gireport.read(FIXTURES / "2021.json")


@pytest.fixture(scope="module")
def year_before():
    """A report of 2023 that the sample of 2024 follows: what it carries over is carried in there."""
    text = (FIXTURES / "2021.json").read_text("utf-8")
    text = text.replace("2025", "20XX").replace("2024", "2023").replace("20XX", "2024")
    report = gireport.read(text.encode(), "json")
    for figure in gireport.figures(report):
        if figure.key.startswith("applications.carried_in."):
            report = with_cell(report, figure.key.replace("carried_in", "carried_over"), figure.raw)
    return with_cell(report, "disclosure.normative_documents.in_force", "29")


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


# --- two years ------------------------------------------------------------------------------------------


def test_reports_of_one_year_are_versions_and_have_no_relations_between_years(of_2021):
    changed = with_cell(of_2021, "applications.carried_in.total", "9")
    result = compare(of_2021, changed)
    assert (result.kind, result.years, result.carry_over, result.broken) == (
        "versions",
        (2024, 2024),
        None,
        (),
    )


def test_reports_without_a_year_are_versions(of_2021):
    nothing = Report()
    assert compare(nothing, of_2021).kind == "versions"
    assert compare(nothing, of_2021).years == (None, 2024)
    assert compare(nothing, of_2021).same_organ


def test_a_year_and_the_year_before_have_changes_in_percent_and_the_relations(of_2021, year_before):
    before = with_cell(year_before, "applications.received.total", "40")
    result = compare(before, of_2021)
    assert (result.kind, result.years) == ("years", (2023, 2024))
    received = next(one for one in result.figures if one.key == "applications.received.total")
    assert (received.a, received.b, received.difference) == ("40", "49", 9)
    assert received.percent == Decimal("22.5")
    assert result.carry_over.holds
    assert result.carry_over.over == result.carry_over.into == 3
    assert result.broken == ()


@pytest.mark.parametrize(
    ("key", "number", "rule"),
    [
        ("applications.carried_over.total", "7", "R6"),
        ("disclosure.normative_documents.in_force", "12", "R7"),
    ],
)
def test_a_broken_relation_between_years_is_the_finding_of_the_check(of_2021, year_before, key, number, rule):
    before = with_cell(year_before, key, number)
    (broken,) = compare(before, of_2021).broken
    assert broken == compare(of_2021, before).broken[0]  # whichever stands first
    (finding,) = [one for one in check(of_2021, before) if one.rule == rule]
    assert (broken.code, broken.rule, broken.message_zh, broken.path) == (
        finding.code,
        rule,
        finding.message_zh,
        finding.path,
    )
    assert compare(before, of_2021).carry_over.holds is (rule != "R6")


def test_years_that_do_not_follow_each_other_have_no_relations(of_2021):
    result = compare(gireport.read(FIXTURES / "2019.json"), of_2021)
    assert (result.kind, result.years, result.carry_over, result.broken) == ("years", (2020, 2024), None, ())


def test_a_percentage_says_nothing_where_there_was_nothing(of_2021, year_before):
    before = with_cell(year_before, "applications.received.total", "0")
    received = next(
        one for one in compare(before, of_2021).figures if one.key == "applications.received.total"
    )
    assert (received.difference, received.percent) == (49, None)


def test_years_of_two_organs_have_no_relations(of_2021, year_before):
    def of(organ):
        meta = Meta(title=f"{organ}2023年政府信息公开工作年度报告", organ=organ)
        return Report(meta, year_before.body, year_before.resources)

    broken = with_cell(of("青溪县教育局"), "applications.carried_over.total", "7")
    for other in (of("青溪县教育局"), broken):  # equal by chance, or not
        for result in (compare(other, of_2021), compare(of_2021, other)):
            assert (result.kind, result.same_organ) == ("years", False)
            assert (result.carry_over, result.broken) == (None, ())
    assert compare(of("云岭市青溪县档案服务中心"), of_2021).carry_over.holds


def test_two_organs_are_told(of_2021):
    other = Report(
        Meta(title="青溪县教育局2024年政府信息公开工作年度报告", organ="青溪县教育局"), of_2021.body
    )
    result = compare(of_2021, other)
    assert result.organs == ("云岭市青溪县档案服务中心", "青溪县教育局")
    assert not result.same_organ
    assert compare(of_2021, of_2021).same_organ
