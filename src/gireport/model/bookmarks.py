"""Bookmark edges: paired in reading order, repaired where a start or an end is missing.

A bookmark is two edges, not a tree. A *flow* is what edges pair in: the body, or the blocks of one note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from msgspec import Struct

from .types import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)


def merged(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """`inlines` with neighbouring texts joined where marks and link are the same."""
    result: list[Inline] = []
    parts: list[str] = []  # the neighbouring texts so far; joined once, for linear time
    for inline, after in zip(inlines, [*inlines[1:], None], strict=False):
        if type(inline) is not Text:
            result.append(inline)
            continue
        parts.append(inline.text)
        if type(after) is Text and after.marks == inline.marks and after.link == inline.link:
            continue
        result.append(inline if len(parts) == 1 else Text("".join(parts), inline.marks, inline.link))
        parts = []
    return tuple(result)


def normal_content(content: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a cell or note in normal form: one plain empty paragraph alone becomes no content."""
    blocks = tuple(content)
    return () if blocks == (Paragraph(),) else blocks


class Repairs(Struct):
    """The repairs that pairing found necessary: the numbers of edges in their flow."""

    drop: set[int]
    close: set[int]

    def __bool__(self) -> bool:
        return bool(self.drop or self.close)


def pair(
    edges: Sequence[BookmarkStart | BookmarkEnd],
    places: Sequence[str],
    names: set[str],
    notify: Callable[[str, str, int], None],
) -> Repairs:
    """Pair the edges of a flow; returns which edges to drop, and after which starts to add an end.

    `places` are the places of the edges in words. `names` are the bookmarks of the report so far; those of
    this flow are added. Of several bookmarks with a name the first is kept, as in Word. An end without a
    start is dropped; a start without an end becomes a point.
    """
    repairs = Repairs(set(), set())
    open_: dict[str, int] = {}
    refused: dict[str, int] = {}  # name → number of dropped starts whose ends are still to come
    for number, edge in enumerate(edges):
        name = edge.name
        if isinstance(edge, BookmarkStart):
            if not name or name in names:
                repairs.drop.add(number)
                refused[name] = refused.get(name, 0) + 1
                code = "bookmark-duplicate" if name else "bookmark-unnamed"
                notify(code, f"{places[number]}, bookmark {name!r}", 1)
            else:
                names.add(name)
                open_[name] = number
        elif name in open_:
            del open_[name]
        else:
            repairs.drop.add(number)
            if refused.get(name):
                refused[name] -= 1
            else:
                notify("bookmark-unpaired", f"{places[number]}, bookmark {name!r}: an end without a start", 1)
    for name, number in open_.items():
        repairs.close.add(number)
        notify("bookmark-unpaired", f"{places[number]}, bookmark {name!r}: a start without an end", 1)
    return repairs


def apply(repairs: Repairs, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks`, which are one flow, with the edges dropped and added as `repairs` says."""
    numbers = count()

    def inlines(sequence: Sequence[Inline]) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for inline in sequence:
            if not isinstance(inline, (BookmarkStart, BookmarkEnd)):
                result.append(inline)
                continue
            number = next(numbers)
            if number not in repairs.drop:
                result.append(inline)
            if number in repairs.close:
                result.append(BookmarkEnd(inline.name))
        return merged(result)

    return rewrite(blocks, inlines)


def without(report: Report, pattern: str) -> Report:
    """`report` without the bookmarks whose names match the shell `pattern` (`_Toc*`), in normal form."""
    from fnmatch import fnmatchcase  # only for this

    def inlines(sequence: Sequence[Inline]) -> tuple[Inline, ...]:
        kept: list[Inline] = []
        for inline in sequence:
            if isinstance(inline, Note):
                kept.append(Note(normal_content(rewrite(inline.content, inlines)), inline.kind))
            elif not (isinstance(inline, (BookmarkStart, BookmarkEnd)) and fnmatchcase(inline.name, pattern)):
                kept.append(inline)
        return merged(kept)

    return Report(report.meta, rewrite(report.body, inlines), report.resources)


def rewrite(
    blocks: Iterable[Block], change: Callable[[Sequence[Inline]], tuple[Inline, ...]]
) -> tuple[Block, ...]:
    """`blocks` with each sequence of inlines, in reading order, replaced by the result of `change`."""

    def block(old: Block) -> Block:
        if isinstance(old, Paragraph):
            return Paragraph(change(old.content), old.align)
        if isinstance(old, Heading):
            return Heading(old.level, change(old.content))
        if isinstance(old, ListItem):
            return ListItem(old.level, old.ordered, old.number, change(old.content))
        if isinstance(old, Table):
            caption = change(old.caption)
            rows = tuple(
                tuple(
                    Cell(normal_content(map(block, cell.content)), cell.colspan, cell.rowspan) for cell in row
                )
                for row in old.rows
            )
            return Table(rows, old.columns, old.header_rows, old.header_columns, caption)
        return old

    return tuple(map(block, blocks))
