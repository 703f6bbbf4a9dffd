"""Column widths for a table that states none: each column is as wide as its texts need.

The rule is that of an office: as few lines a row as the page allows. All columns get the width at which no
cell has more than `n` lines for each row that it covers, with the least `n` for which they fit together; what
is left of the table's width goes to the columns whose texts are still longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil

from .grid import Slot
from .types import Block, Cell, Heading, LineBreak, ListItem, Paragraph, Text

# Widths are counted in em: a Chinese character is 1, a letter or digit 0.5.
_HALF_WIDTH = "\u2e80"
"""Characters before this one are half as wide."""
_MOST_LINES = 8
_NARROWEST = 2.0
_WHOLE = 3
"""A text of at most so many em (总计, 自然人) stays on one line."""
_LONGEST_WORD = 8
"""A longer word, often an address, breaks."""
_BLOCK = (12.0, 6.0)
"""What stands for a nested table: its length and the length that does not break."""
_KINSOKU_FROM = 6
"""Lines at least so long have room for one more: a line ends early where the next would begin with a 、."""
_OPENING = frozenset("（《〈“‘【〔「『([")
_CLOSING = frozenset("）》〉”’】〕」』)]、。，；：？！%‰…—")
"""What stays with the character after it, and what stays with the one before it."""


def fitted(lines: Iterable[Sequence[Slot[Cell]]], columns: int, room: float, padding: float) -> list[float]:
    """The widths of `columns` columns, in em, that together are `room` wide.

    `lines` are the table's rows as `grid.placed` gives them, `padding` is the width of a cell beside its
    text. One pass over the cells.
    """
    longest = [0.0] * columns  # of each column the longest text
    lengths = [0.0] * columns  # the same, but each is divided by the rows that it covers
    words = [_NARROWEST] * columns  # of each column the longest part that does not break
    spans: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        for cell, column, anchor in line:
            if not anchor or not cell.content:
                continue
            length, word = _extent(cell.content)
            if cell.colspan > 1:
                key = (column, cell.colspan)
                before = spans.get(key, (0.0, 0.0))
                spans[key] = (max(length / cell.rowspan, before[0]), max(word, before[1]))
                continue
            if word > words[column]:
                words[column] = word
            if length > longest[column]:
                longest[column] = length
            if cell.rowspan > 1:
                length /= cell.rowspan
            if length > lengths[column]:
                lengths[column] = length
    needed: list[float] = []
    for count in range(1, _MOST_LINES + 1):
        needed = [_needed(*pair, count) + padding for pair in zip(lengths, words, strict=True)]
        _widen(needed, spans, count, padding)
        if sum(needed) <= room:
            break
    return _shared(needed, [length + padding for length in longest], room)


def divided(widths: Sequence[float], total: int) -> list[int]:
    """`total` (any unit) divided in proportion to `widths`, at least 1 each.

    The sum is exactly `total` where possible: programs scale a grid that does not fill its table, and
    rounding then moves the edges of some rows only.
    """
    whole = sum(widths)
    parts: list[int] = []
    edge = 0
    reached = 0.0
    for after, value in zip(range(len(widths) - 1, -1, -1), widths, strict=True):
        reached += value
        end = min(round(total * reached / whole), total - after)  # so that each column after it gets a part
        parts.append(max(end - edge, 1))
        edge += parts[-1]
    return parts


def _needed(length: float, word: float, lines: int) -> float:
    """The width of a text of `length` in so many lines, of which `word` does not break."""
    if length <= word:
        return word
    each = length if lines == 1 else ceil(length / lines)
    if each < length and each >= _KINSOKU_FROM:
        each += 1
    return max(each, word)


def _widen(
    needed: list[float], spans: dict[tuple[int, int], tuple[float, float]], lines: int, padding: float
) -> None:
    """Widen the columns under merged cells that need more than their columns have, all by the same."""
    edges = list(accumulate(needed, initial=0.0))
    added: dict[int, float] = {}
    for (column, colspan), (length, word) in spans.items():
        missing = _needed(length, word, lines) + padding - (edges[column + colspan] - edges[column])
        if missing > 0:
            for each in range(column, column + colspan):
                added[each] = max(added.get(each, 0.0), missing / colspan)
    for column, width in added.items():
        needed[column] += width


def _shared(needed: Sequence[float], longest: Sequence[float], room: float) -> list[float]:
    """`needed` made to fill `room`: first towards the `longest` texts, then in proportion."""
    left = room - sum(needed)
    wanted = [max(more - least, 0.0) for more, least in zip(longest, needed, strict=True)]
    if left > 0 and any(wanted):
        share = min(left / sum(wanted), 1.0)
        needed = [width + more * share for width, more in zip(needed, wanted, strict=True)]
    have = sum(needed)
    return [width * room / have for width in needed]


# --- texts ---------------------------------------------------------------------------------------


def _extent(content: Sequence[Block]) -> tuple[float, float]:
    """The longest line of a cell's blocks in em, and the longest part of it that does not break."""
    only = content[0]
    if len(content) == 1 and type(only) is Paragraph and len(only.content) == 1:
        text = only.content[0]
        if type(text) is Text:
            return _measured(text.text)
    length, word = 0.0, 0.0
    for block in content:
        if isinstance(block, Paragraph | Heading | ListItem):
            shown = "".join(
                inline.text if isinstance(inline, Text) else "\n"
                for inline in block.content
                if isinstance(inline, Text | LineBreak)
            )
            found = [_measured(line) for line in shown.split("\n")]
        else:
            found = [_BLOCK]
        length = max(length, *(each for each, _ in found))
        word = max(word, *(each for _, each in found))
    return length, word


@lru_cache(maxsize=4096)
def _measured(text: str) -> tuple[float, float]:
    """The length of a text, and that of its longest part that does not break: a word, or one character, with
    the brackets and stops beside it.
    """
    length = em(text)
    if length <= _WHOLE:
        return length, length
    longest = part = 0.0
    holds = False  # whether the part goes on with whatever follows
    in_word = False
    for character in text:
        is_ascii = "!" <= character <= "~"
        joins = holds or character in _CLOSING or (is_ascii and in_word)
        width = 0.5 if character < _HALF_WIDTH else 1.0
        part = part + width if joins else width
        longest = max(longest, part)
        in_word = is_ascii
        holds = character in _OPENING
    return length, min(longest, _LONGEST_WORD)


def em(text: str) -> float:
    """The width of `text` in em."""
    if text.isascii():
        return len(text) / 2
    return sum(0.5 if character < _HALF_WIDTH else 1.0 for character in text)
