"""Tables as markup: caption, columns, head and body, each cell with its spans and the scope it heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...model.grid import placed
from ...model.types import Block, Cell, Inline, Paragraph, Table
from ..facts import DATA_CLASS

Contents = Callable[[Sequence[Block]], str]


def write(table: Table, inlines: Callable[[Sequence[Inline]], str], blocks: Contents) -> str:
    """The `table` element; a header cell is a `th` with its scope (HTML Standard 4.9.10)."""
    parts = [f'<table class="{DATA_CLASS}">\n' if _looks_like_layout(table) else "<table>\n"]
    if table.caption:
        parts.append(f"<caption>{inlines(table.caption)}</caption>\n")
    if table.columns:
        total = sum(table.columns)
        columns = "".join(f'<col style="width:{100 * share / total:.6f}%">' for share in table.columns)
        parts.append(f"<colgroup>{columns}</colgroup>\n")
    lines = [f"<tr>{''.join(cells)}</tr>\n" for cells in _rows(table, _content_of(inlines, blocks))]
    head = table.header_rows
    if head:
        parts += ("<thead>\n", *lines[:head], "</thead>\n")
    if head < len(lines):
        parts += ("<tbody>\n", *lines[head:], "</tbody>\n")
    parts.append("</table>")
    return "".join(parts)


def _looks_like_layout(table: Table) -> bool:
    """Whether the reader could take the table for page layout: one cell, or a table in it (H06)."""
    if sum(map(len, table.rows)) == 1:
        return True
    return any(isinstance(block, Table) for row in table.rows for cell in row for block in cell.content)


def _content_of(
    inlines: Callable[[Sequence[Inline]], str], blocks: Contents
) -> Callable[[Cell], tuple[str, str]]:
    def content(cell: Cell) -> tuple[str, str]:
        """The style and the content of a cell; a single paragraph is written without its tags."""
        held = cell.content
        if not held:
            return "", ""
        if len(held) == 1:
            only = held[0]
            if isinstance(only, Paragraph) and only.content:
                style = f' style="text-align:{only.align}"' if only.align else ""
                return style, inlines(only.content)
        return "", f"\n{blocks(held)}"

    return content


def _rows(table: Table, content: Callable[[Cell], tuple[str, str]]) -> Iterator[list[str]]:
    if not table.header_columns:
        for number, row in enumerate(table.rows):
            tag = "th" if number < table.header_rows else "td"
            yield [_cell(tag, cell, content) for cell in row]
        return
    for number, line in enumerate(placed(table.rows)):
        cells = []
        for slot in line:
            if slot.anchor:
                tag = "td"
                if number < table.header_rows:
                    tag = "th"
                elif slot.column < table.header_columns:
                    tag = "row"
                cells.append(_cell(tag, slot.cell, content))
        yield cells


def _cell(tag: str, cell: Cell, content: Callable[[Cell], tuple[str, str]]) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    style, inner = content(cell)
    if tag == "td":
        return f"<td{spans}{style}>{inner}</td>"
    if tag == "row":
        scope = "rowgroup" if cell.rowspan > 1 else "row"
    else:
        scope = "colgroup" if cell.colspan > 1 else "col"
    return f'<th scope="{scope}"{spans}{style}>{inner}</th>'
