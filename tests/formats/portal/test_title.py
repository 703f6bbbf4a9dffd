"""The title of an article: metas, window title, what the page shows."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Heading
from gireport.model.walk import text
from support import sites

ZOOM = sites.BY_NAME["zoom"]


LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"


LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


def test_a_title_beside_the_article_becomes_its_heading():
    report, _ = read(LINES)
    assert (report.body[0].level, text(report.body[:1])) == (0, sites.TITLE)


def test_a_title_that_the_article_repeats_is_kept_once_as_it_stands_there():
    report, _ = read(f"<p align=center>{sites.TITLE}</p>{LINES}")
    assert text(report).count(sites.TITLE) == 1
    assert not any(isinstance(block, Heading) for block in report.body)


def test_a_title_that_the_article_repeats_in_two_lines_is_not_put_before_them():
    report, _ = read(f"<p>{sites.TITLE[:11]}</p><p>{sites.TITLE[11:]}</p>{LINES}")
    assert text(report.body[:2]).split("\n") == [sites.TITLE[:11], sites.TITLE[11:]]


def test_a_title_inside_the_container_is_not_doubled():
    report, _ = read(f"<h1>{sites.TITLE}</h1>{LINES}", site=sites.BY_NAME["content"], title="政务公开")
    assert [text([block]) for block in report.body if isinstance(block, Heading)] == [sites.TITLE]


def test_without_a_meta_the_title_is_the_windows_without_site_and_column():
    report, _ = read(LINES, metas={"SiteName": sites.SITE})
    assert report.meta.title == sites.TITLE


def test_a_title_that_the_window_names_behind_its_site_is_the_one_that_the_page_shows():
    page = sites.page(ZOOM, LINES, metas={})
    page = page.replace(
        f"<title>{sites.TITLE}_".encode(), f"<title>{sites.SITE} 年报 {sites.TITLE} ".encode()
    )
    report, _ = read(page)
    assert report.meta.title == sites.TITLE
    assert text(report.body[:1]) == sites.TITLE


@pytest.mark.parametrize("window", ["{}-档案服务中心", "档案服务中心 | {}", "档案服务中心", "青溪政务", ""])
def test_a_title_in_any_element_is_found_by_the_window_title_or_by_its_words(window):
    page = sites.page(ZOOM, LINES, metas={}, labels={}).decode()
    page = page.replace(
        f"<title>{sites.TITLE}_政府信息公开年报_{sites.SITE}", f"<title>{window.format(sites.TITLE)}"
    )
    report, _ = read(page.replace("<h1>", "<center><b>").replace("</h1>", "</b></center>").encode())
    assert report.meta.title == sites.TITLE
    assert [block.level for block in report.body if isinstance(block, Heading)] == [0]


@pytest.mark.parametrize(
    "title",
    [
        f"<h1>{sites.TITLE[:11]}<br>{sites.TITLE[11:]}</h1>",
        f"<h1>{sites.TITLE}<span class=date>2025-01-17 09:30</span></h1>",
        f"<div><p>{sites.TITLE[:11]}</p><p>{sites.TITLE[11:]}</p></div>",
        f"<h1>&nbsp;{sites.TITLE[:5]} {sites.TITLE[5:]}</h1>",
    ],
    ids=["break", "day", "two", "gap"],
)
def test_a_title_is_read_whole_and_without_the_date_after_it(title):
    page = sites.page(ZOOM, LINES, metas={}, labels={}).decode()
    page = page.replace(
        f"<title>{sites.TITLE}_政府信息公开年报_{sites.SITE}", f"<title>{sites.TITLE} - 档案服务中心"
    )
    page = page.replace(f"<h1>{sites.TITLE}</h1>", title)
    report, _ = read(page.encode())
    assert report.meta.title == sites.TITLE


def test_a_link_to_another_report_over_the_article_is_not_its_title():
    page = sites.page(ZOOM, LINES, metas={}, labels={}, title="").decode()
    page = page.replace(
        '<div id="zoom">', '<p><a href="a.html">青溪县2023年政府信息公开工作年度报告</a></p><div id="zoom">'
    )
    assert read(page.encode())[0].meta.title != "青溪县2023年政府信息公开工作年度报告"


def test_a_title_cut_short_in_the_meta_is_taken_whole_from_the_page():
    report, _ = read(LINES, metas=sites.METAS | {"ArticleTitle": sites.TITLE[:20] + "…"})
    assert report.meta.title == sites.TITLE


def test_a_title_in_an_element_of_any_name_becomes_the_heading():
    report, _ = read(
        sites.page(ZOOM, LINES).replace(b"<h1>", b'<div class="bt">').replace(b"</h1>", b"</div>")
    )
    assert (report.body[0].level, text(report.body[:1])) == (0, sites.TITLE)


def test_a_title_that_a_line_break_divides_is_written_as_the_meta_writes_it():
    shown = f"{sites.TITLE[:11]}<br>{sites.TITLE[11:]}"
    report, _ = read(LINES, title=shown, metas=sites.METAS | {"ArticleTitle": sites.TITLE})
    assert text(report.body[:1]) == sites.TITLE


def test_markup_in_the_meta_of_the_title_is_removed():
    report, _ = read(
        LINES, metas=sites.METAS | {"ArticleTitle": f"{sites.TITLE[:11]}<br/>{sites.TITLE[11:]}"}
    )
    assert report.meta.title == sites.TITLE


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_title_that_the_article_has_as_a_heading_is_its_title_at_any_level(level):
    report, _ = read(f"<h{level}>{sites.TITLE}</h{level}>{LINES}", site=sites.BY_NAME["content"])
    assert [(block.level, text([block])) for block in report.body if isinstance(block, Heading)] == [
        (0, sites.TITLE)
    ]
