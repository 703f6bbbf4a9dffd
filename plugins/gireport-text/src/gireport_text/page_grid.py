"""The table of a page dump in the report model, with the spans that the national form gives its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from gireport.model import Block, Paragraph, Table, grid
from gireport.statutory.forms import Form, forms

from .lines import Names, inlines
from .page_cells import DumpCell
from .page_columns import ReadingBudget, find_columns
from .page_model import DumpRow, DumpTable, LabelRow, NoteRow

Notify: TypeAlias = Callable[[str, str, int], None]
_Pieces: TypeAlias = list[grid.Piece]

_LABEL_COLUMNS = 3
"""Columns of section 三 that hold labels."""
_RESULTS = "results"
"""The key of 三、本年度办理结果, which has no values of its own."""
_BAR = " | "


def table(
    dump: DumpTable, where: str, names: Names, notify: Notify, budget: grid.Budget, readings: ReadingBudget
) -> Table:
    """The table of `dump`.

    `where` names it in the losses, one for each row that the sums or nothing could place.

    Where the columns of a row's values are not certain, its label takes the whole row, and the values stand
    as text with bars between them in a row of their own below it. So no figure has a head that may not be its
    own, and no sum counts them as blank.

    Raises:
        LimitError: the report's tables have too many slots.
    """
    by_sums = {id(row) for row in find_columns(dump, readings)}
    build = _Builder(dump, names)
    for row in dump.rows:
        line = build.add(row)
        if not isinstance(row, DumpRow):
            continue
        if row.by_column is None:
            notify("values-unplaced", f"{where} row {line}: {_describe(row)}", max(len(row.filled), 1))
        elif id(row) in by_sums:
            notify("placed-by-sums", f"{where} row {line}: {_describe(row)}", len(row.filled))
    built = grid.from_merges(build.rows, lambda code, at, count: notify(code, f"{where} {at}", count), budget)
    form = next(one for one in forms() if one.table == dump.table)
    headers = form.header_rows if dump.heads else 0
    return Table(built.rows, (), headers, form.header_columns)


def _describe(row: DumpRow) -> str:
    """The label of a row, and its numbers of values and columns."""
    label = row.labels[-1].text if row.labels else "values"
    return f"{label}: {len(row.filled)} values for {row.width} columns"


class _Builder:
    """Builds the rows of a table one after the other, with the merge marks of the form.

    `open_labels` are the keys of the labels that may go on in the next row, by the column of section 三 they
    stand in: 三、 in the first column, the group in the second; None where there is none.
    """

    def __init__(self, dump: DumpTable, names: Names) -> None:
        self.names = names
        self.table = dump.table
        self.rows: list[_Pieces] = []
        self.open_labels: list[str | None] = [None, None]
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
        """Add `row`; return its number in the table, from 1."""
        number = len(self.rows) + 1
        if isinstance(row, NoteRow):
            self.rows.append([self._piece(row.cell, self.columns)])
        elif isinstance(row, LabelRow):
            self.rows.append(self._spread([], row.labels))
        else:
            before = self._labels(row)
            if row.by_column is not None:
                self.rows.append(self._spread(before, row.by_column))
            else:
                # The label takes the whole row: blank cells would count as nothing in the sums.
                if before:
                    before[-1].colspan += self.columns - sum(piece.colspan for piece in before)
                    self.rows.append(before)
                if row.cells:
                    self.rows.append([self._unplaced(row)])
        return number

    def _spread(self, before: _Pieces, cells: Sequence[DumpCell]) -> _Pieces:
        """`cells` behind `before`, the last of them over the columns that are left, as in the form."""
        left = self.columns - sum(piece.colspan for piece in before) - len(cells)
        pieces = [self._piece(cell) for cell in cells]
        pieces[-1].colspan += max(left, 0)
        return [*before, *pieces]

    def _labels(self, row: DumpRow) -> _Pieces:
        """The label cells in front of a row's values."""
        if self.table != "applications":
            return [self._piece(label) for label in row.labels]
        labels = list(row.labels)
        own = labels.pop()
        if row.depth == 1:
            self.open_labels = [None, None]
            return [self._piece(own, _LABEL_COLUMNS)]
        # Where both are printed, 三、 stands before the label of the group.
        group = labels.pop() if row.depth == _LABEL_COLUMNS and labels else None
        pieces = [self._spanning_label(0, _RESULTS, labels)]
        if row.depth == _LABEL_COLUMNS:
            pieces.append(self._spanning_label(1, row.group, [group] if group else []))
        else:
            self.open_labels[1] = None
        pieces.append(self._piece(own, _LABEL_COLUMNS - len(pieces)))
        return pieces

    def _spanning_label(self, column: int, key: str, labels: list[DumpCell]) -> grid.Piece:
        """The piece of a label over several rows: it begins where it is printed or its key is new, and goes
        on below.
        """
        begins = bool(labels) or key != self.open_labels[column]
        self.open_labels[column] = key
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
