"""Labels of the form as reports write them."""

from __future__ import annotations

import pytest

from gireport.model import grid
from support.portals import boxes, numbers, page, relabelled, table, wanted

BOTH = ("2019", "2021")

ALL = [(section, edition) for section in "二三四" for edition in BOTH]


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


def wide(rows, columns):
    """`rows` of a form with `columns`, stretched to the fifteen of section 四."""
    for line in grid.placed(rows):
        if line[-1].anchor:
            line[-1].cell.colspan += 15 - columns
    return rows


def test_a_label_may_have_the_mark_of_a_note():
    body = table(boxes("二", "2021")).replace("规章</td>", "规章<sup>1</sup></td>", 1)
    assert numbers(page(body)) == wanted("二", "2021")
