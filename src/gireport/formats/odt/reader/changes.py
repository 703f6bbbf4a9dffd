"""What the document holds beside its text: tracked changes, page headers and footers, macros (O12)."""

from __future__ import annotations

import re

from ....losses import Losses
from ..names import name
from .context import text_of
from .package import Source

_TRACKED, _REGION = name("text:tracked-changes"), name("text:changed-region")
_DELETION, _CHANGE_INFO = name("text:deletion"), name("office:change-info")
_HEADERS = frozenset(
    name(f"style:{side}{which}") for side in ("header", "footer") for which in ("", "-left", "-first")
)
_COUNTERS = (name("text:page-number"), name("text:page-count"))
_WORD = re.compile(r"\w")
# What stands round a page number that is a field: 第 1 页 共 5 页, Page 1 of 5.
_PAGE_WORDS = re.compile(r"第|页|頁|共|\bpage\b|\bof\b", re.IGNORECASE)


def note_changes(source: Source, losses: Losses) -> None:
    """Note each tracked deletion with its text, and the other changes by their number: all are read as accepted."""
    for tracked in source.text.iter(_TRACKED):
        for number, region in enumerate(tracked.iterchildren(_REGION), 1):
            deletion = region.find(_DELETION)
            if deletion is None:
                losses.note("tracked-change")
                continue
            text = " ".join(text_of(child) for child in deletion if child.tag != _CHANGE_INFO)
            losses.note("deleted-text", f"{source.part}, tracked change {number}", 1, text[:60])


def note_headers(source: Source, losses: Losses) -> None:
    """Note page headers and footers that hold more than the page's number."""
    if source.master is None:
        return
    for element in source.master.iter(*_HEADERS):
        text = text_of(element)
        numbers = sum(len(text_of(counter)) for counter in element.iter(*_COUNTERS))
        shown = _PAGE_WORDS.sub("", text) if numbers else text
        if len(_WORD.findall(shown)) > numbers:
            losses.note("header-footer", source.master_part, 1, text[:60])


def note_macros(source: Source, losses: Losses) -> None:
    """Note that the document holds macros."""
    if source.macros:
        losses.note("macro", source.part)
