"""Tables as pipe tables, where one can hold them (GFM 4.10)."""

from __future__ import annotations

from ....model.types import Align, Cell, Paragraph, Table
from .inlines import InlineWriter

_RULES: dict[Align | None, str] = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}


def write(table: Table, inlines: InlineWriter) -> str | None:
    """The pipe table; None for a table with more to it than a pipe table says."""
    if table.header_rows != 1 or table.header_columns or table.columns or table.caption:
        return None
    if not all(_is_plain(cell) for row in table.rows for cell in row):
        return None
    rules: list[str] = []
    for cells in zip(*table.rows, strict=True):
        aligns = {block.align for cell in cells for block in cell.content if isinstance(block, Paragraph)}
        align = aligns.pop() if aligns else None
        if aligns or align not in _RULES:
            return None
        rules.append(_RULES[align])
    lines = [[_cell(cell, inlines) for cell in row] for row in table.rows]
    lines.insert(1, rules)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _is_plain(cell: Cell) -> bool:
    """Whether a cell is one slot with nothing in it, or one paragraph that shows something."""
    if cell.colspan != 1 or cell.rowspan != 1 or len(cell.content) > 1:
        return False
    return all(isinstance(block, Paragraph) and block.content for block in cell.content)


def _cell(cell: Cell, inlines: InlineWriter) -> str:
    paragraph = cell.content[0] if cell.content else None
    return inlines.write(paragraph.content, "<br>") if isinstance(paragraph, Paragraph) else ""
