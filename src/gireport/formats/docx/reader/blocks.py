"""Block content: the walk through the body, a cell, a note or a text box, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msgspec.structs import replace

from ....errors import LimitError
from ....model import Block, Inline, ListItem, PageBreak, Paragraph, Rule, Table, Text
from ....model.normal import MAX_DEPTH
from ....safe.xml import Element
from .changes import chosen
from .content import Content
from .document import Document, Place
from .inlines import INLINES, InlineReader, only_edges
from .paragraphs import (
    NO_PROPERTIES,
    Kind,
    Properties,
    blocks,
    kind,
    properties,
    run_on,
    unnumbered,
    with_label,
)
from .plain import plain_paragraph
from .story import Notes, Story
from .tables import read_table
from .tags import (
    A_BR,
    A_P,
    A_T,
    A_TX_BODY,
    ALT_CHUNK,
    ALTERNATE,
    BOOKMARK_END,
    BOOKMARK_START,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_ID,
    SDT,
    SDT_CONTENT,
    SECT_PR,
    SKIPPED,
    TBL,
    P,
)
from .values import first_child


class Flow:
    """The blocks of one container while they are read."""

    __slots__ = (
        "after_table",
        "blocks",
        "caption",
        "carried",
        "cell",
        "covered",
        "held",
        "levels",
        "mark",
        "running",
    )

    def __init__(self, cell: bool, covered: bool) -> None:
        self.blocks: list[Block] = []
        self.cell = cell
        self.covered = covered  # a continuation of a merged cell: a number alone in it is not shown
        self.caption: Block | None = None  # the last block, where it is a caption paragraph
        self.after_table = False
        self.held: Paragraph | None = None  # an empty paragraph after a cell's table: content if more follows
        self.carried: Content | None = None  # of a paragraph whose mark is deleted: it goes on in the next
        self.mark = NO_PROPERTIES  # the properties of that paragraph
        self.running: Kind | None = None  # what a paragraph is that shares its line with the next
        self.levels = 0  # list levels that the next item may stand on, but one

    def release(self) -> None:
        """The held paragraph is content after all."""
        self.after_table = False
        if self.held is not None:
            self.blocks.append(self.held)
            self.held = None


class BlockReader:
    """Reads the blocks of one story."""

    def __init__(self, document: Document, root: Element, read_note: Notes) -> None:
        """`root` is the story's element; `read_note` gives the note of a kind and id."""
        self.document = document
        self.story = Story(document, root)
        self.inlines = InlineReader(self.story, read_note)

    def story_blocks(self, root: Element) -> list[Block]:
        """All blocks of the story whose element is `root`."""
        result = self.read(root, 0)
        self.story.finish(result)
        return result

    def read(
        self, container: Iterable[Element], depth: int, cell: bool = False, covered: bool = False
    ) -> list[Block]:
        """The blocks in `container`, which stands `depth` tables deep; it may be a cell, and a covered one.

        Raises:
            LimitError: tables nest deeper than a report may hold.
        """
        if depth > MAX_DEPTH:
            raise LimitError(f"tables nest deeper than {MAX_DEPTH}", where=self.document.where())
        flow = Flow(cell, covered)
        stack: list[Iterator[Element]] = [iter(container)]
        while stack:
            for child in stack[-1]:
                handler = _HANDLERS.get(child.tag)
                # What is not known is transparent (W10, W35).
                inner = handler(self, child, flow, depth) if handler is not None else child
                if inner is not None:
                    stack.append(iter(inner))
                    break
            else:
                stack.pop()
        self._settle(flow, depth)
        return flow.blocks

    # --- paragraphs ---

    def _paragraph(self, element: Element, flow: Flow, depth: int) -> None:
        # Paragraphs in paragraphs, which only damaged files have, follow without recursion.
        rest = [element]
        while rest:
            rest.extend(reversed(self._next_paragraph(rest.pop(), flow, depth)))

    def _next_paragraph(self, element: Element, flow: Flow, depth: int) -> list[Element]:
        """Read one paragraph; the paragraphs that stand in it."""
        document = self.document
        document.places[-1].paragraph += 1
        if flow.carried is None and not (flow.covered or flow.after_table):
            plain = plain_paragraph(self, element)
            if plain is not None:
                self._emit(flow, [plain])
                return []
        direct = properties(first_child(element, P_PR), document)
        if direct.section:
            document.note("section-layout")
        style = document.styles.paragraph(direct.style_id)
        content = self._begun(flow)
        out, place = content.out, len(content.out)
        self.inlines.read(element, content, style.hidden, style.fonts)
        if direct.mark_deleted:
            document.note("tracked-change")
            flow.carried, flow.mark = content, direct
            return []
        if flow.running is not None or (direct.runs_on and any(content.parts)):
            return self._run_on(content, (out, place), direct, flow, depth)
        if style.separator and len(content.parts) == 1 and only_edges(content.out):
            self._separator(content.out, flow)
        elif not (direct.mark_hidden and not content.boxes and not any(content.parts)):
            # Only now is it counted in its list: what is joined to the next, or hidden, has no number.
            empty = (direct.section or flow.covered) and len(content.parts) == 1 and only_edges(content.out)
            # Of an empty paragraph that ends a section Word shows the section's end alone.
            what = kind(document, unnumbered(direct) if empty and direct.section else direct)
            if flow.covered and empty:
                what = Kind()
            self._whole(content, direct, what, flow)
        return self._boxes(content, flow, depth)

    def _run_on(
        self, content: Content, start: tuple[list[Inline], int], direct: Properties, flow: Flow, depth: int
    ) -> list[Element]:
        """End a paragraph that shares its line with the one before, whose text `content` begins with, or the next.

        What it adds begins at the place `start`. Each of the two was counted in its list, and shows its label.
        """
        what = kind(self.document, direct)
        with_label(*start, what)
        before = flow.running
        what = run_on(before or what, what)
        if before is not None:
            self.document.note("joined", 1, flow.mark.runs_on)
            direct = replace(direct, page_break=direct.page_break or flow.mark.page_break)
        if direct.runs_on:
            flow.carried, flow.mark, flow.running = content, direct, what
            return []
        flow.running = None
        self._whole(content, direct, what, flow)
        return self._boxes(content, flow, depth)

    def _begun(self, flow: Flow) -> Content:
        """The content that the next paragraph goes on with."""
        content, flow.carried = flow.carried, None
        return Content() if content is None else content

    def _settle(self, flow: Flow, depth: int) -> None:
        """End a paragraph whose mark is deleted where no other follows that it could go on in."""
        content = flow.carried
        if content is None:
            return
        flow.carried = None
        if any(content.parts) and not (len(content.parts) == 1 and only_edges(content.out)):
            self._whole(content, flow.mark, flow.running or kind(self.document, flow.mark), flow)
        else:
            for edge in content.out:
                self.story.between(edge)  # type: ignore[arg-type]
        flow.running = None
        for inner in self._boxes(content, flow, depth):
            self._paragraph(inner, flow, depth)

    def _separator(self, edges: list[Inline], flow: Flow) -> None:
        flow.release()
        flow.caption = None
        for edge in edges:
            self.story.between(edge)  # type: ignore[arg-type]

    def _whole(self, content: Content, direct: Properties, what: Kind, flow: Flow) -> None:
        story = self.story
        shows = any(content.parts) or what.label is not None
        alone = len(content.parts) > 1 or direct.line or content.rule
        if shows or not alone:
            # Edges that stood between paragraphs begin this one, if it is one.
            pending = story.take_pending() if story.has_pending else None
            if pending:
                content.parts[0][:0] = pending
        made = blocks(content, what, direct)
        if flow.cell and flow.after_table and len(made) == 1 and made[0] == _EMPTY:
            flow.held = Paragraph()
            flow.after_table = False
            return
        self._emit(flow, made)
        if what.style.caption and len(made) == 1 and content.out and type(made[0]) is Paragraph:
            flow.caption = made[0]

    def _emit(self, flow: Flow, made: list[Block]) -> None:
        flow.release()
        flow.caption = None
        for block in made:
            if isinstance(block, ListItem):
                block = self._item(block, flow)
            else:
                flow.levels = 0
            flow.blocks.append(block)
            if not isinstance(block, (PageBreak, Rule, Table)):
                self.story.passed(block)

    def _item(self, item: ListItem, flow: Flow) -> ListItem:
        """`item` on the deepest level that its place allows."""
        level = min(item.level, flow.levels)
        flow.levels = level + 1
        if level == item.level:
            return item
        self.document.note("list-level", 1, f"from level {item.level + 1} to {level + 1}")
        return ListItem(level, item.ordered, item.number, item.content)

    def _boxes(self, content: Content, flow: Flow, depth: int) -> list[Element]:
        """The text boxes that are anchored in a paragraph follow it (W25); paragraphs in it are given back."""
        if not content.boxes:
            return []
        outer = self.story.fields.suspend()
        for box in content.boxes:
            if box.tag == P:
                continue
            if box.tag == TBL:
                self._table(box, flow, depth)
                continue
            made = self._drawn(box) if box.tag == A_TX_BODY else self._box(box, depth)
            if made:
                self.document.note("text-box")
            flow.release()
            flow.caption = None
            flow.levels = 0
            if box.tag == A_TX_BODY:
                self._emit(flow, made)
            else:
                flow.blocks.extend(made)
        self.story.fields.resume(outer)
        return [box for box in content.boxes if box.tag == P]

    def _box(self, box: Element, depth: int) -> list[Block]:
        mark = self.story.mark()
        self.document.places.append(Place(box=True))
        made = self.read(box, depth)
        self.document.places.pop()
        if any(block != _EMPTY for block in made):
            return made
        self.story.release(mark, made)
        return []

    def _drawn(self, body: Element) -> list[Block]:
        """The paragraphs of a DrawingML text body (`a:txBody`, 21.1.2)."""
        lines = [
            "".join(self.inlines.drawn(run) if run.tag == A_T else "\n" for run in paragraph.iter(A_T, A_BR))
            for paragraph in body.iter(A_P)
        ]
        return [Paragraph((Text(line),)) for line in lines if line]

    def _stray(self, element: Element, flow: Flow, depth: int) -> None:
        """An inline among blocks makes a paragraph."""
        self.document.places[-1].paragraph += 1
        wrapper = [element]
        content = self._begun(flow)
        flow.running = None
        self.inlines.read(wrapper, content, fonts=self.document.styles.paragraph(None).fonts)
        if any(content.parts) or content.rule:
            self._whole(content, NO_PROPERTIES, Kind(), flow)
        for inner in self._boxes(content, flow, depth):
            self._paragraph(inner, flow, depth)

    # --- everything else ---

    def _table(self, element: Element, flow: Flow, depth: int) -> None:
        self._settle(flow, depth)
        caption: list[Inline] = []
        if flow.caption is not None and flow.blocks and flow.blocks[-1] is flow.caption:
            self.story.flush()
            caption = list(flow.blocks.pop().content)  # type: ignore[union-attr]
            self.story.last = caption
        flow.release()
        flow.caption = None
        self.document.places[-1].table += 1
        table = read_table(self, element, caption, depth)
        if table is not None:
            flow.blocks.append(table)
            flow.levels = 0
            flow.after_table = True
        elif caption:
            self._emit(flow, [Paragraph(tuple(caption))])

    def _edge(self, element: Element, flow: Flow, _depth: int) -> None:
        edge = self.story.edge(element)
        if flow.carried is None:
            self.story.between(edge)
        elif edge is not None:
            flow.carried.out.append(edge)

    def _deleted(self, element: Element, flow: Flow, depth: int) -> None:
        self.story.deleted(element)
        for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
            self._edge(edge, flow, depth)

    def _inserted(self, element: Element, _flow: Flow, _depth: int) -> Element:
        self.document.note("tracked-change")
        return element

    def _structured(self, element: Element, _flow: Flow, _depth: int) -> Element | None:
        return element.find(SDT_CONTENT)

    def _alternate(self, element: Element, _flow: Flow, _depth: int) -> Element | None:
        return chosen(element)

    def _chunk(self, element: Element, _flow: Flow, _depth: int) -> None:
        rel = self.document.parts.relationships(self.document.part).get(element.get(R_ID) or "")
        name = rel.target if rel is not None else "a part that is missing"
        self.document.note("embedded-object", 1, f"a document inside the document: {name}")

    def _skip(self, _element: Element, _flow: Flow, _depth: int) -> None:
        """Nothing in it is content."""


_EMPTY = Paragraph()


Handler: TypeAlias = Callable[[BlockReader, Element, Flow, int], Element | None]

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(SKIPPED, BlockReader._skip),
    **dict.fromkeys(INLINES, BlockReader._stray),
    P: BlockReader._paragraph,
    TBL: BlockReader._table,
    BOOKMARK_START: BlockReader._edge,
    BOOKMARK_END: BlockReader._edge,
    DEL: BlockReader._deleted,
    MOVE_FROM: BlockReader._deleted,
    INS: BlockReader._inserted,
    MOVE_TO: BlockReader._inserted,
    SDT: BlockReader._structured,
    ALTERNATE: BlockReader._alternate,
    ALT_CHUNK: BlockReader._chunk,
    SECT_PR: BlockReader._skip,
}
