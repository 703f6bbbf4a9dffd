"""The catalogue of checks: each check has sentences, a report that raises it, and a line in the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.statutory import check, figures
from gireport.statutory.checks import CHECKS
from support.edits import FIXTURE, with_cell
from support.portals import Box, codes, page
from support.raised import LAST, RAISED, before, raised


def test_every_check_and_figure_is_in_the_documents():
    docs = Path(__file__).resolve().parents[3] / "docs"
    from gireport.statutory.checks import CHECKS
    from gireport.statutory.keys import EDITIONS, values

    checks = (docs / "checks.md").read_text("utf-8")
    for one in CHECKS:
        assert f"| {one.code} | {one.rule or '—'} | {one.severity} | {one.basis} |" in checks
    text = (docs / "figures.md").read_text("utf-8")
    parts = {
        part
        for edition in EDITIONS
        for value in values(edition)
        for part in (value.row, value.column)
        if part
    }
    assert not [part for part in parts if f"`{part}`" not in text]


def test_every_check_has_a_number_of_its_own_and_speaks_both_languages():
    assert len({one.code for one in CHECKS}) == len(CHECKS)
    assert [one.code for one in CHECKS] == sorted(one.code for one in CHECKS)
    for one in CHECKS:
        assert any("\u4e00" <= char <= "\u9fff" for char in one.zh)
        assert one.en.isascii() or one.en != one.zh
        assert bool(one.hint_zh) == bool(one.hint_en)


def test_a_check_that_rests_on_memory_is_never_an_error():
    assert {one.severity for one in CHECKS if one.basis == "memory"} <= {"warning", "info"}


def test_every_relation_of_the_sheet_has_a_check():
    assert {one.rule for one in CHECKS} == {"", *(f"R{number}" for number in range(1, 17))}


def test_no_finding_of_a_check_that_rests_on_memory_is_an_error():
    rows = [[Box(name), Box("3")] for name in ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")]
    told = check(page("<h1>某局2020年政府信息公开工作年度报告</h1>", rows))
    assert [one.severity for one in told if one.code == "GI109"] == ["warning"]
    assert codes(told).count("GI105") == 3


def test_every_check_has_a_report_that_raises_it():
    assert list(RAISED) == [one.code for one in CHECKS]


@pytest.mark.parametrize("code", RAISED)
def test_a_check_is_raised_by_what_it_is_for(code):
    report, last, units = raised(code)
    assert code in codes(check(report, last, units=units))


@pytest.mark.parametrize("path", [FIXTURE, LAST], ids=["2021", "2019"])
def test_no_check_is_raised_by_a_correct_report_with_its_units(path):
    report = gireport.read(path)
    assert check(report, units=[report]) == []


@pytest.mark.parametrize("path", [FIXTURE, LAST], ids=["2021", "2019"])
def test_no_check_is_raised_by_a_report_that_continues_last_years_figures(path):
    now = gireport.read(path)
    numbers = {figure.key: figure.number for figure in figures(now)}
    last = {
        key.replace("carried_in", "carried_over"): number
        for key, number in numbers.items()
        if key.startswith("applications.carried_in.")
    }
    for row in ("regulations", "normative_documents"):
        stem = f"disclosure.{row}."
        if stem + "in_force" in numbers:
            issued, repealed = numbers[stem + "issued"], numbers[stem + "repealed"]
            last[stem + "in_force"] = numbers[stem + "in_force"] - issued + repealed
    last |= {key: 0 for key in numbers if key.endswith((".change", ".pending"))}
    then = before(now, now.meta.year - 1)
    for key, number in last.items():
        then = with_cell(then, key, str(number))
    assert check(now, then) == []
