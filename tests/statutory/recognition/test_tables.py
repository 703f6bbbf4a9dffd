"""Which tables of a report are statutory."""

from __future__ import annotations

import pytest

import gireport
from gireport.statutory import check, figures
from gireport.statutory.recognition import recognise
from support.edits import FIXTURE, with_cell
from support.portals import Box, boxes, numbers, page, wanted, without_spans

BOTH = ("2019", "2021")

ALL = [(section, edition) for section in "二三四" for edition in BOTH]


def the_table(report):
    (found,) = recognise(report)
    return found


def odd(report):
    return {one.kind for one in the_table(report).deviations}


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_a_form_as_printed_gives_every_figure(section, edition):
    report = page(boxes(section, edition))
    assert numbers(report) == wanted(section, edition)
    found = the_table(report)
    assert found.edition == (edition if section != "四" else "unknown")
    assert not found.deviations
    assert not found.missing_rows
    assert not found.missing_columns


@pytest.mark.parametrize("edition", BOTH)
def test_a_head_that_is_split_over_two_rows_is_one_head(edition):
    rows = boxes("三", edition)
    rows[2][0].text = "商业"
    rows.insert(3, [Box("企业"), *(Box("") for _ in range(4))])
    for cell in (rows[0][0], rows[1][0], rows[1][2]):
        cell.rowspan += 1
    assert numbers(page(rows)) == wanted("三", edition)


@pytest.mark.parametrize(
    ("section", "edition", "at"),
    [("二", "2019", 7), ("二", "2021", 6), ("三", "2021", 25), ("三", "2019", 5)],
)
def test_a_table_that_is_cut_in_two_is_one(section, edition, at):
    rows = without_spans(boxes(section, edition), keep_places=True)
    report = page(rows[:at], "<p>续表</p>", rows[at:])
    assert numbers(report) == wanted(section, edition)
    assert len(the_table(report).sheets) == 2


@pytest.mark.parametrize(
    ("section", "rows"),
    [
        ("二", [["类别", "行政许可", "行政处罚", "行政强制"], ["本年处理决定数量", "901", "902", "903"]]),
        (
            "三",
            [
                ["项目", "自然人", "商业企业", "总计"],
                ["一、本年新收政府信息公开申请数量", "901", "902", "903"],
                ["二、上年结转政府信息公开申请数量", "904", "905", "906"],
            ],
        ),
    ],
)
def test_a_summary_before_the_form_is_not_read_in_its_place(section, rows):
    """Section 一 may have one."""
    report = page([[Box(text) for text in row] for row in rows], boxes(section, "2021"))
    assert numbers(report) == wanted(section, "2021")
    (told,) = (one for one in the_table(report).deviations if one.kind == "repeated")
    assert told.cell == "1"


def test_the_same_form_twice_is_reported_and_the_first_counts():
    report = page(boxes("三", "2021"), boxes("三", "2021", start=500))
    assert numbers(report) == wanted("三", "2021")
    assert odd(report) == {"repeated"}


def test_statistics_of_the_years_before_2019_are_legacy():
    rows = [
        [Box("指标名称"), Box("统计数")],
        *([Box(name), Box("3")] for name in ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")),
    ]
    assert [one.edition for one in recognise(page(rows))] == ["legacy"]


def test_other_tables_are_not_statutory():
    assert recognise(page([[Box("行政许可"), Box("3")], [Box("行政处罚"), Box("4")]])) == []
    assert recognise(page([[Box("")]])) == []


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("disclosure.licences.decisions", "本年处理决定数量"),
        ("disclosure.regulations.issued", "规章"),
        ("applications.received.natural_person", "一、本年新收政府信息公开申请数量"),
        ("applications.denied.state_secret.natural_person", "1.属于国家秘密"),
        ("applications.received.business", "四、结转下年度继续办理"),
        ("applications.granted.total", "总计"),
        ("applications.other_handling.other.natural_person", "（三）不予公开"),
        ("review.reconsideration.upheld", "结果维持"),
        ("review.litigation_direct.total", "其他结果"),
        ("review.reconsideration.pending", "行政诉讼"),
    ],
)
def test_a_labels_word_written_for_a_value_loses_no_figure(key, word):
    before = gireport.read(FIXTURE)
    after = with_cell(before, key, word)
    found = {figure.key: figure for figure in figures(after)}
    assert list(found) == [figure.key for figure in figures(before)]
    assert (found[key].state, found[key].raw) == ("text", word)
    assert [one.cell for one in check(after) if one.code == "GI204"] == [found[key].cell]


def by_units(*labels):
    """A table that an organ adds: so many for each of two units."""
    return [
        [Box("单位"), *(Box(label) for label in labels)],
        *([Box(unit), *(Box("7") for _ in labels)] for unit in ("县公安局", "县水务局")),
    ]


OTHERS = {
    "by units": by_units("行政许可", "行政处罚", "行政强制", "行政事业性收费"),
    "by one unit": by_units("行政许可", "行政处罚", "行政强制", "行政事业性收费")[:2],
    "by years": [
        [Box("指标"), Box("2023年"), Box("2024年")],
        *([Box(name), Box("7"), Box("8")] for name in ("行政许可", "行政处罚", "行政强制")),
    ],
    "a list": [[Box(name), Box("7")] for name in ("行政许可", "行政处罚", "行政强制", "行政事业性收费")],
    "answers by units": by_units("予以公开", "部分公开", "不予公开", "无法提供", "其他处理", "总计"),
    "answers in a list": [
        [Box(name), Box("7")] for name in ("予以公开", "部分公开", "重复申请", "属于国家秘密")
    ],
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("first", [True, False])
def test_a_table_that_only_has_words_of_the_form_is_skipped(name, first):
    forms = [boxes("二", "2021"), boxes("三", "2021")]
    report = page(OTHERS[name], *forms) if first else page(*forms, OTHERS[name])
    assert numbers(report) == wanted("二", "2021") | wanted("三", "2021")
    found = recognise(report)
    assert not any(one.deviations or one.missing_rows or one.missing_columns for one in found)
    assert [len(one.sheets) for one in found] == [1, 1]


def test_a_second_part_whose_rows_cannot_be_read_is_reported():
    rows = without_spans(boxes("二", "2021"), keep_places=True)
    found = the_table(
        page(rows[:6], [[row[0], Box("1"), Box("2"), Box("3")] for row in rows[6:] if row[1].value])
    )
    assert "row-unaligned" in {one.kind for one in found.deviations}


def test_a_row_of_values_under_the_last_is_reported_and_who_filled_the_form_in_is_not():
    rows = boxes("三", "2021")
    filler = [Box("填报人：张三", colspan=5), Box("电话"), Box("13800000000", colspan=4)]
    assert not odd(page([*rows, filler]))
    extra = [Box("合计", colspan=3), *(Box("7") for _ in range(7))]
    assert odd(page([*rows, extra])) == {"extra-row"}
    rows = boxes("四", "2021")
    assert not odd(page([*rows, [Box("填报人：张三", colspan=7), Box("审核人：李四", colspan=8)]]))
