"""Pages in the style of each system: the article whole, its tables and metadata right, the chrome gone."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import Heading, Table
from gireport.model.walk import tables, text
from gireport.steps.outline import outline
from support import sites
from support.chromium import CHROMIUM, window

ROOT = Path(__file__).resolve().parents[3]


REPORTS = {
    edition: gireport.read(ROOT / "fixtures" / "reports" / f"{edition}.json") for edition in ("2019", "2021")
}


ENCODINGS = ("utf-8", "gbk", "gb18030")


# What stands in the repository, to try the reader on.
FIXTURES = {
    "jcms-gb18030.html": ("jcms", "gb18030"),
    "layout-table-gbk.html": ("cell", "gbk"),
    "trs-utf-8.html": ("trs", "utf-8"),
}


each_site = pytest.mark.parametrize("site", sites.SITES, ids=lambda site: site.name)


def read(data, **options):
    """The report in a page and its losses."""
    losses = Losses()
    return gireport.read(data, losses=losses, **options), list(losses)


def cells(report):
    """The text, the spans and the places of all cells of all tables."""
    return [
        [[(text(cell.content), cell.colspan, cell.rowspan) for cell in row] for row in found.table.rows]
        for found in tables(report)
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
@each_site
def test_the_article_is_whole_and_the_chrome_is_gone(site, encoding):
    report = REPORTS["2021"]
    found, losses = read(sites.page(site, sites.article(report), encoding=encoding))
    lines = [text([block]) for block in found.body if not isinstance(block, Table)]
    assert lines == [line for line in sites.lines(report) if line]
    assert cells(found) == cells(report)
    assert [word for word in sites.CHROME if word in text(found)] == []
    assert {loss.code for loss in losses} == {"article-found", "chrome"}


@each_site
def test_losses_name_the_chosen_container_and_the_chrome_around_it(site):
    page = sites.page(site, sites.article(REPORTS["2019"]))
    _, losses = read(page)
    told = {loss.code: loss for loss in losses}
    assert site.why in told["article-found"].detail
    assert told["chrome"].count > 100
    assert not any(loss.severity != "presentation" for loss in losses)


@each_site
def test_the_metadata_come_from_metas_and_the_block_of_labels(site):
    found, _ = read(sites.page(site, sites.article(REPORTS["2021"])))
    meta = found.meta
    assert (meta.title, meta.organ) == (sites.TITLE, sites.LABELS["发布机构"])
    assert (meta.index_number, meta.document_number) == ("QX-DA-2025-0002", "青档〔2025〕2号")
    for label in ("成文日期", "公开方式", "组配分类", "有效性", "名称"):
        assert meta.extra[label] == sites.LABELS[label]
    if site.metas:
        assert (meta.published, meta.source_url) == ("2025-01-15 09:30", sites.ADDRESS)
        assert meta.keywords == ("政府信息公开", "年度报告")
        assert (meta.extra["网站标识码"], meta.extra["来源"]) == ("5300000009", "县档案服务中心")
    else:
        assert (meta.published, meta.source_url) == ("2025年01月15日", None)


@pytest.mark.parametrize("edition", REPORTS)
def test_the_page_gives_the_findings_and_figures_that_the_word_document_gives(edition):
    """The page's title, organ and date stand in for those of the document."""
    report = REPORTS[edition]
    title = text(report.body[:1])
    word = gireport.read(gireport.write(report, "docx"), "docx")
    metas = sites.METAS | {"ArticleTitle": title}
    labels = sites.LABELS | {"名称": title}
    data = sites.page(sites.BY_NAME["trs"], sites.article(report), metas=metas, labels=labels, title=title)
    page, _ = read(data)
    assert page.body[0] == Heading(0, report.body[0].content)

    def said(one):
        return sorted((finding.code, finding.severity, finding.message) for finding in gireport.check(one))

    def figures(one):
        return [(figure.key, figure.number, figure.state) for figure in gireport.figures(one)]

    assert figures(page) == figures(word)
    assert len(figures(page)) > 190
    assert said(page) == said(word)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_fixture_pages_are_made_by_these_sites(name, accept):
    site, encoding = FIXTURES[name]
    data = sites.page(sites.BY_NAME[site], sites.article(REPORTS["2021"]), encoding=encoding)
    path = ROOT / "fixtures" / "portal" / name
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert path.read_bytes() == data
    assert len(tables(gireport.read(path))) == 3


SHOWN = {
    "zoom": "#zoom",
    "ucap": "ucapcontent",
    "trs": ".Custom_UnionStyle",
    "pages": ".pages_content",
    "ivs": "#webeditorview",
    "content": "#content",
    "cell": "td.detail",
    "unknown": ".neirong",
}


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_text_is_what_chromium_shows_of_the_container():
    with window() as browser:
        for name, selector in SHOWN.items():
            data = sites.page(sites.BY_NAME[name], sites.article(REPORTS["2021"], with_title=True))
            browser.show(data)
            shown = browser.page.evaluate(
                "(selector) => document.querySelector(selector).innerText", selector
            )
            found, _ = read(data)
            assert "".join(text(found).split()) == "".join(shown.split()), name


def test_an_old_page_of_line_breaks_in_a_cell_is_read_whole():
    """Declared gb2312, no metas, layout tables, one paragraph of lines, links and chrome in the cell."""
    losses = Losses()
    report = gireport.read(
        ROOT / "fixtures" / "portal" / "by-hand" / "line-breaks-gb2312.html", losses=losses
    )
    assert (report.meta.title, report.meta.published) == (
        "青溪县听泉镇2024年政府信息公开工作年度报告",
        "2025-01-15",
    )
    assert report.meta.extra["来源"] == "听泉镇党政办"
    assert {loss.code for loss in losses} == {"article-found", "chrome"}
    assert text(report).endswith("听泉镇人民政府\n2025年1月13日")
    told = [
        (block.level, text([block]).strip()) for block in outline(report).body if isinstance(block, Heading)
    ]
    assert told == [
        (0, "青溪县听泉镇2024年政府信息公开工作年度报告"),
        (1, "一、总体情况"),
        (1, "二、主动公开政府信息情况"),
        (1, "三、收到和处理政府信息公开申请情况"),
    ]
