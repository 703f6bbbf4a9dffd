"""Metadata in the head of a page, read and written."""

from __future__ import annotations

import re

import pytest

from gireport.formats.html import FORMAT
from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import (
    Heading,
    Meta,
    Report,
    Text,
    normal,
)
from gireport.testing import laws

LIBREOFFICE = (
    '<html><head><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    '<meta name="author" content="张三"/><meta name="created" content="2013-12-23T23:15:00"/>'
    '<meta name="changedby" content="李四"/><meta name="changed" content="2013-12-23T23:15:00"/></head>'
    '<body>\n<div title="header"><p>青溪县文件</p></div><p>正文</p>'
    '<div title="footer"><p>第 1 页 共 5 页</p></div></body>'
)


def test_metadata_of_libreoffice_keeps_the_author_and_drops_the_dates():
    assert read(LIBREOFFICE.encode(), Losses()).meta.extra == {"creator": "张三"}


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


@pytest.mark.parametrize("title", [None, "", "甲", " 甲  乙 ", "甲\n乙", "<x>"])
def test_the_title_comes_back_exactly(title):
    page = written(Heading(0, (Text("报告"),)), meta=Meta(title=title))
    assert "<title>" in page


def test_the_head_has_the_metas_of_the_national_rules():
    meta = Meta(
        title="报告", organ="甲局", published="2024-01-30 10:00", keywords=("年报",), description="说明",
        source_url="https://example.cn/a", extra={"SiteName": "甲县", "Author": "乙", "有效性": "有效"},
    )  # fmt: skip
    page = written(meta=meta)
    said = dict(re.findall('<meta name="([A-Z][A-Za-z]+)" content="([^"]*)">', page))
    assert said == {
        "ArticleTitle": "报告", "PubDate": "2024-01-30 10:00", "ContentSource": "甲局", "Keywords": "年报",
        "Description": "说明", "Url": "https://example.cn/a", "SiteName": "甲县", "Author": "乙",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["ArticleTitle", "ContentSource", "Url", "SiteName", "pubdate", "Keywords", "author"]
)
@pytest.mark.parametrize("value", ["报告", "https://example.cn/a", "别"])
def test_an_extra_with_a_name_of_the_national_rules_comes_back(name, value):
    extra = {name: value}
    for meta in (
        Meta(extra=extra),
        Meta(title="报告", organ="报告", source_url="https://example.cn/a", extra=extra),
        Meta(title="报 告", organ="报告", source_url="报告", extra=extra),
    ):
        assert f'"{value}"' in written(Heading(0, (Text("报告"),)), meta=meta)


def test_metadata_of_a_portal_is_read():
    data = (
        '<html lang="zh"><head><title> 报告 \n 2023</title><meta name="PubDate" content="2024-01-30 10:00">'
        '<meta name="Keywords" content="政府信息,年度报告"><meta name="ContentSource" content="办公室">'
        '<meta name="viewport" content="x"><link rel="canonical" href="/a"></head></html>'
    ).encode()
    report = FORMAT.reader(data, Losses(), base_url="http://h/")
    assert report.meta == Meta(
        title="报告 2023",
        published="2024-01-30 10:00",
        keywords=("政府信息", "年度报告"),
        language="zh",
        source_url="http://h/a",
        extra={"ContentSource": "办公室"},
    )
