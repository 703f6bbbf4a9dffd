"""The line of inlines that is being read, its white space folded as browsers fold it (CSS Text 3, 4.1)."""

from __future__ import annotations

import re

from ...model.chars import LINE_END
from ...model.types import BookmarkEnd, BookmarkStart, Image, Inline, LineBreak, Mark, Note, Text
from ...reading.numbering import stands_close
from .css import Space

_FOLD = re.compile("[ \t\n\r]+")
_FOLD_LINES = re.compile("[ \t]+")


class _Run:
    """Texts with the same marks and link, open at its end."""

    __slots__ = ("link", "marks", "text")

    def __init__(self, text: str, marks: tuple[Mark, ...], link: str | None) -> None:
        self.text = text
        self.marks = marks
        self.link = link


class Line:
    """Inlines in the making. `solid` says whether anything but bookmark edges is in it."""

    __slots__ = ("_filler", "_start", "_tail", "parts", "solid")

    def __init__(self) -> None:
        self.parts: list[Inline | _Run] = []
        self.solid = False
        self._start = True  # nothing stands before on the visual line
        self._tail: _Run | None = None  # ends in a space that may still fold away
        self._filler = True  # all texts so far are fillers (H08)

    def text(self, text: str, space: Space, marks: tuple[Mark, ...], link: str | None) -> None:
        """Add the characters of a text node."""
        if space == "fold":
            self._folded(_FOLD.sub(" ", text), marks, link)
        elif space == "lines":
            for number, line in enumerate(LINE_END.split(text)):
                if number:
                    self.line_break()
                self._folded(_FOLD_LINES.sub(" ", line), marks, link)
        else:
            for number, line in enumerate(LINE_END.split(text)):
                if number:
                    self.line_break()
                if line:
                    self._put(line, marks, link)
                    self._start, self._tail, self._filler = False, None, False

    def _folded(self, text: str, marks: tuple[Mark, ...], link: str | None) -> None:
        if text[:1] == " " and (self._start or self._tail is not None):
            text = text[1:]
        if not text:
            return
        run = self._put(text, marks, link)
        self._start = False
        self._tail = run if text[-1] == " " else None
        if self._filler and (text.strip(" \u00a0") or "underline" in marks or "strike" in marks):
            self._filler = False

    def _put(self, text: str, marks: tuple[Mark, ...], link: str | None) -> _Run:
        run = _Run(text, marks, link)
        self.parts.append(run)
        self.solid = True
        return run

    def line_break(self) -> None:
        """Add a line break; white space before and after it folds away."""
        self._trim()
        self.parts.append(LineBreak())
        self.solid = True
        self._start = True

    def put(self, inline: Image | Note) -> None:
        """Add an inline that stands like a character."""
        self.parts.append(inline)
        self.solid = True
        self._start, self._tail, self._filler = False, None, False

    def edge(self, edge: BookmarkStart | BookmarkEnd) -> None:
        """Add a bookmark's edge; it has no width."""
        self.parts.append(edge)

    def separate(self) -> None:
        """One space after a label that does not end in full-width punctuation; none at a line's start (W21)."""
        last = next((part for part in reversed(self.parts) if isinstance(part, _Run)), None)
        self._trim()
        if last is not None and last.text and not stands_close(last.text):
            self._folded(" ", last.marks, last.link)

    def _trim(self) -> None:
        if self._tail is not None:
            self._tail.text = self._tail.text[:-1]
            self._tail = None

    def take(self) -> tuple[tuple[Inline, ...], bool]:
        """The inlines, and whether they are a filler that shows nothing; the line is empty then."""
        self._trim()
        parts = self.parts
        for index in range(len(parts) - 1, -1, -1):
            if isinstance(parts[index], (BookmarkStart, BookmarkEnd)):
                continue
            if isinstance(parts[index], LineBreak):
                del parts[index]  # the last line break of a block opens no line (CSS: an empty line box)
            break
        runs = [part for part in parts if isinstance(part, _Run)]
        filler = self._filler and bool(runs) and not any(isinstance(part, LineBreak) for part in parts)
        inlines = tuple(
            Text(part.text, part.marks, part.link) if isinstance(part, _Run) else part
            for part in parts
            if not (isinstance(part, _Run) and (filler or not part.text))
        )
        self.__init__()  # type: ignore[misc]
        return inlines, filler
