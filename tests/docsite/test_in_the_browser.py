"""The site in Chromium, from its folder and from a plain server: search, requests, accessibility."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from support.chromium import CHROMIUM, window

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("docsite"),  # the worker that has built the site
]

WORDS = {
    "": "bookmark reconciliation rowspan GI301 --strict encrypted pluggy Parquet LibreOffice fodt",
    "zh/": "许可 勾稽 不予公开 复议 合并单元格 损失 门户 修订 插件 读取器",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = """(tags) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
}).then((found) => found.violations.map((one) => [one.id, one.nodes[0].html.slice(0, 200)]))"""
_FOUND = """() => { const host = [...document.body.children].find((one) => one.shadowRoot);
  const results = host ? [...host.shadowRoot.querySelectorAll('[role=option]')] : [];
  return results.map((one) => one.textContent); }"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """A page of a browser without a network; it keeps the addresses that it asks for."""
    pytest.importorskip("playwright", reason="playwright, which drives Chromium, is not installed")
    with window() as found:
        yield found.page


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The address of a plain server of the folder."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


def open_search(page: Any) -> None:
    page.locator(".md-search__button, label[for=__search]").locator("visible=true").first.click()
    page.wait_for_function(
        "[...document.body.children].some((one) => one.shadowRoot?.querySelector('input'))"
    )


def search(page: Any, word: str) -> list[str]:
    """The results for `word`, which is typed into the open search."""
    field = page.locator("input[role=combobox]")
    field.fill("")
    page.wait_for_function(f"({_FOUND})().length === 0")
    field.fill(word)
    page.wait_for_function(f"({_FOUND})().length > 0", timeout=10_000)
    assert field.input_value() == word
    return list(page.evaluate(_FOUND))


@pytest.mark.parametrize("below", WORDS)
def test_words_are_found_in_the_folder_without_a_network(site, page, below):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.as_uri()}/{below}index.html")
    open_search(page)
    for word in WORDS[below].split():
        assert any(word.lower() in found.lower() for found in search(page, word)), word
    assert len(asked) > 5
    assert not [url for url in asked if not url.startswith((site.as_uri(), "data:", "blob:"))]


@pytest.mark.parametrize(("below", "word"), [("", "bookmark"), ("zh/", "许可")])
def test_words_are_found_on_a_plain_server_and_nothing_is_asked_of_another(page, server, below, word):
    asked: list[str] = []
    context = page.context.browser.new_context()
    try:
        context.route("**/*", lambda route: route.continue_() if own(route.request.url) else route.abort())
        own = lambda url: url.startswith(server)  # noqa: E731
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        for name in ("index.html", "architecture.html", "reference/gireport.html"):
            tab.goto(f"{server}{below}{name}")
        open_search(tab)
        assert search(tab, word)
        assert not [url for url in asked if not own(url) and not url.startswith(("data:", "blob:"))]
    finally:
        context.close()


def test_the_search_speaks_the_language_of_the_page(site, page):
    page.goto(f"{site.as_uri()}/zh/index.html")
    open_search(page)
    search(page, "勾稽")
    assert page.locator("[role=status]").filter(has_text="找到").count() == 1
    assert page.get_by_role("combobox").get_attribute("aria-label") == "搜索"


def faults(page: Any, site: Path, name: str) -> list[list[str]]:
    """What axe-core finds on a page of the site; `search` is the search of the home with results."""
    axe = pytest.importorskip(
        "axe_playwright_python.base", reason="the package with axe-core is not installed"
    )
    folder, _, last = name.rpartition("/")
    page.goto(f"{site.as_uri()}/{f'{folder}/index.html' if last == 'search' else name}")
    if last == "search":
        open_search(page)
        search(page, "GI301")
        page.wait_for_timeout(400)  # the dialog grows and fades in
    page.evaluate(str(axe.AXE_SCRIPT))
    return list(page.evaluate(_AXE, TAGS))


def show(page: Any, site: Path, width: int, scheme: str) -> None:
    """Set the width of the window and the colours, which the site remembers from the page before."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.as_uri()}/404.html")
    page.evaluate("localStorage.clear()")


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "light"),
        (1280, "dark"),
        pytest.param(360, "dark", marks=pytest.mark.deep),
        pytest.param(1280, "light", marks=pytest.mark.deep),
    ],
)
@pytest.mark.parametrize("below", WORDS)
def test_axe_finds_no_fault_and_no_page_is_wider_than_the_window(site, page, below, width, scheme):
    show(page, site, width, scheme)
    tutorial = "tutorials/editor.html" if (site / "tutorials/editor.html").exists() else "batch.html"
    for name in ("index.html", tutorial, "reference/findings-json.html", "search"):
        assert faults(page, site, below + name) == [], name
        wanted = {"light": "default", "dark": "slate"}[scheme]
        assert page.evaluate("document.body.dataset.mdColorScheme") == wanted
        assert sideways(page) <= 0, name


@pytest.mark.deep
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_any_page(site, page, scheme):
    show(page, site, 360, scheme)
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    for name in names:
        if not name.startswith(("files/", "zh/files/")):
            assert faults(page, site, name) == [], name
            assert sideways(page) <= 0, name
