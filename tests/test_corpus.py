"""Files that other programs made: each is read right, or with a loss that says where, or refused clearly.

They stand in ../shared and are read from there; none of them is ours to keep.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import gireport
from gireport.builtin import gireport_formats
from gireport.losses import Losses
from gireport.model import normal
from support import net

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SUFFIXES = {suffix: format_.name for format_ in gireport_formats() for suffix in format_.suffixes}
FILES = sorted(path for path in CORPUS.glob("*/*") if path.suffix in SUFFIXES)
SECONDS = 10
COUNT = {"docx": net.of_docx, "odt": net.of_odt}


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
        return
    assert normal(report) == report
    name = SUFFIXES[path.suffix]
    data = path.read_bytes()
    source = net.of_html(data.decode("utf-8", "replace")) if name == "html" else COUNT[name](data)
    gone = net.missing(source, report)
    told = [loss for loss in losses if loss.severity == "content"]
    assert not gone or told, f"{sum(gone.values())} characters are gone in silence: {''.join(gone)[:200]}"
