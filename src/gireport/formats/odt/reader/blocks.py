"""The blocks of a document, read in one walk: paragraphs, headings, sections, indexes."""

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
from ....model.messages import message
from ....model.normal import MAX_HEADING_LEVEL
from ....reading.numbering import needs_no_gap
from ....reading.symbols import NOT_SYMBOLIC
from ....safe.xml import Element
from ..names import name
from .context import Context
from .dropped import LEAVES
from .inlines import EDGES, SHAPES, Link, Marks, Run, folded
from .list_labels import Label, item_level
from .lists import ITEMS, ListReader
from .shapes import ShapeReader
from .styles import ParagraphStyle
from .tables import TableReader
from .values import integer

_H, _P = name("text:h"), name("text:p")
_STYLE, _OUTLINE_LEVEL = name("text:style-name"), name("text:outline-level")
_FONTS_OF_LETTERS = ("", NOT_SYMBOLIC)
_IS_LIST_HEADER = name("text:is-list-header")
_DISPLAY, _HIDDEN, _INDEX_BODY = name("text:display"), name("text:is-hidden"), name("text:index-body")
_TABLE_STYLE = name("table:style-name")


class BlockReader:
    """Reads blocks into lists; one for each document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._shapes = ShapeReader(context, self.read)
        self._tables = TableReader(context, self.read)
        self._lists = ListReader(context, self)
        self._caption: tuple[list[Block], int] | None = (
            None  # the list and index of the last caption paragraph
        )

    def read(self, parent: Element, out: list[Block]) -> None:
        """Append the blocks in `parent` to `out`; of an unknown element, the blocks in it."""
        text = parent.text
        if text:
            self.stray_text(text, out)
        for child in parent:
            # Not by `self.block`: elements nest up to 256 levels deep, and each level would take a call more.
            _HANDLERS.get(child.tag, BlockReader.read)(self, child, out)
            text = child.tail
            if text:
                self.stray_text(text, out)

    def block(self, element: Element, out: list[Block]) -> None:
        """Append the block `element` to `out`; of an unknown element, the blocks in it."""
        _HANDLERS.get(element.tag, BlockReader.read)(self, element, out)

    def finish(self, out: list[Block]) -> None:
        """End a flow: bookmark edges that wait for a paragraph go to its last one."""
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
        """The blocks of a note, a flow of its own: edges that wait for a paragraph of the body stay there."""
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
        """Read a shape that is among the inlines of `run`."""
        self._shapes.read(element, run, marks, link)

    # --- paragraphs ---

    def paragraph(
        self, element: Element, out: list[Block], label: Label | None = None, level: int = 0
    ) -> None:
        """Read a `text:p` or `text:h`; the first one of a list item has its `label` and `level` (from 0)."""
        context = self.context
        if context.in_text:
            context.paragraphs += 1
        style = context.styles.paragraph(element.get(_STYLE, ""))
        if label is None and self._is_plain(element, style):  # needs no `Run`: most paragraphs of tables
            self._break(style, out, style.before or style.new_page)
            text = folded(element.text or "").removeprefix(" ")
            out.append(Paragraph((Text(text, style.marks),) if text else (), style.align))
            self._break(style, out, style.after)
            return
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

    def _is_plain(self, element: Element, style: ParagraphStyle) -> bool:
        """Whether `element` is a displayed `text:p` of letters alone, and no bookmark edge waits for it."""
        if len(element) or style.role or style.hidden or style.font not in _FONTS_OF_LETTERS:
            return False
        context = self.context
        return element.tag == _P and not context.pending and element not in context.hidden_paragraphs

    def _break(self, style: ParagraphStyle, out: list[Block], wanted: bool) -> None:
        """Add a page break where `wanted`, but not in tables and notes, nor before the first block."""
        if wanted and out and self.context.in_text:
            out.append(PageBreak())

    def _hide(self, element: Element, run: Run) -> None:
        self.context.note_hidden(element)
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
                label = self._heading_label(element, heading)
            if label is not None and label.text is not None:
                content = self._labelled(label, content)
            return Heading(heading, content)
        if label is None:
            return Rule() if style.role == "rule" and not content else Paragraph(content, style.align)
        if label.text is None or label.number is not None:
            return ListItem(item_level(level), label.number is not None, label.number, content)
        self.context.losses.note("list-label")
        return Paragraph(self._labelled(label, content), style.align)

    def _labelled(self, label: Label, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The text of `label` and `content`; between them a space, except after full-width punctuation.

        The text is in the file once and may be repeated often, so its weight is counted.
        """
        assert label.text is not None
        self.context.weight.repeat(len(label.text))
        if label.cut:
            self.context.note("too-long", label.cut, message("odt.list-label", text=label.text[:60]))
        text = label.text if needs_no_gap(label.text) else f"{label.text} "
        return (Text(text), *content)

    def _heading_level(self, element: Element, style: ParagraphStyle) -> int | None:
        if element.tag == _H:
            level = integer(element.get(_OUTLINE_LEVEL), 1) or 1
            if level > MAX_HEADING_LEVEL:
                self.context.note("heading-level", 1, message("odt.heading-level", level=level))
            return min(level, MAX_HEADING_LEVEL)
        if style.role == "title":
            return 0
        kind, _, number = style.role.partition(" ")
        return int(number) if kind == "heading" else None

    def _heading_label(self, element: Element, level: int) -> Label | None:
        """The label of a heading by the outline style; None in a list item, which has its own."""
        parent = element.getparent()
        in_item = parent is not None and parent.tag in ITEMS
        if in_item or element.get(_IS_LIST_HEADER) == "true":
            return None
        return self._lists.outline_label(element, level)

    def _skip(self, element: Element, out: list[Block]) -> None:
        """Skip a declaration, a source or an event."""

    def _change(self, element: Element, out: list[Block]) -> None:
        self.context.changes.note_deletion(element, self.context.where())

    def _loose(self, element: Element, out: list[Block]) -> None:
        """Read an inline among blocks: a shape that is anchored to the page, a bookmark's edge."""
        run = Run(self.context, self)
        run.visit(element)
        if element.tag in EDGES:
            self._wait(run.out)
            return
        if run.out:
            out.append(Paragraph(tuple(run.out)))
        out.extend(run.boxes)

    def _wait(self, inlines: list[Inline]) -> None:
        """Keep the bookmark edges among `inlines` for the next paragraph (W15)."""
        self.context.pending.extend(
            edge for edge in inlines if isinstance(edge, (BookmarkStart, BookmarkEnd))
        )

    def stray_text(self, text: str | None, out: list[Block]) -> None:
        """Add characters between blocks as a paragraph: the schema allows none, but they are content."""
        if text and not text.isspace():
            out.append(Paragraph((Text(" ".join(text.split())),)))

    # --- lists, tables, sections, indexes ---

    def _list(self, element: Element, out: list[Block]) -> None:
        self._lists.read(element, out)

    def _numbered_paragraph(self, element: Element, out: list[Block]) -> None:
        self._lists.read_numbered_paragraph(element, out)

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
            self.context.note_hidden(element, key="odt.hidden-section")
            run = Run(self.context, self)
            run.edges(element.iter(*EDGES))
            self._wait(run.out)
            return
        self.read(element, out)

    def _index(self, element: Element, out: list[Block]) -> None:
        self.context.losses.note("generated-index", self.context.where(ahead=1))
        for child in element.iterchildren(_INDEX_BODY):
            self.read(child, out)


_BLOCKS: dict[str, Callable[[BlockReader, Element, list[Block]], None]] = {
    name(tag): handler
    for tag, handler in (
        ("text:p", BlockReader.paragraph),
        ("text:h", BlockReader.paragraph),
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
# Declarations, sources and events: their content is not text of the document.
_SKIPPED = frozenset(
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
    **dict.fromkeys(_SKIPPED | LEAVES, BlockReader._skip),
    **dict.fromkeys(SHAPES | EDGES, BlockReader._loose),
    name("text:change"): BlockReader._change,
    **_BLOCKS,
}
