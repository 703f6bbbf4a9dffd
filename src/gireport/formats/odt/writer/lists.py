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

    A list starts where the kind of a level changes; an item whose number is not the next one says it.
    `style` gives the paragraph style for a parent style, `inlines` writes an item's content.
    """
    paragraph = style(LIST)
    open_: list[tuple[bool, int]] = []  # of each level: ordered, the next number
    for item in items:
        while len(open_) > item.level + 1:
            open_.pop()
            out.append(_CLOSE_LIST)
        if len(open_) > item.level:
            if open_[-1][0] == item.ordered:
                out.append(_CLOSE_ITEM)
            else:
                open_.pop()
                out.append(_CLOSE_LIST)
        if len(open_) == item.level:
            open_.append((item.ordered, 1))
            out.append(f'<text:list text:style-name="{NUMBERS if item.ordered else BULLETS}">')
        number = item.number or 0
        if item.ordered and open_[-1][1] != number:
            out.append(f'<text:list-item text:start-value="{number}">')
        else:
            out.append("<text:list-item>")
        open_[-1] = (item.ordered, number + 1)
        out.append(f'<text:p text:style-name="{paragraph}">')
        inlines(item.content, out)
        out.append("</text:p>")
    out.append(_CLOSE_LIST * len(open_))
