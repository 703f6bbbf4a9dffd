"""Reduces a report to what a dump can hold: headings, paragraphs, tables, text and point bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.model.bookmarks import merged
from gireport.model.messages import Message, message

from .lines import TAB

PlainLine: TypeAlias = list[Inline]

# A dump cannot print `[bookmark: NAME]` with one of these characters in the name.
_NOT_IN_NAMES = frozenset("[]\n\r")


class LossTally:
    """Counts what a dump does not keep: each kind of loss once, with its count and the place of the first."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, Message], tuple[str, int]] = {}
        self.place: tuple[int, ...] = ()

    def add(self, code: str, detail: Message, count: int = 1) -> None:
        """Count one more of a kind, at the current place."""
        where, known = self._kinds.get((code, detail)) or (self._where(), 0)
        self._kinds[code, detail] = where, known + count

    def _where(self) -> str:
        if not self.place:
            return ""
        return f"block {self.place[0]}" + (
            " row {} cell {}".format(*self.place[1:]) if self.place[1:] else ""
        )

    def report_to(self, losses: Losses) -> None:
        """Add all kinds to `losses`."""
        for (code, detail), (where, count) in self._kinds.items():
            losses.note(code, where, count, detail)


def plain(report: Report, tally: LossTally) -> Report:
    """`report` without what a dump cannot hold, which `tally` counts."""
    if report.meta != Meta():
        tally.add("not-kept", message("text.metadata"))
    reducer = _Reducer(tally)
    body: list[Block] = []
    for number, block in enumerate(report.body, 1):
        tally.place = (number,)
        body.extend(reducer.block(block))
    tally.place = ()
    return normal(Report(body=tuple(body)))


class _Reducer:
    """Reduces the blocks of one report."""

    def __init__(self, tally: LossTally) -> None:
        self.tally = tally

    # --- blocks ---

    def block(self, block: Block) -> Iterator[Block]:
        """The plain blocks for a block of the body."""
        if isinstance(block, Table):
            yield from self.table(block)
        elif isinstance(block, Heading):
            yield from self.paragraphs([self.joined(self.lines(block.content))], heading=block.level)
        elif isinstance(block, Paragraph):
            for line in self.paragraphs(self.lines(block.content)):
                yield Paragraph(line.content, block.align)
        else:
            yield from self.paragraphs(self.flat(block))

    def paragraphs(
        self, lines: Iterable[PlainLine], heading: int | None = None
    ) -> Iterator[Heading | Paragraph]:
        """The paragraphs of a dump outside tables: not empty, and without a tab at the start."""
        for line in lines:
            content = self.without_tabs(line)
            if not content:
                self.tally.add("flattened", message("text.empty-paragraphs"))
            else:
                yield Paragraph(content) if heading is None else Heading(heading, content)

    def table(self, table: Table) -> Iterator[Block]:
        place = self.tally.place
        if table.caption:
            self.tally.add("flattened", message("text.captions"))
            yield from self.paragraphs(self.lines(table.caption))
        if table.columns:
            self.tally.add("not-kept", message("text.column-widths"))
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(table.rows, 1):
            cells: list[Cell] = []
            for index, cell in enumerate(row, 1):
                self.tally.place = (*place, number, index)
                cells.append(Cell(self.cell(cell.content), cell.colspan, cell.rowspan))
            rows.append(tuple(cells))
        self.tally.place = place
        yield Table(tuple(rows), (), table.header_rows, table.header_columns)

    def cell(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The paragraphs of a cell; only the first may be empty or start with a tab."""
        lines = [line for block in blocks for line in self.flat(block)]
        if not lines:
            return ()
        rest = [content for content in map(self.without_tabs, lines[1:]) if content]
        if len(rest) < len(lines) - 1:
            self.tally.add("flattened", message("text.empty-paragraphs"))
        return tuple(map(Paragraph, (tuple(lines[0]), *rest)))

    def flat(self, block: Block) -> list[PlainLine]:
        """The lines of a block of any kind, inside a cell or note."""
        if isinstance(block, Paragraph):
            if block.align:
                self.tally.add("flattened", message("text.alignment"))
            return self.lines(block.content)
        if isinstance(block, Heading):
            self.tally.add("flattened", message("text.inner-headings"))
            return self.lines(block.content)
        if isinstance(block, ListItem):
            self.tally.add("flattened", message("text.list-items"))
            label = f"{block.number}. " if block.ordered else "• "
            return self.lines((Text(label), *block.content))
        if isinstance(block, Table):
            return self.nested(block)
        is_break = isinstance(block, PageBreak)
        self.tally.add("not-kept", message("text.page-breaks") if is_break else message("text.rules"))
        return []

    def nested(self, table: Table) -> list[PlainLine]:
        """A line for each row of a table in a cell or note, with tabs between its cells."""
        self.tally.add("flattened", message("text.nested-tables"))
        lines = self.lines(table.caption) if table.caption else []
        for row in table.rows:
            cells = [self.joined(line for block in cell.content for line in self.flat(block)) for cell in row]
            lines.append(self.joined(cells, TAB))
        return lines

    # --- inlines ---

    def lines(self, content: Sequence[Inline]) -> list[PlainLine]:
        """`content` as plain inlines, in as many lines as its line breaks make."""
        lines: list[PlainLine] = [[]]
        for number, inline in enumerate(content, 1):
            line = lines[-1]
            if isinstance(inline, Text):
                line.append(self.text(inline))
            elif isinstance(inline, LineBreak):
                self.tally.add("flattened", message("text.line-breaks"))
                lines.append([])
            elif isinstance(inline, BookmarkStart):
                after = content[number] if number < len(content) else None
                line += self.bookmark(inline, after)
            elif isinstance(inline, Image):
                self.tally.add("not-kept", message("text.pictures"))
                line += [Text(inline.alt)] if inline.alt else []
            elif isinstance(inline, Note):
                self.tally.add("flattened", message("text.notes"))
                inner = self.joined((part for block in inline.content for part in self.flat(block)), " ")
                line += [Text("（注："), *inner, Text("）")]
        return lines

    def text(self, text: Text) -> Text:
        if text.marks:
            self.tally.add("flattened", message("text.marks"))
        if text.link is not None:
            self.tally.add("not-kept", message("text.links"))
        return Text(text.text)

    def bookmark(self, start: BookmarkStart, after: Inline | None) -> list[Inline]:
        """A bookmark as a point where it starts; `after` follows its start."""
        if not _NOT_IN_NAMES.isdisjoint(start.name):
            self.tally.add("not-kept", message("text.bookmark-names"))
            return []
        if start.columns is not None:
            self.tally.add("not-kept", message("text.bookmark-columns"))
        end = BookmarkEnd(start.name)
        if after != end:
            self.tally.add("flattened", message("text.bookmark-ranges"))
        return [BookmarkStart(start.name), end]

    def without_tabs(self, line: PlainLine) -> tuple[Inline, ...]:
        """`line` without tabs at its start, where they would make it a cell."""
        content = merged(line)
        first = content[0] if content else None
        if not isinstance(first, Text) or not first.text.startswith(TAB):
            return content
        self.tally.add("not-kept", message("text.leading-tabs"))
        rest = first.text.lstrip(TAB)
        return (Text(rest), *content[1:]) if rest else content[1:]

    def joined(self, lines: Iterable[PlainLine], between: str = "") -> PlainLine:
        """The lines as one, `between` each two."""
        result: PlainLine = []
        for number, line in enumerate(lines):
            if number and between:
                result.append(Text(between))
            result += line
        return result
