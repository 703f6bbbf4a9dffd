"""The bytes of pictures in markup: each is made into base64 once, and put where it is shown when all else is written.

Until then a mark stands for them, so that nothing that a writer does to its text copies or searches pictures.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from ...model.types import Resource

_EDGE = "\0"  # before and after the key of a picture; no report can hold this character


def address(key: str, resource: Resource) -> str:
    """The `data:` address of the picture `resource`, a mark for its bytes in it (RFC 2397)."""
    return f"data:{resource.media_type};base64,{_EDGE}{key}{_EDGE}"


def embedded(written: str, resources: Mapping[str, Resource]) -> bytes:
    """What is `written` as UTF-8, with the base64 of pictures in place of their marks."""
    parts = written.split(_EDGE)
    if len(parts) == 1:
        return written.encode()
    known = {key: b64encode(resources[key].data) for key in dict.fromkeys(parts[1::2])}
    return b"".join(known[part] if number % 2 else part.encode() for number, part in enumerate(parts))
