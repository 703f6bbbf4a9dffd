"""Characters that markup cannot hold as they stand."""

from __future__ import annotations

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
