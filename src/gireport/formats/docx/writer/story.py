"""What the writing of one document shares, and the stories (body, footnotes, endnotes) that it consists of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ....model import Image, Note, Resource
from ....safe.pictures import Sizes
from ....style import PAGE
from . import images
from .numbering import Flow, Numbering
from .parts import Relationships


class Frame(NamedTuple):
    """Where blocks stand: the style of their plain paragraphs (empty: Normal), and the room there, in twips."""

    available: int
    style: str = ""
    character: int = 0
    """The width of one character of that style."""


class Document:
    """One document being written: its counters, lists, pictures and notes.

    `styles` maps the style ids of the house style to those of the document; `text_width` is in twips.
    """

    def __init__(
        self,
        resources: Mapping[str, Resource],
        *,
        styles: Mapping[str, str] | None = None,
        numbering: Numbering | None = None,
        text_width: int = PAGE.text_width,
        prefix: str = "rId",
    ) -> None:
        self.resources = resources
        self.styles = styles or {}
        self.numbering = numbering or Numbering()
        self.text_width = text_width
        self.media: dict[str, str] = {}  # key of a resource → its part, from the main part's folder
        self.bookmarks: dict[str, int] = {}  # name → w:id, one number line for all parts
        self.sizes = Sizes()
        self.drawings = 0
        self.body = Story(self, Relationships(prefix))
        self.notes: dict[str, NotePart] = {
            "footnote": NotePart(Story(self, Relationships())),
            "endnote": NotePart(Story(self, Relationships())),
        }

    def style(self, id_: str) -> str:
        """The document's id of the house style `id_`."""
        return self.styles.get(id_, id_)

    def bookmark(self, name: str) -> int:
        """The number of the bookmark `name`: the same for both its edges."""
        return self.bookmarks.setdefault(name, len(self.bookmarks))

    def note(self, note: Note) -> int:
        """Keep `note` for its part and give its `w:id` there."""
        part = self.notes[note.kind]
        part.pending.append(note)
        return len(part.pending)


class NotePart:
    """The notes of one kind, in the order of their references."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.pending: list[Note] = []


class Story:
    """One part with content: what it refers to, and the numbers of the flow being written in it."""

    def __init__(self, document: Document, relationships: Relationships) -> None:
        self.document = document
        self.relationships = relationships
        self.flow: Flow = document.numbering.flow()

    def address(self, address: str) -> str:
        """The id of the hyperlink relationship to `address`."""
        return self.relationships.add("hyperlink", address, external=True)

    def drawing(self, image: Image, available: int) -> str:
        """The run that shows `image`, where `available` twips are free."""
        document = self.document
        resource = document.resources.get(image.resource)
        natural = None
        if resource is None:
            blip = f'r:link="{self.relationships.add("image", image.resource, external=True)}"'
        else:
            natural = document.sizes.of(image.resource, resource.data)
            part = document.media.setdefault(image.resource, images.part_name(image.resource, resource))
            blip = f'r:embed="{self.relationships.add("image", part)}"'
        document.drawings += 1
        link = self.address(image.link) if image.link else ""
        size = images.extent(image, natural, available)
        return images.drawing(image, size, document.drawings, blip, link)
