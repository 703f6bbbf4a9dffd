"""Statutory tables are found by their labels, however their physical cells fall."""

from __future__ import annotations

import pytest

import gireport
from gireport.model import grid
from gireport.model.walk import inline_text
from gireport.statutory import check, figures
from gireport.statutory.recognition import recognise
from gireport.statutory.slots import cell_at
from support.edits import FIXTURE, with_cell
from support.portals import Box, boxes, numbers, page, relabelled, table, wanted, without_spans

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


def test_section_four_has_the_edition_of_the_tables_beside_it():
    found = recognise(page(boxes("三", "2021"), boxes("四", "2021")))
    assert [one.edition for one in found] == ["2021", "2021"]


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_labels_may_have_line_breaks_and_wide_forms(section, edition):
    wide = str.maketrans("（）12345678./", "()１２３４５６７８．／")
    bent = relabelled(
        boxes(section, edition), lambda text: text[:2] + "|" + text[2:].translate(wide) + "\u3000"
    )
    assert numbers(page(bent)) == wanted(section, edition)


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_a_note_in_brackets_may_follow_a_label(section, edition):
    bent = relabelled(boxes(section, edition), lambda text: text + "（指本单位（含下属）的数量）")
    assert numbers(page(bent)) == wanted(section, edition)


@pytest.mark.parametrize("edition", BOTH)
def test_numbers_in_front_of_labels_may_be_missing_or_others(edition):
    bare = relabelled(boxes("三", edition), lambda text: text.removeprefix("1.").removeprefix("（一）"))
    assert numbers(page(bare)) == wanted("三", edition)
    bare = relabelled(boxes("三", edition), lambda text: text.replace("3.其他", "其他"))
    assert numbers(page(bare)) == wanted("三", edition)


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_lost_spans_with_empty_cells_in_their_places_change_nothing(section, edition):
    assert numbers(page(without_spans(boxes(section, edition), keep_places=True))) == wanted(section, edition)


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_lost_spans_without_anything_in_their_places_change_nothing(section, edition):
    assert numbers(page(without_spans(boxes(section, edition), keep_places=False))) == wanted(
        section, edition
    )


def test_five_physical_columns_for_four_logical_ones():
    """A column of one pixel, as in published pages: heads span 1+1+2+1, values 1+2+1+1."""
    rows = boxes("二", "2019")
    for row in rows:
        if len(row) == 1:
            row[0].colspan = 5
        elif len(row) == 4:
            row[1 if row[1].value else 2].colspan = 2
        else:
            row[1].colspan = 2
    assert numbers(page(rows)) == wanted("二", "2019")


@pytest.mark.parametrize("edition", BOTH)
def test_a_head_that_is_split_over_two_rows_is_one_head(edition):
    rows = boxes("三", edition)
    rows[2][0].text = "商业"
    rows.insert(3, [Box("企业"), *(Box("") for _ in range(4))])
    for cell in (rows[0][0], rows[1][0], rows[1][2]):
        cell.rowspan += 1
    assert numbers(page(rows)) == wanted("三", edition)


def test_subtotal_rows_and_a_subtotal_column_are_read_beside_the_form():
    rows = boxes("三", "2021")
    rows[0][1].colspan += 1
    rows[1][1].colspan += 1
    rows[2].append(Box("小计"))
    for row in rows[3:]:
        row.insert(-1, Box("999", value=True))
    group = next(number for number, row in enumerate(rows) if row[0].text == "（三）不予公开")
    rows[group][0].rowspan += 1
    rows[5][0].rowspan += 1
    rows.insert(group + 8, [Box("小计"), *(Box("888") for _ in range(8))])
    found = numbers(page(rows))
    assert {key: found[key] for key in wanted("三", "2021")} == wanted("三", "2021")
    assert found["applications.received.organisations_subtotal"] == 999
    assert found["applications.denied.subtotal.natural_person"] == 888


@pytest.mark.parametrize(
    ("section", "edition", "at"),
    [("二", "2019", 7), ("二", "2021", 6), ("三", "2021", 25), ("三", "2019", 5)],
)
def test_a_table_that_is_cut_in_two_is_one(section, edition, at):
    rows = without_spans(boxes(section, edition), keep_places=True)
    report = page(rows[:at], "<p>续表</p>", rows[at:])
    assert numbers(report) == wanted(section, edition)
    assert len(the_table(report).sheets) == 2


def moved(rows, order):
    """`rows` of section 三 without their spans, each label in all its slots, the slots in another order."""
    return [
        [Box(line[slot].cell.text, value=line[slot].cell.value) for slot in order] for line in by_slots(rows)
    ]


def by_slots(rows):
    return [[slot for slot in line for _ in range(slot.cell.colspan)] for line in grid.placed(rows)]


@pytest.mark.parametrize("order", [[0, 1, 2, 9, 3, 4, 5, 6, 7, 8], [0, 1, 2, 4, 5, 6, 7, 8, 3, 9]])
def test_columns_in_another_order_are_read_under_their_own_heads(order):
    report = page(moved(boxes("三", "2021"), order))
    assert numbers(report) == wanted("三", "2021")
    assert not odd(report)


def test_values_under_heads_in_another_order_whose_spans_are_lost_are_no_figures():
    rows = boxes("三", "2021")
    rows[2][0].text, rows[2][1].text = rows[2][1].text, rows[2][0].text
    report = page(without_spans(rows, keep_places=False))
    assert numbers(report) == {}
    assert odd(report) == {"row-unaligned"}


@pytest.mark.parametrize("value", ["", "5"])
def test_a_column_that_the_form_has_not_is_passed_over_and_told(value):
    rows = boxes("三", "2021")
    rows[0].append(Box("备注", rowspan=3))
    for row in rows[3:]:
        row.append(Box(value))
    report = page(rows)
    assert numbers(report) == wanted("三", "2021")
    assert [(one.kind, one.text) for one in the_table(report).deviations] == [("extra-column", "备注")]


def test_a_head_that_the_form_has_not_costs_the_figures_of_its_column_alone():
    rows = relabelled(boxes("三", "2021"), lambda text: text.replace("科研机构", "科研单位"))
    found = the_table(page(rows))
    assert found.missing_columns == ["research"]
    assert [(one.kind, one.text) for one in found.deviations] == [("extra-column", "科研单位")]
    whole = {key: number for key, number in wanted("三", "2021").items() if not key.endswith(".research")}
    assert numbers(page(rows)) == whole
    rows = relabelled(boxes("二", "2021"), lambda text: text.replace("本年制发件数", "本年制作件数"))
    whole = {key: number for key, number in wanted("二", "2021").items() if not key.endswith(".issued")}
    assert numbers(page(rows)) == whole
    assert odd(page(rows)) == {"extra-column"}


def test_a_row_of_a_group_with_a_label_of_its_own_is_no_subtotal():
    rows = relabelled(
        boxes("三", "2021"), lambda text: text.replace("1.本机关不掌握相关政府信息", "1.他机关掌握")
    )
    found = the_table(page(rows))
    assert [(one.kind, one.text) for one in found.deviations] == [("extra-row", "1.他机关掌握")]
    assert found.missing_rows == ["unable.not_held"]
    assert not any("subtotal" in key for key in numbers(page(rows)))


@pytest.mark.parametrize("edition", BOTH)
@pytest.mark.parametrize("keep_places", [True, False, None])
def test_a_total_without_its_number_is_not_that_of_the_group_before_it(edition, keep_places):
    rows = relabelled(boxes("三", edition), lambda text: text.replace("（七）总计", "总计"))
    if keep_places is not None:
        rows = without_spans(rows, keep_places)
    assert numbers(page(rows)) == wanted("三", edition)


@pytest.mark.parametrize(
    ("section", "printed", "written"),
    [
        ("三", "其他", "其它"),
        ("三", "本年新收", "本年度新收"),
        ("三", "上年结转", "上年度结转"),
        ("三", "已获取信息", "已获取的信息"),
        ("三", "不掌握相关政府信息", "不掌握相关信息"),
        ("三", "属于三类内部事务信息", "三类内部事务信息"),
        ("三", "属于行政执法案卷", "属于行政执法案卷信息"),
        ("三", "（七）总计", "（七）总数"),
        ("二", "行政事业性收费", "行政事业收费"),
        ("二", "现行有效件数", "现行有效数"),
        ("四", "其他结果", "其它结果"),
        ("四", "尚未审结", "未审结"),
        ("四", "结果维持", "维持"),
        ("四", "未经复议直接起诉", "直接起诉"),
    ],
)
def test_a_label_may_be_worded_a_little_otherwise(section, printed, written):
    bent = relabelled(boxes(section, "2021"), lambda text: text.replace(printed, written))
    assert numbers(page(bent)) == wanted(section, "2021")


def test_section_four_may_be_cut_between_its_blocks():
    rows = boxes("四", "2021")
    left = [[rows[0][0]], rows[1][:5], [], rows[3][:5]]
    right = [[rows[0][1]], rows[1][5:], rows[2], rows[3][5:]]
    assert numbers(page(left, right)) == wanted("四", "2021")


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


def test_the_same_form_twice_is_told_and_the_first_counts():
    report = page(boxes("三", "2021"), boxes("三", "2021", start=500))
    assert numbers(report) == wanted("三", "2021")
    assert odd(report) == {"repeated"}


def test_labels_of_both_editions_are_mixed():
    """A bare 规范性文件 under the heads of 2021 is seen in a published report of 2022."""
    rows = relabelled(boxes("二", "2021"), lambda text: text.replace("行政规范性文件", "规范性文件"))
    found = the_table(page(rows))
    assert found.edition == "mixed"
    assert [(one.edition, one.text) for one in found.evidence if one.edition == "2019"] == [
        ("2019", "规范性文件")
    ]
    assert numbers(page(rows)) == wanted("二", "2021")


def test_a_row_of_the_form_that_is_not_there_is_missing():
    rows = boxes("二", "2021")
    del rows[6]
    assert the_table(page(rows)).missing_rows == ["licences"]


def test_a_row_that_the_form_has_not_is_odd():
    rows = boxes("二", "2021")
    rows.insert(4, [Box("其他主动公开文件（公开文）"), Box("5"), Box("6"), Box("7")])
    found = the_table(page(rows))
    assert [(one.kind, one.text) for one in found.deviations] == [("extra-row", "其他主动公开文件（公开文）")]
    assert numbers(page(rows)) == wanted("二", "2021")


def test_values_whose_columns_cannot_be_told_are_no_figures():
    rows = boxes("二", "2021")
    rows[2] = [Box("规章"), Box("1"), Box("2"), Box("3"), Box("4")]
    report = page(rows)
    assert "row-unaligned" in odd(report)
    assert not any(key.startswith("disclosure.regulations") for key in numbers(report))


def test_statistics_of_the_years_before_2019_are_legacy():
    rows = [
        [Box("指标名称"), Box("统计数")],
        *([Box(name), Box("3")] for name in ("（一）主动公开政府信息数", "1.收到申请数", "2.申请办结数")),
    ]
    assert [one.edition for one in recognise(page(rows))] == ["legacy"]


def test_other_tables_are_none_of_the_forms():
    assert recognise(page([[Box("行政许可"), Box("3")], [Box("行政处罚"), Box("4")]])) == []
    assert recognise(page([[Box("")]])) == []


def wide(rows, columns):
    """`rows` of a form with `columns`, stretched to the fifteen of section 四."""
    for line in grid.placed(rows):
        if line[-1].anchor:
            line[-1].cell.colspan += 15 - columns
    return rows


WIDTHS = {"二": 4, "三": 10, "四": 15}


@pytest.mark.parametrize("edition", BOTH)
@pytest.mark.parametrize("order", ["二三四", "二四", "三四", "四三", "四二三"])
@pytest.mark.parametrize("titled", [True, False])
def test_several_forms_in_one_table_are_read_as_if_each_had_its_own(edition, order, titled):
    rows, whole = [], {}
    for section in order:
        if titled:
            rows.append([Box(f"第{section}部分情况", colspan=15)])
        rows += wide(boxes(section, edition), WIDTHS[section])
        whole |= wanted(section, edition)
    report = page(rows)
    assert numbers(report) == whole
    found = recognise(report)
    assert not any(one.deviations or one.missing_rows or one.missing_columns for one in found)
    for one in found:
        for entry in one.entries:
            cell = cell_at(report, entry.sheet.address_of(entry.cell))
            assert inline_text(cell.content[0].content) == entry.cell.text


def test_section_four_may_have_its_blocks_one_under_the_other():
    rows = boxes("四", "2021")
    rows = [
        [Box("行政复议", colspan=10)],
        [Box(box.text, colspan=2) for box in rows[1][:5]],
        [Box(box.text, colspan=2) for box in rows[3][:5]],
        [Box("行政诉讼", colspan=10)],
        rows[1][5:],
        rows[2],
        rows[3][5:],
    ]
    report = page(rows)
    assert numbers(report) == wanted("四", "2021")
    assert not the_table(report).deviations
    again = page([*rows, *rows[3:]])
    assert numbers(again) == wanted("四", "2021")
    assert odd(again) == {"repeated"}


def test_section_four_may_be_turned_so_that_blocks_are_rows():
    head, values = boxes("四", "2021")[1][:5], boxes("四", "2021")[3]
    rows = [
        [Box("类别", colspan=2), *(Box(box.text) for box in head)],
        [Box("行政复议", colspan=2), *values[:5]],
        [Box("行政诉讼", rowspan=2), Box("未经复议直接起诉"), *values[5:10]],
        [Box("复议后起诉"), *values[10:]],
    ]
    report = page(rows)
    assert numbers(report) == wanted("四", "2021")
    found = the_table(report)
    assert not found.deviations
    assert not found.missing_columns
    flat = [[Box("复议诉讼情况"), *rows[0][1:]], *([row[-6], *row[-5:]] for row in rows[1:])]
    assert numbers(page(flat)) == wanted("四", "2021")


def test_section_four_may_end_with_its_heads():
    rows = boxes("四", "2021")
    report = page([[rows[0][0]], rows[1][:5], []])
    assert numbers(report) == {}
    assert the_table(report).missing_rows == [""]


def turned(rows):
    """The columns of `rows` as rows: spans change places too."""
    lines = [[] for _ in by_slots(rows)[0]]
    for line in grid.placed(rows):
        for slot in line:
            if slot.anchor:
                box = slot.cell
                lines[slot.column].append(Box(box.text, box.colspan, box.rowspan, box.value))
    return lines


@pytest.mark.parametrize(("section", "edition"), ALL)
@pytest.mark.parametrize("flat", [True, False])
def test_a_table_whose_rows_are_columns_is_turned(section, edition, flat):
    rows = boxes(section, edition)
    report = page(
        turned([[Box(slot.cell.text) for slot in line] for line in by_slots(rows)] if flat else rows)
    )
    assert numbers(report) == wanted(section, edition)
    found = the_table(report)
    assert not found.deviations
    assert not found.missing_rows
    for figure in figures(report):
        assert inline_text(cell_at(report, figure.cell).content[0].content) == figure.raw


def test_numbers_of_columns_are_no_values():
    rows = boxes("四", "2021", start=100)
    rows.insert(3, [Box(str(number)) for number in range(1, 16)])
    report = page(rows)
    assert numbers(report) == wanted("四", "2021", start=100)
    assert not the_table(report).deviations


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


@pytest.mark.parametrize("edition", BOTH)
def test_figures_whose_heads_are_lost_are_not_read_under_those_of_the_block_above(edition):
    rows = boxes("二", edition)
    heads = [number for number, row in enumerate(rows) if row[0].text == "信息内容"]
    assert len(heads) >= 4
    whole = wanted("二", edition)
    for number in heads[1:]:
        report = page(rows[:number] + rows[number + 1 :])
        assert numbers(report).items() < whole.items()
        assert "row-unaligned" in odd(report)


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ("35<sup>1</sup>", "35^1^"),
        ("<s>12</s>35", "~~12~~35"),
        ("<del>12</del>", "~~12~~"),
        ("35<sub>2</sub>", "35~2~"),
        ("<p>35<sup>1</sup></p><p>7</p>", "35^1^\n7"),
        ("<ul><li>35<sup>1</sup></li></ul>", "35^1^"),
    ],
)
def test_what_is_struck_out_or_raised_is_no_part_of_a_number(cell, raw):
    body = table(boxes("二", "2021")).replace(">10</td>", f">{cell}</td>", 1)
    found = [figure for figure in figures(page(body)) if figure.state == "text"]
    assert [(figure.raw, figure.number) for figure in found] == [(raw, None)]


def test_a_cell_that_is_raised_as_a_whole_is_a_number():
    body = table(boxes("二", "2021")).replace(">10</td>", "><sup>10</sup></td>", 1)
    assert numbers(page(body)) == wanted("二", "2021")


def test_a_label_may_have_the_mark_of_a_note():
    body = table(boxes("二", "2021")).replace("规章</td>", "规章<sup>1</sup></td>", 1)
    assert numbers(page(body)) == wanted("二", "2021")


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
def test_a_table_that_only_has_words_of_the_form_is_passed_over(name, first):
    forms = [boxes("二", "2021"), boxes("三", "2021")]
    report = page(OTHERS[name], *forms) if first else page(*forms, OTHERS[name])
    assert numbers(report) == wanted("二", "2021") | wanted("三", "2021")
    found = recognise(report)
    assert not any(one.deviations or one.missing_rows or one.missing_columns for one in found)
    assert [len(one.sheets) for one in found] == [1, 1]


def test_a_second_part_whose_rows_cannot_be_read_is_told():
    rows = without_spans(boxes("二", "2021"), keep_places=True)
    found = the_table(
        page(rows[:6], [[row[0], Box("1"), Box("2"), Box("3")] for row in rows[6:] if row[1].value])
    )
    assert "row-unaligned" in {one.kind for one in found.deviations}


@pytest.mark.parametrize(("section", "label"), [("二", "行政许可"), ("三", "2.重复申请")])
def test_a_row_that_is_there_twice_is_told_where_it_says_something_else(section, label):
    rows = boxes(section, "2021")
    at = next(number for number, row in enumerate(rows) if any(box.text == label for box in row))
    for row in rows[:at]:
        for box in row:
            box.rowspan += box.text in ("三、本年度办理结果", "（五）不予处理")
    again = [Box(box.text, 1, box.colspan, box.value) for box in rows[at]]
    same = page([*rows[: at + 1], again, *rows[at + 1 :]])
    assert numbers(same) == wanted(section, "2021")
    assert not odd(same)
    again[-1].text = "999"
    other = page([*rows[: at + 1], again, *rows[at + 1 :]])
    assert numbers(other) == wanted(section, "2021")
    assert [(one.kind, one.text) for one in the_table(other).deviations] == [("extra-row", label)]


@pytest.mark.parametrize("keep_places", [False, True])
def test_a_bare_total_is_the_last_group_s_where_the_numbered_one_follows(keep_places):
    rows = boxes("三", "2021")
    at = next(number for number, row in enumerate(rows) if row[0].text == "（七）总计")
    for box in (box for row in rows[:at] for box in row):
        box.rowspan += box.text in ("三、本年度办理结果", "（六）其他处理")
    subtotal = [Box("总计"), *(Box("77") for _ in range(7))]
    found = numbers(page(without_spans([*rows[:at], subtotal, *rows[at:]], keep_places)))
    assert found.items() >= wanted("三", "2021").items()


def test_a_row_that_is_there_twice_may_have_several_columns_that_the_form_has_not():
    rows = boxes("二", "2021")[:3]
    rows[0][0].colspan += 2
    rows[1] += [Box("备注一"), Box("备注二")]
    rows[2] += [Box("甲"), Box("乙")]
    again = [Box(box.text, 1, box.colspan, box.value) for box in rows[2]]
    assert odd(page([*rows, again])) == {"extra-column"}


def test_a_row_of_values_under_the_last_is_told_and_who_filled_the_form_in_is_not():
    rows = boxes("三", "2021")
    filler = [Box("填报人：张三", colspan=5), Box("电话"), Box("13800000000", colspan=4)]
    assert not odd(page([*rows, filler]))
    extra = [Box("合计", colspan=3), *(Box("7") for _ in range(7))]
    assert odd(page([*rows, extra])) == {"extra-row"}
    rows = boxes("四", "2021")
    assert not odd(page([*rows, [Box("填报人：张三", colspan=7), Box("审核人：李四", colspan=8)]]))
