"""In what order are blocks read, and what is between them?

This is the walk through the body, a cell, a note or a text box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msgspec.structs import replace

from ....errors import LimitError
from ....model import Block, Inline, ListItem, PageBreak, Paragraph, Rule, Table, Text
from ....model.messages import message
from ....model.normal import MAX_DEPTH
from ....safe.xml import Element
from . import wml
from .bookmarks import Bookmarks, only_edges
from .changes import Deletions
from .context import Context, Position
from .fields import OpenFields
from .inlines import InlineReader, NoteSource
from .paragraphs import (
    NO_PROPERTIES,
    BlockKind,
    ParagraphContent,
    ParagraphProperties,
    insert_label,
    joined_kind,
    make_blocks,
    next_kind,
    read_properties,
    without_number,
)
from .tables import read_table
from .wml import A_TX_BODY, P_PR, TBL, P, first_child, selected_branch

_EMPTY = Paragraph()


class BlockList:
    """The blocks of one container while they are read."""

    __slots__ = (
        "after_table",
        "blocks",
        "caption",
        "covered",
        "empty_after_table",
        "in_cell",
        "joined_kind",
        "list_depth",
        "open_content",
        "open_properties",
    )

    def __init__(self, in_cell: bool, covered: bool) -> None:
        self.blocks: list[Block] = []
        self.in_cell = in_cell
        self.covered = covered  # the container continues a merged cell: Word shows no number in it
        self.caption: Block | None = None  # the last block, where it is a caption paragraph
        self.after_table = False
        self.empty_after_table: Paragraph | None = None  # after a cell's table: content only if more follows
        self.open_content: ParagraphContent | None = None  # of a paragraph that the next one continues
        self.open_properties = NO_PROPERTIES  # of that paragraph
        self.joined_kind: BlockKind | None = None  # of a paragraph that shares its line with the next
        self.list_depth = 0  # the deepest level that the next list item may have

    def keep_empty(self) -> None:
        """More content follows: keep the empty paragraph after a table; the last block is not a caption."""
        self.after_table = False
        self.caption = None
        if self.empty_after_table is not None:
            self.blocks.append(self.empty_after_table)
            self.empty_after_table = None

    def take_open(self) -> ParagraphContent:
        """The content that the next paragraph continues; empty where it begins anew."""
        content, self.open_content = self.open_content, None
        return ParagraphContent() if content is None else content


class BlockReader:
    """Reads the blocks below one root: the body, or a note."""

    def __init__(self, context: Context, root: Element, notes: NoteSource) -> None:
        self.context = context
        self.bookmarks = Bookmarks(context, root)
        self.deletions = Deletions(context, root)
        self.fields = OpenFields(root)
        self.inlines = InlineReader(context, self.bookmarks, self.deletions, self.fields, notes)

    def read_all(self, root: Element) -> list[Block]:
        """All blocks in `root`, with the bookmark edges that stand outside of paragraphs."""
        result = self.read(root, 0)
        self.bookmarks.finish(result)
        return result

    def read(
        self, container: Iterable[Element], depth: int, in_cell: bool = False, covered: bool = False
    ) -> list[Block]:
        """The blocks in `container`, which stands in `depth` tables; `covered`: it continues a merged cell.

        Raises:
            LimitError: tables nest deeper than a report may hold.
        """
        if depth > MAX_DEPTH:
            raise LimitError(message("docx.tables-too-deep", limit=MAX_DEPTH), where=self.context.where())
        result = BlockList(in_cell, covered)
        stack: list[Iterator[Element]] = [iter(container)]
        while stack:
            for child in stack[-1]:
                handler = _HANDLERS.get(child.tag)
                # The children of an unknown element are read in its place (W10, W35).
                inner = handler(self, child, result, depth) if handler is not None else child
                if inner is not None:
                    stack.append(iter(inner))
                    break
            else:
                stack.pop()
        self._close_open(result, depth)
        return result.blocks

    # --- paragraphs ---

    def _paragraph(self, element: Element, result: BlockList, depth: int) -> None:
        # A paragraph inside a paragraph (in damaged files) follows it, without recursion.
        rest = [element]
        while rest:
            rest.extend(reversed(self._one_paragraph(rest.pop(), result, depth)))

    def _one_paragraph(self, element: Element, result: BlockList, depth: int) -> list[Element]:
        """Read one paragraph. Returns the paragraphs inside it, which are still to read."""
        context = self.context
        context.positions[-1].paragraph += 1
        if result.open_content is None and not (result.covered or result.after_table):
            plain = self.inlines.plain_paragraph(element)
            if plain is not None:
                self._add(result, [plain])
                return []
        properties = read_properties(first_child(element, P_PR), context)
        if properties.section:
            context.note("section-layout")
        style = context.styles.paragraph(properties.style_id)
        content = result.take_open()
        inlines, start = content.inlines, len(content.inlines)
        self.inlines.read(element, content, style.hidden, style.fonts)
        if properties.mark_deleted:
            context.note("tracked-change")
            result.open_content, result.open_properties = content, properties
            return []
        if result.joined_kind is not None or (properties.joins_next and any(content.pages)):
            return self._join(content, (inlines, start), properties, result, depth)
        if style.separator and len(content.pages) == 1 and only_edges(content.inlines):
            result.keep_empty()
            self._edges_between(content.inlines)
        elif not (properties.mark_hidden and not content.boxes and not any(content.pages)):
            # It is counted in its list only here: a joined or hidden paragraph has no number.
            is_empty = (
                (properties.section or result.covered)
                and len(content.pages) == 1
                and only_edges(content.inlines)
            )
            # Word shows no number for an empty paragraph that ends a section.
            unnumbered = is_empty and properties.section
            kind = next_kind(context, without_number(properties) if unnumbered else properties)
            if result.covered and is_empty:
                kind = BlockKind()
            self._finish(content, properties, kind, result)
        return self._boxes(content, result, depth)

    def _join(
        self,
        content: ParagraphContent,
        start: tuple[list[Inline], int],
        properties: ParagraphProperties,
        result: BlockList,
        depth: int,
    ) -> list[Element]:
        """End a paragraph that shares its line with the one before or after (W50).

        `content` begins with the text of the paragraph before; what this one adds begins at `start`. Both are
        counted in their lists, and both labels become text.
        """
        kind = next_kind(self.context, properties)
        insert_label(*start, kind)
        before = result.joined_kind
        kind = joined_kind(before or kind, kind)
        if before is not None:
            self.context.note("joined", 1, result.open_properties.joins_next or "")
            page_break = properties.page_break or result.open_properties.page_break
            properties = replace(properties, page_break=page_break)
        if properties.joins_next:
            result.open_content, result.open_properties, result.joined_kind = content, properties, kind
            return []
        result.joined_kind = None
        self._finish(content, properties, kind, result)
        return self._boxes(content, result, depth)

    def _close_open(self, result: BlockList, depth: int) -> None:
        """End a paragraph that no paragraph continues, although its mark is deleted."""
        content = result.open_content
        if content is None:
            return
        result.open_content = None
        if any(content.pages) and not (len(content.pages) == 1 and only_edges(content.inlines)):
            kind = result.joined_kind or next_kind(self.context, result.open_properties)
            self._finish(content, result.open_properties, kind, result)
        else:
            self._edges_between(content.inlines)
        result.joined_kind = None
        for inner in self._boxes(content, result, depth):
            self._paragraph(inner, result, depth)

    def _edges_between(self, edges: list[Inline]) -> None:
        for edge in edges:
            self.bookmarks.between(edge)  # type: ignore[arg-type]

    def _finish(
        self,
        content: ParagraphContent,
        properties: ParagraphProperties,
        kind: BlockKind,
        result: BlockList,
    ) -> None:
        """Add the blocks of a paragraph that was read whole."""
        shows_text = any(content.pages) or kind.label is not None
        is_rule_or_break = len(content.pages) > 1 or properties.border or content.rule
        if self.bookmarks.pending and (shows_text or not is_rule_or_break):
            # Edges from before this paragraph go to its beginning.
            content.pages[0][:0] = self.bookmarks.take_pending()
        made = make_blocks(content, kind, properties)
        if result.in_cell and result.after_table and len(made) == 1 and made[0] == _EMPTY:
            result.empty_after_table = Paragraph()
            result.after_table = False
            return
        self._add(result, made)
        if kind.style.caption and len(made) == 1 and content.inlines and type(made[0]) is Paragraph:
            result.caption = made[0]

    def _add(self, result: BlockList, made: list[Block]) -> None:
        result.keep_empty()
        for block in made:
            if isinstance(block, ListItem):
                block = self._fit_level(block, result)
            else:
                result.list_depth = 0
            result.blocks.append(block)
            if not isinstance(block, (PageBreak, Rule, Table)):
                self.bookmarks.paragraph_read(block)

    def _fit_level(self, item: ListItem, result: BlockList) -> ListItem:
        """`item` on its level, or on the deepest level that the items before it allow."""
        level = min(item.level, result.list_depth)
        result.list_depth = level + 1
        if level == item.level:
            return item
        change = message("docx.list-level", before=item.level + 1, after=level + 1)
        self.context.note("list-level", 1, change)
        return ListItem(level, item.ordered, item.number, item.content)

    # --- text boxes ---

    def _boxes(self, content: ParagraphContent, result: BlockList, depth: int) -> list[Element]:
        """Add the text boxes that are anchored in a paragraph (W25).

        Returns the paragraphs inside the paragraph, which are still to read.
        """
        if not content.boxes:
            return []
        outer = self.fields.suspend()
        for box in content.boxes:
            if box.tag == P:
                continue
            if box.tag == TBL:
                self._table(box, result, depth)
                continue
            made = self._drawn_text(box) if box.tag == A_TX_BODY else self._text_box(box, depth)
            if made:
                self.context.note("text-box")
            result.keep_empty()
            result.list_depth = 0
            if box.tag == A_TX_BODY:
                self._add(result, made)
            else:
                result.blocks.extend(made)
        self.fields.resume(outer)
        return [box for box in content.boxes if box.tag == P]

    def _text_box(self, box: Element, depth: int) -> list[Block]:
        saved = self.bookmarks.save()
        self.context.positions.append(Position(box=True))
        made = self.read(box, depth)
        self.context.positions.pop()
        if any(block != _EMPTY for block in made):
            return made
        self.bookmarks.take_back(saved, made)
        return []

    def _drawn_text(self, body: Element) -> list[Block]:
        """The paragraphs of a DrawingML text body (`a:txBody`, 21.1.2)."""
        lines = [
            "".join(
                self.inlines.drawn_text(run) if run.tag == wml.A_T else "\n"
                for run in paragraph.iter(wml.A_T, wml.A_BR)
            )
            for paragraph in body.iter(wml.A_P)
        ]
        return [Paragraph((Text(line),)) for line in lines if line]

    # --- everything else ---

    def _stray_inline(self, element: Element, result: BlockList, depth: int) -> None:
        """An inline among blocks makes a paragraph."""
        self.context.positions[-1].paragraph += 1
        content = result.take_open()
        result.joined_kind = None
        self.inlines.read([element], content, fonts=self.context.styles.paragraph(None).fonts)
        if any(content.pages) or content.rule:
            self._finish(content, NO_PROPERTIES, BlockKind(), result)
        for inner in self._boxes(content, result, depth):
            self._paragraph(inner, result, depth)

    def _table(self, element: Element, result: BlockList, depth: int) -> None:
        self._close_open(result, depth)
        caption: list[Inline] = []
        if result.caption is not None and result.blocks and result.blocks[-1] is result.caption:
            self.bookmarks.add_ends()
            caption = list(result.blocks.pop().content)  # type: ignore[union-attr]
            self.bookmarks.last = caption
        result.keep_empty()
        self.context.positions[-1].table += 1
        table = read_table(self, element, caption, depth)
        if table is not None:
            result.blocks.append(table)
            result.list_depth = 0
            result.after_table = True
        elif caption:
            self._add(result, [Paragraph(tuple(caption))])

    def _edge(self, element: Element, result: BlockList, _depth: int) -> None:
        edge = self.bookmarks.edge(element)
        if result.open_content is None:
            self.bookmarks.between(edge)
        elif edge is not None:
            result.open_content.inlines.append(edge)

    def _deleted(self, element: Element, result: BlockList, depth: int) -> None:
        self.deletions.note(element)
        for edge in element.iter(wml.BOOKMARK_START, wml.BOOKMARK_END):
            self._edge(edge, result, depth)

    def _inserted(self, element: Element, _result: BlockList, _depth: int) -> Element:
        self.context.note("tracked-change")
        return element

    def _content_control(self, element: Element, _result: BlockList, _depth: int) -> Element | None:
        return element.find(wml.SDT_CONTENT)

    def _alternate(self, element: Element, _result: BlockList, _depth: int) -> Element | None:
        return selected_branch(element)

    def _chunk(self, element: Element, _result: BlockList, _depth: int) -> None:
        rel = self.context.parts.relationships(self.context.part).get(element.get(wml.R_ID) or "")
        part = rel.target if rel is not None else message("docx.missing-part")
        self.context.note("embedded-object", 1, message("docx.inserted-document", part=part))

    def _skip(self, _element: Element, _result: BlockList, _depth: int) -> None:
        """Skips an element without content."""


Handler: TypeAlias = Callable[[BlockReader, Element, BlockList, int], Element | None]

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(wml.WITHOUT_CONTENT, BlockReader._skip),
    **dict.fromkeys(wml.INLINE_TAGS, BlockReader._stray_inline),
    P: BlockReader._paragraph,
    TBL: BlockReader._table,
    wml.BOOKMARK_START: BlockReader._edge,
    wml.BOOKMARK_END: BlockReader._edge,
    **dict.fromkeys(wml.DELETIONS, BlockReader._deleted),
    **dict.fromkeys(wml.INSERTIONS, BlockReader._inserted),
    wml.SDT: BlockReader._content_control,
    wml.ALTERNATE: BlockReader._alternate,
    wml.ALT_CHUNK: BlockReader._chunk,
}
