"""Heads that are cut or split, read by the form's order where the slots do not show which head is which.

A reading counts only where the heads of exactly one edition take every piece in order. It gives a deviation
that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ..forms import TableName
from ..labels import labels, lookup_text, without_note
from ..slots import GridCell, Sheet, by_slot
from .builder import Column, Deviation
from .heads import Head, Order, all_head_names, head_orders, is_piece, texts_over_slot

_MAX_ROWS = 6
"""Rows of a header that is read by order."""
_MAX_STATES = 4000
"""Partial readings of a header; one that needs more counts as a header with several readings."""


class Piece(Struct, frozen=True):
    """A cell of the header and its text as it is compared."""

    text: str
    cell: GridCell


class Reading(Struct, frozen=True):
    """The columns of a header that was read by order: head, text and cell of each, and the cut or split
    cells.

    `has_slots` says that one row of the header has exactly one cell for each column, so that the slots of
    these cells are those of the columns.
    """

    heads: tuple[Head, ...]
    texts: tuple[str, ...]
    cells: tuple[GridCell, ...]
    pieces: tuple[Piece, ...]
    has_slots: bool

    def columns(self, keys: Iterable[str]) -> list[Column]:
        """The columns of the header, with the given keys."""
        slots = [(cell.column, cell.end) if self.has_slots else (0, 0) for cell in self.cells]
        return [Column(key, text, *slot) for key, text, slot in zip(keys, self.texts, slots, strict=True)]

    def deviation(self, sheet: Sheet) -> Deviation:
        """The deviation with the pieces, at the first of them; at the table where all heads are whole."""
        if not self.pieces:
            return Deviation("columns-by-order", "", sheet.address)
        words = dict.fromkeys(piece.cell.text.strip() for piece in self.pieces)
        return Deviation("heads-by-order", "、".join(words), sheet.address_of(self.pieces[0].cell))


def read_by_order(table: TableName, header: Sequence[list[GridCell]], block: str = "") -> Reading | None:
    """The columns of `header` by the form's order; None unless exactly one reading is possible.

    `block` is as in `head_orders`. First the cells over each slot are joined; where that gives no reading,
    the cells are taken row by row.
    """
    if len(header) > 1:
        flat = tuple(tuple(replace(head, depth=0) for head in order) for order in head_orders(table, block))
        found = _read_uniquely(table, _row_by_slot(table, header), flat)
        if found:
            return found
    return _read_uniquely(table, _pieces_by_row(table, header), head_orders(table, block))


def _read_uniquely(
    table: TableName, rows: list[list[Piece]] | None, orders: Sequence[Order]
) -> Reading | None:
    """The reading of `rows` by one of `orders`.

    None where no order or several orders fit, perhaps incompletely.
    """
    if not rows or len(rows) > _MAX_ROWS:
        return None
    result: Reading | None = None
    for order in orders:
        try:
            whole = next(filter(None, (_Search(rows, order, way).run() for way in _COMPLETE_WAYS)), None)
            if whole is None and _Search(rows, order, "some").run() is None:
                continue
        except _TooManyError:
            return None
        if whole is None or result is not None:
            return None  # The heads may also be those of this edition, with some of them missing.
        result = _reading(table, rows, order, whole)
    return result


def _row_by_slot(table: TableName, header: Sequence[list[GridCell]]) -> list[list[Piece]] | None:
    """One row with the cells over each slot joined, without the labels that span columns or name the rows.

    None where another text stands among them.
    """
    known = labels(table)
    row: list[Piece] = []
    before: list[tuple[int, int]] = []
    for cells in by_slot(list(header)):
        own = [cell for cell in cells if cell.text.strip() and not _is_spanning(table, cell.text)]
        anchors = [(cell.row, cell.column) for cell in own if cell.anchor]
        if not own or anchors == before:
            continue
        names_rows = any(known.plain_label(cell.text) for cell in own)
        if names_rows and len(texts_over_slot(own)) == 1:
            continue
        text = "" if names_rows else "".join(texts_over_slot(own))
        if known.head(text) or is_piece(table, text):
            row.append(Piece(_comparable_text(text), replace(own[0], text=text)))
        elif row:
            return None
        before = anchors
    return [row] if row else None


def _is_spanning(table: TableName, text: str) -> bool:
    """Whether `text` is a label over several columns."""
    label = labels(table).any(text)
    return label is not None and label.text in _spanning_labels(table)


@cache
def _spanning_labels(table: TableName) -> frozenset[str]:
    return frozenset(head.label for order in head_orders(table, "") for head in order if not head.key)


def _pieces_by_row(table: TableName, header: Sequence[Sequence[GridCell]]) -> list[list[Piece]] | None:
    """The pieces and labels of each row that has any; None where another text stands behind one of them."""
    known = labels(table)
    rows = []
    for cells in header:
        row: list[Piece] = []
        for cell in cells:
            text = cell.text
            if not cell.anchor or not text.strip():
                continue
            if known.head(text) or is_piece(table, text) or _names_rows(table, text):
                row.append(Piece(_comparable_text(text), cell))
            elif row and not known.any(text):
                return None
        if row:
            rows.append(row)
    return rows


def _names_rows(table: TableName, text: str) -> bool:
    """Whether `text` is a label that spans columns or names the rows, and short enough to have pieces."""
    return labels(table).plain_label(text) is not None and _comparable_text(text) in all_head_names(table)


def _comparable_text(text: str) -> str:
    """`text` as head names are compared: without punctuation and without the note that ends it."""
    whole = lookup_text(text)
    return without_note(whole) or whole


def _reading(
    table: TableName, rows: list[list[Piece]], order: Order, taken: list[tuple[Piece, ...]]
) -> Reading:
    """The reading in which each head of `order` takes the pieces in `taken`."""
    columns = [(head, pieces) for head, pieces in zip(order, taken, strict=True) if head.key]
    names = {name for head in order if not head.key for name in head.names}
    cells_by_row = ([piece.cell for piece in row if piece.text not in names] for row in rows)
    one_by_column = next((cells for cells in cells_by_row if len(cells) == len(columns)), None)
    return Reading(
        tuple(head for head, _ in columns),
        tuple("".join(piece.cell.text.strip() for piece in pieces) for _, pieces in columns),
        tuple(one_by_column) if one_by_column else tuple(pieces[0].cell for _, pieces in columns),
        tuple(piece for row in rows for piece in row if is_piece(table, piece.cell.text)),
        one_by_column is not None,
    )


# --- the search ----------------------------------------------------------------------------------------


class _TooManyError(Exception):
    """The header has more than `_MAX_STATES` partial readings."""


Way: TypeAlias = Literal["split", "cut", "some"]
"""How the heads are damaged.

`split`: the pieces of each head make the whole head. `cut`: each head is one piece. `some`: any part of a
head may be lost, and some heads too.
"""
_COMPLETE_WAYS: tuple[Way, ...] = ("split", "cut")

PieceIndexes: TypeAlias = tuple[tuple[int, int], ...]
"""Pieces, each as the number of its row and its index in the row."""


class _State(Struct, frozen=True):
    """The position of a search: the index of the next head, and of the next piece in each row.

    `shared` are the rows whose last piece the next head may share. `depths` are pairs of a depth in the form
    and the row of the header that holds the heads of this depth.
    """

    head: int
    nexts: tuple[int, ...]
    shared: frozenset[int] = frozenset()
    depths: frozenset[tuple[int, int]] = frozenset()


class _Search:
    """Searches an assignment of all pieces of `rows` to the heads of `order`.

    Each head takes at most one piece of a row, in order. Its pieces, joined from top to bottom, are a wording
    of the head or, where heads are cut, the beginning of a wording or at least the last half of it. A head
    may share a piece with the head before it, where a colspan was lost, but only if each of them also has a
    piece of its own. Cut heads from one row of the form stand in one row of the header.
    """

    def __init__(self, rows: list[list[Piece]], order: Order, way: Way) -> None:
        self.rows, self.order, self.way = rows, order, way
        self.failed: set[_State] = set()

    def run(self) -> list[tuple[Piece, ...]] | None:
        """The pieces of each head, or None where no assignment is possible."""
        return self._search_from(_State(0, (0,) * len(self.rows)))

    def _search_from(self, state: _State) -> list[tuple[Piece, ...]] | None:
        if state.head == len(self.order):
            is_complete = all(at == len(row) for at, row in zip(state.nexts, self.rows, strict=True))
            return [] if is_complete else None
        if state in self.failed:
            return None
        if len(self.failed) >= _MAX_STATES:
            raise _TooManyError
        head = self.order[state.head]
        for taken in self._options(head, state):
            rest = self._search_from(self._state_after(head, state, taken))
            if rest is not None:
                return [tuple(self.rows[row][at] for row, at in taken), *rest]
        self.failed.add(state)
        return None

    def _state_after(self, head: Head, state: _State, taken: PieceIndexes) -> _State:
        nexts = list(state.nexts)
        for row, at in taken:
            nexts[row] = at + 1
        shared = frozenset(row for row, _ in taken) if len(taken) > 1 else frozenset[int]()
        depths = state.depths
        if self.way == "cut" and head.key:
            depths |= {(head.depth, row) for row, _ in taken}
        return _State(state.head + 1, tuple(nexts), shared, depths)

    def _options(self, head: Head, state: _State) -> Iterator[PieceIndexes]:
        """The pieces that `head` may take."""
        for taken, text in self._choices(head, state, 0, (), ""):
            if not taken:
                if not head.key or self.way == "some":
                    yield taken
                continue
            has_own_piece = any(at == state.nexts[row] for row, at in taken)
            if has_own_piece and self._matches(text, head):
                yield taken

    def _matches(self, text: str, head: Head) -> bool:
        """Whether `text` is a wording of `head`, or a part of one that the way of the search allows."""
        if text in head.names or self.way == "some":
            return True
        return self.way == "cut" and any(
            name.startswith(text) or (name.endswith(text) and 2 * len(text) >= len(name))
            for name in head.names
        )

    def _choices(
        self, head: Head, state: _State, row: int, taken: PieceIndexes, text: str
    ) -> Iterator[tuple[PieceIndexes, str]]:
        """Each choice of pieces from `row` on, and the text of these pieces and those `taken` above."""
        if row == len(self.rows):
            yield taken, text
            return
        for at in self._candidates(head, state, row, taken):
            longer = text + self.rows[row][at].text
            if any(longer in name for name in head.names):
                yield from self._choices(head, state, row + 1, (*taken, (row, at)), longer)
        yield from self._choices(head, state, row + 1, taken, text)

    def _candidates(self, head: Head, state: _State, row: int, taken: PieceIndexes) -> Iterator[int]:
        """The indexes of the pieces in `row` that `head` may take: the next one, or the one it shares."""
        other_row = any(depth == head.depth and one != row for depth, one in state.depths)
        if self.way == "cut" and (taken or (head.key and other_row)):
            return
        if state.nexts[row] < len(self.rows[row]):
            yield state.nexts[row]
        if row in state.shared:
            yield state.nexts[row] - 1
