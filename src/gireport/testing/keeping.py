"""A report cut down to what a format says it keeps, so that the laws can be asked of any format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Heading,
    Image,
    Inline,
    ListItem,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    Table,
    Text,
    normal,
)
from ..plugins.values import KEPT, Kept

# Blocks and inlines that a format may have no place for at all → the kind that says it has.
_BLOCKS: dict[type, Kept] = {ListItem: "lists", Table: "tables", PageBreak: "page-breaks", Rule: "rules"}
_INLINES: dict[type, Kept] = {
    BookmarkStart: "bookmarks",
    BookmarkEnd: "bookmarks",
    Image: "images",
    Note: "notes",
}


def restrict(report: Report, keeps: Iterable[Kept]) -> Report:
    """`report` without the kinds of content that are not in `keeps`, in normal form."""
    kept = frozenset(keeps)
    if kept == KEPT:
        return report
    worker = _Restriction(kept)
    meta = report.meta if "metadata" in kept else Meta()
    return normal(Report(meta, worker.blocks(report.body, nested=False), report.resources))


class _Restriction:
    def __init__(self, kept: frozenset[Kept]) -> None:
        self.kept = kept

    def blocks(self, blocks: Sequence[Block], *, nested: bool) -> tuple[Block, ...]:
        result: list[Block] = []
        for block in blocks:
            needs = _BLOCKS.get(type(block))
            if needs is not None and needs not in self.kept:
                continue
            if isinstance(block, Table):
                if not nested or "nested-tables" in self.kept:
                    result.append(self.table(block))
            elif isinstance(block, Heading) and "headings" in self.kept:
                result.append(Heading(block.level, self.inlines(block.content)))
            elif isinstance(block, ListItem):
                result.append(ListItem(block.level, block.ordered, block.number, self.inlines(block.content)))
            elif isinstance(block, (Paragraph, Heading)):
                align = block.align if isinstance(block, Paragraph) and "alignment" in self.kept else None
                result.append(Paragraph(self.inlines(block.content), align))
            else:
                result.append(block)
        return tuple(result)

    def table(self, table: Table) -> Table:
        headers = "header-cells" in self.kept
        return Table(
            rows=tuple(tuple(self.cell(cell) for cell in row) for row in table.rows),
            columns=table.columns if "column-widths" in self.kept else (),
            header_rows=table.header_rows if headers else 0,
            header_columns=table.header_columns if headers else 0,
            caption=self.inlines(table.caption) if "captions" in self.kept else (),
        )

    def cell(self, cell: Cell) -> Cell:
        content = self.blocks(cell.content, nested=True)
        # Without spans the rows are ragged, and the normal form fills them again.
        return Cell(content, cell.colspan, cell.rowspan) if "spans" in self.kept else Cell(content)

    def inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for inline in inlines:
            needs = _INLINES.get(type(inline))
            if needs is not None and needs not in self.kept:
                continue
            if isinstance(inline, Text):
                marks = inline.marks if "marks" in self.kept else ()
                text = inline.text if "exact-text" in self.kept else _plain(inline.text)
                result.append(Text(text, marks, inline.link if "links" in self.kept else None))
            elif isinstance(inline, BookmarkStart) and "column-bookmarks" not in self.kept:
                result.append(BookmarkStart(inline.name))
            elif isinstance(inline, Note):
                result.append(Note(self.blocks(inline.content, nested=True), inline.kind))
            else:
                result.append(inline)
        return tuple(result)


def _plain(text: str) -> str:
    """`text` as a format may show it that promises words, not characters: letters and digits."""
    return "".join(char for char in text if char.isalnum()) or "字"
