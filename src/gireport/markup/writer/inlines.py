"""Inlines as markup that reads back equal: marks, links, bookmarks, pictures, exact white space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ...model.patterns import compiled_later
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
from ...reading.note_marks import join_note_marks
from .. import vocabulary
from .escape import attribute, data_address, text

_BLANKS = compiled_later("[ \t]+")
# What a URL parser changes in an address, or a browser decodes in the name after `#`.
_CHANGED_BY_BROWSER = compiled_later("^[\x00-\x20]|[\x00-\x20]$|[\t\n\r]|^#.*%", re.DOTALL)
_TO_ESCAPE = compiled_later("[\x00-\x20%]")


def has_spoken_text(content: Iterable[Inline]) -> bool:
    """Whether a screen reader reads anything of `content` aloud."""
    for inline in content:
        if isinstance(inline, Text):
            if not inline.text.isspace():
                return True
        elif isinstance(inline, Note) or (isinstance(inline, Image) and inline.alt.strip()):
            return True
    return False


class InlineWriter:
    """Writes inlines; `note` writes the reference to a note.

    Pictures come from `resources` and get the attributes `image`; keys stand for their bytes
    (`embed_pictures`).
    """

    def __init__(
        self, resources: Mapping[str, Resource], note: Callable[[Note], str], image: str = ""
    ) -> None:
        self._resources = resources
        self._note = note
        self._image_attributes = image

    def write(self, content: Sequence[Inline]) -> str:
        """The markup of `content`, which is the whole content of a block."""
        if len(content) == 1:
            only = content[0]
            if type(only) is Text and not only.marks and only.link is None:
                # Letters and digits, as in numbers and most labels, need no escaping.
                return only.text if only.text.isalnum() else _exact(only.text, False, False)
        content = join_note_marks(content)
        parts: list[str] = []
        open_link: str | None = None
        last = last_break(content)
        for index, inline in enumerate(content):
            link = inline.link if isinstance(inline, (Text, Image)) else None
            if link != open_link:
                if open_link is not None:
                    parts.append("</a>")
                if link is not None:
                    is_silent = not has_spoken_text(_inlines_of_link(content, index, link))
                    parts.append(link_start(link, attribute("aria-label", link) if is_silent else ""))
                open_link = link
            if isinstance(inline, Text):
                parts.append(_text(inline, content, index))
            elif isinstance(inline, LineBreak):
                # A browser shows no empty line after the last break of a block, so this break is doubled.
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
            source = f' src="{data_address(image.resource, resource)}"'
        else:
            source = _address("src", vocabulary.EXACT_SRC, image.resource)
        width = f' width="{image.width}"' if image.width is not None else ""
        height = f' height="{image.height}"' if image.height is not None else ""
        return f"<img{source}{attribute('alt', image.alt)}{width}{height}{self._image_attributes}>"


def link_start(link: str, attributes: str = "") -> str:
    """The start tag of a link, with further `attributes`."""
    return f"<a{_address('href', vocabulary.EXACT_HREF, link)}{attributes}>"


def _inlines_of_link(content: Sequence[Inline], index: int, link: str) -> Iterable[Inline]:
    """The inlines from `index` on that are in the same `a` element."""
    for at in range(index, len(content)):
        inline = content[at]
        if not isinstance(inline, (Text, Image)) or inline.link != link:
            return
        yield inline


def keeps_address(address: str) -> bool:
    """Whether a browser uses `address` as it is: it strips and decodes nothing."""
    return not _CHANGED_BY_BROWSER.search(address)


def _address(name: str, exact: str, address: str) -> str:
    """The attribute `name` with the address; also `exact` with the original if a browser would change it."""
    if not _CHANGED_BY_BROWSER.search(address):
        return attribute(name, address)
    usable = address
    if address.startswith("#"):
        usable = _TO_ESCAPE.sub(lambda found: f"%{ord(found.group()):02X}", address)
    return attribute(name, usable) + attribute(exact, address)


def last_break(content: Sequence[Inline]) -> int:
    """The index of the line break at the end of `content`; -1 where it ends with something else."""
    for index in range(len(content) - 1, -1, -1):
        if not isinstance(content[index], (BookmarkStart, BookmarkEnd)):
            return index if isinstance(content[index], LineBreak) else -1
    return -1


# --- texts -----------------------------------------------------------------------------------------


def exact_text(
    inline: Text, content: Sequence[Inline], index: int, escape: Callable[[str], str] = text
) -> str:
    """The text at `index` of `content`, its characters written by `escape`.

    Blanks that would fold away are put in a `pre-wrap` span.
    """
    value = inline.text
    before = after = False
    if value[0] == " " and index:
        before = _keeps_space(content, range(index - 1, -1, -1), -1)
    if value[-1] == " " and index + 1 < len(content):
        after = _keeps_space(content, range(index + 1, len(content)), 0)
    return _exact(value, before, after, escape)


def _text(inline: Text, content: Sequence[Inline], index: int) -> str:
    escaped = exact_text(inline, content, index)
    if not inline.marks:
        return escaped
    elements = [vocabulary.MARK_ELEMENTS[mark] for mark in inline.marks]
    opening = "".join(f"<{element}>" for element in elements)
    closing = "".join(f"</{element}>" for element in reversed(elements))
    return f"{opening}{escaped}{closing}"


def _keeps_space(content: Sequence[Inline], indexes: range, edge: int) -> bool:
    """Whether the nearest inline that is not a bookmark edge keeps the space beside it from folding away."""
    for index in indexes:
        inline = content[index]
        if isinstance(inline, Text):
            return inline.text[edge] not in " \t\u00a0"
        if not isinstance(inline, (BookmarkStart, BookmarkEnd)):
            return isinstance(inline, (Image, Note))
    return False


def _exact(value: str, before: bool, after: bool, escape: Callable[[str], str] = text) -> str:
    """`value` escaped; blanks that would fold away are put in a `pre-wrap` span.

    `before` and `after`: whether the inline there keeps a space beside it.
    """
    if " " not in value and "\t" not in value:
        # The reader treats a text of nothing but &nbsp; as a filler (H08).
        return escape(value) if value.strip("\u00a0") else _preserved(value, escape)
    if not value.strip(" \t\u00a0"):
        return _preserved(value, escape)
    parts: list[str] = []
    position = 0
    for found in _BLANKS.finditer(value):
        start, end = found.span()
        folds = found.group() != " " or (start == 0 and not before) or (end == len(value) and not after)
        if folds:
            parts += (escape(value[position:start]), _preserved(found.group(), escape))
            position = end
    parts.append(escape(value[position:]))
    return "".join(parts)


def _preserved(blanks: str, escape: Callable[[str], str]) -> str:
    return f'<span style="white-space:pre-wrap">{escape(blanks)}</span>'


# --- bookmarks -------------------------------------------------------------------------------------


def _edge(inline: BookmarkStart | BookmarkEnd, content: Sequence[Inline], index: int) -> str:
    if isinstance(inline, BookmarkStart):
        name = attribute("id", inline.name)
        if inline.columns is not None:
            first, last = inline.columns
            return f'<a{name} {vocabulary.BOOKMARK}="start" {vocabulary.COLUMNS}="{first}-{last}"></a>'
        if _ends(content, index + 1, inline.name):
            return f"<a{name}></a>"
        return f'<a{name} {vocabulary.BOOKMARK}="start"></a>'
    if index and _is_point(content[index - 1], inline.name):
        return ""
    return f"<a{attribute(vocabulary.BOOKMARK_END, inline.name)}></a>"


def _ends(content: Sequence[Inline], index: int, name: str) -> bool:
    return index < len(content) and content[index] == BookmarkEnd(name)


def _is_point(inline: Inline, name: str) -> bool:
    return isinstance(inline, BookmarkStart) and inline.name == name and inline.columns is None
