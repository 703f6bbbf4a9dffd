"""Tracked changes: all are read as accepted; what a deletion takes away is reported where it stood (O12).

ODF 1.3 part 3, 5.5: `text:tracked-changes` holds the deleted content, and a `text:change` marks its place.
"""

from __future__ import annotations

from ....losses import Losses
from ....safe.xml import Element
from ..names import name
from .values import all_text, visible_text

_TRACKED, _REGION = name("text:tracked-changes"), name("text:changed-region")
_ID, _XML_ID, _CHANGE_ID = name("text:id"), name("xml:id"), name("text:change-id")
_DELETION, _CHANGE_INFO = name("text:deletion"), name("office:change-info")
_P, _IMAGE = name("text:p"), name("draw:image")


class TrackedChanges:
    """The tracked changes of one document; reports the other ones than deletions, and all comments."""

    def __init__(self, text: Element, part: str, losses: Losses) -> None:
        """`text` is the `office:text` of the document, in the part `part`."""
        self._part = part
        self._losses = losses
        self._deletions: dict[str, tuple[int, str]] = {}  # id → number of characters and pictures, text
        for tracked in text.iter(_TRACKED):
            for number, region in enumerate(tracked.iterchildren(_REGION), 1):
                self._read(region, number)

    def _read(self, region: Element, number: int) -> None:
        self._note_comments(region)
        deletion = region.find(_DELETION)
        if deletion is None:
            self._losses.note("tracked-change")
            return
        deleted = [child for child in deletion if child.tag != _CHANGE_INFO]
        between = (deletion.text, *(child.tail for child in deletion))
        texts = [visible_text(child) for child in deleted]
        texts += [" ".join(text.split()) for text in between if text]
        count = sum(map(len, texts)) + sum(1 for child in deleted for _ in child.iter(_IMAGE))
        id_ = region.get(_XML_ID) or region.get(_ID) or f" {number}"
        self._deletions.setdefault(id_, (count, " ".join(filter(None, texts))))

    def _note_comments(self, region: Element) -> None:
        """Report what somebody wrote about a tracked change (5.5.7 `office:change-info`)."""
        for info in region.iter(_CHANGE_INFO):
            text = " ".join(filter(None, map(all_text, info.iterchildren(_P))))
            if text:
                self._losses.note("comment", f"{self._part}, a tracked change", 1, text[:60])

    def note_deletion(self, change: Element, where: str) -> None:
        """Report what the deletion at the `text:change` `change` takes away; nothing for another change."""
        deletion = self._deletions.pop(change.get(_CHANGE_ID, ""), None)
        if deletion is not None:
            self._note(where, *deletion)

    def finish(self) -> None:
        """Report the deletions that no `text:change` gave a place."""
        for deletion in self._deletions.values():
            self._note(f"{self._part}, a tracked change", *deletion)
        self._deletions.clear()

    def _note(self, where: str, count: int, text: str) -> None:
        if count:
            self._losses.note("deleted-text", where, count, text[:60])
        else:  # the end of a paragraph, an empty row
            self._losses.note("tracked-change")
