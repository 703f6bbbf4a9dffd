"""The blocks of a report, each as the plainest Markdown that reads back equal, else as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ....markup.writer import MARKDOWN, MarkupWriter
from ....model.types import Block, Heading, Image, Inline, ListItem, Note, Paragraph, Report, Rule, Table
from ....model.walk import blocks as all_blocks
from ....reading.note_marks import own_mark
from . import escape, lists, tables
from .inlines import InlineWriter

# CommonMark 4.6, start condition 7: a tag alone on its line starts a block of HTML. An autolink is no tag: its name
# has a colon.
_LONE_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>[ \t]*(?:\n|$)")


class DocumentWriter:
    """Writes one report. `markdown_notes` says whether footnotes may be Markdown's own."""

    def __init__(self, report: Report, *, markdown_notes: bool) -> None:
        self.report = report
        self.markdown_notes = markdown_notes
        self.markup = MarkupWriter(report.resources, report.body, MARKDOWN)
        self.inlines = InlineWriter(self.markup.inlines, self.note, report.resources)
        self.notes: list[str] = []
        self.html_footnotes = False
        # A page's only h1 is its title; several are told apart by the class that markup gives them.
        titles = (block for block in all_blocks(report) if isinstance(block, Heading) and block.level == 0)
        self.titles = sum(1 for _ in titles)

    def write(self) -> str:
        """The Markdown of the body, without the last line end."""
        parts: list[str] = []
        for is_item, group in groupby(self.report.body, lambda block: type(block) is ListItem):
            if is_item:
                parts.append(self.list([block for block in group if isinstance(block, ListItem)]))
            else:
                parts.extend(self.block(block, not parts and index == 0) for index, block in enumerate(group))
        if self.notes:
            parts.append("\n".join(self.notes))
        parts.extend(filter(None, [self.markup.notes().rstrip("\n")]))
        return "\n\n".join(parts)

    def mixes_footnotes(self) -> bool:
        """Whether footnotes were written in both ways."""
        return bool(self.notes) and 'class="footnotes"' in self.markup.notes()

    def html(self, blocks: Sequence[Block]) -> str:
        """Blocks as HTML: one block of Markdown, for no line of it is empty (CommonMark 4.6)."""
        return self.markup.blocks(blocks).rstrip("\n")

    def block(self, block: Block, first: bool) -> str:
        """One block that is no list item; `first` in its report."""
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Heading):
            if block.level <= 5 and (block.level or self.titles == 1):
                content = escape.heading(self.inlines.write(block.content, "<br>"))
                return f"{'#' * (block.level + 1)} {content}".rstrip(" ")
        elif isinstance(block, Table):
            written = tables.write(block, self.inlines)
            if written is not None:
                return written
        elif isinstance(block, Rule):
            # At the start of a file three dashes would be front matter.
            return "***" if first else "---"
        return self.html((block,))

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph; one with an alignment is an HTML element in the form that GitHub keeps."""
        if paragraph.align is not None:
            return self.html((paragraph,))
        return self.lines(paragraph.content) or self.html((paragraph,))

    def lines(self, content: Sequence[Inline]) -> str:
        """Inlines as the lines of a Markdown paragraph; empty where they cannot be one."""
        written = self.inlines.write(content)
        return "" if _LONE_TAG.match(written) else escape.lines(written)

    def list(self, items: Sequence[ListItem]) -> str:
        """A run of list items."""
        # Decided before anything is written: a note that was referred to is there to stay.
        if lists.is_regular(items) and all(map(self.is_line, items)):
            return lists.write(items, [self.lines(item.content) for item in items])
        return self.html(items)

    def is_line(self, item: ListItem) -> bool:
        """Whether an item can be written as lines: it is not empty, and no tag stands alone in it."""
        if len(item.content) == 1 and isinstance(item.content[0], Image):
            return bool(self.lines(item.content))
        return bool(item.content)

    def note(self, note: Note) -> str:
        """The reference to a note, which is kept for the end: a footnote of one paragraph in Markdown's way."""
        only = note.content[0] if len(note.content) == 1 else None
        if (
            self.markdown_notes
            and note.kind == "footnote"
            and not own_mark(note)
            and isinstance(only, Paragraph)
            and only.align is None
        ):
            written = self.lines(only.content)
            if written:
                label = f"[^{len(self.notes) + 1}]"
                self.notes.append(f"{label}: {written}".replace("\n", "\n    "))
                return label
        return self.markup.inlines((note,))
