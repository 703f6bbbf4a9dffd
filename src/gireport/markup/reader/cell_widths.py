"""Column widths told by the cells of a table that has no `col`: as Word, WPS and portal editors write them (H05)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from ...model.grid import Placed
from . import css
from .tree import Attributes

Width: TypeAlias = tuple[float, str] | None
"""A number and its unit (`""` for pixels)."""


def stated(attributes: Attributes) -> Width:
    """The width that a `td` or `col` states; its style goes before its attribute."""
    said = css.style(attributes["style"]).width if attributes.get("style") else ""
    return css.width(said) or css.width(attributes.get("width") or "")


def columns(
    rows: Sequence[Sequence[Placed]], widths: Sequence[Sequence[Width]], count: int
) -> tuple[float, ...]:
    """The widths of `count` columns, told by the widths of the cells placed in `rows`; `()` where some has none.

    Cells of one column go before merged ones, which tell what is left for the one column they have that no
    cell tells. Rows with filled holes and widths in another unit than the first tell nothing.
    """
    if count < 2:
        return ()
    known: list[float | None] = [None] * count
    merged: list[tuple[Placed, float]] = []
    unit: str | None = None
    for row, said in zip(rows, widths, strict=True):
        if len(row) != len(said):
            continue
        for cell, width in zip(row, said, strict=True):
            if width is None or unit not in (None, width[1]):
                continue
            unit = width[1]
            if cell.colspan > 1:
                merged.append((cell, width[0]))
            elif known[cell.column] is None:
                known[cell.column] = width[0]
    for cell, whole in sorted(merged, key=lambda pair: pair[0].colspan):
        own = range(cell.column, cell.column + cell.colspan)
        missing = [column for column in own if known[column] is None]
        rest = whole - sum(known[column] or 0 for column in own)
        if len(missing) == 1 and rest > 0:
            known[missing[0]] = rest
    return tuple(width for width in known if width is not None) if None not in known else ()
