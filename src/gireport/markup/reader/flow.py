"""Blocks in the making: what a line of inlines becomes when it ends, and where loose bookmark edges go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from ...model.types import (
    Align,
    Block,
    BookmarkEnd,
    BookmarkStart,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Text,
)
from ...reading.numbering import stands_close
from .line import Line
from .lists import ListFrame

Edge = BookmarkStart | BookmarkEnd


class Holder(Struct):
    """An element that decides what the lines in it become: a paragraph, a heading or a list item."""

    kind: Literal["paragraph", "heading", "item"]
    level: int = 0
    ordered: bool = False
    number: int | None = None
    count: int = 0  # blocks made of it
    label: Text | None = None  # of a list item: it begins the first line, whatever block that is


class Flow:
    """The blocks of a body, a cell, a caption or a note, and the line that is open at their end.

    `pending` holds bookmark edges that wait for the next inline place; the flows of a page share it. `at` is
    the table, row and cell that the flow is in, or the name of what it is.
    """

    def __init__(
        self, pending: list[Edge], at: tuple[int, int, int] | str = "", outer: Flow | None = None
    ) -> None:
        self.blocks: list[Block] = []
        self.line = Line()
        self.holders: list[Holder] = []
        self.lists: list[ListFrame] = []
        self.pending = pending
        self.inherited = len(pending)
        self.at = at
        self.outer = outer
        self.tables = 0
        self.lines = 0  # blocks that were made of lines
        self.align: Align | None = None
        self.fillers = 0  # paragraphs that held nothing but &nbsp; (H08)

    def place(self) -> str:
        """The cell, caption or note that the flow is; empty for the body."""
        before = self.outer.place() if self.outer else ""
        here = "table {} row {} cell {}".format(*self.at) if isinstance(self.at, tuple) else self.at
        return f"{before}, {here}" if before and here else before or here

    def where(self) -> str:
        """Where the reader stands, for a person to follow."""
        place = self.place()
        return f"{place}, paragraph {self.lines + 1}" if place else f"paragraph {self.lines + 1}"

    # --- lines to blocks ---

    def flush(self) -> None:
        """End the open line: at the edge of a block."""
        line = self.line
        if not line.parts:
            if self.line.solid:
                self.line = Line()
            return
        if line.solid:
            inlines, filler = line.take()
            self.fillers += filler
            self.emit(inlines)
            return
        edges, _ = line.take()
        for edge in edges:
            assert isinstance(edge, (BookmarkStart, BookmarkEnd))
            self._loose(edge)

    def _loose(self, edge: Edge) -> None:
        last = self.blocks[-1] if self.blocks else None
        if (
            isinstance(edge, BookmarkEnd)
            and not self.pending
            and isinstance(last, (Paragraph, Heading, ListItem))
        ):
            self.blocks[-1] = with_content(last, (*last.content, edge))
        else:
            self.pending.append(edge)

    def emit(self, inlines: tuple[Inline, ...]) -> None:
        """Add the block that `inlines` become where the reader stands."""
        chosen: Holder | None = None
        for holder in reversed(self.holders):
            holder.count += 1
            if holder.label is not None and holder.count == 1:
                inlines = _labelled(holder.label, inlines)
            begins = holder.kind == "item" and holder.count == 1
            if begins or (holder.kind == "heading" and chosen is None):
                chosen = holder
        if self.pending:
            inlines = (*self.pending, *inlines)
            self.pending.clear()
            flow: Flow | None = self
            while flow is not None:
                flow.inherited = 0
                flow = flow.outer
        self.lines += 1
        self.blocks.append(self._block(chosen, inlines))

    def _block(self, holder: Holder | None, inlines: tuple[Inline, ...]) -> Block:
        if holder is None:
            return Paragraph(inlines, self.align)
        if holder.kind == "heading":
            return Heading(holder.level, inlines)
        return ListItem(holder.level, holder.ordered, holder.number, inlines)

    def open(self, holder: Holder) -> None:
        """Begin an element that decides what its lines become."""
        self.flush()
        if holder.kind == "item" or holder.label is not None:
            self.settle()
        self.holders.append(holder)

    def close(self) -> None:
        """End that element; one that made no block makes an empty one."""
        self.flush_edges_inside()
        holder = self.holders[-1]
        if not holder.count:
            self.emit(())
        self.holders.pop()

    def flush_edges_inside(self) -> None:
        """End the line in an element that must make a block: bookmark edges alone stay in it."""
        if self.line.parts and not self.line.solid and not self.holders[-1].count:
            inlines, _ = self.line.take()
            self.emit(inlines)
        else:
            self.flush()

    def settle(self) -> None:
        """Make the list item that has begun, before a block that is no paragraph of it."""
        if any(
            (holder.kind == "item" or holder.label is not None) and not holder.count
            for holder in self.holders
        ):
            self.emit(())

    def add(self, block: Block) -> None:
        """Add a block that is no line of inlines."""
        self.flush()
        self.settle()
        for holder in self.holders:
            holder.count += 1
        self.blocks.append(block)

    def end(self) -> tuple[Block, ...]:
        """End the flow: its blocks; edges of its own that still wait come into its last paragraph."""
        self.flush()
        own = self.pending[self.inherited :] if self.outer is not None else list(self.pending)
        if own:
            last = self.blocks[-1] if self.blocks else None
            if isinstance(last, (Paragraph, Heading, ListItem)):
                del self.pending[len(self.pending) - len(own) :]
                self.blocks[-1] = with_content(last, (*last.content, *own))
            else:
                self.emit(())
        return tuple(self.blocks)


def _labelled(label: Text, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`inlines` behind the label of their list item, one space between unless the label stands close (W21)."""
    shows = any(not isinstance(inline, (BookmarkStart, BookmarkEnd)) for inline in inlines)
    if shows and not stands_close(label.text):
        label = Text(f"{label.text} ", label.marks)
    return (label, *inlines)


def with_content(block: Paragraph | Heading | ListItem, content: Sequence[Inline]) -> Block:
    """`block` with other inlines."""
    if isinstance(block, Paragraph):
        return Paragraph(tuple(content), block.align)
    if isinstance(block, Heading):
        return Heading(block.level, tuple(content))
    return ListItem(block.level, block.ordered, block.number, tuple(content))
