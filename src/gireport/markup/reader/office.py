"""What offices write that no other program does: labels, fillers, tabs as blanks (H08), page headers."""

from __future__ import annotations

import re

from ..facts import OFFICE_NAMES
from .css import Style
from .tree import Attributes, Node

_BLANK = " \t\n\r\u00a0"
# A footer that says no more is a page number.
_PAGE_NUMBER = re.compile(r"第|页|頁|共|\bpage\b|\bof\b|[\W\d_]", re.IGNORECASE)
_MOST_TABS = 50
_SPACER_FONT = re.compile(r"7\.0pt .?times new roman")


def is_label(style: Style) -> bool:
    """Whether a span is the label that Word shows before a list paragraph (`mso-list:Ignore`)."""
    return style.get("mso-list") == "ignore"


def label(node: Node) -> str:
    """The label's own characters, without the filler that stands for its tab."""
    return node.text().strip(_BLANK)


def tabs(node: Node, style: Style) -> int:
    """How many tabs a span of blanks stands for (`mso-tab-count:2`)."""
    count = style.get("mso-tab-count")
    if not (count.isascii() and count.isdecimal()) or node.text().strip(_BLANK):
        return 0
    return min(int(count[:3]), _MOST_TABS)


def is_spacer(node: Node, style: Style) -> bool:
    """Whether a span is the filler after a label: blanks in 7-point Times."""
    return bool(_SPACER_FONT.match(style.get("font"))) and not node.text().strip(_BLANK)


def is_margin(node: Node, attributes: Attributes) -> bool:
    """Whether a `div` is the page header or footer that LibreOffice puts first or last into the body."""
    body = node.parent
    if attributes.get("title") not in ("header", "footer") or body is None or body.tag != "body":
        return False
    head = body.prev
    while head is not None and head.tag != "head":
        head = head.prev
    generator = head.css_first('meta[name="generator"]') if head is not None else None
    return generator is not None and (generator.attributes.get("content") or "").startswith(OFFICE_NAMES)


def margin(node: Node) -> str:
    """What a page header or footer says; empty where it only numbers the pages."""
    text = " ".join(node.text().split())
    if node.css_first("img") is not None:
        return f"{text} a picture".strip()
    return text if _PAGE_NUMBER.sub("", text) else ""
