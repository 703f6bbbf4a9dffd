"""Texts of a workbook: shared strings and those that stand in their cells (ECMA-376 part 1, 18.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from gireport.losses import Losses
from gireport.model.chars import LINE_END, without_forbidden
from gireport.safe.xml import Element, listed

from .content import Marks, Run
from .styles import child, children, local, marks_of

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class Text:
    """A text in pieces; a piece without properties of its own takes the marks of its cell."""

    def __init__(self, pieces: Sequence[tuple[str, Marks | None]]) -> None:
        self.pieces = pieces

    def runs(self, marks: Marks) -> list[Run]:
        """Return the pieces, those with equal marks joined, in a cell with these `marks`."""
        whole = [Run(text, marks if own is None else own) for text, own in self.pieces if text]
        return [
            Run("".join(run.text for run in group), shared)
            for shared, group in groupby(whole, key=lambda run: run.marks)
        ]


def plain(text: str, losses: Losses) -> Text:
    """The text in an attribute or element, with its escapes (`_x000D_`) resolved (22.4.2.4)."""
    return Text([(unescaped(text, losses), None)])


def unescaped(text: str, losses: Losses) -> str:
    """`text` with `_xHHHH_` as the characters that it stands for, line ends as `\\n`."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    text, dropped = without_forbidden(LINE_END.sub("\n", text))
    if dropped:
        losses.note("forbidden-character", "", dropped)
    return text


def read_text(item: Element, losses: Losses) -> Text:
    """The text of `item` (`si` or `is`); what helps to pronounce it (`rPh`) is no text that shows."""
    pieces: list[tuple[str, Marks | None]] = []
    for one in listed(item):
        name = local(one)
        if name == "t":
            pieces.append((unescaped(one.text or "", losses), None))
        elif name == "r":
            text = "".join(part.text or "" for part in children(one, "t"))
            properties = child(one, "rPr")
            own = None if properties is None else marks_of(properties)
            pieces.append((unescaped(text, losses), own))
    return Text(pieces)
