"""Texts of a page dump: which are labels or values, and the parts of a line between bars, tabs or blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from gireport.statutory.amounts import read_amount
from gireport.statutory.keys import TABLES
from gireport.statutory.labels import MAX_LABEL_LENGTH, labels, lookup_text, tables_with

BAR = re.compile("[|｜│]")
# Where other bars have blanks around them, a bar between two characters belongs to the text of a cell.
_SEPARATE_BAR = re.compile(r"(?<!\S)[|｜│]|[|｜│](?!\S)|(?<=[|｜│])[|｜│]|[|｜│](?=[|｜│])")
_SPACED_BAR = re.compile(r"\s[|｜│]|[|｜│]\s")
_BLANKS = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-–—―]\s*\d+\s*[-–—―]|\d+\s*/\s*\d+|第\s*\d+\s*页.*")
_MAX_PARTS_OF_CELL = 7
"""Parts between tabs of a cell of Tika's dump; a line of values has more."""
_MAX_HEAD_LENGTH = 12
"""Characters of a head that is not in the form, beside heads of the form."""
MAX_LABEL_LINES = 6
"""Lines of a label that the page breaks over several lines."""


# --- labels and values --------------------------------------------------------------------------------


def is_label(text: str) -> bool:
    """Whether `text` is a label of a statutory table."""
    return bool(tables_with(text.strip()))


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether `text` is what a value cell holds: a number or a mark for “not applicable”."""
    return any(read_amount(text, unit).state not in ("text", "blank") for unit in ("件", "万元"))


@cache
def _prefixes() -> frozenset[str]:
    """Every beginning of every label of the form, as `lookup_text` gives it."""
    known = (labels(table) for table in TABLES)
    names = {name for one in known for kind in (one.rows, one.heads, one.groups, one.plain) for name in kind}
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def begins_label(text: str) -> bool:
    """Whether `text` may be the beginning of a label.

    Only such lines are tried together with the next ones.
    """
    return len(text) <= MAX_LABEL_LENGTH and (lookup_text(text) in _prefixes() or not lookup_text(text))


def make_label(texts: Sequence[str]) -> bool:
    """Whether `texts` together are one label of the form.

    None of them may be a value, and not all may be labels.
    """
    is_whole = is_label("".join(texts)) and not any(map(is_value, texts))
    return is_whole and (len(texts) == 1 or not all(map(is_label, texts)))


def end_of_label(texts: Sequence[str], start: int) -> int:
    """The end index of the longest label that the texts from `start` on make.

    `start` + 1 where they make none.
    """
    if begins_label(texts[start]):
        for end in range(min(start + MAX_LABEL_LINES, len(texts)), start + 1, -1):
            if make_label(texts[start:end]):
                return end
    return start + 1


# --- lines --------------------------------------------------------------------------------------------


def has_bars(text: str) -> bool:
    """Whether a bar stands in `text`."""
    return BAR.search(text) is not None


def split_row(text: str) -> list[str] | None:
    """The parts of a line between its bars, tabs or blanks, stripped; None for a line that is not a row.

    Where blanks stand beside some of the bars, a bar between two other characters belongs to the text of a
    cell.
    """
    if has_bars(text):
        parts = (_SEPARATE_BAR if _SPACED_BAR.search(text.strip()) else BAR).split(text.strip())
        return [part.strip() for part in parts] if len(parts) > 1 else None
    if "\t" in text.strip():
        return [part.strip() for part in text.split("\t")]
    text = text.strip()
    if _BLANKS.search(text) is None or _PAGE_NUMBER.fullmatch(text):
        return None
    parts = parts_between_blanks(text)
    return parts if len(parts) > 1 and _is_row(parts) else None


def is_row_of_values(text: str) -> bool:
    """Whether a line that begins with a tab is a row of values, the first of them empty, and not one cell."""
    parts = text.split("\t")
    return len(parts) > _MAX_PARTS_OF_CELL and all(
        not part or is_value(part) for part in map(str.strip, parts)
    )


def _is_row(parts: list[str]) -> bool:
    """Whether the parts between blanks are cells: labels and values, or values behind another text."""
    named = sum(is_label(part) for part in parts)
    values = sum(is_value(part) for part in parts)
    if named + values == len(parts):
        return True
    return values == len(parts) - 1 > 1 and not is_value(parts[0])


def split_heads(text: str) -> list[str] | None:
    """The parts of a line of heads between its blanks; some may not be in the form. None for another line."""
    if has_bars(text) or len(text) > MAX_LABEL_LENGTH:
        return None
    parts = parts_between_blanks(text)
    named = sum(is_label(part) for part in parts)
    return (
        parts
        if named > 1 and is_label(parts[0]) and all(len(part) < _MAX_HEAD_LENGTH for part in parts)
        else None
    )


def parts_between_blanks(text: str) -> list[str]:
    """The parts of a line between its blanks.

    Parts that make a label only together (`本年新 制作数量`) are joined.
    """
    parts = _BLANKS.split(text.strip())
    result: list[str] = []
    start = 0
    while start < len(parts):
        end = end_of_label(parts, start)
        result.append(" ".join(parts[start:end]))
        start = end
    return result
