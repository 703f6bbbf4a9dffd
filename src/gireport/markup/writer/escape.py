"""Characters that markup cannot hold as they stand, and the attributes that are written in several places."""

from __future__ import annotations

from ...model.types import Align

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})
_ATTRIBUTE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\u00a0": "&nbsp;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


def text(value: str) -> str:
    """`value` as character data."""
    return value.translate(_TEXT)


def attribute(name: str, value: str) -> str:
    """The attribute with a space before it."""
    return f' {name}="{value.translate(_ATTRIBUTE)}"'


def text_align(value: Align | None) -> str:
    """The style attribute of what is aligned so, with a space before it; empty for None."""
    return f' style="text-align:{value}"' if value else ""


def align(value: Align | None) -> str:
    """The same as the `align` attribute, which the HTML Standard has obsolete and browsers obey (15.3.3)."""
    return f' align="{value}"' if value else ""
