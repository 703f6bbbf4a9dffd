"""Writes `docs/samples`: the Word documents that the tutorials use, of an organ that does not exist.

    python tools/make_samples.py [FOLDER]

`report.docx` is the fixture of the 2021 edition; `report-wrong.docx` is the same with a total that is one too
many; `last-year.docx` is the report of the year before, whose 结转下年度 is the 上年结转 of `report.docx`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

import gireport
from gireport.model import Block, Cell, Paragraph, Table, Text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "samples"
REPORT = ROOT / "fixtures" / "reports" / "2021.json"

DISCLOSURE, APPLICATIONS = 0, 1
"""The places of the tables 主动公开 and 申请情况 among the tables of the report."""
TOTAL_RECEIVED = (3, 7)
"""总计 of 本年新收: the row, and the place of the cell in it, from 0."""
LAST_YEARS_ROWS = {3: [35, 8, 1, 1, 2, 1, 48], 27: [2, 1, 0, 0, 0, 0, 3]}
"""Row → its figures in the year before: 本年新收 and 结转下年度, so that both sides of R1 are 51 there."""
LAST_YEARS_RULES = {(3, 3): "29"}
"""现行有效 of 行政规范性文件 in the year before: 29 + 4 issued − 2 repealed = 31."""
LAST_YEARS_WORDS = {
    "2024": "2023",
    "2025": "2024",
    "申请49件，上年结转3件，办结48件": "申请48件，上年结转3件，办结48件",
}


def samples() -> dict[str, bytes]:
    """File name → the bytes of the Word document."""
    report = gireport.read(REPORT)
    wrong = with_figures(report, APPLICATIONS, {TOTAL_RECEIVED: "50"})
    cells = {
        (row, 1 + at): str(figure)
        for row, figures in LAST_YEARS_ROWS.items()
        for at, figure in enumerate(figures)
    }
    last_year = with_figures(report, APPLICATIONS, cells)
    last_year = with_words(with_figures(last_year, DISCLOSURE, LAST_YEARS_RULES), LAST_YEARS_WORDS)
    documents = {"report": report, "report-wrong": wrong, "last-year": last_year}
    return {f"{name}.docx": gireport.write(document, "docx") for name, document in documents.items()}


def with_figures(
    report: gireport.Report, place: int, cells: Mapping[tuple[int, int], str]
) -> gireport.Report:
    """`report` with other texts in cells of the table at `place`: (row, place of the cell in the row), from 0
    → text.
    """
    at = [at for at, block in enumerate(report.body) if isinstance(block, Table)][place]
    table = report.body[at]
    assert isinstance(table, Table)
    rows = [list(row) for row in table.rows]
    for (row, cell), text in cells.items():
        rows[row][cell] = with_text(rows[row][cell], text)
    body: list[Block] = list(report.body)
    body[at] = replace(table, rows=tuple(tuple(row) for row in rows))
    return replace(report, body=tuple(body))


def with_text(cell: Cell, text: str) -> Cell:
    (paragraph,) = cell.content
    assert isinstance(paragraph, Paragraph)
    (old,) = paragraph.content
    assert isinstance(old, Text)
    return replace(cell, content=(replace(paragraph, content=(replace(old, text=text),)),))


def with_words(report: gireport.Report, words: Mapping[str, str]) -> gireport.Report:
    """`report` with other words, in its text and its metadata."""
    text = gireport.write(report, "json").decode()
    for old, new in words.items():
        assert old in text, old
        text = text.replace(old, new)
    return gireport.read(text.encode(), "json")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, data in samples().items():
        (folder / name).write_bytes(data)
