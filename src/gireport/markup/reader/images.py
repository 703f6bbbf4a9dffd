"""Pictures: `data:` addresses become resources, other addresses are kept (H13)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable

from ... import limits
from ...model.types import Resource
from ..facts import EXACT_SRC
from .addresses import stripped
from .css import NONE, pixels, style
from .tree import Attributes

_DATA = re.compile(r"data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_KEY = re.compile("[0-9a-f]{64}")
# Where scripts that load pictures when they come into sight find the address, and what stands in `src` until then.
_LAZY = ("data-src", "data-original", "data-lazy-src")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_-])(?:blank|gr[ae]y|lazy|load(?:ing)?|pixel|placeholder|spacer|transparent|1x1)[^/]*\.(?:gif|png|svg|jpe?g)$",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})++")
_SHORT = 1000
"""Characters of a `data:` address that can only hold a blank picture, if another stands beside it."""


def picture(
    attributes: Attributes, resources: dict[str, Resource], resolve: Callable[[str], str]
) -> tuple[str | None, str]:
    """The key or address of an `img`, and why it has none."""
    exact = attributes.get(EXACT_SRC)
    if exact:
        return exact, ""
    address = _address(attributes)
    if not address:
        return None, "it has no address"
    if address[:5].lower() != "data:":
        address = resolve(address)
        return f"./{address}" if _KEY.fullmatch(address) else address, ""
    return _embedded(address, resources)


def _address(attributes: Attributes) -> str:
    """The address of an `img`; of one that scripts load later, that which they would show."""
    address = stripped(attributes.get("src") or "")
    blank = len(address) < _SHORT if address[:5].lower() == "data:" else _PLACEHOLDER.search(address)
    if not address or blank:
        for name in _LAZY:
            later = stripped(attributes.get(name) or "")
            if later and later[:5].lower() != "data:":
                return later
    return address or stripped(attributes.get("srcset") or "").partition(" ")[0].rstrip(",")


def _embedded(address: str, resources: dict[str, Resource]) -> tuple[str | None, str]:
    """RFC 2397, as the Fetch Standard reads it (data: URL processor)."""
    found = _DATA.match(address)
    if found is None:
        return None, "its data: address is damaged"
    media_type = found.group(1).strip().lower()
    if not _MEDIA_TYPE.fullmatch(media_type):
        return None, f"{media_type[:40]!r} is no media type"
    data = _unescaped(address, found.end())
    if found.group(2).lower().rstrip().endswith("base64"):
        try:
            data = base64.b64decode(_padded(data), validate=True)
        except binascii.Error:
            return None, "its base64 is damaged"
    if not data or len(data) > limits.IMAGE_BYTES:
        return None, "it is empty" if not data else "it is too large"
    key = hashlib.sha256(data).hexdigest()
    resources.setdefault(key, Resource(media_type, data))
    return key, ""


def _unescaped(address: str, start: int) -> bytes:
    """The bytes that `address` stands for from `start` on, its percent escapes decoded (URL Standard 1.3).

    A run of escapes is decoded at once, and nothing is kept of it but its bytes: an address may be nothing but escapes.
    """
    data = bytearray()
    for run in _ESCAPES.finditer(address, start):
        data += address[start : run.start()].encode()
        data += bytes.fromhex(run.group().replace("%", ""))
        start = run.end()
    data += address[start:].encode()
    return bytes(data)


def _padded(data: bytes) -> bytes:
    data = b"".join(data.split())
    return data if len(data) % 4 == 0 else data.rstrip(b"=") + b"=" * (-len(data.rstrip(b"=")) % 4)


def size(attributes: Attributes) -> tuple[int | None, int | None]:
    """The width and height that an `img` states, in CSS pixels."""
    said = style(attributes["style"]) if attributes.get("style") else NONE
    return (
        pixels(said.width) or pixels(attributes.get("width")),
        pixels(said.height) or pixels(attributes.get("height")),
    )


def alternative(attributes: Attributes) -> str:
    """The text that stands for the picture."""
    return attributes.get("alt") or ""
