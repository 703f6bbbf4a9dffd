"""Checks of the relations inside one report."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.statutory import check, figures
from support.edits import with_cell, with_text
from support.findings import found
from support.portals import codes

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


@pytest.mark.parametrize(
    ("mark", "severity"),
    [("/", "error"), ("／", "error"), ("无", "warning"), ("—", "warning"), ("-", "warning")],
)
def test_a_sum_is_an_error_only_where_its_marks_are_known_from_reports(of_2024, mark, severity):
    """That 无 and — stand for 0 is from memory."""
    told = check(with_cell(of_2024, "applications.granted.natural_person", mark))
    assert {one.severity for one in told if one.rule in ("R1", "R2", "R3")} == {severity}


def test_a_blank_column_of_totals_breaks_no_sums(of_2024):
    """A published report of 2019 fills 总计 in for the main rows only."""
    report = of_2024
    for figure in figures(of_2024):
        if figure.column == "total" and figure.row.startswith(
            ("denied.", "unable.", "not_processed.", "granted")
        ):
            report = with_cell(report, figure.key, "")
    told = check(report)
    assert set(codes(told)) == {"GI116", "GI201"}
    wanted = {figure.cell: figure.raw for figure in figures(of_2024)}
    assert all(one.expected == wanted[one.cell] for one in told)


@pytest.mark.parametrize(
    ("edition", "key", "text", "code"),
    [
        ("2019", "disclosure.normative_documents.total_published", "2", "GI309"),
        ("2021", "disclosure.normative_documents.in_force", "1", "GI310"),
        ("2021", "disclosure.regulations.in_force", "6", "GI451"),
    ],
)
def test_a_soft_relation_is_reported(edition, key, text, code):
    (finding,) = found(with_cell(gireport.read(FIXTURES / f"{edition}.json"), key, text), code)
    assert finding.key == key
    assert finding.severity in ("warning", "info")


def test_a_lapsed_fee_without_a_notice_is_reported(of_2024):
    old = "本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"
    assert found(with_text(of_2024, old, "本中心未收取信息处理费。"), "GI313")
    assert not found(of_2024, "GI313")
    assert found(with_text(of_2024, old, "本中心实际收取信息处理费200000元。"), "GI314")


@pytest.mark.parametrize(
    "told",
    [
        "本年度发出收费通知3件，实际未收到信息处理费。",
        "收取信息处理费300元。",
        "发出收费通知的件数3件、总金额300元、实际收取的总金额0元。",
        "3件申请因申请人逾期未按收费通知要求缴纳费用不再处理。",
        "无锡市本级发出信息处理费收费通知3件。",
    ],
)
def test_a_lapsed_fee_with_a_notice_is_not_reported_though_nothing_was_paid(of_2024, told):
    report = with_cell(of_2024, "applications.other_handling.fee_not_paid.total", "3件")
    old = "本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"
    assert not found(with_text(report, old, told), "GI313")
    for none in ("发出收费通知0件、总金额0元。", "发出0件收费通知。", "未发出收费通知。"):
        assert found(with_text(report, old, none), "GI313")
    (finding,) = found(with_text(report, old, "依据信息处理费管理办法，本年未收费。"), "GI313")
    assert (finding.found, "3 件" in finding.message_zh) == ("3", True)
