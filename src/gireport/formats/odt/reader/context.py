"""What the parts of the reader share while they walk a document: its styles, its losses, and where they are."""

from __future__ import annotations

from ....errors import LimitError
from ....losses import Losses
from ....model import BookmarkEnd, BookmarkStart
from ....safe.xml import Element
from .images import PictureSource
from .lists import Counters, ListStyles, new_counters
from .package import Source
from .styles import Styles

_MOST_REPEATED = 64 * 1024 * 1024
"""Slots, and bytes of XML, that repeated cells, rows and spaces may stand for in one document."""

_MOST_NESTED = 16
"""Text boxes and notes inside one another."""
_MOST_STEPS = 4
"""Tables and notes inside one another that a place names, from the inside."""


class Context:
    """The state of one reading."""

    def __init__(self, source: Source, losses: Losses) -> None:
        self.losses = losses
        self.part = source.part
        self.styles = Styles(source.automatic, source.common)
        self.list_styles = ListStyles(source.automatic, source.common)
        self.outline: Counters = new_counters()
        self.lists: dict[str, Counters] = {}  # by xml:id
        self.last_list: tuple[str, Counters] = ("", new_counters())
        self.pictures = PictureSource(source)
        self.package = source.package
        self.paragraphs = 0
        self.trail: list[str | list[int]] = []
        self.pending: list[BookmarkStart | BookmarkEnd] = []
        self.spent = 0
        self.nested = 0

    def where(self, ahead: int = 0) -> str:
        """The place that is being read, for a person to follow; `ahead` of it by so many paragraphs."""
        parts = [self.part]
        if not self.trail or isinstance(self.trail[0], str):
            parts.append(f"paragraph {self.paragraphs + ahead}")
        if len(self.trail) > _MOST_STEPS:
            parts.append("…")
        for step in self.trail[-_MOST_STEPS:]:
            if isinstance(step, str):
                parts.append(step)
            else:
                table, row, column = step
                place = f" row {row} column {column}" if row else ""
                parts.append(f"table {table}{place}")
        return ", ".join(parts)

    def note(self, code: str, count: int = 1, detail: str = "") -> None:
        """Report a loss at the place that is being read."""
        self.losses.note(code, self.where(), count, detail)

    def enter(self) -> None:
        """Go into a text box or a note.

        Raises:
            LimitError: there are too many inside one another.
        """
        self.nested += 1
        if self.nested > _MOST_NESTED:
            raise LimitError(f"text boxes and notes nest deeper than {_MOST_NESTED}", where=self.where())

    def leave(self) -> None:
        """Come out of a text box or a note."""
        self.nested -= 1

    @property
    def in_text(self) -> bool:
        """Whether the text itself is being read, and not a cell, a note or a text box."""
        return not self.trail and not self.nested

    def spend(self, amount: int) -> None:
        """Account for slots and characters that stand in the file in a shorter way.

        Raises:
            LimitError: they are more than a document may hold.
        """
        self.spent += amount
        if self.spent > _MOST_REPEATED:
            raise LimitError(
                "repeated cells or spaces stand for more than a document may hold", where=self.where()
            )


def text_of(element: Element) -> str:
    """All characters in `element`, runs of white space as one space."""
    return " ".join("".join(map(str, element.itertext())).split())
