"""Footnotes and endnotes: which there are, and the blocks of each (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from ....errors import LimitError
from ....model import Note, NoteKind
from ....model.normal import MAX_DEPTH
from ....reading.note_marks import Counted, own_mark
from ....safe.xml import Element
from .blocks import BlockReader
from .document import Document, Place, quoted
from .misplaced import note_misplaced
from .note_numbers import NoteNumbers, Shown
from .tags import ID, TYPE, T, w

_KINDS: tuple[tuple[NoteKind, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))
# Notes of these types are lines that Word draws, not notes (17.18.33).
_DRAWN = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class NoteReader:
    """Reads the note that a reference leads to; each is read once."""

    def __init__(self, document: Document, root: Element) -> None:
        """`root` is the main part's."""
        self.document = document
        self._numbers = NoteNumbers(document, root)
        self._counted = Counted()
        self._parts: dict[NoteKind, str | None] = {}
        self._elements: dict[tuple[NoteKind, str], Element] = {}
        self._read: set[tuple[NoteKind, str]] = set()
        self._depth = 0

    def __call__(self, kind: NoteKind, id_: str) -> Note | None:
        """The note `id_`; None, with a loss, where there is none or it was shown before."""
        part = self._part(kind)
        key = (kind, id_)
        element = self._elements.get(key)
        document = self.document
        if part is None or element is None:
            document.note("part-missing", 1, f"{kind} {id_}")
            return None
        if key in self._read:
            document.note("note-repeated", 1, f"{kind} {id_}")
            return None
        self._read.add(key)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LimitError(f"notes refer to one another more than {MAX_DEPTH} deep", where=part)
        outer, document.part = document.part, part
        places, document.places = document.places, [Place()]
        blocks = BlockReader(document, element, self).story_blocks(element)
        document.part, document.places = outer, places
        self._depth -= 1
        return Note(tuple(blocks), kind)

    def marked(self, note: Note, reference: Element, own: str | None) -> Note:
        """`note`, which was just read, with the mark that a reader sees where that is not its number (17.11.14).

        `own` is the mark that follows `reference`; None where Word numbers the note.
        """
        if self._depth:  # a note in a note becomes a part of the outer one
            return note
        shown = self._numbers.shown(note.kind, reference) if own is None else Shown(own)
        result, moved = self._counted.read(note, shown.mark, shown.number)
        if moved:
            self.document.note("note-mark", 1, f"the mark of a {note.kind}: {own_mark(result) or shown.mark}")
        return result

    def _part(self, kind: NoteKind) -> str | None:
        """The part that holds the notes of `kind`; it is indexed when first asked for."""
        if kind not in self._parts:
            parts = self.document.parts
            part = self._parts[kind] = parts.related(parts.main, dict(_KINDS)[kind])
            if part is not None:
                root = parts.xml(part)
                note_misplaced(root, part, self.document.losses)
                for element in root.iter(w(kind)):
                    if element.get(TYPE) not in _DRAWN:
                        self._elements.setdefault((kind, element.get(ID) or ""), element)
                    elif any(each.text for each in element.iter(T)):
                        self.document.losses.note("formatting", part, 1, "a drawn line between notes")
        return self._parts[kind]

    def unread(self) -> None:
        """Note the notes that nothing refers to: their text is shown nowhere."""
        for kind, _ in _KINDS:
            self._part(kind)
        for kind, id_ in [key for key in self._elements if key not in self._read]:
            text = "".join(each.text or "" for each in self._elements[kind, id_].iter(T))
            if text:
                self.document.losses.note(
                    "hidden-text",
                    self._parts[kind] or "",
                    len(text),
                    f"{kind} {id_} is referred to nowhere: {quoted(text)}",
                )
