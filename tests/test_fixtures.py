"""The fixtures are what `tools/make_fixtures.py` writes, and their figures hold the form's relations."""

from __future__ import annotations

import runpy
from itertools import pairwise
from pathlib import Path

import pytest

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Note,
    Paragraph,
    Text,
    decode,
    grid,
    normal,
    walk,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "fixtures" / "reports"
EDITIONS = ("2019", "2021")


def load(edition):
    return decode((FOLDER / f"{edition}.json").read_bytes())


def figures(table):
    """The numbers of each row, labels left out."""
    rows = []
    for number, row in enumerate(grid.placed(table.rows)):
        texts = [
            walk.text(slot.cell.content)
            for slot in row
            if slot.anchor and number >= table.header_rows and slot.column >= table.header_columns
        ]
        rows.append([int(text) for text in texts if text.lstrip("+-").isdecimal()])
    return [row for row in rows if row]


def test_the_tool_writes_exactly_these_files():
    pytest.importorskip("gireport_text", reason="the .txt files are written by the plugin gireport-text")
    made = runpy.run_path(str(ROOT / "tools" / "make_fixtures.py"))["fixtures"]()
    found = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in (".json", ".txt")}
    assert made == found


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_fixture_is_in_normal_form(edition):
    assert normal(load(edition)) == load(edition)


@pytest.mark.parametrize(("edition", "rows"), [("2019", (18, 26, 4)), ("2021", (14, 28, 4))])
def test_a_fixture_has_the_three_tables_of_its_edition(edition, rows):
    report = load(edition)
    assert tuple(len(found.table.rows) for found in walk.tables(report)) == rows
    citation = {"2019": "国办公开办函〔2019〕60号", "2021": "国办公开办函〔2021〕30号"}[edition]
    assert citation in walk.text(report)


@pytest.mark.parametrize("edition", EDITIONS)
def test_new_and_carried_in_equal_done_and_carried_out(edition):
    """R1"""
    rows = figures(walk.tables(load(edition))[1].table)
    new, carried, *_, done, left = rows
    for column in range(7):
        assert new[column] + carried[column] == done[column] + left[column]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_results_add_up_to_their_total(edition):
    """R2"""
    _, _, *results, done, _ = figures(walk.tables(load(edition))[1].table)
    assert [sum(column) for column in zip(*results, strict=True)] == done
    assert done[-1] > 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_applicants_add_up_to_the_total_column(edition):
    """R3"""
    rows = figures(walk.tables(load(edition))[1].table)
    assert len(rows) == {"2019": 23, "2021": 25}[edition]
    for row in rows:
        assert sum(row[:-1]) == row[-1]


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_block_of_section_four_adds_up(edition):
    """R4"""
    (row,) = figures(walk.tables(load(edition))[2].table)
    assert len(row) == 15
    for start in (0, 5, 10):
        assert sum(row[start : start + 4]) == row[start + 4]
    assert any(row)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_fixture_has_a_point_and_a_range_that_crosses_paragraphs(edition):
    """W17, W19"""
    report = load(edition)
    assert walk.bookmarks(report) == ["总体情况", "_GoBack"]
    inlines = list(walk.inlines(report))
    assert (BookmarkStart("_GoBack"), BookmarkEnd("_GoBack")) in pairwise(inlines)
    for block in report.body:
        content = getattr(block, "content", ())
        assert not {BookmarkStart("总体情况"), BookmarkEnd("总体情况")} <= set(content)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_fixture_has_marks_a_link_a_note_and_a_signature(edition):
    report = load(edition)
    inlines = list(walk.inlines(report))
    texts = [inline for inline in inlines if isinstance(inline, Text)]
    assert {mark for text in texts for mark in text.marks} == {"bold", "underline"}
    assert [text.link for text in texts if text.link] == [report.meta.source_url]
    assert sum(isinstance(inline, Note) for inline in inlines) == 1
    date = f"{report.meta.year + 1}年1月15日"
    assert report.body[-2:] == (
        Paragraph((Text(report.meta.organ),), "right"),
        Paragraph((Text(date),), "right"),
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_prose_says_what_the_tables_say(edition):
    """R15"""
    report = load(edition)
    new, carried, *_, done, _ = figures(walk.tables(report)[1].table)
    said = f"全年新收政府信息公开申请{new[-1]}件，上年结转{carried[-1]}件，办结{done[-1]}件"
    assert said in walk.text(report)


def test_money_has_decimals_and_a_change_has_its_sign():
    """R5"""
    texts = {walk.text(cell.content) for row in walk.tables(load("2019"))[0].table.rows for cell in row}
    assert {"+1", "-2", "268.45"} <= texts
