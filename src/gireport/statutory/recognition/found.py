"""What recognition collects of a table while its rows are walked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from ..amounts import read
from ..forms import TableName
from ..labels import Label
from ..slots import Sheet, Spot


class Column(Struct, frozen=True):
    """A column of values: its key, the text of its head, and the slots it takes (`end` is the one after).

    One that the form has not has no key; its values are passed over. `unit` is what a row above the head says of money.
    """

    key: str
    text: str
    start: int
    end: int
    label: Label | None = None
    unit: str = ""


def add_column(columns: list[Column], key: str, text: str, slot: int) -> None:
    """Add the `slot` to `columns`: to the last one where that has the same key and ends there, else a new one.

    Of columns without a key the text has to be the same.
    """
    last = columns[-1] if columns else None
    if last and last.end == slot and last.key == key and (key or last.text == text):
        columns[-1] = Column(key, text, last.start, slot + 1)
    else:
        columns.append(Column(key, text, slot, slot + 1))


class Entry(Struct, frozen=True):
    """A value cell and the labels that lead to it."""

    row: str
    column: Column
    spot: Spot
    sheet: Sheet
    labels: tuple[str, ...]


class Met(Struct, frozen=True):
    """A label of the form that was met, and its cell."""

    label: Label
    text: str
    spot: Spot
    sheet: Sheet


class Odd(Struct, frozen=True):
    """Something in the table that the form has not: its kind, its text, its cell, and the row that it is about."""

    kind: str
    text: str
    cell: str
    row: str = ""

    @property
    def address(self) -> str:
        """The address of its table."""
        return self.cell.partition(" ")[0]


class Found(Struct):
    """One statutory table as collected so far; `columns`, `group` and `unit` carry over to its next part.

    `group` is the key of the rows' group in section 三, the label of the block in section 二. `heads` are rows of
    heads of section 二 that wait for the first row under them, which names their block.
    """

    table: TableName
    parts: list[Sheet] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    group: str = ""
    unit: str = ""
    heads: list[list[Spot]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Row → its columns → what was read first for them."""
    total_named: bool | None = None
    """Whether the sheet has （七）总计 with its number, so that a bare 总计 is a subtotal; None: not looked for."""

    def put(
        self, row: str, labels: tuple[str, ...], pairs: Iterable[tuple[Column, Spot]], sheet: Sheet
    ) -> None:
        """Add a row of values; of one that is there already what is not the same is told."""
        entries = [Entry(row, column, spot, sheet, labels) for column, spot in pairs]
        said = {one.column.key: one.spot.text.strip() for one in reversed(entries)}
        before = self.texts.get(row)
        if before is None:
            self.texts[row] = said
        else:
            if any(key and text and before.get(key, text) != text for key, text in said.items()):
                name = labels[-1] if labels else ""
                self.odd.append(Odd("extra-row", name, sheet.cell(entries[0].spot), row))
            self.texts[row] = said | before
        self.rows.append(row)
        self.entries.extend(entries)


def read_elsewhere(found: Found) -> Found:
    """`found` without those of its sheets that only look like the table: a table by units, or of several years.

    None of their rows could be read, and each is read in another sheet.
    """
    read = {entry.sheet.address for entry in found.entries}
    rows = {entry.row for entry in found.entries}
    unread: dict[str, set[str]] = {}
    for odd in found.odd:
        if odd.row and odd.address not in read:
            unread.setdefault(odd.address, set()).add(odd.row)
    # A subtotal is in no form, so it need not be read anywhere.
    of_others = {
        address
        for address, those in unread.items()
        if all(row in rows or row.endswith(".subtotal") for row in those)
    }
    if read and of_others:
        found.parts = [sheet for sheet in found.parts if sheet.address not in of_others]
        found.met = [met for met in found.met if met.sheet.address not in of_others]
        found.odd = [odd for odd in found.odd if odd.address not in of_others]
    return found


def mostly_unread(found: Found) -> bool:
    """Whether most rows of one sheet could not be read: it only has words of the form."""
    unread = sum(bool(odd.row) for odd in found.odd)
    return unread > len({entry.row for entry in found.entries})


def extra_column(found: Found, text: str, spot: Spot, sheet: Sheet) -> None:
    """Note a column whose head, `text` at `spot`, the form has not; once, though heads come again on each page."""
    words = read(text).state == "text"
    if words and not any(odd.kind == "extra-column" and odd.text == text for odd in found.odd):
        found.odd.append(Odd("extra-column", text, sheet.cell(spot)))


def align(spots: Sequence[Spot], columns: Sequence[Column]) -> list[tuple[Column, Spot]] | None:
    """Which of a row's value cells stands in which column; None where that cannot be told.

    As many cells as columns are taken in order: physical columns may fall as they like. Else the slots
    tell; else blank cells at the row's ends are left out, which a lost span has put there.
    """
    if len(spots) == len(columns):
        return list(zip(columns, spots, strict=True))
    by_slots = _by_slots(spots, columns)
    if by_slots is not None:
        return by_slots
    if {column.start for column in columns} <= {spot.column for spot in spots}:
        return None  # Each column has its cell, so what stands beside them has none.
    kept = _without_blank_ends(spots, columns)
    return list(zip(columns, kept, strict=True)) if kept else None


def _without_blank_ends(spots: Sequence[Spot], columns: Sequence[Column]) -> Sequence[Spot]:
    """As many of `spots` as `columns`, blank ones at the ends taken off; none where that can be done in several ways.

    Of columns without slots, blank cells at the beginning may be theirs: those stay.
    """
    count = len(columns)
    too_many = len(spots) - count
    filled = [number for number, spot in enumerate(spots) if spot.text.strip()]
    if too_many < 0 or not count:
        return ()
    if not filled:
        return spots[:count]
    most = min(filled[0], too_many) if columns[0].end else 0
    least = max(0, too_many - (len(spots) - 1 - filled[-1]))
    return spots[most : most + count] if most == least else ()


def _by_slots(spots: Sequence[Spot], columns: Sequence[Column]) -> list[tuple[Column, Spot]] | None:
    taken: dict[int, Spot] = {}
    for spot in spots:
        shares = [
            (min(spot.end, column.end) - max(spot.column, column.start), -number)
            for number, column in enumerate(columns)
        ]
        overlap, number = max(shares, default=(0, 0))
        if overlap <= 0:
            if spot.text.strip():
                return None
            continue
        before = taken.get(-number)
        if before is not None and before.text.strip() and spot.text.strip():
            return None
        if before is None or not before.text.strip():
            taken[-number] = spot
    if not taken:
        return None
    return [(columns[number], spot) for number, spot in sorted(taken.items())]
