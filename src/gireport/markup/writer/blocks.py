"""Blocks as markup, one line a block; the notes that are met are gathered for the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ...model.types import (
    Block,
    BookmarkStart,
    Heading,
    Image,
    ListItem,
    Note,
    NoteKind,
    PageBreak,
    Paragraph,
    Resource,
    Rule,
    Table,
    Text,
)
from ...model.walk import inlines as all_inlines
from ..facts import PAGE_BREAK_CLASS, TITLE_CLASS
from . import lists, tables
from .inlines import InlineWriter

_PREFIXES: dict[NoteKind, str] = {"footnote": "fn", "endnote": "en"}
_BREAK = f'<hr class="{PAGE_BREAK_CLASS}" style="break-after:page">'


class MarkupWriter:
    """Writes blocks and inlines of one report; `notes()` gives the sections of the notes they hold.

    `content` is everything that will be written: the ids of notes keep clear of its bookmarks and links.
    """

    def __init__(self, resources: Mapping[str, Resource], content: Iterable[Block] = ()) -> None:
        self._content = content
        self._notes: dict[NoteKind, list[Note]] = {"footnote": [], "endnote": []}
        self._mark: str | None = None
        self._inlines = InlineWriter(resources, self._reference)
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
            style = f' style="text-align:{block.align}"' if block.align else ""
            return f"<p{style}>{self.inlines(block.content)}</p>"
        if isinstance(block, Heading):
            content = self.inlines(block.content)
            if block.level == 0:
                return f'<h1 class="{TITLE_CLASS}">{content}</h1>'
            if block.level <= 5:
                return f"<h{block.level + 1}>{content}</h{block.level + 1}>"
            return f'<div role="heading" aria-level="{block.level + 1}">{content}</div>'
        if isinstance(block, Table):
            return tables.write(block, self.inlines, self.blocks)
        if isinstance(block, PageBreak):
            return _BREAK
        assert isinstance(block, Rule)
        return "<hr>"

    # --- notes ---

    def _reference(self, note: Note) -> str:
        self._notes[note.kind].append(note)
        number = len(self._notes[note.kind])
        name = f"{_PREFIXES[note.kind]}{self._dash()}{number}"
        back = f"{_PREFIXES[note.kind]}ref{self._dash()}{number}"
        return f'<sup><a href="#{name}" id="{back}" role="doc-noteref">{number}</a></sup>'

    def _dash(self) -> str:
        """What stands between prefix and number: as many dashes as keep the ids free of other names."""
        if self._mark is None:
            taken: list[str] = []
            for inline in all_inlines(self._content):
                if isinstance(inline, BookmarkStart):
                    taken.append(inline.name)
                elif isinstance(inline, (Text, Image)) and inline.link and inline.link[0] == "#":
                    taken.append(inline.link[1:])
            self._mark = "-"
            starts = tuple(f"{prefix}{more}" for prefix in _PREFIXES.values() for more in ("", "ref"))
            names = [name for name in taken if name.startswith(starts)]
            while any(name.startswith(tuple(f"{start}{self._mark}" for start in starts)) for name in names):
                self._mark += "-"
        return self._mark

    def notes(self) -> str:
        """The sections of the notes that were met, each line ended; empty where there were none."""
        return "".join(self._section(kind) for kind in ("footnote", "endnote") if self._notes[kind])

    def _section(self, kind: NoteKind) -> str:
        dash = self._dash()
        parts = [f'<section role="doc-endnotes" class="{kind}s">\n<ol>\n']
        for number, note in enumerate(self._notes[kind], 1):
            name = f"{_PREFIXES[kind]}{dash}{number}"
            back = f'<a href="#{_PREFIXES[kind]}ref{dash}{number}" role="doc-backlink">↩</a>'
            only = note.content[0] if len(note.content) == 1 else None
            if isinstance(only, Paragraph) and only.content and only.align is None:
                content = f"{self.inlines(only.content)} "
            else:
                content = f"\n{self.blocks(note.content)}" if note.content else ""
            parts.append(f'<li id="{name}" role="doc-{kind}">{content}{back}</li>\n')
        parts.append("</ol>\n</section>\n")
        return "".join(parts)
