"""What is wider than the paper or the telephone is made to fit, as Chromium lays it out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

import gireport
from gireport.model import Cell, Heading, Image, Paragraph, Report, Resource, Table, Text, normal
from gireport.testing.strategies import png
from support.chromium import CHROMIUM, Window, window

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("chromium"),  # one worker starts the browser
]

PAPER = 590
"""Of an A4 page the 156 mm between the margins of GB/T 9704, in px."""
ADDRESS = "https://www.qingxi.example/module/download/downfile.jsp?filename=" + "0123456789abcdef" * 8
_SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
_HEIGHTS = "() => [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height / parseFloat(getComputedStyle(row).fontSize))"  # noqa: E501
_SCROLLS = (
    "() => [...document.querySelectorAll('[role=region]')].map((each) => each.scrollWidth - each.clientWidth)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Window]:
    pytest.importorskip("playwright", reason="playwright, which drives Chromium, is not installed")
    with window() as found:
        yield found


def cell(text: str) -> Cell:
    return Cell((Paragraph((Text(text),)),))


def figures(columns: int) -> Report:
    head = tuple(cell(f"列名{number}") for number in range(columns))
    rows = tuple(tuple(cell(str(100 + number)) for number in range(columns)) for _ in range(3))
    return Report(body=(Table((head, *rows), header_rows=1),))


@pytest.mark.parametrize("columns", [16, 20, 40, 60])
def test_a_table_of_many_columns_is_whole_on_paper(browser: Window, columns: int) -> None:
    browser.page.set_viewport_size({"width": PAPER, "height": 900})
    browser.page.emulate_media(media="print")
    browser.show(gireport.write(figures(columns), "html"))
    assert browser.page.evaluate(_SIDEWAYS) <= 0
    if columns <= 40:
        assert max(browser.page.evaluate(_HEIGHTS)) < 2.8  # no figure is broken over two lines
    browser.page.emulate_media(media="screen")


def test_on_paper_no_heading_ends_a_page_and_no_date_stands_without_its_organ(browser: Window) -> None:
    lines = [Heading(level, (Text(f"标题{level}"),)) for level in range(10)]
    signature = [Paragraph((Text(text),), "right") for text in ("县局", "2025年1月15日")]
    page = gireport.write(Report(body=(*lines, Paragraph((Text("正文"),)), *signature)), "html")
    browser.page.emulate_media(media="print")
    browser.show(page)
    after = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')].map((each) => getComputedStyle(each).breakAfter)"  # noqa: E501
    assert browser.page.evaluate(after) == ["avoid"] * 10
    before = "() => [...document.querySelectorAll('p')].map((each) => getComputedStyle(each).breakBefore)"
    assert browser.page.evaluate(before) == ["auto", "auto", "avoid"]
    browser.page.emulate_media(media="screen")


@pytest.mark.parametrize("fragment", [False, True])
def test_an_address_in_a_cell_breaks_so_that_a_telephone_shows_its_table(
    browser: Window, fragment: bool
) -> None:
    linked = Cell((Paragraph((Text("见"), Text(ADDRESS, link=ADDRESS)), "left"),))
    report = Report(body=(Table(((cell("网址"), cell(ADDRESS)), (cell("甲"), linked))),))
    browser.page.set_viewport_size({"width": 360, "height": 900})
    browser.show(gireport.write(report, "html", fragment=fragment))
    assert browser.page.evaluate(_SCROLLS) == [0]
    assert gireport.read(gireport.write(report, "html", fragment=fragment), "html").body == report.body


def test_a_picture_wider_than_a_telephone_fits(browser: Window) -> None:
    data = png(900, 20)
    name = hashlib.sha256(data).hexdigest()
    picture = Paragraph((Image(name, alt="图", width=900, height=20),))
    report = normal(Report(body=(picture,), resources={name: Resource("image/png", data)}))
    browser.page.set_viewport_size({"width": 360, "height": 900})
    browser.show(gireport.write(report, "html"))
    assert browser.page.evaluate(_SIDEWAYS) <= 0
