"""Runs of list items as Markdown lists (CommonMark 5.2, 5.3)."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.types import ListItem


def is_regular(items: Sequence[ListItem]) -> bool:
    """Whether a Markdown list shows the numbers that the items have.

    Only the first list may start elsewhere than at 1: no other ordered list ends the paragraph before it.
    """
    open_: list[tuple[bool, int]] = []  # of each open list: is it ordered, its next number
    for index, item in enumerate(items):
        del open_[item.level + 1 :]
        if len(open_) == item.level + 1 and open_[-1][0] is item.ordered:
            expected: int | None = open_[-1][1]
        else:
            del open_[item.level :]
            open_.append((item.ordered, 1))
            expected = None if index == 0 else 1
        if item.number is not None:
            if expected is not None and item.number != expected:
                return False
            open_[-1] = (True, item.number + 1)
    return True


def write(items: Sequence[ListItem], contents: Sequence[str]) -> str:
    """The lists of `items`, whose written contents are not empty."""
    lines: list[str] = []
    offsets = [0]  # where the content of each open item starts
    for item, content in zip(items, contents, strict=True):
        del offsets[item.level + 1 :]
        marker = "- " if item.number is None else f"{item.number}. "
        indent = " " * offsets[-1]
        offsets.append(offsets[-1] + len(marker))
        hanging = " " * offsets[-1]
        lines.append(f"{indent}{marker}" + content.replace("\n", f"\n{hanging}"))
    return "\n".join(lines)
