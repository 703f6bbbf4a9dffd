"""The blocks of a document in one walk: paragraphs, headings, lists, tables, sections, indexes."""

from __future__ import annotations

from collections.abc import Callable

from ....model import (
    Block,
    BookmarkEnd,
    BookmarkStart,
    Heading,
    Inline,
    ListItem,
    PageBreak,
    Paragraph,
    Rule,
    Text,
)
from ....model.normal import MAX_HEADING_LEVEL
from ....reading.numbering import stands_close
from ....safe.xml import Element
from ..names import name
from . import lists
from .context import Context
from .inlines import EDGES, SHAPES, Link, Marks, Run
from .lists import Label
from .misplaced import LEAVES
from .shapes import ShapeReader
from .styles import ParagraphStyle
from .tables import TableReader
from .values import integer

_P, _H = name("text:p"), name("text:h")
_LIST, _ITEM, _NUMBER = name("text:list"), name("text:list-item"), name("text:number")
_STYLE, _LEVEL, _START = name("text:style-name"), name("text:level"), name("text:start-value")
_OUTLINE_LEVEL, _IS_LIST_HEADER = name("text:outline-level"), name("text:is-list-header")
_RESTART, _OVERRIDE = name("text:restart-numbering"), name("text:style-override")
_CONTINUE, _CONTINUE_LIST = name("text:continue-numbering"), name("text:continue-list")
_LIST_ID, _XML_ID = name("text:list-id"), name("xml:id")
_DISPLAY, _HIDDEN, _INDEX_BODY = name("text:display"), name("text:is-hidden"), name("text:index-body")


class BlockReader:
    """Reads blocks into lists; one for each document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._shapes = ShapeReader(context, self.read)
        self._tables = TableReader(context, self.read)
        self._caption: tuple[list[Block], int] | None = None  # where the last caption paragraph stands

    def read(self, parent: Element, out: list[Block]) -> None:
        """Append the blocks in `parent` to `out`; an element that is unknown stands for what is in it."""
        self._between(parent.text, out)
        for child in parent:
            # No call between a block and its handler: wrappers nest deep, and so would the calls.
            _HANDLERS.get(child.tag, BlockReader.read)(self, child, out)
            self._between(child.tail, out)

    def finish(self, out: list[Block]) -> None:
        """Put edges that wait for a paragraph into the last one of the flow."""
        pending = self.context.pending
        if not pending:
            return
        last = out[-1] if out else None
        if isinstance(last, Paragraph):
            out[-1] = Paragraph((*last.content, *pending), last.align)
        else:
            out.append(Paragraph(tuple(pending)))
        pending.clear()

    def note(self, body: Element | None) -> tuple[Block, ...]:
        """The blocks of a note: a flow of its own, in which bookmark edges do not wait for the text."""
        if body is None:
            return ()
        context = self.context
        context.enter()
        outer, context.pending = context.pending, []
        context.trail.append("note")
        out: list[Block] = []
        self.read(body, out)
        self.finish(out)
        context.trail.pop()
        context.pending = outer
        context.leave()
        return tuple(out)

    def shape(self, element: Element, run: Run, marks: Marks, link: Link) -> None:
        """Read a shape that `run` came upon."""
        self._shapes.read(element, run, marks, link)

    # --- paragraphs ---

    def _paragraph(
        self, element: Element, out: list[Block], label: Label | None = None, level: int = 0
    ) -> None:
        """Read a `text:p` or `text:h`, the first of a list item where it has a label."""
        context = self.context
        if context.in_text:
            context.paragraphs += 1
        style = context.styles.paragraph(element.get(_STYLE, ""))
        run = Run(context, self, style.font)
        if context.pending:
            run.out.extend(context.pending)
            context.pending.clear()
        if style.hidden or element in context.hidden_paragraphs:
            self._hide(element, run)
            return
        run.walk(element, style.marks, None)
        if style.role == "page-break":
            out.append(PageBreak())
        if not run.out and style.role in ("page-break", "separator"):
            out.extend(run.boxes)
            return
        self._break(style, out, style.before or style.new_page)
        if run.out or not run.boxes or label is not None:
            out.append(self._block(element, style, tuple(run.out), label, level))
            if style.role == "caption":
                self._caption = (out, len(out) - 1)
        out.extend(run.boxes)
        self._break(style, out, style.after)

    def _break(self, style: ParagraphStyle, out: list[Block], wanted: bool) -> None:
        """A page break that a style asks for; tables and notes have no pages, and nothing comes before the first."""
        if wanted and out and self.context.in_text:
            out.append(PageBreak())

    def _hide(self, element: Element, run: Run) -> None:
        self.context.hide(element)
        run.edges(element.iter(*EDGES))
        self._wait(run.out)

    def _block(
        self,
        element: Element,
        style: ParagraphStyle,
        content: tuple[Inline, ...],
        label: Label | None,
        level: int,
    ) -> Block:
        heading = self._heading_level(element, style)
        if heading is not None:
            if label is None and element.tag == _H and style.list_style != "":
                label = self._outline_label(element, heading)
            if label is not None and label.text is not None:
                content = self._labelled(label, content)
            return Heading(heading, content)
        if label is None:
            return Rule() if style.role == "rule" and not content else Paragraph(content, style.align)
        if label.text is None or label.number is not None:
            return ListItem(lists.item_level(level), label.number is not None, label.number, content)
        self.context.losses.note("list-label")
        return Paragraph(self._labelled(label, content), style.align)

    def _labelled(self, label: Label, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """`content` after the text of `label`, and a space between where that does not end in a full-width mark.

        The text stands in the file once, so it is weighed.
        """
        assert label.text is not None
        self.context.weight.repeat(len(label.text))
        if label.cut:
            self.context.note("too-long", label.cut, f"a list label: {label.text[:60]}")
        text = label.text if stands_close(label.text) else f"{label.text} "
        return (Text(text), *content)

    def _heading_level(self, element: Element, style: ParagraphStyle) -> int | None:
        if element.tag == _H:
            level = integer(element.get(_OUTLINE_LEVEL), 1) or 1
            if level > MAX_HEADING_LEVEL:
                self.context.note("heading-level", 1, f"level {level}")
            return min(level, MAX_HEADING_LEVEL)
        if style.role == "title":
            return 0
        kind, _, number = style.role.partition(" ")
        return int(number) if kind == "heading" else None

    def _outline_label(self, element: Element, level: int) -> Label | None:
        """The number that the outline style gives a heading (ODF 1.3 part 3, 16.34): none beside an item's own."""
        outline = self.context.list_styles.outline
        parent = element.getparent()
        in_item = parent is not None and parent.tag in _ITEMS
        if not outline or in_item or element.get(_IS_LIST_HEADER) == "true":
            return None
        start = None
        if element.get(_RESTART) == "true" or element.get(_START) is not None:
            own = outline.get(level - 1)
            start = integer(element.get(_START), own.start if own else 1)
        lists.count(outline, level - 1, self.context.outline, start)
        label = lists.label(outline, level - 1, self.context.outline)
        return label if label is not None and label.text is not None else None

    def _skip(self, element: Element, out: list[Block]) -> None:
        """Read nothing of a declaration, a source or an event."""

    def _change(self, element: Element, out: list[Block]) -> None:
        self.context.deleted(element)

    def _loose(self, element: Element, out: list[Block]) -> None:
        """Read inline content that stands among blocks: a shape anchored to the page, a stray bookmark."""
        run = Run(self.context, self)
        run.visit(element)
        if element.tag in EDGES:
            self._wait(run.out)
            return
        if run.out:
            out.append(Paragraph(tuple(run.out)))
        out.extend(run.boxes)

    def _wait(self, inlines: list[Inline]) -> None:
        """Let the bookmark edges among `inlines` wait for the next paragraph (W15)."""
        self.context.pending.extend(
            edge for edge in inlines if isinstance(edge, (BookmarkStart, BookmarkEnd))
        )

    def _between(self, text: str | None, out: list[Block]) -> None:
        """Read what stands between elements: characters there are stray."""
        if text and not text.isspace():
            self._stray(text, out)

    def _stray(self, text: str, out: list[Block]) -> None:
        """Characters where the schema allows none are content all the same."""
        out.append(Paragraph((Text(" ".join(text.split())),)))

    # --- lists ---

    def _list(self, element: Element, out: list[Block]) -> None:
        style = element.get(_STYLE) or self._style_of_items(element)
        counters, continued = self._counters(element, style)
        self._read_list(element, out, 0, style, counters, continued)

    def _read_list(
        self,
        element: Element,
        out: list[Block],
        level: int,
        style: str,
        counters: lists.Counters,
        continued: bool,
    ) -> None:
        """Read a `text:list` (5.3.2): its items count from the start unless it continues another one.

        A list that continues another one does so at all levels, up to its first item.
        """
        style = element.get(_STYLE) or style
        if not continued and element.get(_CONTINUE) != "true":
            counters[level] = None
        levels = self.context.list_styles.levels(style)
        self._between(element.text, out)
        for item in element:
            if item.tag in _ITEMS:
                continued = self._item(item, out, level, style, counters, continued, levels)
            else:
                _HANDLERS.get(item.tag, BlockReader.read)(self, item, out)
            self._between(item.tail, out)

    def _item(
        self,
        item: Element,
        out: list[Block],
        level: int,
        style: str,
        counters: lists.Counters,
        continued: bool,
        levels: lists.Levels,
    ) -> bool:
        """Read a `text:list-item` or `text:list-header`; whether its list still continues another one."""
        own = self.context.list_styles.levels(item.get(_OVERRIDE, "")) or levels
        numbered = item.tag == _ITEM
        self._between(item.text, out)
        for child in item:
            if child.tag == _LIST:
                deeper = min(level + 1, lists.LEVELS - 1)
                self._read_list(child, out, deeper, style, counters, continued)
            elif child.tag in (_P, _H) and numbered:
                numbered = continued = False
                start = item.get(_START)
                lists.count(own, level, counters, None if start is None else integer(start, 1))
                self._paragraph(child, out, lists.label(own, level, counters), level)
            elif child.tag != _NUMBER:
                _HANDLERS.get(child.tag, BlockReader.read)(self, child, out)
            self._between(child.tail, out)
        return continued

    def _counters(self, element: Element, style: str) -> tuple[lists.Counters, bool]:
        """The counters of a list, and whether they are those of a list before it: one that it names, or one like it.

        Word, which names none, lets lists of other styles stand between.
        """
        context = self.context
        if context.list_styles.is_outline(style):
            return context.outline, True
        counters = context.lists.get(element.get(_CONTINUE_LIST, ""))
        if counters is None and element.get(_CONTINUE) == "true":
            counters = context.last_lists.get(style)
        continued = counters is not None
        if counters is None:
            counters = lists.new_counters()
        identity = element.get(_XML_ID) or element.get("id")
        if identity:
            context.lists[identity] = counters
        context.last_lists[style] = counters
        return counters, continued

    def _style_of_items(self, element: Element) -> str:
        """The list style that the first paragraph's own style names, for a list that names none (16.880)."""
        first = next(element.iter(_P, _H), None)
        return "" if first is None else self.context.styles.paragraph(first.get(_STYLE, "")).list_style or ""

    def _numbered_paragraph(self, element: Element, out: list[Block]) -> None:
        """A `text:numbered-paragraph` (5.3.6): an item that stands alone, of the list that its id names."""
        context = self.context
        style = element.get(_STYLE, "")
        counters = context.lists.setdefault(f"numbered {element.get(_LIST_ID, style)}", lists.new_counters())
        level = min(max(integer(element.get(_LEVEL), 1), 1), lists.LEVELS) - 1
        levels = context.list_styles.levels(style)
        self._between(element.text, out)
        for child in element:
            if child.tag in (_P, _H):
                start = element.get(_START)
                lists.count(levels, level, counters, None if start is None else integer(start, 1))
                self._paragraph(child, out, lists.label(levels, level, counters), level)
            elif child.tag != _NUMBER:
                _HANDLERS.get(child.tag, BlockReader.read)(self, child, out)
            self._between(child.tail, out)

    # --- tables, sections, indexes ---

    def _table(self, element: Element, out: list[Block]) -> None:
        caption: tuple[Inline, ...] = ()
        if self._caption is not None and self._caption[0] is out and self._caption[1] == len(out) - 1:
            before = out.pop()
            self._caption = None
            assert isinstance(before, Paragraph)
            caption = before.content
        if out and self.context.in_text and self.context.styles.table_break(element.get(_TABLE_STYLE, "")):
            out.append(PageBreak())
        self._tables.read(element, out, caption)

    def _section(self, element: Element, out: list[Block]) -> None:
        if element.get(_DISPLAY) == "none" or element.get(_HIDDEN) == "true":
            self.context.hide(element, "a hidden section: ")
            run = Run(self.context, self)
            run.edges(element.iter(*EDGES))
            self._wait(run.out)
            return
        self.read(element, out)

    def _index(self, element: Element, out: list[Block]) -> None:
        self.context.losses.note("generated-index", self.context.where(ahead=1))
        for child in element.iterchildren(_INDEX_BODY):
            self.read(child, out)


_TABLE_STYLE = name("table:style-name")
_ITEMS = frozenset({_ITEM, name("text:list-header")})
_BLOCKS: dict[str, Callable[[BlockReader, Element, list[Block]], None]] = {
    name(tag): handler
    for tag, handler in (
        ("text:p", BlockReader._paragraph),
        ("text:h", BlockReader._paragraph),
        ("text:list", BlockReader._list),
        ("text:numbered-paragraph", BlockReader._numbered_paragraph),
        ("table:table", BlockReader._table),
        ("text:section", BlockReader._section),
        *(
            (f"text:{index}", BlockReader._index)
            for index in (
                "table-of-content",
                "illustration-index",
                "table-index",
                "object-index",
                "user-index",
                "alphabetical-index",
                "bibliography",
            )
        ),
    )
}
# Declarations, sources and events: nothing in them is text of the document.
_SILENT = frozenset(
    name(tag)
    for tag in (
        "text:tracked-changes",
        "text:variable-decls",
        "text:sequence-decls",
        "text:user-field-decls",
        "text:dde-connection-decls",
        "text:alphabetical-index-auto-mark-file",
        "text:soft-page-break",
        "text:change-start",
        "text:change-end",
        "office:forms",
        "office:event-listeners",
        "office:dde-source",
        "svg:title",
        "svg:desc",
        "draw:glue-point",
        "office:binary-data",
        "draw:enhanced-geometry",
        "text:section-source",
    )
)
_HANDLERS = {
    **dict.fromkeys(_SILENT | LEAVES, BlockReader._skip),
    **dict.fromkeys(SHAPES | EDGES, BlockReader._loose),
    name("text:change"): BlockReader._change,
    **_BLOCKS,
}
