"""The blocks of a report, each as the plainest Markdown that reads back equal, else as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ....markup.writer import MARKDOWN, MarkupWriter
from ....model.patterns import compiled_later
from ....model.types import (
    Align,
    Block,
    Cell,
    Heading,
    Image,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Report,
    Rule,
    Table,
)
from ....model.walk import blocks as all_blocks
from ....reading.note_marks import own_mark
from . import escape
from .inlines import InlineWriter

# CommonMark 4.6, start condition 7: a tag alone on its line starts a block of HTML. An autolink is not a tag,
# since its name has a colon.
_LONE_TAG = compiled_later(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>[ \t]*(?:\n|$)")
_TABLE_ALIGNS: dict[Align | None, str] = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}


class BlockWriter:
    """Writes one report. `markdown_notes` says whether footnotes may be Markdown's own."""

    def __init__(self, report: Report, *, markdown_notes: bool) -> None:
        self._report = report
        self._markdown_notes = markdown_notes
        self._markup = MarkupWriter(report.resources, report.body, MARKDOWN)
        self._inlines = InlineWriter(self._markup.inlines, self._note, report.resources)
        self._notes: list[str] = []
        # The only h1 of a page is its title; of several, the class that the markup writer gives marks the
        # title.
        titles = (block for block in all_blocks(report) if isinstance(block, Heading) and block.level == 0)
        self._titles = sum(1 for _ in titles)

    def write(self) -> str:
        """The Markdown of the body, without the last line end."""
        parts: list[str] = []
        for is_item, group in groupby(self._report.body, lambda block: type(block) is ListItem):
            if is_item:
                parts.append(self._list([block for block in group if isinstance(block, ListItem)]))
            else:
                parts.extend(
                    self._block(block, not parts and index == 0) for index, block in enumerate(group)
                )
        if self._notes:
            parts.append("\n".join(self._notes))
        parts.extend(filter(None, [self._markup.notes().rstrip("\n")]))
        return "\n\n".join(parts)

    def mixes_footnotes(self) -> bool:
        """Whether `write` wrote some footnotes as Markdown and others as HTML."""
        return bool(self._notes) and 'class="footnotes"' in self._markup.notes()

    def _html(self, blocks: Sequence[Block]) -> str:
        """Blocks as HTML. It has no empty line, so Markdown takes it as one block (CommonMark 4.6)."""
        return self._markup.blocks(blocks).rstrip("\n")

    def _block(self, block: Block, first: bool) -> str:
        """A block that is not a list item; `first` says that the file begins with it."""
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Heading):
            if block.level <= 5 and (block.level or self._titles == 1):
                content = escape.heading(self._inlines.write(block.content, "<br>"))
                return f"{'#' * (block.level + 1)} {content}".rstrip(" ")
        elif isinstance(block, Table):
            written = self._pipe_table(block)
            if written is not None:
                return written
        elif isinstance(block, Rule):
            # At the start of a file three dashes would begin front matter.
            return "***" if first else "---"
        return self._html((block,))

    def _paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph; one with an alignment is an HTML element in the form that GitHub keeps."""
        if paragraph.align is not None:
            return self._html((paragraph,))
        return self._lines(paragraph.content) or self._html((paragraph,))

    def _lines(self, content: Sequence[Inline]) -> str:
        """Inlines as the lines of a Markdown paragraph; empty where Markdown would read another block."""
        written = self._inlines.write(content)
        return "" if _LONE_TAG.match(written) else escape.lines(written)

    def _note(self, note: Note) -> str:
        """The reference to a note. A footnote of one plain paragraph is Markdown's own kind."""
        only = note.content[0] if len(note.content) == 1 else None
        if (
            self._markdown_notes
            and note.kind == "footnote"
            and not own_mark(note)
            and isinstance(only, Paragraph)
            and only.align is None
        ):
            written = self._lines(only.content)
            if written:
                label = f"[^{len(self._notes) + 1}]"
                self._notes.append(f"{label}: {written}".replace("\n", "\n    "))
                return label
        return self._markup.inlines((note,))

    # --- lists (CommonMark 5.2, 5.3) ---

    def _list(self, items: Sequence[ListItem]) -> str:
        """Consecutive list items as Markdown lists where these show the items' numbers, else as HTML."""
        # Decided before anything is written, since writing a reference to a note also adds the note.
        if _has_markdown_numbers(items) and all(map(self._fits_in_line, items)):
            return _markdown_list(items, [self._lines(item.content) for item in items])
        return self._html(items)

    def _fits_in_line(self, item: ListItem) -> bool:
        """Whether Markdown can write an item: it has content, and this is not one tag alone."""
        if len(item.content) == 1 and isinstance(item.content[0], Image):
            return bool(self._lines(item.content))
        return bool(item.content)

    # --- tables (GFM 4.10) ---

    def _pipe_table(self, table: Table) -> str | None:
        """The table as a pipe table; None where a pipe table cannot express it."""
        if table.header_rows != 1 or table.header_columns or table.columns or table.caption:
            return None
        if not all(_fits_in_pipe_table(cell) for row in table.rows for cell in row):
            return None
        rules: list[str] = []
        for cells in zip(*table.rows, strict=True):
            aligns = {block.align for cell in cells for block in cell.content if isinstance(block, Paragraph)}
            align = aligns.pop() if aligns else None
            if aligns or align not in _TABLE_ALIGNS:
                return None
            rules.append(_TABLE_ALIGNS[align])
        lines = [[self._pipe_cell(cell) for cell in row] for row in table.rows]
        lines.insert(1, rules)
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _pipe_cell(self, cell: Cell) -> str:
        paragraph = cell.content[0] if cell.content else None
        return self._inlines.write(paragraph.content, "<br>") if isinstance(paragraph, Paragraph) else ""


def _fits_in_pipe_table(cell: Cell) -> bool:
    """Whether a cell has one slot, and is empty or has one paragraph with content."""
    if cell.colspan != 1 or cell.rowspan != 1 or len(cell.content) > 1:
        return False
    return all(isinstance(block, Paragraph) and block.content for block in cell.content)


def _has_markdown_numbers(items: Sequence[ListItem]) -> bool:
    """Whether a Markdown list would show the numbers of `items`.

    Only the first list may begin at another number than 1: no other ordered list can interrupt a paragraph.
    """
    open_lists: list[tuple[bool, int]] = []  # of each level: whether it is ordered, its next number
    for index, item in enumerate(items):
        del open_lists[item.level + 1 :]
        if len(open_lists) == item.level + 1 and open_lists[-1][0] is item.ordered:
            expected: int | None = open_lists[-1][1]
        else:
            del open_lists[item.level :]
            open_lists.append((item.ordered, 1))
            expected = None if index == 0 else 1
        if item.number is not None:
            if expected is not None and item.number != expected:
                return False
            open_lists[-1] = (True, item.number + 1)
    return True


def _markdown_list(items: Sequence[ListItem], contents: Sequence[str]) -> str:
    """The lists of `items`; `contents` are their written contents, none of them empty."""
    lines: list[str] = []
    offsets = [0]  # the column at which the content of each open item begins
    for item, content in zip(items, contents, strict=True):
        del offsets[item.level + 1 :]
        marker = "- " if item.number is None else f"{item.number}. "
        indent = " " * offsets[-1]
        offsets.append(offsets[-1] + len(marker))
        hanging = " " * offsets[-1]
        lines.append(f"{indent}{marker}" + content.replace("\n", f"\n{hanging}"))
    return "\n".join(lines)
