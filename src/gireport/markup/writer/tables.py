"""Tables as markup: caption, columns, head and body, the spans of cells, the scope of header cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from ...model.fitting import divided, fitted
from ...model.grid import has_bare_columns, placed, width
from ...model.patterns import compiled_later
from ...model.types import Block, Cell, Inline, Paragraph, Table
from ...model.walk import inline_text
from ...model.walk import inlines as all_inlines
from ..vocabulary import DATA_CLASS
from .destination import Destination
from .inlines import has_spoken_text
from .labels import Labels

_LONG_WORD_LENGTH = 30
_LONG_WORD = compiled_later(f"[!-\u2bff]{{{_LONG_WORD_LENGTH}}}")
"""A word without a break, often an address, that would make a table wider than a telephone."""
_ROOM, _PADDING = 50.0, 0.9
"""The width of a table on a page and that of a cell beside its text, in em of the table's text."""
_PARTS = 1000
_BREAK_WORDS = "overflow-wrap:anywhere"
_NONE = ("", "")
_WriteBlocks = Callable[[Sequence[Block]], str]


def write(
    table: Table,
    inlines: Callable[[Sequence[Inline]], str],
    blocks: _WriteBlocks,
    destination: Destination,
    labels: Labels | None = None,
) -> str:
    """The `table` element; a header cell is a `th` with its scope (HTML Standard 4.9.10).

    `labels` says where row labels stay while the table scrolls.
    """
    attributes = (
        f' class="{DATA_CLASS}"{destination.table}' if _looks_like_layout(table) else destination.table
    )
    if destination.column_width:
        least = destination.column_width * width(table.rows)
        attributes += f' style="border-collapse:collapse;width:100%;min-width:{least}em"'
    parts = [f"<table{attributes}>\n"]
    if table.caption:
        parts.append(f"<caption>{inlines(table.caption)}</caption>\n")
    if table.columns:
        total = sum(table.columns)
        columns = "".join(f'<col style="width:{100 * share / total:.6f}%">' for share in table.columns)
        parts.append(f"<colgroup>{columns}</colgroup>\n")
    elif destination.fitted:
        # Our style sheet makes it a width; the reader, which reads `width` only, sees none.
        shares = divided(
            fitted(placed(table.rows), width(table.rows), _ROOM, _PADDING), max(_PARTS, width(table.rows))
        )
        columns = "".join(f'<col style="--share:{share / (_PARTS / 100):g}%">' for share in shares)
        parts.append(f"<colgroup>{columns}</colgroup>\n")
    elif has_bare_columns(table.rows):
        # The reader drops columns in which no cell starts, unless they are declared. pandoc ignores `span` of
        # `col`.
        parts.append(f"<colgroup>{'<col>' * width(table.rows)}</colgroup>\n")
    content = _cell_writer(inlines, blocks, destination)
    lines = [
        f"<tr>{''.join(cells)}</tr>\n" if cells else f"<tr{destination.row}></tr>\n"
        for cells in _table_rows(table, content, labels)
    ]
    head = table.header_rows
    if head:
        parts += ("<thead>\n", *lines[:head], "</thead>\n")
    if head < len(lines):
        parts += ("<tbody>\n", *lines[head:], "</tbody>\n")
    parts.append("</table>")
    return "".join(parts)


def _looks_like_layout(table: Table) -> bool:
    """Whether the table looks like page layout to the reader: one cell, or a table in a cell (H06)."""
    if sum(map(len, table.rows)) == 1:
        return True
    return any(isinstance(block, Table) for row in table.rows for cell in row for block in cell.content)


def _cell_writer(
    inlines: Callable[[Sequence[Inline]], str], blocks: _WriteBlocks, destination: Destination
) -> Callable[[Cell], tuple[str, str]]:
    may_break = destination.accessible

    def content(cell: Cell) -> tuple[str, str]:
        """The style and the content of a cell; a single paragraph is written without `p`."""
        contained = cell.content
        if not contained:
            return "", ""
        if len(contained) == 1:
            only = contained[0]
            if isinstance(only, Paragraph) and only.content:
                style, inner = destination.align(only.align), inlines(only.content)
                if (
                    may_break
                    and len(inner) >= _LONG_WORD_LENGTH
                    and _LONG_WORD.search(inline_text(only.content))
                ):
                    style = f'{style[:-1]};{_BREAK_WORDS}"' if style else f' style="{_BREAK_WORDS}"'
                return style, inner
        return "", f"\n{blocks(contained)}"

    return content


def _table_rows(
    table: Table, content: Callable[[Cell], tuple[str, str]], labels: Labels | None
) -> Iterator[list[str]]:
    if not table.header_columns:
        for number, row in enumerate(table.rows):
            scope = "col" if number < table.header_rows else ""
            yield [_cell(scope, cell, content) for cell in row]
        return
    starts: Iterable[Sequence[int]] = (
        labels.starts
        if labels
        else (
            [slot.column for slot in line if slot.anchor] for line in placed(table.rows, table.header_columns)
        )
    )
    attributes = cache(labels.attributes) if labels else lambda _column, _colspan: _NONE
    for number, (columns, row) in enumerate(zip(starts, table.rows, strict=True)):
        scope = "col" if number < table.header_rows else ""
        cells = [
            _cell(scope or "row", cell, content, attributes(column, cell.colspan))
            for column, cell in zip(columns, row, strict=False)
        ]
        cells += [_cell(scope, cell, content) for cell in row[len(columns) :]]
        yield cells


def _cell(
    scope: str, cell: Cell, content: Callable[[Cell], tuple[str, str]], label: tuple[str, str] = _NONE
) -> str:
    """A cell: the header of a `row` or a `col`, or (`scope` empty) a data cell.

    `label` is the `class` attribute of a row label and the declarations that its style ends with.

    A header cell with spans is the header of all rows or columns that it spans (HTML Standard 4.9.12.2); the
    scopes `rowgroup` and `colgroup` would reach further, to the end of the `tbody`, or need `colgroup`
    elements. A header without text gets the role of a data cell, for screen readers.
    """
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    align, inner = content(cell)
    if not scope:
        return f"<td{spans}{align}>{inner}</td>"
    only = cell.content[0] if len(cell.content) == 1 else None
    inlines = only.content if isinstance(only, Paragraph) else all_inlines(cell.content)
    role = "" if has_spoken_text(inlines) else ' role="cell"'
    class_, style = label
    if style:
        align = f'{align[:-1]};{style}"' if align else f' style="{style}"'
    return f'<th scope="{scope}"{role}{class_}{spans}{align}>{inner}</th>'
