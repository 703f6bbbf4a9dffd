"""How large a tree XML bytes make, told before it is built."""

from __future__ import annotations

from .. import limits
from ..errors import LimitError

_MARKUP = 16  # bytes that go with each sign; what is more is text
_TEXT = 40  # bytes of text that take as much memory as a node
_BOOKMARK = 2  # what a bookmark takes in a report beside its element and its name


def nodes(data: bytes) -> int:
    """How much the tree of the XML in `data` and its report take, told by its signs: its tags and attributes.

    An element with content counts twice; text beside them, and bookmarks, count by what they were measured to take.
    """
    count = data.count(b"<") + data.count(b"=")
    text = max(len(data) - _MARKUP * count, 0)
    return count + text // _TEXT + _BOOKMARK * data.count(b"bookmark")


def check(count: int, what: str) -> None:
    """Raise `LimitError` where `what` has more nodes than `limits.XML_NODES`."""
    if count > limits.XML_NODES:
        raise LimitError(f"{what} has more than {limits.XML_NODES} tags and attributes")


def is_xml(data: bytes) -> bool:
    """Whether `data` starts as XML does, in UTF-8 or UTF-16."""
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
