"""The checks as a whole: which run, and where their findings stand."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.errors import PluginError
from gireport.statutory import check, figures, report_findings
from gireport.statutory.finding import Check, Hit
from support.edits import with_cell
from support.findings import found
from support.portals import codes

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture(params=["2019", "2021"])
def sound(request):
    return gireport.read(FIXTURES / f"{request.param}.json")


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


def test_a_correct_report_has_no_findings(sound):
    assert check(sound) == []


def test_a_check_is_switched_off_by_its_number_or_the_beginning_of_it(of_2024):
    broken = with_cell(of_2024, "applications.granted.total", "999")
    assert codes(check(broken)) == ["GI302", "GI303"]
    assert codes(check(broken, off=("GI302",))) == ["GI303"]
    assert codes(check(broken, off=("GI3",))) == []


def test_a_check_of_a_plugin_runs_beside_those_of_gireport(of_2024):
    mine = Check(
        "XY101",
        "warning",
        "标题{found}",
        "title {found}",
        lambda context: [Hit(where="title", found=context.facts.title.value)],
    )
    (finding,) = check(of_2024, extra=[mine])
    assert (finding.code, finding.where) == ("XY101", "title")
    assert finding.message("en").startswith("title 云岭市")


def test_findings_are_put_on_the_cells_that_they_touch(of_2024):
    broken = with_cell(of_2024, "applications.granted.total", "999")
    cells = report_findings(check(broken))
    (figure,) = [one for one in figures(broken) if one.key == "applications.granted.total"]
    assert codes(cells[figure.cell]) == ["GI302", "GI303"]


def test_braces_in_a_report_are_not_placeholders(of_2024):
    assert found(with_cell(of_2024, "applications.granted.total", "{found}{0}"), "GI204")


def fails(context):
    raise PluginError("the plugin mine failed to run the check XY101")


def test_a_check_of_a_plugin_that_fails_is_told_and_hides_no_finding_of_the_others(of_2024):
    broken = with_cell(of_2024, "applications.granted.total", "999")
    extra = [Check("XY101", "warning", "有", "there is", fails)]
    with pytest.raises(PluginError):
        check(broken, extra=extra)
    failures: list[PluginError] = []
    assert check(broken, extra=extra, failed=failures.append) == check(broken)
    assert [str(one) for one in failures] == ["the plugin mine failed to run the check XY101"]
