"""The real report: every number that was promised of it, counted by a program that is not gireport."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import docx
import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Heading, Table
from gireport.model.grid import is_full, width
from gireport.model.walk import bookmarks, tables, text
from gireport.plugins.builtin import gireport_formats
from support import pandoc

NAMES = ("主动公开", "申请情况", "复议诉讼")
SLOTS = ((18, 4), (26, 10), (4, 15))
CELLS = (53, 198, 34)
MERGED = (9, 16, 9)


@pytest.fixture(scope="module")
def seed(shared):
    return shared / "seed" / "sishui-2023.txt"


@pytest.fixture(scope="module")
def report(seed):
    losses = Losses()
    found = gireport.read(seed, losses=losses)
    assert not list(losses)
    return found


def test_the_statutory_tables_have_their_true_spans(report):
    found = [found.table for found in tables(report)]
    assert [(len(table.rows), width(table.rows)) for table in found] == list(SLOTS)
    assert [sum(map(len, table.rows)) for table in found] == list(CELLS)
    assert all(is_full(table.rows) for table in found)


@pytest.mark.parametrize("format", ["docx", "html"])
def test_pandoc_counts_the_same_slots_cells_and_merged_cells(report, format):
    grids = pandoc.tables(pandoc.document(gireport.write(report, format), format))
    assert [(grid.rows, grid.columns) for grid in grids] == list(SLOTS)
    assert [grid.count for grid in grids] == list(CELLS)
    assert [grid.merged for grid in grids] == list(MERGED)


def test_pandoc_reads_every_cell_with_its_text_and_spans(report):
    grids = pandoc.tables(pandoc.document(gireport.write(report, "docx"), "docx"))
    ours = [
        [[(text(cell.content), cell.rowspan, cell.colspan) for cell in row] for row in found.table.rows]
        for found in tables(report)
    ]
    assert [grid.cells for grid in grids] == ours


def test_the_bookmark_stands_in_front_of_the_year(report):
    """六（三）: `_GoBack`, then 2023年."""
    (at,) = (
        index
        for index, block in enumerate(report.body)
        if not isinstance(block, Table) and "BookmarkStart" in repr(block)
    )
    assert isinstance(report.body[at - 1], Heading)
    assert text(report.body[at - 1 : at]).startswith("（三）人大代表建议")
    start, end, words = report.body[at].content[:3]
    assert (start.name, end.name, words.text[:5]) == ("_GoBack", "_GoBack", "2023年")


def test_python_docx_finds_the_bookmark_in_front_of_the_year(report):
    document = docx.Document(io.BytesIO(gireport.write(report, "docx")))
    (paragraph,) = (
        found for found in document.paragraphs if found.text.startswith("2023年，县机关事务服务中心共未收到")
    )
    names = [child.tag.rpartition("}")[2] for child in paragraph._p]
    assert [name for name in names if name != "pPr"][:3] == ["bookmarkStart", "bookmarkEnd", "r"]
    (start,) = paragraph._p.xpath("w:bookmarkStart/@w:name")
    assert start == "_GoBack"


def test_pandoc_finds_the_bookmark_in_the_page(report):
    tree = pandoc.document(gireport.write(report, "html"), "html")
    (paragraph,) = (block for block in tree["blocks"] if "'_GoBack'" in str(block))
    assert paragraph["c"][0] == {"t": "Span", "c": [["_GoBack", [], []], []]}
    assert pandoc.text(paragraph["c"][1:]).startswith("2023年，县机关事务服务中心共未收到")


@pytest.mark.parametrize(
    "way", ["docx html json docx json", "docx odt html markdown json odt docx", "json markdown docx html odt"]
)
def test_the_report_goes_through_a_chain_of_formats_unchanged(report, way):
    current, losses = report, Losses()
    for name in way.split():
        current = gireport.read(gireport.write(current, name, losses=losses), name, losses=losses)
    assert current == report
    assert not list(losses)


@pytest.mark.parametrize(
    "format", [format_.name for format_ in gireport_formats() if format_.writer] + ["text"]
)
def test_the_column_of_totals_survives(report, format):
    """No row of 申请情况 lists ten cells and the widest lists nine: a reader that counts them loses 总计."""
    before = tables(report)[1].table
    assert max(map(len, before.rows)) == 9
    after = tables(gireport.read(gireport.write(report, format), format))[1].table
    assert width(after.rows) == 10
    assert [text(cell.content) for cell in after.rows[1]] == ["自然人", "法人或其他组织", "总计"]
    assert after == before


def test_the_command_does_the_whole_way(seed, tmp_path):
    command = str(Path(sys.executable).with_name("gireport"))
    steps = [seed, *(tmp_path / name for name in ("a.docx", "b.html", "c.json", "d.docx", "e.json"))]
    for source, target in pairwise(steps):
        done = subprocess.run(
            [command, "convert", source, target, "--strict"], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "c.json").read_bytes() == (tmp_path / "e.json").read_bytes()


def test_the_document_is_as_the_reader_sees_it(report):
    headings = [(block.level, text([block])) for block in report.body if isinstance(block, Heading)]
    assert headings[0] == (0, "泗水县机关事务服务中心2023年度政府信息公开工作年度报告")
    assert [words for level, words in headings if level == 1] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert sum(level == 2 for level, _ in headings) == 9
    assert [(block.align, text([block])) for block in report.body[-2:]] == [
        ("right", "泗水县机关事务服务中心"),
        ("right", "2024年1月23日"),
    ]
    assert bookmarks(report) == ["_GoBack"]
