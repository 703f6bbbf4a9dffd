"""What the parts of the reader share while they walk a document: its styles, its losses, and where they are."""

from __future__ import annotations

from typing import TypeAlias, cast

from lxml import etree

from ....errors import LimitError
from ....losses import Losses
from ....model import BookmarkEnd, BookmarkStart
from ....model.grid import Budget
from ....model.weight import Weight
from ....safe.xml import Element
from ..names import NAMESPACES, name
from .images import PictureSource
from .lists import Counters, ListStyles, new_counters
from .note_marks import NoteMarks
from .package import Source
from .styles import Styles

_MOST_REPEATED = 64 * 1024 * 1024
"""Slots, and bytes of XML, that repeated cells, rows and spaces may stand for in one document."""

_CHANGE_ID, _IMAGE = name("text:change-id"), name("draw:image")
_MOST_DIGITS = 9
_IS_HIDDEN, _HIDDEN_PARAGRAPH = name("text:is-hidden"), name("text:hidden-paragraph")
_SHOWN = etree.XPath(
    ".//text()[not(ancestor::office:binary-data or ancestor::office:annotation or ancestor::office:event-listeners"
    " or ancestor::svg:title or ancestor::svg:desc or ancestor::text:note-citation)]",
    namespaces={prefix: NAMESPACES[prefix] for prefix in ("office", "svg", "text")},
)
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
        self.note_marks = NoteMarks(source.common)
        self.pictures = PictureSource(source)
        self.package = source.package
        self.sequences: dict[str, int] = {}  # name of a sequence → its last number
        # The fields that hide the paragraph they stand in (7.7.5), as the program that saved the file found them.
        self.hidden_paragraphs = {
            field.getparent()
            for field in source.text.iter(_HIDDEN_PARAGRAPH)
            if field.get(_IS_HIDDEN) == "true"
        }
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

    def count(self, sequence: str, shown: str) -> None:
        """Count on in a sequence; the number that is `shown`, where one is, is its next."""
        stated = shown.isascii() and shown.isdecimal() and len(shown) <= _MOST_DIGITS
        self.sequences[sequence] = int(shown) if stated else self.sequences.get(sequence, 0) + 1

    def hide(self, element: Element, what: str = "", text: str = "") -> None:
        """Note what is in `element`, which is not shown; `text` stands for it where it holds none, `what` says what it is."""
        shown = shown_text(element) or text
        count = len(shown) + sum(1 for _ in element.iter(_IMAGE))
        if count:
            self.note("hidden-text", count, f"{what}{shown[:60]}")

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

    @property
    def in_note(self) -> bool:
        """Whether what is being read stands in a note."""
        return "note" in self.trail

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


def shown_text(element: Element) -> str:
    """The characters that `element` shows, runs of white space as one space: no comment, description or picture's bytes."""
    return " ".join("".join(cast("list[str]", _SHOWN(element))).split())


def text_of(element: Element) -> str:
    """All characters in `element`, runs of white space as one space."""
    return " ".join("".join(map(str, element.itertext())).split())
