"""The values of a row under their columns, and rows and columns that are not in the form."""

from __future__ import annotations

import pytest

from gireport.statutory.recognition import recognise
from support.portals import Box, boxes, numbers, page, wanted, without_spans

BOTH = ("2019", "2021")

ALL = [(section, edition) for section in "二三四" for edition in BOTH]


def the_table(report):
    (found,) = recognise(report)
    return found


def odd(report):
    return {one.kind for one in the_table(report).deviations}


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_lost_spans_with_empty_cells_in_their_places_change_nothing(section, edition):
    assert numbers(page(without_spans(boxes(section, edition), keep_places=True))) == wanted(section, edition)


@pytest.mark.parametrize(("section", "edition"), ALL)
def test_lost_spans_without_anything_in_their_places_change_nothing(section, edition):
    assert numbers(page(without_spans(boxes(section, edition), keep_places=False))) == wanted(
        section, edition
    )


@pytest.mark.parametrize("value", ["", "5"])
def test_a_column_that_is_not_in_the_form_is_skipped_and_reported(value):
    rows = boxes("三", "2021")
    rows[0].append(Box("备注", rowspan=3))
    for row in rows[3:]:
        row.append(Box(value))
    report = page(rows)
    assert numbers(report) == wanted("三", "2021")
    assert [(one.kind, one.text) for one in the_table(report).deviations] == [("extra-column", "备注")]


def test_values_whose_columns_are_not_certain_are_not_figures():
    rows = boxes("二", "2021")
    rows[2] = [Box("规章"), Box("1"), Box("2"), Box("3"), Box("4")]
    report = page(rows)
    assert "row-unaligned" in odd(report)
    assert not any(key.startswith("disclosure.regulations") for key in numbers(report))


@pytest.mark.parametrize(("section", "label"), [("二", "行政许可"), ("三", "2.重复申请")])
def test_a_row_that_stands_twice_is_reported_where_its_values_differ(section, label):
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


def test_a_row_that_stands_twice_may_have_several_columns_that_are_not_in_the_form():
    rows = boxes("二", "2021")[:3]
    rows[0][0].colspan += 2
    rows[1] += [Box("备注一"), Box("备注二")]
    rows[2] += [Box("甲"), Box("乙")]
    again = [Box(box.text, 1, box.colspan, box.value) for box in rows[2]]
    assert odd(page([*rows, again])) == {"extra-column"}
