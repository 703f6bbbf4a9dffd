"""How texts, attributes, lengths and addresses are written in the XML of ODF."""

from __future__ import annotations

import re

from ....model.chars import scheme
from ....model.patterns import compiled_later

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# XML 1.0, 3.3.3: a parser replaces white space in attributes by spaces, unless it is written as references.
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
# A single space between two other characters stays; other white space, which readers fold, becomes elements.
_WHITE_SPACE = compiled_later(r"(?<=[^ \t]) (?=[^ \t])|( +)|\t")
_NEEDS_ELEMENTS = compiled_later(r"^ | $|  |\t")


def text(value: str) -> str:
    """`value` as the text of an element whose white space is not folded."""
    return value.translate(_TEXT)


def attribute(value: str) -> str:
    """`value` as an attribute's value, without the quotation marks."""
    return value.translate(_ATTRIBUTE)


def paragraph_text(value: str) -> str:
    """`value` in a paragraph: `text:s` and `text:tab` where readers fold (ODF 1.3 part 3, 6.1.2)."""
    escaped = value.translate(_TEXT)
    return _WHITE_SPACE.sub(_space_element, escaped) if _NEEDS_ELEMENTS.search(escaped) else escaped


def _space_element(match: re.Match[str]) -> str:
    spaces = match.group(1)
    if spaces is None:
        return "<text:tab/>" if match.group() == "\t" else " "
    return f'<text:s text:c="{len(spaces)}"/>' if len(spaces) > 1 else "<text:s/>"


# --- lengths (ODF 1.3 part 3, 18.3.18) -----------------------------------------------------------


def points(value: float) -> str:
    """A length of `value` points, with up to four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + "pt"


def twips(value: float) -> str:
    """A length of `value` twips (1/20 point)."""
    return points(value / 20)


def pixels(value: float) -> str:
    """A length of `value` CSS pixels (3/4 point); whole pixels read back exactly."""
    return points(value * 0.75)


# --- addresses: a relative one starts at the package, as if that were a folder (ODF 1.3 part 2, 3.7) ------


def link_address(address: str) -> str:
    """The `xlink:href` for a link. A relative address gets `../` to leave the package; `#bookmark` stays."""
    return address if address.startswith("#") else picture_address(address)


def picture_address(address: str) -> str:
    """The `xlink:href` for a picture outside of the package."""
    return address if address.startswith("/") or scheme(address) else f"../{address}"
