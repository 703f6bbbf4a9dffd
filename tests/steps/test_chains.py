"""Which numbered paragraphs are headings, by example: precision before recall."""

from __future__ import annotations

import pytest

from gireport.model import Heading, Paragraph, Report, Text, normal
from gireport.model.walk import text
from gireport.steps.outline import outline

SECTION = ("一、总体情况", "文字。")


def told(*lines: str) -> list[tuple[int, str]]:
    """The headings of a report of plain paragraphs; one that begins with `*` is bold."""
    body = (Paragraph((Text(one.lstrip("*"), ("bold",) if one[:1] == "*" else ()),)) for one in lines)
    after = outline(normal(Report(body=tuple(body))))
    return [(block.level, text([block])) for block in after.body if isinstance(block, Heading)]


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）主动公开。全年发布信息。", "（二）依申请公开。没有收到申请。"),
        ("1.加强学习", "2.完善制度", "3.改进作风"),
        ("1.加强学习；", "2.完善制度。"),
        ("1.主动公开信息12条", "文字。", "2.答复申请3件", "文字。"),
        ("（一）主动公开", "文字。", "（二）全年共收到申请，均已答复。", "文字。"),
        ("（一）主动公开：全年发布信息", "文字。", "（二）依申请公开：没有", "文字。"),
        ("一是加强领导", "文字。", "二是完善制度", "文字。"),
        ("（二）依申请公开", "文字。", "（三）平台建设", "文字。"),
        ("（一）只有一个", "文字。"),
        ("1.5%的信息", "文字。", "2.5%的信息", "文字。"),
        ("*1.粗体清单", "*2.粗体清单", "*3.粗体清单"),
    ],
)
def test_text_with_numbers_stays_text(lines):
    assert told(*SECTION, *lines) == [(1, "一、总体情况")]


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (("（一）甲情况", "文字。", "（二）乙情况", "文字。"), [(2, "（一）甲情况"), (2, "（二）乙情况")]),
        (
            ("（一）甲情况。", "文字。", "（二）乙情况。", "文字。"),
            [(2, "（一）甲情况。"), (2, "（二）乙情况。")],
        ),
        (("1.甲情况", "文字。", "2.乙情况", "文字。"), [(3, "1.甲情况"), (3, "2.乙情况")]),
        (("*（一）只有一个", "文字。"), [(2, "（一）只有一个")]),
        (("*（二）粗体的", "文字。", "*（三）也是"), [(2, "（二）粗体的"), (2, "（三）也是")]),
    ],
)
def test_a_run_of_numbers_over_text_is_a_run_of_headings(lines, headings):
    assert told(*SECTION, *lines) == [(1, "一、总体情况"), *headings]


def test_a_section_of_the_form_is_known_though_its_number_is_wrong():
    lines = ("一、总体情况", "文字。", "二、主动公开政府信息情况", "表。", "二、其他需要报告的事项", "无。")
    assert [name for _, name in told(*lines)] == list(lines[::2])


def test_a_section_of_the_form_is_known_without_a_number():
    assert told("总体情况", "文字。", "其他需要报告的事项", "无。") == [
        (1, "总体情况"),
        (1, "其他需要报告的事项"),
    ]


def test_a_table_of_contents_does_not_become_headings():
    titles = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    text_ = [line for title in titles for line in (title, "文字。")]
    assert told("目录", *titles, *text_) == [(1, title) for title in titles]


def test_a_line_that_ends_in_the_number_of_a_page_does_not_become_a_heading():
    titles = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    text_ = [line for title in titles for line in (title, "文字。")]
    for ends in (("……1", "…………2", " 3"), ("\t1", "　2", "......3"), (" 1", " 2", " 13"), ("_1", "·2", "-3-")):
        contents = [title + end for title, end in zip(titles, ends, strict=True)]
        assert told("目录", *contents, *text_) == [(1, title) for title in titles], ends
        # The last one stands over text, as a heading does.
        assert told("目录", *contents, "文字。", *text_) == [(1, title) for title in titles], ends


def test_numbers_under_a_numbered_paragraph_are_no_headings():
    lines = (
        "（一）主动公开。全年如下。",
        "1.甲情况",
        "文字。",
        "2.乙情况",
        "文字。",
        "（二）依申请公开。没有。",
    )
    assert told(*SECTION, *lines) == [(1, "一、总体情况")]


def test_the_rows_of_a_table_that_a_tool_flattened_are_no_headings():
    rows = ("一、本年新收政府信息公开申请数量", "3", "二、上年结转政府信息公开申请数量", "0")
    assert told("三、收到和处理政府信息公开申请情况", *rows) == [(1, "三、收到和处理政府信息公开申请情况")]


def test_plain_decimal_numbers_alone_make_no_outline():
    assert told("1.甲情况", "文字。", "2.乙情况", "文字。") == []
