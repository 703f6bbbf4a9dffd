"""Where the signature stands: the organ and the date at the end of a report (GB/T 9704-2012, 7.3.5.2).

It stands one line below the text. The organ ends two characters before the right edge. The date begins two
characters after the organ's first character; where it would end nearer to the edge, it ends two characters
before it, and the organ moves left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model.fitting import em
from ..model.types import Block, Inline, Paragraph, Text

_SHIFT = 2.0
"""Characters."""
_LONGEST = 24.0
"""Of the organ, in em: a longer one is a sentence, or has two lines."""
_GAP = 0.25
"""Em that programs put between a digit and a Chinese character."""
_DIGITS = frozenset("0123456789０１２３４５６７８９〇○零一二三四五六七八九")
_STOPS = frozenset("。，；：！？")
_MONTH_OR_DAY = 5
"""The most characters of a month or a day, spaces included."""


class Signature(NamedTuple):
    """The signature of a report: `first` is the index of the organ's block, the date follows it.

    `organ` and `date` are the spaces at the left and at the right of each, in em. `apart` says whether an
    empty line is needed before them: the report has none.
    """

    first: int
    apart: bool
    organ: tuple[float, float]
    date: tuple[float, float]


def signature(body: Sequence[Block], width: float) -> Signature | None:
    """The signature at the end of `body`, on lines of `width` em; None where there is none."""
    last = len(body) - 1
    while last > 0 and body[last] == _EMPTY:
        last -= 1
    if last < 1:
        return None
    organ, date = _line(body[last - 1]), _line(body[last])
    if not _is_date(date) or not organ.strip() or not _STOPS.isdisjoint(organ) or em(organ) > _LONGEST:
        return None
    organ_width = em(organ)
    date_width = em(date) + _GAP * sum(map(_is_border, date, date[1:]))
    organ_right, date_right = _SHIFT, organ_width - date_width
    if date_right < _SHIFT:
        date_right = _SHIFT
        organ_right = date_width + 2 * _SHIFT - organ_width
    return Signature(
        last - 1,
        last > 1 and body[last - 2] != _EMPTY,
        (max(width - organ_right - organ_width, 0.0), organ_right),
        (max(width - date_right - date_width, 0.0), date_right),
    )


_EMPTY = Paragraph()


def _is_date(line: str) -> bool:
    """Whether `line` is a date as documents are signed: 2024年1月23日, 二〇二四年一月二十三日."""
    year, _, rest = line.strip().partition("年")
    month, _, rest = rest.partition("月")
    day, end, rest = rest.partition("日")
    digits = year.strip()
    return (
        len(digits) == 4
        and _DIGITS.issuperset(digits)
        and bool(end)
        and not rest
        and all(0 < len(part) <= _MONTH_OR_DAY and _STOPS.isdisjoint(part) for part in (month, day))
    )


def _is_border(before: str, after: str) -> bool:
    return before.isdigit() != after.isdigit()


def _line(block: Block) -> str:
    """The text of a paragraph of one line; empty for everything else."""
    if type(block) is not Paragraph or block.align == "center":
        return ""
    return "".join(map(_text, block.content))


def _text(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text) else ""
