"""The pictures of the documents are small, and the report in them has the finding that they show."""

from __future__ import annotations

from pathlib import Path

import gireport
import make_samples

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
NAMES = {"editor.en", "editor.zh", "phone", "table", "terminal.en", "terminal.zh"}


def test_there_is_each_picture_and_none_is_large():
    sizes = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert sizes.keys() >= NAMES
    assert max(sizes.values()) <= 150_000


def test_the_report_in_the_pictures_has_a_wrong_total_and_nothing_else():
    report = gireport.read(make_samples.FOLDER / "report-wrong.docx")
    found = [(one.code, one.found, one.expected) for one in gireport.check(report)]
    assert found[0] == ("GI301", "50", "49")
    assert [code for code, *_ in found] == ["GI301", "GI303", "GI315"]
