"""pandoc reads the grid of our tables cell for cell: from .docx, from .html, from what it renders of our
Markdown.

Its ODT reader counts a row's physical cells and is asked about none of ours: LibreOffice saves ours as .docx,
which pandoc reads (`test_libreoffice.py`).
"""

from __future__ import annotations

import subprocess

import pytest

from gireport.losses import Losses
from gireport.model import Cell, Paragraph, Report, Table, Text, grid, normal, walk
from gireport.plugins.registry import Registry

pandoc = pytest.importorskip("support.pandoc", reason="pandoc (pypandoc_binary) is not installed")

FORMATS = {format_.name: format_ for format_ in Registry().formats}
ASKED = [name for name in ("docx", "html", "markdown") if name in FORMATS]


def read(report: Report, name: str) -> list[pandoc.Grid]:
    """The tables that pandoc reads from our document in the format `name`."""
    writer = FORMATS[name].writer
    assert writer is not None
    data = writer(report, Losses())
    if name == "markdown":
        command = [pandoc.PANDOC, "-f", "gfm", "-t", "html"]
        data = subprocess.run(command, input=data, capture_output=True, check=True).stdout
        name = "html"
    return pandoc.tables(pandoc.document(data, name))


def squeezed(text: str) -> str:
    """`text` without white space, which pandoc folds."""
    return "".join(text.split())


def cells(table: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [(squeezed(walk.text(cell.content)), cell.rowspan, cell.colspan) for cell in row]
        for row in table.rows
    ]


def plain(report: Report) -> list[Report]:
    """Each table of the body alone, its cells holding their words: pandoc keeps no more of a nested table's
    grid.
    """
    found = []
    for block in report.body:
        if isinstance(block, Table):
            rows = tuple(
                tuple(
                    Cell(
                        (Paragraph((Text(squeezed(walk.text(cell.content)) or "空"),)),),
                        cell.colspan,
                        cell.rowspan,
                    )
                    for cell in row
                )
                for row in block.rows
            )
            found.append(normal(Report(body=(Table(rows, (), block.header_rows),))))
    return found


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("which", ["2019", "2021", "seed"])
def test_pandoc_reads_every_table_of_a_report_cell_for_cell(
    name: str, which: str, shown: dict[str, Report]
) -> None:
    if which not in shown:
        pytest.skip("the seed (../shared) or gireport-text, which reads it, is not there")
    report = shown[which]
    ours = [block for block in report.body if isinstance(block, Table)]
    theirs = read(report, name)
    assert [(found.rows, found.columns) for found in theirs] == [
        (len(table.rows), grid.width(table.rows)) for table in ours
    ]
    for found, table in zip(theirs, ours, strict=True):
        read_cells = [[(squeezed(text), *spans) for text, *spans in row] for row in found.cells]
        assert read_cells == cells(table)


@pytest.mark.parametrize("name", ASKED)
def test_pandoc_reads_any_grid(name: str, shown: dict[str, Report]) -> None:
    """Tables of every shape that Hypothesis drew, all in one document."""
    tables = [
        block
        for key, report in shown.items()
        if key.startswith(("any", "rich"))
        for alone in plain(report)
        for block in alone.body
        if isinstance(block, Table)
    ]
    assert len(tables) > 10
    between = Paragraph((Text("其间"),))
    report = normal(Report(body=tuple(block for table in tables for block in (table, between))))
    theirs = [
        [[(rowspan, colspan) for _, rowspan, colspan in row] for row in found.cells]
        for found in read(report, name)
    ]
    assert theirs == [
        [[(cell.rowspan, cell.colspan) for cell in row] for row in table.rows] for table in tables
    ]
