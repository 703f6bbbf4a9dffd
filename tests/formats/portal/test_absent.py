"""A page without an article is told as what it is; never an empty report."""

from __future__ import annotations

import re

import pytest

import gireport
from gireport.errors import NoArticleError, ReadError
from gireport.losses import Losses
from gireport.model import Paragraph, Report, Text
from support import sites

ZOOM = sites.BY_NAME["zoom"]
LINKS = "".join(
    f'<li><a href="{number}.html">某单位{number}年政府信息公开年度报告</a><span>2024-01-{number}</span></li>'
    for number in range(10, 30)
)
SNIPPET = "根据《中华人民共和国政府信息公开条例》规定，现公布某单位的政府信息公开工作年度报告，本报告的统计期限自一月一日起。"  # noqa: E501
NEWS = "".join(
    f"<li><h4><a href='n{n}.html'>县里召开第{n}次政务公开工作会议</a></h4><p>{'会议总结前一阶段工作，部署下一步任务。' * 3}</p><i>01-{n}</i></li>"  # noqa: E501
    for n in range(10, 22)
)
ROWS = "".join(
    f"<tr><td>{n}</td><td><a href='{n}.html'>某单位{n}年报告</a></td><td>{n + 1}-01-20</td><td>某单位办公室</td></tr>"  # noqa: E501
    for n in range(2008, 2025)
)


def page(inner, site=ZOOM, **options):
    options = {"attached": False} | options
    return sites.page(site, inner, **options)


SHELL = (
    b'<!DOCTYPE html><html><head><meta name="SiteName" content="x"><script src="app.js"></script></head>'
    b'<body><div id="app"></div></body></html>'
)
CASES = {
    "shell": (SHELL, "scripts fill in the article"),
    "empty-container": (page(""), "scripts fill in the article"),
    "list": (page(f"<ul>{LINKS}</ul>", sites.BY_NAME["content"]), "a list of 46 links"),
    "list-unknown": (page(f"<ul>{LINKS}</ul>", sites.BY_NAME["unknown"], labels={}), "a list of 46 links"),
    "pictures": (page("<p>（图片版）</p>" + '<p><img src="1.jpg"></p>' * 4), "4 pictures without text"),
    "attachment": (
        page(f"<p>现将报告公布，详见附件。</p>{sites.files()}"),
        f"only attached: {sites.ATTACHED[0][0]} {sites.ATTACHED[0][2]}; {sites.ATTACHED[1][0]} {sites.ATTACHED[1][2]}",  # noqa: E501
    ),
    "attachment-beside": (page("", attached=True), "only attached"),
    "frame": (page('<iframe src="/files/2024.pdf"></iframe>'), "in a frame: https://www.qingxi.example/files/2024.pdf"),
    "nothing": (b"<html><body></body></html>", "no article is found"),
    "onward": (b'<html><head><meta http-equiv=Refresh content="0; URL=\'/a.html\'"></head><body>...</body></html>', "only forwards to /a.html"),  # noqa: E501
    "missing": (sites.page(sites.BY_NAME["unknown"], "<h2>404</h2><p>您访问的页面不存在或已删除。</p><p>您可以返回首页，或者检查网址是否正确，也可以联系管理员反映情况，我们会尽快处理。</p>", metas={"SiteName": "x"}, title="", labels={}, attached=False, tools=False), "says that its article does not exist: 404"),  # noqa: E501
    "results": (sites.page(sites.BY_NAME["unknown"], LINKS.replace("</li>", f"<p>{SNIPPET}</p></li>"), metas={"SiteName": "x"}, labels={}, title="搜索结果", attached=False, tools=False), "a list of 41 links"),  # noqa: E501
    "news": (page(f"<ul>{NEWS}</ul>", sites.BY_NAME["unknown"], labels={}), "a list of 38 links"),
    "rows": (page(f"<table>{ROWS}</table>", sites.BY_NAME["unknown"], labels={}), "a list of 43 links"),
    "frames": (b"<html><frameset><frame src=a></frameset></html>", "in a frame: a"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), CASES.values(), ids=CASES)
def test_the_error_for_a_page_without_an_article_says_what_the_page_is_and_what_to_do(data, said):
    with pytest.raises(NoArticleError) as caught:
        gireport.read(data, "portal")
    assert isinstance(caught.value, ReadError)
    assert said in str(caught.value)
    assert caught.value.hint
    assert re.search("正文|网页", caught.value.message("zh"))
    assert not re.search("the |page", caught.value.message("zh"))
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


def test_the_number_404_in_a_table_does_not_make_an_error_page():
    from support import portals

    inner = f"<p>本机关无信息公开申请。</p>{portals.table(portals.boxes('二', '2021', 400))}"
    assert len(gireport.read(page(inner)).body) == 3


def test_a_report_above_a_list_of_dated_links_is_an_article():
    from support import portals

    links = "".join(f"<p><a href={n}.html>第{n}期简报</a> 2024-01-{n}</p>" for n in range(10, 30))
    inner = f"<p>本机关无信息公开申请。</p>{portals.table(portals.boxes('二', '2021'))}<p>附表：</p>{links}"
    assert len(gireport.read(page(inner)).body) > 20


@pytest.mark.parametrize(
    "title",
    [
        "502 Bad Gateway",
        "404 - 找不到文件或目录。",
        "访问被拦截",
        "系统提示",
        "HTTP Status 500 – Internal Server Error",
    ],
)
def test_the_error_page_of_a_server_is_recognised(title):
    data = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><hr>nginx</body></html>".encode()
    with pytest.raises(NoArticleError, match="says that its article does not exist"):
        gireport.read(data)


@pytest.mark.parametrize("title", ["500强企业报告", "404厂2024年报告", "关于信息不存在答复的报告"])
def test_a_page_that_only_has_such_words_in_its_title_is_read(title):
    data = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>文。</p></body></html>".encode()
    )
    assert len(gireport.read(data).body) == 2


@pytest.fixture
def attaching(tmp_path):
    """A page that only attaches its report, in a folder of its own."""
    path = tmp_path / "page.html"
    path.write_bytes(CASES["attachment"][0])
    return path


REPORT = Report(body=(Paragraph((Text("年度报告全文"),)),))


def test_the_attached_file_is_read_where_it_lies_beside_the_page(attaching):
    name = sites.ATTACHED[0][0]
    attaching.with_name(name).write_bytes(gireport.write(REPORT, "docx"))
    losses = Losses()
    assert gireport.read(attaching, losses=losses) == REPORT
    assert [(one.code, one.detail) for one in losses] == [("attached-report", name)]
    assert gireport.convert(attaching, attaching.with_name("out.json")).report == REPORT


def test_a_file_behind_a_link_or_in_another_folder_is_not_read(attaching):
    other = attaching.parent / "other"
    other.mkdir()
    (other / sites.ATTACHED[0][0]).write_bytes(gireport.write(REPORT, "docx"))
    with pytest.raises(NoArticleError):
        gireport.read(attaching)
    attaching.with_name(sites.ATTACHED[0][0]).symlink_to(other / sites.ATTACHED[0][0])
    with pytest.raises(NoArticleError):
        gireport.read(attaching)


def test_a_page_among_the_attachments_is_not_followed(attaching):
    file = attaching.with_name(sites.ATTACHED[0][0])
    file.write_bytes(CASES["attachment"][0])  # a page that is named .docx, and attaches itself
    with pytest.raises(ReadError):
        gireport.read(attaching)
