"""References to notes."""

from __future__ import annotations

from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Note,
    Paragraph,
    Text,
)
from support.written_html import written


def test_the_ids_of_notes_differ_from_bookmarks():
    page = written(
        Paragraph((BookmarkStart("fn-1"), Text("甲"), BookmarkEnd("fn-1"), Note((Paragraph((Text("注"),)),))))
    )
    assert 'href="#fn--1"' in page
    assert '<li id="fn--1">注 <a' in page
