"""Characters as XML writes them."""

from __future__ import annotations

import re

# In an attribute a parser turns white space into spaces unless it is a character reference (XML 1.0, 3.3.3);
# in text a carriage return becomes a line feed (2.11).
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_special = re.compile('[&<>"\t\n\r]').search


def text(characters: str) -> str:
    """`characters` as the content of an element."""
    return characters.translate(_IN_TEXT) if _special(characters) else characters


def attribute(characters: str) -> str:
    """`characters` as an attribute's value, to stand between double quotes."""
    return characters.translate(_IN_ATTRIBUTE) if _special(characters) else characters
