"""Goldens: a small file of another program's making, the report that it holds, and what reading it loses.

`fixtures/pairs/<format>/<subject>.<suffix>` stands beside `<subject>.json`, the expected report, and
`<subject>.losses.json`, the expected losses (absent where there are none). `pytest --accept` writes what is
read now; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import encode

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "fixtures" / "pairs"
SOURCES = sorted(
    path for path in PAIRS.glob("*/*") if not path.name.endswith((".expected.json", ".losses.json"))
)


def losses_of(losses):
    return [{name: record for name, record in loss.as_json().items() if name != "path"} for loss in losses]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_is_read_as_expected(source, accept):
    losses = Losses()
    report = gireport.read(source, source.parent.name, losses=losses)
    expected = source.with_suffix(".expected.json")
    told = source.with_suffix(".losses.json")
    if accept:
        expected.write_bytes(encode(report))
        told.unlink(missing_ok=True)
        if len(losses):
            text = json.dumps(losses_of(losses), ensure_ascii=False, indent=1)
            told.write_text(text + "\n", "utf-8")
        return
    assert encode(report).decode() == expected.read_text("utf-8")
    assert losses_of(losses) == (json.loads(told.read_text("utf-8")) if told.exists() else [])


def rows():
    """The codes of the case sheet that a file of one of the five formats can show."""
    sheet = (ROOT / "docs" / "format-cases.md").read_text("utf-8")
    return re.findall(r"^\| ([WOHMJ]\d\d) \|", sheet, re.M)


@pytest.mark.parametrize("row", rows())
def test_every_row_of_the_case_sheet_has_a_file(row):
    """A name starts with the rows that it shows: `W02-W03-continuation.docx`."""
    named = [path for path in SOURCES if row in re.findall(r"[WOHMJ]\d\d", path.stem)]
    elsewhere = ROOT / "tests"
    if not named:  # rows that end in an error have a test, since there is no report to expect
        assert any(
            f'"""{row}' in text or f", {row}" in text or f"{row}," in text
            for text in (path.read_text("utf-8") for path in elsewhere.rglob("test_*.py"))
        ), row
