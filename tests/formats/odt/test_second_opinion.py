"""Programs that we did not write read what we wrote: odfpy, LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from odf import opendocument, style, table, text

from gireport.formats.odt.reader import read
from gireport.formats.odt.writer import write
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
    walk,
)
from gireport.testing.strategies import reports


@settings(max_examples=15)
@given(reports(most=3))
def test_odfpy_opens_every_report_and_finds_its_tables_and_bookmarks(report: Report) -> None:
    document = opendocument.load(io.BytesIO(write(report, Losses())))
    found = [block for block in walk.blocks(report) if isinstance(block, Table)]
    assert len(document.getElementsByType(table.Table)) == len(found)
    cells = sum(len(row) for each in found for row in each.rows)
    assert len(document.getElementsByType(table.TableCell)) == cells
    points = document.getElementsByType(text.Bookmark) + document.getElementsByType(text.BookmarkStart)
    assert sorted(point.getAttribute("name") for point in points) == sorted(walk.bookmarks(report))
    assert document.getElementsByType(style.MasterPage)


def _cell(content: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(content),)),) if content else (), colspan, rowspan)


# What LibreOffice 7.4 gives back. It loses tables in notes, column edges that no row has, sizes that are
# absent, and a deeper list of numbers that follows bullets at its level.
REPORT = normal(
    Report(
        body=(
            Heading(0, (Text("某县"), LineBreak(), Text("政府信息公开工作年度报告"))),
            Paragraph(
                (
                    Text("  两个空格\t与  "),
                    Text("粗", ("bold",)),
                    Text("斜线", ("italic", "underline", "strike")),
                    Text("2", ("superscript",)),
                    Text("链接", (), "https://www.example.gov.cn/a?b=1&c=2"),
                    Note((Paragraph((Text("脚注"),)),)),
                    Note((Paragraph((Text("尾注"),)),), "endnote"),
                )
            ),
            Heading(1, (Text("一、总体情况"),)),
            Paragraph((BookmarkStart("跨 段"), Text("起"), BookmarkStart("点"), BookmarkEnd("点")), "center"),
            Paragraph((Text("止"), BookmarkEnd("跨 段")), "right"),
            ListItem(0, False, None, (Text("点"),)),
            ListItem(1, True, 1, (Text("一"),)),
            ListItem(1, True, 5, (Text("五"),)),
            ListItem(1, False, None, (Text("又"),)),
            ListItem(0, True, 0, (Text("零"),)),
            Rule(),
            PageBreak(),
            Table(
                (
                    (_cell("", 2, 2), _cell("申请人", 2)),
                    (_cell("自然人"), _cell("总计")),
                    (_cell("三", 1, 2), _cell("（一）"), _cell("0"), _cell("1")),
                    (_cell("（二）"), _cell("2"), _cell("3")),
                ),
                (1, 2, 1, 1),
                2,
                caption=(Text("表一"),),
            ),
            Table(((Cell((Paragraph((Text("外"),)), Table(((_cell("内"), _cell("嵌")),)))), _cell("右")),)),
        )
    )
)


def test_libreoffice_saves_the_same_report_again(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "in" / "report.odt"
    source.parent.mkdir()
    source.write_bytes(write(REPORT, Losses()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    losses = Losses()
    back = read((tmp_path / "report.odt").read_bytes(), losses)
    assert _without_widths(back) == _without_widths(REPORT)
    assert not losses.grave


def _without_widths(report: Report) -> tuple[object, ...]:
    """The blocks without the widths that LibreOffice gives to tables that state none."""
    return tuple(
        (
            [
                [(_without_widths(Report(body=cell.content)), cell.colspan, cell.rowspan) for cell in row]
                for row in block.rows
            ],
            block.header_rows,
            block.caption,
        )
        if isinstance(block, Table)
        else block
        for block in report.body
    )
