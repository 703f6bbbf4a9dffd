"""The marks that a reader of the document sees at its notes (ODF 1.3 part 3, 6.3.3 `text:note-citation`, 16.29.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ....model import Note, NoteKind
from ....reading.note_marks import Counted, plain_number
from ....reading.numbering import from_odf, written
from ....safe.xml import Element
from ..names import name
from .values import integer

if TYPE_CHECKING:
    from .context import Context

_CONFIGURATION, _CLASS = name("text:notes-configuration"), name("text:note-class")
_FORMAT, _START, _WHERE = name("style:num-format"), name("text:start-value"), name("text:start-numbering-at")
_LABEL = name("text:label")
# What a report's own numbers look like in a program: those of each kind, from 1, through the whole document.
_USUAL: dict[NoteKind, frozenset[str]] = {"footnote": frozenset({"1"}), "endnote": frozenset({"1", "i"})}


class Way(Struct):
    """How the notes of one kind are numbered: by a format, and how many of them have been counted."""

    usual: bool
    form: str
    counted: int


class NoteMarks:
    """Gives notes, in reading order, the marks that are shown for them."""

    def __init__(self, common: Element | None) -> None:
        """`common` holds the configurations of notes."""
        self._counted = Counted()
        self._ways: dict[NoteKind, Way] = {}
        for kind in _USUAL:
            found = None
            for element in () if common is None else common.iterchildren(_CONFIGURATION):
                found = element if element.get(_CLASS) == kind else found
            self._ways[kind] = _way(kind, found)

    def marked(self, context: Context, note: Note, citation: Element | None) -> Note:
        """`note` with its mark where that is not its number: its label, else what its citation holds.

        A citation counts only where the document numbers its notes in a way of its own: programs count anew, and
        several write numbers that nobody is shown.
        """
        if context.in_note:  # a note in a note becomes a part of the outer one
            return note
        label = None if citation is None else citation.get(_LABEL)
        if label:
            return self._counted.read(note, label, typed=False)[0]
        way = self._ways[note.kind]
        way.counted += 1
        shown = ""
        if not way.usual:
            shown = "".join((citation.text or "").split()) if citation is not None else ""
            shown = shown or written(way.form, way.counted)
        result, moved = self._counted.read(note, shown, plain_number(shown), typed=False)
        if moved:
            context.note("note-mark", 1, f"the mark of a {note.kind}: {shown}")
        return result


def _way(kind: NoteKind, configuration: Element | None) -> Way:
    if configuration is None:
        return Way(True, "decimal", 0)
    form = configuration.get(_FORMAT, "1")
    start = integer(configuration.get(_START), 0)  # how many numbers are passed over
    usual = form in _USUAL[kind] and not start and configuration.get(_WHERE, "document") == "document"
    return Way(usual, from_odf(form), start)
