"""Lists: a flat run of items becomes nested `text:list` elements (ODF 1.3 part 3, 5.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ....model import Inline, ListItem
from ..names import BULLETS, LIST, NUMBERS

_CLOSE_ITEM = "</text:list-item>"
_CLOSE_LIST = "</text:list-item></text:list>"


def write_items(
    items: Sequence[ListItem],
    out: list[str],
    style: Callable[[str], str],
    inlines: Callable[[tuple[Inline, ...], list[str]], None],
) -> None:
    """Append the lists of consecutive `items` to `out`.

    A new list starts where a level changes between bullets and numbers. An item whose number is not the next
    one states it. `style` gives the paragraph style for a parent style, `inlines` writes an item's content.
    """
    paragraph = style(LIST)
    open_levels: list[tuple[bool, int]] = []  # of each level: whether it is ordered, its next number
    for item in items:
        while len(open_levels) > item.level + 1:
            open_levels.pop()
            out.append(_CLOSE_LIST)
        if len(open_levels) > item.level:
            if open_levels[-1][0] == item.ordered:
                out.append(_CLOSE_ITEM)
            else:
                open_levels.pop()
                out.append(_CLOSE_LIST)
        if len(open_levels) == item.level:
            open_levels.append((item.ordered, 1))
            out.append(f'<text:list text:style-name="{NUMBERS if item.ordered else BULLETS}">')
        number = item.number or 0
        if item.ordered and open_levels[-1][1] != number:
            out.append(f'<text:list-item text:start-value="{number}">')
        else:
            out.append("<text:list-item>")
        open_levels[-1] = (item.ordered, number + 1)
        out.append(f'<text:p text:style-name="{paragraph}">')
        inlines(item.content, out)
        out.append("</text:p>")
    out.append(_CLOSE_LIST * len(open_levels))
