"""Writes a .govlines file, and notes what it has no place for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkStart,
    Heading,
    Image,
    ListItem,
    Meta,
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

NOT_KEPT = {PageBreak: "page-break", Rule: "rule", BookmarkStart: "bookmark", Image: "picture", Note: "note"}
"""What no line can hold → the message that names it."""


def write(report: Report, losses: Losses, /) -> bytes:
    """Return the lines of `report` as UTF-8."""
    if report.meta != Meta():
        losses.note("not-kept", "metadata", 1, message("govlines.metadata"))
    return "".join(f"{line}\n" for line in ("govlines 1", *_lines(report.body, "", losses))).encode()


def _lines(blocks: Iterable[Block], place: str, losses: Losses) -> Iterator[str]:
    """Yield the lines of `blocks`; `place` is the table and the row that they stand in."""
    for number, block in enumerate(blocks, 1):
        where = f"{place}block {number}"
        if isinstance(block, Table):
            yield from _table(block, where, losses)
            continue
        if isinstance(block, PageBreak | Rule):
            losses.note("not-kept", where, 1, message(f"govlines.{NOT_KEPT[type(block)]}"))
            continue
        for inline in block.content:
            if type(inline) in NOT_KEPT:
                losses.note("not-kept", where, 1, message(f"govlines.{NOT_KEPT[type(inline)]}"))
            elif isinstance(inline, Text) and (inline.marks or inline.link):
                losses.note("flattened", where, 1, message("govlines.marks"))
        if isinstance(block, ListItem) or (isinstance(block, Paragraph) and block.align):
            losses.note("flattened", where, 1, message("govlines.layout"))
        text = walk.inline_text(block.content).replace("\\", "\\\\").replace("\n", "\\n")
        yield f"{block.level if isinstance(block, Heading) else 'p'}\t{text}"


def _table(table: Table, where: str, losses: Losses) -> Iterator[str]:
    if table.caption:
        losses.note("not-kept", where, 1, message("govlines.caption"))
    if table.columns or table.header_rows or table.header_columns:
        losses.note("flattened", where, 1, message("govlines.head"))
    yield "table"
    for number, row in enumerate(table.rows, 1):
        yield "row"
        for cell in row:
            merged = cell.colspan > 1 or cell.rowspan > 1
            yield f"cell\t{cell.colspan}\t{cell.rowspan}" if merged else "cell"
            yield from _lines(cell.content, f"{where} row {number} ", losses)
    yield "end"
