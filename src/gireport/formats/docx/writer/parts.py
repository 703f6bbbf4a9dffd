"""How is a package put together? Part names, content types, relationships, escaped text, and the zip.

Sources: ECMA-376 part 2, 8.5 (relationships), 10.1.2 (content types); part 1, 11.3 (the parts of a document).
"""

from __future__ import annotations

import re

from ....safe.package import pack
from .. import names

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE_RELATIONSHIP = f"{names.R_NS}/"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_PART = "word/document.xml"
MAIN_TYPE = f"{_WML}.document.main+xml"
PART_TYPES = {
    "styles": f"{_WML}.styles+xml",
    "settings": f"{_WML}.settings+xml",
    "fontTable": f"{_WML}.fontTable+xml",
    "numbering": f"{_WML}.numbering+xml",
    "footnotes": f"{_WML}.footnotes+xml",
    "endnotes": f"{_WML}.endnotes+xml",
    "footer": f"{_WML}.footer+xml",
}
"""Parts that the main part refers to: the last step of the relationship type → the content type."""
PROPERTY_PARTS = {
    "core": (CORE_RELATIONSHIP, "application/vnd.openxmlformats-package.core-properties+xml"),
    "custom": ("custom-properties", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    "app": ("extended-properties", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
}
"""Parts of the document's properties: name in `docProps/` → relationship type and content type."""

# --- text in XML ---

# In an attribute a parser turns white space into spaces unless it is a character reference (XML 1.0, 3.3.3);
# in text a carriage return becomes a line feed (2.11).
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_needs_escape = re.compile('[&<>"\t\n\r]').search


def text(characters: str) -> str:
    """`characters` escaped as the text of an element."""
    return characters.translate(_IN_TEXT) if _needs_escape(characters) else characters


def attribute(characters: str) -> str:
    """`characters` escaped as the value of an attribute in double quotes."""
    return characters.translate(_IN_ATTRIBUTE) if _needs_escape(characters) else characters


# --- parts ---


class Relationships:
    """The relationships of one part: each target once, numbered in the order of use."""

    def __init__(self, prefix: str = "rId") -> None:
        self._prefix = prefix
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """The id of the relationship to `target`; `kind` is the URI of its type, or the last step of it."""
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
    """The parts of a package, in their order in the zip."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bytes]] = []
        self._types: list[tuple[str, str]] = []

    def add(self, name: str, content: str | bytes, media_type: str) -> None:
        """Add the part `name` (without a leading slash). An empty `media_type` means that of its suffix."""
        self._parts.append((name, content.encode() if isinstance(content, str) else content))
        if media_type:
            self._types.append((name, media_type))

    def add_relationships(self, owner: str, relationships: Relationships) -> None:
        """Add the relationships of the part `owner`, if any; an empty `owner` is the package itself."""
        if relationships:
            folder, _, name = owner.rpartition("/")
            path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            self.add(path, relationships.xml(), "")

    def zipped(self) -> bytes:
        """The bytes of the package, `[Content_Types].xml` first; the same parts give the same bytes."""
        overrides = "".join(
            f'<Override PartName="/{attribute(name)}" ContentType="{attribute(media_type)}"/>'
            for name, media_type in self._types
        )
        types = (
            f'{XML}<Types xmlns="{names.TYPES_NS}">'
            "<Default"
            ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        return pack([("[Content_Types].xml", types.encode()), *self._parts])
