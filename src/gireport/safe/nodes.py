"""How large a tree XML bytes make, told before it is built."""

from __future__ import annotations

from .. import limits
from ..errors import LimitError

# Bytes of markup that go with each sign, what is more is text; and bytes of text that take the memory of a node.
_PLAIN = 16, 32
_WIDE = 12, 20  # a character of four bytes makes all in its text as wide (PEP 393)
_LOOK_FROM = 8 * limits.MIB  # a part that is smaller has room enough
_WIDE_MARKS = (*(bytes([first]) for first in range(0xF0, 0xF5)), b"&#")
_BOOKMARK = 2  # what a bookmark takes in a report beside its element and its name


def nodes(data: bytes) -> int:
    """How much the tree of the XML in `data` and its report take, told by its signs: its tags and attributes.

    An element with content counts twice; text beside them, and bookmarks, count by what they were measured to take.
    """
    count = data.count(b"<") + data.count(b"=")
    wide = len(data) > _LOOK_FROM and any(mark in data for mark in _WIDE_MARKS)
    markup, text = _WIDE if wide else _PLAIN
    return count + max(len(data) - markup * count, 0) // text + _BOOKMARK * data.count(b"bookmark")


def check(count: int, what: str) -> None:
    """Raise `LimitError` where `what` has more nodes than `limits.XML_NODES`."""
    if count > limits.XML_NODES:
        raise LimitError(f"{what} has more than {limits.XML_NODES} tags and attributes")


def is_xml(data: bytes) -> bool:
    """Whether `data` starts as XML does, in UTF-8 or UTF-16."""
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
