"""Chromium lays out our pages: each cell has the rectangle that its spans say, each bookmark is reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Cell, Report, Table, grid, walk
from gireport.plugins.registry import Registry
from gireport.reading.numbering.css import STYLES, marker
from support.chromium import CHROMIUM, Box, Window, window

PAIRS = Path(__file__).resolve().parents[2] / "fixtures" / "pairs" / "docx"
HTML = {format_.name: format_ for format_ in Registry().formats}["html"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("chromium"),  # one worker starts the browser
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Window]:
    pytest.importorskip("playwright", reason="playwright, which drives Chromium, is not installed")
    with window() as found:
        yield found


@pytest.fixture(scope="module")
def shown(shown: dict[str, Report]) -> dict[str, Report]:
    """Every report, and the tables of the case sheet: of the many cells that are laid out most may not be the
    seed's.
    """
    cases = {path.name: gireport.read(path) for path in sorted(PAIRS.glob("*.docx"))}
    return {**shown, **{name: report for name, report in cases.items() if any(walk.tables(report))}}


def page(report: Report) -> bytes:
    assert HTML.writer is not None
    return HTML.writer(report, Losses())


def boxes(table: Table) -> list[list[Box]]:
    """The rectangles of the cells anchored in each row."""
    return [
        [Box(number, slot.column, slot.cell.colspan, slot.cell.rowspan) for slot in line if slot.anchor]
        for number, line in enumerate(grid.placed(table.rows))
    ]


LaidOut = dict[str, list[tuple[Table, list[list[Box]]]]]


@pytest.fixture(scope="module")
def laid_out(browser: Window, shown: dict[str, Report]) -> LaidOut:
    """The tables of every report, nested ones too, each with the rectangles in which Chromium puts its
    cells.
    """
    found = {}
    for name, report in shown.items():
        tables = [one.table for one in walk.tables(report) if not one.address.startswith("n")]
        browser.show(page(report))
        measured = browser.boxes([grid.width(table.rows) for table in tables])
        found[name] = list(zip(tables, measured, strict=True))
    return found


def test_every_cell_is_laid_out_on_the_slots_that_it_owns(laid_out: LaidOut) -> None:
    measured = 0
    for name, tables in laid_out.items():
        for table, rows in tables:
            assert rows == boxes(table), name
            measured += sum(map(len, rows))
    assert measured > 700


def test_no_two_cells_overlap_and_no_slot_is_left_free(laid_out: LaidOut) -> None:
    for name, tables in laid_out.items():
        for table, rows in tables:
            slots = Counter(
                (row, column)
                for box in (box for line in rows for box in line)
                for row in range(box.row, box.row + box.rowspan)
                for column in range(box.column, box.column + box.colspan)
            )
            wanted = {
                (row, column) for row in range(len(table.rows)) for column in range(grid.width(table.rows))
            }
            assert slots == Counter(wanted), name


def test_a_span_that_is_wrong_is_seen(browser: Window) -> None:
    """The measure can fail: a page whose row is too long is told from one that is right."""
    right = Report(body=(Table(((Cell(colspan=2),), (Cell(), Cell()))),))
    browser.show(page(right))
    assert browser.boxes([2]) == [[[Box(0, 0, 2, 1)], [Box(1, 0, 1, 1), Box(1, 1, 1, 1)]]]
    browser.show(page(right).replace(b' colspan="2"', b""))
    with pytest.raises(AssertionError, match="on none of the lines"):
        browser.boxes([2])


def test_every_bookmark_is_reached_by_its_fragment(browser: Window, shown: dict[str, Report]) -> None:
    visited = 0
    for name, report in shown.items():
        names = walk.bookmarks(report)
        browser.show(page(report))
        assert browser.visited(names) == [(each, True) for each in names], name
        visited += len(names)
    assert visited > 30


def test_a_click_on_a_link_inside_the_page_leads_to_its_bookmark(
    browser: Window, shown: dict[str, Report]
) -> None:
    followed = 0
    for name, report in shown.items():
        known = set(walk.bookmarks(report))
        browser.show(page(report))
        for address, id_ in browser.followed():
            if address[1:] in known:
                assert id_ == address[1:], name
                followed += 1
    assert followed > 0


@pytest.mark.parametrize("name", ["H20-colspan-for-all-columns", "H21-rowspan-for-all-rows"])
def test_tables_of_other_programs_have_the_columns_that_chromium_shows(browser: Window, name: str) -> None:
    """H20, H21: where columns that only spans enter take no room, each column has a left edge of its own."""
    path = PAIRS.parent / "html" / f"{name}.html"
    browser.show(path.read_bytes())
    columns = browser.page.evaluate(
        "[...document.querySelectorAll('table')].map((table) => table.querySelector('colgroup')?.span"
        " ?? new Set([...table.querySelectorAll('td, th')].map((cell) => cell.getBoundingClientRect().left)).size)"  # noqa: E501
    )
    found = walk.tables(gireport.read(path))
    assert [grid.width(each.table.rows) for each in found] == columns


def test_markers_of_lists_are_those_that_chromium_shows(browser: Window) -> None:
    """Up to 9,999, where the ranges of the standard end; the tree for screen readers holds the markers."""
    numbers = [-12, -1, *range(121), 200, 201, 702, 703, 999, 1000, 1001, 1010, 1100, 1111, 3999, 4000, 9999]
    lists = (
        f'<ol style="list-style-type:{style}">{"".join(f"<li value={number}>x</li>" for number in numbers)}</ol>'  # noqa: E501
        for style in STYLES
    )
    browser.show("".join(lists).encode())
    tree = browser.page.context.new_cdp_session(browser.page).send("Accessibility.getFullAXTree")
    shown = [
        node["name"]["value"].rstrip() for node in tree["nodes"] if node["role"]["value"] == "ListMarker"
    ]
    assert shown == [marker(style, number) for style in STYLES for number in numbers]
