"""What portals do to a report's markup (§9.3 of the domain sheet), and how articles stand in their pages."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given

import gireport
from gireport import limits
from gireport.errors import LimitError, NoArticleError
from gireport.losses import Losses
from gireport.model import Heading, Paragraph, Report, Table, Text, normal
from gireport.model.walk import inline_text, tables, text
from gireport.statutory.figure import figures
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


# --- titles ---


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
def test_a_title_in_an_element_of_no_name_is_told_by_the_window_or_by_how_it_reads(window):
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
def test_a_title_is_told_whole_and_without_what_stands_behind_it(title):
    page = sites.page(ZOOM, LINES, metas={}, labels={}).decode()
    page = page.replace(
        f"<title>{sites.TITLE}_政府信息公开年报_{sites.SITE}", f"<title>{sites.TITLE} - 档案服务中心"
    )
    page = page.replace(f"<h1>{sites.TITLE}</h1>", title)
    report, _ = read(page.encode())
    assert report.meta.title == sites.TITLE


def test_a_link_to_another_report_over_the_article_is_no_title():
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


def test_markup_in_the_meta_of_the_title_is_no_title():
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


# --- tables ---


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


def test_the_table_of_the_article_is_not_taken_for_chrome_whatever_its_class():
    rows = portals.table(portals.boxes("二", "2021")).replace("<tr>", '<tr class="header nav">', 1)
    report, _ = read(LINES + f'<div class="share print">{rows}</div>')
    assert len(figures(report)) == len(portals.wanted("二", "2021"))
    assert text(report).count("信息内容") == 4


def test_empty_cells_of_nothing_but_fillers_are_empty():
    report, _ = read(
        f"{LINES}<table><tr><td>甲</td><td>&nbsp;</td></tr><tr><td>　</td><td>乙</td></tr></table>"
    )
    assert [[text(cell.content).strip() for cell in row] for row in tables(report)[0].table.rows] == [
        ["甲", ""],
        ["", "乙"],
    ]


def test_office_markup_and_conditional_comments_leave_the_text():
    inner = f'<p class=MsoNormal><!--[if !supportLists]-->一、<!--[endif]--><span style="mso-bidi-font-size:16pt">总体情况<o:p></o:p></span></p>{LINES}'
    report, _ = read(inner)
    assert text(report).split("\n")[1] == "一、总体情况"


# --- containers ---


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


def test_an_article_in_two_containers_is_read_from_what_holds_both():
    inner = f'<p>前言。</p>{LINES * 2}</div></div><div class="TRS_Editor"><div>{LINES * 2}<p>尾声。</p>'
    report, told = read(inner, site=sites.BY_NAME["trs"])
    assert "holds several known containers" in told["article-found"].detail
    assert text(report).count(LINE) == 24
    assert text(report).endswith("尾声。")


def test_a_copy_that_says_hardly_less_than_the_article_is_not_read_again():
    inner = f'{LINES * 2}</div></div><div class="TRS_Editor"><div>{LINES * 2}<p>（手机版）</p>'
    report, told = read(inner, site=sites.BY_NAME["trs"])
    assert "copies" in told["article-found"].detail
    assert text(report).count(LINE) == 12
    assert text(report).endswith("（手机版）")


def test_of_two_copies_in_containers_that_nobody_knows_the_first_is_read():
    box = '<div class="{0}"><h3>{1}</h3><div class="{0}-text">{2}</div></div>'
    copies = box.format("pc", sites.TITLE, LINES * 2) + box.format("mobile", sites.TITLE, LINES * 2)
    report, told = read(sites.page(sites.BY_NAME["unknown"], copies, title=""))
    assert "of copies of the densest block the first" in told["article-found"].detail
    assert text(report).count(LINE) == 12
    assert text(report).count(sites.TITLE) == 1


@pytest.mark.parametrize("style", ["display:none", ""])
def test_a_copy_of_the_article_for_telephones_is_not_read_again(style):
    copy = f'<div style="{style}"><div class="article-content">{LINES * 2}</div></div>'
    report, told = read(f"{LINES * 2}</div>{copy}<div>", site=sites.BY_NAME["post"])
    assert text(report).count(LINE) == 12
    assert told["article-found"].detail.startswith(".article-content")
    assert "hidden-text" not in told


def test_articles_of_other_years_in_hidden_tabs_are_not_this_ones():
    other = f'<div style="display:none"><div class="article-content">{"<p>2023年。</p>" * 80}</div></div>'
    report, _ = read(f"{LINES}</div>{other}<div>", site=sites.BY_NAME["post"])
    assert text(report).count(LINE) == 6
    assert "2023年" not in text(report)


def test_an_article_that_a_script_shows_later_is_read():
    page = sites.page(ZOOM, LINES * 2).replace(b'<div id="zoom">', b'<div id="zoom" style="display:none">')
    report, _ = read(page)
    assert text(report).count(LINE) == 12


def test_a_container_with_hardly_any_text_gives_way_to_the_densest_block():
    report, told = read(
        f'<div class="infocontent"><p>检索</p></div>{LINES * 4}', site=sites.BY_NAME["unknown"]
    )
    assert told["article-found"].detail.startswith("div.neirong, the densest block")
    assert text(report).count(LINE) == 24


def test_a_container_in_the_sites_footer_is_not_the_articles():
    page = sites.page(sites.BY_NAME["unknown"], LINES * 2).replace(
        b'<div class="footer">', '<div class="footer"><div class="TRS_Editor">联系我们：听泉路</div>'.encode()
    )
    report, told = read(page)
    assert told["article-found"].detail.startswith("div.neirong")
    assert "联系我们" not in text(report)


def test_page_breaks_of_a_paged_article_are_no_text():
    report, _ = read(f"{LINES}#PAGE_BREAK#{LINES}<p>#PAGE_BREAK#</p>{LINES}", site=sites.BY_NAME["ucap"])
    assert "PAGE" not in text(report)
    assert text(report).count(LINE) == 18


def test_an_article_that_goes_on_elsewhere_says_where():
    _, told = read(f'{LINES}<div class="pager"><a href="art_2301_118_2.html">下一页</a></div>')
    assert told["article-continues"].detail == "https://www.qingxi.example/art/2025/1/15/art_2301_118_2.html"
    assert told["article-continues"].severity == "structure"


def test_a_script_that_writes_a_container_is_no_container():
    """`sites.page` has one in its head."""
    _, told = read(LINES, site=sites.BY_NAME["pages"])
    assert told["article-found"].detail.startswith(".pages_content")


def test_what_the_pages_own_style_sheet_hides_is_not_read():
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


def test_exact_text_comes_through_the_search():
    """What is searched is handed over as it stands: spaces that are kept, signs, elements whose text is raw."""
    inner = f"{LINES}<pre>\n\n甲   乙</pre><p>&lt;b&gt; &amp;amp; “'\"</p><p title='\"&lt;'>　　丙<span style='white-space:pre'>   </span>丁</p><xmp>a & <i></xmp>"
    report, _ = read(inner)
    lines = [inline_text(block.content) for block in report.body[-4:]]
    assert lines == ["\n甲   乙", "<b> &amp; “'\"", "　　丙   丁", "a & <i>"]


def test_a_table_shown_as_a_picture_is_told_with_its_section():
    inner = f'<p>一、总体情况</p>{LINES}<p>二、主动公开政府信息情况</p><p><img src="/t.png"></p><p>三、收到和处理政府信息公开申请情况</p>{LINES}'
    report, told = read(inner)
    loss = told["picture-table"]
    assert (loss.severity, loss.where, loss.count) == ("structure", "section 二 主动公开政府信息情况", 1)
    assert loss.detail == "https://www.qingxi.example/t.png"
    assert text(report).count(LINE) == 12


@pytest.mark.parametrize(
    "src", ['src="/images/loading.gif"', "", 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="']
)
def test_a_picture_that_a_script_shows_late_is_the_one_that_it_shows(src):
    report, _ = read(f'{LINES}<p><img {src} data-original="/t.png"></p>')
    assert report.body[-1].content[0].resource == "https://www.qingxi.example/t.png"


def test_a_picture_that_is_shown_at_once_stays():
    report, _ = read(f'{LINES}<p><img src="/t.png" data-original="/large.png"></p>')
    assert report.body[-1].content[0].resource == "https://www.qingxi.example/t.png"


@given(report=reports())
def test_a_fragment_that_gireport_wrote_comes_back_from_a_portals_page(report):
    """An editor pastes our HTML: what the page adds goes, what was pasted is read as from an HTML page."""
    ends = Paragraph((Text(LINE * 2),))
    report = normal(Report(body=(ends, *report.body, ends), resources=report.resources))
    fragment = gireport.write(report, "html", fragment=True).decode()
    alone = gireport.read(fragment.encode(), "html", base_url=sites.ADDRESS)
    found, _ = read(fragment, labels={}, attached=False)
    assert found.body[1:] == alone.body
    assert found.resources == alone.resources


# --- bounds ---


def test_a_page_of_very_many_tags_is_read_whole_and_says_so():
    report, told = read(
        f"<html><head><meta name=ArticleTitle content=题><body><nav>导航</nav><div id=zoom>{'<p>文</p>' * (limits.PORTAL_TAGS // 2)}</div>".encode()
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
