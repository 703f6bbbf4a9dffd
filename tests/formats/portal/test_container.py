"""Where the article stands: known containers, copies, hidden tabs, the densest block."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from gireport.model.walk import tables, text
from support import portals, sites

ZOOM = sites.BY_NAME["zoom"]


LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"


LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


def test_the_innermost_container_is_taken_where_only_chrome_stands_beside_it():
    report, told = read(
        f'<div id="content"><h1>x</h1><div class="TRS_Editor">{LINES}</div></div>',
        site=sites.BY_NAME["detail"],
    )
    assert told["article-found"].detail.startswith(".TRS_Editor")
    assert text(report).endswith(LINE)


def test_the_outer_container_is_taken_where_a_table_stands_beside_the_inner_one():
    rows = portals.table(portals.boxes("二", "2021"))
    report, told = read(f"<div id=zoom>{LINES}</div>{rows}", site=sites.BY_NAME["content"])
    assert told["article-found"].detail.startswith("#content")
    assert len(tables(report)) == 1


def test_an_article_in_two_containers_is_read_from_the_element_around_both():
    inner = f'<p>前言。</p>{LINES * 2}</div></div><div class="TRS_Editor"><div>{LINES * 2}<p>尾声。</p>'
    report, told = read(inner, site=sites.BY_NAME["trs"])
    assert "holds several known containers" in told["article-found"].detail
    assert text(report).count(LINE) == 24
    assert text(report).endswith("尾声。")


def test_a_slightly_shorter_copy_of_the_article_is_not_read_again():
    inner = f'{LINES * 2}</div></div><div class="TRS_Editor"><div>{LINES * 2}<p>（手机版）</p>'
    report, told = read(inner, site=sites.BY_NAME["trs"])
    assert "copies" in told["article-found"].detail
    assert text(report).count(LINE) == 12
    assert text(report).endswith("（手机版）")


def test_of_two_copies_in_unknown_containers_the_first_is_read():
    box = '<div class="{0}"><h3>{1}</h3><div class="{0}-text">{2}</div></div>'
    copies = box.format("pc", sites.TITLE, LINES * 2) + box.format("mobile", sites.TITLE, LINES * 2)
    report, told = read(sites.page(sites.BY_NAME["unknown"], copies, title=""))
    assert "the first of several copies of the densest block" in told["article-found"].detail
    assert text(report).count(LINE) == 12
    assert text(report).count(sites.TITLE) == 1


@pytest.mark.parametrize("style", ["display:none", ""])
def test_a_copy_of_the_article_for_telephones_is_not_read_again(style):
    copy = f'<div style="{style}"><div class="article-content">{LINES * 2}</div></div>'
    report, told = read(f"{LINES * 2}</div>{copy}<div>", site=sites.BY_NAME["post"])
    assert text(report).count(LINE) == 12
    assert told["article-found"].detail.startswith(".article-content")
    assert "hidden-text" not in told


def test_articles_of_other_years_in_hidden_tabs_are_dropped():
    other = f'<div style="display:none"><div class="article-content">{"<p>2023年。</p>" * 80}</div></div>'
    report, _ = read(f"{LINES}</div>{other}<div>", site=sites.BY_NAME["post"])
    assert text(report).count(LINE) == 6
    assert "2023年" not in text(report)


def test_an_article_that_a_script_shows_later_is_read():
    page = sites.page(ZOOM, LINES * 2).replace(b'<div id="zoom">', b'<div id="zoom" style="display:none">')
    report, _ = read(page)
    assert text(report).count(LINE) == 12


def test_the_densest_block_replaces_a_container_with_little_text():
    report, told = read(
        f'<div class="infocontent"><p>检索</p></div>{LINES * 4}', site=sites.BY_NAME["unknown"]
    )
    assert told["article-found"].detail.startswith("div.neirong, the densest block")
    assert text(report).count(LINE) == 24


def test_a_container_in_the_footer_of_the_site_does_not_count():
    page = sites.page(sites.BY_NAME["unknown"], LINES * 2).replace(
        b'<div class="footer">', '<div class="footer"><div class="TRS_Editor">联系我们：听泉路</div>'.encode()
    )
    report, told = read(page)
    assert told["article-found"].detail.startswith("div.neirong")
    assert "联系我们" not in text(report)


def test_a_container_inside_a_script_does_not_count():
    """`sites.page` has one in its head."""
    _, told = read(LINES, site=sites.BY_NAME["pages"])
    assert told["article-found"].detail.startswith(".pages_content")
