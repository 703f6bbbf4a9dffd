"""axe-core finds no fault with our pages in Chromium, at three widths; what the tables measure there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import gireport
from gireport.model import Cell, Heading, Image, Paragraph, Report, Table, Text
from support.chromium import CHROMIUM, Window, window
from support.samples import RICH

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("chromium"),  # one worker starts the browser
]

REPORTS = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
WIDTHS = (360, 768, 1280)
# Every rule of these tags: also those of level AAA, and the experimental ones.
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
# The national form of section 二 begins with a row of one cell, 第二十条第（一）项, which is no caption: three more  # noqa: E501
# such rows follow. The rule is experimental: axe-core does not ask it of its own accord.
UNASKED = "table-fake-caption"
_RUN = """([tags, unasked]) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, rules: {[unasked]: {enabled: false}}, resultTypes: ['violations'],
}).then((found) => found.violations.map((each) => [each.id, each.nodes[0].html]))"""
_SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
_TABLES = """() => [...document.querySelectorAll('[role="region"]')].map((region) => {
  const table = region.querySelector('table');
  const cells = [...table.querySelectorAll('th, td')];
  const across = (selector) => [...table.querySelectorAll(selector)].map((c) => c.getBoundingClientRect().width);
  return {
    name: region.getAttribute('aria-label'), shown: region.clientWidth, wide: region.scrollWidth,
    size: Math.min(...cells.map((cell) => parseFloat(getComputedStyle(cell).fontSize))),
    figures: Math.min(...across('tbody td')), labels: Math.min(...across('tbody th:not([rowspan])')),
  };
})"""  # noqa: E501


@pytest.fixture(scope="module")
def browser() -> Iterator[Window]:
    pytest.importorskip("playwright", reason="playwright, which drives Chromium, is not installed")
    with window() as found:
        yield found


def axe() -> str:
    base = pytest.importorskip(
        "axe_playwright_python.base", reason="the package with axe-core is not installed"
    )
    return str(base.AXE_SCRIPT)


def hosted(report: Report) -> bytes:
    """The fragment of `report` in a page that has no style for it."""
    return (
        b'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title>'
        b'<meta name="viewport" content="width=device-width"></head><body><main>'
        + gireport.write(report, "html", fragment=True)
        + b"</main></body></html>"
    )


def pages(report: Report) -> list[bytes]:
    return [gireport.write(report, "html"), hosted(report)]


def show(browser: Window, page: bytes, width: int) -> None:
    browser.page.set_viewport_size({"width": width, "height": 900})
    browser.show(page)


def violations(browser: Window) -> list[list[str]]:
    browser.page.evaluate(axe())
    return list(browser.page.evaluate(_RUN, [TAGS, UNASKED]))


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_and_no_page_scrolls_sideways(
    browser: Window, shown: dict[str, Report], width: int
) -> None:
    for name in ("2019", "2021", "seed", "rich"):
        for page in pages(shown[name]) if name in shown else ():
            show(browser, page, width)
            assert violations(browser) == [], (name, width)
            assert browser.page.evaluate(_SIDEWAYS) <= 0, (name, width)


def test_axe_finds_no_violation_where_levels_are_skipped_and_headers_and_links_say_nothing(
    browser: Window,
) -> None:
    label = Cell((Paragraph((Text("甲"),)),))
    table = Table(((Cell(), label), (label, Cell())), header_rows=1, header_columns=1)
    picture = Paragraph((Image("a.png", width=30, height=30, link="https://example.cn"),))
    headings = [Heading(level, (Text(str(level)),)) for level in (0, 2, 8, 1)]
    for page in pages(Report(body=(*headings, Heading(2), table, table, picture))):
        show(browser, page, 360)
        assert violations(browser) == []


def test_axe_is_asked(browser: Window) -> None:
    """The test can fail: what we write without its region and its language is found."""
    page = gireport.write(gireport.read(REPORTS / "2021.json"), "html")
    show(browser, page.replace(b' tabindex="0"', b"").replace(b' lang="zh-CN"', b""), 360)
    assert {id_ for id_, _ in violations(browser)} == {"html-has-lang", "scrollable-region-focusable"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["2019", "2021"])
def test_the_figures_of_the_applications_have_room_at_every_width(
    browser: Window, name: str, width: int
) -> None:
    show(browser, gireport.write(gireport.read(REPORTS / f"{name}.json"), "html"), width)
    tables = browser.page.evaluate(_TABLES)
    found = next(table for table in tables if table["name"].startswith("三、"))
    assert (found["wide"] > found["shown"]) == (width == 360)  # it scrolls on a phone only
    assert found["wide"] <= 600 or width > 360
    assert found["size"] >= 14
    assert found["figures"] >= 2.5 * found["size"]
    assert found["labels"] >= 6.5 * found["size"]


def test_no_text_is_smaller_than_14_px(browser: Window) -> None:
    show(browser, gireport.write(RICH, "html"), 360)
    sizes = browser.page.evaluate(
        "() => [...document.querySelectorAll('main :not(sup):not(sub)')]"
        ".filter((e) => !e.closest('sup, sub')).map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 14
