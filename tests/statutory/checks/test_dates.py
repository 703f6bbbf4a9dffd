"""Checks of years, dates and citations."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Meta, Paragraph, Report, Text, normal
from gireport.statutory import check
from support.edits import with_text
from support.findings import found
from support.portals import codes, paragraphs

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


HEAD = "云岭市青溪县档案服务中心2024年政府信息公开工作年度报告"


def test_the_title_year_is_held_against_the_period(of_2024):
    bare = Report(Meta(), of_2024.body, of_2024.resources)
    changed = with_text(bare, HEAD, HEAD.replace("2024", "2023"))
    assert [(one.found, one.expected) for one in found(changed, "GI411")] == [("2023", "2024")]


def test_another_signature_is_reported(of_2024):
    body = list(of_2024.body)
    place = next(
        index
        for index in range(len(body) - 1, -1, -1)
        if isinstance(body[index], Paragraph) and body[index].content and "档案服务中心" in str(body[index])
    )
    body[place] = Paragraph((Text("江北市水利局"),), "right")
    assert [one.found for one in found(Report(of_2024.meta, tuple(body), of_2024.resources), "GI418")] == [
        "江北市水利局"
    ]


def test_a_report_without_signature_sections_or_citation_says_so():
    report = paragraphs("某县某局2023年政府信息公开工作年度报告", "一、总体情况", "全年工作有序。")
    told = codes(check(report))
    assert told.count("GI401") == 5
    assert told.count("GI105") == 3
    assert {"GI414", "GI421"} <= set(told)


def test_years_that_belong_where_they_stand_are_not_reported(of_2024):
    for sentence in (
        "2025年，本中心将继续完善检索。",
        "2023年，同比减少3件。",
        "依据《档案法》（2020年修订）和国办函〔2020〕109号。",
        "截至2024年底累计公开。",
    ):
        assert not found(with_text(of_2024, "专栏改版后设检索框", sentence), "GI412")


def test_towns_are_held_to_the_day_of_departments_as_an_information(of_2024):
    late = with_text(of_2024, "2025年1月15日", "2025年3月1日")
    for organ, told in (
        ("青溪县人民政府", []),
        ("青溪县人民政府办公室", []),
        ("青溪县", []),
        ("云岭经济技术开发区管委会", ["info"]),
        ("白石镇人民政府办公室", ["info"]),
        ("青溪县听泉镇人民政府", ["info"]),
        ("青溪县档案局", ["warning"]),
    ):
        body = with_text(late, "云岭市青溪县档案服务中心", organ, Meta(organ=organ, year=2024)).body
        report = normal(Report(Meta(organ=organ, year=2024), body, of_2024.resources))
        assert [one.severity for one in found(report, "GI417")] == told
