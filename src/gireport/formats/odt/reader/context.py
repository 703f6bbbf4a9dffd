"""The state of one reading that the reader's parts share: styles, losses, the current place, budgets."""

from __future__ import annotations

from ....errors import LimitError
from ....losses import Losses
from ....model import BookmarkEnd, BookmarkStart
from ....model.grid import Budget
from ....model.messages import Message, message
from ....model.weight import Weight
from ....safe.xml import Element
from ..names import name
from .changes import TrackedChanges
from .fields import Sequences
from .images import PictureSource
from .list_labels import ListStyles
from .notes import NoteMarks
from .package import Source
from .styles import Styles
from .values import visible_text

_MAX_REPEATED = 64 * 1024 * 1024
"""Slots, and bytes of XML, that the repeated cells, rows and spaces of one document may have together."""

_IMAGE = name("draw:image")
_IS_HIDDEN, _HIDDEN_PARAGRAPH = name("text:is-hidden"), name("text:hidden-paragraph")
_MAX_NESTED = 16
"""Levels of text boxes and notes."""
_MAX_STEPS = 4
"""Innermost tables and notes that a place names."""


class Context:
    """The state of one reading."""

    def __init__(self, source: Source, losses: Losses) -> None:
        self.losses = losses
        self.part = source.part
        self.changes = TrackedChanges(source.text, source.part, losses)
        self.styles = Styles(source.automatic, source.common)
        self.list_styles = ListStyles(source.automatic, source.common)
        self.note_marks = NoteMarks(source.common)
        self.pictures = PictureSource(source)
        self.package = source.package
        self.sequences = Sequences()
        # Paragraphs with a field that hides them (7.7.5), in the state in which the file was saved.
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
        """The current place in words; `ahead` says how many paragraphs after it."""
        parts = [self.part]
        if not self.trail or isinstance(self.trail[0], str):
            parts.append(f"paragraph {self.paragraphs + ahead}")
        if len(self.trail) > _MAX_STEPS:
            parts.append("…")
        for step in self.trail[-_MAX_STEPS:]:
            if isinstance(step, str):
                parts.append(step)
            else:
                table, row, column = step
                place = f" row {row} column {column}" if row else ""
                parts.append(f"table {table}{place}")
        return ", ".join(parts)

    def note(self, code: str, count: int = 1, detail: str | Message = "") -> None:
        """Report a loss at the current place."""
        self.losses.note(code, self.where(), count, detail)

    def note_hidden(self, element: Element, *, key: str = "", text: str = "") -> None:
        """Report the content of `element`, which is hidden; `text` replaces it where it is empty.

        `key` is the message that has the content as its field `text`; without it the content stands alone.
        """
        hidden = visible_text(element) or text
        count = len(hidden) + sum(1 for _ in element.iter(_IMAGE))
        if count:
            shown = hidden[:60]
            self.note("hidden-text", count, Message(key, (("text", shown),)) if key else shown)

    def enter(self) -> None:
        """Enter a text box or a note.

        Raises:
            LimitError: they nest too deep.
        """
        self.nested += 1
        if self.nested > _MAX_NESTED:
            raise LimitError(message("odt.boxes-nested", limit=_MAX_NESTED), where=self.where())

    def leave(self) -> None:
        """Leave a text box or a note."""
        self.nested -= 1

    @property
    def in_text(self) -> bool:
        """Whether the current place is in the body, not in a cell, a note or a text box."""
        return not self.trail and not self.nested

    @property
    def in_note(self) -> bool:
        """Whether the current place is in a note."""
        return "note" in self.trail

    def spend(self, amount: int) -> None:
        """Count slots and characters that the file states in a shorter form, by repetition.

        Raises:
            LimitError: there are too many.
        """
        self.spent += amount
        if self.spent > _MAX_REPEATED:
            raise LimitError(message("odt.repeated"), where=self.where())
