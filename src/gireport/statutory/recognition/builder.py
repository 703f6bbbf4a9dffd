"""A statutory table while its rows are read: its columns, its values, and where it deviates from the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from ..amounts import read_amount
from ..forms import TableName
from ..labels import Label
from ..slots import GridCell, Sheet


class Column(Struct, frozen=True):
    """A column of values: its key, the text of its head, and its slots from `start` up to `end` (exclusive).

    The key is empty where the form does not have the column; its values are skipped. `start` and `end` are 0
    where the slots of the head do not show the column. `unit` is the unit of money that a row above the head
    names.
    """

    key: str
    text: str
    start: int
    end: int
    label: Label | None = None
    unit: str = ""


def add_column(columns: list[Column], key: str, text: str, slot: int) -> None:
    """Add the `slot` to `columns`: to the last column where that has the same key and ends there, else as a
    new one.

    Columns without a key must also have the same text.
    """
    last = columns[-1] if columns else None
    if last and last.end == slot and last.key == key and (key or last.text == text):
        columns[-1] = Column(key, text, last.start, slot + 1)
    else:
        columns.append(Column(key, text, slot, slot + 1))


class Entry(Struct, frozen=True):
    """A value cell, the keys of its row and column, and the labels that lead to it."""

    row: str
    column: Column
    cell: GridCell
    sheet: Sheet
    labels: tuple[str, ...]


class LabelMatch(Struct, frozen=True):
    """A cell that holds a label of the form."""

    label: Label
    text: str
    cell: GridCell
    sheet: Sheet


class Deviation(Struct, frozen=True):
    """A difference between the table and the form: its kind, the text and address of the cell, the key of the
    row.

    `kind` is one of `extra-row`, `extra-column`, `row-unaligned`, `row-empty`, `rows-in-one-cell`,
    `columns-by-order`, `heads-by-order`, `repeated`. Without a cell, `cell` is the address of the table.
    """

    kind: str
    text: str
    cell: str
    row: str = ""

    @property
    def address(self) -> str:
        """The address of its table."""
        return self.cell.partition(" ")[0]


class TableBuilder(Struct):
    """One statutory table, as far as its sheets are read.

    `columns`, `group` and `unit` stay for its next sheet.

    `group` is the key of the rows' group in section 三, the label of the block in section 二. `pending_heads`
    are rows of heads of section 二 until the first row under them, which names their block.
    """

    table: TableName
    parts: list[Sheet] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    matches: list[LabelMatch] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    group: str = ""
    unit: str = ""
    pending_heads: list[list[GridCell]] = field(default_factory=list)
    row_keys: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key of a row → key of a column → the text that was read first."""
    has_numbered_total: bool | None = None
    """Whether the sheet has （七）总计 with its number, so that a bare 总计 is a subtotal; None before the
    search.
    """

    def add_row(
        self, key: str, labels: tuple[str, ...], pairs: Iterable[tuple[Column, GridCell]], sheet: Sheet
    ) -> None:
        """Add a row of values. A second row with the same key and other values is a deviation too."""
        entries = [Entry(key, column, cell, sheet, labels) for column, cell in pairs]
        texts = {one.column.key: one.cell.text.strip() for one in reversed(entries)}
        before = self.texts.get(key)
        if before is None:
            self.texts[key] = texts
        else:
            if any(column and text and before.get(column, text) != text for column, text in texts.items()):
                name = labels[-1] if labels else ""
                self.add_deviation("extra-row", name, sheet.address_of(entries[0].cell), key)
            self.texts[key] = texts | before
        self.row_keys.append(key)
        self.entries.extend(entries)

    def add_row_without_values(self, key: str, has_cells: bool, cell: GridCell, sheet: Sheet) -> None:
        """Add a row whose values fit no column, or that has no value cells; `cell` holds its label."""
        kind = "row-unaligned" if has_cells else "row-empty"
        self.add_deviation(kind, cell.text, sheet.address_of(cell), key)
        self.row_keys.append(key)

    def add_deviation(self, kind: str, text: str, cell: str, row: str = "") -> None:
        """Add a `Deviation`."""
        self.deviations.append(Deviation(kind, text, cell, row))

    def add_extra_column(self, text: str, cell: GridCell, sheet: Sheet) -> None:
        """Add a column whose head, `text` in `cell`, is not in the form.

        The same head counts once, since heads are repeated on each page. A number is not a head.
        """
        is_known = any(one.kind == "extra-column" and one.text == text for one in self.deviations)
        if read_amount(text).state == "text" and not is_known:
            self.add_deviation("extra-column", text, sheet.address_of(cell))

    def remove_unread_sheets(self) -> None:
        """Remove sheets that only look like the table: a table by units, or of several years.

        None of the rows of such a sheet could be read, and each of them is read in another sheet.
        """
        sheets_with_values = {entry.sheet.address for entry in self.entries}
        rows_with_values = {entry.row for entry in self.entries}
        unread: dict[str, set[str]] = {}
        for one in self.deviations:
            if one.row and one.address not in sheets_with_values:
                unread.setdefault(one.address, set()).add(one.row)
        # A subtotal is not in the form, so no other sheet needs to have it.
        removed = {
            address
            for address, keys in unread.items()
            if all(key in rows_with_values or key.endswith(".subtotal") for key in keys)
        }
        if sheets_with_values and removed:
            self.parts = [sheet for sheet in self.parts if sheet.address not in removed]
            self.matches = [match for match in self.matches if match.sheet.address not in removed]
            self.deviations = [one for one in self.deviations if one.address not in removed]

    @property
    def is_mostly_unread(self) -> bool:
        """Whether more rows have no values than have some: the sheet only uses words of the form."""
        unread = sum(bool(one.row) for one in self.deviations)
        return unread > len({entry.row for entry in self.entries})


def align(cells: Sequence[GridCell], columns: Sequence[Column]) -> list[tuple[Column, GridCell]] | None:
    """The value cells of a row with their columns; None where several assignments are possible.

    As many cells as columns are taken in order, whatever their slots are. Else the slots decide; else blank
    cells at the ends of the row, which a lost span has added, are left out.
    """
    if len(cells) == len(columns):
        return list(zip(columns, cells, strict=True))
    by_slots = _by_slots(cells, columns)
    if by_slots is not None:
        return by_slots
    if {column.start for column in columns} <= {cell.column for cell in cells}:
        return None  # Each column has a cell, so the cells beside them belong to no column.
    kept = _without_blank_ends(cells, columns)
    return list(zip(columns, kept, strict=True)) if kept else None


def _without_blank_ends(cells: Sequence[GridCell], columns: Sequence[Column]) -> Sequence[GridCell]:
    """As many of `cells` as `columns`, without blank cells at the ends; empty where there are several ways.

    Where the columns have no slots, blank cells at the beginning stay: they may belong to the first columns.
    """
    count = len(columns)
    too_many = len(cells) - count
    filled = [number for number, cell in enumerate(cells) if cell.text.strip()]
    if too_many < 0 or not count:
        return ()
    if not filled:
        return cells[:count]
    most = min(filled[0], too_many) if columns[0].end else 0
    least = max(0, too_many - (len(cells) - 1 - filled[-1]))
    return cells[most : most + count] if most == least else ()


def _by_slots(cells: Sequence[GridCell], columns: Sequence[Column]) -> list[tuple[Column, GridCell]] | None:
    """Each cell with the column whose slots it shares most.

    None where filled cells share one, or share none.
    """
    taken: dict[int, GridCell] = {}
    for cell in cells:
        shares = [
            (min(cell.end, column.end) - max(cell.column, column.start), -number)
            for number, column in enumerate(columns)
        ]
        overlap, number = max(shares, default=(0, 0))
        if overlap <= 0:
            if cell.text.strip():
                return None
            continue
        before = taken.get(-number)
        if before is not None and before.text.strip() and cell.text.strip():
            return None
        if before is None or not before.text.strip():
            taken[-number] = cell
    if not taken:
        return None
    return [(columns[number], cell) for number, cell in sorted(taken.items())]
