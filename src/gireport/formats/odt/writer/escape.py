"""How characters are written in XML and in ODF paragraphs."""

from __future__ import annotations

import re

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# XML 1.0, 3.3.3: a parser turns white space in attributes into spaces unless it is written as references.
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
# A lone space between two other characters stands as it is; what readers may fold becomes an element.
_WHITE = re.compile(r"(?<=[^ \t]) (?=[^ \t])|( +)|\t")
_FOLDABLE = re.compile(r"^ | $|  |\t")


def text(value: str) -> str:
    """`value` as the text of an element in which white space is not folded."""
    return value.translate(_MARKUP)


def attribute(value: str) -> str:
    """`value` as an attribute's value, without the quotation marks."""
    return value.translate(_ATTRIBUTE)


def paragraph_text(value: str) -> str:
    """`value` as the content of a paragraph: `text:s` and `text:tab` where a reader would fold (ODF 1.3 part 3, 6.1.2)."""
    escaped = value.translate(_MARKUP)
    return _WHITE.sub(_white, escaped) if _FOLDABLE.search(escaped) else escaped


def _white(match: re.Match[str]) -> str:
    spaces = match.group(1)
    if spaces is None:
        return "<text:tab/>" if match.group() == "\t" else " "
    return f'<text:s text:c="{len(spaces)}"/>' if len(spaces) > 1 else "<text:s/>"
