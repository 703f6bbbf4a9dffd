"""Column widths told by the cells of a table that has no `col`: as Word, WPS and portal editors write them (H05)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from ...model.grid import Placed
from ...model.widths import columns_from_cells
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

    Rows with filled holes and widths in another unit than the first tell nothing.
    """
    told: list[tuple[int, int, float]] = []
    unit: str | None = None
    for row, said in zip(rows, widths, strict=True):
        if len(row) != len(said):
            continue
        for cell, width in zip(row, said, strict=True):
            if width is not None and unit in (None, width[1]):
                unit = width[1]
                told.append((cell.column, cell.colspan, width[0]))
    return columns_from_cells(told, count)
