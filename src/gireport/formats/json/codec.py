"""Reads and writes the model's own JSON form; checks its size before anything is built."""

from __future__ import annotations

import re

import msgspec

from ... import limits
from ...errors import EmptyFileError, LimitError, WrongKindError
from ...losses import Losses
from ...model import Report, decode, encode, normal
from ...model.messages import message
from ...safe.kinds import describe, other_kind

# Byte order marks of UTF-16 and UTF-32, and `{` in them without a mark.
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"{\0", b"\0{", b"\0\0\0{")
# The key "gireport" at the top level, first or after members with plain values (`"$schema"` …).
_REPORT_KEY = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[-+.\w]+)\s*,\s*)*"gireport"\s*:\s*"'
)


def sniff(data: bytes) -> bool:
    """Return whether `data` begins as the JSON form of a report does."""
    return _REPORT_KEY.match(data[:1024]) is not None


def read(data: bytes, losses: Losses) -> Report:
    """The report in JSON `data`, in normal form.

    Raises:
        EmptyFileError, WrongKindError, ModelError, LimitError
    """
    if not data:
        raise EmptyFileError(message("plugins.empty-file"))
    if data.startswith(_UTF_16_OR_32):
        raise WrongKindError(message("json.utf-16"))
    kind = describe(data)
    if kind:
        raise other_kind(kind, message("json.wanted"))
    check_size(data)
    return normal(decode(data), losses.note)


def write(report: Report, _losses: Losses) -> bytes:
    """The JSON form of `report`."""
    return encode(report)


# --- the size of a report in memory, estimated from its JSON -----------------------------------------

_BRACKETS_AND_COMMAS = (b"{", b"[", b",")
_BOOKMARK = 2  # what a bookmark takes beside its brackets and commas; an escape (\u) may hide the word
_FOUR_BYTES = re.compile(rb"[\xf0-\xf4]|\\u[dD][89abAB]")
_TWO_BYTES = re.compile(rb"[\xc4-\xef]|\\u(?!00)")
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))  # the later bytes of a character in UTF-8


class _Body(msgspec.Struct):
    body: msgspec.Raw = msgspec.Raw(b"")


def check_size(data: bytes) -> None:
    """Check the estimated memory of the report in `data`; `decode` refuses bytes that are not JSON.

    Raises:
        LimitError: there are more values or characters than the limits allow.
    """
    values = _count_values(data) + _BOOKMARK * (data.count(b"bookmark") + data.count(rb"\u"))
    if values > limits.JSON_VALUES:
        raise LimitError(message("json.values", limit=limits.JSON_VALUES))
    has_escapes = rb"\u" in data
    most_bytes = 1 if data.isascii() and not has_escapes else 4
    is_long = most_bytes * len(data) > limits.JSON_TEXT
    if values <= limits.JSON_BESIDE and not is_long:
        return
    body = _body(data)
    # Outside the body a name or a word takes several times the memory of a value in it.
    if (
        len(data) - len(body) > limits.JSON_BESIDE
        and _count_values(data) - _count_values(body) > limits.JSON_BESIDE
    ):
        raise LimitError(message("json.values-beside", limit=limits.JSON_BESIDE))
    # A text with an escape is compared as a whole, with its keys.
    if is_long and _text_bytes(data if has_escapes else body) > limits.JSON_TEXT:
        raise LimitError(message("json.text", limit=limits.JSON_TEXT))


def _count_values(data: bytes) -> int:
    return sum(map(data.count, _BRACKETS_AND_COMMAS))


def _body(data: bytes) -> bytes:
    """The JSON of the body; all of `data` where it cannot be decoded, which `decode` then reports."""
    try:
        return bytes(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Body).body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return data


def _text_bytes(data: bytes) -> int:
    """The bytes of all characters in memory, each as wide as the widest one: 1, 2 or 4 (PEP 393)."""
    width = 4 if _FOUR_BYTES.search(data) else 2 if _TWO_BYTES.search(data) else 1
    return width * (len(data) if data.isascii() else len(data.translate(None, _CONTINUATION_BYTES)))
