"""The checks: each finds what it is for, in both languages, and stays silent over a sound report."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import gireport
from gireport.model import Heading, LineBreak, Meta, Paragraph, Report, Table, Text, normal
from gireport.statutory import check, figures, report_findings
from gireport.statutory.checks import CHECKS
from gireport.statutory.finding import Check, Hit
from support.edits import with_cell, with_text, without_table
from support.portals import Box, boxes, codes, page, paragraphs, relabelled

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"


@pytest.fixture(params=["2019", "2021"])
def sound(request):
    return gireport.read(FIXTURES / f"{request.param}.json")


@pytest.fixture
def of_2024():
    return gireport.read(FIXTURES / "2021.json")


def found(report, code, **options):
    return [one for one in check(report, **options) if one.code == code]


def joined(report):
    """`report` as old pages have it: what stands between two tables is one paragraph of lines."""
    body = []
    for block in report.body:
        if isinstance(block, Heading):
            block = Paragraph(block.content)
        if isinstance(block, Paragraph) and body and isinstance(body[-1], Paragraph):
            body[-1] = Paragraph((*body[-1].content, LineBreak(), *block.content))
        else:
            body.append(block)
    return msgspec.structs.replace(report, body=tuple(body))


def test_a_report_whose_lines_are_divided_by_breaks_is_checked_line_by_line(sound):
    assert check(normal(joined(sound))) == []
    wrong = normal(joined(with_text(sound, "二、主动公开政府信息情况", "二、主动公开政府政府情况")))
    assert [one.found for one in check(wrong)] == ["二、主动公开政府政府情况", "政府政府"]


# --- all of them --------------------------------------------------------------------------------------


def test_a_sound_report_has_no_findings(sound):
    assert check(sound) == []


def test_every_check_has_a_number_of_its_own_and_speaks_both_languages():
    assert len({one.code for one in CHECKS}) == len(CHECKS)
    assert [one.code for one in CHECKS] == sorted(one.code for one in CHECKS)
    for one in CHECKS:
        assert any("\u4e00" <= char <= "\u9fff" for char in one.zh)
        assert one.en.isascii() or one.en != one.zh
        assert bool(one.hint_zh) == bool(one.hint_en)


def test_a_check_that_rests_on_memory_is_never_an_error():
    assert {one.severity for one in CHECKS if one.basis == "memory"} <= {"warning", "info"}


def test_every_relation_of_the_sheet_has_a_check():
    assert {one.rule for one in CHECKS} == {"", *(f"R{number}" for number in range(1, 17))}


def test_a_check_is_switched_off_by_its_number_or_the_beginning_of_it(of_2024):
    broken = with_cell(of_2024, "applications.granted.total", "999")
    assert codes(check(broken)) == ["GI302", "GI303"]
    assert codes(check(broken, off=("GI302",))) == ["GI303"]
    assert codes(check(broken, off=("GI3",))) == []


def test_anybodys_check_runs_beside_them(of_2024):
    mine = Check(
        "XY101",
        "warning",
        "标题{found}",
        "title {found}",
        lambda context: [Hit(where="title", found=context.facts.title.value)],
    )
    (finding,) = check(of_2024, extra=[mine])
    assert (finding.code, finding.where) == ("XY101", "title")
    assert finding.message("en").startswith("title 云岭市")


def test_findings_are_put_on_the_cells_that_they_touch(of_2024):
    broken = with_cell(of_2024, "applications.granted.total", "999")
    cells = report_findings(check(broken))
    (figure,) = [one for one in figures(broken) if one.key == "applications.granted.total"]
    assert codes(cells[figure.cell]) == ["GI302", "GI303"]


def test_braces_in_a_report_are_no_placeholders(of_2024):
    assert found(with_cell(of_2024, "applications.granted.total", "{found}{0}"), "GI204")


# --- form ---------------------------------------------------------------------------------------------


def test_a_form_of_2019_in_a_report_of_2024_is_told_label_by_label(of_2024):
    body = list(of_2024.body)
    number = next(index for index, block in enumerate(body) if isinstance(block, Table))
    body[number] = gireport.read(FIXTURES / "2019.json").body[number]
    found_codes = codes(check(Report(of_2024.meta, tuple(body), of_2024.resources)))
    assert found_codes.count("GI101") == 17
    assert "GI102" in found_codes


def test_a_table_of_both_editions_is_mixed():
    report = page(
        "<h1>某县某局2022年政府信息公开工作年度报告</h1>",
        relabelled(boxes("二", "2021"), lambda text: text.replace("行政规范性", "规范性")),
    )
    assert [(one.found, one.expected) for one in found(report, "GI103")] == [("规范性文件", "2021")]


@pytest.mark.parametrize(("number", "section"), list(enumerate("二三四")))
def test_a_missing_table_is_told(sound, number, section):
    assert [one.expected for one in found(without_table(sound, number), "GI105")] == [section]


def test_missing_and_extra_rows_and_columns_are_told():
    rows = boxes("二", "2021")
    del rows[6]
    assert [one.expected for one in found(page(rows), "GI106")] == ["行政许可"]
    rows.insert(3, [Box("其他文件"), Box("1"), Box("2"), Box("3")])
    assert [one.found for one in found(page(rows), "GI107")] == ["其他文件"]
    narrow = [row[:-1] if len(row) == 4 else row for row in boxes("二", "2021")]
    assert any("现行有效件数" in one.expected for one in found(page(narrow), "GI108"))


def test_rows_in_another_order_are_told():
    rows = boxes("三", "2021")
    rows[3], rows[4] = rows[4], rows[3]
    assert [one.found for one in found(page(rows), "GI113")] == ["二、上年结转政府信息公开申请数量"]


# --- cells --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "code", "severity"),
    [
        ("disclosure.licences.decisions", "", "GI201", "warning"),
        ("disclosure.licences.decisions", "/", "GI203", "info"),
        ("disclosure.licences.decisions", "见附件", "GI204", "error"),
        ("disclosure.licences.decisions", "-3", "GI205", "error"),
        ("disclosure.licences.decisions", "3.5", "GI206", "error"),
        ("disclosure.licences.decisions", "3件", "GI207", "warning"),
        ("disclosure.fees.amount", "186000元", "GI208", "warning"),
        ("disclosure.licences.decisions", "1,234", "GI209", "info"),
        ("disclosure.licences.decisions", "５７", "GI209", "info"),
        ("disclosure.licences.decisions", "19.0", "GI209", "info"),
        ("disclosure.fees.amount", "18.60（万元）", "GI207", "warning"),
    ],
)
def test_a_cell_is_told_for_what_it_says(of_2024, key, text, code, severity):
    (finding,) = check(with_cell(of_2024, key, text))
    assert (finding.code, finding.severity, finding.key) == (code, severity, key)
    (figure,) = [one for one in figures(of_2024) if one.key == key]
    assert finding.cell == figure.cell


def test_a_number_that_was_worked_out_is_shown_without_empty_decimals(of_2024):
    (finding,) = found(with_cell(of_2024, "applications.granted.research", "19.0"), "GI303")
    assert finding.found == "19.0"
    assert ".0" not in finding.expected + finding.message("en").replace("“19.0”", "")


@pytest.mark.parametrize(
    ("mark", "severity"),
    [("/", "error"), ("／", "error"), ("无", "warning"), ("—", "warning"), ("-", "warning")],
)
def test_a_sum_is_an_error_only_where_its_marks_are_known_from_reports(of_2024, mark, severity):
    """That 无 and — stand for 0 is from memory."""
    told = check(with_cell(of_2024, "applications.granted.natural_person", mark))
    assert {one.severity for one in told if one.rule in ("R1", "R2", "R3")} == {severity}


def test_no_finding_of_a_check_that_rests_on_memory_is_an_error():
    rows = [[Box(name), Box("3")] for name in ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")]
    told = check(page("<h1>某局2020年政府信息公开工作年度报告</h1>", rows))
    assert [one.severity for one in told if one.code == "GI109"] == ["warning"]
    assert codes(told).count("GI105") == 3


def test_a_place_is_told_in_the_language_of_the_message(of_2024):
    (finding,) = found(with_cell(of_2024, "disclosure.licences.decisions", ""), "GI201")
    assert (finding.where, finding.place("en")) == ("table 1 row 7 column 2",) * 2
    assert finding.place("zh") == "表1 第7行 第2列"
    (missing,) = found(without_table(of_2024, 1), "GI105")
    assert (missing.where, missing.place("zh")) == ("body", "正文")


def test_no_place_stays_english_in_chinese():
    report = paragraphs("某县某局2023年政府信息公开工作年度报告", "一、总体情况", "XX局工作有序。")
    places = {one.place("zh") for one in check(report)}
    assert {"正文", "文末", "引言", "第3段"} <= places
    assert not any(char.isascii() and char.isalpha() for place in places for char in place)


def test_a_fall_in_projects_is_no_negative_count():
    report = gireport.read(FIXTURES / "2019.json")
    assert any(figure.number is not None and figure.number < 0 for figure in figures(report))
    assert not found(report, "GI205")


def test_a_blank_column_of_totals_raises_no_sums(of_2024):
    """A published report of 2019 fills 总计 in for the main rows only."""
    report = of_2024
    for figure in figures(of_2024):
        if figure.column == "total" and figure.row.startswith(
            ("denied.", "unable.", "not_processed.", "granted")
        ):
            report = with_cell(report, figure.key, "")
    told = check(report)
    assert set(codes(told)) == {"GI116", "GI201"}
    wanted = {figure.cell: figure.raw for figure in figures(of_2024)}
    assert all(one.expected == wanted[one.cell] for one in told)


# --- sections, dates, words ---------------------------------------------------------------------------

HEAD = "云岭市青溪县档案服务中心2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        (
            "二、主动公开政府信息情况",
            "二、行政机关主动公开政府信息情况",
            "GI403",
            "二、行政机关主动公开政府信息情况",
        ),
        ("三、收到和处理", "四、收到和处理", "GI404", "四"),
        ("〔2021〕30号", "[2021]30号", "GI424", "[2021]"),
        ("〔2021〕30号", "【2021】30号", "GI424", "【2021】"),
        ("〔2021〕30号", "〔2022〕30号", "GI422", "国办公开办函〔2022〕30号"),
        ("〔2021〕30号", "〔2019〕60号", "GI423", "国办公开办函〔2019〕60号"),
        ("12月31日", "12月30日", "GI413", "2024年1月1日至2024年12月30日"),
        ("2024年，本中心在", "2023年，本中心在", "GI412", "2023"),
        ("2025年1月15日", "2025年2月3日", "GI417", "2025年2月3日"),
        ("2025年1月15日", "2024年12月30日", "GI416", "2024年12月30日"),
        ("2025年1月15日", "2025年2月30日", "GI415", "2025年2月30日"),
        ("公文起草时", "该部分以表格形式报告。公文起草时", "GI441", "该部分以表格形式报告"),
        ("公文起草时", "XX局公文起草时", "GI441", "XX"),
        ("同步标注公开属性，", "同步标注公开属性,", "GI442", ","),
        ("主动公开政府信息情况", "主动公开政府政府信息情况", "GI443", "政府政府"),
        ("新收政府信息公开申请49件", "新收政府信息公开申请48件", "GI315", "新收政府信息公开申请48件"),
        ("上年结转3件", "上年结转2件", "GI315", "上年结转2件"),
        ("办结48件", "办结49件", "GI315", "办结49件"),
        ("所提5条意见均已答复。", "未收到政府信息公开申请。", "GI315", "未收到政府信息公开申请"),
        ("所提5条意见均已答复。", "因政府信息公开被申请行政复议9件。", "GI315", "行政复议9件"),
        ("所提5条意见均已答复。", "未发生行政诉讼。", "GI315", "未发生行政诉讼"),
        ("机构职能5条", "机构职能6条", "GI316", "6 + 23 + 58 = 87"),
    ],
)
def test_a_change_of_words_is_told(of_2024, old, new, code, what):
    assert what in [one.found for one in found(with_text(of_2024, old, new), code)]


def test_the_title_year_is_held_against_the_period(of_2024):
    bare = Report(Meta(), of_2024.body, of_2024.resources)
    changed = with_text(bare, HEAD, HEAD.replace("2024", "2023"))
    assert [(one.found, one.expected) for one in found(changed, "GI411")] == [("2023", "2024")]


def test_another_signature_is_told(of_2024):
    body = list(of_2024.body)
    place = next(
        index
        for index in range(len(body) - 1, -1, -1)
        if isinstance(body[index], Paragraph) and body[index].content and "档案服务中心" in str(body[index])
    )
    body[place] = Paragraph((Text("江北市水利局"),), "right")
    assert [one.found for one in found(Report(of_2024.meta, tuple(body), of_2024.resources), "GI418")] == [
        "江北市水利局"
    ]


def test_a_report_without_signature_sections_or_citation_says_so():
    report = paragraphs("某县某局2023年政府信息公开工作年度报告", "一、总体情况", "全年工作有序。")
    told = codes(check(report))
    assert told.count("GI401") == 5
    assert told.count("GI105") == 3
    assert {"GI414", "GI421"} <= set(told)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (
            "本报告包括总体情况、主动公开政府信息情况、收到和处理申请情况、行政复议、行政诉讼情况、存在的问题、其他事项等六部分。",
            [],
        ),
        (
            "本报告由总体情况、主动公开情况、收到和处理申请情况、行政复议和行政诉讼情况、存在的问题等六个部分组成。",
            ["5"],
        ),
        ("本报告共分为七个部分。", ["6"]),
        (
            "本报告分为六个部分：一是总体情况；二是主动公开；三是申请；四是复议、诉讼；五是问题；六是其他。",
            [],
        ),
        ("本报告分为六个部分：一是总体情况，二是主动公开，三是申请，四是复议诉讼，五是问题。", ["5"]),
        ("全文共六个部分，分别是总体情况、主动公开、申请情况、行政复议、行政诉讼情况、问题。", ["5"]),
        ("本报告分六部分。", []),
    ],
)
def test_how_many_parts_are_counted_is_held_against_those_listed(of_2024, sentence, count):
    changed = with_text(of_2024, "数据统计期限为", sentence + "数据统计期限为")
    assert [one.expected for one in found(changed, "GI406")] == count


def test_years_that_belong_where_they_stand_are_not_told(of_2024):
    for sentence in (
        "2025年，本中心将继续完善检索。",
        "2023年，同比减少3件。",
        "依据《档案法》（2020年修订）和国办函〔2020〕109号。",
        "截至2024年底累计公开。",
    ):
        assert not found(with_text(of_2024, "专栏改版后设检索框", sentence), "GI412")


def test_towns_are_held_to_the_day_of_departments_as_an_information(of_2024):
    late = with_text(of_2024, "2025年1月15日", "2025年3月1日")
    for organ, told in (
        ("青溪县人民政府", []),
        ("青溪县人民政府办公室", []),
        ("青溪县", []),
        ("云岭经济技术开发区管委会", ["info"]),
        ("白石镇人民政府办公室", ["info"]),
        ("青溪县听泉镇人民政府", ["info"]),
        ("青溪县档案局", ["warning"]),
    ):
        body = with_text(late, "云岭市青溪县档案服务中心", organ, Meta(organ=organ, year=2024)).body
        report = normal(Report(Meta(organ=organ, year=2024), body, of_2024.resources))
        assert [one.severity for one in found(report, "GI417")] == told


# --- soft relations, other years, other organs -----------------------------------------------------------


def test_last_years_report_must_end_where_this_years_begins(of_2024):
    before = normal(Report(Meta(year=2023, organ=of_2024.meta.organ), of_2024.body, of_2024.resources))
    told = check(of_2024, before)
    assert {
        (one.key.rpartition(".")[2], one.severity, one.found, one.expected)
        for one in told
        if one.code == "GI306"
    } == {
        ("natural_person", "warning", "2", "3"),
        ("business", "warning", "1", "0"),
        ("research", "warning", "0", "1"),
        ("total", "error", "3", "4"),
    }
    assert [(one.found, one.expected) for one in told if one.code == "GI307"] == [("31", "33")]


def test_a_report_of_another_year_is_not_last_years(of_2024):
    assert codes(check(of_2024, of_2024)) == ["GI305"]


def test_r8_and_r11_across_years():
    now = gireport.read(FIXTURES / "2019.json")
    before = normal(Report(Meta(year=2019, organ=now.meta.organ), now.body, now.resources))
    keys = {one.key: (one.found, one.expected) for one in found(now, "GI308", previous=before)}
    assert keys["disclosure.licences.projects_last_year"] == ("5", "6")
    before = with_cell(before, "review.reconsideration.pending", "7")
    assert [one.expected for one in found(now, "GI311", previous=before)] == ["≥ 7"]


def test_a_government_has_not_less_than_its_units(of_2024):
    assert not found(of_2024, "GI312", units=[of_2024])
    keys = {one.key for one in found(of_2024, "GI312", units=[of_2024, of_2024])}
    assert "applications.received.total" in keys


@pytest.mark.parametrize(
    ("edition", "key", "text", "code"),
    [
        ("2019", "disclosure.normative_documents.total_published", "2", "GI309"),
        ("2021", "disclosure.normative_documents.in_force", "1", "GI310"),
        ("2021", "disclosure.regulations.in_force", "6", "GI451"),
    ],
)
def test_a_soft_relation_is_told(edition, key, text, code):
    (finding,) = found(with_cell(gireport.read(FIXTURES / f"{edition}.json"), key, text), code)
    assert finding.key == key
    assert finding.severity in ("warning", "info")


def test_a_lapsed_fee_without_a_notice_is_told(of_2024):
    old = "本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"
    assert found(with_text(of_2024, old, "本中心未收取信息处理费。"), "GI313")
    assert not found(of_2024, "GI313")
    assert found(with_text(of_2024, old, "本中心实际收取信息处理费200000元。"), "GI314")


@pytest.mark.parametrize(
    "told",
    [
        "本年度发出收费通知3件，实际未收到信息处理费。",
        "收取信息处理费300元。",
        "发出收费通知的件数3件、总金额300元、实际收取的总金额0元。",
        "3件申请因申请人逾期未按收费通知要求缴纳费用不再处理。",
        "无锡市本级发出信息处理费收费通知3件。",
    ],
)
def test_a_lapsed_fee_with_a_notice_is_not_told_though_nothing_was_paid(of_2024, told):
    report = with_cell(of_2024, "applications.other_handling.fee_not_paid.total", "3件")
    old = "本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"
    assert not found(with_text(report, old, told), "GI313")
    for none in ("发出收费通知0件、总金额0元。", "发出0件收费通知。", "未发出收费通知。"):
        assert found(with_text(report, old, none), "GI313")
    (finding,) = found(with_text(report, old, "依据信息处理费管理办法，本年未收费。"), "GI313")
    assert (finding.found, "3 件" in finding.message_zh) == ("3", True)


def test_a_section_six_without_a_word_on_fees_is_told(of_2024):
    changed = with_text(
        of_2024, "信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元", "感谢信一封"
    )
    changed = with_text(changed, "收取信息处理费情况", "工作情况")
    assert found(changed, "GI408")


def test_last_years_words_again_are_told(of_2024):
    long = with_text(of_2024, "公文起草时", "".join(chr(0x4E00 + 7 * n) for n in range(300)) + "。公文起草时")
    before = normal(Report(Meta(year=2023), long.body, long.resources))
    assert [one.found for one in found(long, "GI461", previous=before)] == ["100%"]
