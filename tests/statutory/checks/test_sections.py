"""Checks of the six sections."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Report
from gireport.statutory import facts
from support.edits import with_text
from support.findings import found

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (
            "本报告包括总体情况、主动公开政府信息情况、收到和处理申请情况、行政复议、行政诉讼情况、存在的问题、其他事项等六部分。",
            [],
        ),
        (
            "本报告由总体情况、主动公开情况、收到和处理申请情况、行政复议和行政诉讼情况、存在的问题等六个部分组成。",
            ["5"],
        ),
        ("本报告共分为七个部分。", ["6"]),
        (
            "本报告分为六个部分：一是总体情况；二是主动公开；三是申请；四是复议、诉讼；五是问题；六是其他。",
            [],
        ),
        ("本报告分为六个部分：一是总体情况，二是主动公开，三是申请，四是复议诉讼，五是问题。", ["5"]),
        ("全文共六个部分，分别是总体情况、主动公开、申请情况、行政复议、行政诉讼情况、问题。", ["5"]),
        ("本报告分六部分。", []),
    ],
)
def test_how_many_parts_are_counted_is_held_against_those_listed(of_2024, sentence, count):
    changed = with_text(of_2024, "数据统计期限为", sentence + "数据统计期限为")
    assert [one.expected for one in found(changed, "GI406")] == count


def test_a_repeated_section_and_a_misplaced_one_have_sentences_of_their_own(of_2024):
    whole = of_2024.body
    (repeated,) = found(Report(of_2024.meta, whole + whole, of_2024.resources), "GI402")
    assert repeated.message_zh == "“总体情况”这一部分出现了不止一次"
    assert "整篇报告重复" in repeated.hint_zh
    starts = {one.number: (one.start - 1, one.end) for one in facts(of_2024).sections}
    (begin, middle), (_, end) = starts[4], starts[5]
    swapped = whole[:begin] + whole[middle:end] + whole[begin:middle] + whole[end:]
    (misplaced,) = found(Report(of_2024.meta, swapped, of_2024.resources), "GI402")
    assert misplaced.message_en.endswith(f"it stands after “{misplaced.expected.removesuffix(' …')}”")


def test_a_section_six_without_a_word_on_fees_is_reported(of_2024):
    changed = with_text(
        of_2024, "信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元", "感谢信一封"
    )
    changed = with_text(changed, "收取信息处理费情况", "工作情况")
    assert found(changed, "GI408")
