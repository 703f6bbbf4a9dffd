"""Lists: the number or label that each item shows (HTML Standard 4.4.5–4.4.8, 15.3.7)."""

from __future__ import annotations

import re

from msgspec import Struct

from ...model.normal import MAX_NUMBER
from ...reading.numbering.css import SIGNS, STYLES, UNWRITTEN, marker
from .css import NONE, Style, style
from .tree import Attributes, Node, integer

# What the `type` of an `ol` or `li` means; capitals count. The signs of an `li` or `ul` are written in any letters.
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_NO_SIGN = "none"
# A marker that the style writes out: `list-style-type: "（一）"` (CSS Lists 3, 3.3).
_WRITTEN_OUT = re.compile(
    r"""list-style(?:-type)?\s*:\s*(?:"((?:[^"\\;]|\\.)*)"|'((?:[^'\\;]|\\.)*)')""", re.IGNORECASE
)


class ListFrame(Struct):
    """An open list: the style of its markers, and how it counts."""

    style: str = "disc"
    next: int = 1
    step: int = 1
    written_out: str = ""


class Shown(Struct):
    """What an item shows: a bullet (`ordered` False), a plain number, or a label that is text.

    `unwritten` is the style whose numbers are kept in plain digits.
    """

    ordered: bool = False
    number: int | None = None
    label: str = ""
    unwritten: str = ""


def frame(tag: str, node: Node, attributes: Attributes, sheet_style: str) -> ListFrame:
    """The frame of the list element `node`; `sheet_style` is the style that the page's style sheets give it."""
    ordered = tag == "ol"
    of_type = _of_type(attributes) if ordered else ""
    own, written_out = _stated(attributes)
    chosen = own or sheet_style or of_type or ("decimal" if ordered else "disc")
    start = integer(attributes.get("start")) if ordered else None
    if not ordered or "reversed" not in attributes:
        return ListFrame(chosen, 1 if start is None else start, 1, written_out)
    if start is None:
        start = sum(1 for child in node.iter() if child.tag == "li" and not _is_hidden(child.attributes))
    return ListFrame(chosen, start, -1, written_out)


def shown(frame: ListFrame | None, attributes: Attributes, sheet_style: str) -> Shown:
    """What the next item of `frame` shows; `sheet_style` is the style that the page's style sheets give the item."""
    if frame is None:
        frame = ListFrame()
    value = integer(attributes.get("value"))
    number = frame.next if value is None else value
    frame.next = number + frame.step
    own, written_out = _stated(attributes)
    chosen = own or sheet_style or _of_type(attributes) or frame.style
    if not own:
        written_out = frame.written_out
    if written_out:
        # A sign without letters or digits is a bullet of another look.
        return Shown(label=written_out) if any(map(str.isalnum, written_out)) else Shown()
    if chosen in SIGNS or chosen == _NO_SIGN:
        return Shown()
    unwritten = chosen if chosen in UNWRITTEN else ""
    if chosen not in STYLES:
        chosen = "decimal"
    if chosen == "decimal" and 0 <= number <= MAX_NUMBER:
        return Shown(True, number, unwritten=unwritten)
    return Shown(label=marker(chosen, number), unwritten=unwritten)


def _of_type(attributes: Attributes) -> str:
    value = attributes.get("type") or ""
    sign = value.lower()
    return _TYPES.get(value) or (sign if sign in SIGNS or sign == _NO_SIGN else "")


def _stated(attributes: Attributes) -> tuple[str, str]:
    """The style that an element's own `style` states, and the marker that it writes out; empty for none."""
    value = attributes.get("style")
    if not value:
        return "", ""
    found = _WRITTEN_OUT.search(value)
    if found:
        return _NO_SIGN, (found.group(1) or found.group(2) or "").strip()
    return named(style(value)), ""


def named(said: Style) -> str:
    """The list style that `said` names; empty for none. A style that counts goes before `none` (CSS Lists 3, 3.4)."""
    words = said.list_type.split()
    counting = [word for word in words if word in STYLES or word in UNWRITTEN]
    signs = [word for word in words if word in SIGNS or word == _NO_SIGN]
    return next(iter([*counting, *signs]), "")


def _is_hidden(attributes: Attributes) -> bool:
    """Whether an item's own attributes say that it is not shown, so that it is not counted."""
    said = style(attributes["style"]) if attributes.get("style") else NONE
    return said.get("display") == "none" or ("hidden" in attributes and not said.get("display"))
