"""The cell at an address, as figures and findings name it."""

from __future__ import annotations

import re

from gireport.model import Cell, Report, grid
from gireport.model.walk import tables

_ADDRESS = re.compile(r"(?P<table>[0-9n/,]+) r(?P<row>\d+) c(?P<column>\d+)")


def cell_at(report: Report, address: str) -> Cell | None:
    """The cell with the address `address`; None where the report has no such cell."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    row, column = int(found["row"]), int(found["column"]) - 1
    for one in tables(report):
        if one.address == found["table"] and row <= len(one.table.rows):
            line = next(line for number, line in enumerate(grid.placed(one.table.rows), 1) if number == row)
            return next((slot.cell for slot in line if slot.anchor and slot.column == column), None)
    return None
