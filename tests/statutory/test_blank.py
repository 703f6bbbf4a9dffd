"""Blank forms of either edition."""

from __future__ import annotations

import pytest

import gireport
from gireport.statutory import blank_report, check, figures
from support.both_ways import both_ways


@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("name", sorted(one.name for one in both_ways()))
def test_a_blank_form_is_read_back_without_a_finding_about_its_form(year, name):
    blank = blank_report("青溪县档案服务中心", year)
    back = gireport.read(gireport.write(blank, name), name)
    told = check(back)
    assert not [one for one in told if one.code.startswith("GI1")]
    # What is left to do: figures, the text of sections, a signature.
    assert {one.code for one in told} <= {"GI202", "GI407", "GI414"}
    assert {figure.state for figure in figures(back)} == {"blank"}
    assert len(figures(back)) == (198 if year == 2020 else 200)
