"""Bookmarks: which starts and ends belong together, and where does an edge outside of a paragraph go?

An edge between paragraphs, rows or cells (W15) moves: a start to the beginning of the next paragraph, an end
to the end of the paragraph before. An end inside a deleted run is kept: the deletion takes its text, and its
bookmark edges come here like any other edge (`changes`), so a bookmark that ends in deleted text ends where
that text was. ECMA-376 part 1, 17.13.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec.structs import force_setattr

from ....model import Block, BookmarkEnd, BookmarkStart, Heading, Inline, ListItem, Paragraph
from ....model.messages import message
from ....safe.xml import Element
from .context import Context
from .wml import BOOKMARK_END, BOOKMARK_START, ID, NAME, integer, w

_COL_FIRST, _COL_LAST = w("colFirst"), w("colLast")

Edge: TypeAlias = BookmarkStart | BookmarkEnd
Host: TypeAlias = Heading | Paragraph | ListItem | list[Inline]
"""What edges are added to after it was read: a block, or the inlines of a caption."""


class Bookmarks:
    """Pairs the bookmark edges below one root (the body, or a note), and places those between paragraphs."""

    def __init__(self, context: Context, root: Element) -> None:
        self._context = context
        self._root = root
        self.last: Host | None = None
        """The last paragraph that was read."""
        self._ends: list[Edge] = []  # ends to add to `last`
        self.pending: list[Edge] = []
        """The edges that the next paragraph begins with."""
        self._pending_starts: set[str] = set()  # names of the starts in `pending`
        self._open: dict[
            str, list[str | None]
        ] = {}  # w:id → names of its open starts; None for a dropped one
        self._opened: dict[str, str] = {}  # name → w:id, of each start that was read once
        self._ids_of_ends: set[str] | None = None  # w:id of every end; found when first needed

    # --- pairing ---

    def edge(self, element: Element) -> Edge | None:
        """The edge that a `w:bookmarkStart` or `w:bookmarkEnd` is.

        Returns None, with a loss, for one that is dropped.
        """
        id_ = (element.get(ID) or "").strip()
        if element.tag != BOOKMARK_START:
            return self._end(id_)
        name = element.get(NAME) or ""
        names = self._context.bookmark_names
        starts = self._open.setdefault(id_, [])
        if not name or name in names:
            # The first bookmark of a name is kept (W18); the end of this one is dropped with its start.
            code = "bookmark-duplicate" if name else "bookmark-unnamed"
            reopened = self._reopened(name)
            if reopened is None:
                self._context.note(code, 1, message("docx.bookmark", name=name) if name else "")
            starts.append(reopened)
            return None
        if starts:
            self._context.note("bookmark-duplicate", 1, message("docx.bookmark-same-id", name=name, id=id_))
        names.add(name)
        self._opened[name] = id_
        starts.append(name)
        return BookmarkStart(name, self._columns(element, name))

    def _reopened(self, name: str) -> str | None:
        """`name` where this second start of an open bookmark brings the missing end of the first; else None.

        LibreOffice writes a bookmark over several paragraphs with a second start, of another id, in the last
        paragraph, and gives only that one an end.
        """
        id_ = self._opened.pop(name, None)
        if id_ is None:
            return None
        if self._ids_of_ends is None:
            self._ids_of_ends = {(end.get(ID) or "").strip() for end in self._root.iter(BOOKMARK_END)}
        return None if id_ in self._ids_of_ends else name

    def _columns(self, element: Element, name: str) -> tuple[int, int] | None:
        """The range of table columns of a bookmark (17.13.6.2, W16).

        Returns None without a range, and with a loss for a bad one.
        """
        first, last = element.get(_COL_FIRST), element.get(_COL_LAST)
        if first is None or last is None:
            return None
        bad: list[str] = []
        columns = (
            integer(element, bad.append, attribute=_COL_FIRST),
            integer(element, bad.append, attribute=_COL_LAST),
        )
        if not bad and 0 <= columns[0] <= columns[1]:
            return columns
        detail = message("docx.bookmark-columns", name=name, first=first, last=last)
        self._context.note("bookmark-columns", 1, detail)
        return None

    def _end(self, id_: str) -> Edge | None:
        starts = self._open.get(id_)
        if not starts:
            self._context.note("bookmark-unpaired", 1, message("docx.bookmark-end-alone", id=id_))
            return None
        name = starts.pop(0)
        return None if name is None else BookmarkEnd(name)

    # --- edges between paragraphs ---

    def between(self, edge: Edge | None) -> None:
        """Take an edge that stands between paragraphs; None does nothing."""
        if edge is None:
            return
        if isinstance(edge, BookmarkStart):
            self.pending.append(edge)
            self._pending_starts.add(edge.name)
        elif edge.name in self._pending_starts or self.last is None:
            self.pending.append(edge)
        else:
            self._ends.append(edge)

    def edges_between(self, element: Element) -> None:
        """Take all edges inside `element`, whose content is not read, as edges between paragraphs."""
        for each in element.iter(BOOKMARK_START, BOOKMARK_END):
            self.between(self.edge(each))

    def take_pending(self) -> list[Edge]:
        """`pending`, which is empty then."""
        pending, self.pending = self.pending, []
        self._pending_starts.clear()
        return pending

    def paragraph_read(self, host: Host) -> None:
        """Remember `host` as the last paragraph."""
        self.add_ends()
        self.last = host

    def add_ends(self) -> None:
        """Add the ends that were read since the last paragraph to it."""
        if self._ends:
            _extend(self.last, self._ends)
            self._ends = []

    def finish(self, blocks: list[Block]) -> None:
        """End the reading of `blocks`: edges that still wait go to the last paragraph, or to a new one."""
        self.add_ends()
        pending = self.take_pending()
        if not pending:
            return
        if self.last is None:
            blocks.append(Paragraph(tuple(pending)))
        else:
            _extend(self.last, pending)

    # --- paragraphs that turn out to be no content ---

    def save(self) -> Host | None:
        """The last paragraph, before paragraphs are read that `take_back` may drop."""
        self.add_ends()
        return self.last

    def take_back(self, saved: Host | None, blocks: Sequence[Block]) -> None:
        """Drop `blocks`, read since `save`, which hold only edges: these become edges between paragraphs."""
        ends, self._ends = self._ends, []
        self.last = saved
        for block in blocks:
            assert isinstance(block, Paragraph)
            for edge in block.content:
                assert isinstance(edge, (BookmarkStart, BookmarkEnd))
                self.between(edge)
        for edge in ends:
            self.between(edge)


def _extend(host: Host | None, edges: Iterable[Edge]) -> None:
    if isinstance(host, list):
        host.extend(edges)
    elif host is not None:
        force_setattr(host, "content", (*host.content, *edges))


def only_edges(inlines: Iterable[Inline]) -> bool:
    """Whether `inlines` holds nothing but bookmark edges."""
    return all(isinstance(inline, (BookmarkStart, BookmarkEnd)) for inline in inlines)
