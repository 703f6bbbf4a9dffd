"""Lines and blocks under construction: white space, the block that a line becomes, loose bookmark edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from ...model.chars import LINE_END
from ...model.patterns import compiled_later
from ...model.types import (
    Align,
    Block,
    BookmarkEnd,
    BookmarkStart,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    Paragraph,
    Text,
)
from ...reading.numbering import needs_no_gap
from .css import WhiteSpace

Edge = BookmarkStart | BookmarkEnd

_WHITE_SPACE = compiled_later("[ \t\n\r]+")
_BLANKS = compiled_later("[ \t]+")


class _Run:
    """Characters with the same marks and link; the text may still lose its last space."""

    __slots__ = ("link", "marks", "text")

    def __init__(self, text: str, marks: tuple[Mark, ...], link: str | None) -> None:
        self.text = text
        self.marks = marks
        self.link = link


class Line:
    """The inlines of an open line; white space is folded as browsers fold it (CSS Text 3, 4.1).

    `has_content` says whether the line contains anything but bookmark edges.
    """

    __slots__ = ("_at_start", "_is_filler", "_space_run", "has_content", "parts")

    def __init__(self) -> None:
        self.parts: list[Inline | _Run] = []
        self.has_content = False
        self._at_start = True  # of the line on the screen
        self._space_run: _Run | None = None  # ends in a space that may still fold away
        self._is_filler = True  # all texts so far are &nbsp; or spaces (H08)

    def text(self, text: str, white_space: WhiteSpace, marks: tuple[Mark, ...], link: str | None) -> None:
        """Add the characters of a text node."""
        if white_space == "fold":
            if not text.isprintable() or "  " in text:  # takes a fraction of the time of the search
                text = _WHITE_SPACE.sub(" ", text)
            self._add_folded(text, marks, link)
            return
        for number, line in enumerate(LINE_END.split(text)):
            if number:
                self.line_break()
            if white_space == "lines":
                self._add_folded(_BLANKS.sub(" ", line), marks, link)
            elif line:
                self._add_run(line, marks, link)
                self._at_start, self._space_run, self._is_filler = False, None, False

    def _add_folded(self, text: str, marks: tuple[Mark, ...], link: str | None) -> None:
        if text[:1] == " " and (self._at_start or self._space_run is not None):
            text = text[1:]
        if not text:
            return
        run = self._add_run(text, marks, link)
        self._at_start = False
        self._space_run = run if text[-1] == " " else None
        if self._is_filler and (text.strip(" \u00a0") or "underline" in marks or "strike" in marks):
            self._is_filler = False

    def _add_run(self, text: str, marks: tuple[Mark, ...], link: str | None) -> _Run:
        run = _Run(text, marks, link)
        self.parts.append(run)
        self.has_content = True
        return run

    def line_break(self) -> None:
        """Add a line break; the space before and after it folds away."""
        self._drop_last_space()
        self.parts.append(LineBreak())
        self.has_content = True
        self._at_start = True

    def object(self, inline: Image | Note) -> None:
        """Add a picture or the reference to a note."""
        self.parts.append(inline)
        self.has_content = True
        self._at_start, self._space_run, self._is_filler = False, None, False

    def edge(self, edge: Edge) -> None:
        """Add the edge of a bookmark; it has no width."""
        self.parts.append(edge)

    def space_after_label(self) -> None:
        """Add a space after a label; none after full-width punctuation or at the start of the line (W21)."""
        last = next((part for part in reversed(self.parts) if isinstance(part, _Run)), None)
        self._drop_last_space()
        if last is not None and last.text and not needs_no_gap(last.text):
            self._add_folded(" ", last.marks, last.link)

    def _drop_last_space(self) -> None:
        if self._space_run is not None:
            self._space_run.text = self._space_run.text[:-1]
            self._space_run = None

    def take(self) -> tuple[tuple[Inline, ...], bool]:
        """Empty the line: its inlines, and whether it held nothing but a filler, which is left out."""
        self._drop_last_space()
        parts = self.parts
        if len(parts) == 1 and type(only := parts[0]) is _Run:  # most lines
            is_filler = self._is_filler
            self.__init__()  # type: ignore[misc]
            is_empty = is_filler or not only.text
            return () if is_empty else (Text(only.text, only.marks, only.link),), is_filler
        for index in range(len(parts) - 1, -1, -1):
            if isinstance(parts[index], (BookmarkStart, BookmarkEnd)):
                continue
            if isinstance(parts[index], LineBreak):
                del parts[index]  # browsers show no empty line after the last line break of a block
            break
        has_runs = any(isinstance(part, _Run) for part in parts)
        is_filler = self._is_filler and has_runs and not any(isinstance(part, LineBreak) for part in parts)
        inlines = tuple(
            Text(part.text, part.marks, part.link) if isinstance(part, _Run) else part
            for part in parts
            if not (isinstance(part, _Run) and (is_filler or not part.text))
        )
        self.__init__()  # type: ignore[misc]
        return inlines, is_filler


class OpenList(Struct):
    """A list whose items are being read: the style of its markers, and how it counts."""

    style: str = "disc"
    next: int = 1
    step: int = 1
    marker_text: str = ""
    """The marker where the style is a string."""


class OpenElement(Struct):
    """An open element that decides which block its lines become."""

    kind: Literal["paragraph", "heading", "item"]
    level: int = 0
    ordered: bool = False
    number: int | None = None
    count: int = 0
    """Blocks made of it so far."""
    label: Text | None = None
    """The label of a list item: it begins the first line, whatever block that line becomes."""

    @property
    def is_item(self) -> bool:
        """Whether the element is a list item."""
        return self.kind == "item" or self.label is not None


class Flow:
    """The blocks of a body, cell, caption or note, and the open line at their end.

    `pending` holds bookmark edges that wait for the next line; all flows of a page share it. `at` is the
    table, row and cell of the flow, or the name of a caption or note.
    """

    def __init__(
        self, pending: list[Edge], at: tuple[int, int, int] | str = "", outer: Flow | None = None
    ) -> None:
        self.blocks: list[Block] = []
        self.line = Line()
        self.elements: list[OpenElement] = []
        self.lists: list[OpenList] = []
        self.pending = pending
        self.inherited_edges = len(pending)  # those that waited before this flow began
        self.at = at
        self.outer = outer
        self.tables = 0
        self.line_blocks = 0  # blocks made of lines
        self.align: Align | None = None
        self.fillers = 0  # paragraphs that held nothing but &nbsp; (H08)

    def container(self) -> str:
        """The words for the cell, caption or note of the flow; empty for the body."""
        before = self.outer.container() if self.outer else ""
        here = "table {} row {} cell {}".format(*self.at) if isinstance(self.at, tuple) else self.at
        return f"{before}, {here}" if before and here else before or here

    def where(self) -> str:
        """The words for the place that is being read, for a loss."""
        container = self.container()
        paragraph = f"paragraph {self.line_blocks + 1}"
        return f"{container}, {paragraph}" if container else paragraph

    # --- from lines to blocks ---

    def end_line(self) -> None:
        """End the open line, at the edge of a block; a line of bookmark edges alone makes no block."""
        line = self.line
        if not line.parts:
            if line.has_content:
                self.line = Line()
            return
        if line.has_content:
            inlines, is_filler = line.take()
            self.fillers += is_filler
            self._emit(inlines)
            return
        edges, _ = line.take()
        for edge in edges:
            assert isinstance(edge, (BookmarkStart, BookmarkEnd))
            self._place_loose_edge(edge)

    def _place_loose_edge(self, edge: Edge) -> None:
        """Add an end to the last block; let a start wait for the next line."""
        last = self.blocks[-1] if self.blocks else None
        is_end = isinstance(edge, BookmarkEnd) and not self.pending
        if is_end and isinstance(last, (Paragraph, Heading, ListItem)):
            self.blocks[-1] = _with_content(last, (*last.content, edge))
        else:
            self.pending.append(edge)

    def _emit(self, inlines: tuple[Inline, ...]) -> None:
        """Add the block that a line becomes: of the innermost heading, or of an item that begins."""
        chosen: OpenElement | None = None
        for element in reversed(self.elements):
            element.count += 1
            if element.label is not None and element.count == 1:
                inlines = _with_label(element.label, inlines)
            begins_item = element.kind == "item" and element.count == 1
            if begins_item or (element.kind == "heading" and chosen is None):
                chosen = element
        if self.pending:
            inlines = (*self.pending, *inlines)
            self.pending.clear()
            flow: Flow | None = self
            while flow is not None:
                flow.inherited_edges = 0
                flow = flow.outer
        self.line_blocks += 1
        self.blocks.append(self._block(chosen, inlines))

    def _block(self, element: OpenElement | None, inlines: tuple[Inline, ...]) -> Block:
        if element is None:
            return Paragraph(inlines, self.align)
        if element.kind == "heading":
            return Heading(element.level, inlines)
        return ListItem(element.level, element.ordered, element.number, inlines)

    def begin(self, element: OpenElement) -> None:
        """Begin an element that decides which block its lines become."""
        self.end_line()
        if element.is_item:
            self.emit_open_item()
        self.elements.append(element)

    def end_element(self) -> None:
        """End the innermost element; where it made no block, add an empty one."""
        element = self.elements[-1]
        if self.line.parts and not self.line.has_content and not element.count:
            edges, _ = self.line.take()  # bookmark edges alone stay in a block of the element
            self._emit(edges)
        else:
            self.end_line()
        if not element.count:
            self._emit(())
        self.elements.pop()

    def emit_open_item(self) -> None:
        """Add the block of a list item that has no line yet, before a block of another kind."""
        if any(element.is_item and not element.count for element in self.elements):
            self._emit(())

    def add(self, block: Block) -> None:
        """Add a block that is not made of a line."""
        self.end_line()
        self.emit_open_item()
        for element in self.elements:
            element.count += 1
        self.blocks.append(block)

    def end(self) -> tuple[Block, ...]:
        """End the flow and give its blocks; its edges that still wait are added to the last block."""
        self.end_line()
        own = self.pending[self.inherited_edges :] if self.outer is not None else list(self.pending)
        if own:
            last = self.blocks[-1] if self.blocks else None
            if isinstance(last, (Paragraph, Heading, ListItem)):
                del self.pending[len(self.pending) - len(own) :]
                self.blocks[-1] = _with_content(last, (*last.content, *own))
            else:
                self._emit(())
        return tuple(self.blocks)


def _with_label(label: Text, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`inlines` after the label of their list item; a space between unless the label stands close (W21)."""
    has_content = any(not isinstance(inline, (BookmarkStart, BookmarkEnd)) for inline in inlines)
    if has_content and not needs_no_gap(label.text):
        label = Text(f"{label.text} ", label.marks)
    return (label, *inlines)


def _with_content(block: Paragraph | Heading | ListItem, content: Sequence[Inline]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(tuple(content), block.align)
    if isinstance(block, Heading):
        return Heading(block.level, tuple(content))
    return ListItem(block.level, block.ordered, block.number, tuple(content))
