"""What the parts of the reader share while they walk a document: its styles, its losses, and where they are."""

from __future__ import annotations

from typing import TypeAlias

from ....errors import LimitError
from ....losses import Losses
from ....model import BookmarkEnd, BookmarkStart
from ....model.grid import Budget
from ....model.weight import Weight
from ....safe.xml import Element
from ..names import name
from .images import PictureSource
from .lists import Counters, ListStyles, new_counters
from .package import Source
from .styles import Styles

_MOST_REPEATED = 64 * 1024 * 1024
"""Slots, and bytes of XML, that repeated cells, rows and spaces may stand for in one document."""

_CHANGE_ID = name("text:change-id")
_MOST_NESTED = 16
"""Text boxes and notes inside one another."""
_MOST_STEPS = 4
"""Tables and notes inside one another that a place names, from the inside."""


Deletions: TypeAlias = dict[str, tuple[int, str]]
"""Id of a tracked deletion → how much it takes away, and its text."""


class Context:
    """The state of one reading."""

    def __init__(self, source: Source, losses: Losses, deletions: Deletions) -> None:
        """`deletions` are noted where the text that they take away stood."""
        self.losses = losses
        self._deletions = deletions
        self.part = source.part
        self.styles = Styles(source.automatic, source.common)
        self.list_styles = ListStyles(source.automatic, source.common)
        self.outline: Counters = new_counters()
        self.lists: dict[str, Counters] = {}  # by xml:id
        self.last_lists: dict[str, Counters] = {}  # by list style
        self.pictures = PictureSource(source)
        self.package = source.package
        self.paragraphs = 0
        self.trail: list[str | list[int]] = []
        self.pending: list[BookmarkStart | BookmarkEnd] = []
        self.spent = 0
        self.slots = Budget()
        self.weight = Weight()
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

    def deleted(self, change: Element) -> None:
        """Note what the tracked deletion takes away whose place is `change`, a `text:change`."""
        found = self._deletions.pop(change.get(_CHANGE_ID, ""), None)
        if found is not None:
            self._deleted(self.where(), *found)

    def finish(self) -> None:
        """Note the tracked deletions whose place was not met."""
        for found in self._deletions.values():
            self._deleted(f"{self.part}, a tracked change", *found)
        self._deletions.clear()

    def _deleted(self, where: str, count: int, text: str) -> None:
        if count:
            self.losses.note("deleted-text", where, count, text[:60])
        else:  # the end of a paragraph, an empty row
            self.losses.note("tracked-change")

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
