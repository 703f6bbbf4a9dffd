"""The header cells that the HTML Standard gives to each cell of a table (4.9.12.2), found on the markup
alone.
"""

from __future__ import annotations

from gireport.model import Table, grid

Headers = dict[tuple[int, int], set[tuple[int, int]]]
"""For each data cell, by the row and column it starts at: the header cells it has, by the same."""


class _Cell:
    def __init__(self, node, row, column):
        attributes = node.attributes
        self.at = (row, column)
        self.across = int(attributes.get("colspan") or 1)
        self.down = int(attributes.get("rowspan") or 1)
        self.scope = attributes.get("scope") if node.tag == "th" else None
        self.data = node.tag == "td"


def within_notes(node) -> bool:
    """Whether a node is in the section of the notes."""
    while node is not None:
        if node.attributes.get("role") == "doc-endnotes":
            return True
        node = node.parent
    return False


def _slots(element) -> tuple[dict[tuple[int, int], _Cell], list[_Cell]]:
    """The table of the Standard's 4.9.12: which cell has each slot. Ours never overlap."""
    rows = []
    for group in element.iter():
        if group.tag in ("thead", "tbody"):
            rows += [row for row in group.iter() if row.tag == "tr"]
    slots: dict[tuple[int, int], _Cell] = {}
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for node in row.iter():
            while (number, column) in slots:
                column += 1
            cell = _Cell(node, number, column)
            cells.append(cell)
            for down in range(cell.down):
                for across in range(cell.across):
                    slots[number + down, column + across] = cell
    return slots, cells


def headers_of(element) -> Headers:
    """The headers of every `td` in a `table` element: step 3 of the algorithm, for `scope` `row` and
    `col`.
    """
    slots, cells = _slots(element)
    assert {cell.scope for cell in cells} <= {None, "row", "col"}
    found: Headers = {}
    for cell in cells:
        if not cell.data:
            continue
        row, column = cell.at
        headers: set[tuple[int, int]] = set()
        for at in range(column, column + cell.across):
            _scan(slots, row, at, -1, 0, headers)
        for at in range(row, row + cell.down):
            _scan(slots, at, column, 0, -1, headers)
        found[cell.at] = headers
    return found


def _scan(slots, row, column, down, across, headers) -> None:
    """The Standard's “scanning and assigning header cells”, one way; `opaque` are headers behind a data
    cell.
    """
    opaque: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    in_block = False
    wanted = "col" if down else "row"
    while (row := row + down) >= 0 and (column := column + across) >= 0:
        cell = slots[row, column]
        extent = (cell.at[1], cell.across) if down else (cell.at[0], cell.down)
        if not cell.data:
            in_block = True
            block.append(extent)
            if extent not in opaque and cell.scope == wanted:
                headers.add(cell.at)
        elif in_block:
            in_block = False
            opaque += block
            block = []


def expected_headers(table: Table) -> Headers:
    """What the model says: the header rows above the cell and the header columns left of it."""
    lines = [list(line) for line in grid.placed(table.rows)]
    starts = {(row, slot.column): slot for row, line in enumerate(lines) for slot in line if slot.anchor}
    found: Headers = {}
    for (row, column), slot in starts.items():
        if row < table.header_rows or column < table.header_columns:
            continue
        rows = range(row, row + slot.cell.rowspan)
        columns = range(column, column + slot.cell.colspan)
        found[row, column] = {
            at
            for at, head in starts.items()
            if (at[0] < table.header_rows and _meet(columns, at[1], head.cell.colspan))
            or (
                at[0] >= table.header_rows
                and at[1] < table.header_columns
                and _meet(rows, at[0], head.cell.rowspan)
            )
        }
    return found


def _meet(places: range, start: int, count: int) -> bool:
    return places.start < start + count and start < places.stop
