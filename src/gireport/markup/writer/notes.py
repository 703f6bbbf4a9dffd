"""References to notes: their numbers, and ids that no other name on the page has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from ...model.types import Block, BookmarkStart, Image, Note, NoteKind, Text
from ...model.walk import inlines as all_inlines
from ...reading.note_marks import Counted, Doubled
from ..facts import DOUBLED_MARK

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
PREFIXES: dict[NoteKind, str] = {"footnote": "fn", "endnote": "en"}
_OURS = re.compile(rf"(?:{'|'.join(PREFIXES.values())})(?:ref)?(-+)[0-9]+")
"""A name that could be the id of a note, and the dashes in it."""


class References:
    """Gathers the notes of one report as references to them are written.

    `content` is everything that will be written: the ids of notes keep clear of its bookmarks and links. What writes
    refers to this and never the other way: a circle would keep the report in memory.
    """

    def __init__(self, content: Iterable[Block]) -> None:
        self._content = content
        self._mark: str | None = None
        self.met: dict[NoteKind, list[Note]] = {"footnote": [], "endnote": []}
        self._marks = Counted()

    def write(self, note: Note) -> str:
        """The markup of a reference to `note`: by its own mark, else by the next number of its kind."""
        self.met[note.kind].append(note)
        name, back = self.ids(note.kind, len(self.met[note.kind]))
        # As references to characters, signs are themselves in a paragraph of Markdown too.
        mark = _SIGN.sub(lambda found: f"&#{ord(found.group())};", self._marks.mark(note))
        doubled = f' {DOUBLED_MARK}=""' if isinstance(note, Doubled) else ""
        return f'<sup><a href="#{name}" id="{back}" role="doc-noteref"{doubled}>{mark}</a></sup>'

    def ids(self, kind: NoteKind, number: int) -> tuple[str, str]:
        """The ids of a note and of the reference to it."""
        prefix, dash = PREFIXES[kind], self._dash()
        return f"{prefix}{dash}{number}", f"{prefix}ref{dash}{number}"

    def _dash(self) -> str:
        """What stands between prefix and number: the least dashes that keep the ids free of other names.

        More than a few are needed only where as many names have them, so ids stay short whatever a name is.
        """
        if self._mark is None:
            taken: list[str] = []
            for inline in all_inlines(self._content):
                if type(inline) is Text or type(inline) is Image:
                    if inline.link and inline.link[0] == "#":
                        taken.append(inline.link[1:])
                elif type(inline) is BookmarkStart:
                    taken.append(inline.name)
            used = {len(found.group(1)) for name in taken if (found := _OURS.fullmatch(name))}
            self._mark = "-" * next(many for many in count(1) if many not in used)
        return self._mark
