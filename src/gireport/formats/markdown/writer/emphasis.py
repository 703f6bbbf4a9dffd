"""Marks as emphasis where CommonMark's flanking rules let the delimiters work, else as HTML elements."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from ....markup.vocabulary import MARK_ELEMENTS
from ....model.types import Mark

# Bold and italic together are one run of delimiters; the others have none in CommonMark.
_STARS: dict[tuple[bool, bool], str] = {(True, False): "**", (False, True): "*", (True, True): "***"}


def opens(before: str, after: str) -> bool:
    """Whether delimiters between two characters are left-flanking (CommonMark 6.2); empty: a line's edge.

    Symbols count as punctuation only since version 0.31; the answer holds for older versions too.
    """
    if not after or after.isspace():
        return False
    return not _is_punctuation(after) or not before or _is_space(before) or _is_old_punctuation(before)


def closes(before: str, after: str) -> bool:
    """Whether delimiters between two characters are right-flanking."""
    return opens(after, before)


def _is_space(character: str) -> bool:
    """Whether it is Unicode white space (CommonMark 2.1); Python's `isspace` includes more."""
    return character in "\t\n\f\r" or category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    return category(character)[0] in "PS"


def _is_old_punctuation(character: str) -> bool:
    return category(character)[0] == "P" or (character.isascii() and _is_punctuation(character))


def write(marks: Sequence[Mark], inner: str, before: str, after: str, delimiter: str) -> str:
    """`inner` with its marks.

    `before` and `after` are the characters around it (empty at the edges of the line). `delimiter` is the one
    that ends the text before, or empty: two runs of the same delimiter would be read as one.
    """
    outer = [MARK_ELEMENTS[mark] for mark in marks if mark in ("underline", "superscript", "subscript")]
    strike = "strike" in marks
    stars = _STARS.get(("bold" in marks, "italic" in marks), "")
    if outer:
        before, after, delimiter = ">", "<", ""
    if stars:
        left, right = ("~", "~") if strike else (before, after)
        clash = delimiter == "*" and not strike
        if not clash and opens(left, inner[0]) and closes(inner[-1], right):
            inner = f"{stars}{inner}{stars}"
        else:
            tags = [MARK_ELEMENTS[mark] for mark in marks if mark in ("bold", "italic")]
            inner = _wrapped(tags, inner)
    if strike:
        if delimiter != "~" and opens(before, inner[0]) and closes(inner[-1], after):
            inner = f"~~{inner}~~"
        else:
            inner = _wrapped(["s"], inner)
    return _wrapped(outer, inner)


def _wrapped(elements: Sequence[str], inner: str) -> str:
    for element in reversed(elements):
        inner = f"<{element}>{inner}</{element}>"
    return inner
