"""How much memory an input will take, estimated from its bytes before anything is parsed."""

from __future__ import annotations

import re

from .. import limits
from ..errors import LimitError
from ..model.messages import Message, message

# --- HTML and Markdown -----------------------------------------------------------------------------

_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=%\s]{1000,}+")
_PICTURE_BYTES = re.compile(_PICTURE.pattern.encode())


def check_markup(text: str | bytes) -> None:
    """Check the size of an HTML or Markdown file. Pictures in it, as base64, have a limit of their own.

    Raises:
        LimitError: the text has more than `limits.MARKUP_BYTES` bytes, or its pictures more than
            `limits.INLINED_BYTES`.
    """
    if len(text) <= limits.MARKUP_BYTES:
        return
    found = _PICTURE.finditer(text) if isinstance(text, str) else _PICTURE_BYTES.finditer(text)
    pictures = sum(each.end() - each.start() for each in found)
    if pictures > limits.INLINED_BYTES:
        raise LimitError(message("safe.markup-pictures", count=pictures, limit=limits.INLINED_BYTES))
    markup = len(text) - pictures
    if markup > limits.MARKUP_BYTES:
        raise LimitError(message("safe.markup-bytes", count=markup, limit=limits.MARKUP_BYTES))


# --- XML -------------------------------------------------------------------------------------------

# Bytes of markup for each `<` and `=`, the bytes beyond are text; bytes of text that take a node's memory.
_MARKUP_AND_TEXT = 16, 32
# One character of four bytes makes each character of its text take four bytes (PEP 393).
_MARKUP_AND_WIDE_TEXT = 12, 20
_WIDE_FROM = 8 * limits.MIB  # in a smaller part wide text does not matter
_WIDE_MARKS = (*(bytes([first]) for first in range(0xF0, 0xF5)), b"&#")
_BOOKMARK = 2  # nodes that a bookmark takes in the report, beside its element and its name


def xml_nodes(data: bytes) -> int:
    """The estimated size, in nodes, of the tree of the XML in `data` and of the report made from it.

    Counts tags and attributes by their `<` and `=`. An element with content counts twice, since it has two
    tags. Text and bookmarks count by the memory that they were measured to take.
    """
    count = data.count(b"<") + data.count(b"=")
    wide = len(data) > _WIDE_FROM and any(mark in data for mark in _WIDE_MARKS)
    markup, text = _MARKUP_AND_WIDE_TEXT if wide else _MARKUP_AND_TEXT
    return count + max(len(data) - markup * count, 0) // text + _BOOKMARK * data.count(b"bookmark")


def check_xml_nodes(count: int, part: str) -> None:
    """Check the number of nodes of `part`, which the message names.

    Raises:
        LimitError: there are more than `limits.XML_NODES`.
    """
    if count > limits.XML_NODES:
        raise LimitError(message("safe.part-nodes", part=part_in_words(part), limit=limits.XML_NODES))


_PARTS = {"the document": message("safe.the-document"), "the package": message("safe.the-package")}


def part_in_words(part: str) -> str | Message:
    """Return `part`, the name of a member of a package, or the message for what is not a member."""
    return _PARTS.get(part, part)


def is_xml(data: bytes) -> bool:
    """Whether `data` begins with `<`, after a byte order mark or white space, in UTF-8 or UTF-16."""
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
