"""What pandoc reads in the Markdown that we write, and what becomes of whole reports."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gireport.formats import html
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import Report, decode, walk
from gireport.testing import laws
from support.samples import RICH

pypandoc = pytest.importorskip("pypandoc")

REPORTS = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "reports").glob("*.json"))
each_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


def through_pandoc(report: Report) -> Report:
    """The report in the page that pandoc makes of our Markdown."""
    page = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "gfm", "-t", "html", "--wrap=preserve"],
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
