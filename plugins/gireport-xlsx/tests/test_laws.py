"""The laws of gireport, as far as a workbook can hold a report: its tables and its metadata."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import gireport
from gireport.losses import Losses
from gireport.model import (
    Block,
    Cell,
    Heading,
    LineBreak,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.model.grid import width
from gireport.plugins.registry import Registry
from gireport.testing import laws
from gireport.testing.contract import contract
from gireport.testing.keeping import restrict
from gireport.testing.strategies import reports
from gireport_xlsx import FORMAT
from gireport_xlsx.properties import LONGEST
from gireport_xlsx.reader import read
from gireport_xlsx.writer import write

RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from(["二、主动公开政府信息情况", "a", "收到和处理（一）", "x" * 31])


def kept_cell(cell: Cell) -> Cell:
    """`cell` with its paragraphs, without line breaks and alignment: each of them would be a loss."""
    blocks = [
        Paragraph(tuple(one for one in block.content if not isinstance(one, LineBreak)))
        for block in cell.content
        if isinstance(block, Paragraph)
    ]
    return Cell(tuple(blocks), cell.colspan, cell.rowspan)


@st.composite
def tables_only(draw: st.DrawFn) -> Report:
    """Reports of what a workbook holds: tables with stated widths, some below a heading, and metadata."""
    report = restrict(draw(reports()), FORMAT.keeps)
    names = draw(st.lists(NAMES, unique=True, max_size=4))
    body: list[Block] = []
    for block in report.body:
        if isinstance(block, Table):
            if names:
                body.append(Heading(1, (Text(names.pop()),)))
            rows = tuple(tuple(map(kept_cell, row)) for row in block.rows)
            body.append(replace(block, rows=rows, columns=block.columns or (1,) * width(block.rows)))
    meta = report.meta
    if any(len(str(value).encode("utf-16-le")) > LONGEST for value in (meta, *meta.extra.values())):
        meta = Meta(title="短", organ="青溪县", year=2024, keywords=("甲", "乙"), extra={"来源": "x"})
    return normal(Report(meta, tuple(body)))


TestXlsx = contract(FORMAT, floor=tables_only())


@RELAXED
@given(reports(most=3))
def test_what_is_written_and_not_noted_comes_back(report):
    losses = Losses()
    back = read(write(report, losses), losses)
    if not list(losses):
        widths = [one.columns for one in report.body if isinstance(one, Table)]
        stated = [one for one in back.body if isinstance(one, Table)]
        tables = [replace(one, columns=columns) for one, columns in zip(stated, widths, strict=True)]
        assert [one for one in report.body if isinstance(one, Table)] == tables
        title = report.meta.title or back.meta.title  # without one the title heading is it
        assert replace(report.meta, title=title) == back.meta


@RELAXED
@given(reports(most=3))
def test_any_report_settles(report):
    laws.idempotent(FORMAT, report)


def test_the_plugin_is_found_through_its_entry_point():
    registry = Registry()
    assert registry.named("xlsx").suffixes == FORMAT.suffixes
    assert registry.for_data("all.xlsx").name == "xlsx"
    assert [plugin.state for plugin in registry.plugins if plugin.name == "xlsx"] == ["loaded"]


def test_a_note_or_a_link_in_the_heading_of_a_table_is_not_lost_in_silence():
    table = Table(((Cell((Paragraph((Text("1"),)),)),),), columns=(1,))
    for inline in (Note((Paragraph((Text("注"),)),)), Text("a", link="http://example.cn/")):
        losses = Losses()
        write(normal(Report(body=(Heading(1, (Text("一、"), inline)), table))), losses)
        assert [one.code for one in losses] == ["not-kept"]


@pytest.mark.parametrize("name", ["Table 1", "表1"])
def test_a_heading_or_caption_that_readers_take_for_a_default_name_is_not_lost_in_silence(name):
    table = Table(((Cell((Paragraph((Text("1"),)),)),),), columns=(1,))
    for body in ((Heading(2, (Text(name),)), table), (replace(table, caption=(Text(name),)),)):
        losses = Losses()
        data = write(normal(Report(body=body)), losses)
        assert [(one.code, one.count) for one in losses] == [("not-kept", 1)]
        assert [type(one) for one in read(data, Losses()).body] == [Table]


def test_a_report_without_tables_is_a_workbook_with_an_empty_sheet():
    losses = Losses()
    data = write(gireport.model.normal(Report(body=(Paragraph((Text("只有文字"),)),))), losses)
    assert [(one.code, one.count) for one in losses] == [("not-kept", 1)]
    assert read(data, Losses()).body == ()
