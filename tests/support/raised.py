"""For each check, a report that raises it: a sound report of the fixtures with one thing changed.

The documentation shows what each check says of its report (`tools/docsite`).
"""

from __future__ import annotations

import gireport
from gireport.model import Cell, Meta, Report, Table, normal
from support.edits import FIXTURE, edited, with_cell, with_text, without_table
from support.portals import Box, boxes, page

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


def raised(code):
    """The report that raises the check `code`, last year's report or None, and those of its units."""
    made = RAISED[code]()
    report, last, units = (*made, None, None)[:3] if isinstance(made, tuple) else (made, None, None)
    return report, last, units or ()
