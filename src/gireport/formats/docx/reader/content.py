"""What a paragraph holds while it is read: its inlines, page by page, and the boxes that hang on it."""

from __future__ import annotations

from ....model import Inline
from ....safe.xml import Element


class Content:
    """What a paragraph holds: its inlines, split at page breaks, and the boxes that are anchored in it."""

    __slots__ = ("boxes", "out", "parts", "rule")

    def __init__(self) -> None:
        self.out: list[Inline] = []
        self.parts: list[list[Inline]] = [self.out]
        self.boxes: list[Element] = []
        self.rule = False

    def page_break(self) -> None:
        """Split the paragraph here."""
        self.out = []
        self.parts.append(self.out)
