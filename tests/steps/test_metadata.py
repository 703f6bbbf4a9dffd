"""The metadata step takes what a report says of itself, once and uncontradicted, and guesses nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple, replace

import gireport
from gireport.losses import Losses
from gireport.model import Heading, LineBreak, Meta, Paragraph, Report, Text, normal
from gireport.plugins.builtin import gireport_steps
from gireport.statutory.tidy import tidy_rows
from gireport.steps.metadata import stated_fields
from gireport.testing.laws import settles
from gireport.testing.strategies import metas, reports
from gireport.verbs import default_registry

STEP = gireport_steps()[1]
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
FORMATS = ("docx", "odt", "html", "markdown", "json")
ORGAN, TITLE = "青溪县档案局", "青溪县档案局2023年政府信息公开工作年度报告"
SIGNED = (ORGAN, "2024年1月23日")
PERIOD = "本报告的统计期限自2023年1月1日起至2023年12月31日止。"


def report(title=TITLE, preamble=(), signature=SIGNED, meta=None):
    """A report with a title heading, paragraphs, one section, and the lines of the signature."""
    lines = title.split("\n")
    content = [Text(lines[0])]
    for line in lines[1:]:
        content += [LineBreak(), Text(line)]
    body = (
        Heading(0, tuple(content)),
        *(Paragraph((Text(text),)) for text in preamble),
        Heading(1, (Text("一、总体情况"),)),
        Paragraph((Text("全年主动公开政府信息86条。"),)),
        *(Paragraph((Text(text),)) for text in signature),
    )
    return normal(Report(meta or Meta(), body))


def filled(before):
    """The fields that the step fills, by their names."""
    after = settles(STEP, before)
    assert after.body == before.body
    values = {name: getattr(after.meta, name) for name in Meta.__struct_fields__}
    return {name: value for name, value in values.items() if value != getattr(before.meta, name)}


# --- laws -----------------------------------------------------------------------------------------------


@given(reports(), metas())
def test_it_settles_and_changes_no_field_that_is_set(before, meta):
    before = normal(replace(before, meta=meta))
    changed = filled(before)
    assert all(getattr(before.meta, name) is None for name in changed)
    assert filled(replace(before, meta=STEP.apply(before).meta)) == {}


titles = st.sampled_from(
    [
        TITLE,
        "2023年政府信息公开工作年度报告",
        "青溪县档案局\n2023年政府信息公开工作年度报告",
        "关于做好2023年政府信息公开工作年度报告",
        "青溪县2022年度政府信息公开工作年报",
        "2023年青溪县档案局政府信息公开年度报告",
        "二〇二三年政府信息公开工作报告",
        "青溪县档案局2022年、2023年政府信息公开工作年度报告",
        "青溪县档案局政府信息公开工作年度报告",
        "工作总结",
        "青溪县2022—2023年度政府信息公开工作年度报告",
        "2024年公布的青溪县2023年政府信息公开工作年度报告",
        "关于《青溪县2023年政府信息公开工作年度报告》的解读",
        "青溪县政府办公室转发省政府办公厅关于2023年政府信息公开工作年度报告的通知",
        "学习贯彻新条例 做好青溪县2023年政府信息公开工作年度报告",
    ]
)
signatures = st.sampled_from(
    [
        SIGNED,
        (),
        (ORGAN,),
        ("2024年1月23日",),
        ("青溪县人民政府", "2024年1月23日"),
        (ORGAN, "二〇二四年一月二十三日"),
        (ORGAN, "2023年1月23日"),
        (ORGAN, "2024年2月31日"),
        (ORGAN, "2024-01-23"),
        ("以上为本年度报告。", "2024年1月23日"),
        ("2024年1月23日", "附件：统计表"),
        ("青溪县", "（2025年1月 23日）"),
    ]
)
preambles = st.lists(
    st.sampled_from(
        [
            PERIOD,
            PERIOD.replace("2023", "2022"),
            "从2023年1月1日到 12月31日，本局认真落实条例。",
            "青溪县教育局",
            "《条例》自2019年5月15日起施行。",
            "现公布2023年政府信息公开工作年度报告。",
        ]
    ),
    max_size=2,
    unique=True,
)
stating = st.builds(report, titles, preambles, signatures, st.one_of(st.none(), metas()))


@given(stating)
def test_it_changes_no_finding_no_figure_and_no_row_of_data(before):
    """What a report says of itself is read by the same rules before and after the step."""
    after = STEP.apply(before)
    assert gireport.check(after) == gireport.check(before)
    assert list(tidy_rows(after)) == list(tidy_rows(before))


YEARS = (
    "2024",
    "二〇二四",
    "二零二四",
    "二○二四",
    "二O二四",
    "二十零〇",
    "0001",
    "1948",
    "2 0 2 4",
    "２０２４",
    "24",
    "二四",
)
MONTHS = ("1", "01", "一", "十", "元", "十零", "二〇", "１", "13")
DAYS = ("10", "十", "一〇", "二〇", "十零", "三十二", "二二", "廿", "１０", "0", "三十")
spelt_days = st.builds(
    "{4}{0}{3}年{3}{1}{3}月{3}{2}{5}{6}".format,
    st.sampled_from(YEARS),
    st.sampled_from(MONTHS),
    st.sampled_from(DAYS),
    st.sampled_from(["", " ", "\u3000", "\n"]),
    st.sampled_from(["", "（", "日期："]),
    st.sampled_from(["日", "号", "日印发"]),
    st.sampled_from(["", "）", "\u3000）", "。"]),
)
signing_organs = st.sampled_from(
    [
        "青溪县档案局",
        "档案局",
        "青溪县",
        "青溪县人民政府办公室",
        "青溪县财政局",
        "致青溪县财政局",
        "以上为本年度报告。",
        "",
    ]
)
lines_above = st.sampled_from(["", "抄送：", "上级机关是：", "二〇二四年一月二〇日", "2024年1月9日"])


@settings(max_examples=300)
@given(titles, preambles, lines_above, signing_organs, spelt_days)
def test_no_spelling_of_a_date_and_no_signing_organ_changes_a_finding_or_a_row(
    title, preamble, above, organ, day
):
    before = report(title, preamble, [text for text in (above, organ, day) if text])
    after = STEP.apply(before)
    assert gireport.check(after) == gireport.check(before)
    assert list(tidy_rows(after)) == list(tidy_rows(before))


def test_the_sample_reports_keep_their_findings_and_rows():
    for path in FIXTURES.glob("*.json"):
        whole = gireport.read(path)
        bare = replace(whole, meta=Meta())
        assert set(filled(bare)) == {"title", "organ", "year", "published"}
        assert STEP.apply(whole) is whole
        for name in ("title", "organ", "year", "published"):
            assert getattr(STEP.apply(bare).meta, name) == getattr(whole.meta, name)
        assert gireport.check(STEP.apply(bare)) == gireport.check(bare)
        assert list(tidy_rows(STEP.apply(bare))) == list(tidy_rows(bare))


@settings(max_examples=25)
@given(stating, st.lists(st.sampled_from(FORMATS), min_size=2, max_size=4))
def test_converted_along_any_formats_the_metadata_is_that_of_the_first_conversion(before, formats):
    """Laws 1 and 2 with the step on."""
    data = gireport.write(before, "json")
    expected = None
    for name in formats:
        out = io.BytesIO()
        losses = Losses()
        gireport.convert(data, out, to_format=name, losses=losses)
        data = out.getvalue()
        back = gireport.read(data, name, losses=losses)
        expected = back if expected is None else expected
        assert (back, list(losses)) == (expected, [])
    assert expected.meta == STEP.apply(before).meta


# --- what is stated -------------------------------------------------------------------------------------


def test_title_organ_year_and_date_are_taken_with_the_place_where_they_stand():
    assert tuple(map(astuple, stated_fields(report()))) == (
        ("title", TITLE, "title"),
        ("organ", ORGAN, "title"),
        ("year", 2023, "title"),
        ("published", "2024-01-23", "signature"),
    )


@pytest.mark.parametrize(
    ("given_", "organ"),
    [
        ({}, ORGAN),
        ({"title": "2023年政府信息公开工作年度报告"}, ORGAN),  # the signature names it
        ({"title": "2023年政府信息公开工作年度报告", "preamble": ["青溪县教育局"]}, None),
        ({"title": "2023年政府信息公开工作年度报告", "signature": ()}, None),
        ({"title": "关于做好2023年政府信息公开工作年度报告"}, None),
        ({"signature": ("青溪县教育局", "2024年1月23日")}, None),  # it contradicts the title
        ({"signature": ("档案局", "2024年1月23日")}, ORGAN),
        ({"meta": Meta(title="青溪县教育局2023年政府信息公开工作年度报告")}, None),
    ],
)
def test_an_organ_is_taken_where_nothing_names_another(given_, organ):
    assert filled(report(**given_)).get("organ") == organ


def titled(organ):
    return f"{organ}2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("in_title", "signed", "is_one"),
    [
        ("青溪县", "青溪县人民政府", True),
        ("青溪县", "青溪县人民政府办公室", True),
        ("青溪县人民政府", "青溪县政务公开办公室", True),
        ("云岭市青溪县", "青溪县人民政府", True),
        ("青溪街道", "青溪街道办事处", True),
        ("青溪县财政局（国资委）", "青溪县财政局", True),
        ("云岭市青溪县档案局", "青溪县档案局", True),
        ("青溪县人民政府办公室", "人民政府办公室", True),
        ("青溪县", "青溪县财政局", False),
        ("青溪县财政局", "青溪县", False),
        ("青溪县", "青溪县城关镇人民政府", False),
        ("青溪县人民政府", "青溪县人民政府外事办公室", False),
        ("青溪县财政局", "政局", False),
        ("青溪县", "县", False),
    ],
)
def test_a_government_and_its_office_are_one_but_not_its_bureaus(in_title, signed, is_one):
    before = report(titled(in_title), signature=(signed, "2024年1月23日"))
    assert filled(before).get("organ") == (in_title if is_one else None)


@pytest.mark.parametrize(
    "title",
    [
        "关于《{}》的解读",
        "一图读懂{}图解",
        "{}编制说明",
        "关于报送{}的函",
        "{}目录",
        "{}情况表",
        "{}审计报告",
        "《{}》审计报告的公告",
        "{}第三方评估报告",
    ],
)
def test_the_title_of_a_document_about_the_report_gives_no_organ_and_no_year(title):
    assert set(filled(report(title.format(TITLE)))) == {"title", "published"}


@pytest.mark.parametrize(
    "title",
    [
        "{}",
        "{}（全文）",
        "关于印发《{}》的通知",
        "{}的公告",
        "{}_青溪县人民政府",
        "青溪县档案局政府信息公开年报2023年",
    ],
)
def test_the_title_of_the_report_or_of_a_notice_that_publishes_it_gives_the_year(title):
    assert filled(report(title.format(TITLE)))["year"] == 2023


@pytest.mark.parametrize(
    "above",
    [
        "抄送：",
        "抄送",
        "签发人：",
        "上级机关是：",
        "上级机关是",
        "行政复议机关为",
        "联系地址：",
        "通信地址",
        "抄送:县委办公室，",
    ],
)
@pytest.mark.parametrize("organ", ["青溪县财政局", "青溪路1号县政府大楼3楼办公室"])
def test_a_line_that_completes_the_one_above_it_is_not_the_signing_organ(above, organ):
    lines = (above, organ, "2024年1月23日")
    assert "organ" not in filled(report("2023年政府信息公开工作年度报告", signature=lines))
    assert filled(report(signature=lines))["organ"] == ORGAN  # and it contradicts no title


@pytest.mark.parametrize(
    "title",
    [
        "青溪县人民政府办公室转发省政府办公厅关于2023年政府信息公开工作年度报告的通知",
        "青溪县人民政府办公室转发省政府办公厅关于印发《2023年政府信息公开工作年度报告》的通知",
        "学习贯彻新条例 做好青溪县2023年政府信息公开工作年度报告",
        "扎实推进青溪县2023年政府信息公开工作年度报告",
    ],
)
def test_words_around_the_name_of_an_office_give_no_organ(title):
    assert "organ" not in filled(report(title))


@pytest.mark.parametrize("organ", ["某某关于小学", "致青溪县财政局", "抄青溪县财政局", "青溪路1号3楼办公室"])
def test_a_signing_line_with_other_words_than_a_name_gives_no_organ(organ):
    before = report("2023年政府信息公开工作年度报告", signature=(organ, "2024年1月23日"))
    assert "organ" not in filled(before)


@pytest.mark.parametrize(
    ("given_", "year"),
    [
        ({}, 2023),
        ({"signature": ()}, 2023),
        ({"signature": (), "preamble": [PERIOD]}, 2023),
        ({"signature": (), "preamble": [PERIOD.replace("2023", "2022")]}, None),
        ({"signature": (ORGAN, "2023年1月23日")}, None),  # signed before the year was over
        ({"signature": (ORGAN, "2023年1月23日"), "preamble": [PERIOD]}, 2023),
        ({"title": "青溪县档案局政府信息公开工作年度报告"}, None),
        ({"meta": Meta(title="青溪县档案局2022年政府信息公开工作年度报告")}, None),
        ({"meta": Meta(title="青溪县档案局2022年和2023年政府信息公开工作年度报告")}, None),
        ({"preamble": [PERIOD.replace("2023", "2022")]}, None),  # signed in 2024 all the same
        ({"preamble": ["本报告统计期限为2022年1月1日至2022年12月31日。"]}, None),
        ({"preamble": ["本报告统计期限为2022年1月至12月。"]}, None),
        ({"preamble": ["所列数据自2022年1月1日起至2023年12月31日止。"]}, None),
        ({"preamble": [PERIOD]}, 2023),
        ({"signature": ("政务服务自2021年1月1日起至2023年12月31日试行。", *SIGNED)}, 2023),
    ],
)
def test_a_year_is_taken_where_signature_and_period_agree_with_it(given_, year):
    assert filled(report(**given_)).get("year") == year


@pytest.mark.parametrize("signature", [SIGNED, ()])
@pytest.mark.parametrize(
    "title",
    [
        "青溪县2022年和2023年政府信息公开工作年度报告",
        "青溪县2022—2023年度政府信息公开工作年度报告",
        "青溪县2022-2023年政府信息公开工作年度报告",
        "青溪县2022至2023年政府信息公开工作年度报告",
        "青溪县2022、23年政府信息公开工作年度报告",
        "青溪县二〇二二至二〇二三年政府信息公开工作年度报告",
        "2024年公布的青溪县2023年政府信息公开工作年度报告",
        "青溪县2023年政府信息公开工作年度报告（2024年）",
    ],
)
def test_a_title_with_two_years_gives_none(title, signature):
    assert "year" not in filled(report(title, signature=signature))


def test_the_year_of_a_document_number_is_none_of_the_title():
    title = "青溪县2023年政府信息公开工作年度报告（青政办〔2024〕5号）"
    assert filled(report(title, signature=()))["year"] == 2023


@pytest.mark.parametrize(
    ("last", "published"),
    [
        ("2024年1月23日", "2024-01-23"),
        ("（２０２４年 1月 23日）", "2024-01-23"),
        ("二〇二四年一月二十三日", "2024-01-23"),
        ("二零二四年十二月三十日", "2024-12-30"),
        ("2024年2月31日", None),
        ("二十零〇年一月十零日", None),
        ("二〇二四年一月二〇日", None),  # `check` reads none of these as a date of signature
        ("二〇二四年 一月 二十日", None),
        ("2024年一月20日", None),
        ("0001年1月10日", None),
        ("1948年1月10日", None),
        ("2024年1月23日印发", None),
        ("截至2024年1月23日", None),
        ("2024年1月", None),
    ],
)
def test_the_date_of_the_signature_is_taken_where_it_is_a_line_of_its_own(last, published):
    assert filled(report(signature=(ORGAN, last))).get("published") == published


@pytest.mark.parametrize(
    "body",
    [
        (Heading(0, (Text(TITLE),)), Heading(0, (Text(TITLE),))),
        (Heading(1, (Text("前言"),)), Heading(0, (Text(TITLE),))),
        (Paragraph((Text(TITLE),)),),
        (Heading(0, (Text("长" * 201),)),),
    ],
    ids=["two titles", "a title behind a heading", "no heading", "too long for a title"],
)
def test_without_one_title_nothing_is_taken_from_it(body):
    assert filled(normal(Report(body=body))) == {}


def test_a_title_of_two_lines_is_one_text():
    assert filled(report("青溪县档案局\n2023年政府信息公开工作年度报告"))["title"] == TITLE


# --- where it runs --------------------------------------------------------------------------------------


def test_a_page_gets_its_national_metas(tmp_path):
    source = gireport.write(report(), "docx")
    gireport.convert(source, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    for name, value in (("ArticleTitle", TITLE), ("ContentSource", ORGAN), ("PubDate", "2024-01-23")):
        assert f'<meta name="{name}" content="{value}">' in page
    gireport.convert(source, tmp_path / "b.html", metadata=False)
    assert "ContentSource" not in (tmp_path / "b.html").read_text("utf-8")


def test_a_library_user_can_call_it_after_read():
    assert gireport.fill_metadata(report()).meta == Meta(TITLE, ORGAN, 2023, "2024-01-23")
    with pytest.raises(gireport.GireportError):
        gireport.fill_metadata("report.docx")


def test_a_batch_fills_metadata_unless_it_is_switched_off(tmp_path):
    (tmp_path / "a.json").write_bytes(gireport.write(report(), "json"))
    for metadata in (True, False):
        out = tmp_path / str(metadata)
        list(gireport.batch([tmp_path / "a.json"], to="json", out=out, metadata=metadata, jobs=1))
        assert (gireport.read(out / "a.json").meta.year == 2023) is metadata


@pytest.mark.parametrize("name", ["html", "text"])
def test_where_a_target_has_no_place_for_metadata_that_from_the_text_is_no_loss(name):
    if all(one.name != name for one in default_registry().formats):
        pytest.skip(f"the format {name} is not installed")
    losses = Losses()
    options = {"fragment": True} if name == "html" else {}
    data = gireport.write(report(), "json")
    gireport.convert(data, io.BytesIO(), to_format=name, losses=losses, **options)
    assert not [one for one in losses if one.where == "metadata"]
    data = gireport.write(report(meta=Meta(index_number="QX-1")), "json")
    gireport.convert(data, io.BytesIO(), to_format=name, losses=losses, **options)
    assert [one for one in losses if one.code == "not-kept"]
