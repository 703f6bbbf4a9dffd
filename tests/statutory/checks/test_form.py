"""Checks of the form: editions, tables, rows and columns."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Report, Table
from gireport.statutory import check
from support.edits import without_table
from support.findings import found
from support.portals import Box, boxes, codes, page, relabelled

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture(params=["2019", "2021"])
def sound(request):
    return gireport.read(FIXTURES / f"{request.param}.json")


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


def test_a_form_of_2019_in_a_report_of_2024_is_reported_label_by_label(of_2024):
    body = list(of_2024.body)
    number = next(index for index, block in enumerate(body) if isinstance(block, Table))
    body[number] = gireport.read(FIXTURES / "2019.json").body[number]
    findings = check(Report(of_2024.meta, tuple(body), of_2024.resources))
    assert codes(findings).count("GI101") == 17
    assert "GI102" in codes(findings)
    hints = {one.found: one.hint_zh for one in findings if one.code == "GI101"}
    assert "2021年版格式在此处的项目是“行政规范性文件”" in hints["规范性文件"]
    assert hints["采购总金额"] == "2021年版格式没有这一项，请改用2021年版格式的表格"


def test_a_table_of_both_editions_is_mixed():
    report = page(
        "<h1>某县某局2022年政府信息公开工作年度报告</h1>",
        relabelled(boxes("二", "2021"), lambda text: text.replace("行政规范性", "规范性")),
    )
    assert [(one.found, one.expected) for one in found(report, "GI103")] == [("规范性文件", "2021")]


@pytest.mark.parametrize(
    ("year", "hint"), [("2022年", "整表改用2021年版格式"), ("", "整表使用报告年份适用的格式")]
)
def test_a_mixed_table_of_an_unknown_year_names_no_edition_in_its_hint(year, hint):
    rows = relabelled(boxes("二", "2021"), lambda text: text.replace("行政规范性", "规范性"))
    (one,) = found(page(f"<h1>某县某局{year}政府信息公开工作年度报告</h1>", rows), "GI103")
    assert one.hint_zh == hint


@pytest.mark.parametrize(("number", "section"), list(enumerate("二三四")))
def test_a_missing_table_is_reported(sound, number, section):
    assert [one.expected for one in found(without_table(sound, number), "GI105")] == [section]


def test_missing_and_extra_rows_and_columns_are_reported():
    rows = boxes("二", "2021")
    del rows[6]
    assert [one.expected for one in found(page(rows), "GI106")] == ["行政许可"]
    rows.insert(3, [Box("其他文件"), Box("1"), Box("2"), Box("3")])
    assert [one.found for one in found(page(rows), "GI107")] == ["其他文件"]
    narrow = [row[:-1] if len(row) == 4 else row for row in boxes("二", "2021")]
    assert any("现行有效件数" in one.expected for one in found(page(narrow), "GI108"))


def test_rows_in_another_order_are_reported():
    rows = boxes("三", "2021")
    rows[3], rows[4] = rows[4], rows[3]
    assert [one.found for one in found(page(rows), "GI113")] == ["二、上年结转政府信息公开申请数量"]
