"""Limits on the size of a table, and on all tables of a report together."""

from __future__ import annotations

from msgspec import Struct

from .errors import LimitError
from .messages import message

MAX_COLUMNS = 4096
MAX_SLOTS = 1_000_000
MAX_REPORT_SLOTS = 2_000_000
# Holes are filled with empty cells, at most so many for each cell that is there, and so many more: a few
# bytes of spans must not become a million cells. Like `MAX_REPORT_SLOTS`, they hold for all tables together.
FILLED_PER_CELL = 50
FILLED_FREE = 20_000


def check_size(rows: int, columns: int) -> None:
    """Raise `LimitError` when a table of rows × columns is larger than a report may hold."""
    if columns > MAX_COLUMNS:
        raise LimitError(message("model.table-columns", count=columns, limit=MAX_COLUMNS))
    if rows * columns > MAX_SLOTS:
        raise LimitError(message("model.table-slots", rows=rows, columns=columns, limit=MAX_SLOTS))


class Budget(Struct):
    """Counts what the tables of one report take together; a reader gives the same one to all tables."""

    slots: int = 0
    cells: int = 0
    holes: int = 0

    def spend(self, rows: int, columns: int, taken: int = 0) -> None:
        """Count the slots of a table: rows × columns, or `taken` (before columns folded) if more.

        Raises:
            LimitError: the table is too large, or all tables together are.
        """
        check_size(rows, columns)
        self.slots += max(rows * columns, taken)
        if self.slots > MAX_REPORT_SLOTS:
            raise LimitError(message("model.tables-slots", limit=MAX_REPORT_SLOTS))

    def fill(self, cells: int, holes: int) -> None:
        """Count a table's cells, and the empty cells that fill its holes.

        Raises:
            LimitError: there are too many empty cells.
        """
        self.cells += cells
        self.holes += holes
        if self.holes > FILLED_FREE + FILLED_PER_CELL * self.cells:
            raise LimitError(message("model.filled-cells", cells=self.cells, holes=self.holes))
