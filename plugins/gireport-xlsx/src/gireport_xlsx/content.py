"""What a cell of a workbook can hold of a cell's blocks: one text whose pieces have marks.

The rest is written as text where it has any, and counted by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkStart,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Text,
)
from gireport.model.messages import Message, message
from gireport.model.walk import text as plain_text

Marks: TypeAlias = tuple[Mark, ...]
MOST_CHARACTERS = 32_767
"""Of one cell, in units of UTF-16: Excel's own limit."""

# What is lost → the code of the loss.
_CODES = {
    "text-outside": "not-kept",
    "metadata": "not-kept",
    "links": "not-kept",
    "pictures": "not-kept",
    "bookmarks": "not-kept",
    "long-text": "not-kept",
    "notes": "flattened",
    "line-breaks": "flattened",
    "names": "flattened",
    "headings": "flattened",
    "list-items": "flattened",
    "nested-tables": "flattened",
    "alignment": "formatting",
    "page-breaks": "formatting",
    "rules": "formatting",
}


class Run(Struct, frozen=True):
    """Characters with the same marks; a line end is `\\n`."""

    text: str
    marks: Marks = ()


class Tally:
    """Counts what is not kept, with the first place of each kind."""

    def __init__(self) -> None:
        self.place = ""
        self._counts: Counter[str] = Counter()
        self._places: dict[str, str] = {}

    def add(self, kind: str, count: int = 1) -> None:
        """Count one of `kind` (a key of `messages.json`) at the current place."""
        self._counts[kind] += count
        self._places.setdefault(kind, self.place)

    def report_to(self, losses: Losses) -> None:
        """Note each kind once."""
        for kind, count in self._counts.items():
            detail: Message = message(f"xlsx.{kind}")
            losses.note(_CODES[kind], self._places[kind], count, detail)


def runs_of(blocks: Iterable[Block], tally: Tally) -> list[Run]:
    """The text of a cell's `blocks` in pieces of equal marks, at most `MOST_CHARACTERS`."""
    pieces: list[Run] = []
    for number, block in enumerate(blocks):
        if number:
            pieces.append(Run("\n"))
        pieces.extend(_of_block(block, tally))
    return _limited(_merged(pieces), tally)


def count_as_name(content: Iterable[Inline], is_shown: bool, tally: Tally) -> None:
    """Count what is lost of a heading or a caption whose text is a name (`is_shown`), or is nowhere."""
    content = list(content)
    if not is_shown or any(isinstance(one, Image | Note) for one in content):
        tally.add("text-outside")
    else:
        for _ in _of_inlines(content, tally):
            pass


def _of_block(block: Block, tally: Tally) -> Iterator[Run]:
    match block:
        case Paragraph():
            if block.align is not None:
                tally.add("alignment")
            yield from _of_inlines(block.content, tally)
        case Heading():
            tally.add("headings")
            yield from _of_inlines(block.content, tally)
        case ListItem():
            tally.add("list-items")
            yield Run(f"{block.number}. " if block.ordered else "• ")
            yield from _of_inlines(block.content, tally)
        case Table():
            tally.add("nested-tables")
            yield Run(plain_text([block]))
        case PageBreak():
            tally.add("page-breaks")
        case Rule():
            tally.add("rules")


def _of_inlines(inlines: Iterable[Inline], tally: Tally) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text():
                if inline.link:
                    tally.add("links")
                yield Run(inline.text, inline.marks)
            case LineBreak():
                tally.add("line-breaks")
                yield Run("\n")
            case BookmarkStart():
                tally.add("bookmarks")
            case Image():
                tally.add("pictures")
                yield Run(inline.alt)
            case Note():
                tally.add("notes")
                yield Run("（")
                for number, block in enumerate(inline.content):
                    if number:
                        yield Run("\n")
                    yield from _of_block(block, tally)
                yield Run("）")


def _merged(pieces: Iterable[Run]) -> list[Run]:
    """`pieces` without empty ones, neighbours of equal marks joined; a line end takes the marks before it."""
    marked: list[Run] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.text.isspace() and "\n" in piece.text and marked:
            marked.append(Run(piece.text, marked[-1].marks))
        else:
            marked.append(piece)
    return [
        Run("".join(piece.text for piece in group), marks)
        for marks, group in groupby(marked, key=lambda piece: piece.marks)
    ]


def _limited(runs: list[Run], tally: Tally) -> list[Run]:
    """`runs` up to `MOST_CHARACTERS`; the characters after them are counted as lost."""
    if sum(len(run.text) for run in runs) * 2 <= MOST_CHARACTERS:
        return runs
    kept: list[Run] = []
    left = MOST_CHARACTERS
    for run in runs:
        text = run.text.encode("utf-16-le")[: 2 * left].decode("utf-16-le", "ignore")
        left -= len(text.encode("utf-16-le")) // 2
        if len(text) < len(run.text):
            tally.add("long-text", len(run.text) - len(text))
            left = 0
        if text:
            kept.append(Run(text, run.marks))
    return kept
