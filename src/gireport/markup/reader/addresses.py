"""Addresses of links and pictures, stripped, decoded and resolved as in a browser; `data:` pictures (H13)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ... import limits
from ...model.chars import scheme
from ...model.messages import Message, message
from ...model.patterns import compiled_later
from ...model.types import Resource, resource_key
from ...model.weight import MAX_ADDRESS, Weight
from ..vocabulary import EXACT_SRC
from .css import EMPTY_STYLE, parse_pixels, parse_style
from .tree import Attributes

_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_LINE_ENDS_AND_TABS = compiled_later("[\t\n\r]+")
_DATA_ADDRESS = compiled_later(r"data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)
_MEDIA_TYPE = compiled_later(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_RESOURCE_KEY = compiled_later("[0-9a-f]{64}")
# Attributes from which scripts load a picture when it scrolls into view, and the picture in `src` until then.
_LAZY_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src")
_PLACEHOLDER = compiled_later(
    r"(?:^|[/_-])(?:blank|gr[ae]y|lazy|load(?:ing)?|pixel|placeholder|spacer|transparent|1x1)[^/]*"
    r"\.(?:gif|png|svg|jpe?g)$",
    re.IGNORECASE,
)
_PLACEHOLDER_LENGTH = 1000
"""A `data:` address with fewer characters is a placeholder where another address stands beside it."""
_ESCAPES = compiled_later(r"(?:%[0-9A-Fa-f]{2})++")


def stripped(address: str) -> str:
    """`address` without what a URL parser removes (URL Standard, basic URL parser, steps 1–3)."""
    return _LINE_ENDS_AND_TABS.sub("", address.strip(_CONTROLS_AND_SPACE))


def decoded_fragment(address: str) -> str:
    """The address `#…` with its name decoded, as browsers decode it to find the element.

    An address longer than a report keeps is returned as it is.
    """
    if "%" not in address or len(address) > MAX_ADDRESS:
        return address
    from urllib.parse import unquote  # here and below: it takes milliseconds to import

    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address


class Resolver:
    """Resolves relative addresses against `base`, the address of the page; None changes nothing."""

    def __init__(self, base: str | None) -> None:
        self.base = base or ""
        self._is_web = self.base[:4].lower() == "http"
        self._origin = ""  # the base without its path: enough to resolve an address that begins with `/`
        self._weight = Weight()

    def __call__(self, address: str) -> str:
        """The absolute address; `#…` and what is not a valid address are returned as they are.

        Raises:
            LimitError: a long base and many addresses would make the report larger than its limits.
        """
        if not self.base or not address or address.startswith("#") or scheme(address):
            return address
        from urllib.parse import urljoin

        try:
            if self._is_web and address.startswith("/") and not address.startswith("//"):
                self._origin = self._origin or urljoin(self.base, "/")
                absolute = urljoin(self._origin, address)
            else:
                absolute = urljoin(self.base, address)
        except ValueError:  # not a valid address, such as //[
            return address
        self._weight.repeat(max(len(absolute) - len(address), 0))
        return absolute


# --- pictures ----------------------------------------------------------------------------------------


def image_source(
    attributes: Attributes, resources: dict[str, Resource], resolve: Callable[[str], str]
) -> tuple[str | None, Message | None]:
    """The resource of an `img`: its key in `resources` (where a `data:` picture is added) or its address.

    Where the `img` has no usable picture: None and the reason.
    """
    exact = attributes.get(EXACT_SRC)
    if exact:
        return exact, None
    address = _image_address(attributes)
    if not address:
        return None, message("markup.picture-without-address")
    if address[:5].lower() != "data:":
        address = resolve(address)
        return f"./{address}" if _RESOURCE_KEY.fullmatch(address) else address, None
    return _data_picture(address, resources)


def _image_address(attributes: Attributes) -> str:
    """The address in `src` (of a placeholder, the one that a script loads), or the first in `srcset`."""
    address = stripped(attributes.get("src") or "")
    is_data = address[:5].lower() == "data:"
    is_placeholder = len(address) < _PLACEHOLDER_LENGTH if is_data else _PLACEHOLDER.search(address)
    if not address or is_placeholder:
        for name in _LAZY_ATTRIBUTES:
            later = stripped(attributes.get(name) or "")
            if later and later[:5].lower() != "data:":
                return later
    return address or stripped(attributes.get("srcset") or "").partition(" ")[0].rstrip(",")


def _data_picture(address: str, resources: dict[str, Resource]) -> tuple[str | None, Message | None]:
    """Add the picture in a `data:` address to `resources` (RFC 2397; Fetch Standard, data: URL processor)."""
    found = _DATA_ADDRESS.match(address)
    if found is None:
        return None, message("markup.data-address-damaged")
    media_type = found.group(1).strip().lower()
    if not _MEDIA_TYPE.fullmatch(media_type):
        return None, message("markup.not-a-media-type", name=media_type[:40])
    data = percent_decoded(address, found.end())
    if found.group(2).lower().rstrip().endswith("base64"):
        import base64
        import binascii

        try:
            data = base64.b64decode(_with_padding(data), validate=True)
        except binascii.Error:
            return None, message("markup.base64-damaged")
    if not data:
        return None, message("markup.picture-empty")
    if len(data) > limits.IMAGE_BYTES:
        return None, message("markup.picture-too-large")
    key = resource_key(data)
    resources.setdefault(key, Resource(media_type, data))
    return key, None


def percent_decoded(address: str, start: int) -> bytes:
    """The bytes of `address` from position `start` on, percent escapes decoded (URL Standard 1.3).

    Decodes a run of escapes at once, to save memory: an address may consist of millions of escapes.
    """
    data = bytearray()
    for run in _ESCAPES.finditer(address, start):
        data += address[start : run.start()].encode()
        data += bytes.fromhex(run.group().replace("%", ""))
        start = run.end()
    data += address[start:].encode()
    return bytes(data)


def _with_padding(data: bytes) -> bytes:
    data = b"".join(data.split())
    return data if len(data) % 4 == 0 else data.rstrip(b"=") + b"=" * (-len(data.rstrip(b"=")) % 4)


def image_size(attributes: Attributes) -> tuple[int | None, int | None]:
    """The width and height that an `img` states, in CSS pixels; its style goes before its attributes."""
    style = parse_style(attributes["style"]) if attributes.get("style") else EMPTY_STYLE
    return (
        parse_pixels(style.width) or parse_pixels(attributes.get("width")),
        parse_pixels(style.height) or parse_pixels(attributes.get("height")),
    )
