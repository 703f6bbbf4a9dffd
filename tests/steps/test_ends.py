"""The title over a report and the signature below it."""

from __future__ import annotations

import pytest

from gireport.model import Heading, LineBreak, Meta, Paragraph, Report, Text, normal
from gireport.model.walk import text
from gireport.steps.outline import outline

TITLE = "青溪县档案局2023年政府信息公开工作年度报告"
EMPTY = Meta()
REST = ("一、总体情况", "文字。")


def report(*lines: str, meta: Meta = EMPTY) -> Report:
    """Plain paragraphs; one that begins with `*` is bold, with `^` centred."""
    body = (
        Paragraph(
            (Text(one.lstrip("*^"), ("bold",) if one[:1] == "*" else ()),),
            "center" if one[:1] == "^" else None,
        )
        for one in lines
    )
    return normal(Report(meta, tuple(body)))


@pytest.mark.parametrize("mark", ["", "*", "^"])
def test_the_first_line_that_reads_like_a_title_is_the_title(mark):
    after = outline(report(mark + TITLE, *REST))
    assert after.body[0] == Heading(0, (Text(TITLE),))
    assert after.meta == Meta(title=TITLE)


def test_a_title_in_the_metadata_is_not_overwritten():
    assert outline(report(TITLE, meta=Meta(title="另一个"))).meta == Meta(title="另一个")


@pytest.mark.parametrize("mark", ["", "*", "^"])
def test_an_organ_over_the_title_becomes_its_first_line(mark):
    before = report(mark + "青溪县档案局", mark + "2023年政府信息公开工作年度报告", *REST)
    after = outline(before)
    assert after.body[0] == Heading(
        0, (Text("青溪县档案局"), LineBreak(), Text("2023年政府信息公开工作年度报告"))
    )
    assert after.meta.title == TITLE
    assert text(after) == text(before)


@pytest.mark.parametrize(
    "line",
    ["现公布2023年政府信息公开工作年度报告：", "根据要求，编制2023年政府信息公开工作年度报告", "工作报告"],
)
def test_a_sentence_about_the_report_does_not_become_the_title(line):
    assert outline(report(line)) == report(line)


def test_the_organ_and_the_date_that_end_a_report_go_to_the_right():
    after = outline(report(*REST, "青溪县档案局", "", "2024年1月23日"))
    assert [block.align for block in after.body[1:]] == [None, "right", None, "right"]


def test_a_signature_that_has_an_alignment_keeps_it():
    after = outline(report(*REST, "^青溪县档案局", "^2024年1月23日"))
    assert [block.align for block in after.body[2:]] == ["center", "center"]


@pytest.mark.parametrize("line", ["统计期限为2023年1月1日至2023年12月31日", "截至2023年12月31日"])
def test_a_line_that_only_ends_in_a_date_does_not_become_a_signature(line):
    assert outline(report(*REST, line)).body[-1] == report(line).body[0]


def test_a_letter_is_left_alone():
    letter = report("您好。", "青溪县档案局", "2024年1月23日")
    assert outline(letter) is letter
