"""Tables as markup: caption, columns, head and body, each cell with its spans and the scope it heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...model.grid import has_bare_columns, placed, width
from ...model.types import Block, Cell, Inline, Paragraph, Table
from ...model.walk import inline_text
from ...model.walk import inlines as all_inlines
from ..facts import DATA_CLASS
from .inlines import speaks
from .look import Look

_LONG = 30
_LONG_WORD = re.compile(f"[!-\u2bff]{{{_LONG}}}")
"""What makes a table wider than a telephone unless it breaks: an address, mostly."""
_BREAKS = "overflow-wrap:anywhere"
Contents = Callable[[Sequence[Block]], str]


def write(table: Table, inlines: Callable[[Sequence[Inline]], str], blocks: Contents, look: Look) -> str:
    """The `table` element; a header cell is a `th` with its scope (HTML Standard 4.9.10)."""
    more = f' class="{DATA_CLASS}"{look.table}' if _looks_like_layout(table) else look.table
    if look.column:
        least = look.column * width(table.rows)
        more += f' style="border-collapse:collapse;width:100%;min-width:{least}em"'
    parts = [f"<table{more}>\n"]
    if table.caption:
        parts.append(f"<caption>{inlines(table.caption)}</caption>\n")
    if table.columns:
        total = sum(table.columns)
        columns = "".join(f'<col style="width:{100 * share / total:.6f}%">' for share in table.columns)
        parts.append(f"<colgroup>{columns}</colgroup>\n")
    elif has_bare_columns(table.rows):
        # They keep columns in which no cell starts from being folded. pandoc does not read their `span`.
        parts.append(f"<colgroup>{'<col>' * width(table.rows)}</colgroup>\n")
    content = _content_of(inlines, blocks, look)
    lines = [
        f"<tr>{''.join(cells)}</tr>\n" if cells else f"<tr{look.row}></tr>\n"
        for cells in _rows(table, content)
    ]
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
    inlines: Callable[[Sequence[Inline]], str], blocks: Contents, look: Look
) -> Callable[[Cell], tuple[str, str]]:
    def content(cell: Cell) -> tuple[str, str]:
        """The style and the content of a cell; a single paragraph is written without its tags."""
        held = cell.content
        if not held:
            return "", ""
        if len(held) == 1:
            only = held[0]
            if isinstance(only, Paragraph) and only.content:
                style, inner = look.aligned(only.align), inlines(only.content)
                if look.accessible and len(inner) >= _LONG and _LONG_WORD.search(inline_text(only.content)):
                    style = f'{style[:-1]};{_BREAKS}"' if style else f' style="{_BREAKS}"'
                return style, inner
        return "", f"\n{blocks(held)}"

    return content


def _rows(table: Table, content: Callable[[Cell], tuple[str, str]]) -> Iterator[list[str]]:
    if not table.header_columns:
        for number, row in enumerate(table.rows):
            scope = "col" if number < table.header_rows else ""
            yield [_cell(scope, cell, content) for cell in row]
        return
    for number, line in enumerate(placed(table.rows, table.header_columns)):
        heads = sum(slot.anchor for slot in line)
        scope = "col" if number < table.header_rows else ""
        yield [
            _cell("row" if not scope and index < heads else scope, cell, content)
            for index, cell in enumerate(table.rows[number])
        ]


def _cell(scope: str, cell: Cell, content: Callable[[Cell], tuple[str, str]]) -> str:
    """A cell, which heads a `row`, a `col` or nothing.

    A header that spans heads all the rows or columns that it spans (HTML Standard 4.9.12.2). The scopes `rowgroup`
    and `colgroup` would reach to the end of the `tbody` and need `colgroup` elements. One that says nothing is
    no header to a screen reader.
    """
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    align, inner = content(cell)
    if not scope:
        return f"<td{spans}{align}>{inner}</td>"
    only = cell.content[0] if len(cell.content) == 1 else None
    said = only.content if isinstance(only, Paragraph) else all_inlines(cell.content)
    role = "" if speaks(said) else ' role="cell"'
    return f'<th scope="{scope}"{role}{spans}{align}>{inner}</th>'
