"""The built site: both languages have the same pages, and every link in it leads to something in it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from docsite.build import MARKER, BuildError, build
from docsite.navigation import navigation
from docsite.sources import ROOT

pytestmark = pytest.mark.xdist_group("docsite")  # one worker builds the site
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "link": "href"}


def pages(folder):
    """Address in the site → its parsed page."""
    return {
        path.relative_to(folder).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if path.name != "404.html"
        and not path.relative_to(folder).as_posix().startswith(("files/", "zh/files/"))
    }


@pytest.fixture(scope="module")
def parsed(site):
    return pages(site)


def links(tree):
    for node in tree.css("a[href], link[href], script[src], img[src], iframe[src]"):
        yield node.attributes.get("href") or node.attributes.get("src") or ""


def anchors(tree):
    return {node.attributes.get("id") for node in tree.css("[id]")} | {
        node.attributes.get("name") for node in tree.css("a[name]")
    }


def dead_links(folder, parsed):
    """(page, link) for every link inside the site that leads to no file, or to no anchor of a page."""
    ids = {address: anchors(tree) for address, tree in parsed.items()}
    for address, tree in parsed.items():
        for link in links(tree):
            if re.match(r"[a-z][a-z0-9+.-]*:|//", link) or not link:
                continue
            path, _, anchor = link.partition("#")
            target = address
            if path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))
                target = posixpath.join(target, "index.html") if (folder / target).is_dir() else target
            if not (folder / target).is_file() or (
                anchor and target in ids and unquote(anchor) not in ids[target]
            ):
                yield address, link


def test_every_link_and_anchor_of_the_site_leads_to_something(site, parsed):
    assert len(parsed) > 100
    assert not sorted(dead_links(site, parsed))


def test_nothing_is_loaded_from_another_place(parsed):
    foreign = {
        node.attributes.get(name)
        for tree in parsed.values()
        for tag, name in LOADED.items()
        for node in tree.css(tag)
        if re.match(r"(https?:)?//", node.attributes.get(name) or "")
    }
    assert not foreign


def test_both_languages_have_the_same_pages_and_a_switch_that_stays_on_the_page(parsed):
    chinese = {address.removeprefix("zh/") for address in parsed if address.startswith("zh/")}
    english = {address for address in parsed if not address.startswith("zh/")}
    assert chinese == english
    for address, tree in parsed.items():
        (switch,) = tree.css("a.language-switch")
        other = address.removeprefix("zh/") if address.startswith("zh/") else f"zh/{address}"
        assert (
            posixpath.normpath(posixpath.join(posixpath.dirname(address), switch.attributes["href"])) == other
        )


def test_a_chinese_page_says_that_it_is_chinese_and_an_english_text_in_it_says_so(parsed):
    assert parsed["zh/index.html"].css_first("html").attributes["lang"] == "zh"
    assert parsed["index.html"].css_first("html").attributes["lang"] == "en"
    page = parsed["zh/architecture.html"]
    assert page.css_first("article h1").attributes.get("lang") == "en"
    assert page.css_first("article div[lang=en] table") is not None


def test_every_page_has_one_title_and_a_place_in_the_navigation(parsed):
    for address, tree in parsed.items():
        assert len(tree.css("article h1")) == 1, address
    named = re.findall(
        r"'([^']+\.md)'", str(navigation({a.replace(".html", ".md"): "" for a in parsed}, "en"))
    )
    assert len(named) == len(set(named))
    english = {address.replace(".html", ".md") for address in parsed if not address.startswith("zh/")}
    assert english <= set(named)


def test_tables_lists_and_code_are_rendered(parsed):
    assert len(parsed["limits.html"].css("article table tr")) > 30
    assert "\\|" not in parsed["limits.html"].css_first("article").text()
    assert not [
        (address, node.text())
        for address, tree in parsed.items()
        for node in tree.css("article p")
        if re.search(r"^[-*] \S|^\|.*\|\s*$|^```|\]\(\w", node.text(), re.M) and not node.css("code")
    ]


def test_a_folder_with_other_files_is_not_replaced(tmp_path):
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(BuildError, match="not of a site built here"):
        build(tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"
    with pytest.raises(BuildError, match="not of a site built here"):
        build(tmp_path / "index.html")


def test_a_site_that_was_built_before_is_replaced(tmp_path, monkeypatch):
    def render(work, language):
        (work / f"out-{language}").mkdir()
        (work / f"out-{language}" / "index.html").write_text(language)

    monkeypatch.setattr("docsite.build.stage", lambda work, language: None)
    monkeypatch.setattr("docsite.build._render", render)
    site = tmp_path / "site"
    site.mkdir()
    build(site)
    (site / "old.html").write_text("gone")
    build(site)
    assert {path.name for path in site.iterdir()} == {"index.html", "zh", MARKER}


def test_a_dead_link_stops_the_build(tmp_path, monkeypatch):
    from docsite import sources

    page = sources.Page("index.md", "# Home\n\n[gone](gone.md)\n", "docs/index.md")
    monkeypatch.setattr("docsite.build.pages", lambda language: {"index.md": page})
    with pytest.raises(BuildError, match=r"docs/index\.md: the link to gone\.md leads to nothing"):
        build(tmp_path / "site")


def test_a_dead_anchor_stops_the_build(tmp_path, monkeypatch):
    from docsite import sources

    page = sources.Page("index.md", "# Home\n\n[gone](#nowhere)\n", "docs/index.md")
    monkeypatch.setattr("docsite.build.pages", lambda language: {"index.md": page})
    monkeypatch.setattr("docsite.build.generated", lambda language: {})
    monkeypatch.setattr("docsite.build.committed", lambda language: {})
    with pytest.raises(BuildError, match=r"(?s)index\.md:3.*anchor does not exist"):
        build(tmp_path / "site")


def headings(text):
    """The anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    titles = re.findall(r"^#{1,6} (.+)$", text, re.M)
    plain = [re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", one).strip().lower() for one in titles]
    return {re.sub(r"[^\w\- ]", "", one).replace(" ", "-") for one in plain}


@pytest.mark.parametrize(
    "path",
    sorted({*ROOT.glob("*.md"), *ROOT.glob("plugins/*/README.md")}),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_link_of_a_readme_leads_to_a_file_and_an_anchor_on_github(path: Path):
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.M | re.S)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        found = (path.parent / unquote(target)).resolve() if target else path
        assert found.exists(), link
        if anchor and found.suffix == ".md":
            assert unquote(anchor) in headings(found.read_text("utf-8")), link
