"""Chromium as a second opinion: where it puts the cells of our tables, and whether a fragment leads to its
bookmark.

A table is measured with a ruler: a narrow cell is added at the end of each of its rows, and a row of them
below, so that every row and every column has a line of its own however empty it is. The report gives the
number of columns; all that is said of the cells is what was measured.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

CHROMIUM = shutil.which("chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Adds the ruler to each table outside of notes; gives the edges of every cell, and those of the ruler.
_MEASURE = """(columns) => {
  const inNotes = (element) => element.closest('[role="doc-endnotes"]') !== null;
  const tables = [...document.querySelectorAll('main table')].filter((table) => !inNotes(table));
  if (tables.length !== columns.length) return null;
  const held = tables.map((table) => [...table.rows].map((row) => [...row.cells]));
  const mark = () => {
    const cell = document.createElement('td');
    cell.style.cssText = 'box-sizing:border-box;min-width:16px;width:16px;height:16px;padding:0';
    cell.innerHTML = '<div style="width:14px;height:14px"></div>';
    return cell;
  };
  const rulers = tables.map((table, index) => {
    const beside = [...table.rows].map((row) => row.appendChild(mark()));
    const group = document.createElement('tbody');
    const row = group.appendChild(document.createElement('tr'));
    const below = Array.from({length: columns[index] + 1}, () => row.appendChild(mark()));
    table.appendChild(group);
    return [below, beside];
  });
  const rectangle = (cell) => {
    const box = cell.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
  };
  return tables.map((table, index) => ({
    cells: held[index].map((row) => row.map(rectangle)),
    columns: rulers[index][0].map(rectangle),
    rows: rulers[index][1].map(rectangle),
  }));
}"""

# Goes to the fragment of each name; gives what is the target then, and whether it is in the window.
_VISIT = """(names) => names.map((name) => {
  location.hash = '';
  window.scrollTo(0, 0);
  location.hash = '#' + encodeURIComponent(name);
  const target = document.querySelector(':target');
  const top = target === null ? -1 : target.getBoundingClientRect().top;
  return [target === null ? null : target.id, top > -2 && top < window.innerHeight];
})"""

_FOLLOW = """() => [...document.querySelectorAll('main a[href^="#"]')].map((link) => {
  location.hash = '';
  link.click();
  const target = document.querySelector(':target');
  return [link.getAttribute('data-gireport-href') ?? link.getAttribute('href'), target && target.id];
})"""


class Box(NamedTuple):
    """A cell as it is laid out, in rows and columns of its table."""

    row: int
    column: int
    colspan: int
    rowspan: int


class Window:
    """One window of the browser, off line, 1280 px wide."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def show(self, html: bytes) -> None:
        """Show a page."""
        self.page.goto("about:blank")
        self.page.set_content(html.decode())

    def boxes(self, columns: list[int]) -> list[list[list[Box]]]:
        """Each table's rows of cells as they are laid out; `columns` is how many columns each table has."""
        measured = self.page.evaluate(_MEASURE, columns)
        assert measured is not None, "the page has another number of tables"
        return [_snapped(table) for table in measured]

    def visited(self, names: list[str]) -> list[tuple[str | None, bool]]:
        """For each name: the id of the element that its fragment leads to, and whether that is in the
        window.
        """
        return [(id_, seen) for id_, seen in self.page.evaluate(_VISIT, names)]

    def followed(self) -> list[tuple[str, str | None]]:
        """For each link to a place on the page: its address, and the id of the element that a click leads
        to.
        """
        return [(address, id_) for address, id_ in self.page.evaluate(_FOLLOW)]


def _snapped(table: dict[str, Any]) -> list[list[Box]]:
    """The cells of a measured table on the lines of its ruler, each edge within 2 px of one."""
    *columns, last = table["columns"]
    across = [box[0] for box in (*columns, last)]
    down = [*(box[1] for box in table["rows"]), columns[0][1]]
    for box in table["rows"]:
        _line([across[-1]], box[0])  # each row ends where the table does: no row is longer than another
    rows = []
    for line in table["cells"]:
        boxes = []
        for left, top, right, bottom in line:
            first, end = _line(across, left), _line(across, right)
            start, after = _line(down, top), _line(down, bottom)
            boxes.append(Box(start, first, end - first, after - start))
        rows.append(boxes)
    return rows


def _line(lines: list[float], position: float) -> int:
    nearest = min(range(len(lines)), key=lambda index: abs(lines[index] - position))
    assert abs(lines[nearest] - position) <= 2, f"{position} is on none of the lines {lines}"
    return nearest


@contextmanager
def window() -> Iterator[Window]:
    """A window of a browser that ends with it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        try:
            yield Window(context.new_page())
        finally:
            browser.close()
