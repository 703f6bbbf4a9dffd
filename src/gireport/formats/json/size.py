"""How much memory a report in JSON takes, told before it is built."""

from __future__ import annotations

import re

import msgspec

from ... import limits
from ...errors import LimitError

_SIGNS = (b"{", b"[", b",")
_EDGE = 2  # what a bookmark takes beside its braces and commas; an escape may hide its name
_FOUR_BYTES = re.compile(rb"[\xf0-\xf4]|\\u[dD][89abAB]")
_TWO_BYTES = re.compile(rb"[\xc4-\xef]|\\u(?!00)")
_LATER_BYTES = bytes(range(0x80, 0xC0))  # of a character in UTF-8 that has several


class _Body(msgspec.Struct):
    body: msgspec.Raw = msgspec.Raw(b"")


def check(data: bytes) -> None:
    """Raise `LimitError` where the JSON in `data` says more than the limits allow; bytes that are no JSON pass."""
    found = _signs(data) + _EDGE * (data.count(b"bookmark") + data.count(rb"\u"))
    if found > limits.JSON_VALUES:
        raise LimitError(f"the JSON has more than {limits.JSON_VALUES} brackets, braces and commas")
    escaped = rb"\u" in data
    widest = 1 if data.isascii() and not escaped else 4
    is_long = widest * len(data) > limits.JSON_TEXT
    if found <= limits.JSON_BESIDE and not is_long:
        return
    body = _body(data)
    # Outside the body a name or a word takes several times as much memory as what is in it.
    if len(data) - len(body) > limits.JSON_BESIDE and _signs(data) - _signs(body) > limits.JSON_BESIDE:
        raise LimitError(
            f"the JSON has more than {limits.JSON_BESIDE} brackets, braces and commas beside its body"
        )
    # With an escape in it, keys are compared in the whole of the text.
    if is_long and _text(data if escaped else body) > limits.JSON_TEXT:
        raise LimitError(f"the characters of the JSON take more than {limits.JSON_TEXT} bytes of memory")


def _signs(data: bytes) -> int:
    return sum(map(data.count, _SIGNS))


def _body(data: bytes) -> bytes:
    """The JSON of the body; that of the whole where it cannot be told: whoever reads it next says what is wrong."""
    try:
        return bytes(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Body).body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return data


def _text(data: bytes) -> int:
    """The bytes of all characters together, each as wide as the widest of them: 1, 2 or 4 (PEP 393)."""
    wide = 4 if _FOUR_BYTES.search(data) else 2 if _TWO_BYTES.search(data) else 1
    return wide * (len(data) if data.isascii() else len(data.translate(None, _LATER_BYTES)))
