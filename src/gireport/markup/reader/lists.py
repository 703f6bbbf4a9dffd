"""Lists: the number or label that each item shows (HTML Standard 4.4.5–4.4.8)."""

from __future__ import annotations

from msgspec import Struct

from ...model.normal import MAX_NUMBER
from ...numbering import written
from .css import NONE, style
from .tree import Attributes, Node, integer

# What an `ol`'s type attribute or list-style-type shows, by the names of `numbering`; all else is decimal.
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_BULLETS = frozenset({"disc", "circle", "square", "none"})


_CHINESE = ("chinese", "taiwanese", "ideograph")


class ListFrame(Struct):
    """An open list: whether it is ordered, how it counts, and what its labels look like."""

    ordered: bool
    next: int = 1
    step: int = 1
    kind: str = "decimal"


class Shown(Struct):
    """What an item shows: a bullet (`ordered` False), a plain number, or a label that is text."""

    ordered: bool = False
    number: int | None = None
    label: str = ""


def frame(tag: str, node: Node, attributes: Attributes) -> ListFrame:
    """The frame of the list element `node`."""
    said = style(attributes["style"]) if attributes.get("style") else NONE
    kind = _TYPES.get(attributes.get("type") or "", "decimal")
    words = said.list_type.split()
    for word in words:
        kind = _STYLES.get(word, kind)
    if tag != "ol" or _BULLETS.intersection(words):
        return ListFrame(False)
    start = integer(attributes.get("start"))
    if "reversed" not in attributes:
        return ListFrame(True, 1 if start is None else start, 1, kind)
    if start is None:
        start = sum(1 for child in node.iter() if child.tag == "li")
    return ListFrame(True, start, -1, kind)


def shown(frame: ListFrame | None, attributes: Attributes) -> Shown:
    """What the next item of `frame` shows."""
    if frame is None or not frame.ordered:
        return Shown()
    value = integer(attributes.get("value"))
    number = frame.next if value is None else value
    frame.next = number + frame.step
    kind = _TYPES.get(attributes.get("type") or "", frame.kind)
    if kind != "decimal":
        end = "、" if kind.startswith(_CHINESE) else "."  # CSS Counter Styles 3, 6.2 and 7.1: the suffix
        return Shown(label=f"{_counted(kind, number)}{end}")
    if not 0 <= number <= MAX_NUMBER:
        return Shown(label=f"{number}.")
    return Shown(True, number)


def _counted(kind: str, number: int) -> str:
    if not 1 <= number <= MAX_NUMBER:
        return str(number)
    if kind not in ("lowerLetter", "upperLetter"):
        return written(kind, number)
    letters = ""
    while number:  # CSS counts a … z, aa, ab …, Word's numbering aa, bb …
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a" if kind == "lowerLetter" else "A") + digit) + letters
    return letters
