"""Checks of the wording."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Meta, Report, normal
from support.edits import with_text
from support.findings import found

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        (
            "二、主动公开政府信息情况",
            "二、行政机关主动公开政府信息情况",
            "GI403",
            "二、行政机关主动公开政府信息情况",
        ),
        ("三、收到和处理", "四、收到和处理", "GI404", "四"),
        ("〔2021〕30号", "[2021]30号", "GI424", "[2021]"),
        ("〔2021〕30号", "【2021】30号", "GI424", "【2021】"),
        ("〔2021〕30号", "〔2022〕30号", "GI422", "国办公开办函〔2022〕30号"),
        ("〔2021〕30号", "〔2019〕60号", "GI423", "国办公开办函〔2019〕60号"),
        ("12月31日", "12月30日", "GI413", "2024年1月1日至2024年12月30日"),
        ("2024年，本中心在", "2023年，本中心在", "GI412", "2023"),
        ("2025年1月15日", "2025年2月3日", "GI417", "2025年2月3日"),
        ("2025年1月15日", "2024年12月30日", "GI416", "2024年12月30日"),
        ("2025年1月15日", "2025年2月30日", "GI415", "2025年2月30日"),
        ("公文起草时", "该部分以表格形式报告。公文起草时", "GI441", "该部分以表格形式报告"),
        ("公文起草时", "XX局公文起草时", "GI441", "XX"),
        ("同步标注公开属性，", "同步标注公开属性,", "GI442", ","),
        ("主动公开政府信息情况", "主动公开政府政府信息情况", "GI443", "政府政府"),
        ("新收政府信息公开申请49件", "新收政府信息公开申请48件", "GI315", "新收政府信息公开申请48件"),
        ("上年结转3件", "上年结转2件", "GI315", "上年结转2件"),
        ("办结48件", "办结49件", "GI315", "办结49件"),
        ("所提5条意见均已答复。", "未收到政府信息公开申请。", "GI315", "未收到政府信息公开申请"),
        ("所提5条意见均已答复。", "因政府信息公开被申请行政复议9件。", "GI315", "行政复议9件"),
        ("所提5条意见均已答复。", "未发生行政诉讼。", "GI315", "未发生行政诉讼"),
        ("机构职能5条", "机构职能6条", "GI316", "6 + 23 + 58 = 87"),
    ],
)
def test_a_change_of_words_is_reported(of_2024, old, new, code, what):
    assert what in [one.found for one in found(with_text(of_2024, old, new), code)]


def test_last_years_words_again_are_reported(of_2024):
    long = with_text(of_2024, "公文起草时", "".join(chr(0x4E00 + 7 * n) for n in range(300)) + "。公文起草时")
    before = normal(Report(Meta(year=2023), long.body, long.resources))
    assert [one.found for one in found(long, "GI461", previous=before)] == ["100%"]
