"""What reports also say, and what must not be taken for a fault.

And faults that another wording would hide.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

import gireport
from gireport.model import Cell, Paragraph, Report, Table, Text, normal
from gireport.statutory import check, facts, figures
from gireport.statutory.checks.wording import check_regulations
from gireport.statutory.finding import Context
from support.edits import edited
from support.portals import codes, page

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "reports" / "2021.json"
ORGAN = "云岭市青溪县档案服务中心"
PROSE = "专栏改版后设检索框，开放档案可按年代、来源、题名查询。"
PERIOD = "数据统计期限为2024年1月1日至2024年12月31日。"
CITED = "国办公开办函〔2021〕30号"
SECTIONS = "总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|政府信息公开行政复议、行政诉讼情况|存在的主要问题及改进情况|其他需要报告的事项"  # noqa: E501
SIX = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"  # noqa: E501


@pytest.mark.parametrize(
    "prose",
    [
        "专栏地址为https://www.qingxi.example/xxgk/，邮箱xxgk@qingxi.example。",
        "全年办结行政许可57件。",
        "受理行政许可申请57件，收到设立登记申请12件。",
        "行政处罚结果予以公开9件。",
        "答复市长信箱来信30件。",
        "自2024年3月1日至2024年5月31日开展专项检查。",
        "2019年，新条例施行以来，工作更加规范。",
        "2025年，我中心要进一步做好公开工作。",
        "逐条核对，一件一件落实。",
        "群众可到服务窗口（在线填写）提出申请。",
        "依据国办公开办函〔2016〕201号计数。",
        "办理行政复议案件56件，行政诉讼案件3件。",
        "被行政复议12件、行政诉讼40件，其中因政府信息公开被复议2件。",
        "收到留言30件，办结29件。",
        "高效办成一件事12项，与业务科室一起办理申请一件事。",
        "收到政府信息公开申请四十九件。",
        "办理来信数十件，同比增长20%。",
        "收到来信120件，比上年的100件增长20%。",
        "办理来信120件，比上年增加20件，增长20%。",
        "共收到来信30件，其中网络10件，占33.3%，信函20件，占66.7%。",
        "公开信息200条，微信发布100条，占全市的20%。",
        "收到来信30件，按时办结29件，按时办结率100%。",
        "公开信息1,200条，其中政策文件200条、解读60条。",
        "办理行政许可申请500件，办结500件。",
        "2024年共收到政府信息公开申请49件，2023年收到政府信息公开申请30件。",
        "县本级收到政府信息公开申请40件，乡镇收到政府信息公开申请9件。",
        "收到公民、法人和其他组织的政府信息公开申请49件。",
        "2023年、2024年分别收到政府信息公开申请30件、49件。",
        "收到线上申请40件、线下申请9件。",
        "无因政府信息公开引发的行政复议被纠正情形。",
        "未因政府信息公开工作被提起行政诉讼后败诉。",
        "无锡市司法局转来行政复议4件。",
        "网站经无障碍改造后可查行政复议指南。",
        "无复议后起诉的行政诉讼案件。",
        "没有发生未经复议直接提起的行政诉讼。",
        "未发生因逾期答复引起的行政复议。",
        "未被行政复议机关责令履行。",
        "无尚未审结的政府信息公开行政复议。",
    ],
)
def test_harmless_prose_raises_nothing(prose):
    assert check(edited((PROSE, prose))) == []


def test_a_justice_bureau_tells_of_the_reviews_that_it_hears():
    justice = (ORGAN, "青溪县司法局")
    assert check(edited(justice, (PROSE, "全年收到行政复议156件。"))) == []
    (finding,) = check(edited(justice, (PROSE, "因政府信息公开被申请行政复议156件。")))
    assert (finding.code, finding.found) == ("GI315", "行政复议156件")


@pytest.mark.parametrize(
    ("prose", "code", "found", "expected"),
    [
        ("全年收到政府信息公开申请十二件。", "GI315", "收到政府信息公开申请十二件", "49"),
        ("全年收到政府信息公开申请一百零三件。", "GI315", "收到政府信息公开申请一百零三件", "49"),
        ("全年收到政府信息公开申请1,234件。", "GI315", "收到政府信息公开申请1234件", "49"),
        ("没有收到政府信息公开申请。", "GI315", "没有收到政府信息公开申请", "49"),
        ("未收到公民、法人或其他组织的政府信息公开申请。", "GI315", "未收到政府信息公开申请", "49"),
        ("收到公民、法人和其他组织政府信息公开申请50件。", "GI315", "收到政府信息公开申请50件", "49"),
        ("全年无政府信息公开行政复议案件。", "GI315", "无政府信息公开行政复议", "4"),
        ("无行政诉讼案件。", "GI315", "无行政诉讼", "2"),
        ("本年度无一起因政府信息公开引发的行政诉讼。", "GI315", "无一起因政府信息公开引发的行政诉讼", "2"),
        ("未因政府信息公开工作被申请行政复议。", "GI315", "未因政府信息公开工作被申请行政复议", "4"),
        ("共收到来信30件，其中网络10件，占35%。", "GI317", "占35%", "33.3%"),
        ("收到来信120件，比上年的100件增长25%。", "GI317", "增长25%", "20%"),
        ("收到来信150件，比上年的100件增长百分之四十。", "GI317", "增长百分之四十", "50%"),
        ("办理来信80件，比上年减少20件，下降25%。", "GI317", "下降25%", "20%"),
        ("收到来信30件，办结29件，办结率100%。", "GI317", "办结率100%", "96.7%"),
    ],
)
def test_counts_and_percentages_of_prose_are_read(prose, code, found, expected):
    told = [(one.code, one.severity, one.found, one.expected) for one in check(edited((PROSE, prose)))]
    assert told == [(code, "warning", found, expected)]


@pytest.mark.parametrize(
    "day",
    [
        "2025-01-15",
        "2025/1/15",
        "2025.1.15",
        "日期：2025-01-15",
        "２０２５年1月15日",
        "二〇二五年一月十五日",
        "（2025年1月15日）",
    ],
)
def test_a_date_of_signature_may_be_written_otherwise(day):
    report = edited(("2025年1月15日", day))
    assert str(facts(report).signed.value) == "2025-01-15"
    assert check(report) == []


def test_a_date_in_brackets_may_stand_in_the_line_of_the_organ():
    report = edited(("2025年1月15日", f"{ORGAN}（2025年1月15日）"))
    assert facts(report).signature.value == ORGAN
    assert check(report) == []


@pytest.mark.parametrize("number", ["（{}）", "{}.", "第{}部分　"])
def test_sections_numbered_in_another_way_are_not_missing(number):
    numerals = "123456" if number == "{}." else "一二三四五六"
    titles = zip("一二三四五六", numerals, strict=True)
    names = SECTIONS.split("|")
    report = edited(
        *(
            (f"{old}、{name}", f"{number.format(new)}{name}")
            for (old, new), name in zip(titles, names, strict=True)
        )
    )
    assert set(codes(check(report))) == {"GI403"}


@pytest.mark.parametrize("title", ["一、总体概况", "一、概况"])
def test_a_title_of_section_one_may_be_shorter(title):
    assert codes(check(edited(("一、总体情况", title)))) == ["GI403"]


def test_rows_of_a_table_that_a_tool_made_text_are_not_sections():
    rows = page(
        "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
        "<p>一、本年新收政府信息公开申请数量 1 0 1</p><p>二、上年结转政府信息公开申请数量 0 0 0</p>"
        "<p>三、本年度办理结果</p><p>四、结转下年度继续办理 0 0 0</p>"
    )
    assert [section.number for section in facts(rows).sections] == [1, 2, 3]
    assert not {"GI402", "GI404"}.intersection(codes(check(rows)))


def test_a_document_number_may_have_a_word_before_its_number():
    assert codes(check(edited(("〔2021〕30号", "〔2021〕第30号")))) == []


@pytest.mark.parametrize("line", ["电话 0537-4363466", "第2.1.3节", "共2024.5.31件"])
def test_other_numbers_at_the_end_are_not_a_date(line):
    assert "GI414" in codes(check(edited(("2025年1月15日", line))))


@pytest.mark.parametrize("signed", ["青溪县人民政府办公室", "青溪县人民政府"])
def test_a_government_may_be_signed_for_by_its_office_until_march(signed):
    title = edited(
        (ORGAN + "2024年", "青溪县人民政府2024年"), (ORGAN, signed), ("2025年1月15日", "2025年3月28日")
    )
    assert check(title) == []


@pytest.mark.parametrize(
    "period",
    [
        "本报告所列数据的统计期限自2024年1月1日起至12月31日止。",
        f"本报告由{SIX}六部分组成。",
        "本报告包括：一、总体情况，二、主动公开情况，三、申请情况，四、复议、诉讼情况，五、问题，六、其他事项等六个部分。",
        "本报告内容的一部分见附件。",
    ],
)
def test_a_preamble_in_other_words_raises_nothing(period):
    assert check(edited((PERIOD, period))) == []


@pytest.mark.parametrize(
    ("organ", "day"),
    [
        ("云岭市政府", "2025年3月31日"),
        ("云岭市人民政府（本级）", "2025年3月31日"),
        ("青溪县白石镇人民政府", "2025年1月31日"),
    ],
)
def test_an_organ_has_until_the_day_of_its_kind(organ, day):
    assert check(edited((ORGAN, organ), ("2025年1月15日", day))) == []


def test_a_line_that_says_that_there_is_nothing_is_not_a_signature():
    assert "GI418" not in codes(check(edited((f'{ORGAN}"', '无"'))))


def test_a_street_may_be_signed_for_by_its_short_name():
    title = "云岭市东城区人民政府长江路街道办事处2024年"
    assert check(edited((ORGAN + "2024年", title), (ORGAN, "长江路街道"))) == []


@pytest.mark.parametrize("organ", ["无锡市档案局", "本溪市档案局"])
def test_an_organ_that_begins_like_such_a_line_is_a_signature(organ):
    assert facts(edited((ORGAN, organ))).signature.value == organ


def test_a_format_not_cited_is_not_the_other_document_that_is():
    assert codes(
        check(edited((CITED, "国办发〔2021〕3号"), (PROSE, "依据国办公开办函〔2016〕201号计数。")))
    ) == ["GI421"]


def test_a_period_without_its_second_year_is_still_a_period():
    (finding,) = check(edited((PERIOD, "数据统计期限为2024年1月1日至12月30日。")))
    assert (finding.code, finding.found) == ("GI413", "2024年1月1日至12月30日")


def test_a_period_of_last_year_is_reported_where_title_and_signature_agree():
    (finding,) = check(edited((PERIOD, "数据统计期限为2023年1月1日至2023年12月31日。")))
    assert (finding.code, finding.where) == ("GI413", "paragraph 3")


def test_a_wrong_citation_does_not_blame_tables_of_the_right_edition():
    assert codes(check(edited((CITED, "国办公开办函〔2019〕60号")))) == ["GI423"]


@pytest.mark.parametrize(
    ("organ", "told"),
    [
        ("广西壮族自治区人民政府", False),
        ("景德镇市人民政府", False),
        ("云岭市住房和城乡建设局", False),
        ("镇江市人民政府", False),
        ("新乡市人民政府", False),
        ("云岭市东城区人民政府", True),
        ("青溪县人民政府", True),
    ],
)
def test_only_organs_of_counties_and_towns_are_asked_about_regulations(organ, told):
    report = edited((ORGAN, organ))
    context = Context(report)
    figure = context.figures["disclosure.regulations.issued"]
    context.figures[figure.key] = msgspec.structs.replace(figure, number=figure.number + 6)
    assert bool(list(check_regulations(context))) == told


@pytest.mark.parametrize("word", ["电话", "邮编", "地址", "自2024年1月1日", "国函[2021]", "本报告一"])
def test_a_long_gap_in_a_line_takes_no_time(word):
    report = edited((PERIOD, word + " " * 3_000 + "x"))
    start = time.process_time()
    check(report)
    assert time.process_time() - start < 1


def test_an_empty_code_switches_nothing_off():
    report = edited((CITED, "国办发〔2021〕3号"))
    assert check(report, off=[""]) == check(report)


def _tables_changed(change):
    report = gireport.read(FIXTURE)
    body = [one for block in report.body for one in (change(block) if isinstance(block, Table) else [block])]
    return report, normal(Report(report.meta, tuple(body), report.resources))


def _numbers(report):
    return {figure.key: figure.number for figure in figures(report)}


def test_section_four_without_its_rowspans_is_read_in_the_forms_order():
    """The third head row then begins at the first slot."""

    def flat(table):
        return [Table(tuple(tuple(Cell(cell.content, cell.colspan) for cell in row) for row in table.rows))]

    before, after = _tables_changed(flat)
    assert _numbers(after) == _numbers(before)
    assert set(codes(check(after))) == {"GI111"}


def test_the_values_of_section_four_may_stand_in_a_table_of_their_own():
    def cut(table):
        if len(table.rows[-1]) != 15:
            return [table]
        return [Table(table.rows[:-1]), Paragraph((Text("续表"),)), Table(table.rows[-1:])]

    before, after = _tables_changed(cut)
    assert _numbers(after) == _numbers(before)
    assert check(after) == []


def test_a_note_under_section_four_is_not_a_row():
    def noted(table):
        note = Cell((Paragraph((Text("注：含补正"),)),), 15)
        return [Table((*table.rows, (note,)))] if len(table.rows[-1]) == 15 else [table]

    before, after = _tables_changed(noted)
    assert _numbers(after) == _numbers(before)
    assert check(after) == []
