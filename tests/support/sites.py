"""Pages as portals publish reports: a site's furniture around an article that was pasted from a word
processor.

All of it is our own writing, in the style of the systems that portals run on. What the page is made of is
known:
the article's lines, the metadata, the words of the chrome.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from gireport.model import Cell, Heading, Paragraph, Report, Table, Text
from gireport.model.walk import text

SITE = "青溪县人民政府"
ADDRESS = "https://www.qingxi.example/art/2025/1/15/art_2301_118.html"
TITLE = "云岭市青溪县档案服务中心2024年政府信息公开工作年度报告"
LABELS = {
    "索引号": "QX-DA-2025-0002",
    "发布机构": "云岭市青溪县档案服务中心",
    "发文字号": "青档〔2025〕2号",
    "成文日期": "2025年01月10日",
    "发布日期": "2025年01月15日",
    "公开方式": "主动公开",
    "组配分类": "政府信息公开年报",
    "有效性": "有效",
    "名称": TITLE,
}
METAS = {
    "SiteName": SITE,
    "SiteDomain": "www.qingxi.example",
    "SiteIDCode": "5300000009",
    "ColumnName": "政府信息公开年报",
    "ColumnType": "政务公开",
    "ArticleTitle": TITLE,
    "PubDate": "2025-01-15 09:30",
    "ContentSource": "县档案服务中心",
    "Keywords": "政府信息公开,年度报告",
    "Description": "档案服务中心的年度报告。",
    "Url": ADDRESS,
}
# Words that no article holds: whatever is left of them in a report is chrome that came through.
CHROME = (
    "网站首页", "无障碍浏览", "当前位置", "字体", "打印本页", "关闭窗口", "扫一扫", "浏览次数", "分享到", "上一篇", "下一篇",  # noqa: E501
    "相关附件", "主办单位", "备案", "网站地图", "政策文件", "领导之窗",
)  # fmt: skip
ATTACHED = (
    ("青溪县档案服务中心年度报告.docx", "/module/download/downfile.jsp?classid=0&filename=a1.docx", "https://www.qingxi.example/module/download/downfile.jsp?classid=0&filename=a1.docx"),
    ("报告（版式）.ofd", "../../../picture/0/a2.ofd", "https://www.qingxi.example/art/picture/0/a2.ofd"),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """How one system builds its pages."""

    name: str
    open: str
    close: str
    why: str
    block: str = "table"
    laid_out: bool = False
    title: str = "<h1>{}</h1>"
    metas: bool = True


SITES = (
    Site("zoom", '<div id="zoom">', "</div>", "#zoom", "table"),
    Site("Zoom", '<div id="Zoom" class="con">', "</div>", "#zoom", "ul"),
    Site("zoomcon", '<div id=zoomcon>', "</div>", "#zoomcon", "dl"),
    Site("ucap", '<div id="UCAP-CONTENT"><UCAPCONTENT>', "</UCAPCONTENT></div>", "ucapcontent", "div", title="<UCAPTITLE>{}</UCAPTITLE>"),  # noqa: E501
    Site("trs", '<div class="TRS_Editor"><div class="Custom_UnionStyle">', "</div></div>", ".Custom_UnionStyle", "ul"),  # noqa: E501
    Site("trs-view", '<div class="view trs_editor_view TRS_UEDITOR trs_paper_default">', "</div>", ".trs_editor_view", "div"),  # noqa: E501
    Site("pages", '<div class="pages_content" id="UCAP">', "</div>", ".pages_content", "table"),
    Site("ivs", '<div id="ivs_content"><div id="webeditorview">', "</div></div>", "#webeditorview", "line"),
    Site("post", '<div class="article-content">', "</div>", ".article-content", "dl"),
    Site("article", '<div id="article"><div id="articleContent">', "</div></div>", "#articleContent", "table"),  # noqa: E501
    Site("content", '<div id="content">', "</div>", "#content", "ul"),
    Site("xxgk", '<div class="xxgk_content">', "</div>", ".xxgk_content", "table"),
    Site("zw", '<div class="zw-content clearfix">', "</div>", ".zw-content", "ul"),
    Site("detail", '<div class="detail-content">', "</div>", ".detail-content", "div"),
    Site("info", '<div class="infocontent">', "</div>", ".infocontent", "line"),
    Site("cell", '<table width="98%"><tr><td class="detail">', "</td></tr></table>", "td.detail", "table", laid_out=True),  # noqa: E501
    Site("jcms", "<div><!--ZJEG_RSS.content.begin-->", "<!--ZJEG_RSS.content.end--></div>", "<!--ZJEG_RSS.content.begin-->", "table"),  # noqa: E501
    Site("marks", "<div><!--<$[信息内容]>begin-->", "<!--<$[信息内容]>end--></div>", "<!--<$[信息内容]>begin-->", "ul"),  # noqa: E501
    Site("metas", '<div><meta name="ContentStart">', '<meta name="ContentEnd"></div>', '<meta name="ContentStart">', "ul"),  # noqa: E501
    Site("vsb", '<div id="vsb_content"><div class="v_news_content">', "</div></div>", ".v_news_content", "ul"),  # noqa: E501
    Site("unknown", '<div class="neirong">', "</div>", "the densest block", "table"),
    Site("bare", '<div class="neirong">', "</div>", "the densest block", "table", metas=False),
)  # fmt: skip
BY_NAME = {site.name: site for site in SITES}


def lines(report: Report) -> list[str]:
    """The paragraphs of a report outside tables, its title first."""
    return [text([block]) for block in report.body if isinstance(block, (Heading, Paragraph))]


def article(report: Report, with_title: bool = False) -> str:
    """The report as a word processor's paste: bold paragraphs for headings, tables of `td` with inline
    widths.
    """
    parts = []
    for block in report.body:
        if isinstance(block, Heading):
            if block.level == 0 and not with_title:
                continue
            style = ' align="center"' if block.level == 0 else ' style="text-indent:32pt"'
            inner = html.escape(text([block]))
            parts.append(
                f'<p class="MsoNormal"{style}><strong><span style="font-family:黑体">{inner}</span></strong></p>'  # noqa: E501
            )
        elif isinstance(block, Paragraph):
            align = f' style="text-align:{block.align}"' if block.align else ""
            parts.append(
                f'<p class="MsoNormal"{align}><span>{"".join(_inlines(block))}<o:p></o:p></span></p>'
            )
        elif isinstance(block, Table):
            parts.append("".join(_table(block)))
    return "\n".join(parts)


def _inlines(block: Paragraph) -> Iterator[str]:
    for inline in block.content:
        if isinstance(inline, Text):
            said = html.escape(inline.text)
            yield f'<a href="{html.escape(inline.link)}">{said}</a>' if inline.link else said


def _table(table: Table) -> Iterator[str]:
    yield '<table class="MsoTableGrid" border="1" cellspacing="0" style="width:100%"><tbody>'
    for row in table.rows:
        yield '<tr style="height:20pt">'
        for cell in row:
            spans = f' colspan="{cell.colspan}"' * (cell.colspan > 1) + f' rowspan="{cell.rowspan}"' * (
                cell.rowspan > 1
            )
            yield f'<td nowrap="nowrap" align="center"{spans}><p align="center">{_cell(cell)}</p></td>'
        yield "</tr>"
    yield "</tbody></table>"


def _cell(cell: Cell) -> str:
    return html.escape(text(cell.content)) or "&nbsp;"


def block(form: str, labels: dict[str, str] = LABELS) -> str:
    """The block of labels: a table of four columns, a list, a definition list, divs, or lines."""
    items = list(labels.items())
    if form == "table":
        cells = [f"<td class=l>{spaced(label)}：</td><td>{value}</td>" for label, value in items]
        rows = "".join(f"<tr>{''.join(cells[start : start + 2])}</tr>" for start in range(0, len(cells), 2))
        return f'<table class="xxgk_table" width="100%">{rows}</table>'
    if form == "ul":
        return f"<ul class=info>{''.join(f'<li><b>{label}：</b>{value}</li>' for label, value in items)}</ul>"
    if form == "dl":
        return (
            f"<dl>{''.join(f'<dt>{label}</dt><dd><span>{value}</span></dd>' for label, value in items)}</dl>"
        )
    if form == "div":
        rows = "".join(f"<div class=row><div>{label}</div><div>{value}</div></div>" for label, value in items)
        return f"<div class=headInfo>{rows}</div>"
    return "<div>" + "<br>".join(f"{label}：{value}" for label, value in items) + "</div>"


def spaced(label: str) -> str:
    return "　".join(label) if len(label) == 2 else label.replace("索引号", "索&nbsp;引&nbsp;号")


def files() -> str:
    return "".join(
        f'<p><a href="{html.escape(href)}" target="_blank">{name}</a></p>' for name, href, _ in ATTACHED
    )


def page(
    site: Site,
    inner: str,
    *,
    encoding: str = "utf-8",
    metas: dict[str, str] | None = None,
    labels: dict[str, str] | None = None,
    title: str = TITLE,
    attached: bool = True,
    tools: bool = True,
) -> bytes:
    """A page of `site` with `inner` as its article."""
    said = METAS if metas is None else metas
    head = "".join(f'<meta name="{name}" content="{html.escape(value)}">\n' for name, value in said.items())
    named = LABELS if labels is None else labels
    middle = (
        f"{block(site.block, named) if named else ''}{site.title.format(title)}"
        + (_TOOLS if tools else "")
        + f"{site.open}{inner}{site.close}"
        + (f'<div class="fj"><p>相关附件</p>{files()}</div>' if attached else "")
        + '<div class="prevnext"><p>上一篇：<a href="art_1.html">2023年报告</a></p><p>下一篇：没有了</p></div>'  # noqa: E501
    )
    if site.laid_out:
        main = f'<table width="1000" align="center"><tr><td class="left">{_SIDE}</td><td>{middle}</td></tr></table>'  # noqa: E501
    else:
        main = f'<div class="main"><div class="side">{_SIDE}</div><div class="right">{middle}</div></div>'
    whole = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">\n'  # noqa: E501
        f"<title>{title}_政府信息公开年报_{SITE}</title>\n{head if site.metas else ''}"
        f"{_SCRIPT if site.metas else ''}<style>.hid{{display:none}}</style></head><body>"
        f'<div class="header"><h1 class="logo">{SITE}</h1>{_NAV}</div>'
        f'<div class="dqwz">当前位置：<a href="/">网站首页</a> &gt; <a href="/zwgk/">政府信息公开年报</a></div>'  # noqa: E501
        f"{main}{_FOOTER}</body></html>"
    )
    return whole.encode(encoding)


_NAV = (
    "<ul>"
    + "".join(
        f'<li><a href="/c{n}/">{name}</a></li>'
        for n, name in enumerate(("网站首页", "无障碍浏览", "领导之窗", "政策文件"))
    )
    + "</ul>"
)
_SIDE = "<ul>" + "".join(f'<li><a href="/zc/{n}.html">政策文件第{n}号</a></li>' for n in range(12)) + "</ul>"
_TOOLS = (
    '<div class="artinfo"><span>来源：县档案服务中心</span> <span>发布时间：2025-01-15 09:30</span> <span>浏览次数：<i>118</i>次</span> '  # noqa: E501
    '<span>字体：【<a href="javascript:z(1)">大</a> <a href="javascript:z(2)">中</a> <a href="javascript:z(3)">小</a>】</span> '  # noqa: E501
    '<a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a></div>'
)
_FOOTER = (
    '<div class="ewmbox">扫一扫在手机打开当前页<img src="/qr.png"></div><div class="bdshare">分享到：<a href="#">微信</a></div>'  # noqa: E501
    '<div class="footer"><p>主办单位：青溪县人民政府办公室　<a href="/map.html">网站地图</a></p><p>网站标识码：5300000009　备案号：0000</p></div>'  # noqa: E501
)
_SCRIPT = '<script>var a = "<div id=zoom>";</script>'
