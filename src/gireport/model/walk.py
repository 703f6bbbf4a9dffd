"""Views of a report: walks over its blocks and inlines, its outline, its tables, its plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from .grid import placed
from .types import (
    Block,
    BookmarkStart,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Report,
    Table,
    Text,
)


class Found(NamedTuple):
    """A table and its address.

    `2` is the second table of the body, `2/7,3/1` the first in the cell at its row 7 and grid column 3 (from
    1), `n1/2` the second in the report's first note.
    """

    address: str
    table: Table


class Section(NamedTuple):
    """A heading with the blocks up to the next heading, and the deeper sections that follow in it."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


def blocks(start: Report | Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those in cells and notes included."""
    for block in start.body if isinstance(start, Report) else start:
        yield block
        if isinstance(block, Table):
            yield from _noted(block.caption)
            for row in block.rows:
                for cell in row:
                    yield from blocks(cell.content)
        elif isinstance(block, (Heading, Paragraph, ListItem)):
            yield from _noted(block.content)


def _noted(content: Iterable[Inline]) -> Iterator[Block]:
    for inline in content:
        if isinstance(inline, Note):
            yield from blocks(inline.content)


def inlines(start: Report | Iterable[Block]) -> Iterator[Inline]:
    """Every inline, block by block, those in cells and notes included."""
    for block in start.body if isinstance(start, Report) else start:
        if isinstance(block, Table):
            yield from _with_notes(block.caption)
            for row in block.rows:
                for cell in row:
                    content = cell.content
                    if len(content) == 1 and type(content[0]) is Paragraph and len(content[0].content) == 1:
                        (only,) = content[0].content
                        if type(only) is Text:
                            yield only  # as in nearly all cells
                            continue
                    yield from inlines(content)
        elif isinstance(block, (Heading, Paragraph, ListItem)):
            yield from _with_notes(block.content)


def _with_notes(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines of one block, and after them those of its notes."""
    yield from content
    for inline in content:
        if type(inline) is Note:
            yield from inlines(inline.content)


def tables(report: Report) -> list[Found]:
    """Every table of `report` (in normal form) and its address, in reading order; also in cells and notes."""
    # Generators, not functions in each other's closures: those would keep the report until cycles are
    # collected.
    return list(_tables(report.body, "", count(1)))


def _tables(where: Iterable[Block], prefix: str, notes: Iterator[int]) -> Iterator[Found]:
    number = 0
    for block in where:
        if isinstance(block, Table):
            number += 1
            address = f"{prefix}{number}"
            yield Found(address, block)
            yield from _tables_in_notes(block.caption, notes)
            if all(map(_is_plain, (inner for row in block.rows for cell in row for inner in cell.content))):
                continue  # as in nearly all cells
            for row, line in enumerate(placed(block.rows), 1):
                for cell, column, anchor in line:
                    if anchor:
                        yield from _tables(cell.content, f"{address}/{row},{column + 1}/", notes)
        elif isinstance(block, (Heading, Paragraph, ListItem)):
            yield from _tables_in_notes(block.content, notes)


def _tables_in_notes(content: Iterable[Inline], notes: Iterator[int]) -> Iterator[Found]:
    for inline in content:
        if type(inline) is Note:
            yield from _tables(inline.content, f"n{next(notes)}/", notes)


def _is_plain(block: Block) -> bool:
    """Whether `block` is a paragraph with one text, as nearly all blocks in cells are."""
    if type(block) is not Paragraph:
        return False
    content = block.content
    return len(content) == 1 and type(content[0]) is Text


def bookmarks(report: Report) -> list[str]:
    """The names of all bookmarks in reading order."""
    return [inline.name for inline in inlines(report) if isinstance(inline, BookmarkStart)]


def inline_text(content: Iterable[Inline]) -> str:
    """The characters of a sequence of inlines; a line break is a line end, notes are left out."""
    parts = (
        inline.text if isinstance(inline, Text) else "\n" if isinstance(inline, LineBreak) else ""
        for inline in content
    )
    return "".join(parts)


def text(start: Report | Iterable[Block]) -> str:
    """The plain text: a line for each block, a table as its rows with tabs between cells."""
    lines: list[str] = []
    for block in start.body if isinstance(start, Report) else start:
        if isinstance(block, Table):
            if block.caption:
                lines.append(inline_text(block.caption))
            lines.extend("\t".join(text(cell.content) for cell in row) for row in block.rows)
        elif isinstance(block, (Heading, Paragraph, ListItem)):
            lines.append(inline_text(block.content))
    return "\n".join(lines)


def sections(report: Report) -> Section:
    """The tree of headings; blocks before the first heading belong to the root."""
    root: list[Section] = []
    result, rest = _section(None, -1, list(report.body), 0, root)
    assert rest == len(report.body)
    return result


def _section(
    heading: Heading | None, level: int, body: list[Block], position: int, inner: list[Section]
) -> tuple[Section, int]:
    own: list[Block] = []
    while position < len(body) and not isinstance(body[position], Heading):
        own.append(body[position])
        position += 1
    while position < len(body):
        block = body[position]
        assert isinstance(block, Heading)
        if block.level <= level:
            break
        section, position = _section(block, block.level, body, position + 1, [])
        inner.append(section)
    return Section(heading, tuple(own), tuple(inner)), position
