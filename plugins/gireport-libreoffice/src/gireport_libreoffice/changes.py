"""What did a document lose that LibreOffice wrote? The report before and after, fact by fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Literal, TypeAlias

import msgspec

from gireport.losses import Losses
from gireport.model import (
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    walk,
)
from gireport.model.messages import message

Aspect: TypeAlias = Literal[
    "text",
    "metadata",
    "headings",
    "list-items",
    "alignment",
    "marks",
    "links",
    "line-breaks",
    "cells",
    "captions",
    "header-cells",
    "column-widths",
    "bookmarks",
    "notes",
    "pictures",
    "page-breaks",
    "rules",
]
"""What may differ; the name of a message too, which says it in words."""

_CONTENT: frozenset[Aspect] = frozenset({"text", "metadata", "links", "bookmarks", "notes", "pictures"})
"""Aspects that somebody wrote; the others are structure."""


def tell_changes(before: Report, after: Report, losses: Losses) -> None:
    """Note, for each aspect, how many facts of `before` are missing in `after`."""
    if before == after:
        return
    missing = Counter(_facts(before)) - Counter(_facts(after))
    counts: Counter[Aspect] = Counter()
    for (aspect, _), count in missing.items():
        counts[aspect] += count
    for aspect, count in sorted(counts.items()):
        code = "not-kept" if aspect in _CONTENT else "flattened"
        losses.note(code, "", count, message(f"libreoffice.lost-{aspect}"))


def _facts(report: Report) -> Iterator[tuple[Aspect, Hashable]]:
    """Yield each fact that a report states: an aspect, and what it says there."""
    for name, value in msgspec.to_builtins(report.meta).items():
        yield "metadata", (name, str(value))
    for block in walk.blocks(report):
        if isinstance(block, Table):
            yield from _facts_of_table(block)
        elif isinstance(block, PageBreak):
            yield "page-breaks", None
        elif isinstance(block, Rule):
            yield "rules", None
        else:
            yield from _facts_of_line(block)
    for inline in walk.inlines(report):
        yield from _facts_of_inline(inline)


def _facts_of_inline(inline: Inline) -> Iterator[tuple[Aspect, Hashable]]:
    if isinstance(inline, Text):
        for mark in inline.marks:
            yield from (("marks", (mark, character)) for character in inline.text)
        if inline.link:
            yield "links", (inline.link, inline.text)
    elif isinstance(inline, LineBreak):
        yield "line-breaks", None
    elif isinstance(inline, BookmarkStart):
        yield "bookmarks", inline.name
    elif isinstance(inline, Image):
        yield "pictures", inline.alt
    elif isinstance(inline, Note):
        yield "notes", (inline.kind, walk.text(inline.content))


def _facts_of_line(block: Heading | Paragraph | ListItem) -> Iterator[tuple[Aspect, Hashable]]:
    text = walk.inline_text(block.content)
    yield "text", text
    if isinstance(block, Heading):
        yield "headings", (block.level, text)
    elif isinstance(block, ListItem):
        yield "list-items", (block.level, block.ordered, text)
    elif block.align:
        yield "alignment", (block.align, text)


def _facts_of_table(table: Table) -> Iterator[tuple[Aspect, Hashable]]:
    for number, row in enumerate(table.rows):
        yield from (("cells", (number, *_fact_of_cell(cell))) for cell in row)
    if table.caption:
        yield "captions", walk.inline_text(table.caption)
    if table.header_rows or table.header_columns:
        yield "header-cells", (table.header_rows, table.header_columns)
    if table.columns:
        total = sum(table.columns)
        yield "column-widths", tuple(round(width / total, 2) for width in table.columns)


def _fact_of_cell(cell: Cell) -> tuple[int, int, str]:
    return cell.colspan, cell.rowspan, walk.text(cell.content)
