"""Who hears of a repair, and where it was: words that a person can follow, `table 2 row 7 column 3`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

Notify: TypeAlias = Callable[[str, str, int], None]
"""Called for each repair with a loss code, a place in words (`table 2 row 7 column 3`) and a count."""


def ignore(_code: str, _where: str, _count: int) -> None:
    """The notifier of a caller who does not ask."""


class Place(Struct):
    """What was met in one flow of blocks, the last of it included; all numbers count from 1.

    `paragraphs` counts headings and list items too. `row` and `column` are a cell of the last table: its first
    row and grid column.
    """

    name: str = ""  # of a flow that is neither the body nor a cell
    paragraphs: int = 0
    tables: int = 0
    in_table: bool = False
    row: int = 0
    column: int = 0

    def paragraph(self) -> None:
        """Go on to a paragraph."""
        self.paragraphs += 1
        self.in_table = False

    def table(self) -> None:
        """Go on to a table, none of its cells yet."""
        self.tables += 1
        self.in_table = True
        self.row = self.column = 0


def in_words(places: Iterable[Place]) -> str:
    """The flows from the body inwards: `table 2 row 7 column 3, paragraph 2`."""
    words: list[str] = []
    for place in places:
        if place.name:
            words.append(place.name)
        if place.in_table:
            cell = f" row {place.row} column {place.column}" if place.row else ""
            words.append(f"table {place.tables}{cell}")
        elif place.paragraphs:
            words.append(f"paragraph {place.paragraphs}")
    return ", ".join(words)
