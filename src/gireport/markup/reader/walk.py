"""The pass over the tree: what an element hands down to its content, hidden elements, bookmarks, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from ...errors import LimitError
from ...limits import HTML_DEPTH
from ...losses import Losses
from ...model.grid import Budget
from ...model.messages import message
from ...model.patterns import compiled_later
from ...model.types import Align, Block, BookmarkEnd, BookmarkStart, Mark, Note, PageBreak, Resource, Text
from ...reading import symbols
from ...reading.note_marks import mark_in_text, plain_number
from ..vocabulary import (
    BLOCK_ELEMENTS,
    BOOKMARK,
    BOOKMARK_END,
    COLUMNS,
    DOUBLED_MARK,
    ELEMENT_MARKS,
    FIELD_SEPARATORS,
    HIDDEN_ELEMENTS,
    TABLE_ELEMENTS,
)
from . import css
from .addresses import Resolver
from .flow import Flow, OpenElement
from .notes import Notes, reference_mark
from .sheet import Sheet
from .tables import OpenTable
from .tree import Attributes, Node

EndElement: TypeAlias = Callable[[], None]
"""Ends an element, after its content."""
Handler: TypeAlias = "Callable[[Walker, Node, Attributes, css.Style], EndElement | None]"
"""Begins an element; returns the function that ends it. Raises `SkipContent` to skip the content."""


class Inherited(NamedTuple):
    """What an element hands down to its content."""

    marks: tuple[Mark, ...] = ()
    link: str | None = None
    white_space: css.WhiteSpace = "fold"
    align: Align | None = None
    font: str = ""
    """The symbol font of the text; empty or `symbols.NOT_SYMBOLIC` for another font."""


class SkipContent(Exception):  # noqa: N818  (control flow, not an error)
    """The walk does not read the content of the element."""


_TAG = compiled_later(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
_WITH_ALIGN_ATTRIBUTE = frozenset({"div", "p", "h1", "h2", "h3", "h4", "h5", "h6"}) | TABLE_ELEMENTS - {
    "table"
}
_IGNORED_IDS = frozenset({"html", "body", "main", "map", "label", "area", "datalist", "frame"})
"""Elements whose id is not a bookmark."""
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_MONOSPACED = frozenset({"code", "kbd", "samp", "tt", "pre", "listing", "xmp"})  # HTML Standard 15.3.4
_BOLD_BY_DEFAULT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
_WITH_OWN_LOOK = frozenset(ELEMENT_MARKS) | _PREFORMATTED | _MONOSPACED | {"table", "center", "font"}
"""Elements whose content looks other than what is around them, even without a style."""


class Walker:
    """Reads the elements of one page into blocks, each by the handler of its tag."""

    def __init__(
        self,
        losses: Losses,
        resolve: Resolver,
        notes: Notes,
        heading_base: int,
        handlers: Mapping[str, Handler],
        sheet: Sheet,
    ) -> None:
        self.losses = losses
        self.resolve = resolve
        self.notes = notes
        self.heading_base = heading_base  # the level of an h1 without the class of a title
        self.handlers = handlers
        self.sheet = sheet
        self._sheet_hides = bool(sheet)
        self.resources: dict[str, Resource] = {}
        self.inherited = Inherited()
        self.flow = Flow([])
        self.tables: list[OpenTable] = []
        self.slots = Budget()
        self.in_note = False

    # --- the walk ---

    def read_notes(self) -> None:
        """Read the notes, before the text that refers to them."""
        for number, (key, target) in self.notes.in_order():
            outer, self.flow, self.in_note = self.flow, Flow([], f"note {number}"), True
            self.walk(target)
            self.notes.read[key] = Note(self.flow.end(), self.notes.kinds[key])
            self.flow, self.in_note = outer, False

    def blocks_of(self, root: Node) -> tuple[Block, ...]:
        """The blocks of everything in `root`."""
        self.walk(root)
        return self.flow.end()

    def walk(self, root: Node) -> None:
        """Read the children of `root`, without recursion, because trees may be deep.

        Raises:
            LimitError: elements nest deeper than `HTML_DEPTH`.
        """
        stack: list[tuple[Node, Inherited, EndElement | None]] = []
        node = root.first_child
        while True:
            if node is None:
                if not stack:
                    return
                node, outer, end = stack.pop()
                if end is not None:
                    end()
                self._restore(outer)
                node = node.next
                continue
            if node.is_text_node:
                marks, link, white_space, _, font = self.inherited
                text = node.text_content or ""
                self.flow.line.text(self.in_font(text) if font else text, white_space, marks, link)
            elif node.is_element_node:
                outer = self.inherited
                try:
                    end = self._begin_element(node)
                except SkipContent:
                    self._restore(outer)
                else:
                    if len(stack) >= HTML_DEPTH:
                        raise LimitError(message("markup.too-deep", limit=HTML_DEPTH))
                    stack.append((node, outer, end))
                    node = node.first_child
                    continue
            node = node.next

    def _restore(self, outer: Inherited) -> None:
        """Set what the content inherited before an element began."""
        self.inherited = outer
        self.flow.align = outer.align

    def _begin_element(self, node: Node) -> EndElement | None:
        """Begin an element; the function that ends it.

        Raises:
            SkipContent: the content is not to be read.
        """
        tag = node.tag or ""
        attributes = node.attributes
        if tag in HIDDEN_ELEMENTS:
            if "shadowrootmode" in attributes:
                self._note_shadow_root(node)
            raise SkipContent
        # Most elements have no attributes: only a rule for their tag could hide them.
        has_style = bool(attributes) or self._sheet_hides
        style = self._style(tag, node, attributes) if has_style else css.EMPTY_STYLE
        if self.notes:
            self._place_note(node)
        is_block = tag in BLOCK_ELEMENTS or (style.is_block and tag not in TABLE_ELEMENTS)
        ends: list[EndElement] = []
        if is_block:
            self.flow.end_line()
            ends.append(self._end_block)
        if attributes:
            self._inherit(tag, attributes, style, is_block)
            ends += self._page_breaks(tag, style, is_block)
            ends += self._bookmarks(tag, attributes, is_block or tag in TABLE_ELEMENTS)
        elif is_block or tag in ELEMENT_MARKS or tag in TABLE_ELEMENTS or tag in _PREFORMATTED:
            self._inherit(tag, attributes, style, is_block)
        handler = self.handlers.get(tag)
        if handler is None and "role" in attributes:
            handler = self.handlers.get(f"[role={attributes['role']}]")
        if handler is not None:
            self._handle(handler, node, attributes, style, ends)
        elif tag[:1] == "m" and node.prev is not None:
            self._separate_math_parts(node)
        return ends[0] if len(ends) == 1 else _in_sequence(ends)

    def _style(self, tag: str, node: Node, attributes: Attributes) -> css.Style:
        """The style of an element: its own and that of the page's sheets.

        Raises:
            SkipContent: the element is hidden (H12).
        """
        style = css.parse_style(attributes["style"]) if attributes.get("style") else css.EMPTY_STYLE
        hidden = style.hidden
        if "hidden" in attributes and not style.get("display"):
            # A `display` that the page sets goes before the attribute (HTML Standard 15.3.1).
            hidden = not self.sheet.displays(tag, attributes)
        if hidden or (self._sheet_hides and self.sheet.hides(tag, attributes, style)):
            self._skip_hidden(node)
        return self.sheet.merged_style(tag, attributes, style)

    def _handle(
        self, handler: Handler, node: Node, attributes: Attributes, style: css.Style, ends: list[EndElement]
    ) -> None:
        """Let `handler` begin an element; where it skips the content, end the element at once."""
        try:
            end = handler(self, node, attributes, style)
        except SkipContent:
            for each in ends:
                each()
            raise
        if end is not None:
            ends.insert(0, end)

    def _inherit(self, tag: str, attributes: Attributes, style: css.Style, is_block: bool) -> None:
        """Set what the element hands down to its content."""
        if style is css.EMPTY_STYLE and tag not in _WITH_OWN_LOOK and not attributes.get("align"):
            self.flow.align = self.inherited.align
            return
        marks, link, white_space, align, font = self.inherited
        is_inline = not is_block and tag not in TABLE_ELEMENTS
        mark = ELEMENT_MARKS.get(tag) or (style.vertical_mark if is_inline else None)
        if mark is not None and mark not in marks:
            marks = (*marks, mark)
        if style.add or style.remove:
            marks = tuple(mark for mark in marks if mark not in style.remove)
            present = (*marks, "bold") if tag in _BOLD_BY_DEFAULT else marks
            marks = (*marks, *(mark for mark in style.add if mark not in present))
        white_space = style.white_space or ("keep" if tag in _PREFORMATTED else white_space)
        if not is_inline:
            if tag == "table":
                align = None  # the alignment of a table is not that of its text
            elif tag == "center":
                align = "center"
            elif tag in _WITH_ALIGN_ATTRIBUTE and attributes.get("align"):
                align = css.ALIGNS.get((attributes.get("align") or "").lower(), align)
            align = style.align or align
        face = attributes.get("face") if tag == "font" else None
        font = (
            style.font
            or symbols.first_font(face or "")
            or (symbols.NOT_SYMBOLIC if tag in _MONOSPACED else font)
        )
        self.inherited = Inherited(marks, link, white_space, align, font)
        self.flow.align = align

    # --- for handlers ---

    def begin(self, element: OpenElement) -> EndElement:
        """Begin an element that decides which block its lines become; the function that ends it."""
        self.flow.begin(element)
        return self.flow.end_element

    def characters(self, text: str) -> None:
        """Add characters that the page shows though no text node contains them."""
        self.flow.line.text(text, "keep", self.inherited.marks, self.inherited.link)

    def in_font(self, text: str) -> str:
        """The characters that `text` shows in the present symbol font; a loss for those in no table (H15)."""
        font = self.inherited.font
        if font in ("", symbols.NOT_SYMBOLIC):
            return text
        converted, unknown = symbols.text_in_font(text, font)
        if unknown:
            detail = symbols.font_and_codes(font, unknown)
            self.losses.note("symbol-unknown", self.flow.where(), len(unknown), detail)
        return converted

    def add_page_break(self) -> None:
        """Start a new page."""
        self.flow.add(PageBreak())

    # --- parts of beginning an element ---

    def _end_block(self) -> None:
        self.flow.end_line()

    def _page_breaks(self, tag: str, style: css.Style, is_block: bool) -> list[EndElement]:
        """Add the page break before an element; the function that adds the one after it."""
        if style.break_before and (is_block or tag == "table"):
            self.add_page_break()
        return [self.add_page_break] if style.break_after and is_block else []

    def _skip_hidden(self, node: Node) -> None:
        """Skip a hidden element; its text is a loss (H12).

        Raises:
            SkipContent: always.
        """
        text = " ".join(node.text().split())
        in_table = node.tag in TABLE_ELEMENTS and bool(self.tables)
        if text:
            where = self.tables[-1].location(node.tag or "") if in_table else ""
            container = self.flow.container()
            where = f"{container}, {where}" if container and where else where or self.flow.where()
            self.losses.note("hidden-text", where, len(text), text[:80])
        if in_table:
            self.tables[-1].skip_rows(node)
        raise SkipContent

    def _note_shadow_root(self, node: Node) -> None:
        """Note the text of a template that is a shadow root, as saved pages have (HTML Standard 4.12.3)."""
        text = " ".join(_TAG.sub(" ", node.html or "").split())
        if text:
            self.losses.note("not-kept", self.flow.where(), 1, message("markup.shadow-root", text=text[:80]))

    def _place_note(self, node: Node) -> None:
        """Put a note at its first reference; skip the note's element, and the link back to the reference.

        Raises:
            SkipContent: the element is one of these.
        """
        key = node.mem_id
        target = self.notes.references.get(key, 0)
        note = self.notes.read.get(target)
        if note is not None:
            if target in self.notes.placed:
                self.losses.note("note-repeated", self.flow.where(), 1, "".join(node.text().split())[:20])
            else:
                self.notes.placed.add(target)
                self.flow.line.object(note if self.in_note else self._with_mark(note, node))
            raise SkipContent
        if key in self.notes.skipped or (key in self.notes.targets and not self.in_note):
            raise SkipContent
        if self.in_note and node.tag in ("a", "span") and self.notes.is_backlink(node):
            raise SkipContent

    def _with_mark(self, note: Note, reference: Node) -> Note:
        """`note` with the mark that `reference` shows, where that is not the number of the note."""
        mark = reference_mark(reference, note)
        marked, moved = self.notes.counter.keep_mark(note, mark, plain_number(mark))
        if DOUBLED_MARK in reference.attributes:
            for inline in mark_in_text(marked):
                assert isinstance(inline, Text)
                self.flow.line.text(inline.text, "keep", inline.marks, None)
        if moved:
            detail = message(f"markup.mark-of-{note.kind}", mark=mark)
            self.losses.note("note-mark", self.flow.where(), 1, detail)
        return marked

    def _bookmarks(self, tag: str, attributes: Attributes, is_block: bool) -> list[EndElement]:
        """Add the bookmarks of an element's id and name (H07): at a block's start, around inline content."""
        end_name = attributes.get(BOOKMARK_END)
        if end_name:
            self.flow.line.edge(BookmarkEnd(end_name))
        names = [] if tag in _IGNORED_IDS else [attributes.get("id")]
        if tag == "a" and attributes.get("name") != attributes.get("id"):
            names.append(attributes.get("name"))
        found = [name for name in names if name and name not in self.notes.names]
        if not found:
            return []
        if BOOKMARK in attributes:
            self.flow.line.edge(BookmarkStart(found[0], _column_range(attributes.get(COLUMNS))))
            return []
        if is_block:
            for name in found:
                self.flow.pending += (BookmarkStart(name), BookmarkEnd(name))
            return []
        for name in found:
            self.flow.line.edge(BookmarkStart(name))

        def end() -> None:
            for name in reversed(found):
                self.flow.line.edge(BookmarkEnd(name))

        return [end]

    def _separate_math_parts(self, node: Node) -> None:
        """Add the sign between two parts of a formula, such as `/` in a fraction."""
        sign = FIELD_SEPARATORS.get((node.parent.tag or "") if node.parent is not None else "")
        if sign:
            self.characters(sign)


def _in_sequence(ends: list[EndElement]) -> EndElement | None:
    """One function that calls all `ends`; None where there are none."""
    if not ends:
        return None

    def end() -> None:
        for each in ends:
            each()

    return end


def _column_range(value: str | None) -> tuple[int, int] | None:
    """The first and last column in `2-4`; None for anything else."""
    first, dash, last = (value or "").partition("-")
    if dash and first.isdecimal() and last.isdecimal() and len(first) < 9 and len(last) < 9:
        return int(first), int(last)
    return None
