"""Pages and fragments as they are written."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    Cell,
    Heading,
    Meta,
    Paragraph,
    Report,
    Table,
    Text,
    decode,
    normal,
    walk,
)
from gireport.style import gbt9704
from gireport.testing import laws
from gireport.testing.strategies import reports
from support.samples import RICH

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reports"


def cell(text, colspan=1, rowspan=1):
    return Cell((Paragraph((Text(text),)),), colspan, rowspan)


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def fragment_of(report):
    return FORMAT.writer(report, Losses(), fragment=True).decode()


@given(reports())
def test_a_fragment_holds_the_blocks_of_the_page(report):
    back = FORMAT.reader(fragment_of(report).encode(), Losses())
    assert (back.body, back.resources) == (report.body, report.resources)


@pytest.mark.parametrize(
    "dropped", ["class", "style", "role|tabindex|aria-[a-z]+", "border|cellpadding", "lang"]
)
def test_a_portal_may_drop_attributes_of_a_fragment_and_no_word_is_lost(dropped):
    stripped = re.sub(rf' (?:{dropped})="[^"]*"', "", fragment_of(RICH))
    assert stripped != fragment_of(RICH)
    losses = Losses()
    kept = Counter(walk.text(FORMAT.reader(stripped.encode(), losses)))
    # Without roles a note is a link and an item of a list: its number and the way back are words then.
    assert Counter("".join(walk.text(RICH).split())) <= kept


def test_a_fragment_whose_attributes_for_looks_are_dropped_is_the_same_report():
    report = decode((FIXTURES / "2021.json").read_bytes())
    for dropped in ("class", "tabindex|aria-[a-z]+", "border|cellpadding", "lang"):
        stripped = re.sub(rf' (?:{dropped})="[^"]*"', "", fragment_of(report))
        assert FORMAT.reader(stripped.encode(), Losses()).body == report.body


def test_a_fragment_has_the_attributes_that_it_needs_without_a_style_sheet():
    found = fragment_of(Report(body=(Table(((cell("a"), cell("b")),)),))).splitlines()
    assert found[:3] == [
        '<article class="gireport" lang="zh-CN" style="overflow-wrap:break-word">',
        '<div role="region" tabindex="0" aria-label="表格" style="overflow-x:auto">',
        '<table border="1" cellpadding="4" style="border-collapse:collapse;width:100%;min-width:8em">',
    ]


def test_the_metadata_that_a_fragment_cannot_carry_is_a_loss():
    losses = Losses()
    FORMAT.writer(normal(Report(Meta(title="甲"))), losses, fragment=True)
    assert [loss.code for loss in losses] == ["not-kept"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ((Paragraph((Text("前言"),)), Heading(2, (Text("（一）"),)), Heading(1, (Text("一、"),))), "一、"),
        ((Paragraph(()), Paragraph((Text("某某局2023年度报告"),))), "某某局2023年度报告"),
        ((), "政府信息公开工作年度报告"),
    ],
)
def test_the_page_of_a_report_without_a_title_has_a_title(body, shown):
    page = written(*body)
    assert f"<title>{shown}</title>" in page
    assert FORMAT.reader(page.encode(), Losses()).meta.title is None


def test_the_style_sheet_is_small_and_has_the_fonts_and_the_page_of_the_house_style():
    page = written()
    sheet = page[page.index("<style>") + 7 : page.index("</style>")]
    assert len(sheet.encode()) < 5200
    assert "<" not in sheet
    for font in (gbt9704.FANGSONG, gbt9704.HEITI, gbt9704.KAITI, gbt9704.XIAOBIAOSONG):
        assert font.name in sheet
    margins = (gbt9704.PAGE.top, gbt9704.PAGE.right, gbt9704.PAGE.bottom, gbt9704.PAGE.left)
    assert f"margin: {' '.join(f'{round(each / 1440 * 25.4)}mm' for each in margins)}" in sheet


def test_columns_without_widths_follow_from_their_texts_and_state_none():
    long = Cell((Paragraph((Text("本年新收政府信息公开申请数量"),)),))
    table = Table(((long, Cell((Paragraph((Text("0"),)),))),))
    page = written(table)
    wide, narrow = map(float, re.findall(r'<col style="--share:([0-9.]+)%">', page))
    assert wide > 3 * narrow
    assert wide + narrow == 100
    assert FORMAT.reader(page.encode(), Losses()).body == (table,)
    assert "--share" not in FORMAT.writer(Report(body=(table,)), Losses(), fragment=True).decode()


def test_the_statutory_form_comes_back(shared):
    """The 26 × 10 table of section 三, with its merged heads."""
    text = (shared / "reference" / "statutory-report.md").read_text(encoding="utf-8")
    text = text[text.index("## 11.") :]
    grids = json.loads(text[text.index("```json") + 7 : text.index("```", text.index("```json") + 7)])
    for form in grids.values():
        rows = tuple(
            tuple(
                Cell((Paragraph((Text(label),)),), colspan, rowspan)
                for label, rowspan, colspan in (
                    cell if isinstance(cell, list) else (cell, 1, 1) for cell in row
                )
            )
            for row in form["rows"]
        )
        written(Table(rows))


def test_pages_of_other_programs_come_back(shared):
    read = 0
    for path in sorted((shared / "corpus" / "html").iterdir()):
        report = laws.only_our_errors(lambda given: FORMAT.reader(given, Losses()), path.read_bytes())
        if report is not None:
            laws.round_trip(FORMAT, report)
            laws.idempotent(FORMAT, report)
            read += 1
    assert read > 40
