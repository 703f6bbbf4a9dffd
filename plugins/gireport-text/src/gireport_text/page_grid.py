"""The table of a page dump as a rectangle: the spans that the national form gives its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from gireport.model import Block, Paragraph, Table, grid
from gireport.statutory.forms import Form, forms

from .lines import Names, inlines
from .page_cells import DumpCell
from .page_places import Tries, place
from .page_rows import DumpRow, DumpTable, LabelRow, NoteRow

Notify: TypeAlias = Callable[[str, str, int], None]
Pieces: TypeAlias = list[grid.Piece]

LABEL_COLUMNS = 3
"""Of section 三."""
_BAR = " | "


def table(
    dump: DumpTable, where: str, names: Names, notify: Notify, budget: grid.Budget, tries: Tries
) -> Table:
    """The table of `dump`, at the place `where`; tells each row whose values the sums placed, or nothing placed.

    The label of values without a place takes its whole row, and they stand in a row of their own below it, with bars
    between them: so no figure comes under a head that may not be its own, and no sum takes them for nothing.

    Raises:
        LimitError: the report's tables have too many slots.
    """
    by_sums = {id(row) for row in place(dump, tries)}
    build = _Builder(dump, names)
    for row in dump.rows:
        line = build.add(row)
        if not isinstance(row, DumpRow):
            continue
        if row.placed is None:
            notify("values-unplaced", f"{where} row {line}: {_describe(row)}", max(len(row.filled), 1))
        elif id(row) in by_sums:
            notify("placed-by-sums", f"{where} row {line}: {_describe(row)}", len(row.filled))
    built = grid.from_merges(build.rows, lambda code, at, count: notify(code, f"{where} {at}", count), budget)
    form = next(one for one in forms() if one.table == dump.table)
    headers = form.header_rows if dump.heads else 0
    return Table(built.rows, (), headers, form.header_columns)


def _describe(row: DumpRow) -> str:
    """The label of a row, and how many values it has for how many columns."""
    label = row.labels[-1].text if row.labels else "values"
    return f"{label}: {len(row.filled)} values for {row.width} columns"


class _Builder:
    """Adds the rows of a dump's table one after the other, each with the merge marks of its place in the form."""

    def __init__(self, dump: DumpTable, names: Names) -> None:
        self.names = names
        self.table = dump.table
        self.rows: list[Pieces] = []
        self.group: str | None = None
        self.results = False
        form = next(one for one in forms() if one.table == dump.table)
        self.columns = form.columns
        if dump.heads:
            self._heads(form, dump.heads)

    def _heads(self, form: Form, heads: Sequence[DumpCell | None]) -> None:
        printed = iter(heads)
        for line in grid.placed(form.rows[: form.header_rows]):
            pieces = []
            for slot in line:
                merge: grid.Merge = "" if slot.cell.rowspan == 1 else "restart" if slot.anchor else "continue"
                content = self._content(next(printed)) if slot.anchor else ()
                pieces.append(grid.Piece(content, slot.cell.colspan, vertical=merge))
            self.rows.append(pieces)

    def add(self, row: DumpRow | LabelRow | NoteRow) -> int:
        """Add `row`, and give its number in the table, from 1."""
        number = len(self.rows) + 1
        if isinstance(row, NoteRow):
            self.rows.append([self._piece(row.cell, self.columns)])
        elif isinstance(row, LabelRow):
            self.rows.append(self._spread([], row.labels))
        else:
            before = self._labels(row)
            if row.placed is not None:
                self.rows.append(self._spread(before, row.placed))
            else:
                # The label takes the whole row: blank cells would count as nothing in the sums.
                if before:
                    before[-1].colspan += self.columns - sum(piece.colspan for piece in before)
                    self.rows.append(before)
                if row.cells:
                    self.rows.append([self._unplaced(row)])
        return number

    def _spread(self, before: Pieces, cells: Sequence[DumpCell]) -> Pieces:
        """`cells` behind `before`, the last of them over the columns that are left, as in the form."""
        left = self.columns - sum(piece.colspan for piece in before) - len(cells)
        pieces = [self._piece(cell) for cell in cells]
        pieces[-1].colspan += max(left, 0)
        return [*before, *pieces]

    def _labels(self, row: DumpRow) -> Pieces:
        """The label cells in front of a row's values."""
        if self.table != "applications":
            return [self._piece(label) for label in row.labels]
        labels = list(row.labels)
        own = labels.pop()
        if row.depth == 1:
            self.group, self.results = None, False
            return [self._piece(own, LABEL_COLUMNS)]
        # 三、 stands before the label of the group where both are printed.
        group = labels.pop() if row.depth == LABEL_COLUMNS and labels else None
        pieces = [self._over("results", labels)]
        if row.depth == LABEL_COLUMNS:
            pieces.append(self._over(row.group, [group] if group else []))
        else:
            self.group = None
        pieces.append(self._piece(own, LABEL_COLUMNS - len(pieces)))
        return pieces

    def _over(self, name: str, labels: list[DumpCell]) -> grid.Piece:
        """The piece of a label over several rows: it begins where it is printed, and goes on below."""
        begins = bool(labels) or (name != self.group if name != "results" else not self.results)
        if name == "results":
            self.results = True
        else:
            self.group = name
        content = tuple(block for label in labels for block in self._content(label))
        return grid.Piece(content, vertical="restart" if begins else "continue")

    def _piece(self, cell: DumpCell | None, colspan: int = 1) -> grid.Piece:
        return grid.Piece(self._content(cell), colspan)

    def _content(self, cell: DumpCell | None) -> tuple[Block, ...]:
        return tuple(Paragraph(inlines(line, self.names)) for line in cell.lines) if cell else ()

    def _unplaced(self, row: DumpRow) -> grid.Piece:
        """The values of a row as text in one cell over all columns."""
        text = _BAR.join(["", *(cell.text for cell in row.cells), ""]).strip()
        return grid.Piece((Paragraph(inlines(text, self.names)),), self.columns)
