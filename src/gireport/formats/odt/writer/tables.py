"""Tables: each slot of the grid becomes a cell or a covered cell (ODF 1.3 part 3, 9.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from ....model import Cell, Table
from ....model.fitting import divided, fitted
from ....model.folding import SLIVER, slivers
from ....model.grid import Slot, owned_columns, placed, width
from .automatic import AutomaticStyles

_COVERED = "<table:covered-table-cell/>"
_STEPS = 400
"""The shares of a table that states none add up to this, so that LibreOffice keeps each edge."""
_ROUNDED = 24
"""Twips by which a column may be narrower than it needs to be when its edges are rounded."""
_ROW = '<table:table-row table:style-name="Row">'

WriteCell = Callable[[Cell, bool], None]
"""Writes the blocks of a cell; the second argument says whether it is a header cell."""


def write_table(table: Table, out: list[str], styles: AutomaticStyles, write_cell: WriteCell) -> None:
    """Append `table` to `out`, without its caption, which is a paragraph before it."""
    styles.tables += 1
    out.append(f'<table:table table:name="Table{styles.tables}" table:style-name="Table">')
    lines = list(placed(table.rows))
    _columns(table, lines, out, styles)
    if table.header_rows:
        out.append("<table:table-header-rows>")
    for number, line in enumerate(lines):
        if number and number == table.header_rows:
            out.append("</table:table-header-rows>")
        out.append(_ROW)
        for slot in line:
            cell = slot.cell
            if not slot.anchor:
                out.append(_COVERED * cell.colspan)
                continue
            spans = f' table:number-columns-spanned="{cell.colspan}"' if cell.colspan > 1 else ""
            if cell.rowspan > 1:
                spans += f' table:number-rows-spanned="{cell.rowspan}"'
            out.append(f'<table:table-cell table:style-name="Cell" office:value-type="string"{spans}>')
            write_cell(cell, number < table.header_rows or slot.column < table.header_columns)
            out.append("</table:table-cell>")
            if cell.colspan > 1:
                out.append(_COVERED * (cell.colspan - 1))
        out.append("</table:table-row>")
    if table.header_rows == len(table.rows):
        out.append("</table:table-header-rows>")
    out.append("</table:table>")


def _columns(
    table: Table, lines: Sequence[Sequence[Slot[Cell]]], out: list[str], styles: AutomaticStyles
) -> None:
    room: float = styles.text_width
    shares, stated = [int(share) for share in table.columns], bool(table.columns)
    if not stated:
        shares = _fitted(table, lines, styles)
    total = sum(shares)
    widths = [room * share / total for share in shares]
    if stated and min(widths) < SLIVER and slivers(owned_columns(lines), widths):
        room = 1 + SLIVER * total / min(shares)  # so that the reader joins no edges
    names = [f' table:style-name="{styles.column(share, total, room, stated)}"' for share in shares]
    if table.header_columns:
        out.append("<table:table-header-columns>")
        _repeated(names[: table.header_columns], out)
        out.append("</table:table-header-columns>")
    _repeated(names[table.header_columns :], out)


def _fitted(table: Table, lines: Sequence[Sequence[Slot[Cell]]], styles: AutomaticStyles) -> list[int]:
    """The shares of the columns of a table that states none."""
    columns, house = width(table.rows), styles.house
    em = house.table_text_size(columns) * 20
    padding = (2 * house.table.padding_side + _ROUNDED) / em
    return divided(fitted(lines, columns, styles.text_width / em, padding), max(_STEPS, 4 * columns))


def _repeated(names: list[str], out: list[str]) -> None:
    for name, same in groupby(names):
        count = len(list(same))
        repeated = f' table:number-columns-repeated="{count}"' if count > 1 else ""
        out.append(f"<table:table-column{name}{repeated}/>")
