"""How is a table written: grid, merge marks, header rows and columns, widths? (ECMA-376 part 1, 17.4)"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeAlias

from ....model import Block, Cell, Paragraph, Table, Text
from ....model.fitting import divided, fitted
from ....model.folding import SLIVER, slivers
from ....model.grid import Slot, owned_columns, placed, width
from .context import Container, ContentPart
from .inlines import BARE_RUN, PLAIN_RUN, RUN_END, text_content
from .parts import attribute

WriteBlocks: TypeAlias = Callable[[ContentPart, Sequence[Block], Container, list[str]], None]

ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
HEADER_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
HEADER_COLUMN = '<w:cnfStyle w:val="001000000000" w:firstColumn="1"/>'
STEPS = 400
"""Column edges of a table that states no widths are multiples of this part of its width.

LibreOffice keeps an edge as a 10,000th of the width and rounds other edges differently in each row, so that
columns of one twip appear.
"""
ROUNDED = 24
"""Twips by which a column may be narrower than it needs to be when its edges are rounded."""
UNEVEN_FROM = 4000
"""In a table at least so wide (twips), one of equal columns is a twip wider.

LibreOffice places the edges of a row of equal cells by dividing its width, and all others by 10,000ths that
it cuts off, so that a merged cell would end a twip before the cells below it.
"""


def write_table(
    part: ContentPart, block: Table, container: Container, write: WriteBlocks, out: list[str]
) -> None:
    """Append the `w:tbl` of `block` to `out`; `write` writes the blocks of a cell."""
    lines = list(placed(block.rows))
    stated = bool(block.columns)
    if stated:
        widths = _stated(block, lines, container.width)
    else:
        widths = _fitted(part, block, lines, container.width)
    out.append(_start(part, block, widths))
    columns = len(widths)
    house = part.context.house
    small = columns >= house.table.small_from
    character = round(house.table_text_size(columns) * 20)
    cells = _Cells(part, widths, stated, write, out)
    for number, line in enumerate(lines):
        header = number < block.header_rows
        style = ("GireportHeaderCell" if header else "GireportCell") + ("Small" if small else "")
        out.append(HEADER_ROW if header else ROW)
        header_columns = 0 if header else block.header_columns
        cells.row(line, number, header_columns, style, character)
        out.append("</w:tr>")
    out.append("</w:tbl>")


def _stated(block: Table, lines: Sequence[Sequence[Slot[Cell]]], available: int) -> list[int]:
    """Widths that are read back as the shares that the table states.

    A table in which the reader would join edges, since a column without a cell of its own is a sliver, is
    wider than `available`.
    """
    shares = [int(share) for share in block.columns]
    unit = max(available // sum(shares), 1)
    if unit * min(shares) < SLIVER and slivers(owned_columns(lines), [unit * share for share in shares]):
        unit = ceil(SLIVER / min(shares))
    widths = [unit * share for share in shares]
    if len(set(shares)) == 1 and sum(widths) >= UNEVEN_FROM:
        widths[0] += 1
    return widths


def _fitted(
    part: ContentPart, block: Table, lines: Sequence[Sequence[Slot[Cell]]], available: int
) -> list[int]:
    """Widths for a table that states none."""
    columns = width(block.rows)
    em = round(part.context.house.table_text_size(columns) * 20)
    padding = (2 * part.context.house.table.padding_side + ROUNDED) / em
    widths = fitted(lines, columns, available / em, padding)
    step = available // STEPS
    if step and columns <= STEPS // 4:
        return [count * step for count in divided(widths, STEPS)]
    return divided(widths, available)


def _start(part: ContentPart, block: Table, widths: Sequence[int]) -> str:
    """`w:tblPr` and `w:tblGrid`, in the order of CT_TblPr; `names` explains how widths are stated."""
    layout = "fixed" if block.columns else "autofit"
    rows, columns = int(block.header_rows > 0), int(block.header_columns > 0)
    look = 0x0600 | rows * 0x0020 | columns * 0x0080
    grid = "".join([f'<w:gridCol w:w="{value}"/>' for value in widths])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(part.context.style("TableGrid"))}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="{layout}"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{rows}" w:lastRow="0" w:firstColumn="{columns}"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


class _Cells:
    """Writes the cells of one table. Cells with the same properties share the text of their start."""

    def __init__(
        self, part: ContentPart, widths: Sequence[int], stated: bool, write: WriteBlocks, out: list[str]
    ) -> None:
        self.part = part
        self.widths = widths
        self.stated = stated
        self.write = write
        self.out = out
        self.starts: dict[tuple[int, int, str, bool], str] = {}

    def row(
        self, line: Sequence[Slot[Cell]], number: int, header_columns: int, style: str, character: int
    ) -> None:
        """Append the cells of a row; those anchored left of column `header_columns` are header cells."""
        out, starts = self.out, self.starts
        before = f'<w:p><w:pPr><w:pStyle w:val="{attribute(self.part.context.style(style))}"/></w:pPr>'
        plain, bare = before + PLAIN_RUN, before + BARE_RUN
        for cell, column, anchor in line:
            merge = "" if cell.rowspan == 1 else "restart" if anchor else "continue"
            key = (column if self.stated else 0, cell.colspan, merge, anchor and column < header_columns)
            start = starts.get(key) or self.start(key)
            content = cell.content if anchor else ()
            if not content:
                out.append(f"{start}{before}</w:p></w:tc>")
                continue
            only = content[0]
            if (
                len(content) == 1
                and type(only) is Paragraph
                and len(only.content) == 1
                and only.align is None
            ):
                text = only.content[0]
                if type(text) is Text and not text.marks and text.link is None:
                    opened = bare if text.text.isalnum() else plain
                    out.append(f"{start}{opened}{text_content(text.text)}{RUN_END}</w:p></w:tc>")
                    continue
            out.append(start)
            cell_width = (
                sum(self.widths[column : column + cell.colspan])
                - 2 * self.part.context.house.table.padding_side
            )
            self.write(self.part, content, Container(max(cell_width, 1), style, character), out)
            out.append("</w:tc>")

    def start(self, key: tuple[int, int, str, bool]) -> str:
        """The start of a cell with its `w:tcPr`, in the order of CT_TcPr."""
        column, colspan, merge, header = key
        properties = HEADER_COLUMN if header else ""
        if self.stated:
            properties += f'<w:tcW w:w="{sum(self.widths[column : column + colspan])}" w:type="dxa"/>'
        if colspan > 1:
            properties += f'<w:gridSpan w:val="{colspan}"/>'
        if merge:
            properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
        # A cell without `w:tcW` has the width `auto` (17.4.71).
        made = self.starts[key] = f"<w:tc><w:tcPr>{properties}</w:tcPr>" if properties else "<w:tc>"
        return made
