"""The signature at the end of a report, as GB/T 9704-2012, 7.3.5.2 sets it."""

from __future__ import annotations

import pytest

import gireport
from gireport.model import Heading, Paragraph, Report, Table, Text, normal
from gireport.model.types import Cell
from gireport.style.signature import signature

ORGAN, DATE = "云岭市青溪县档案服务中心", "2025年1月15日"


def lines(*texts: str, align: str | None = None) -> list[Paragraph]:
    return [Paragraph((Text(text),) if text else (), align) for text in texts]


def test_the_organ_ends_two_characters_from_the_edge_and_the_date_begins_two_after_it():
    found = signature(lines("正文。", ORGAN, DATE), 28.0)
    assert found.first == 1
    assert found.organ == (28 - 2 - 12, 2)
    assert found.date[0] == found.organ[0] + 2
    assert found.apart


def test_a_date_longer_than_the_organ_ends_two_characters_from_the_edge():
    found = signature(lines("正文。", "县局", DATE), 28.0)
    assert found.date[1] == 2
    assert found.date[0] == found.organ[0] + 2


def test_an_empty_line_that_the_report_has_is_enough():
    assert not signature(lines("正文。", "", ORGAN, DATE), 28.0).apart
    assert signature(lines("正文。", ORGAN, DATE, "", ""), 28.0).first == 1


@pytest.mark.parametrize(
    "date", ["2024年1月23日", " 2024 年 1 月 23 日 ", "二〇二四年一月二十三日", "2024年1月 日"]
)
def test_dates_as_documents_are_signed(date):
    assert signature(lines("正文。", ORGAN, date), 28.0) is not None


@pytest.mark.parametrize(
    "body",
    [
        [],
        lines(DATE),
        lines(ORGAN, "2024年"),
        lines(ORGAN, "2024年1月23日，公开"),
        lines("数据统计期限到上年末。", DATE),
        lines(ORGAN * 3, DATE),
        lines(ORGAN, DATE, align="center"),
        [Heading(1, (Text(ORGAN),)), *lines(DATE)],
        [Table(((Cell(tuple(lines(ORGAN, DATE))),),))],
    ],
)
def test_what_is_no_signature(body):
    assert signature(body, 28.0) is None


@pytest.mark.parametrize("format", ["docx", "odt"])
@pytest.mark.parametrize("align", [None, "left", "right", "justify"])
def test_the_alignment_that_the_source_states_is_read_back(format, align):
    body = (*lines("正文。"), *lines(ORGAN, DATE, align=align))
    report = normal(Report(body=body))
    data = gireport.write(report, format)
    assert gireport.read(data, format) == report
    assert gireport.write(gireport.read(data, format), format) == data
