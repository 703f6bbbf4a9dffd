"""Findings and the context of checks."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import gireport
from gireport.model import Heading, LineBreak, Paragraph, normal
from gireport.statutory import check
from support.edits import with_cell, with_text, without_table
from support.portals import paragraphs

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"


@pytest.fixture(params=["2019", "2021"])
def sound(request):
    return gireport.read(FIXTURES / f"{request.param}.json")


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


def found(report, code, **options):
    return [one for one in check(report, **options) if one.code == code]


def joined(report):
    """`report` as old pages have it: what stands between two tables is one paragraph of lines."""
    body = []
    for block in report.body:
        if isinstance(block, Heading):
            block = Paragraph(block.content)
        if isinstance(block, Paragraph) and body and isinstance(body[-1], Paragraph):
            body[-1] = Paragraph((*body[-1].content, LineBreak(), *block.content))
        else:
            body.append(block)
    return msgspec.structs.replace(report, body=tuple(body))


def test_a_report_whose_lines_are_divided_by_breaks_is_checked_line_by_line(sound):
    assert check(normal(joined(sound))) == []
    wrong = normal(joined(with_text(sound, "二、主动公开政府信息情况", "二、主动公开政府政府情况")))
    assert [one.found for one in check(wrong)] == ["二、主动公开政府政府情况", "政府政府"]


def test_a_place_is_reported_in_the_language_of_the_message(of_2024):
    (finding,) = found(with_cell(of_2024, "disclosure.licences.decisions", ""), "GI201")
    assert (finding.where, finding.place("en")) == ("table 1 row 7 column 2",) * 2
    assert finding.place("zh") == "表1 第7行 第2列"
    (missing,) = found(without_table(of_2024, 1), "GI105")
    assert (missing.where, missing.place("zh")) == ("body", "正文")


def test_no_place_stays_english_in_chinese():
    report = paragraphs("某县某局2023年政府信息公开工作年度报告", "一、总体情况", "XX局工作有序。")
    places = {one.place("zh") for one in check(report)}
    assert {"正文", "文末", "引言", "第3段"} <= places
    assert not any(char.isascii() and char.isalpha() for place in places for char in place)
