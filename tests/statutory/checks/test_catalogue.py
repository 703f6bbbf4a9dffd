"""The catalogue of checks: each check has sentences, a report that raises it, and a line in the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.model import Cell, Meta, Report, Table, normal
from gireport.statutory import check, figures
from gireport.statutory.checks import CHECKS
from support.edits import FIXTURE, edited, with_cell, with_text, without_table
from support.portals import Box, boxes, codes, page


def test_every_check_and_figure_is_in_the_documents():
    docs = Path(__file__).resolve().parents[3] / "docs"
    from gireport.statutory.checks import CHECKS
    from gireport.statutory.keys import EDITIONS, values

    checks = (docs / "checks.md").read_text("utf-8")
    for one in CHECKS:
        assert f"| {one.code} | {one.rule or '—'} | {one.severity} | {one.basis} |" in checks
    text = (docs / "figures.md").read_text("utf-8")
    parts = {
        part
        for edition in EDITIONS
        for value in values(edition)
        for part in (value.row, value.column)
        if part
    }
    assert not [part for part in parts if f"`{part}`" not in text]


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


def test_no_finding_of_a_check_that_rests_on_memory_is_an_error():
    rows = [[Box(name), Box("3")] for name in ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")]
    told = check(page("<h1>某局2020年政府信息公开工作年度报告</h1>", rows))
    assert [one.severity for one in told if one.code == "GI109"] == ["warning"]
    assert codes(told).count("GI105") == 3


LAST = FIXTURE.with_name("2019.json")


PROSE = "专栏改版后设检索框，开放档案可按年代、来源、题名查询。"


FEES = "本中心发出信息处理费收费通知1件，金额200元；申请人逾期未缴，实际收取0元。"


def sound():
    return gireport.read(FIXTURE)


def cell(key, text):
    return lambda: with_cell(sound(), key, text)


def words(old, new):
    return lambda: edited((old, new))


def of_2019(key=None, text=""):
    report = gireport.read(LAST)
    return with_cell(report, key, text) if key else report


def with_table_of_2019():
    report = sound()
    tables = iter([one for one in of_2019().body if isinstance(one, Table)])
    body = tuple(next(tables) if isinstance(one, Table) else one for one in report.body)
    return Report(report.meta, body, report.resources)


def without_row(number):
    rows = boxes("二", "2021")
    del rows[number]
    return page(rows)


def with_row(place, *texts):
    rows = boxes("二", "2021")
    rows.insert(place, [Box(text) for text in texts])
    return page(rows)


def with_column(head, value):
    rows = boxes("三", "2021")
    rows[0].append(Box(head, rowspan=3))
    for row in rows[3:]:
        row.append(Box(value))
    return page(rows)


def rows_changed_round():
    rows = boxes("三", "2021")
    rows[3], rows[4] = rows[4], rows[3]
    return page(rows)


def flat_section_four():
    report = sound()
    body = tuple(
        Table(tuple(tuple(Cell(one.content, one.colspan) for one in row) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in report.body
    )
    return normal(Report(report.meta, body, report.resources))


def with_subtotals():
    rows = boxes("三", "2021")
    for row in rows:
        row.append(Box("小计" if row is rows[2] else "" if row in rows[:2] else "7"))
    group = next(number for number, row in enumerate(rows) if row[0].text == "（三）不予公开")
    rows[group][0].rowspan += 1
    rows[5][0].rowspan += 1
    rows.insert(group + 8, [Box("小计"), *(Box("9") for _ in range(8))])
    return page(rows)


def blank_disclosure():
    return page(
        [
            [Box("" if box.value else box.text, box.rowspan, box.colspan) for box in row]
            for row in boxes("二", "2021")
        ]
    )


def cut_heads():
    rows = boxes("二", "2019")
    rows[1][1].text = rows[1][2].text = "本年新"
    return page(rows)


def stacked_rows():
    rows = boxes("二", "2021")
    rows[-5:-3] = [[Box("行政处罚|行政强制"), Box("8|9", colspan=3)]]
    return page(rows)


def before(report, year=2023):
    return normal(Report(Meta(year=year, organ=report.meta.organ), report.body, report.resources))


def legacy():
    names = ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")
    return page("<h1>某局2020年政府信息公开工作年度报告</h1>", [[Box(name), Box("3")] for name in names])


def long(report=None):
    text = "".join(chr(0x4E00 + 7 * number) for number in range(300))
    return with_text(report or sound(), "公文起草时", text + "。公文起草时")


RAISED = {
    "GI101": with_table_of_2019,
    "GI102": with_table_of_2019,
    "GI103": lambda: page([[Box(b.text.replace("行政规范性", "规范性"), b.rowspan, b.colspan) for b in row] for row in boxes("二", "2021")]),  # noqa: E501
    "GI105": lambda: without_table(sound(), 1),
    "GI106": lambda: without_row(6),
    "GI107": lambda: with_row(4, "其他文件", "1", "2", "3"),
    "GI108": lambda: page([row[:-1] if len(row) == 4 else row for row in boxes("二", "2021")]),
    "GI109": legacy,
    "GI110": lambda: with_row(3, "规章", "1", "2", "3", "4"),
    "GI111": flat_section_four,
    "GI112": lambda: page(boxes("三", "2021"), boxes("三", "2021")),
    "GI113": rows_changed_round,
    "GI114": with_subtotals,
    "GI115": lambda: with_column("备注", "5"),
    "GI116": cell("applications.granted.total", ""),
    "GI117": cut_heads,
    "GI118": stacked_rows,
    "GI201": cell("disclosure.licences.decisions", ""),
    "GI202": blank_disclosure,
    "GI203": cell("disclosure.licences.decisions", "/"),
    "GI204": cell("disclosure.licences.decisions", "若干"),
    "GI205": cell("disclosure.licences.decisions", "-1"),
    "GI206": cell("disclosure.licences.decisions", "1.5"),
    "GI207": cell("disclosure.fees.amount", "18.60（万元）"),
    "GI208": cell("disclosure.fees.amount", "186000元"),
    "GI209": cell("disclosure.licences.decisions", "57.0"),
    "GI301": cell("applications.received.business", "40"),
    "GI302": cell("applications.granted.business", "40"),
    "GI303": cell("applications.granted.total", "40"),
    "GI304": cell("review.reconsideration.total", "40"),
    "GI305": lambda: (sound(), before(sound(), 2020)),
    "GI306": lambda: (sound(), before(sound())),
    "GI307": lambda: (sound(), before(sound())),
    "GI308": lambda: (of_2019(), before(of_2019(), 2019)),
    "GI309": lambda: of_2019("disclosure.normative_documents.total_published", "2"),
    "GI310": cell("disclosure.normative_documents.in_force", "1"),
    "GI311": lambda: (sound(), before(with_cell(sound(), "review.reconsideration.pending", "70"))),
    "GI312": lambda: (sound(), None, [sound(), sound()]),
    "GI313": words(FEES, "本中心未收取信息处理费。"),
    "GI314": words(FEES, "本中心实际收取信息处理费200000元。"),
    "GI315": words(PROSE, "全年收到政府信息公开申请十二件。"),
    "GI316": words("机构职能5条", "机构职能6条"),
    "GI317": words(PROSE, "办理来信120件，比上年的100件增长25%。"),
    "GI320": with_subtotals,
    "GI401": lambda: page("<h1>某局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>"),
    "GI402": words("五、存在的主要问题及改进情况", "二、主动公开政府信息情况"),
    "GI403": words("一、总体情况", "一、概述"),
    "GI404": words("三、收到和处理", "四、收到和处理"),
    "GI405": words("五、存在的主要问题及改进情况", "五、工作展望"),
    "GI406": words("数据统计期限为", "本报告共分为七个部分。数据统计期限为"),
    "GI407": lambda: page("<h1>某局2023年政府信息公开工作年度报告</h1><h2>五、存在的主要问题及改进情况</h2><p>无</p>"),  # noqa: E501
    "GI408": lambda: page("<h1>某局2023年政府信息公开工作年度报告</h1><h2>六、其他需要报告的事项</h2><p>无</p>"),  # noqa: E501
    "GI411": words("中心2024年政府", "中心2023年政府"),
    "GI412": words("2024年，本中心在", "2023年，本中心在"),
    "GI413": words("12月31日", "12月30日"),
    "GI414": words("2025年1月15日", "年初"),
    "GI415": words("2025年1月15日", "2025年2月30日"),
    "GI416": words("2025年1月15日", "2024-12-30"),
    "GI417": words("2025年1月15日", "2025.2.3"),
    "GI418": lambda: page("<h1>青溪县民政局2023年政府信息公开工作年度报告</h1><p>江北市水利局</p><p>2024年1月5日</p>"),  # noqa: E501
    "GI421": words("国办公开办函〔2021〕30号", "国办发〔2021〕3号"),
    "GI422": words("〔2021〕30号", "〔2022〕30号"),
    "GI423": words("〔2021〕30号", "〔2019〕60号"),
    "GI424": words("〔2021〕30号", "（2021）30号"),
    "GI441": words(PROSE, "（此处填写工作情况）"),
    "GI442": words(PROSE, "专栏改版,可查询。"),
    "GI443": words(PROSE, "专栏改版改版后可查询。"),
    "GI451": cell("disclosure.regulations.in_force", "6"),
    "GI461": lambda: (long(), before(long())),
}  # fmt: skip


def test_every_check_has_a_report_that_raises_it():
    assert list(RAISED) == [one.code for one in CHECKS]


@pytest.mark.parametrize("code", RAISED)
def test_a_check_is_raised_by_what_it_is_for(code):
    made = RAISED[code]()
    report, last, units = (*made, None, ())[:3] if isinstance(made, tuple) else (made, None, ())
    assert code in codes(check(report, last, units=units or ()))


@pytest.mark.parametrize("path", [FIXTURE, LAST], ids=["2021", "2019"])
def test_no_check_is_raised_by_a_correct_report_with_its_units(path):
    report = gireport.read(path)
    assert check(report, units=[report]) == []


@pytest.mark.parametrize("path", [FIXTURE, LAST], ids=["2021", "2019"])
def test_no_check_is_raised_by_a_report_that_continues_last_years_figures(path):
    now = gireport.read(path)
    numbers = {figure.key: figure.number for figure in figures(now)}
    last = {
        key.replace("carried_in", "carried_over"): number
        for key, number in numbers.items()
        if key.startswith("applications.carried_in.")
    }
    for row in ("regulations", "normative_documents"):
        stem = f"disclosure.{row}."
        if stem + "in_force" in numbers:
            issued, repealed = numbers[stem + "issued"], numbers[stem + "repealed"]
            last[stem + "in_force"] = numbers[stem + "in_force"] - issued + repealed
    last |= {key: 0 for key in numbers if key.endswith((".change", ".pending"))}
    then = before(now, now.meta.year - 1)
    for key, number in last.items():
        then = with_cell(then, key, str(number))
    assert check(now, then) == []
