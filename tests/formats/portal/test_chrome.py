"""What a site puts into its articles goes; what only looks like it stays."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from gireport.model.walk import tables, text
from gireport.statutory.figure import figures
from support import portals, sites

ZOOM = sites.BY_NAME["zoom"]


LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"


LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


@pytest.mark.parametrize(
    "line",
    [
        "来源：县政府办　发布时间：2025-01-15 09:30　浏览次数：12次",
        "【字体：大 中 小】",
        "【打印】【关闭】",
        "【大 中 小】",
        "<a href='javascript:z()'>大</a> | <a href='javascript:z()'>中</a> | <a href='javascript:z()'>小</a>",
        "打印本页 | 关闭窗口",
        "扫一扫在手机打开当前页",
        "分享到：微信 微博",
        "上一篇：没有了",
        "（供稿：办公室　审核：赵六）",
        "您对本页面的内容是否满意？ 满意 不满意",
        "当前位置：首页 > 公开",
        "信息来源： 县统计局 发布日期： 2025年1月15日 字号：大 中 小",
        "【字体：大 中 小】 打印 收藏 分享到：<a>微信</a><a>新浪微博</a>",
    ],
)
def test_a_line_of_chrome_at_either_end_of_the_article_is_dropped(line):
    report, told = read(f"<p>{line}</p>{LINES}<p>{line}</p>")
    assert len(report.body) == 7
    bare, _ = read(LINES)
    assert report.body == bare.body
    assert told["chrome"].severity == "presentation"


@pytest.mark.parametrize(
    "line",
    [
        "2025年1月15日",
        "来源广泛，渠道多样。",
        "大中小学校信息公开",
        "联系方式：0000-5550123",
        "关闭",
        "日期：2025年1月15日",
        "来源：线上线下各半。",
    ],
)
def test_a_line_of_the_article_is_kept_where_chrome_might_stand(line):
    kept = line if line != "关闭" else "关闭了三个专栏"
    report, _ = read(f"{LINES}<p>{kept}</p>")
    assert text(report.body[-1:]) == kept


def test_a_line_of_chrome_in_the_middle_of_the_article_is_kept():
    report, _ = read(f"{LINES}<p>来源：县政府办</p>{LINES}")
    assert "来源：县政府办" in text(report)


def test_the_loss_of_chrome_in_the_article_quotes_its_text():
    losses = Losses()
    gireport.read(sites.page(ZOOM, f"<p>来源：县政府办</p>{LINES}"), "portal", losses=losses)
    told = [(loss.count, loss.detail) for loss in losses if loss.code == "chrome"]
    assert told[0] == (7, "in the article: 来源：县政府办")
    assert told[1][1] == "characters around the article"


@pytest.mark.parametrize("name", ["section-header", "card-header", "title-banner"])
def test_a_numbered_heading_in_an_element_named_as_chrome_is_kept(name):
    report, _ = read(
        f'<div class="{name}"><span>一、总体情况</span></div>{LINES}<div class={name}>（二）其他</div>{LINES}'
    )
    assert "一、总体情况" in text(report)
    assert "（二）其他" in text(report)


@pytest.mark.parametrize(
    "signature",
    [
        '<div class="foot-name">青溪县档案局</div><div class="foot-date">2025年1月16日</div>',
        "<footer><p>青溪县档案局</p><p>2025年1月16日</p></footer>",
    ],
)
def test_a_signature_in_parts_named_as_chrome_is_kept(signature):
    report, _ = read(LINES + signature)
    assert text(report).split("\n")[-2:] == ["青溪县档案局", "2025年1月16日"]


def test_an_element_named_as_a_part_of_the_page_is_kept_between_texts_of_the_article():
    part = '<div class="table-header">单位：件</div>'
    report, _ = read(part + LINES + part + LINES + '<div class="footer">主办单位</div>')
    assert text(report).count("单位：件") == 1
    assert "主办单位" not in text(report)


def test_a_date_alone_over_a_line_of_chrome_is_removed_with_it():
    report, _ = read(f"<p>2025-01-17</p><p>来源：县档案局</p>{LINES}<p>2025-01-16</p><p>【打印】</p>")
    assert text(report).split("\n")[1].startswith("0、")
    assert text(report).endswith("2025-01-16")


def test_a_menu_of_items_that_scripts_make_links_is_chrome():
    menu = "".join(f"<li onclick=go({n})>机构职能与设置{n}</li>" for n in range(300))
    data = sites.page(sites.BY_NAME["unknown"], LINES * 3).replace(
        b'<div class="side">', f"<div><ul>{menu}</ul>".encode()
    )
    assert "机构职能" not in text(gireport.read(data, "portal"))


def test_an_element_of_chrome_inside_the_article_is_dropped():
    report, _ = read(
        f'<div class="bdsharebuttonbox share">分享</div>{LINES}<div id="div_print"><a href="#">打印</a></div>{LINES}'  # noqa: E501
    )
    assert "分享" not in text(report)
    assert text(report).count(LINE) == 12


def test_long_text_is_kept_whatever_its_class():
    report, _ = read(f'{LINES}<div class="footer">{LINES * 2}</div>')
    assert text(report).count(LINE) == 18


@pytest.mark.parametrize("name", ["position-relative", "print-content", "mb-bottom", "share-main"])
def test_sentences_are_kept_whatever_their_class(name):
    report, _ = read(f'{LINES}<div class="{name}"><p>{LINE}</p></div>')
    assert text(report).endswith(LINE)


def test_a_signature_in_an_element_named_as_chrome_is_kept():
    report, _ = read(f'{LINES}<div class="footer"><p>青溪县档案局</p><p>2025年1月10日</p></div>')
    assert [text([block]) for block in report.body[-2:]] == ["青溪县档案局", "2025年1月10日"]


def test_the_header_and_footer_inside_an_article_element_are_kept():
    inner = f"<article><header><h1>{sites.TITLE}</h1></header>{LINES}<footer><p>青溪县档案局</p></footer></article>"  # noqa: E501
    report, _ = read(inner, site=sites.BY_NAME["unknown"], title="政务公开")
    assert text(report.body[:1]) == sites.TITLE
    assert text(report.body[-1:]) == "青溪县档案局"


def test_a_sites_numbers_at_the_end_of_an_unclosed_article_are_chrome():
    report, _ = read(f"{LINES}<div>网站标识码：5300000009 滇ICP备05000000号-1</div>")
    assert text(report).endswith(LINE)


def test_the_block_of_labels_inside_the_container_becomes_metadata():
    report, _ = read(sites.block("table") + LINES, site=sites.BY_NAME["content"], labels={})
    assert report.meta.index_number == "QX-DA-2025-0002"
    assert tables(report) == []


@pytest.mark.parametrize(
    "after",
    [
        "<div>相关阅读</div><ul><li><a href=1>2023年报告</a><span>2024-01-10</span></li><li><a href=2>2022年报告</a></li></ul>",  # noqa: E501
        "<ul><li>上一条：<a href=1>甲</a></li><li>下一条：<a href=2>乙</a></li></ul>",
        "<table><tr><td>上一篇：</td><td><a href=1>甲</a></td></tr><tr><td>下一篇：</td><td><a href=2>乙</a></td></tr></table>",  # noqa: E501
        "<p>点击：<script>hits()</script>次　来源：县政府办</p>",
    ],
)
def test_links_to_other_articles_under_the_article_are_dropped_whole(after):
    report, _ = read(LINES + after)
    bare, _ = read(LINES)
    assert report.body == bare.body


def test_links_at_the_end_without_a_line_over_them_are_kept():
    report, _ = read(f"{LINES}<p>2025年1月10日</p><p><a href=1>县政务公开专栏</a></p>")
    assert [text([block]) for block in report.body[-2:]] == ["2025年1月10日", "县政务公开专栏"]


@pytest.mark.parametrize("line", ["扫一扫在手机打开当前页", "微信扫描二维码"])
def test_a_qr_code_is_removed_with_its_caption(line):
    code, text_ = '<p><img src="qr.png"></p>', f"<p>{line}</p>"
    report, _ = read(f"{code}{text_}{LINES}{text_}{code}")
    assert not report.resources
    assert text(report).endswith(LINE)
    assert len(report.body) == 7


def test_any_other_picture_at_the_articles_end_stays_and_what_is_before_it():
    report, _ = read(
        f'{LINES}<p><img src="stamp.png"></p><p>扫一扫</p><p>【打印】</p><p><img src="b.png"></p>'
    )
    assert len(report.body) == 11


def test_the_table_of_the_article_is_not_taken_for_chrome_whatever_its_class():
    rows = portals.table(portals.boxes("二", "2021")).replace("<tr>", '<tr class="header nav">', 1)
    report, _ = read(LINES + f'<div class="share print">{rows}</div>')
    assert len(figures(report)) == len(portals.wanted("二", "2021"))
    assert text(report).count("信息内容") == 4


def test_page_breaks_of_a_paged_article_are_removed():
    report, _ = read(f"{LINES}#PAGE_BREAK#{LINES}<p>#PAGE_BREAK#</p>{LINES}", site=sites.BY_NAME["ucap"])
    assert "PAGE" not in text(report)
    assert text(report).count(LINE) == 18


@pytest.mark.parametrize(
    "src", ['src="/images/loading.gif"', "", 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="']
)
def test_a_picture_that_a_script_loads_later_is_used(src):
    report, _ = read(f'{LINES}<p><img {src} data-original="/t.png"></p>')
    assert report.body[-1].content[0].resource == "https://www.qingxi.example/t.png"


def test_a_picture_without_a_placeholder_stays():
    report, _ = read(f'{LINES}<p><img src="/t.png" data-original="/large.png"></p>')
    assert report.body[-1].content[0].resource == "https://www.qingxi.example/t.png"
