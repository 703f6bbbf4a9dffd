"""What one reading shares: the parts, styles, numbering, pictures, and the place where it stands."""

from __future__ import annotations

from ....losses import Losses
from ....model import Resource
from ....safe.xml import Element
from .numbering import Numbering
from .parts import Parts
from .styles import Styles


class Place:
    """How far a container was read: the paragraph and table it stands at, and the row and column in that."""

    __slots__ = ("column", "paragraph", "row", "table")

    def __init__(self) -> None:
        self.paragraph = self.table = self.row = self.column = 0


class Document:
    """The state of one reading. `part` and `places` say where it stands, for `where`."""

    def __init__(self, parts: Parts, losses: Losses) -> None:
        """Read the styles and the numbering that belong to the main part."""
        self.parts = parts
        self.losses = losses
        self.styles = Styles(parts.related_xml(parts.main, "styles"))
        self.numbering = Numbering(parts.related_xml(parts.main, "numbering"), self.styles)
        self.resources: dict[str, Resource] = {}
        self.pictures: dict[str, str | None] = {}  # part → key of the resource
        self.names: set[str] = set()  # of bookmarks, in all parts
        self.notes: dict[tuple[str, str], Element] = {}  # kind and id → element
        self.note_parts: dict[str, str] = {}  # kind → part
        self.part = parts.main
        self.places = [Place()]

    def where(self) -> str:
        """The place in words: `word/document.xml, table 2 row 7 column 3`."""
        words = [self.part]
        for depth, place in enumerate(self.places, 1):
            inside = depth < len(self.places) or place.row
            if inside and place.table:
                words.append(f"table {place.table} row {place.row} column {place.column}")
            elif place.paragraph and (depth == 1 or place.paragraph > 1):
                words.append(f"paragraph {place.paragraph}")
        return ", ".join(words)

    def note(self, code: str, count: int = 1, detail: str = "") -> None:
        """Record a loss at the place where the reading stands."""
        self.losses.note(code, self.where(), count, detail)
