"""The seed: what the reference sheet says a checker must find in it, and must not."""

from __future__ import annotations

import pytest

pytest.importorskip("gireport_text", reason="the plain-text plugin is not installed")

import gireport
from gireport.statutory import check, facts, figures, recognise
from gireport.statutory.slots import cell_text
from support.cells import cell_at

# The seven rows of the edition table: what is found → what the form of 2021 has there.
EDITION_TABLE = [
    ("本年新制作数量", "本年制发件数；本年废止件数；现行有效件数", ["1 r2 c2"]),
    ("本年新公开数量", "本年制发件数；本年废止件数；现行有效件数", ["1 r2 c3"]),
    ("对外公开总数量", "本年制发件数；本年废止件数；现行有效件数", ["1 r2 c4"]),
    ("规范性文件", "行政规范性文件", ["1 r4 c1"]),
    ("上一年项目数量", "本年处理决定数量", ["1 r6 c2", "1 r10 c2"]),
    ("本年增/减", "本年处理决定数量", ["1 r6 c3", "1 r10 c3"]),
    ("处理决定数量", "本年处理决定数量", ["1 r6 c4", "1 r10 c4"]),
    ("其他对外管理服务事项", "—", ["1 r8 c1"]),
    ("上一年项目数量", "本年收费金额（单位：万元）", ["1 r14 c2"]),
    ("本年增/减", "本年收费金额（单位：万元）", ["1 r14 c3"]),
    ("第二十条第（九）项", "—", ["1 r16 c1"]),
    ("采购项目数量", "—", ["1 r17 c2"]),
    ("采购总金额", "—", ["1 r17 c3"]),
    ("政府集中采购", "—", ["1 r18 c1"]),
    (
        "（六）其他处理",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请；2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请；3.其他",
        ["2 r24 c2"],
    ),
]


@pytest.fixture(scope="module")
def seed(request):
    return gireport.read(request.getfixturevalue("shared") / "seed" / "sishui-2023.txt")


def test_every_row_of_the_edition_table_is_found_at_its_cell_and_nothing_else(seed):
    found = [one for one in check(seed) if one.code == "GI101"]
    wanted = {(cell, text, instead) for text, instead, cells in EDITION_TABLE for cell in cells}
    assert {(one.cell, one.found, one.expected) for one in found} == wanted
    assert all(cell_text(cell_at(seed, one.cell)) == one.found for one in found)
    assert len(found) == 18


def test_the_tables_are_of_2019_under_a_citation_of_2021(seed):
    assert [one.edition for one in recognise(seed)] == ["2019", "2019", "2019"]
    assert facts(seed).cited == "2021"
    assert [one.where for one in check(seed) if one.code == "GI102"] == ["table 1", "table 2"]


def test_nothing_is_found_wrong_with_sums_years_dates_or_fees(seed):
    assert {one.code for one in check(seed)} == {"GI101", "GI102", "GI442"}


def test_ascii_punctuation_is_found_in_its_two_paragraphs(seed):
    found = [one for one in check(seed) if one.code == "GI442"]
    assert [one.found for one in found] == ["<>", ","]


def test_all_its_figures_are_zero(seed):
    found = figures(seed)
    assert len(found) == 198
    assert {figure.state for figure in found} == {"zero"}


def test_its_facts_are_read(seed):
    known = facts(seed)
    assert known.organ.value == known.signature.value == "泗水县机关事务服务中心"
    assert (known.year.value, known.title_year.value) == (2023, 2023)
    assert [str(day) for day in known.period.value] == ["2023-01-01", "2023-12-31"]
    assert str(known.signed.value) == "2024-01-23"
    assert known.contact["telephone"].value == "0537-4363466"
    assert known.contact["postcode"].value == "273200"
    assert [section.number for section in known.sections] == [1, 2, 3, 4, 5, 6]
    assert all(section.exact for section in known.sections)
