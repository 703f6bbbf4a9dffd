"""What do the parts of one document share while it is written: styles, lists, bookmarks, pictures, notes?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ....model import Note, Resource
from ....safe.pictures import Sizes
from ....style import GBT9704, House
from .numbering import ListCounter, Numbering
from .parts import Relationships


class Container(NamedTuple):
    """What blocks stand in (the body, a cell, a note): its width, and the style of plain paragraphs in it."""

    width: int
    """In twips."""
    style: str = ""
    """The id of a house style; empty for Normal."""
    character: int = 0
    """The width of one character of that style, in twips."""
    top: bool = False
    """Whether it is the body of the report."""


class Context:
    """The state of one writing: counters, lists, pictures and notes.

    `styles` maps the style ids of the house style to those of the document; `text_width` is in twips, that
    of the house style's page by default.
    """

    def __init__(
        self,
        resources: Mapping[str, Resource],
        *,
        house: House = GBT9704,
        styles: Mapping[str, str] | None = None,
        numbering: Numbering | None = None,
        text_width: int | None = None,
        prefix: str = "rId",
    ) -> None:
        self.resources = resources
        self.house = house
        self.styles = styles or {}
        self.numbering = numbering or Numbering(character=house.styles["list"].character)
        self.text_width = text_width or house.page.text_width
        self.media: dict[str, str] = {}  # key of a resource → its part, relative to the main part's folder
        self.bookmarks: dict[str, int] = {}  # name → w:id, counted through all parts
        self.sizes = Sizes()
        self.drawings = 0
        self.body = ContentPart(self, Relationships(prefix))
        self.notes: dict[str, NotePart] = {
            "footnote": NotePart(self, Relationships()),
            "endnote": NotePart(self, Relationships()),
        }

    def style(self, id_: str) -> str:
        """The id that the house style `id_` has in the document."""
        return self.styles.get(id_, id_)

    def bookmark(self, name: str) -> int:
        """The `w:id` of the bookmark `name`, the same for both edges."""
        return self.bookmarks.setdefault(name, len(self.bookmarks))

    def note(self, note: Note) -> int:
        """The `w:id` of `note`, which is kept to be written into its part."""
        part = self.notes[note.kind]
        part.pending.append(note)
        return len(part.pending)


class ContentPart:
    """A part with blocks (the body, or notes of one kind): its relationships and its list counter."""

    def __init__(self, context: Context, relationships: Relationships) -> None:
        self.context = context
        self.relationships = relationships
        self.list_counter: ListCounter = context.numbering.new_counter()

    def address(self, address: str) -> str:
        """The id of the hyperlink relationship to `address`."""
        return self.relationships.add("hyperlink", address, external=True)


class NotePart(ContentPart):
    """The part with the notes of one kind."""

    def __init__(self, context: Context, relationships: Relationships) -> None:
        super().__init__(context, relationships)
        self.pending: list[Note] = []
        """The notes in the order of their references."""
