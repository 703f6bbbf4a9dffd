"""Tables that are drawn with characters: a wide one takes two columns of the drawing."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

# Behind a wide character: its second column.
_BEHIND = "\0"


def columns(line: str) -> str:
    """`line` with a place for each column that it takes."""
    return line if line.isascii() else "".join(map(_places, line))


def characters(drawn: str) -> str:
    """What stands in a part of a drawn line."""
    return drawn.replace(_BEHIND, "")


def drawing(lines: list[str]) -> list[str]:
    """The lines with a place for each column that they take, all of the same length."""
    wide = [columns(line) for line in lines]
    width = max(map(len, wide))
    return [line.ljust(width) for line in wide]


def _places(character: str) -> str:
    if east_asian_width(character) in "WF":
        return character + _BEHIND
    return "" if combining(character) else character
