"""Runs of list items as nested lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...model.types import Inline, ListItem


def write(items: Sequence[ListItem], inlines: Callable[[Sequence[Inline]], str]) -> str:
    """Nested `ul` and `ol` elements; an item states its number only where it is not the next one."""
    parts: list[str] = []
    open_: list[tuple[bool, int]] = []  # of each open list: is it ordered, its next number
    for item in items:
        while len(open_) > item.level + 1 or (
            len(open_) == item.level + 1 and open_[-1][0] is not item.ordered
        ):
            parts.append(f"</li>\n</{'ol' if open_.pop()[0] else 'ul'}>\n")
        if len(open_) == item.level + 1:
            parts.append("</li>\n")
        while len(open_) <= item.level:
            parts.append("\n<ol>\n" if item.ordered else "\n<ul>\n")
            open_.append((item.ordered, 1))
        value = ""
        if item.number is not None:
            if item.number != open_[-1][1]:
                value = f' value="{item.number}"'
            open_[-1] = (True, item.number + 1)
        parts.append(f"<li{value}>{inlines(item.content)}")
    parts += (f"</li>\n</{'ol' if ordered else 'ul'}>\n" for ordered, _ in reversed(open_))
    return "".join(parts).strip("\n").replace(">\n\n<", ">\n<")
