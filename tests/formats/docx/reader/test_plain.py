"""The short ways through plain paragraphs and cells give what the general reading gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from gireport.errors import GireportError
from gireport.formats.docx import FORMAT
from gireport.formats.docx.reader import inlines
from gireport.losses import Losses
from gireport.testing.strategies import reports

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"


def read(data: bytes):
    losses = Losses()
    try:
        return FORMAT.reader(data, losses), list(losses)
    except GireportError as error:
        return str(error), list(losses)


def both(data: bytes) -> bool:
    """Hold what is read of `data` with the short way and without it against each other.

    Whether it was asked for.
    """
    taken = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inlines, "plain_paragraph", lambda *arguments: taken.append(arguments))
        general = read(data)
    assert read(data) == general
    return bool(taken)


@given(reports())
def test_a_report_of_ours_reads_the_same_both_ways(report):
    both(FORMAT.writer(report, Losses()))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("pairs/docx/*.docx")), ids=lambda path: path.stem)
def test_every_case_of_the_sheet_reads_the_same_both_ways(path):
    both(path.read_bytes())


def test_every_document_of_others_reads_the_same_both_ways(shared):
    found = [both(path.read_bytes()) for path in sorted((shared / "corpus").rglob("*.docx"))]
    assert sum(found) > 100, "the short way is asked for"
