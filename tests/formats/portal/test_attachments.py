"""Attached files in the metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model.walk import text
from support import sites

ROOT = Path(__file__).resolve().parents[3]
ZOOM = sites.BY_NAME["zoom"]
LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"
LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))
REPORTS = {
    edition: gireport.read(ROOT / "fixtures" / "reports" / f"{edition}.json") for edition in ("2019", "2021")
}


each_site = pytest.mark.parametrize("site", sites.SITES, ids=lambda site: site.name)


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


@each_site
def test_attachments_beside_the_article_are_listed_with_their_addresses(site):
    base = {} if site.metas else {"base_url": sites.ADDRESS}
    page = sites.page(site, sites.article(REPORTS["2021"]))
    found = gireport.read(page, format="portal", **base)
    listed = [found.meta.extra[f"附件{number}"] for number in (1, 2)]
    assert listed == [f"{name} {address}" for name, _, address in sites.ATTACHED]
    assert "附件3" not in found.meta.extra


def test_attachments_and_the_line_over_them_become_metadata():
    report, _ = read(f"{LINES}<p>相关附件：</p>{sites.files()}", attached=False)
    assert text(report).endswith(LINE)
    assert report.meta.extra["附件1"] == f"{sites.ATTACHED[0][0]} {sites.ATTACHED[0][2]}"


@pytest.mark.parametrize(
    "after",
    [
        "<p>附件下载：<a href='/d/1.pdf'>2024年报告.pdf</a></p>",
        "<h3>相关附件</h3><ul><li><a href='/d/1.pdf'>2024年报告.pdf</a><span>（23.5KB）</span> 下载</li></ul>",  # noqa: E501
        "<div><b>相关附件：</b><a href='/d/1.pdf'>2024年报告.pdf</a>（<i>32KB</i>）</div>",
        "<p>相关附件：</p><p>1.<a href='/d/1.pdf'>2024年报告.pdf</a></p>",
    ],
)
def test_an_attachment_with_its_size_number_or_head_beside_it_becomes_metadata(after):
    report, _ = read(LINES + after, attached=False)
    assert text(report).endswith(LINE)
    assert report.meta.extra["附件1"] == "2024年报告.pdf https://www.qingxi.example/d/1.pdf"


def test_an_attachment_with_a_generic_link_text_gets_the_name_beside_it():
    files = "<ul><li><span>2024年报告.docx</span><a href='/f/1.docx'>下载</a></li><li>丙.pdf <a href=/f/2.pdf>下载</a><a href=/f/3.pdf>下载</a></li></ul>"  # noqa: E501
    report, _ = read(LINES + files, attached=False)
    assert [report.meta.extra[f"附件{n}"].split()[0] for n in (1, 2, 3)] == [
        "2024年报告.docx",
        "2.pdf",
        "3.pdf",
    ]


def test_an_attachment_that_the_text_names_stays_a_link_in_it():
    report, _ = read(f'{LINES}<p>附件：<a href="/f/1.pdf">1.统计表</a></p>', attached=False)
    assert report.body[-1].content[-1].link == "https://www.qingxi.example/f/1.pdf"
    assert report.meta.extra["附件1"] == "1.统计表 https://www.qingxi.example/f/1.pdf"
