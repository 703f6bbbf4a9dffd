"""What programs that we did not write make of our documents: pandoc reads the same grid, LibreOffice keeps
the report.
"""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings

from gireport.formats.docx import FORMAT
from gireport.formats.docx.writer import write
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    ListItem,
    Meta,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.model.grid import placed, width
from gireport.model.walk import bookmarks, inlines, tables, text
from gireport.testing.strategies import tables as any_table


def cell(words: str = "0", colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(words),)),), colspan, rowspan)


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
# The statutory table of section 四: 15 columns, 3 header rows.
REVIEWS = Table(
    (
        (cell("行政复议", 5), cell("行政诉讼", 10)),
        (*(cell(each, 1, 2) for each in RESULTS), cell("未经复议直接起诉", 5), cell("复议后起诉", 5)),
        tuple(cell(each) for each in RESULTS * 2),
        tuple(cell() for _ in range(15)),
    ),
    header_rows=3,
)
REPORT = normal(
    Report(
        Meta(title="报告", organ="县政府", extra={"creator": "甲"}),
        (
            Heading(0, (Text("2023年政府信息公开工作年度报告"),)),
            Heading(1, (BookmarkStart("头"), Text("一、总体情况"))),
            Paragraph(
                (Text("共  12\t条", ("bold",)), BookmarkEnd("头"), Note((Paragraph((Text("脚注"),)),)))
            ),
            ListItem(0, True, 3, (Text("第三"),)),
            ListItem(1, False, None, (Text("圆点"),)),
            ListItem(0, True, 4, (Text("第四"),)),
            REVIEWS,
            Table(((cell("甲"), Cell((Table(((cell("里"),),)),))),), caption=(Text("表1"),)),
            Paragraph((Text("完"),), "right"),
        ),
    )
)


def shapes(report: Report) -> list[list[tuple[int, int, int, int]]]:
    return [
        [
            (number, slot.column, slot.cell.colspan, slot.cell.rowspan)
            for number, line in enumerate(placed(found.table.rows))
            for slot in line
            if slot.anchor
        ]
        for found in tables(report)
    ]


@settings(max_examples=5)
@given(any_table(depth=0, notes=False))
def test_pandoc_reads_the_same_grid(table):
    """A second opinion on law 6."""
    pandoc = pytest.importorskip(
        "pypandoc", reason="pandoc (pypandoc_binary) is not installed"
    ).get_pandoc_path()
    rows = tuple(tuple(cell("x", each.colspan, each.rowspan) for each in row) for row in table.rows)
    report = normal(Report(body=(Table(rows, header_rows=table.header_rows),)))
    (table,) = report.body
    run = subprocess.run(
        [pandoc, "-f", "docx", "-t", "json"], input=write(report, Losses()), capture_output=True, check=True
    )
    (theirs,) = [block["c"] for block in json.loads(run.stdout)["blocks"] if block["t"] == "Table"]
    assert len(theirs[2]) == width(table.rows)
    lines = [*theirs[3][1], *(line for body in theirs[4] for line in (*body[2], *body[3]))]
    found = [[(each[3], each[2]) for each in line[1]] for line in lines]
    assert found == [[(each.colspan, each.rowspan) for each in row] for row in table.rows]


def test_libreoffice_saves_the_same_report_again(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "report.docx"
    source.write_bytes(write(REPORT, Losses()))
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert FORMAT.reader is not None
    losses = Losses()
    back = FORMAT.reader((tmp_path / "out" / "report.docx").read_bytes(), losses)
    assert not list(losses)
    assert text(back) == text(REPORT)
    assert shapes(back) == shapes(REPORT)
    assert bookmarks(back) == bookmarks(REPORT)
    assert [inline for inline in inlines(back) if isinstance(inline, Note)] == [
        inline for inline in inlines(REPORT) if isinstance(inline, Note)
    ]
    assert [block for block in back.body if not isinstance(block, Table)] == [
        block for block in REPORT.body if not isinstance(block, Table)
    ]
    assert [found.table.header_rows for found in tables(back)] == [3, 0, 0]
    assert (back.meta.title, back.meta.organ, back.meta.extra) == ("报告", "县政府", REPORT.meta.extra)
