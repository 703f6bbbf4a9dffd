"""Any report at all is looked through, without an error and without delay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from gireport.model import Cell, Heading, Meta, Paragraph, Report, Table, Text, normal
from gireport.statutory import check, compare, facts, figures
from gireport.statutory.rows import rows
from gireport.testing.strategies import reports
from support.budget import within
from support.portals import Box, boxes, page


@settings(max_examples=20)
@given(reports(), reports(most=2))
def test_any_report_can_be_checked_compared_and_written(one, other):
    check(one, other, units=[other])
    compare(one, other)
    facts(one)
    assert len(list(rows(one))) == len(figures(one))


@pytest.mark.parametrize("year", [0, 9998, 9999])
def test_a_year_at_the_calendars_edge_is_checked_like_any_other(year):
    body = (
        Heading(0, _text("某局政府信息公开工作年度报告")),
        Paragraph(_text("统计期限自2023年1月1日起至2023年12月31日止。")),
        Paragraph(_text("某局"), "right"),
        Paragraph(_text("2024年1月23日"), "right"),
    )
    codes = [finding.code for finding in check(normal(Report(Meta(year=year), body)))]
    assert "GI413" in codes
    assert ("GI417" in codes) == (year == 0)


def _text(text):
    return (Text(text),)


@pytest.mark.parametrize(
    "body",
    [
        tuple(Heading(1, _text("一、总体情况")) for _ in range(20_000)),
        tuple(Paragraph(_text("2023年，收到申请3件，其中网络2件。")) for _ in range(5_000)),
        (
            Heading(0, _text("某县2023年" * 20_000)),
            Paragraph(_text("a" * 200_000)),
            Paragraph(_text("（1" * 50_000)),
        ),
        (Paragraph(_text("12条，其中，" * 3_000)),),
        (Paragraph(_text("共12条，" + "其中3条占25%" * 20_000)),),
        (Paragraph(_text("收到申请" + "，办结率" * 30_000 + "收到一百件办结百件办结率5%" * 10_000)),),
        (Paragraph(_text("一二三四五六七八九十百千万" * 20_000 + "上年" * 50_000)),),
        (Table(tuple(tuple(Cell() for _ in range(400)) for _ in range(400))),),
    ],
    ids=["headings", "paragraphs", "long lines", "items", "shares", "rates", "numerals", "a large table"],
)
def test_the_work_is_bounded_by_the_size(body):
    report = normal(Report(body=body))
    start = time.process_time()
    check(report)
    assert time.process_time() - start < 5


def test_a_wide_and_deep_head_is_walked_once():
    wide = [[Box(str(row * column)) for column in range(300)] for row in range(300)]
    labels = [box.text for line in boxes("三", "2021")[3:12] for box in line if not box.value]
    report = page([*wide, *([Box(label), *(Box("1") for _ in range(299))] for label in labels)])
    with within(8):
        assert check(report)


def test_the_same_row_ten_thousand_times_is_looked_up_in_time():
    heads = [Box(text) for text in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]
    report = page(
        [heads, *([Box(text) for text in ("规章", str(number), "2", "3")] for number in range(10_000))]
    )
    with within(8):
        figures(report)
