"""Whole portal pages: what is read of them, and their limits."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given

import gireport
from gireport import limits
from gireport.errors import LimitError, NoArticleError
from gireport.losses import Losses
from gireport.model import Paragraph, Report, Table, Text, normal
from gireport.model.walk import tables, text
from gireport.testing.strategies import reports
from support import portals, sites

ZOOM = sites.BY_NAME["zoom"]


LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"


LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


@pytest.mark.parametrize("section", "二三四")
def test_tables_of_plain_cells_with_breaks_in_their_labels_give_every_figure(section):
    rows = portals.boxes(section, "2021")
    broken = portals.relabelled(rows, lambda label: f"{label[:3]}|{label[3:]}" if len(label) > 6 else label)
    report, _ = read(LINES + portals.table(broken))
    assert portals.numbers(report) == portals.wanted(section, "2021")


def test_a_2019_table_of_five_physical_columns_gives_every_figure():
    """§2.1: Word's 219/149/1/101/89 px, whose 1-px column makes spans of the others."""
    rows = portals.boxes("二", "2019")
    widths = {4: [1, 1, 2, 1], 1: [5], 3: [1, 1, 3]}
    for row in rows:
        for box, span in zip(row, widths[len(row)], strict=True):
            box.colspan = span
    report, _ = read(LINES + portals.table(rows))
    assert portals.numbers(report) == portals.wanted("二", "2019")


def test_empty_cells_of_nothing_but_fillers_are_empty():
    report, _ = read(
        f"{LINES}<table><tr><td>甲</td><td>&nbsp;</td></tr><tr><td>　</td><td>乙</td></tr></table>"
    )
    assert [[text(cell.content).strip() for cell in row] for row in tables(report)[0].table.rows] == [
        ["甲", ""],
        ["", "乙"],
    ]


def test_office_markup_and_conditional_comments_leave_the_text():
    inner = f'<p class=MsoNormal><!--[if !supportLists]-->一、<!--[endif]--><span style="mso-bidi-font-size:16pt">总体情况<o:p></o:p></span></p>{LINES}'  # noqa: E501
    report, _ = read(inner)
    assert text(report).split("\n")[1] == "一、总体情况"


def test_the_next_page_of_an_article_is_named_in_a_loss():
    _, told = read(f'{LINES}<div class="pager"><a href="art_2301_118_2.html">下一页</a></div>')
    assert told["article-continues"].detail == "https://www.qingxi.example/art/2025/1/15/art_2301_118_2.html"
    assert told["article-continues"].severity == "structure"


def test_text_that_the_pages_style_sheet_hides_is_dropped():
    report, told = read(f'{LINES}<p class="hid">藏</p>')
    assert "藏" not in text(report)
    assert told["hidden-text"].severity == "content"


def test_a_list_in_a_wide_container_is_read_with_its_links_made_absolute():
    report, _ = read(f'{LINES}<p><a href="/zwgk/a.html">专栏</a></p>')
    links = [
        inline.link
        for block in report.body
        if not isinstance(block, Table)
        for inline in block.content
        if getattr(inline, "link", None)
    ]
    assert links == ["https://www.qingxi.example/zwgk/a.html"]


def test_a_picture_in_place_of_a_table_is_a_loss_that_names_the_section():
    inner = f'<p>一、总体情况</p>{LINES}<p>二、主动公开政府信息情况</p><p><img src="/t.png"></p><p>三、收到和处理政府信息公开申请情况</p>{LINES}'  # noqa: E501
    report, told = read(inner)
    loss = told["picture-table"]
    assert (loss.severity, loss.where, loss.count) == ("structure", "section 二 主动公开政府信息情况", 1)
    assert loss.detail == "https://www.qingxi.example/t.png"
    assert text(report).count(LINE) == 12


@given(report=reports())
def test_a_fragment_that_gireport_wrote_comes_back_from_a_portals_page(report):
    """An editor pastes our HTML: what the page adds goes, what was pasted is read as from an HTML page."""
    ends = Paragraph((Text(LINE * 20),))  # a page with more text in links than beside them is a list of links
    report = normal(Report(body=(ends, *report.body, ends), resources=report.resources))
    fragment = gireport.write(report, "html", fragment=True).decode()
    alone = gireport.read(fragment.encode(), "html", base_url=sites.ADDRESS)
    found, _ = read(fragment, labels={}, attached=False)
    assert found.body[1:] == alone.body
    assert found.resources == alone.resources


def test_a_page_of_very_many_tags_is_read_whole_with_a_loss():
    report, told = read(
        f"<html><head><meta name=ArticleTitle content=题><body><nav>导航</nav><div id=zoom>{'<p>文</p>' * (limits.PORTAL_TAGS // 2)}</div>".encode()  # noqa: E501
    )
    assert told["article-not-sought"].severity == "structure"
    assert text(report).startswith("导航")
    assert report.meta.title == "题"


def test_a_page_of_very_deep_elements_is_refused():
    with pytest.raises(LimitError, match="deeper than 512"):
        read(f"<html><body><div id=zoom>{'<div>' * 600}{LINES}".encode())


@pytest.mark.parametrize(
    "inner",
    [
        "<a href=x.doc>关闭</a>" * 11_000,
        ("<div id=zoom>" + "字" * 350 + "</div>") * 11_000,
        "<div>索引号：1</div><div>文号：1</div><div>名称：1</div>" * 3_600,
        "<p>" + "索引号： 文号： 名称： " * 50_000,
        "<div id=zoom class=title>" * 400 + "字" * 50_000 + "</div>" * 400 + "<p class=title>字</p>" * 10_000,
        "来源： " * 60_000,
        "<title>" + "a-b " * 25_000 + "</title>" + LINES,
        LINES + "<div class=foot>甲</div>" * 11_000 + LINES,
        "<li><a href=a.pdf>下载</a>2025-01-01</li>" * 8_000,
    ],
    ids=["links", "containers", "labels", "labels-in-one", "nested", "sources", "title", "parts", "items"],
)
def test_the_search_takes_time_in_proportion_to_the_page(inner):
    start = time.process_time()
    with contextlib.suppress(NoArticleError):
        read(f"<html><body>{inner}".encode())
    assert time.process_time() - start < 8
