"""The package that a document is: its parts, their types, their relationships, and the zip around them."""

from __future__ import annotations

from ....safe.pack import pack
from .. import names
from .escape import attribute

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE_RELATIONSHIP = f"{names.R_NS}/"


class Relationships:
    """What one part refers to (ECMA-376 part 2, 8.5): each target once, numbered in the order of use."""

    def __init__(self, prefix: str = "rId") -> None:
        self._prefix = prefix
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """The id of the relationship of `kind` (the last step of its URI, or all of it) to `target`."""
        key = (kind, target, external)
        return self._ids.setdefault(key, f"{self._prefix}{len(self._ids) + 1}")

    def __bool__(self) -> bool:
        return bool(self._ids)

    def items(self) -> list[tuple[str, str, str, bool]]:
        """Each relationship as id, type URI, target and whether the target is external."""
        return [
            (id_, kind if ":" in kind else OFFICE_RELATIONSHIP + kind, target, external)
            for (kind, target, external), id_ in self._ids.items()
        ]

    def xml(self) -> str:
        """The relationships part."""
        rows = "".join(
            f'<Relationship Id="{id_}" Type="{kind}" Target="{attribute(target)}"'
            + (' TargetMode="External"/>' if external else "/>")
            for id_, kind, target, external in self.items()
        )
        return f'{XML}<Relationships xmlns="{names.RELS_NS}">{rows}</Relationships>'


class Parts:
    """The parts of a package in the order in which they are to stand."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bytes]] = []
        self._types: list[tuple[str, str]] = []

    def add(self, name: str, content: str | bytes, media_type: str) -> None:
        """Put in the part `name` (without a leading slash) of `media_type`; empty: the type of its suffix."""
        self._parts.append((name, content.encode() if isinstance(content, str) else content))
        if media_type:
            self._types.append((name, media_type))

    def add_relationships(self, owner: str, relationships: Relationships) -> None:
        """Put in what the part `owner` refers to (the package itself where it is empty), if anything."""
        if relationships:
            folder, _, name = owner.rpartition("/")
            place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            self.add(place, relationships.xml(), "")

    def zipped(self) -> bytes:
        """The bytes of the package, `[Content_Types].xml` first; the same parts give the same bytes."""
        overrides = "".join(
            f'<Override PartName="/{attribute(name)}" ContentType="{attribute(media_type)}"/>'
            for name, media_type in self._types
        )
        types = (
            f'{XML}<Types xmlns="{names.TYPES_NS}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        return pack([("[Content_Types].xml", types.encode()), *self._parts])
