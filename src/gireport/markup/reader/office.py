"""What Word and WPS write that no other program does: list labels and their fillers (H08)."""

from __future__ import annotations

import re

from .css import Style
from .tree import Node

_BLANK = " \t\n\r\u00a0"
# Letters that Wingdings and Symbol show as bullets.
_SYMBOLS = {
    "wingdings": {"l": "●", "n": "■", "u": "◆", "Ø": "➢", "ü": "✓", "§": "▪", "v": "❖", "q": "❑", "w": "⬥"},
    "symbol": {"·": "•"},
}
_FAMILY = re.compile("wingdings|symbol")
_SPACER_FONT = re.compile(r"7\.0pt .?times new roman")


def is_label(style: Style) -> bool:
    """Whether a span is the label that Word shows before a list paragraph (`mso-list:Ignore`)."""
    return style.get("mso-list") == "ignore"


def label(node: Node, style: Style) -> str:
    """The label's own characters, without the filler that stands for its tab."""
    text = node.text().strip(_BLANK)
    family = _FAMILY.search(" ".join(value for name, value in style.declarations if name.startswith("font")))
    if family is None:
        return text
    return _SYMBOLS[family.group()].get(text, text)


def is_spacer(node: Node, style: Style) -> bool:
    """Whether a span is the filler after a label: blanks in 7-point Times."""
    return bool(_SPACER_FONT.match(style.get("font"))) and not node.text().strip(_BLANK)
