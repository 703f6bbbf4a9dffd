"""A story: a flow of blocks of its own (the body, a note), with its fields, its bookmark edges and its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from msgspec.structs import force_setattr

from ....model import Block, BookmarkEnd, BookmarkStart, Heading, Inline, ListItem, Note, NoteKind, Paragraph
from ....safe.xml import Element
from .changes import weight
from .document import Document
from .fields import Fields
from .tags import BOOKMARK_END, BOOKMARK_START, ID, MOVE_FROM, MOVE_TO, NAME, w
from .values import integer

_COL_FIRST, _COL_LAST = w("colFirst"), w("colLast")

Edge: TypeAlias = BookmarkStart | BookmarkEnd
Host: TypeAlias = Heading | Paragraph | ListItem | list[Inline]
"""What edges can be added to after it was read: a block, or the inlines of a caption still without table."""


class Story:
    """Where edges between paragraphs go (W15): a start to the next paragraph, an end to the one before."""

    def __init__(self, document: Document, root: Element) -> None:
        """Begin the story whose element is `root`."""
        self.document = document
        self.fields = Fields(root)
        self.last: Host | None = None
        self._ends: list[Edge] = []  # to be added to `last`
        self._pending: list[Edge] = []  # for the paragraph that comes
        self._waiting: set[str] = set()  # names in `_pending`
        self._ids: dict[str, list[str | None]] = {}  # w:id → names of the starts that are open
        self._root = root
        self._opened: dict[str, str] = {}  # name → w:id, of the starts that were not written again
        self._moves: Counter[str] | None = (
            None  # what stands where text was moved to; made when first asked for
        )
        self._ending: set[str] | None = None  # every w:id that an end has; made when first asked for

    # --- tracked deletions ---

    def deleted(self, element: Element, what: str = "") -> int:
        """Record that a tracked change takes `element` away, which is `what`; how much was in it."""
        count, text = weight(element)
        if element.tag == MOVE_FROM and self._moved(count, text):
            self.document.note("tracked-change")
        else:
            self.document.deleted(count, text, what)
        return count

    def _moved(self, count: int, text: str) -> bool:
        """Whether `text` and what else counts stands where text was moved to: each character once."""
        if self._moves is None:
            self._moves = Counter()
            for moved in self._root.iter(MOVE_TO):
                self._moves.update(_characters(*weight(moved)))
        wanted = _characters(count, text)
        if any(self._moves[character] < number for character, number in wanted.items()):
            return False
        self._moves.subtract(wanted)
        return True

    # --- edges as they are met ---

    def edge(self, element: Element) -> Edge | None:
        """The edge that a `w:bookmarkStart` or `w:bookmarkEnd` is; None for one that is dropped, with a loss."""
        id_ = (element.get(ID) or "").strip()
        if element.tag != BOOKMARK_START:
            return self._end(id_)
        name = element.get(NAME) or ""
        names = self.document.names
        open_ = self._ids.setdefault(id_, [])
        if not name or name in names:
            # The first bookmark of a name is kept (W18), and the end of this one goes with it.
            code = "bookmark-duplicate" if name else "bookmark-unnamed"
            again = self._again(name)
            if again is None:  # else the bookmark is whole: nothing is lost
                self.document.note(code, 1, f"bookmark {name!r}")
            open_.append(again)
            return None
        if open_:
            self.document.note("bookmark-duplicate", 1, f"bookmark {name!r}: its id {id_!r} is used already")
        names.add(name)
        self._opened[name] = id_
        open_.append(name)
        return BookmarkStart(name, self._columns(element, name))

    def _again(self, name: str) -> str | None:
        """`name` where the bookmark is open, no end has its id, and this start's end is therefore its end.

        LibreOffice writes the start of a range over several paragraphs again, with another id, in the paragraph
        where the range ends, and gives that one alone an end.
        """
        id_ = self._opened.pop(name, None)
        if id_ is None:
            return None
        if self._ending is None:
            self._ending = {(end.get(ID) or "").strip() for end in self._root.iter(BOOKMARK_END)}
        return None if id_ in self._ending else name

    def _columns(self, element: Element, name: str) -> tuple[int, int] | None:
        """The column range of a bookmark over table columns (17.13.6.2, W16); None, with a loss, for a wrong one."""
        first, last = element.get(_COL_FIRST), element.get(_COL_LAST)
        if first is None or last is None:
            return None
        wrong: list[str] = []
        columns = (
            integer(element, wrong.append, attribute=_COL_FIRST),
            integer(element, wrong.append, attribute=_COL_LAST),
        )
        if not wrong and 0 <= columns[0] <= columns[1]:
            return columns
        self.document.note("bookmark-columns", 1, f"bookmark {name!r}: columns {first} to {last}")
        return None

    def _end(self, id_: str) -> Edge | None:
        open_ = self._ids.get(id_)
        if not open_:
            self.document.note("bookmark-unpaired", 1, f"an end without a start, id {id_!r}")
            return None
        name = open_.pop(0)
        return None if name is None else BookmarkEnd(name)

    def between(self, edge: Edge | None) -> None:
        """Take an edge that stands between paragraphs."""
        if edge is None:
            return
        if isinstance(edge, BookmarkStart):
            self._pending.append(edge)
            self._waiting.add(edge.name)
        elif edge.name in self._waiting or self.last is None:
            self._pending.append(edge)
        else:
            self._ends.append(edge)

    # --- paragraphs as they are read ---

    @property
    def quiet(self) -> bool:
        """Whether nothing that stands before the next paragraph has a part in it: no edge, no open field."""
        return not (self._pending or self.fields.open or self.fields.link)

    @property
    def has_pending(self) -> bool:
        """Whether edges wait for the next paragraph."""
        return bool(self._pending)

    def take_pending(self) -> list[Edge]:
        """The edges that the next paragraph begins with."""
        pending, self._pending = self._pending, []
        self._waiting.clear()
        return pending

    def passed(self, host: Host) -> None:
        """Remember `host` as the paragraph that was read last."""
        self.flush()
        self.last = host

    def flush(self) -> None:
        """Give the ends that were met since the last paragraph to it."""
        if self._ends:
            _extend(self.last, self._ends)
            self._ends = []

    def finish(self, blocks: list[Block]) -> None:
        """End the story: edges that wait for a paragraph go to the last one."""
        self.flush()
        pending = self.take_pending()
        if not pending:
            return
        if self.last is None:
            blocks.append(Paragraph(tuple(pending)))
        else:
            _extend(self.last, pending)

    # --- cells that hold nothing but edges ---

    def mark(self) -> Host | None:
        """Where the story stands before a cell whose paragraphs may turn out to be no content."""
        self.flush()
        return self.last

    def release(self, mark: Host | None, blocks: Sequence[Block]) -> None:
        """Take back the edges of `blocks`, read since `mark`, as edges between paragraphs."""
        ends, self._ends = self._ends, []
        self.last = mark
        for block in blocks:
            assert isinstance(block, Paragraph)
            for edge in block.content:
                assert isinstance(edge, (BookmarkStart, BookmarkEnd))
                self.between(edge)
        for edge in ends:
            self.between(edge)


def _characters(count: int, text: str) -> Counter[str]:
    """How often each character stands in a text of the weight `count`; U+FFFC for what is no character."""
    found = Counter(text)
    found["\ufffc"] = count - len(text) + found.pop("\n", 0)
    return found


def _extend(host: Host | None, edges: Iterable[Edge]) -> None:
    if isinstance(host, list):
        host.extend(edges)
    elif host is not None:
        force_setattr(host, "content", (*host.content, *edges))


class Notes(Protocol):
    """What gives the notes of a document."""

    def __call__(self, kind: NoteKind, id_: str) -> Note | None:
        """The note of a kind and id; None where it is dropped."""
        ...

    def marked(self, note: Note, reference: Element, own: str | None) -> Note:
        """`note` with the mark that a reader sees; `own` is the one that follows `reference`, if any does."""
        ...


class UnmarkedNote(NamedTuple):
    """A note whose own mark is the text that follows it in its run (17.11.14 `w:customMarkFollows`)."""

    out: list[Inline]
    place: int
    note: Note
    reference: Element
    later: bool = False
    """Whether the run of the reference has ended without a text."""
