"""The page in Chromium: what an editor does, by mouse and by keyboard alone; axe-core; hostile reports."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from serving import Server, serving

import gireport
from gireport.model import Paragraph, Report, Text
from gireport_web.corrections import corrected
from gireport_web.work import Correction
from support.chromium import _ARGUMENTS, CHROMIUM

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("chromium"),  # one worker starts the browser
]
REPORT = Path(__file__).resolve().parents[3] / "fixtures" / "reports" / "2021.json"
OLD_FORM = REPORT.with_name("2019.json")
SEED = REPORT.parents[3] / "shared" / "seed" / "sishui-2023.txt"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 768, 1280)
_AXE = """([tags]) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, iframes: false, resultTypes: ['violations'],
}).then((found) => found.violations.map((each) => [each.id, each.nodes[0].html]))"""
EXPECTED = ("Failed to load resource", "Loading the image", "Blocked script execution")
"""Lines of the console about answers that are refusals, and about what a policy keeps from loading."""
KEY = "applications.received.natural_person"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--workers", "1") as found:
        yield found


@pytest.fixture(scope="module")
def context(server: Server) -> Iterator[Any]:
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright, which drives Chromium, is not installed"
    )
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser.new_context(
                viewport={"width": 1280, "height": 900},
                locale="zh-CN",
                permissions=["clipboard-read", "clipboard-write"],
            )
        finally:
            browser.close()


@pytest.fixture
def page(context: Any, server: Server) -> Iterator[Any]:
    found = context.new_page()
    found.set_default_timeout(8000)
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    found.goto(server.address)
    found.wait_for_selector("body[data-ready]")
    found.bring_to_front()
    yield found
    found.close()
    assert [one for one in faults if not one.startswith(EXPECTED)] == []


def report(path: Path = REPORT) -> Report:
    return gireport.read(path)


def drop(page: Any, data: bytes, name: str, onto: str = "#drop") -> None:
    """Drop a file on the page as a mouse does."""
    transfer = page.evaluate_handle(
        """([bytes, name]) => {
          const made = new DataTransfer();
          made.items.add(new File([new Uint8Array(bytes)], name));
          return made;
        }""",
        [list(data), name],
    )
    page.dispatch_event(onto, "dragover", {"dataTransfer": transfer})
    page.dispatch_event(onto, "drop", {"dataTransfer": transfer})


def opened(page: Any, data: bytes, name: str) -> Any:
    drop(page, data, name)
    page.wait_for_selector('body[data-state="open"]')
    return page.frame_locator("#frame")


def wrong_sum() -> tuple[Report, str, str]:
    """A report with one wrong figure, the right text, and the cell."""
    whole = report()
    figure = next(one for one in gireport.figures(whole) if one.key == KEY)
    wrong = corrected(whole, [Correction(figure.cell, str(int(figure.raw) + 7))])
    return wrong, figure.raw.strip(), figure.cell


def has_findings(page: Any, count: int) -> None:
    """Wait until the page shows `count` findings."""
    page.locator("#findings li").nth(count).wait_for(state="detached")
    if count:
        page.locator("#findings li").nth(count - 1).wait_for()


def downloaded(page: Any, to: str) -> bytes:
    with page.expect_download() as found:
        page.click(f'#downloads button[data-to="{to}"]')
    return Path(found.value.path()).read_bytes()


def test_the_findings_of_an_old_form_stand_on_their_cells(page: Any) -> None:
    made = report(OLD_FORM)
    body = tuple(
        Paragraph((Text("国办公开办函〔2021〕30号"),)) if "国办公开办函" in str(one) else one
        for one in made.body
    )
    data = gireport.write(replace(made, body=body, meta=replace(made.meta, year=2023)), "docx")
    frame = opened(page, data, "年报.docx")
    findings = [one for one in gireport.check(gireport.read(data)) if one.code == "GI101"]
    assert len(findings) >= 15
    for finding in findings:
        page.locator("#findings").get_by_role("button", name=finding.place("zh"), exact=False).first.click()
        marked = frame.locator(".gw-chosen")
        assert finding.found in marked.inner_text(), finding
        assert "✕" in marked.inner_text()


def test_the_findings_of_the_seed_stand_on_their_cells(page: Any) -> None:
    if not SEED.exists():
        pytest.skip("../shared/seed is not there")
    frame = opened(page, SEED.read_bytes(), SEED.name)
    found = [one for one in gireport.check(gireport.read(SEED)) if one.code == "GI101"]
    assert len(found) == 18
    for finding in found:
        page.locator("#findings").get_by_role("button", name=finding.place("zh"), exact=False).first.click()
        assert finding.found in frame.locator(".gw-chosen.gw-error").inner_text()


def test_a_wrong_sum_is_mended_and_the_download_has_the_right_figure_and_all_else_equal(page: Any) -> None:
    wrong, right, _ = wrong_sum()
    frame = opened(page, gireport.write(wrong, "docx"), "错.docx")
    assert "✕" in page.inner_text("#counts")
    page.locator("#findings button").first.click()
    assert frame.locator(".gw-error").count() > 0
    assert frame.locator("input.gw-field").count() == 1
    field = frame.locator("input.gw-field")
    assert field.input_value() == str(int(right) + 7)
    field.fill(right)
    field.press("Enter")
    has_findings(page, 0)
    assert frame.locator(".gw-error").count() == 0
    assert frame.locator("input.gw-field").count() == 0
    assert right in page.inner_text("#changes")
    for to in ("docx", "odt", "json"):
        assert gireport.read(downloaded(page, to), to) == report(), to


def test_a_correction_is_undone(page: Any) -> None:
    wrong, right, cell = wrong_sum()
    frame = opened(page, gireport.write(wrong, "docx"), "错.docx")
    count = page.locator("#findings li").count()
    frame.locator(f'button[data-cell="{cell}"]').click()
    frame.locator("input.gw-field").fill(right)
    frame.locator("input.gw-field").press("Enter")
    has_findings(page, 0)
    page.click("#undo")
    has_findings(page, count)
    assert gireport.read(downloaded(page, "docx"), "docx") == wrong


def test_what_is_no_number_is_refused_in_a_sentence_and_changes_nothing(page: Any) -> None:
    frame = opened(page, gireport.write(report(), "docx"), "年报.docx")
    frame.locator(".gw-figure").nth(3).click()
    frame.locator("input.gw-field").fill("三件左右")
    frame.locator("input.gw-field").press("Enter")
    page.wait_for_selector("#failure:not([hidden])")
    assert "“三件左右”不是数字" in page.inner_text("#failure")
    assert gireport.read(downloaded(page, "docx"), "docx") == report()


def test_a_report_is_mended_by_keyboard_alone(page: Any, tmp_path: Path) -> None:
    wrong, right, cell = wrong_sum()
    path = tmp_path / "错.docx"
    path.write_bytes(gireport.write(wrong, "docx"))

    def tab_to(selector: str, limit: int = 400) -> None:
        for _ in range(limit):
            if page.evaluate("(selector) => document.activeElement?.matches(selector) ?? false", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector} with the keyboard")

    tab_to("#file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(str(path))
    page.wait_for_selector('body[data-state="open"]')
    go = page.locator("#findings li").filter(has=page.locator("button")).locator("button").first
    tab_to(f"#{go.locator('xpath=ancestor::li').get_attribute('id')} button")
    page.keyboard.press("Enter")
    active = "document.querySelector('#frame').contentDocument.activeElement"
    for _ in range(400):
        if page.evaluate(f"{active}.previousSibling?.dataset?.cell ?? {active}.dataset.cell") == cell:
            break
        page.keyboard.press("Tab")
    if page.evaluate(f"{active}.tagName") == "BUTTON":
        page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type(right)
    page.keyboard.press("Enter")
    has_findings(page, 0)
    for _ in range(400):
        if page.evaluate("document.activeElement.matches('#downloads [data-to=docx]')"):
            break
        page.keyboard.press("Shift+Tab")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert gireport.read(Path(found.value.path()).read_bytes(), "docx") == report()


def test_a_click_on_a_marked_cell_goes_to_its_finding(page: Any) -> None:
    wrong, _, _ = wrong_sum()
    frame = opened(page, gireport.write(wrong, "docx"), "错.docx")
    frame.locator(".gw-error").first.click()
    assert page.locator("#findings li.chosen").count() == 1


def test_on_a_telephone_a_finding_leads_to_its_cell_beside_the_labels_that_stay(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    frame = opened(page, gireport.write(wrong_sum()[0], "docx"), "错.docx")
    box = frame.get_by_role("region", name="三、")
    wide = box.evaluate("(box) => [box.scrollLeft = box.scrollWidth, box.scrollLeft, box.clientWidth]")
    assert wide[1] > 0
    page.locator("#findings button").first.click()
    sides = """(box) => {
      const labels = [...box.querySelectorAll('tbody th')].map((cell) => cell.getBoundingClientRect());
      const cell = box.querySelector('.gw-chosen').getBoundingClientRect();
      const {left, right} = box.getBoundingClientRect();
      return [labels.filter((one) => one.left < left - 1).length, Math.max(...labels.map((one) => one.right)),
        cell.left, cell.right, right];
    }"""
    gone, edge, left, right, end = box.evaluate(sides)
    assert gone == 0
    assert edge <= left + 1
    assert right <= end + 1
    assert end - edge > wide[2] / 2  # room for three figures
    # A marked cell passes behind its label.
    uppermost = """(box) => {
      const label = box.querySelector('.gw-chosen').parentElement.querySelector('th').getBoundingClientRect();
      box.scrollLeft = 60;
      return box.ownerDocument.elementFromPoint(label.right - 12, label.top + 4).closest('th, td').tagName;
    }"""
    assert box.evaluate(uppermost) == "TH"


def test_last_years_report_is_checked_and_compared_beside_it(page: Any) -> None:
    opened(page, gireport.write(report(), "docx"), "今年.docx")
    drop(page, gireport.write(report(OLD_FORM), "docx"), "去年.docx", "#previous")
    page.wait_for_selector("#comparison table")
    assert "去年.docx" in page.inner_text("#comparison")
    page.click("#previous-remove")
    page.wait_for_selector("#comparison table", state="detached")


def test_the_fragment_is_copied(page: Any) -> None:
    opened(page, gireport.write(report(), "docx"), "年报.docx")
    page.click("#copy")
    page.locator("#status", has_text="已复制").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.encode().strip() == gireport.write(report(), "html", fragment=True).strip()


def test_the_page_speaks_english_when_asked(page: Any) -> None:
    opened(page, gireport.write(wrong_sum()[0], "docx"), "a.docx")
    page.click("#language")
    page.locator("#findings p.head", has_text="Error").first.wait_for()
    assert not re.search("[一-鿿]", page.inner_text("#summary-title") + page.inner_text("#counts"))
    page.click("#language")


def test_a_blank_report_is_made(page: Any) -> None:
    page.fill("#blank [name=organ]", "青溪县档案局")
    page.fill("#blank [name=year]", "2025")
    with page.expect_download() as found:
        page.click("#blank button")
    assert found.value.suggested_filename == "青溪县档案局2025.docx"
    assert gireport.read(Path(found.value.path()).read_bytes(), "docx").meta.year == 2025


def test_a_document_that_cannot_be_read_is_one_sentence_and_the_page_goes_on(page: Any) -> None:
    drop(page, b"PK\x03\x04 nothing", "坏.docx")
    page.wait_for_selector("#failure:not([hidden])")
    assert "坏.docx" in page.inner_text("#failure-text")
    opened(page, gireport.write(report(), "docx"), "好.docx")
    assert page.is_hidden("#failure")


# --- axe-core --------------------------------------------------------------------------------------------


def violations(page: Any) -> list[Any]:
    base = pytest.importorskip(
        "axe_playwright_python.base", reason="the package with axe-core is not installed"
    )
    page.evaluate(str(base.AXE_SCRIPT))
    return list(page.evaluate(_AXE, [TAGS]))


def check_state(page: Any, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (name, width)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (name, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def check_frame(context: Any, page: Any, name: str) -> None:
    """The report with its marks, in a window of its own: its frame runs no script, axe-core's neither."""
    other = context.new_page()
    inside = "document.getElementById('frame').contentDocument.documentElement.outerHTML"
    other.set_content("<!DOCTYPE html>" + page.evaluate(inside))
    for width in (340,):
        other.set_viewport_size({"width": width, "height": 700})
        assert violations(other) == [], (name, width)
    other.close()


def test_axe_finds_no_violation_in_any_state(context: Any, page: Any) -> None:
    check_state(page, "empty")
    drop(page, b"PK\x03\x04 nothing", "坏.docx")
    page.wait_for_selector("#failure:not([hidden])")
    check_state(page, "failure")
    page.evaluate("document.body.dataset.state = 'working'")
    check_state(page, "working")
    page.evaluate("document.body.dataset.state = 'empty'")
    frame = opened(page, gireport.write(wrong_sum()[0], "docx"), "错.docx")
    drop(page, gireport.write(report(), "docx"), "去年.docx", "#previous")
    page.wait_for_selector("#comparison table")
    check_state(page, "findings")
    check_frame(context, page, "findings")
    frame.locator(".gw-figure").nth(3).click()
    check_state(page, "mending")
    check_frame(context, page, "mending")


# --- hostile reports ---------------------------------------------------------------------------------------

HOSTILE = """<!DOCTYPE html><html><head><title>年报</title><base href="FOREIGN/">
<script>top.ran = 1</script><link rel="stylesheet" href="FOREIGN/a.css">
<meta http-equiv="refresh" content="0;url=FOREIGN/m"></head>
<body onload="top.ran = 2"><h1>某县2023年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><img src="FOREIGN/p.png" onerror="top.ran = 3"><iframe src="FOREIGN/f"></iframe>
<svg onload="top.ran = 4"></svg><a id="j" href="javascript:top.ran = 5">一</a>
<a id="e" href="FOREIGN/l">二</a>
<p style="background:url(FOREIGN/b)">三</p><video src="FOREIGN/v" autoplay></video>
<form action="FOREIGN/s"><input name="a"><button>四</button></form></body></html>"""


@pytest.fixture
def foreign() -> Iterator[tuple[str, list[str]]]:
    """A server of somebody else: its address, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_a_hostile_report_runs_no_script_and_sends_no_request(
    context: Any, page: Any, foreign: tuple[str, list[str]]
) -> None:
    address, asked = foreign
    frame = opened(page, HOSTILE.replace("FOREIGN", address).encode(), "恶.html")
    assert frame.locator("img").count() == 1  # it is in the report, and not loaded
    for link in frame.locator("a[href]").all():
        link.click()
        link.click(button="middle")
    # What is added to the frame's page by hand neither runs nor loads.
    page.evaluate(
        """(address) => {
          const inner = document.getElementById('frame').contentDocument;
          const script = inner.createElement('script');
          script.textContent = 'top.ran = 6';
          const picture = inner.createElement('img');
          picture.src = `${address}/i`;
          inner.body.append(script, picture);
        }""",
        address,
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert asked == []
    assert len(context.pages) == 1
    other = context.new_page()
    other.goto(f"{address}/seen")  # the test can fail: the other server hears what is sent
    other.close()
    assert "/seen" in asked
