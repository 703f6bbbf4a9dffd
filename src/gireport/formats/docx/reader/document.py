"""What one reading shares: the parts, styles, numbering, pictures, and the place where it stands."""

from __future__ import annotations

from functools import partial

from ....losses import Losses
from ....model import Resource
from ....model.chars import is_safe_link
from ....model.grid import Budget
from ....model.weight import MAX_ADDRESS, Weight
from ....safe.xml import Element
from .fonts import FontBook
from .numbering import Numbering
from .parts import Parts
from .styles import Styles
from .values import Odd

_QUOTED = 30  # characters of a text that a loss shows


def quoted(text: str) -> str:
    """The beginning of `text` in quotation marks, for the detail of a loss."""
    text = " ".join(text.split(maxsplit=_QUOTED))  # more words than are shown are not looked for
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”" if text else ""


class Place:
    """How far a container was read: the paragraph and table it stands at, and the row and column in that.

    `row` is 0 outside a table. `box` says that the container is a text box.
    """

    __slots__ = ("box", "column", "paragraph", "row", "table")

    def __init__(self, box: bool = False) -> None:
        self.box = box
        self.paragraph = self.table = self.row = self.column = 0


def _number_range(losses: Losses, part: str, name: str) -> None:
    """Record in `losses` that the number `name` in `part` is not a number, or is out of its range."""
    losses.note("number-range", part, 1, name)


class Document:
    """The state of one reading. `part` and `places` say where it stands, for `where`."""

    def __init__(self, parts: Parts, losses: Losses) -> None:
        """Read the styles and the numbering that belong to the main part."""
        self.parts = parts
        self.losses = losses
        self.fonts = FontBook(parts)
        self.styles = Styles(*self._related("styles"), self.fonts)
        self.numbering = Numbering(*self._related("numbering"), self.styles)
        self.resources: dict[str, Resource] = {}
        self.pictures: dict[str, str | None] = {}  # part → key of the resource
        self.drawn: dict[str, str] = {}  # part of a chart or SmartArt → what it says
        self.names: set[str] = set()  # of bookmarks, in all parts
        self.notes: dict[tuple[str, str], Element] = {}  # kind and id → element
        self.note_parts: dict[str, str] = {}  # kind → part
        self.slots = Budget()
        self.weight = Weight()
        self._places: dict[tuple[str, str], str] = {}  # an address and a place in it → both together
        self.part = parts.main
        self.places = [Place()]
        self._left_out: dict[str, tuple[int, str]] = {}  # code → count and text, of the paragraph at …
        self._left_out_at = ""

    def _related(self, kind: str) -> tuple[Element | None, Odd]:
        """The root of the main part's part of `kind` (None without one), and what records wrong numbers in it."""
        part = self.parts.related(self.parts.main, kind)
        root = None if part is None else self.parts.xml(part)
        return root, partial(_number_range, self.losses, part or "")

    def odd(self, name: str) -> None:
        """Record that a number in this part is none, or out of its range."""
        _number_range(self.losses, self.part, name)

    def where(self, table: bool = False) -> str:
        """The place in words: `word/document.xml, table 2 row 7 column 3`; with `table` that of the table alone."""
        words = [self.part]
        for depth, place in enumerate(self.places, 1):
            if place.box:
                words.append("text box")
            if table and depth == len(self.places):
                words.append(f"table {place.table}")
            elif place.row:
                column = f" column {place.column}" if place.column else ""
                words.append(f"table {place.table} row {place.row}{column}")
            elif place.paragraph and (depth == 1 or place.paragraph > 1):
                words.append(f"paragraph {place.paragraph}")
        return ", ".join(words)

    def note(self, code: str, count: int = 1, detail: str = "") -> None:
        """Record a loss at the place where the reading stands."""
        self.losses.note(code, self.where(), count, detail)

    def left_out(self, code: str, count: int, text: str = "") -> None:
        """Record that `count` characters (or pictures) are left out; what stood in one paragraph is one loss."""
        where = self.where()
        if where != self._left_out_at:
            self.settle()
            self._left_out_at = where
        before, told = self._left_out.get(code, (0, ""))
        self._left_out[code] = (before + count, told if len(told) > _QUOTED else told + text)

    def settle(self) -> None:
        """Record what was left out of the paragraph that was read last."""
        for code, (count, text) in self._left_out.items():
            self.losses.note(code, self._left_out_at, count, quoted(text))
        self._left_out.clear()

    def described(self, what: str, text: str | None, table: bool = False) -> None:
        """Note the description of something that is kept without one."""
        if text and not text.isspace():
            self.losses.note("not-kept", self.where(table), 1, f"the description of a {what}: {quoted(text)}")

    def deleted(self, count: int, text: str, what: str = "") -> None:
        """Record that a tracked change deletes `text`, of the weight `count`, and with it `what` it stands in."""
        if not count:  # the end of a paragraph, a break, an empty row: no character
            self.note("tracked-change")
        elif what:
            self.note("deleted-text", count, f"{what}: {quoted(text)}")
        else:
            self.left_out("deleted-text", count, text)

    def place_in(self, address: str, place: str) -> str:
        """The address of `place` in the document at `address`; the same string each time.

        Raises:
            LimitError: `address` is used with so many places that the report would grow beyond its limits.
        """
        key = (address, place)
        known = self._places.get(key)
        if known is None:
            self.weight.repeat(len(address))
            known = self._places[key] = f"{address}#{place}"
        return known

    def safe(self, link: str | None) -> str | None:
        """`link`, or None with a loss where following it could run a script.

        One that is too long is left to the normal form: what it begins with is not looked for at each use.
        """
        if not link or len(link) > MAX_ADDRESS or is_safe_link(link):
            return link
        self.note("unsafe-link", 1, quoted(link))
        return None
