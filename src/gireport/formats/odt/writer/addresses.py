"""Addresses in a package: a relative one starts outside of it (ODF 1.3 part 2, 3.7)."""

from __future__ import annotations

from ....model.chars import scheme


def link_address(address: str) -> str:
    """What `xlink:href` holds for `address`: one that is relative to the document's folder leaves the package first."""
    return address if address.startswith("#") else picture_address(address)


def picture_address(address: str) -> str:
    """The same for a picture, which is never a place in the text."""
    return address if address.startswith("/") or scheme(address) else f"../{address}"
