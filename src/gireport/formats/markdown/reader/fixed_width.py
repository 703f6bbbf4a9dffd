"""Lines as columns of a fixed-width font, as in drawn tables: a wide character (CJK) takes two columns."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_SECOND_COLUMN = "\0"
"""Stands after a wide character, for its second column."""


def to_columns(line: str) -> str:
    """`line` with one character for each column; combining characters, which take none, are left out."""
    return line if line.isascii() else "".join(map(_columns, line))


def from_columns(columns: str) -> str:
    """The text of a part of a line that `to_columns` gave."""
    return columns.replace(_SECOND_COLUMN, "")


def to_rectangle(lines: list[str]) -> list[str]:
    """`lines` as columns, filled with spaces to the length of the longest."""
    rows = [to_columns(line) for line in lines]
    width = max(map(len, rows))
    return [row.ljust(width) for row in rows]


def _columns(character: str) -> str:
    if east_asian_width(character) in "WF":
        return character + _SECOND_COLUMN
    return "" if combining(character) else character
