"""The table of section 三."""

from __future__ import annotations

import pytest

from gireport.model import grid
from gireport.statutory.recognition import recognise
from support.portals import Box, boxes, numbers, page, relabelled, wanted, without_spans

BOTH = ("2019", "2021")


def the_table(report):
    (found,) = recognise(report)
    return found


def odd(report):
    return {one.kind for one in the_table(report).deviations}


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


def test_values_under_heads_in_another_order_whose_spans_are_lost_are_not_figures():
    rows = boxes("三", "2021")
    rows[2][0].text, rows[2][1].text = rows[2][1].text, rows[2][0].text
    report = page(without_spans(rows, keep_places=False))
    assert numbers(report) == {}
    assert odd(report) == {"row-unaligned"}


def test_a_head_that_is_not_in_the_form_costs_the_figures_of_its_column_alone():
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


def test_a_row_of_a_group_with_a_label_of_its_own_is_not_a_subtotal():
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


@pytest.mark.parametrize("keep_places", [False, True])
def test_a_bare_total_is_the_last_group_s_where_the_numbered_one_follows(keep_places):
    rows = boxes("三", "2021")
    at = next(number for number, row in enumerate(rows) if row[0].text == "（七）总计")
    for box in (box for row in rows[:at] for box in row):
        box.rowspan += box.text in ("三、本年度办理结果", "（六）其他处理")
    subtotal = [Box("总计"), *(Box("77") for _ in range(7))]
    found = numbers(page(without_spans([*rows[:at], subtotal, *rows[at:]], keep_places)))
    assert found.items() >= wanted("三", "2021").items()
