"""Addresses of links and pictures: as a browser strips, decodes and resolves them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from ...model.chars import scheme
from ...model.weight import MAX_ADDRESS, Weight

_ENDS = "".join(map(chr, range(0x21)))
_INSIDE = re.compile("[\t\n\r]+")


def stripped(address: str) -> str:
    """`address` without what a URL parser drops (URL Standard, basic URL parser, steps 1–3)."""
    return _INSIDE.sub("", address.strip(_ENDS))


def internal(address: str) -> str:
    """The address `#…` with its name decoded as browsers do to find the element it points to.

    One that is longer than a report keeps is not decoded.
    """
    if "%" not in address or len(address) > MAX_ADDRESS:
        return address
    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address


class Resolver:
    """Makes relative addresses absolute by the page's own (H13); where that is not known it leaves them."""

    def __init__(self, base: str | None) -> None:
        self.base = base or ""
        self._root = ""  # the part of the base before its path: all that an address with `/` first needs
        self._weight = Weight()

    def __call__(self, address: str) -> str:
        """`address` made absolute; one inside the page is left as it is.

        Raises:
            LimitError: the addresses are so many and the base is so long that the report would grow beyond its limits.
        """
        if not self.base or not address or address.startswith("#") or scheme(address):
            return address
        try:
            if address.startswith("/") and not address.startswith("//"):
                self._root = self._root or urljoin(self.base, "/")
                found = urljoin(self._root, address)
            else:
                found = urljoin(self.base, address)
        except ValueError:  # an address that is none, such as //[
            return address
        self._weight.repeat(max(len(found) - len(address), 0))
        return found
