"""Blocks as markup, one line a block; the notes that are met are gathered for the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ...model.types import (
    Block,
    Heading,
    Inline,
    ListItem,
    NoteKind,
    PageBreak,
    Paragraph,
    Resource,
    Rule,
    Table,
)
from ...model.walk import inline_text
from ...reading.note_marks import own_mark
from ..facts import EXACT_LEVEL, PAGE_BREAK_CLASS, TITLE_CLASS
from . import escape, lists, tables
from .inlines import InlineWriter, speaks
from .look import PAGE, Look
from .notes import References

_NAMES: dict[NoteKind, str] = {"footnote": "脚注", "endnote": "尾注"}
_LONGEST_NAME = 80  # characters of the name of a region
_BREAK = f'<hr class="{PAGE_BREAK_CLASS}" style="break-after:page">'


class MarkupWriter:
    """Writes blocks and inlines of one report; `notes()` gives the sections of the notes they hold.

    `content` is everything that will be written: the ids of notes keep clear of its bookmarks and links. Marks stand for
    the bytes of pictures; `pictures.embedded` puts them in.
    """

    def __init__(
        self,
        resources: Mapping[str, Resource],
        content: Iterable[Block] = (),
        look: Look = PAGE,
    ) -> None:
        self._look = look
        self._references = References(content)
        self._outline: list[int] = []  # levels of the headings that the place is under
        self._heading = ""  # what the last heading says, as the name of a region
        self._cells = 0  # how many cells the place is in
        self._named: dict[str, int] = {}  # regions by their name
        self._inlines = InlineWriter(resources, self._references.write, look.image)
        self.inlines = self._inlines.write

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The markup of `blocks`, each line ended."""
        parts: list[str] = []
        for is_item, group in groupby(blocks, lambda block: type(block) is ListItem):
            if is_item:
                parts.append(
                    lists.write([block for block in group if isinstance(block, ListItem)], self.inlines)
                )
            else:
                parts.extend(map(self._block, group))
        return "".join(f"{part}\n" for part in parts)

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p{self._look.aligned(block.align)}>{self.inlines(block.content)}</p>"
        if isinstance(block, Heading):
            return self._heading_of(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, PageBreak):
            return _BREAK
        assert isinstance(block, Rule)
        return "<hr>"

    # --- headings ---

    def _heading_of(self, block: Heading) -> str:
        rank = depth = block.level + 1
        more = ""
        if self._look.accessible:
            if speaks(block.content):
                self._heading = _region_name(block.content)
                depth = self._depth(block.level)
            else:
                more = ' aria-hidden="true"'
        content = self.inlines(block.content)
        if rank > 6:
            exact = escape.attribute(EXACT_LEVEL, str(rank)) if depth != rank else ""
            return f'<div role="heading" aria-level="{depth}"{exact}{more}>{content}</div>'
        if depth != rank:
            more = f' aria-level="{depth}"'
        elif rank == 1:
            more = f' class="{TITLE_CLASS}"{more}'
        return f"<h{rank}{more}>{content}</h{rank}>"

    def _depth(self, level: int) -> int:
        """How deep a heading stands: a level that is skipped does not count; only a title is at 1."""
        outline = self._outline
        while outline and outline[-1] >= level:
            outline.pop()
        outline.append(level)
        return len(outline) + (outline[0] > 0)

    # --- tables ---

    def _table(self, table: Table) -> str:
        written = tables.write(table, self.inlines, self._in_cell, self._look)
        if self._cells or not self._look.accessible:
            return written
        name = escape.attribute("aria-label", self._name(table))
        return f'<div role="region" tabindex="0"{name}{self._look.region}>\n{written}\n</div>'

    def _in_cell(self, blocks: Sequence[Block]) -> str:
        self._cells += 1
        written = self.blocks(blocks)
        self._cells -= 1
        return written

    def _name(self, table: Table) -> str:
        """What a reader of the screen hears of a table: its caption, or the heading it is under; each once."""
        name = _region_name(table.caption) or self._heading or "表格"
        count = self._named[name] = self._named.get(name, 0) + 1
        return f"{name}（{count}）" if count > 1 else name

    # --- notes ---

    def notes(self) -> str:
        """The sections of the notes that were met, each line ended; empty where there were none."""
        return "".join(self._section(kind) for kind in ("footnote", "endnote") if self._references.met[kind])

    def _section(self, kind: NoteKind) -> str:
        parts = [f'<section role="doc-endnotes" class="{kind}s" aria-label="{_NAMES[kind]}">\n<ol>\n']
        counted = 0
        for number, note in enumerate(self._references.met[kind], 1):
            name, reference = self._references.ids(kind, number)
            own = own_mark(note)
            counted += not own
            # A list counts each of its items: one with a mark of its own shows no number, and the next says its own.
            numbered = ' style="list-style:none"' if own else ""
            if not own and counted != number:
                numbered = f' value="{counted}"'
            back = f'<a href="#{reference}" role="doc-backlink">↩</a>'
            only = note.content[0] if len(note.content) == 1 else None
            if isinstance(only, Paragraph) and only.content and only.align is None:
                content = f"{self.inlines(only.content)} "
            else:
                content = f"\n{self.blocks(note.content)}" if note.content else ""
            parts.append(f'<li id="{name}"{numbered}>{content}{back}</li>\n')
        parts.append("</ol>\n</section>\n")
        return "".join(parts)


def _region_name(content: Sequence[Inline]) -> str:
    """What `content` says, short enough to be repeated at each table under a heading."""
    return " ".join(inline_text(content).split(maxsplit=_LONGEST_NAME))[:_LONGEST_NAME]
