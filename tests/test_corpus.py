"""Files that other programs made: each is read right, or with a loss that says where, or refused clearly.

They stand in ../shared and are read from there; none of them is ours to keep.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import gireport
from gireport.losses import Losses
from gireport.model import normal
from gireport.plugins.builtin import gireport_formats
from support import net

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SUFFIXES = {suffix: format_.name for format_ in gireport_formats() for suffix in format_.suffixes}
FILES = sorted(path for path in CORPUS.glob("*/*") if path.suffix in SUFFIXES)
SECONDS = 10
COUNT = {
    "docx": net.of_docx,
    "odt": net.of_odt,
    "html": lambda data: net.of_html(data.decode("utf-8", "replace")),
}
# All that are refused, and why.
REFUSED = {
    "54193346c6dd.docx": "word/document.xml is not well-formed XML at line 2 column 2",
    "71e74ad3ae4d.html": "scripts fill in the article when a browser shows the page",
    "f4d11f35dcdc.html": "scripts fill in the article when a browser shows the page",
}
PAIRS = Path(__file__).resolve().parents[1] / "fixtures" / "pairs"
HIDDEN = (
    "docx/W32-hidden-text.docx",
    "html/H12-not-content.html",
    "odt/O13-notes-ruby-links-and-marks.fodt",
    "odt/O15-sections-and-indexes.fodt",
    "odt/O18-fields-and-shapes.fodt",
)


def test_the_corpus_is_there(shared):
    assert len(FILES) > 200


def read_or_refuse(path, losses):
    """The report in the file, or None and the one line that says why there is none."""
    try:
        return gireport.read(path, losses=losses), ""
    except gireport.GireportError as error:
        return None, str(error)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_read_with_nothing_lost_in_silence(path):
    """Law 5 and law 8."""
    losses = Losses()
    start = time.monotonic()
    report, refused = read_or_refuse(path, losses)
    assert time.monotonic() - start < SECONDS
    if report is None:
        assert refused.startswith(str(path))
        assert REFUSED.get(path.name, "read") in refused
        return
    assert path.name not in REFUSED
    assert normal(report) == report
    silent = net.untold(missing_from(path, report), losses)
    assert not silent, f"{silent.total()} characters are gone in silence: {''.join(silent)[:200]}"


def missing_from(path, report):
    """The characters of the file at `path` that are not in `report`."""
    return net.missing(COUNT[SUFFIXES[path.suffix]](path.read_bytes()), report)


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_that_is_left_out_is_counted_to_the_character(name):
    """Law 5: only the loss that tells of a text accounts for it."""
    losses = Losses()
    gone = missing_from(PAIRS / name, gireport.read(PAIRS / name, losses=losses))
    assert gone
    assert not net.untold(gone, losses)
    assert net.untold(gone, [loss for loss in losses if loss.code != "hidden-text"]) == gone
