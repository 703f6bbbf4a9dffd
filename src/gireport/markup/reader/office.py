"""What Word and WPS write that no other program does: list labels, their fillers, tabs as blanks (H08)."""

from __future__ import annotations

import re

from .css import Style
from .css import style as read_style
from .tree import Node

_BLANK = " \t\n\r\u00a0"
# Letters that Wingdings and Symbol show as bullets.
_SYMBOLS = {
    "wingdings": {"l": "●", "n": "■", "u": "◆", "Ø": "➢", "ü": "✓", "§": "▪", "v": "❖", "q": "❑", "w": "⬥"},
    "symbol": {"·": "•"},
}
_FAMILY = re.compile("wingdings|symbol")
_MOST_TABS = 50
_SPACER_FONT = re.compile(r"7\.0pt .?times new roman")


def is_label(style: Style) -> bool:
    """Whether a span is the label that Word shows before a list paragraph (`mso-list:Ignore`)."""
    return style.get("mso-list") == "ignore"


def label(node: Node, style: Style) -> str:
    """The label's own characters, without the filler that stands for its tab."""
    text = node.text().strip(_BLANK)
    above = node.parent  # the font stands on the span around it
    styles = [style] if above is None else [style, read_style(above.attributes.get("style") or "")]
    fonts = (value for said in styles for name, value in said.declarations if name.startswith("font"))
    family = _FAMILY.search(" ".join(fonts))
    if family is None:
        return text
    return _SYMBOLS[family.group()].get(text, text)


def tabs(node: Node, style: Style) -> int:
    """How many tabs a span of blanks stands for (`mso-tab-count:2`)."""
    count = style.get("mso-tab-count")
    if not (count.isascii() and count.isdecimal()) or node.text().strip(_BLANK):
        return 0
    return min(int(count[:3]), _MOST_TABS)


def is_spacer(node: Node, style: Style) -> bool:
    """Whether a span is the filler after a label: blanks in 7-point Times."""
    return bool(_SPACER_FONT.match(style.get("font"))) and not node.text().strip(_BLANK)
