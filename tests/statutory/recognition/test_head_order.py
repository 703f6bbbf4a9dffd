"""Heads that are cut or split give the right figures or none, and what is read by order is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from gireport.statutory import check
from support.budget import within
from support.damage import Damaged, damaged, head_rows, split, texts_of
from support.portals import Box, boxes, codes, numbers, page, wanted, without_spans

TOLD = {"GI105", "GI106", "GI107", "GI108", "GI110", "GI112", "GI115", "GI204"}
"""Findings that say of figures that they are not read."""


@given(damaged())
@settings(max_examples=300)
def test_every_figure_is_right_or_reported(one: Damaged):
    report = page(one.rows)
    known = wanted(one.section, one.edition)
    found = numbers(report)
    assert {key: number for key, number in found.items() if known.get(key) != number} == {}
    written = {key for key, number in known.items() if str(number) in set(texts_of(one.rows))}
    if written - found.keys():
        assert TOLD.intersection(codes(check(report)))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("section", ["二", "三", "四"])
@pytest.mark.parametrize("spans", ["kept", "places", "lost"])
def test_heads_that_are_cut_at_their_ends_are_read_in_the_forms_order(section, edition, spans):
    rows = boxes(section, edition)
    for number in head_rows(section, rows):
        for box in rows[number]:
            if box.colspan == 1 and len(box.text) > 4 and box.text != "信息内容":
                box.text = box.text[:4]
    if spans != "kept":
        rows = without_spans(rows, keep_places=spans == "places")
    assert numbers(page(rows)) == wanted(section, edition)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("section", ["二", "三", "四"])
@pytest.mark.parametrize("spans", ["kept", "places", "lost"])
def test_heads_that_are_split_are_joined(section, edition, spans):
    rows = boxes(section, edition)
    for number in reversed(head_rows(section, rows)):
        first = int(section == "二")
        parts = {
            at: 3 if len(box.text) > 4 else 2
            for at, box in enumerate(rows[number])
            if at >= first and box.colspan < 5 and len(box.text) > 2
        }
        split(rows, number, parts)
    if spans != "kept":
        rows = without_spans(rows, keep_places=spans == "places")
    report = page(rows)
    assert numbers(report) == wanted(section, edition)
    told = {"GI111", "GI117"}.intersection(codes(check(report)))
    # Without its colspan, the name of a block of section 四 stands over its first column alone.
    by_order = {"lost": {"GI117"}, "places": {"GI111"} if section == "四" else set()}
    assert told == by_order.get(spans, set())


def test_a_column_that_is_gone_with_its_head_leaves_several_readings_where_the_rest_is_cut():
    rows = boxes("二", "2019")
    for row in rows[1:4]:
        del row[1]
        row.append(Box(""))
    rows[1][1].text = "本年新"
    report = page(rows)
    assert not any(key.startswith("disclosure.regulations") for key in numbers(report))
    assert "GI110" in codes(check(report))


def test_pieces_in_another_order_than_the_forms_are_not_read():
    rows = boxes("三", "2021")
    rows[2][0].text, rows[2][1].text = "科研机构", "商业企业"
    split(rows, 2, {0: 2, 1: 2})
    report = page(without_spans(rows, keep_places=False))
    assert numbers(report) == {}


def test_the_search_in_a_table_of_many_pieces_is_short():
    """Each piece may be of most heads: the search ends after so many tries, and nothing is read."""
    header = [[Box("结果") for _ in range(30)] for _ in range(6)]
    report = page([[Box("行政复议"), Box("行政诉讼"), Box("未经复议直接起诉"), Box("复议后起诉")], *header, [Box("1")] * 30])  # fmt: skip  # noqa: E501
    with within(5):
        assert numbers(report) == {}
