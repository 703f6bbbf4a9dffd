"""Which pages go to the portal reader by themselves, and which stay HTML pages."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.formats.portal import FORMAT
from gireport.model import BookmarkEnd, BookmarkStart, Meta, Paragraph, Report, Text
from gireport.plugins.registry import Registry
from support import sites
from support.samples import RICH

BOOK = Registry()
TEXT = "<p>本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。</p>" * 4


def chosen(data, name="page.html"):
    return BOOK.for_reading(name, data).name


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.shtml", "", "-"])
@pytest.mark.parametrize("site", sites.SITES, ids=lambda site: site.name)
def test_a_portals_page_is_known_by_name_and_by_content(site, name):
    assert chosen(sites.page(site, TEXT), name) == "portal"


def test_a_page_with_no_sign_of_a_portal_is_an_html_page_and_can_be_read_as_portals():
    data = HEAD.format("", f"<div class=neirong>{TEXT}</div>").encode()
    assert chosen(data) == "html"
    assert len(gireport.read(data, "portal").body) == 4


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_page_with_the_furniture_of_a_site_is_a_portals_whatever_its_container(codec):
    data = sites.page(sites.BY_NAME["bare"], TEXT, labels={}).decode().encode(codec)
    assert chosen(data) == "portal"


def test_two_kinds_of_furniture_are_not_enough_evidence():
    assert (
        chosen(HEAD.format("", f"<nav>扫一扫</nav><nav>a</nav><footer>b</footer>{TEXT}").encode()) == "html"
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "body",
    [
        "<div class='nav'></div>发布时间：2025-01-17　浏览量：3{}<div class=footer></div>",
        "<td>来源：市水务局 点击数：33 更新时间：2025-1-17</td>{}",
        "<li>索　引&nbsp;号：A</li><li>发布机构</li><li>发文日期：</li><li>文　　号 ：</li>{}",
        "<div id=vsb_content_2>{}</div>",
    ],
    ids=["parts", "source-line", "labels", "container"],
)
def test_other_signs_of_a_portals_page(body, codec):
    assert chosen(HEAD.format("", body.format(TEXT)).encode(codec)) == "portal"


@pytest.mark.parametrize(
    "body",
    [
        "<div class=header></div><div class=footer></div>数据来源：县统计局{}",
        "<p>做好公开方式、公开范围、组配分类、有效性的标注。</p>{}",
        "<p>名称：甲</p><p>文号：乙</p><p>主题词：丙</p><p>发文日期：丁</p>{}",
    ],
    ids=["parts", "words-in-text", "labels-without-a-head"],
)
def test_evidence_that_other_pages_have_too_is_not_enough(body):
    assert chosen(HEAD.format("", body.format(TEXT)).encode()) == "html"


@pytest.mark.parametrize(
    "page",
    [
        b"<html><frameset rows=80,*><frame src=top.html><frame src=main.html></frameset></html>",
        (
            b"<html><head><title>x</title></head><body><div id=app>&nbsp;</div>"
            b"<script>if (a < b) go()</script></body></html>"
        ),
    ],
    ids=["frames", "shell"],
)
def test_a_page_that_scripts_or_frames_fill_is_a_portals(page):
    assert chosen(page) == "portal"
    with pytest.raises(gireport.errors.NoArticleError):
        gireport.read(page)


def test_a_comment_before_the_page_is_skipped():
    page = sites.page(sites.BY_NAME["zoom"], TEXT).decode()
    assert chosen(f"<!-- {'说明' * 900} -->{page}".encode()) == "portal"


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_portals_page_is_known_in_any_encoding(codec):
    data = sites.page(sites.BY_NAME["trs"], TEXT, metas={}).decode().encode(codec)
    assert chosen(data) == "portal"
    assert len(gireport.read(data).body) == 5


HEAD = "<!DOCTYPE html><html><head>{}<title>x</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    "page",
    [
        HEAD.format('<meta name=Generator content="Microsoft Word 15">', f"<div id=zoom>{TEXT}</div>"),
        HEAD.format("<meta name=ProgId content=Word.Document>", f"<div id=content>{TEXT}</div>"),
        HEAD.format('<meta name="generator" content="LibreOffice 7.4">', f"<div id=zoom>{TEXT}</div>"),
        HEAD.format(
            '<meta name="generator" content="pandoc">', f"<header>a</header><div id=content>{TEXT}</div>"
        ),
        HEAD.format("", f"<div id=content>{TEXT}</div>"),
        HEAD.format("", TEXT),
        f'<div id="zoom">{TEXT}</div>',
        f'<p>SiteName</p><div class="TRS_Editor">{TEXT}</div>',
    ],
    ids=["word", "wps", "libreoffice", "pandoc", "content-alone", "plain", "fragment", "fragment-2"],
)
def test_other_pages_and_fragments_stay_html(page):
    assert chosen(page.encode()) == "html"
    assert chosen(page.encode(), "page.shtml") == "html"


def test_a_word_paste_in_a_portals_page_does_not_make_it_words():
    page = HEAD.format(
        '<meta name="SiteName" content="x">',
        f"<div id=zoom><meta name=ProgId content=Word.Document>{TEXT}</div>",
    )
    assert chosen(page.encode()) == "portal"


@pytest.mark.parametrize(
    "report",
    [
        RICH,
        Report(Meta(title="题"), (Paragraph((BookmarkStart("zoom"), Text("文"), BookmarkEnd("zoom"))),)),
        Report(Meta(extra={"SiteName": "x", "ArticleTitle": "y"}), (Paragraph((Text("当前位置"),)),)),
        Report(Meta(title="题", extra={"网站名称": "甲"}), (Paragraph((Text('name="SiteName"'),)),)),
    ],
)
def test_our_own_page_is_read_back_as_the_html_page_that_it_is(report):
    data = gireport.write(report, "html")
    assert chosen(data) == "html"
    assert not FORMAT.sniff(data)


def test_html_is_what_is_written_to_such_names():
    for name in ("a.html", "a.htm", "a.shtml"):
        assert BOOK.for_writing(name).name == "html"
    assert BOOK.named("htm").name == "html"
    with pytest.raises(gireport.GireportError, match="portal can only be read"):
        BOOK.for_writing("a.html", "portal")


def test_files_other_than_pages_are_not_of_a_portal():
    for name in ("docx", "odt", "json", "markdown"):
        assert not FORMAT.sniff(gireport.write(RICH, name))


def test_pages_of_other_programs_stay_html(shared):
    pages = sorted((shared / "corpus" / "html").glob("*.html"))
    assert len(pages) > 40
    for path in pages:
        if FORMAT.sniff(Path(path).read_bytes()):
            with pytest.raises(gireport.errors.NoArticleError, match="scripts fill in the article"):
                gireport.read(path)


@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_at(data):
    assert FORMAT.sniff(data) in (True, False)


@given(
    st.text(alphabet="<>/ =\"'idclaszom索引号：来源附件\n&;#!-", max_size=200), st.sampled_from(sites.SITES)
)
def test_any_article_is_read_or_refused(inner, site):
    """Law 8."""
    with contextlib.suppress(gireport.GireportError):
        assert gireport.read(sites.page(site, inner), "portal").body
