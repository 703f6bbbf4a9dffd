"""Tables whose layout is not that of the form."""

from __future__ import annotations

import pytest

from gireport.model import grid
from gireport.model.walk import inline_text
from gireport.statutory import figures
from gireport.statutory.recognition import recognise
from support.cells import cell_at
from support.portals import Box, boxes, numbers, page, wanted

BOTH = ("2019", "2021")

ALL = [(section, edition) for section in "二三四" for edition in BOTH]


def the_table(report):
    (found,) = recognise(report)
    return found


def by_slots(rows):
    return [[slot for slot in line for _ in range(slot.cell.colspan)] for line in grid.placed(rows)]


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
def test_a_table_whose_rows_are_columns_is_transposed(section, edition, flat):
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
