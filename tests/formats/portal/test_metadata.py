"""What a page says of its article: national metas, the block of labels, the two together."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from support import sites

ZOOM = sites.BY_NAME["zoom"]


LINES = "<p>本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。</p>" * 4


def read(inner=LINES, **options):
    """The metadata of a page, and its losses by code."""
    losses = Losses()
    site = options.pop("site", ZOOM)
    report = gireport.read(sites.page(site, inner, attached=False, **options), "portal", losses=losses)
    return report.meta, {loss.code: loss for loss in losses}


def bare(line, inner=LINES):
    """The metadata of a page without metas and labels that shows `line` between its title and article."""
    data = sites.page(ZOOM, inner, metas={"SiteName": "x"}, labels={}, tools=False, attached=False)
    return gireport.read(data.replace(b'<div id="zoom">', f'{line}<div id="zoom">'.encode()), "portal").meta


@pytest.mark.parametrize(
    ("line", "published", "source"),
    [
        ("<div>来源：县档案局　发布时间：2025-01-15 09:30　浏览次数：<i>3</i>次</div>", "2025-01-15 09:30", "县档案局"),  # noqa: E501
        ("<p>信息来源： 县档案局 发布日期： 2025年1月15日 字号：大 中 小</p>", "2025年1月15日", "县档案局"),
        ("<ul><li>来源：<b>县档案局</b></li><li>发布时间：<b>2025年01月15日 09时30分</b></li></ul>", "2025年01月15日 09时30分", "县档案局"),  # noqa: E501
        ("<div>2025-01-15 09:30 <span>来源： 县档案局</span></div>", "2025-01-15 09:30", "县档案局"),
        ("<p>时间：2025-01-15　来源：县档案局</p>", "2025-01-15", "县档案局"),
        ("<p>更新时间：2025-02-01　来源：县档案局</p>", None, "县档案局"),
        ("<p>来源：　发布时间：2025/1/15</p>", "2025/1/15", None),
        ("<p>会议时间：2025-01-15</p>", None, None),
        ("<p>发布于：2025-01-15 09:30</p>", "2025-01-15 09:30", None),
        ("<p>发布于 2025-01-15 09:30 浏览：3</p>", "2025-01-15 09:30", None),
        ("<p>稿件来源：县档案局　创建时间：2025/01/15</p>", "2025/01/15", "县档案局"),
        ("<p>文章来源：县档案局（办公室） 发布时间：2025-01-15 语音朗读 字号：T|T</p>", "2025-01-15", "县档案局（办公室）"),  # noqa: E501
        ("<p>公开日期：2025-01-15 信息来源：县档案局 访问次数： 分享：</p>", "2025-01-15", "县档案局"),
        ("<p>本页于2024年1月1日起由县档案局整理</p>", None, None),
        ("<p>2025年01月15日 09:12　点击：[3]</p>", "2025年01月15日 09:12", None),
        ("<table><tr><td>发布时间：</td><td>2025-01-15</td><td>来源：</td><td>县档案局</td></tr></table>", "2025-01-15", "县档案局"),  # noqa: E501
    ],
)  # fmt: skip
def test_the_line_under_the_title_gives_date_and_source(line, published, source):
    meta = bare(line)
    assert (meta.published, meta.extra.get("来源")) == (published, source)


def test_such_a_line_at_the_start_of_the_article_counts_too():
    meta = bare("", f"<p>{sites.TITLE}</p><p>发布日期：2025-01-15 来源：县档案局</p>{LINES}")
    assert (meta.published, meta.extra["来源"]) == ("2025-01-15", "县档案局")


def test_a_line_over_the_title_does_not_count():
    data = sites.page(ZOOM, LINES, metas={"SiteName": "x"}, labels={}, tools=False, attached=False)
    meta = gireport.read(
        data.replace(b"<h1>\xe4\xba\x91", "<p>来源：某报 发布时间：2020-01-01</p><h1>云".encode()), "portal"
    ).meta
    assert (meta.published, "来源" in meta.extra) == (None, False)


def test_a_date_in_the_articles_own_text_is_not_when_it_was_published():
    assert bare("", f"<p>发布时间：2025-01-15，会议召开。</p>{LINES}").published is None


def test_a_line_that_names_another_day_than_the_meta_is_what_the_page_shows():
    data = sites.page(ZOOM, LINES, labels={}, attached=False).replace(
        "发布时间：2025-01-15 09:30".encode(), "发布时间：2025-01-18".encode()
    )
    losses = Losses()
    meta = gireport.read(data, "portal", losses=losses).meta
    assert meta.published == "2025-01-18"
    assert [loss.where for loss in losses if loss.code == "metadata-disagrees"] == ["published"]
    assert meta.extra["来源"] == sites.METAS["ContentSource"]


@pytest.mark.parametrize(
    "date",
    ["2025-01-15", "2025-01-15 09:30", "2025-01-15 09:30:12", "2025/1/15", "2025年1月15日", "20250115"],
)
def test_a_date_of_publishing_is_kept_as_it_is_written(date):
    meta, _ = read(metas=sites.METAS | {"PubDate": date}, labels={})
    assert meta.published == date


def test_an_empty_date_in_the_head_gives_way_to_the_one_in_the_block():
    meta, told = read(metas=sites.METAS | {"PubDate": ""})
    assert meta.published == "2025年01月15日"
    assert "metadata-disagrees" not in told


def test_of_two_writings_of_one_day_the_more_exact_is_kept():
    meta, told = read(metas=sites.METAS | {"PubDate": "2025-01-15 09:30:00"})
    assert meta.published == "2025-01-15 09:30:00"
    assert "metadata-disagrees" not in told


def test_where_head_and_page_disagree_the_page_wins_with_a_loss():
    meta, told = read(metas=sites.METAS | {"PubDate": "2025-03-02"})
    assert meta.published == "2025年01月15日"
    loss = told["metadata-disagrees"]
    assert (loss.severity, loss.where) == ("structure", "published")
    assert "2025-03-02" in loss.detail
    assert "2025年01月15日" in loss.detail


def test_names_of_metas_do_not_depend_on_case_and_others_keep_their_own():
    meta, _ = read(
        metas={"sitename": "甲", "PUBDATE": "2025-01-15", "catalogs": "c2301", "viewport": "x"},
        labels={},
        tools=False,
    )
    assert meta.extra == {"网站名称": "甲", "catalogs": "c2301"}
    assert meta.published == "2025-01-15"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("http://b.example/1.html", "http://b.example/1.html"),
        ("/relative/1.html", None),
        ("javascript:x()", None),
    ],
)
def test_the_pages_own_address_is_one_that_can_be_followed(address, wanted):
    meta, _ = read(metas={"SiteName": "甲", "Url": address})
    assert meta.source_url == wanted


def test_base_url_has_precedence_over_the_address_in_the_page():
    data = sites.page(ZOOM, LINES)
    assert (
        gireport.read(data, "portal", base_url="https://c.example/x/").meta.source_url
        == "https://c.example/x/"
    )
