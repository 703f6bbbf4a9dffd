"""Tables: each slot of the grid becomes a cell or a covered cell (ODF 1.3 part 3, 9.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from ....model import Cell, Table
from ....model.folding import SLIVER, slivers
from ....model.grid import Slot, owned_columns, placed, width
from .automatic import AutomaticStyles

_COVERED = "<table:covered-table-cell/>"
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
    shares = [int(share) for share in table.columns]
    names = [""] * width(table.rows)
    if shares:
        total = sum(shares)
        room: float = styles.text_width
        widths = [room * share / total for share in shares]
        if min(widths) < SLIVER and slivers(owned_columns(lines), widths):
            room = 1 + SLIVER * total / min(shares)  # so that the reader joins no edges
        names = [f' table:style-name="{styles.column(share, total, room)}"' for share in shares]
    if table.header_columns:
        out.append("<table:table-header-columns>")
        _repeated(names[: table.header_columns], out)
        out.append("</table:table-header-columns>")
    _repeated(names[table.header_columns :], out)


def _repeated(names: list[str], out: list[str]) -> None:
    for name, same in groupby(names):
        count = len(list(same))
        repeated = f' table:number-columns-repeated="{count}"' if count > 1 else ""
        out.append(f"<table:table-column{name}{repeated}/>")
