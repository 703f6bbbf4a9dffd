"""The table of section 二."""

from __future__ import annotations

import pytest

from gireport.statutory.recognition import recognise
from support.portals import Box, boxes, numbers, page, wanted

BOTH = ("2019", "2021")


def the_table(report):
    (found,) = recognise(report)
    return found


def odd(report):
    return {one.kind for one in the_table(report).deviations}


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


def test_a_row_that_is_not_in_the_form_is_an_extra_row():
    rows = boxes("二", "2021")
    rows.insert(4, [Box("其他主动公开文件（公开文）"), Box("5"), Box("6"), Box("7")])
    found = the_table(page(rows))
    assert [(one.kind, one.text) for one in found.deviations] == [("extra-row", "其他主动公开文件（公开文）")]
    assert numbers(page(rows)) == wanted("二", "2021")


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
