"""The one pass over the tree: what elements pass on, where bookmarks stand, and whose content is not shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from ...errors import LimitError
from ...limits import HTML_DEPTH
from ...losses import Losses
from ...model.grid import Budget
from ...model.types import Align, Block, BookmarkEnd, BookmarkStart, Mark, Note, PageBreak, Resource, Text
from ...reading import symbols
from ...reading.note_marks import plain_number, typed_mark
from ..facts import (
    BLOCK_ELEMENTS,
    BOOKMARK,
    BOOKMARK_END,
    COLUMNS,
    DOUBLED_MARK,
    ELEMENT_MARKS,
    FIELD_SEPARATORS,
    TABLE_ELEMENTS,
    UNSHOWN_ELEMENTS,
)
from . import css
from .addresses import Resolver
from .flow import Flow
from .notes import Notes, shown_mark
from .sheet import Sheet
from .tables import Gathered
from .tree import Attributes, Node

Leave: TypeAlias = Callable[[], None]
Enter: TypeAlias = "Callable[[Walker, Node, Attributes, css.Style], Leave | None]"
"""Begins an element; what it returns ends it. It raises `Skip` where the content is not to be walked."""


class Inherited(NamedTuple):
    """What an element passes on to those in it."""

    marks: tuple[Mark, ...] = ()
    link: str | None = None
    space: css.Space = "fold"
    align: Align | None = None
    font: str = ""
    """The symbol font of the text; empty, or `symbols.ORDINARY`, for another."""


class Skip(Exception):  # noqa: N818  (a turn of the walk, no error)
    """An element whose content is passed over, or was dealt with."""


_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
_ALIGNED = frozenset({"div", "p", "h1", "h2", "h3", "h4", "h5", "h6"}) | TABLE_ELEMENTS - {"table"}
_NO_IDENTITY = frozenset({"html", "body", "main", "map", "label", "area", "datalist", "frame"})
_KEPT_SPACE = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_MONOSPACED = frozenset({"code", "kbd", "samp", "tt", "pre", "listing", "xmp"})  # HTML Standard 15.3.4
_BOLD_ANYWAY = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})


class Walker:
    """Reads elements into blocks by the `handlers` of their tags. One walker reads one page."""

    def __init__(
        self,
        losses: Losses,
        resolve: Resolver,
        notes: Notes,
        heading_base: int,
        handlers: Mapping[str, Enter],
        sheet: Sheet,
    ) -> None:
        self.losses = losses
        self.resolve = resolve
        self.notes = notes
        self.heading_base = heading_base  # the level of an h1 that has not the class of a title
        self.handlers = handlers
        self.sheet = sheet
        self.resources: dict[str, Resource] = {}
        self.inherited = Inherited()
        self.flow = Flow([])
        self.tables: list[Gathered] = []
        self.slots = Budget()
        self.in_note = False

    # --- the walk ---

    def read_notes(self) -> None:
        """Read the notes, before the page that refers to them."""
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
        """Read the children of `root`, without recursion: trees may be deep.

        Raises:
            LimitError: elements nest deeper than `HTML_DEPTH`.
        """
        stack: list[tuple[Node, Inherited, Leave | None]] = []
        node = root.first_child
        while True:
            if node is None:
                if not stack:
                    return
                node, outer, leave = stack.pop()
                if leave is not None:
                    leave()
                self.restore(outer)
                node = node.next
                continue
            if node.is_text_node:
                marks, link, space, _, font = self.inherited
                text = node.text_content or ""
                self.flow.line.text(self.in_font(text) if font else text, space, marks, link)
            elif node.is_element_node:
                outer = self.inherited
                try:
                    leave = self.enter(node)
                except Skip:
                    self.restore(outer)
                else:
                    if len(stack) >= HTML_DEPTH:
                        raise LimitError(f"the page nests elements deeper than {HTML_DEPTH}")
                    stack.append((node, outer, leave))
                    node = node.first_child
                    continue
            node = node.next

    def restore(self, outer: Inherited) -> None:
        """Go back to what was passed on before an element."""
        self.inherited = outer
        self.flow.align = outer.align

    def enter(self, node: Node) -> Leave | None:
        """Begin an element; what is returned ends it.

        Raises:
            Skip: its content is not to be walked.
        """
        tag = node.tag or ""
        attributes = node.attributes
        if tag in UNSHOWN_ELEMENTS:
            if "shadowrootmode" in attributes:
                self.name_shadow(node)
            raise Skip
        said = css.style(attributes["style"]) if attributes.get("style") else css.NONE
        hidden = said.hidden
        if "hidden" in attributes and not said.get("display"):
            # A `display` of the page's goes before the attribute (HTML Standard 15.3.1).
            hidden = not self.sheet.gives_box(tag, attributes)
        if hidden or (self.sheet and self.sheet.hides(tag, attributes, said)):
            self.hide(node)
        said = self.sheet.styled(tag, attributes, said)
        if self.notes:
            self.place_note(node)
        is_block = tag in BLOCK_ELEMENTS or (said.block and tag not in TABLE_ELEMENTS)
        leaves: list[Leave] = []
        if is_block:
            self.flow.flush()
            leaves.append(self.end_block)
        if attributes:
            self.inherit(tag, attributes, said, is_block)
            leaves += self.breaks(tag, said, is_block)
            leaves += self.identity(tag, attributes, is_block or tag in TABLE_ELEMENTS)
        elif is_block or tag in ELEMENT_MARKS or tag in TABLE_ELEMENTS or tag in _KEPT_SPACE:
            self.inherit(tag, attributes, said, is_block)
        handler = self.handlers.get(tag)
        if handler is None and "role" in attributes:
            handler = self.handlers.get(f"[role={attributes['role']}]")
        if handler is not None:
            self.handle(handler, node, attributes, said, leaves)
        elif tag[:1] == "m" and node.prev is not None:
            self.separate_fields(node)
        return _together(leaves)

    def handle(
        self, handler: Enter, node: Node, attributes: Attributes, said: css.Style, leaves: list[Leave]
    ) -> None:
        """Let `handler` begin an element; where it skips the content, the element ends at once."""
        try:
            own = handler(self, node, attributes, said)
        except Skip:
            for leave in leaves:
                leave()
            raise
        if own is not None:
            leaves.insert(0, own)

    def inherit(self, tag: str, attributes: Attributes, said: css.Style, is_block: bool) -> None:
        """Set what the element passes on."""
        marks, link, space, align, font = self.inherited
        inline = not is_block and tag not in TABLE_ELEMENTS
        mark = ELEMENT_MARKS.get(tag) or (said.raised if inline else None)
        if mark is not None and mark not in marks:
            marks = (*marks, mark)
        if said.add or said.remove:
            marks = tuple(mark for mark in marks if mark not in said.remove)
            ready = (*marks, "bold") if tag in _BOLD_ANYWAY else marks
            marks = (*marks, *(mark for mark in said.add if mark not in ready))
        space = said.space or ("keep" if tag in _KEPT_SPACE else space)
        if not inline:
            if tag == "table":
                align = None  # the place of a table is not that of its text
            elif tag == "center":
                align = "center"
            elif tag in _ALIGNED and attributes.get("align"):
                align = css.ALIGNS.get((attributes.get("align") or "").lower(), align)
            align = said.align or align
        face = attributes.get("face") if tag == "font" else None
        font = said.font or symbols.first(face or "") or (symbols.ORDINARY if tag in _MONOSPACED else font)
        self.inherited = Inherited(marks, link, space, align, font)
        self.flow.align = align

    # --- what several elements need ---

    def characters(self, text: str) -> None:
        """Add characters that the page shows though they are in no text node."""
        self.flow.line.text(text, "keep", self.inherited.marks, self.inherited.link)

    def in_font(self, text: str) -> str:
        """What `text` shows in the font that holds here; characters that no table knows are told (H15)."""
        font = self.inherited.font
        if font in ("", symbols.ORDINARY):
            return text
        shown, unknown = symbols.in_font(text, font)
        if unknown:
            self.losses.note("symbol-unknown", self.flow.where(), len(unknown), symbols.named(font, unknown))
        return shown

    def end_block(self) -> None:
        """End the line at the end of a block element."""
        self.flow.flush()

    def add_page_break(self) -> None:
        """Start a new page here."""
        self.flow.add(PageBreak())

    def breaks(self, tag: str, said: css.Style, is_block: bool) -> list[Leave]:
        """Make the page break before an element; return the one after it."""
        if said.break_before and (is_block or tag == "table"):
            self.add_page_break()
        return [self.add_page_break] if said.break_after and is_block else []

    def hide(self, node: Node) -> None:
        """Pass over an element that is not shown (H12)."""
        text = " ".join(node.text().split())
        if text:
            where = self.tables[-1].here(node.tag or "") if node.tag in TABLE_ELEMENTS and self.tables else ""
            place = self.flow.place()
            where = f"{place}, {where}" if place and where else where or self.flow.where()
            self.losses.note("hidden-text", where, len(text), text[:80])
        if node.tag in TABLE_ELEMENTS and self.tables:
            self.tables[-1].pass_over(node)
        raise Skip

    def name_shadow(self, node: Node) -> None:
        """Name what a browser shows of a template that is a shadow root (HTML Standard 4.12.3), as saved pages have."""
        text = " ".join(_TAG.sub(" ", node.html or "").split())
        if text:
            self.losses.note("not-kept", self.flow.where(), 1, f"shadow root “{text[:80]}”")

    def place_note(self, node: Node) -> None:
        """Put a note where it is referred to; pass over what holds it, and the way back from it."""
        key = node.mem_id
        target = self.notes.references.get(key, 0)
        note = self.notes.read.get(target)
        if note is not None:
            if target in self.notes.placed:
                self.losses.note("note-repeated", self.flow.where(), 1, "".join(node.text().split())[:20])
            else:
                self.notes.placed.add(target)
                self.flow.line.put(note if self.in_note else self.mark_note(note, node))
            raise Skip
        if key in self.notes.skipped or (key in self.notes.targets and not self.in_note):
            raise Skip
        if self.in_note and node.tag in ("a", "span") and self.notes.is_back(node):
            raise Skip

    def mark_note(self, note: Note, reference: Node) -> Note:
        """`note` with the mark that the page shows for it in `reference`, where that is not its number."""
        mark = shown_mark(reference, note)
        result, moved = self.notes.counted.read(note, mark, plain_number(mark))
        if DOUBLED_MARK in reference.attributes:
            for inline in typed_mark(result):
                assert isinstance(inline, Text)
                self.flow.line.text(inline.text, "keep", inline.marks, None)
        if moved:
            self.losses.note("note-mark", self.flow.where(), 1, f"the mark of a {note.kind}: {mark}")
        return result

    def identity(self, tag: str, attributes: Attributes, is_block: bool) -> list[Leave]:
        """Make the bookmarks that the element is (H07): at a block's start, or around an inline's content."""
        end = attributes.get(BOOKMARK_END)
        if end:
            self.flow.line.edge(BookmarkEnd(end))
        names = [] if tag in _NO_IDENTITY else [attributes.get("id")]
        if tag == "a" and attributes.get("name") != attributes.get("id"):
            names.append(attributes.get("name"))
        found = [name for name in names if name and name not in self.notes.names]
        if not found:
            return []
        if BOOKMARK in attributes:
            self.flow.line.edge(BookmarkStart(found[0], _columns(attributes.get(COLUMNS))))
            return []
        if is_block:
            for name in found:
                self.flow.pending += (BookmarkStart(name), BookmarkEnd(name))
            return []
        for name in found:
            self.flow.line.edge(BookmarkStart(name))

        def leave() -> None:
            for name in reversed(found):
                self.flow.line.edge(BookmarkEnd(name))

        return [leave]

    def separate_fields(self, node: Node) -> None:
        """Show in linear text that a part of a formula stands under or over the one before it."""
        sign = FIELD_SEPARATORS.get((node.parent.tag or "") if node.parent is not None else "")
        if sign:
            self.characters(sign)


def _together(leaves: list[Leave]) -> Leave | None:
    if len(leaves) < 2:
        return leaves[0] if leaves else None

    def leave() -> None:
        for each in leaves:
            each()

    return leave


def _columns(value: str | None) -> tuple[int, int] | None:
    first, dash, last = (value or "").partition("-")
    if dash and first.isdecimal() and last.isdecimal() and len(first) < 9 and len(last) < 9:
        return int(first), int(last)
    return None
