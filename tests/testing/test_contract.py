"""The contract for formats finds what a format promises and does not keep."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st

from gireport.model import Paragraph, Report, Text, decode, encode, normal
from gireport.plugins.hooks import Format
from gireport.testing import contract as module
from gireport.testing.contract import contract

ONE_LINE = normal(Report(body=(Paragraph((Text("公开"),)),)))


@pytest.fixture(autouse=True)
def few_examples(monkeypatch):
    few = settings(
        deadline=None,
        suppress_health_check=module._SETTINGS.suppress_health_check,
        derandomize=True,
        database=None,
        max_examples=15,
        phases=[Phase.generate],
    )
    monkeypatch.setattr(module, "_SETTINGS", few)


def format_with(writer) -> Format:
    return Format(
        name="lines",
        title="lines",
        suffixes=(".lines",),
        media_types=("text/x-lines",),
        sniff=lambda data: False,
        reader=lambda data, losses: decode(data),
        writer=writer,
        keeps=frozenset(),
    )


def write_all(report, losses):
    return encode(report)


def write_without_empty_paragraphs(report, losses):
    return encode(normal(Report(body=tuple(block for block in report.body if block != Paragraph()))))


def test_a_format_that_keeps_everything_keeps_the_contract():
    checks = contract(format_with(write_all))()
    checks.test_what_it_keeps_comes_back()
    checks.test_an_empty_report_comes_back()


def test_an_empty_paragraph_is_part_of_the_floor():
    checks = contract(format_with(write_without_empty_paragraphs))()
    with pytest.raises(AssertionError, match="changes the report"):
        checks.test_what_it_keeps_comes_back()


def test_a_format_below_the_floor_is_held_to_the_reports_that_it_names():
    checks = contract(format_with(write_without_empty_paragraphs), floor=st.just(ONE_LINE))()
    checks.test_what_it_keeps_comes_back()


def test_a_format_that_loses_a_named_report_breaks_the_contract():
    checks = contract(format_with(lambda report, losses: encode(normal(Report()))), floor=st.just(ONE_LINE))()
    with pytest.raises(AssertionError, match="changes the report"):
        checks.test_what_it_keeps_comes_back()
