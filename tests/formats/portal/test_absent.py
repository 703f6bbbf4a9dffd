"""A page without an article is told as what it is; never an empty report."""

from __future__ import annotations

import pytest

import gireport
from gireport.errors import NoArticleError, ReadError
from support import sites

ZOOM = sites.BY_NAME["zoom"]
LINKS = "".join(
    f'<li><a href="{number}.html">某单位{number}年政府信息公开年度报告</a><span>2024-01-{number}</span></li>'
    for number in range(10, 30)
)
SNIPPET = "根据《中华人民共和国政府信息公开条例》规定，现公布某单位的政府信息公开工作年度报告，本报告的统计期限自一月一日起。"


def page(inner, site=ZOOM, **options):
    options = {"attached": False} | options
    return sites.page(site, inner, **options)


SHELL = b'<!DOCTYPE html><html><head><meta name="SiteName" content="x"><script src="app.js"></script></head><body><div id="app"></div></body></html>'
CASES = {
    "shell": (SHELL, "a shell that scripts fill"),
    "empty-container": (page(""), "a shell that scripts fill"),
    "list": (page(f"<ul>{LINKS}</ul>", sites.BY_NAME["content"]), "a list of 46 links"),
    "list-unknown": (page(f"<ul>{LINKS}</ul>", sites.BY_NAME["unknown"], labels={}), "a list of 46 links"),
    "pictures": (page("<p>（图片版）</p>" + '<p><img src="1.jpg"></p>' * 4), "4 pictures without text"),
    "attachment": (
        page(f"<p>现将报告公布，详见附件。</p>{sites.files()}"),
        f"only attached: {sites.ATTACHED[0][0]} {sites.ATTACHED[0][2]}; {sites.ATTACHED[1][0]} {sites.ATTACHED[1][2]}",
    ),
    "attachment-beside": (page("", attached=True), "only attached"),
    "frame": (page('<iframe src="/files/2024.pdf"></iframe>'), "in a frame: https://www.qingxi.example/files/2024.pdf"),
    "nothing": (b"<html><body></body></html>", "no article is found"),
    "onward": (b'<html><head><meta http-equiv=Refresh content="0; URL=\'/a.html\'"></head><body>...</body></html>', "only leads on to /a.html"),
    "missing": (sites.page(sites.BY_NAME["unknown"], "<h2>404</h2><p>您访问的页面不存在或已删除。</p><p>您可以返回首页，或者检查网址是否正确，也可以联系管理员反映情况，我们会尽快处理。</p>", title="", labels={}, attached=False, tools=False), "says that there is none: 404"),
    "results": (sites.page(sites.BY_NAME["unknown"], LINKS.replace("</li>", f"<p>{SNIPPET}</p></li>"), metas={"SiteName": "x"}, labels={}, title="搜索结果", attached=False, tools=False), "a list of 41 links"),
    "frames": (b"<html><frameset><frame src=a></frameset></html>", "in a frame: a"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), CASES.values(), ids=CASES)
def test_a_page_without_an_article_says_what_it_is_and_what_to_do(data, said):
    with pytest.raises(NoArticleError) as caught:
        gireport.read(data, "portal")
    assert isinstance(caught.value, ReadError)
    assert said in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_short_article_in_a_known_container_is_an_article():
    report = gireport.read(page("<p>本机关本年度无信息公开申请，特此报告，请予监督。</p>"))
    assert len(report.body) == 2


def test_an_article_with_text_and_an_attachment_is_read():
    inner = "<p>本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。</p>" * 4
    assert len(gireport.read(page(inner, attached=True)).body) == 5


def test_a_page_that_only_attaches_its_report_can_still_be_read_whole():
    data = CASES["attachment"][0]
    assert len(gireport.read(data, "html").body) > 10


def test_a_report_whose_tables_hold_the_number_404_is_no_missing_page():
    from support import portals

    inner = f"<p>本机关无信息公开申请。</p>{portals.table(portals.boxes('二', '2021', 400))}"
    assert len(gireport.read(page(inner)).body) == 3
