"""What do all parts of one reading share, and where in the document does it stand?

The context holds the package, the styles and numbering, what was found so far, and the position that losses
name.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from ....losses import Losses
from ....model import Resource
from ....model.chars import is_safe_link
from ....model.grid import Budget
from ....model.messages import Message, message
from ....model.weight import MAX_ADDRESS, Weight
from ....safe.xml import Element
from .fonts import FontBook
from .numbering import Numbering
from .parts import Parts
from .styles import Styles
from .wml import BadNumber

_QUOTED = 30  # characters of a text that a loss shows


def quoted(text: str) -> str:
    """The beginning of `text` in quotation marks, for the detail of a loss; empty for an empty text."""
    text = " ".join(text.split(maxsplit=_QUOTED))  # stops at the words that can be shown
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”" if text else ""


class Position:
    """How far a container was read: its current paragraph and table, and the row and column in the table.

    All count from 1. `row` is 0 outside a table. `box` says that the container is a text box.
    """

    __slots__ = ("box", "column", "paragraph", "row", "table")

    def __init__(self, box: bool = False) -> None:
        self.box = box
        self.paragraph = self.table = self.row = self.column = 0


def _bad_number(losses: Losses, part: str, name: str) -> None:
    """Record in `losses` that the value `name` in `part` is not a number, or is out of its range."""
    losses.note("number-range", part, 1, name)


class Context:
    """The state of one reading. `part` and `positions` (a stack, outermost first) are where it stands."""

    def __init__(self, parts: Parts, losses: Losses) -> None:
        """Read the styles and the numbering that belong to the main part."""
        self.parts = parts
        self.losses = losses
        self.fonts = FontBook(parts)
        self.styles = Styles(*self._related("styles"), self.fonts)
        self.numbering = Numbering(*self._related("numbering"), self.styles)
        self.resources: dict[str, Resource] = {}
        self.resource_keys: dict[str, str | None] = {}  # part of a picture → key of its resource
        self.object_texts: dict[str, str] = {}  # part of a chart or SmartArt → its text
        self.bookmark_names: set[str] = set()  # in all parts
        self.slots = Budget()
        self.weight = Weight()
        self.part = parts.main
        self.positions = [Position()]
        self._anchor_addresses: dict[tuple[str, str], str] = {}
        self._skipped: dict[str, tuple[int, str]] = {}  # code → count and text, of one paragraph
        self._skipped_at = ""  # where that paragraph is

    def _related(self, kind: str) -> tuple[Element | None, BadNumber]:
        """The root of the part of this relationship `kind`, None without one, and its `BadNumber`."""
        part = self.parts.related(self.parts.main, kind)
        root = None if part is None else self.parts.xml(part)
        return root, partial(_bad_number, self.losses, part or "")

    def bad_number(self, name: str) -> None:
        """Record that the value `name` in the current part is not a number, or is out of its range."""
        _bad_number(self.losses, self.part, name)

    def where(self, table: bool = False) -> str:
        """The position in words: `word/document.xml, table 2 row 7 column 3`.

        With `table`, only the table.
        """
        words = [self.part]
        for depth, position in enumerate(self.positions, 1):
            if position.box:
                words.append("text box")
            if table and depth == len(self.positions):
                words.append(f"table {position.table}")
            elif position.row:
                column = f" column {position.column}" if position.column else ""
                words.append(f"table {position.table} row {position.row}{column}")
            elif position.paragraph and (depth == 1 or position.paragraph > 1):
                words.append(f"paragraph {position.paragraph}")
        return ", ".join(words)

    def note(self, code: str, count: int = 1, detail: str | Message = "") -> None:
        """Record a loss at the current position."""
        self.losses.note(code, self.where(), count, detail)

    def note_skipped(self, code: str, count: int, text: str = "") -> None:
        """Record that `count` characters or pictures are skipped; those of one paragraph become one loss."""
        where = self.where()
        if where != self._skipped_at:
            self.finish_skipped()
            self._skipped_at = where
        before, quotation = self._skipped.get(code, (0, ""))
        self._skipped[code] = (before + count, quotation if len(quotation) > _QUOTED else quotation + text)

    def finish_skipped(self) -> None:
        """Record the losses that `note_skipped` collected for the last paragraph."""
        for code, (count, text) in self._skipped.items():
            self.losses.note(code, self._skipped_at, count, quoted(text))
        self._skipped.clear()

    def note_description(self, of: Literal["drawing", "table"], text: str | None) -> None:
        """Record that the description `text` of the current drawing or table is lost, if it is not blank."""
        if text and not text.isspace():
            detail = message(f"docx.description-of-{of}", text=quoted(text))
            self.losses.note("not-kept", self.where(of == "table"), 1, detail)

    def anchor_address(self, address: str, anchor: str) -> str:
        """`address#anchor`; the same string object each time.

        Raises:
            LimitError: `address` has so many anchors that the report would grow beyond its limits.
        """
        key = (address, anchor)
        known = self._anchor_addresses.get(key)
        if known is None:
            self.weight.repeat(len(address))
            known = self._anchor_addresses[key] = f"{address}#{anchor}"
        return known

    def safe_link(self, link: str | None) -> str | None:
        """`link`; None, with a loss, where following it could run a script.

        An address over the length limit is not checked here: the normal form removes it.
        """
        if not link or len(link) > MAX_ADDRESS or is_safe_link(link):
            return link
        self.note("unsafe-link", 1, quoted(link))
        return None
