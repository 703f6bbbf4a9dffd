"""References to notes."""

from __future__ import annotations

from gireport.formats.html import FORMAT
from gireport.losses import Losses
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Meta,
    Note,
    Paragraph,
    Report,
    Text,
    normal,
)
from gireport.testing import laws


def written(*blocks, meta=None, **options):
    report = normal(Report(meta or Meta(), tuple(blocks)))
    laws.round_trip(FORMAT, report)
    return FORMAT.writer(report, Losses(), **options).decode()


def test_the_ids_of_notes_differ_from_bookmarks():
    page = written(
        Paragraph((BookmarkStart("fn-1"), Text("甲"), BookmarkEnd("fn-1"), Note((Paragraph((Text("注"),)),))))
    )
    assert 'href="#fn--1"' in page
    assert '<li id="fn--1">注 <a' in page
