"""What pandoc reads in the Markdown that we write, and what becomes of whole reports."""

from __future__ import annotations

import subprocess
from itertools import product
from pathlib import Path

import pytest

from gireport.formats import html
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import Heading, Report, Table, decode, walk
from gireport.testing import laws
from support import pandoc
from support.samples import RICH

REPORTS = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "reports").glob("*.json"))
each_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


def through_pandoc(report: Report) -> Report:
    """The report in the page that pandoc makes of our Markdown."""
    page = subprocess.run(
        [pandoc.PANDOC, "-f", "gfm", "-t", "html", "--wrap=preserve"],
        input=FORMAT.writer(report, Losses()),
        capture_output=True,
        check=True,
    ).stdout
    return html.FORMAT.reader(b"<!DOCTYPE html><html><body>" + page + b"</body></html>", Losses())


def tables(report: Report) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(walk.text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in found.table.rows]
        for found in walk.tables(report)
    ]


@each_report
def test_pandoc_reads_the_same_tables_and_the_same_text(path):
    report = decode(path.read_bytes())
    back = through_pandoc(report)
    assert tables(report)
    assert tables(back) == tables(report)
    assert walk.text(back) == walk.text(report)


def test_pandoc_reads_the_same_tables_in_a_report_with_everything():
    assert [[[cell[1:] for cell in row] for row in table] for table in tables(through_pandoc(RICH))] == [
        [[cell[1:] for cell in row] for row in table] for table in tables(RICH)
    ]


@each_report
def test_a_whole_report_comes_back(path):
    laws.round_trip(FORMAT, decode(path.read_bytes()))


def test_a_report_with_everything_comes_back():
    laws.round_trip(FORMAT, RICH)


BESIDE_TABLES = {
    "pipe": "| a |\n|---|\n| b |",
    "grid": "+---+---+\n| a | b |\n+---+---+",
    "caption": ": {}",
    "long caption": "Table: {}\nline",
    "text": "text",
    "reference": "[r]: /a",
}


def test_each_caption_is_of_the_table_that_pandoc_gives_it_to():
    """M07: every sequence of up to three such blocks, and of four without the last two kinds."""
    sequences = [order for length in (1, 2, 3) for order in product(BESIDE_TABLES, repeat=length)]
    sequences += product(list(BESIDE_TABLES)[:4], repeat=4)
    parts: list[str] = []
    for order in sequences:
        parts.append(f"# {' '.join(order)}")
        parts += (BESIDE_TABLES[name].format(len(parts)) for name in order)
    source = "\n\n".join(parts).encode()

    theirs: list[tuple[str, list[str]]] = []
    for block in pandoc.document(source, "markdown-definition_lists")["blocks"]:
        if block["t"] == "Header":
            theirs.append((pandoc.text(block["c"][2]), []))
        elif block["t"] == "Table":
            theirs[-1][1].append(pandoc.text(block["c"][1]))
    ours: list[tuple[str, list[str]]] = []
    for found in FORMAT.reader(source, Losses()).body:
        if isinstance(found, Heading):
            ours.append((walk.inline_text(found.content), []))
        elif isinstance(found, Table):
            ours[-1][1].append(walk.inline_text(found.caption))
    assert len(ours) == len(sequences)
    assert ours == theirs
