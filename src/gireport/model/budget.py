"""How large a table may be, and what the tables of one report may take together."""

from __future__ import annotations

from msgspec import Struct

from .errors import LimitError

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
        raise LimitError(f"a table would have {columns} columns; the limit is {MAX_COLUMNS}")
    if rows * columns > MAX_SLOTS:
        raise LimitError(f"a table would have {rows} × {columns} slots; the limit is {MAX_SLOTS}")


class Budget(Struct):
    """What the tables of one report may take together; a reader makes one and gives it to each table's builder."""

    slots: int = 0
    cells: int = 0
    holes: int = 0

    def spend(self, rows: int, columns: int, taken: int = 0) -> None:
        """Count a table of rows × columns; where more slots were `taken` before columns folded, count those.

        Raises:
            LimitError: it is too large, or it and the tables before it are.
        """
        check_size(rows, columns)
        self.slots += max(rows * columns, taken)
        if self.slots > MAX_REPORT_SLOTS:
            raise LimitError(f"the tables would have more than {MAX_REPORT_SLOTS} slots together")

    def fill(self, cells: int, holes: int) -> None:
        """Count a table's cells, and the empty ones that are to fill its holes.

        Raises:
            LimitError: those are too many.
        """
        self.cells += cells
        self.holes += holes
        if self.holes > FILLED_FREE + FILLED_PER_CELL * self.cells:
            raise LimitError(f"tables of {self.cells} cells would be filled with {self.holes} empty ones")
