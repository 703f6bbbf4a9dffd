"""Lists: the level of each item and its number or label (HTML Standard 4.4.5–4.4.8, 15.3.7)."""

from __future__ import annotations

import re

from msgspec import Struct

from ...model.normal import MAX_LIST_LEVEL, MAX_NUMBER
from ...model.patterns import compiled_later
from ...model.types import Text
from ...reading.numbering.css import BULLETS, STYLES, UNSUPPORTED, marker
from . import css
from .css import EMPTY_STYLE, NO_MARKER, parse_style
from .flow import OpenElement, OpenList
from .tree import Attributes, Node, integer
from .walk import EndElement, Handler, Walker

# The attribute `type` of an `ol` or `li`; its case counts. The signs of a `ul` or `li` are written in any
# case.
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
# A style that is a string: `list-style-type: "（一）"` (CSS Lists 3, 3.3).
_STRING_STYLE = compiled_later(
    r"""list-style(?:-type)?\s*:\s*(?:"((?:[^"\\;]|\\.)*)"|'((?:[^'\\;]|\\.)*)')""", re.IGNORECASE
)


class Marker(Struct):
    """The marker of an item: a bullet (`ordered` is False), a plain number, or a label that becomes text."""

    ordered: bool = False
    number: int | None = None
    label: str = ""
    unsupported_style: str = ""
    """A style that we cannot write; its numbers become plain digits."""


def list_(walker: Walker, node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A list: numbers its items and raises their level."""
    flow = walker.flow
    flow.emit_open_item()
    tag = node.tag or ""
    flow.lists.append(_open_list(tag, node, attributes, walker.sheet.list_style(tag, attributes)))

    def end() -> None:
        flow.lists.pop()

    return end


def item(walker: Walker, _node: Node, attributes: Attributes, _style: css.Style) -> EndElement | None:
    """A list item; a label other than a bullet or a plain number becomes text before its first line."""
    flow = walker.flow
    open_list = flow.lists[-1] if flow.lists else OpenList()
    found = _next_marker(open_list, attributes, walker.sheet.list_style("li", attributes))
    if found.unsupported_style:
        walker.losses.note("number-format", flow.where(), 1, found.unsupported_style)
    if found.label:
        walker.losses.note("list-label", flow.where(), 1, found.label)
        return walker.begin(OpenElement("paragraph", label=Text(found.label, walker.inherited.marks)))
    level = max(len(flow.lists) - 1, 0)
    if level > MAX_LIST_LEVEL:
        walker.losses.note("list-level", flow.where())
    return walker.begin(OpenElement("item", min(level, MAX_LIST_LEVEL), found.ordered, found.number))


def _open_list(tag: str, node: Node, attributes: Attributes, sheet_style: str) -> OpenList:
    """The list element `node`; `sheet_style` is the list style from the page's style sheets."""
    ordered = tag == "ol"
    type_style = _style_of_type(attributes) if ordered else ""
    own_style, marker_text = _own_style(attributes)
    style = own_style or sheet_style or type_style or ("decimal" if ordered else "disc")
    start = integer(attributes.get("start")) if ordered else None
    if not ordered or "reversed" not in attributes:
        return OpenList(style, 1 if start is None else start, 1, marker_text)
    if start is None:
        start = sum(1 for child in node.iter() if child.tag == "li" and not _is_hidden(child.attributes))
    return OpenList(style, start, -1, marker_text)


def _next_marker(open_list: OpenList, attributes: Attributes, sheet_style: str) -> Marker:
    """The marker of the next item; `sheet_style` is the item's list style from the page's style sheets."""
    value = integer(attributes.get("value"))
    number = open_list.next if value is None else value
    open_list.next = number + open_list.step
    own_style, marker_text = _own_style(attributes)
    style = own_style or sheet_style or _style_of_type(attributes) or open_list.style
    if not own_style:
        marker_text = open_list.marker_text
    if marker_text:
        # A sign without letters or digits is a bullet of another shape.
        return Marker(label=marker_text) if any(map(str.isalnum, marker_text)) else Marker()
    if style in BULLETS or style == NO_MARKER:
        return Marker()
    unsupported = style if style in UNSUPPORTED else ""
    if style not in STYLES:
        style = "decimal"
    if style == "decimal" and 0 <= number <= MAX_NUMBER:
        return Marker(True, number, unsupported_style=unsupported)
    return Marker(label=marker(style, number), unsupported_style=unsupported)


def _style_of_type(attributes: Attributes) -> str:
    """The list style that the attribute `type` means; empty for none."""
    value = attributes.get("type") or ""
    sign = value.lower()
    return _TYPES.get(value) or (sign if sign in BULLETS or sign == NO_MARKER else "")


def _own_style(attributes: Attributes) -> tuple[str, str]:
    """The list style of an element's `style` attribute, and the marker where that style is a string."""
    value = attributes.get("style")
    if not value:
        return "", ""
    found = _STRING_STYLE.search(value)
    if found:
        return NO_MARKER, (found.group(1) or found.group(2) or "").strip()
    return parse_style(value).list_style, ""


def _is_hidden(attributes: Attributes) -> bool:
    """Whether an item is hidden by its own attributes, so that a reversed list does not count it."""
    style = parse_style(attributes["style"]) if attributes.get("style") else EMPTY_STYLE
    return style.get("display") == "none" or ("hidden" in attributes and not style.get("display"))


HANDLERS: dict[str, Handler] = {
    "li": item,
    **dict.fromkeys(("ul", "ol", "menu", "dir"), list_),
}
