"""Whose report it is and of which year, and when it was signed, in the wordings that offices use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.model import Heading, LineBreak, Meta, Paragraph, Report, Text, normal
from gireport.statutory import facts
from gireport.statutory.titles import is_organ, title_of
from support.portals import paragraphs

OFFICES = (
    "青溪镇", "青溪镇人民政府", "青溪街道办事处", "云岭市青溪县档案局", "青溪县档案服务中心", "青溪县第一中学", "青溪县人民医院",  # noqa: E501
    "青溪水务集团有限公司", "国家税务总局青溪县税务局", "青溪县残疾人联合会", "青溪县财政局（国资委）", "青溪县政府信息公开办公室",  # noqa: E501
    "青溪经济开发区管理委员会", "青溪县公安局交通警察大队",
)  # fmt: skip
TOPICS = ("政府信息公开", "政务公开", "信息公开")
ORDERS = (
    "{organ}{year}{topic}工作年度报告",
    "{organ}{year}{topic}年度报告",
    "{year}{organ}{topic}工作年度报告",
    "{organ}{topic}{year}报告",
    "{organ}{topic}工作{year}年度报告",
    "{organ}{year}{topic}工作年报",
    "{organ}{topic}工作年度报告（{year}）",
    "关于{organ}{year}{topic}工作情况的报告",
    "{organ}关于{year}{topic}工作的报告",
    "{organ}关于印发《{year}{topic}工作年度报告》的通知",
    "{organ}关于发布{year}{topic}工作年度报告的公告",
)
YEARS = ("2023年", "2023年度", "２０２３年", "二〇二三年", "二O二三年度", " 2023 年 ")


@given(st.sampled_from(OFFICES), st.sampled_from(ORDERS), st.sampled_from(TOPICS), st.sampled_from(YEARS))
def test_a_title_says_whose_it_is_and_of_which_year(organ, order, topic, year):
    said = title_of(order.format(organ=organ, year=year, topic=topic))
    assert said
    assert (said.organ, said.year) == (organ, 2023)


@pytest.mark.parametrize(
    "text",
    [
        "2023年度政府信息公开工作年度报告",
        "2023年度全县政府信息公开工作年度报告",
        "2023年重点领域政府信息公开工作年度报告",
        "本机关2023年政府信息公开工作年度报告",
    ],
)
def test_no_office_is_guessed(text):
    assert title_of(text).organ == ""
    assert facts(paragraphs(text, "一、总体情况")).organ is None


@pytest.mark.parametrize(
    "title",
    [
        "学习贯彻新条例 做好青溪县2023年政府信息公开工作年度报告",
        "青溪县人民政府办公室转发省政府办公厅关于2023年政府信息公开工作年度报告的通知",
        "青溪县人民政府办公室转发省政府办公厅关于印发《2023年政府信息公开工作年度报告》的通知",
        "关于做好2023年政府信息公开工作年度报告",
    ],
)
def test_words_of_what_an_office_does_are_not_its_name(title):
    said = title_of(title)
    assert (said.organ, said.year, said.has_other_words) == ("", 2023, True)


def test_a_word_before_the_year_does_not_hide_the_office_behind_it():
    assert title_of("扎实做好2023年青溪县政府信息公开工作年度报告").organ == "青溪县"


@pytest.mark.parametrize(
    "text", ["青溪县2023年政府工作报告", "一、2023年政府信息公开总体情况", "2023年大事记", ""]
)
def test_other_lines_are_not_titles(text):
    assert title_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "总体情况",
        "目录",
        "各乡镇人民政府，县政府各部门",
        "2023年度报告",
        "本单位",
        "一、概述部",
        "致青溪县财政局",
        "某某关于小学",
        "",
    ],
)
def test_other_lines_are_not_offices(text):
    assert not is_organ(text)


@pytest.mark.parametrize("organ", OFFICES)
def test_an_office_is_one(organ):
    assert is_organ(organ)


@pytest.mark.parametrize(
    "lines",
    [
        ("青溪镇人民政府", "2023年政府信息公开工作年度报告"),
        ("青溪镇人民政府", "2023年政府信息公开", "工作年度报告"),
        ("青溪镇人民政府2023年", "政府信息公开工作年度报告"),
        ("2023年政府信息公开工作年度报告", "青溪镇人民政府", "（2024年1月15日）"),
        ("索引号：11370000", "青溪镇人民政府", "政府信息公开工作年度报告（2023年）"),
    ],
)
def test_the_office_may_have_a_line_of_its_own_and_the_title_two(lines):
    known = facts(paragraphs(*lines, "一、总体情况", "本年度主动公开政府信息12条。"))
    assert (known.organ.value, known.year.value) == ("青溪镇人民政府", 2023)


@pytest.mark.parametrize("at", [0, 1])
def test_the_title_s_heading_may_be_one_of_its_lines(at):
    texts = ["青溪镇人民政府", "2023年政府信息公开工作年度报告"]
    blocks = [Heading(0, (Text(text),)) if at == number else Paragraph((Text(text),)) for number, text in enumerate(texts)]  # fmt: skip  # noqa: E501
    known = facts(normal(Report(body=(*blocks, Paragraph((Text("一、总体情况"),))))))
    assert (known.organ.value, known.title_year.value) == ("青溪镇人民政府", 2023)
    broken = Heading(0, (Text(texts[0]), LineBreak(), Text(texts[1])))
    known = facts(normal(Report(body=(broken,))))
    assert (known.organ.value, known.title_year.value) == ("青溪镇人民政府", 2023)


def test_what_the_metadata_says_goes_before():
    report = paragraphs("2019年青溪镇政府信息公开工作年度报告")
    report = normal(Report(Meta(organ="云岭市档案局"), report.body))
    assert facts(report).organ.value == "云岭市档案局"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2024-02-15", "2024-02-15"),
        ("来源：青溪镇  发布时间: 2024-02-15 09:30  浏览次数：12", "2024-02-15"),
        ("成文日期 2024年2月15日", "2024-02-15"),
        ("公开日期：２０２４年２月１５日", "2024-02-15"),
        ("生成日期：二〇二四年二月十五日", "2024-02-15"),
    ],
)
def test_a_date_with_its_name_near_the_title_is_that_of_publishing(line, day):
    rest = [f"本年度公开第{number}批政府信息。" for number in range(10)]
    known = facts(paragraphs("青溪镇2023年政府信息公开工作年度报告", line, "一、总体情况", *rest))
    assert (str(known.signed.value), known.signed.rule) == (day, "date with its name")
    assert known.signature is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024年元月15日", "2024-01-15"),
        ("２０２４年１月１５日", "2024-01-15"),
        ("2024年1月15号", "2024-01-15"),
        ("二O二四年一月十五日", "2024-01-15"),
        ("二〇二四年元月十五日", "2024-01-15"),
        ("2024.1.15", "2024-01-15"),
        ("2024年1月15日印发", "2024-01-15"),
    ],
)
def test_the_date_of_signature_has_many_forms(line, day):
    known = facts(paragraphs("一、总体情况", "青溪镇人民政府", line))
    assert (str(known.signed.value), known.signature.value) == (day, "青溪镇人民政府")


@pytest.mark.parametrize("name", ["成文日期 ", "发布日期：", "公开时间: "])
def test_the_name_of_a_date_is_not_an_office(name):
    known = facts(paragraphs("一、总体情况", "青溪镇人民政府", f"{name}2024年1月15日"))
    assert (str(known.signed.value), known.signature.value) == ("2024-01-15", "青溪镇人民政府")


def test_a_date_in_prose_is_not_the_date_of_publication():
    text = "本年度在政府信息公开时间节点2023年5月1日前完成专栏建设"
    assert facts(paragraphs("青溪镇2023年政府信息公开工作年度报告", text)).signed is None


def test_every_format_gives_the_same_facts():
    from support.portals import page

    source = page(
        "<h1>2019年青溪镇政府信息公开工作年度报告</h1><p>发布日期：2020-01-15</p><p>一、总体情况</p>"
    )
    for name in ("docx", "odt", "html", "markdown", "json"):
        known = facts(gireport.read(gireport.write(source, name), name))
        assert (known.organ.value, known.year.value, str(known.signed.value)) == (
            "青溪镇",
            2019,
            "2020-01-15",
        )
