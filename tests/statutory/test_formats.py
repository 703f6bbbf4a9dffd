"""The same report in any format has the same findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import gireport
from gireport.statutory import check
from support.both_ways import both_ways

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
FORMATS = sorted(one.name for one in both_ways())
# What stands only in the metadata does not come through a format without metadata.
CHANGES = {"49": "50", "14": "15", "〔2021〕": "[2021]", "2025年1月": "2025年2月"}


@pytest.fixture(scope="module")
def faulty():
    text = (FIXTURES / "2021.json").read_text("utf-8")
    for old, new in CHANGES.items():
        text = text.replace(f'"{old}"', f'"{new}"') if old.isdigit() else text.replace(old, new)
    return gireport.read(text.encode(), "json")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_has_the_same_findings_from_every_format(faulty, name):
    wanted = check(faulty)
    assert {"GI301", "GI303", "GI315", "GI424", "GI417"} <= {one.code for one in wanted}
    back = gireport.read(gireport.write(faulty, name), name)
    assert check(back) == wanted
