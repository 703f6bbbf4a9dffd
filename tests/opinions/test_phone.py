"""A wide table on a telephone of 360 px, as Chromium lays it out: labels that stay, shadows, keys, paper."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any

import pytest

import gireport
from gireport.model import Cell, Heading, Paragraph, Report, Table, Text, normal
from support.chromium import CHROMIUM, Window, window
from support.paper import PDFTOTEXT

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("chromium"),  # one worker starts the browser
]

STATUTORY = ("2019", "2021", "seed")
MOST = 0.45
"""The part of the box that labels may take."""
_SCROLL = """(part) => document.querySelectorAll('[role=region]').forEach((box) => {
  box.scrollLeft = (box.scrollWidth - box.clientWidth) * part;
})"""
# Of each box that scrolls: its edges, and of each label what is seen of it; how many figures are seen whole
# in the row that has fewest; labels that do not lie uppermost, or through which one sees.
_BOXES = """() => [...document.querySelectorAll('[role=region]')].filter(
    (box) => box.scrollWidth > box.clientWidth && box.querySelector('th[style*="--at"]')).map((box) => {
  const {left, right} = box.getBoundingClientRect();
  const labels = [...box.querySelectorAll('th[style*="--at"]')];
  const seen = (cell) => {
    const {left: l, right: r, top, bottom} = cell.getBoundingClientRect();
    return [Math.max(l, left), top, Math.min(r, right), bottom];
  };
  const edge = Math.max(...labels.map((cell) => seen(cell)[2]));
  const whole = (cell) => {
    const {left: l, right: r} = cell.getBoundingClientRect();
    return l >= edge - 1 && r <= right + 1;
  };
  const covered = labels.filter((cell) => {
    const [l, top, r, bottom] = seen(cell);
    if (r - l < 4) return false;
    window.scrollTo(0, scrollY + cell.getBoundingClientRect().top - 300);
    const now = cell.getBoundingClientRect();
    const found = document.elementFromPoint((l + r) / 2, now.top + Math.min(now.height / 2, 100));
    return found?.closest('th') !== cell;
  });
  return {
    name: box.getAttribute('aria-label'), scrolled: box.scrollLeft, left, right, edge,
    labels: labels.map(seen),
    figures: Math.min(...[...box.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('td')])
      .filter((cells) => cells.length).map((cells) => cells.filter(whole).length)),
    last: whole([...box.querySelectorAll('td')].at(-1)),
    covered: covered.map((cell) => cell.textContent),
    clear: labels.filter((cell) => !getComputedStyle(cell).backgroundColor.startsWith('rgb(')).length,
  };
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Window]:
    pytest.importorskip("playwright", reason="playwright, which drives Chromium, is not installed")
    with window() as found:
        found.page.set_viewport_size({"width": 360, "height": 740})
        yield found


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)) if text else Paragraph(),), colspan, rowspan)


def labelled(number: int) -> Table:
    """A table of eight figure columns beside a drawn hierarchy of one to four label columns."""
    draw, depth = Random(number), 1 + number % 4
    inner = ("合计", "一、本年新收政府信息公开申请数量", "Information requested", "")
    outer = ("结果", "三、本年度办理结果", "Pneumonoultramicroscopic results", "不予公开的具体情形" * 3)

    def rows(level: int) -> list[list[Cell]]:
        if level == depth - 1 or draw.random() < 0.25:
            return [[cell(draw.choice(inner), depth - level)]]
        below = [row for _ in range(draw.randint(1, 3)) for row in rows(level + 1)]
        texts = outer if number % 2 else outer[:2]
        return [[cell(draw.choice(texts), 1, len(below)), *below[0]], *below[1:]]

    figures = [cell(str(figure)) for figure in range(8)]
    corner = [cell("项目", depth)] if number % 3 else [cell(f"标{column}") for column in range(depth)]
    lines = [line for _ in range(3) for line in rows(0)]
    table = ([*corner, *figures], *([*line, *figures] for line in lines))
    return Table(tuple(map(tuple, table)), header_rows=1, header_columns=depth)


def drawn() -> Report:
    body = ((Heading(1, (Text(f"表{number}"),)), labelled(number)) for number in range(16))
    return normal(Report(body=tuple(block for pair in body for block in pair)))


def overlap(one: list[float], other: list[float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def check_boxes(found: list[dict[str, Any]], part: float) -> None:
    """Labels stand at the left edge in at most 45 % of the box, apart from each other; figures are seen."""
    for box in found:
        name, left, right = box["name"], box["left"], box["right"]
        shown = [label for label in box["labels"] if label[2] - label[0] > 0.5]
        assert (box["scrolled"] > 0) == (part > 0), name
        assert min(label[0] for label in shown) == pytest.approx(left, abs=1.5), name
        assert box["covered"] == [], name
        assert box["clear"] == 0, name
        assert not any(overlap(one, other) for one, other in combinations(shown, 2)), name
        if part == 1:
            # The labels are in their place, edge to edge.
            assert box["edge"] - left <= MOST * (right - left), name
            assert box["last"], name
            assert box["figures"] >= 3, name


@pytest.mark.parametrize("part", [0, 0.5, 1])
def test_labels_stay_at_the_edge_and_leave_room_for_figures(
    browser: Window, shown: dict[str, Report], part: float
) -> None:
    pages = {name: shown[name] for name in STATUTORY if name in shown}
    for name, report in {**pages, "drawn": drawn()}.items():
        browser.show(gireport.write(report, "html"))
        browser.page.evaluate(_SCROLL, part)
        found = browser.page.evaluate(_BOXES)
        assert len(found) == (16 if name == "drawn" else 1)
        check_boxes(found, part)
        if name != "drawn":
            assert all(label[2] - label[0] > 20 for label in found[0]["labels"])  # no label leaves the box
            assert found[0]["figures"] >= 2


def test_labels_stay_in_every_house_style(browser: Window, shown: dict[str, Report]) -> None:
    for style in ("plain", "gbt9704"):
        browser.show(gireport.write(shown["2021"], "html", style=style))
        browser.page.evaluate(_SCROLL, 1)
        check_boxes(browser.page.evaluate(_BOXES), 1)


def test_on_a_desktop_no_label_stays_and_none_runs_downwards(
    browser: Window, shown: dict[str, Report]
) -> None:
    browser.page.set_viewport_size({"width": 1280, "height": 740})
    browser.show(gireport.write(shown["2021"], "html"))
    found = browser.page.evaluate(
        """() => [...document.querySelectorAll('th[style*="--at"]')].map((cell) => {
          const style = getComputedStyle(cell);
          return style.position + ' ' + style.writingMode;
        })"""
    )
    browser.page.set_viewport_size({"width": 360, "height": 740})
    assert len(found) > 20
    assert set(found) == {"static horizontal-tb"}


def test_a_shadow_stands_where_more_is_to_come_and_only_there(
    browser: Window, shown: dict[str, Report]
) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow, which reads the pictures, is not installed")
    page = browser.page
    browser.show(gireport.write(shown["2021"], "html"))
    box = page.locator('[role="region"]').nth(1)
    # A row without text shows the paper alone.
    page.evaluate("document.querySelectorAll('tbody td').forEach((cell) => { cell.textContent = ''; })")
    row = box.locator("tbody tr").first
    row.scroll_into_view_if_needed()
    edge = box.evaluate("(box) => box.querySelector('tbody th').getBoundingClientRect().right")
    frame, line = box.bounding_box(), row.bounding_box()

    def darkness(left: float) -> float:
        """How much darker than paper the 6 px from `left` on are, of 255, without lines between cells."""
        clip = {"x": left, "y": line["y"] + line["height"] / 2, "width": 6, "height": 1}
        picture = image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L")
        return float(255 - sorted(picture.tobytes())[3])

    edges = {}
    for part in (0, 0.5, 1):
        page.evaluate(_SCROLL, part)
        edges[part] = [darkness(x) > 8 for x in (edge + 1, frame["x"] + frame["width"] - 7)]
    assert edges == {0: [False, True], 0.5: [True, True], 1: [True, False]}

    page.set_viewport_size({"width": 1280, "height": 740})
    row.scroll_into_view_if_needed()
    frame, line = box.bounding_box(), row.bounding_box()
    assert darkness(frame["x"] + frame["width"] - 8) <= 8  # the whole table is seen: no shadow
    page.set_viewport_size({"width": 360, "height": 740})


def test_the_box_is_reached_and_scrolled_by_keys_and_shows_its_focus(
    browser: Window, shown: dict[str, Report]
) -> None:
    page = browser.page
    browser.show(gireport.write(shown["2021"], "html"))
    active = "document.activeElement"
    for _ in range(9):
        page.keyboard.press("Tab")
        if (page.evaluate(f"{active}.getAttribute('aria-label')") or "").startswith("三、"):
            break
    assert page.evaluate(f"getComputedStyle({active}).outline") == "rgb(18, 56, 107) solid 3px"

    def scrolled_by(key: str, presses: int, to_end: bool) -> float:
        for _ in range(presses):
            page.keyboard.press(key)
        end = f"{active}.scrollWidth - {active}.clientWidth - 1" if to_end else "0"
        page.wait_for_function(
            f"{active}.scrollLeft >= {end}" if to_end else f"{active}.scrollLeft <= {end}", timeout=8000
        )
        return float(page.evaluate(f"{active}.scrollLeft"))

    assert scrolled_by("ArrowRight", 8, True) > 100
    assert scrolled_by("ArrowLeft", 8, False) == 0


def test_a_link_that_gets_the_focus_is_not_behind_the_labels(browser: Window) -> None:
    """WCAG 2.2, 2.4.11."""
    linked = Cell((Paragraph((Text("见", link="https://www.qingxi.example/"),)),))
    table = labelled(2)
    rows = [list(row) for row in table.rows]
    rows[-1][-5] = linked  # at the end of the scroll bar it is in the box, but behind the labels
    report = normal(Report(body=(Table(tuple(map(tuple, rows)), (), 1, table.header_columns),)))
    browser.show(gireport.write(report, "html"))
    browser.page.evaluate(_SCROLL, 1)
    for _ in range(2):
        browser.page.keyboard.press("Tab")
    left, *rights = browser.page.evaluate(
        """() => [
          document.activeElement.getBoundingClientRect().left,
          ...[...document.querySelectorAll('tbody th')].map((cell) => cell.getBoundingClientRect().right),
        ]"""
    )
    assert left >= max(rights)


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler) is not installed")
def test_on_paper_each_word_stands_where_it_stood_without_all_of_this(
    browser: Window, shown: dict[str, Report]
) -> None:
    def words(page: str) -> list[str]:
        browser.show(page.encode())
        data = browser.page.pdf(prefer_css_page_size=True)
        command = [str(PDFTOTEXT), "-bbox", "-", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
        return re.findall(r"<(?:page|word) .*", done.stdout.decode())

    for report in (shown["2021"], drawn()):
        page = gireport.write(report, "html").decode()
        bare = re.sub(r"@media screen.*?\n}\n", "", page, flags=re.DOTALL)
        bare = re.sub(r'( style="|;)--(at|labels)[^"]*', r"\1", bare).replace(' class="strip"', "")
        assert len(page) - len(bare) > 1500
        assert not re.search("--at|--stuck|strip", bare)
        found = words(page)
        assert len(found) > 100
        assert found == words(bare)
