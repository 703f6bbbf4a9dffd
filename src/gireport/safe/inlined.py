"""How large markup is: its pictures, which stand in it as base64, are counted apart."""

from __future__ import annotations

import re

from .. import limits
from ..errors import LimitError

_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=%\s]{1000,}+")
_PICTURE_BYTES = re.compile(_PICTURE.pattern.encode())


def check_markup(text: str | bytes) -> None:
    """Raise `LimitError` where `text` has more than `limits.MARKUP_BYTES`, or pictures of more than `limits.INLINED_BYTES`."""
    if len(text) <= limits.MARKUP_BYTES:
        return
    found = _PICTURE.finditer(text) if isinstance(text, str) else _PICTURE_BYTES.finditer(text)
    pictures = sum(each.end() - each.start() for each in found)
    if pictures > limits.INLINED_BYTES:
        raise LimitError(
            f"the pictures in the file have {pictures} bytes of base64; the limit is {limits.INLINED_BYTES}"
        )
    if len(text) - pictures > limits.MARKUP_BYTES:
        raise LimitError(
            f"the file has {len(text) - pictures} bytes without its pictures; the limit is {limits.MARKUP_BYTES}"
        )
