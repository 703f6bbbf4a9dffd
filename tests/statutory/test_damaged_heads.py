"""Heads that are cut or split give the right figures or none, and what is read by order is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from gireport.statutory import check
from support.damage import Damaged, damaged, head_rows, split, texts_of
from support.portals import Box, boxes, codes, numbers, page, wanted, without_spans

TOLD = {"GI105", "GI106", "GI107", "GI108", "GI110", "GI112", "GI115", "GI204"}
"""Findings that say of figures that they are not read."""


@given(damaged())
@settings(max_examples=1500)
def test_every_figure_is_right_or_told(one: Damaged):
    report = page(one.rows)
    known = wanted(one.section, one.edition)
    found = numbers(report)
    assert {key: number for key, number in found.items() if known.get(key) != number} == {}
    written = {key for key, number in known.items() if str(number) in set(texts_of(one.rows))}
    if written - found.keys():
        assert TOLD.intersection(codes(check(report)))
