"""Blocks as markup: paragraphs, headings, lists, the regions around tables, and the notes at the end."""

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
from ..vocabulary import EXACT_LEVEL, PAGE_BREAK_CLASS, TITLE_CLASS
from . import escape, tables
from .destination import PAGE, Destination
from .inlines import InlineWriter, has_spoken_text
from .labels import labels
from .notes import References

_NOTE_TITLES: dict[NoteKind, str] = {"footnote": "脚注", "endnote": "尾注"}
_MAX_REGION_NAME = 80  # characters
_PAGE_BREAK = f'<hr class="{PAGE_BREAK_CLASS}" style="break-after:page">'


class MarkupWriter:
    """Writes the blocks and inlines of one report; `notes()` gives the sections of the notes in them.

    `content` is everything that will be written, so that the ids of notes differ from its bookmarks and
    links. The result contains keys in place of the bytes of pictures: pass it to `escape.embed_pictures`.
    """

    def __init__(
        self,
        resources: Mapping[str, Resource],
        content: Iterable[Block] = (),
        destination: Destination = PAGE,
    ) -> None:
        self._destination = destination
        self._references = References(content)
        self._outline: list[int] = []  # levels of the headings above the present place
        self._heading = ""  # the text of the last heading, as a name for regions
        self._cell_depth = 0
        self._region_counts: dict[str, int] = {}
        self._inlines = InlineWriter(resources, self._references.write, destination.image)
        self.inlines = self._inlines.write

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The markup of `blocks`, with a line end after each."""
        parts: list[str] = []
        for is_item, group in groupby(blocks, lambda block: type(block) is ListItem):
            if is_item:
                parts.append(self._list([block for block in group if isinstance(block, ListItem)]))
            else:
                parts.extend(map(self._block, group))
        return "".join(f"{part}\n" for part in parts)

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p{self._destination.align(block.align)}>{self.inlines(block.content)}</p>"
        if isinstance(block, Heading):
            return self._heading_element(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, PageBreak):
            return _PAGE_BREAK
        assert isinstance(block, Rule)
        return "<hr>"

    # --- headings ---

    def _heading_element(self, block: Heading) -> str:
        rank = depth = block.level + 1
        attributes = ""
        if self._destination.accessible:
            if has_spoken_text(block.content):
                self._heading = _region_name(block.content)
                depth = self._depth(block.level)
            else:
                attributes = ' aria-hidden="true"'
        content = self.inlines(block.content)
        if rank > 6:
            exact = escape.attribute(EXACT_LEVEL, str(rank)) if depth != rank else ""
            return f'<div role="heading" aria-level="{depth}"{exact}{attributes}>{content}</div>'
        if depth != rank:
            attributes = f' aria-level="{depth}"'
        elif rank == 1:
            attributes = f' class="{TITLE_CLASS}"{attributes}'
        return f"<h{rank}{attributes}>{content}</h{rank}>"

    def _depth(self, level: int) -> int:
        """The depth of a heading in the outline: skipped levels do not count; only a title has depth 1."""
        outline = self._outline
        while outline and outline[-1] >= level:
            outline.pop()
        outline.append(level)
        return len(outline) + (outline[0] > 0)

    # --- lists ---

    def _list(self, items: Sequence[ListItem]) -> str:
        """Nested `ul` and `ol` elements; an item states its number only where that is not the next one."""
        parts: list[str] = []
        open_lists: list[tuple[bool, int]] = []  # of each: whether it is ordered, its next number
        for item in items:
            depth = item.level + 1
            while len(open_lists) > depth or (
                len(open_lists) == depth and open_lists[-1][0] is not item.ordered
            ):
                parts.append(f"</li>\n</{'ol' if open_lists.pop()[0] else 'ul'}>\n")
            if len(open_lists) == depth:
                parts.append("</li>\n")
            while len(open_lists) < depth:
                parts.append("\n<ol>\n" if item.ordered else "\n<ul>\n")
                open_lists.append((item.ordered, 1))
            value = ""
            if item.number is not None:
                if item.number != open_lists[-1][1]:
                    value = f' value="{item.number}"'
                open_lists[-1] = (True, item.number + 1)
            parts.append(f"<li{value}>{self.inlines(item.content)}")
        parts += (f"</li>\n</{'ol' if ordered else 'ul'}>\n" for ordered, _ in reversed(open_lists))
        return "".join(parts).strip("\n").replace(">\n\n<", ">\n<")

    # --- tables ---

    def _table(self, table: Table) -> str:
        destination = self._destination
        if self._cell_depth or not destination.accessible:
            return tables.write(table, self.inlines, self._cell_blocks, destination)
        stay = labels(table) if destination.fitted else None
        element = tables.write(table, self.inlines, self._cell_blocks, destination, stay)
        style = f' style="--labels:{stay.edges[-1]:g}"' if stay else destination.region
        name = escape.attribute("aria-label", self._name_region(table))
        return f'<div role="region" tabindex="0"{name}{style}>\n{element}\n</div>'

    def _cell_blocks(self, blocks: Sequence[Block]) -> str:
        self._cell_depth += 1
        markup = self.blocks(blocks)
        self._cell_depth -= 1
        return markup

    def _name_region(self, table: Table) -> str:
        """The name of a table's region for screen readers: its caption or heading, unique by a number."""
        name = _region_name(table.caption) or self._heading or "表格"
        count = self._region_counts[name] = self._region_counts.get(name, 0) + 1
        return f"{name}（{count}）" if count > 1 else name

    # --- notes ---

    def notes(self) -> str:
        """The sections of the notes written so far, each with a line end; empty where there are none."""
        kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
        return "".join(self._note_section(kind) for kind in kinds if self._references.notes[kind])

    def _note_section(self, kind: NoteKind) -> str:
        title = _NOTE_TITLES[kind]
        parts = [f'<section role="doc-endnotes" class="{kind}s" aria-label="{title}">\n<ol>\n']
        counted = 0
        for number, note in enumerate(self._references.notes[kind], 1):
            name, reference = self._references.ids(kind, number)
            mark = own_mark(note)
            counted += not mark
            # A list counts every item: one with its own mark shows no number, and the next one states its
            # number.
            numbering = ' style="list-style:none"' if mark else ""
            if not mark and counted != number:
                numbering = f' value="{counted}"'
            back = f'<a href="#{reference}" role="doc-backlink">↩</a>'
            only = note.content[0] if len(note.content) == 1 else None
            if isinstance(only, Paragraph) and only.content and only.align is None:
                content = f"{self.inlines(only.content)} "
            else:
                content = f"\n{self.blocks(note.content)}" if note.content else ""
            parts.append(f'<li id="{name}"{numbering}>{content}{back}</li>\n')
        parts.append("</ol>\n</section>\n")
        return "".join(parts)


def _region_name(content: Sequence[Inline]) -> str:
    """The text of `content`, cut short, because it is repeated at each table under a heading."""
    return " ".join(inline_text(content).split(maxsplit=_MAX_REGION_NAME))[:_MAX_REGION_NAME]
