"""Inlines as markup that comes back equal: marks, links, anchors, pictures, and white space kept exact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ...model.types import (
    BookmarkEnd,
    BookmarkStart,
    Image,
    Inline,
    LineBreak,
    Note,
    Resource,
    Text,
)
from ...reading.note_marks import gathered
from .. import facts
from . import pictures
from .escape import attribute, text

_BLANKS = re.compile("[ \t]+")
# What a URL parser would change in an address, or a browser decode in the name of a place on the page.
_CHANGED = re.compile("^[\x00-\x20]|[\x00-\x20]$|[\t\n\r]|^#.*%", re.DOTALL)
_NOT_IN_ADDRESS = re.compile("[\x00-\x20%]")


def speaks(content: Iterable[Inline]) -> bool:
    """Whether a screen reader says anything of `content`."""
    for inline in content:
        if isinstance(inline, Text):
            if not inline.text.isspace():
                return True
        elif isinstance(inline, Note) or (isinstance(inline, Image) and inline.alt.strip()):
            return True
    return False


class InlineWriter:
    """Writes inlines; `note` gives a note's reference.

    Pictures come from `resources` with the attributes `image`; marks stand for their bytes (`pictures.embedded`).
    """

    def __init__(
        self, resources: Mapping[str, Resource], note: Callable[[Note], str], image: str = ""
    ) -> None:
        self._resources = resources
        self._note = note
        self._more = image

    def write(self, content: Sequence[Inline]) -> str:
        """The markup of `content`, all that a block holds."""
        if len(content) == 1:
            only = content[0]
            if type(only) is Text and not only.marks and only.link is None:
                # Letters and digits alone, as numbers and most labels are, stand for themselves.
                return only.text if only.text.isalnum() else _exact(only.text, False, False)
        content = gathered(content)
        parts: list[str] = []
        open_link: str | None = None
        last = last_break(content)
        for index, inline in enumerate(content):
            link = inline.link if isinstance(inline, (Text, Image)) else None
            if link != open_link:
                if open_link is not None:
                    parts.append("</a>")
                if link is not None:
                    silent = not speaks(_linked(content, index, link))
                    parts.append(link_start(link, attribute("aria-label", link) if silent else ""))
                open_link = link
            if isinstance(inline, Text):
                parts.append(_text(inline, content, index))
            elif isinstance(inline, LineBreak):
                # A browser shows no line after the last break of a block, so that one is doubled.
                parts.append("<br><br>" if index == last else "<br>")
            elif isinstance(inline, Image):
                parts.append(self._image(inline))
            elif isinstance(inline, Note):
                parts.append(self._note(inline))
            else:
                parts.append(_edge(inline, content, index))
        if open_link is not None:
            parts.append("</a>")
        return "".join(parts)

    def _image(self, image: Image) -> str:
        resource = self._resources.get(image.resource)
        if resource is not None:
            source = f' src="{pictures.address(image.resource, resource)}"'
        else:
            source = _address("src", facts.EXACT_SRC, image.resource)
        width = f' width="{image.width}"' if image.width is not None else ""
        height = f' height="{image.height}"' if image.height is not None else ""
        return f"<img{source}{attribute('alt', image.alt)}{width}{height}{self._more}>"


def link_start(link: str, more: str = "") -> str:
    """The opening tag of a link, with the attributes `more`."""
    return f"<a{_address('href', facts.EXACT_HREF, link)}{more}>"


def _linked(content: Sequence[Inline], index: int, link: str) -> Iterable[Inline]:
    """The inlines from `index` on that are in the same `a` element."""
    for at in range(index, len(content)):
        inline = content[at]
        if not isinstance(inline, (Text, Image)) or inline.link != link:
            return
        yield inline


def keeps_address(address: str) -> bool:
    """Whether a reader of markup takes `address` as it stands: nothing in it is stripped or decoded."""
    return not _CHANGED.search(address)


def _address(name: str, exact: str, address: str) -> str:
    """The attribute for an address, and one that keeps it exactly where a browser would change it."""
    if not _CHANGED.search(address):
        return attribute(name, address)
    usable = address
    if address.startswith("#"):
        usable = _NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found.group()):02X}", address)
    return attribute(name, usable) + attribute(exact, address)


def last_break(content: Sequence[Inline]) -> int:
    """The index of the line break that ends `content`; -1 where something else does."""
    for index in range(len(content) - 1, -1, -1):
        if not isinstance(content[index], (BookmarkStart, BookmarkEnd)):
            return index if isinstance(content[index], LineBreak) else -1
    return -1


# --- texts -----------------------------------------------------------------------------------------


def exact_text(
    inline: Text, content: Sequence[Inline], index: int, escape: Callable[[str], str] = text
) -> str:
    """The characters of the text at `index` of `content`, which `escape` writes.

    Blanks that would fold away where they stand are put in a `pre-wrap` span.
    """
    written = inline.text
    before = after = False
    if written[0] == " " and index:
        before = _is_solid(content, range(index - 1, -1, -1), -1)
    if written[-1] == " " and index + 1 < len(content):
        after = _is_solid(content, range(index + 1, len(content)), 0)
    return _exact(written, before, after, escape)


def _text(inline: Text, content: Sequence[Inline], index: int) -> str:
    escaped = exact_text(inline, content, index)
    if not inline.marks:
        return escaped
    elements = [facts.MARK_ELEMENTS[mark] for mark in inline.marks]
    opening = "".join(f"<{element}>" for element in elements)
    closing = "".join(f"</{element}>" for element in reversed(elements))
    return f"{opening}{escaped}{closing}"


def _is_solid(content: Sequence[Inline], indexes: range, edge: int) -> bool:
    """Whether the nearest inline that is no bookmark edge keeps a space beside it from folding away."""
    for index in indexes:
        inline = content[index]
        if isinstance(inline, Text):
            return inline.text[edge] not in " \t\u00a0"
        if not isinstance(inline, (BookmarkStart, BookmarkEnd)):
            return isinstance(inline, (Image, Note))
    return False


def _exact(value: str, before: bool, after: bool, escape: Callable[[str], str] = text) -> str:
    """`value` as character data; blanks that would fold away stand in a `pre-wrap` span.

    `before` and `after` say that something solid stands beside it on the line.
    """
    if " " not in value and "\t" not in value:
        # Nothing but &nbsp; would be taken for a filler (H08).
        return escape(value) if value.strip("\u00a0") else _kept(value, escape)
    if not value.strip(" \t\u00a0"):
        return _kept(value, escape)
    parts: list[str] = []
    position = 0
    for found in _BLANKS.finditer(value):
        start, end = found.span()
        folds = found.group() != " " or (start == 0 and not before) or (end == len(value) and not after)
        if folds:
            parts += (escape(value[position:start]), _kept(found.group(), escape))
            position = end
    parts.append(escape(value[position:]))
    return "".join(parts)


def _kept(blanks: str, escape: Callable[[str], str]) -> str:
    return f'<span style="white-space:pre-wrap">{escape(blanks)}</span>'


# --- bookmarks -------------------------------------------------------------------------------------


def _edge(inline: BookmarkStart | BookmarkEnd, content: Sequence[Inline], index: int) -> str:
    if isinstance(inline, BookmarkStart):
        name = attribute("id", inline.name)
        if inline.columns is not None:
            first, last = inline.columns
            return f'<a{name} {facts.BOOKMARK}="start" {facts.COLUMNS}="{first}-{last}"></a>'
        if _ends(content, index + 1, inline.name):
            return f"<a{name}></a>"
        return f'<a{name} {facts.BOOKMARK}="start"></a>'
    if index and _is_point(content[index - 1], inline.name):
        return ""
    return f"<a{attribute(facts.BOOKMARK_END, inline.name)}></a>"


def _ends(content: Sequence[Inline], index: int, name: str) -> bool:
    return index < len(content) and content[index] == BookmarkEnd(name)


def _is_point(inline: Inline, name: str) -> bool:
    return isinstance(inline, BookmarkStart) and inline.name == name and inline.columns is None
