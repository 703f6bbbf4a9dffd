"""The block of labels that begins with 索引号."""

from __future__ import annotations

import pytest

import gireport
from gireport.losses import Losses
from gireport.model.walk import text
from support import sites

ZOOM = sites.BY_NAME["zoom"]


LINES = "<p>本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。</p>" * 4


def read(inner=LINES, **options):
    """The metadata of a page, and its losses by code."""
    losses = Losses()
    site = options.pop("site", ZOOM)
    report = gireport.read(sites.page(site, inner, attached=False, **options), "portal", losses=losses)
    return report.meta, {loss.code: loss for loss in losses}


@pytest.mark.parametrize("site", ["zoom", "Zoom", "zoomcon", "ucap", "ivs"])
def test_a_label_without_a_value_takes_none_from_its_neighbour(site):
    labels = {"索引号": "A-1", "发文字号": "", "发布机构": "县政府办", "有效性": "", "公开方式": "主动公开"}
    meta, _ = read(site=sites.BY_NAME[site], labels=labels)
    assert (meta.index_number, meta.document_number, meta.organ) == ("A-1", None, "县政府办")
    assert meta.extra["公开方式"] == "主动公开"
    assert "有效性" not in meta.extra


@pytest.mark.parametrize(
    "block",
    [
        "<p>索引号：A-1　发布机构：县政府办　有效性：有效</p>",
        "<ul><li>[索引号] A-1</li><li>[发布机构] 县政府办</li><li>[有效性] 有效</li><li>[文号] 无</li></ul>",
        "<p><b>【索引号】</b> A-1 <b>【发布机构】</b> 县政府办 <b>【有效性】</b> 有效</p>",
        "<ul><li>索引号：<span>A-1</span></li><li>发布机构：<i>县</i><i>政府办</i></li><li>有效性：有效</li></ul>",
        "<ul><li><span>索 引 号 ：</span><em>A-1</em></li><li><span>发布机构：</span><em>县政府办</em></li><li><span>有效性：</span><em>有效</em></li></ul>",  # noqa: E501
        "<div><span>索引号：A-1</span><span>发布机构：县政府办</span><span>有效性：有效</span></div>",
    ],
)
def test_labels_and_values_are_read_in_every_markup(block):
    data = sites.page(ZOOM, LINES, labels={}).replace("<h1>云岭".encode(), f"{block}<h1>云岭".encode())
    meta = gireport.read(data, "portal").meta
    assert (meta.index_number, meta.organ.replace(" ", ""), meta.extra["有效性"]) == (
        "A-1",
        "县政府办",
        "有效",
    )


def test_labels_of_other_wording_stand_for_the_same():
    labels = {"信息索引": "A-1", "公开主体": "县档案局", "公开日期": "2025-01-15", "公开属性": "主动公开"}
    meta, _ = read(labels=labels)
    assert (meta.index_number, meta.organ, meta.extra["公开方式"]) == ("A-1", "县档案局", "主动公开")


def test_labels_in_the_text_of_an_article_are_not_metadata():
    inner = f"<p>名称：县政府办</p>{LINES}<p>文号：无</p><p>标题：无</p>"
    losses = Losses()
    report = gireport.read(sites.page(ZOOM, inner, labels={}), "portal", losses=losses)
    assert report.meta.document_number is None
    assert text(report).count("名称：县政府办") == 1


def test_labels_over_an_article_in_the_same_element_are_read_and_stay_its_text():
    inner = f"<p>索引号：A-1</p><p>发布机构：县政府办</p><p>有效性：有效</p>{LINES}"
    report = gireport.read(sites.page(ZOOM, inner, labels={}, attached=False), "portal")
    assert (report.meta.index_number, report.meta.organ) == ("A-1", "县政府办")
    assert len(report.body) == 8
