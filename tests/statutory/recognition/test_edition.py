"""The edition of a table, and the rows that it lacks."""

from __future__ import annotations

from gireport.statutory.recognition import recognise
from support.portals import boxes, numbers, page, relabelled, wanted


def the_table(report):
    (found,) = recognise(report)
    return found


def test_section_four_has_the_edition_of_the_tables_beside_it():
    found = recognise(page(boxes("三", "2021"), boxes("四", "2021")))
    assert [one.edition for one in found] == ["2021", "2021"]


def test_labels_of_both_editions_are_mixed():
    """A bare 规范性文件 under the heads of 2021 is seen in a published report of 2022."""
    rows = relabelled(boxes("二", "2021"), lambda text: text.replace("行政规范性文件", "规范性文件"))
    found = the_table(page(rows))
    assert found.edition == "mixed"
    assert [(one.edition, one.text) for one in found.evidence if one.edition == "2019"] == [
        ("2019", "规范性文件")
    ]
    assert numbers(page(rows)) == wanted("二", "2021")


def test_a_row_of_the_form_that_is_absent_is_missing():
    rows = boxes("二", "2021")
    del rows[6]
    assert the_table(page(rows)).missing_rows == ["licences"]
