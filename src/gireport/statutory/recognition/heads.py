"""Column heads that are cut (本年新 for 本年新制作数量) or split over several cells (商业 above 企业).

A head that is split and still stands over its column is joined from what stands over that column. Where the
columns of slots are lost, the form's order tells which head is which; a reading by order counts only where
exactly one edition's heads take every piece in its order, and the caller tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ...model import grid
from ..forms import Form, FormCell, TableName, forms
from ..labels import labels, loose, without_note
from ..slots import Sheet, Spot, by_slot
from .found import Odd

DEEPEST = 3
"""Cells, one above the other, that a head is joined from."""
_ROWS = 6
_STATES = 4000
"""Partial readings that are tried before a header counts as one with several."""
_SHORTEST = 2
"""Characters of a piece that makes a header count as damaged."""
_LONGEST_NAME = 20
"""A longer label is a sentence beside the heads, of which no piece is looked for."""


class Head(Struct, frozen=True):
    """A label in the head of a table, in the order of the form.

    `key` is empty for a label that spans several columns or names the rows: it may be missing. `names` are the
    wordings of the label as `loose` gives them, `depth` the row of the header in which the form has it, from 0.
    """

    key: str
    label: str
    names: tuple[str, ...]
    depth: int


Order: TypeAlias = tuple[Head, ...]


class Piece(Struct, frozen=True):
    """A cell of the header and its text as it is compared."""

    text: str
    spot: Spot


class Reading(Struct, frozen=True):
    """The columns of a header that was read by order: each one's head, text and cell, and the pieces among those.

    `placed` says that one row of the header has exactly one cell for each column, so that its slots count.
    """

    heads: tuple[Head, ...]
    texts: tuple[str, ...]
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]
    placed: bool

    def told(self, sheet: Sheet) -> Odd:
        """What is told of the reading: the pieces and the cell of the first; where all heads are whole, the table."""
        if not self.pieces:
            return Odd("columns-by-order", "", sheet.address)
        words = dict.fromkeys(piece.spot.text.strip() for piece in self.pieces)
        return Odd("heads-by-order", "、".join(words), sheet.cell(self.pieces[0].spot))


# --- the form ------------------------------------------------------------------------------------------


@cache
def orders(table: TableName, block: str) -> tuple[Order, ...]:
    """The heads of `table` in the form's order, once for each edition whose heads differ.

    `block` is the label over the heads in section 二, such as 第二十条第（五）项.
    """
    found = (_order(form, block) for form in forms() if form.table == table)
    return tuple(dict.fromkeys(order for order in found if order))


def _order(form: Form, block: str) -> Order:
    placed = list(grid.placed(form.rows))
    lines = placed[: form.header_rows] if form.header_rows else _under(placed, block)
    heads: dict[tuple[int, int], Head] = {}
    for depth, line in enumerate(lines):
        for slot in line:
            cell = slot.cell
            if slot.anchor and cell.label and len(cell.label) <= _LONGEST_NAME:
                key = cell.key if depth + cell.rowspan >= len(lines) else ""
                heads[slot.column, depth] = Head(key, cell.label, _wordings(cell), depth)
    return tuple(heads[place] for place in sorted(heads))


def _under(lines: list[list[grid.Slot[FormCell]]], block: str) -> list[list[grid.Slot[FormCell]]]:
    """The row of heads that follows the label `block`."""
    at = next((number for number, line in enumerate(lines, 1) if line[0].cell.label == block), len(lines))
    return lines[at : at + 1]


def _wordings(cell: FormCell) -> tuple[str, ...]:
    whole = [loose(text) for text in (cell.label or "", *cell.variants)]
    return tuple(dict.fromkeys(name for text in whole for name in (text, without_note(text))))


@cache
def _all_names(table: TableName) -> tuple[str, ...]:
    blocks = {label.block for label in labels(table).rows.values()} | {""}
    heads = (head for block in blocks for order in orders(table, block) for head in order)
    return tuple(dict.fromkeys(name for head in heads for name in head.names))


# --- pieces --------------------------------------------------------------------------------------------


def is_piece(table: TableName, text: str) -> bool:
    """Whether `text` is a part of a head's label and no label itself."""
    # Most cells hold a number or a long text, which are none.
    return len(text) <= _LONGEST_NAME and not text.isdecimal() and _is_piece(table, text)


@lru_cache(maxsize=4096)
def _is_piece(table: TableName, text: str) -> bool:
    part = loose(text)
    if not part or part.isdecimal() or labels(table).any(text):
        return False
    return any(part in name and part != name for name in _all_names(table))


def damaged(table: TableName, header: Sequence[Sequence[Spot]]) -> bool:
    """Whether some head in `header` is cut or split."""
    return any(
        len(spot.text.strip()) >= _SHORTEST and is_piece(table, spot.text)
        for line in header
        for spot in line
        if spot.anchor
    )


def path(spots: Sequence[Spot]) -> list[str]:
    """What stands over one slot, top down: each text once where it stands in several cells one after the other."""
    texts: list[str] = []
    for spot in spots:
        text = spot.text.strip()
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def columns_hold(table: TableName, header: list[list[Spot]], over: frozenset[str] = frozenset()) -> bool:
    """Whether each head in `header` stands over its column: a piece of one is part of the head that it makes there.

    Two heads over one slot, or a piece that nothing completes, show that merged cells are lost. `over` are the
    keys of heads that span other heads.
    """
    return all(_slot_holds(table, path(spots), over) for spots in by_slot(header))


def _slot_holds(table: TableName, texts: list[str], over: frozenset[str]) -> bool:
    known = labels(table)
    keys = [label.key if (label := known.head(text)) and label.key not in over else "" for text in texts]
    pieces = [is_piece(table, text) for text in texts]
    if not any(pieces):
        return len({key for key in keys if key}) < 2
    for depth in range(min(DEEPEST, len(texts)), 1, -1):
        label = known.head("".join(texts[-depth:]))
        if label and label.key not in over:
            return not any(pieces[:-depth]) and not any(keys[:-depth])
    return False


# --- by order ------------------------------------------------------------------------------------------


def by_order(table: TableName, header: Sequence[list[Spot]], block: str = "") -> Reading | None:
    """The columns that the heads and pieces in `header` are by the form's order; None unless exactly one way is left.

    What stands over one slot is joined first; where that gives nothing, the cells are taken row by row.
    """
    if len(header) > 1:
        flat = tuple(tuple(replace(head, depth=0) for head in order) for order in orders(table, block))
        found = _in_one_way(table, _joined_row(table, header), flat)
        if found:
            return found
    return _in_one_way(table, _rows(table, header), orders(table, block))


def _in_one_way(table: TableName, rows: list[list[Piece]] | None, among: Sequence[Order]) -> Reading | None:
    if not rows or len(rows) > _ROWS:
        return None
    result: Reading | None = None
    for order in among:
        try:
            whole = next(filter(None, (_Search(rows, order, way).run() for way in WAYS)), None)
            if whole is None and _Search(rows, order, "some").run() is None:
                continue
        except _TooManyError:
            return None
        if whole is None or result is not None:
            return None  # This edition's heads may be meant too, some of them missing.
        result = _reading(table, rows, order, whole)
    return result


def _joined_row(table: TableName, header: Sequence[list[Spot]]) -> list[list[Piece]] | None:
    """The heads over each slot, joined, as one row: without the labels that span columns or name the rows."""
    known = labels(table)
    row: list[Piece] = []
    before: list[tuple[int, int]] = []
    for spots in by_slot(list(header)):
        own = [spot for spot in spots if spot.text.strip() and not _spans(table, spot.text)]
        cells = [(spot.row, spot.column) for spot in own if spot.anchor]
        if not own or cells == before:
            continue
        names_rows = any(known.plain_label(spot.text) for spot in own)
        if names_rows and len(path(own)) == 1:
            continue
        text = "" if names_rows else "".join(path(own))
        if known.head(text) or is_piece(table, text):
            row.append(Piece(_compared(text), replace(own[0], text=text)))
        elif row:
            return None
        before = cells
    return [row] if row else None


def _spans(table: TableName, text: str) -> bool:
    """Whether `text` is a label over several columns."""
    label = labels(table).any(text)
    return label is not None and label.text in _spanning(table)


@cache
def _spanning(table: TableName) -> frozenset[str]:
    return frozenset(head.label for order in orders(table, "") for head in order if not head.key)


def _rows(table: TableName, header: Sequence[Sequence[Spot]]) -> list[list[Piece]] | None:
    """The pieces and labels of each row that has some; None where something else stands among them."""
    known = labels(table)
    rows = []
    for line in header:
        row: list[Piece] = []
        for spot in line:
            text = spot.text
            if not spot.anchor or not text.strip():
                continue
            if known.head(text) or is_piece(table, text) or _names_rows(table, text):
                row.append(Piece(_compared(text), spot))
            elif row and not known.any(text):
                return None
        if row:
            rows.append(row)
    return rows


def _names_rows(table: TableName, text: str) -> bool:
    """Whether `text` is a label that spans columns or names the rows, and short enough to have pieces."""
    return labels(table).plain_label(text) is not None and _compared(text) in _all_names(table)


def _compared(text: str) -> str:
    whole = loose(text)
    return without_note(whole) or whole


def _reading(
    table: TableName, rows: list[list[Piece]], order: Order, taken: list[tuple[Piece, ...]]
) -> Reading:
    columns = [(head, pieces) for head, pieces in zip(order, taken, strict=True) if head.key]
    names = {name for head in order if not head.key for name in head.names}
    alone = ([piece.spot for piece in row if piece.text not in names] for row in rows)
    placed = next((spots for spots in alone if len(spots) == len(columns)), None)
    return Reading(
        tuple(head for head, _ in columns),
        tuple("".join(piece.spot.text.strip() for piece in pieces) for _, pieces in columns),
        tuple(placed) if placed else tuple(pieces[0].spot for _, pieces in columns),
        tuple(piece for row in rows for piece in row if is_piece(table, piece.spot.text)),
        placed is not None,
    )


class _TooManyError(Exception):
    """A header with more partial readings than are tried."""


Way: TypeAlias = Literal["split", "cut", "some"]
"""How the heads are damaged: each one whole when its pieces are joined; each one a single piece; or no matter how,
and some of them missing."""
Places: TypeAlias = tuple[tuple[int, int], ...]
"""Pieces: of each the row and the place in it."""


WAYS: tuple[Way, ...] = ("split", "cut")


class _State(Struct, frozen=True):
    """How far a search is: the head that is next, each row's next piece, and what is fixed by those before.

    `shared` are the rows whose last piece the next head may share, `depths` pairs of a depth and the row in which
    the heads of that depth are.
    """

    at: int
    nexts: tuple[int, ...]
    shared: frozenset[int] = frozenset()
    depths: frozenset[tuple[int, int]] = frozenset()


class _Search:
    """One search for a way in which the heads of `order` take all pieces of `rows`.

    Each head takes at most one piece of a row, in order; what it takes, joined from top to bottom, is a wording
    of the head or, where heads are cut, its beginning or most of its end. A head shares a piece with the head before
    it, as cells whose colspan is lost do, only where both have a piece of their own as well. Heads that are cut
    and stand in one row of the form stand in one row here.
    """

    def __init__(self, rows: list[list[Piece]], order: Order, way: Way) -> None:
        self.rows, self.order, self.way = rows, order, way
        self.failed: set[_State] = set()

    def run(self) -> list[tuple[Piece, ...]] | None:
        """What each head takes, or None where no way is found."""
        return self._from(_State(0, (0,) * len(self.rows)))

    def _from(self, state: _State) -> list[tuple[Piece, ...]] | None:
        if state.at == len(self.order):
            done = all(place == len(row) for place, row in zip(state.nexts, self.rows, strict=True))
            return [] if done else None
        if state in self.failed:
            return None
        if len(self.failed) >= _STATES:
            raise _TooManyError
        head = self.order[state.at]
        for taken in self._options(head, state):
            rest = self._from(self._after(head, state, taken))
            if rest is not None:
                return [tuple(self.rows[row][place] for row, place in taken), *rest]
        self.failed.add(state)
        return None

    def _after(self, head: Head, state: _State, taken: Places) -> _State:
        nexts = list(state.nexts)
        for row, place in taken:
            nexts[row] = place + 1
        shared = frozenset(row for row, _ in taken) if len(taken) > 1 else frozenset[int]()
        depths = state.depths
        if self.way == "cut" and head.key:
            depths |= {(head.depth, row) for row, _ in taken}
        return _State(state.at + 1, tuple(nexts), shared, depths)

    def _options(self, head: Head, state: _State) -> Iterator[Places]:
        """What `head` may take."""
        for taken, text in self._joined(head, state, 0, (), ""):
            if not taken:
                if not head.key or self.way == "some":
                    yield taken
                continue
            own = any(place == state.nexts[row] for row, place in taken)
            if own and (text in head.names or (self.way != "split" and self._is_cut(text, head))):
                yield taken

    def _is_cut(self, text: str, head: Head) -> bool:
        """Whether `text` may be what is left of `head`: its beginning, or half of it at its end; or any part of it."""
        if self.way == "some":
            return True
        return any(
            name.startswith(text) or (name.endswith(text) and 2 * len(text) >= len(name))
            for name in head.names
        )

    def _joined(
        self, head: Head, state: _State, row: int, taken: Places, text: str
    ) -> Iterator[tuple[Places, str]]:
        """Each choice of pieces from `row` on, and the text that they make with those `taken` above."""
        if row == len(self.rows):
            yield taken, text
            return
        for place in self._places(head, state, row, taken):
            longer = text + self.rows[row][place].text
            if any(longer in name for name in head.names):
                yield from self._joined(head, state, row + 1, (*taken, (row, place)), longer)
        yield from self._joined(head, state, row + 1, taken, text)

    def _places(self, head: Head, state: _State, row: int, taken: Places) -> Iterator[int]:
        """The places in `row` from which `head` may take a piece: the next one, or the one that it shares."""
        other_row = any(depth == head.depth and one != row for depth, one in state.depths)
        if self.way == "cut" and (taken or (head.key and other_row)):
            return
        if state.nexts[row] < len(self.rows[row]):
            yield state.nexts[row]
        if row in state.shared:
            yield state.nexts[row] - 1
