"""The contract for formats finds what a format promises and does not keep."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gireport.errors import PluginError
from gireport.model import Heading, Paragraph, Report, Text, decode, encode, normal
from gireport.plugins.hooks import Format, Step
from gireport.testing import contract as module
from gireport.testing.contract import contract, step_contract

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


def write_without_headings(report, losses):
    kept = tuple(block for block in report.body if not isinstance(block, Heading))
    return encode(normal(Report(body=kept, resources=report.resources)))


def test_a_writer_that_loses_something_in_silence_breaks_the_contract():
    checks = contract(format_with(write_without_headings))()
    with pytest.raises(AssertionError, match="its writer notes no loss"):
        checks.test_what_is_written_without_a_loss_comes_back()


def test_a_writer_that_notes_what_it_loses_keeps_the_contract():
    def write(report, losses):
        losses.note("not-kept", "body", 1, "headings and metadata")
        return write_without_headings(report, losses)

    contract(format_with(write))().test_what_is_written_without_a_loss_comes_back()


def test_a_format_with_a_wrong_field_breaks_the_contract():
    checks = contract(replace(format_with(write_all), suffixes=("lines",)))()
    with pytest.raises(PluginError, match="`suffixes` must be a tuple of suffixes"):
        checks.test_its_value_is_well_formed()


def test_a_step_that_settles_keeps_the_contract_of_steps():
    checks = step_contract(Step("nothing", "nothing", lambda report: report))()
    checks.test_its_value_is_well_formed()
    checks.test_it_settles()


def test_a_step_that_adds_something_each_time_breaks_the_contract_of_steps():
    def longer(report):
        return normal(Report(report.meta, (*report.body, Paragraph()), report.resources))

    with pytest.raises(AssertionError, match="longer changes what it gave"):
        step_contract(Step("longer", "longer", longer))().test_it_settles()
