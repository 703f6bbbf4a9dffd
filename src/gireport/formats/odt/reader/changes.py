"""What the document holds beside its text: tracked changes, page headers and footers, macros (O12)."""

from __future__ import annotations

import re

from ....losses import Losses
from ....safe.xml import Element
from ..names import name, plain_name
from .context import Deletions, shown_text, text_of
from .package import Source

_TRACKED, _REGION = name("text:tracked-changes"), name("text:changed-region")
_ID, _XML_ID, _IMAGE = name("text:id"), name("xml:id"), name("draw:image")
_DELETION, _CHANGE_INFO, _P = name("text:deletion"), name("office:change-info"), name("text:p")
_NAME, _DISPLAY_NAME = name("style:name"), name("style:display-name")
_HEADERS = {
    name(f"style:{side}{which}"): f"{side}{of}"
    for side in ("header", "footer")
    for which, of in (("", ""), ("-left", " of left pages"), ("-first", " of the first page"))
}
_COUNTERS = (name("text:page-number"), name("text:page-count"))
_WORD = re.compile(r"\w")
# What stands round a page number that is a field: 第 1 页 共 5 页, Page 1 of 5.
_PAGE_WORDS = re.compile(r"第|页|頁|共|\bpage\b|\bof\b", re.IGNORECASE)


def deletions(source: Source, losses: Losses) -> Deletions:
    """What each tracked deletion takes away, by its id: how much, one for a character or a picture, and its text.

    The other changes are noted by their number: all are read as accepted (5.5.2).
    """
    found: Deletions = {}
    for tracked in source.text.iter(_TRACKED):
        for number, region in enumerate(tracked.iterchildren(_REGION), 1):
            _note_comments(region, source, losses)
            deletion = region.find(_DELETION)
            if deletion is None:
                losses.note("tracked-change")
                continue
            gone = [child for child in deletion if child.tag != _CHANGE_INFO]
            loose = (deletion.text, *(child.tail for child in deletion))
            texts = [shown_text(child) for child in gone] + [" ".join(text.split()) for text in loose if text]
            count = sum(map(len, texts)) + sum(1 for child in gone for _ in child.iter(_IMAGE))
            id_ = region.get(_XML_ID) or region.get(_ID) or f" {number}"
            found.setdefault(id_, (count, " ".join(filter(None, texts))))
    return found


def _note_comments(region: Element, source: Source, losses: Losses) -> None:
    """Note what somebody wrote about a tracked change (5.5.7 `office:change-info`)."""
    for info in region.iter(_CHANGE_INFO):
        text = " ".join(filter(None, map(text_of, info.iterchildren(_P))))
        if text:
            losses.note("comment", f"{source.part}, a tracked change", 1, text[:60])


def note_headers(source: Source, losses: Losses) -> None:
    """Note page headers and footers that hold more than the page's number, with the page style they are of."""
    if source.master is None:
        return
    for element in source.master.iter(*_HEADERS):
        page = element.getparent()
        style = "" if page is None else page.get(_DISPLAY_NAME) or plain_name(page.get(_NAME, ""))
        where = f"{source.master_part}, page style “{style}”, {_HEADERS[str(element.tag)]}"
        text = text_of(element)
        numbers = sum(len(text_of(counter)) for counter in element.iter(*_COUNTERS))
        shown = _PAGE_WORDS.sub("", text) if numbers else text
        if len(_WORD.findall(shown)) > numbers:
            losses.note("header-footer", where, 1, text[:60])


def note_macros(source: Source, losses: Losses) -> None:
    """Note that the document holds macros."""
    if source.macros:
        losses.note("macro", source.part)
