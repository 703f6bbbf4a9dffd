"""The tables of every fixture, and of real files of other programs where these are at hand, come back."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.errors import GireportError
from gireport.losses import Losses
from gireport.model import Table, walk
from gireport.model.grid import placed
from gireport_xlsx.reader import read
from gireport_xlsx.writer import write

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = sorted(path for path in (ROOT / "fixtures").rglob("*.*") if path.is_file())
CORPUS = ROOT.parent / "shared" / "corpus"


def tables_of(report):
    return [block for block in report.body if isinstance(block, Table)]


def shape(table):
    """The address and the spans of each cell, and the header rows and columns."""
    cells = [
        (row, slot.column, slot.cell.rowspan, slot.cell.colspan)
        for row, line in enumerate(placed(table.rows))
        for slot in line
        if slot.anchor
    ]
    return cells, table.header_rows, table.header_columns


def squeezed(table):
    return ["".join(walk.text(cell.content).split()) for row in table.rows for cell in row]


def assert_tables_come_back(path):
    """Read the file, write a workbook, and read it back; returns the number of tables."""
    try:
        report = gireport.read(path)
    except GireportError:
        return 0
    losses, told = Losses(), Losses()
    data = write(report, losses)
    back = read(data, told)
    before, after = tables_of(report), tables_of(back)
    assert list(map(shape, before)) == list(map(shape, after)), path
    in_tables = {one.code for one in losses if one.where.startswith("table")} - {"formatting"}
    if not in_tables:
        assert list(map(squeezed, before)) == list(map(squeezed, after)), path
    for left, right in zip(before, after, strict=True):
        assert not left.columns or left.columns == right.columns
    assert not list(told), (path, list(told))
    assert write(back, Losses()) == data
    figures = {one.key: one.raw for one in gireport.figures(report)}
    if not in_tables:
        assert {one.key: one.raw for one in gireport.figures(back)} == figures, path
    return len(before)


def test_the_tables_of_every_fixture_come_back_with_their_figures():
    assert sum(map(assert_tables_come_back, FIXTURES)) > 100


@pytest.mark.deep
def test_the_tables_of_the_corpus_come_back_with_their_figures():
    if not CORPUS.is_dir():
        pytest.skip("../shared/corpus is not beside this checkout")
    files = sorted(path for path in CORPUS.rglob("*") if path.is_file())
    assert sum(map(assert_tables_come_back, files)) > 100
