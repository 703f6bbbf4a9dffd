"""The table of section 四."""

from __future__ import annotations

from gireport.statutory.recognition import recognise
from support.portals import Box, boxes, numbers, page, wanted


def the_table(report):
    (found,) = recognise(report)
    return found


def odd(report):
    return {one.kind for one in the_table(report).deviations}


def test_section_four_may_be_cut_between_its_blocks():
    rows = boxes("四", "2021")
    left = [[rows[0][0]], rows[1][:5], [], rows[3][:5]]
    right = [[rows[0][1]], rows[1][5:], rows[2], rows[3][5:]]
    assert numbers(page(left, right)) == wanted("四", "2021")


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


def test_section_four_may_have_blocks_as_rows():
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


def test_numbers_of_columns_are_not_values():
    rows = boxes("四", "2021", start=100)
    rows.insert(3, [Box(str(number)) for number in range(1, 16)])
    report = page(rows)
    assert numbers(report) == wanted("四", "2021", start=100)
    assert not the_table(report).deviations
