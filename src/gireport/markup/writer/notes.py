"""References to notes: their marks, numbers and ids; the ids differ from all other names on the page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from ...model.patterns import compiled_later
from ...model.types import Block, BookmarkStart, Image, Note, NoteKind, Text
from ...model.walk import inlines as all_inlines
from ...reading.note_marks import NoteCounter, NoteMarkedInText
from ..vocabulary import DOUBLED_MARK

_PUNCTUATION = compiled_later(r"[!-/:-@\[-`{-~]")
_PREFIXES: dict[NoteKind, str] = {"footnote": "fn", "endnote": "en"}
_NOTE_ID = compiled_later(rf"(?:{'|'.join(_PREFIXES.values())})(?:ref)?(-+)[0-9]+")
"""A name that could be the id of a note; the group holds its dashes."""


class References:
    """Writes references, and collects the notes of one report in `notes`.

    `content` is everything that will be written: the ids of notes differ from its bookmarks and links. The
    writer refers to this object and not the other way round, because a reference circle would keep the report
    in memory.
    """

    def __init__(self, content: Iterable[Block]) -> None:
        self._content = content
        self._dashes: str | None = None
        self.notes: dict[NoteKind, list[Note]] = {"footnote": [], "endnote": []}
        self._counter = NoteCounter()

    def write(self, note: Note) -> str:
        """The markup of a reference to `note`: its own mark, else the next number of its kind."""
        self.notes[note.kind].append(note)
        name, back = self.ids(note.kind, len(self.notes[note.kind]))
        # Written as character references, punctuation has no meaning in a paragraph of Markdown.
        mark = _PUNCTUATION.sub(lambda found: f"&#{ord(found.group())};", self._counter.next_mark(note))
        doubled = f' {DOUBLED_MARK}=""' if isinstance(note, NoteMarkedInText) else ""
        return f'<sup><a href="#{name}" id="{back}" role="doc-noteref"{doubled}>{mark}</a></sup>'

    def ids(self, kind: NoteKind, number: int) -> tuple[str, str]:
        """The ids of a note and of the reference to it."""
        prefix, dashes = _PREFIXES[kind], self._free_dashes()
        return f"{prefix}{dashes}{number}", f"{prefix}ref{dashes}{number}"

    def _free_dashes(self) -> str:
        """The dashes between prefix and number: as few as make the ids differ from all names of the report.

        Each further dash is needed only where another name has as many, so the ids stay short.
        """
        if self._dashes is None:
            taken: list[str] = []
            for inline in all_inlines(self._content):
                if type(inline) is Text or type(inline) is Image:
                    if inline.link and inline.link[0] == "#":
                        taken.append(inline.link[1:])
                elif type(inline) is BookmarkStart:
                    taken.append(inline.name)
            used = {len(found.group(1)) for name in taken if (found := _NOTE_ID.fullmatch(name))}
            self._dashes = "-" * next(number for number in count(1) if number not in used)
        return self._dashes
