"""The column heads of the form, and whether those of a table are whole, cut or split.

A head is cut where a part of it is lost (本年新 for 本年新制作数量), and split where it stands in several
cells (商业 above 企业).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from msgspec import Struct

from ...model import grid
from ..forms import Form, FormCell, TableName, forms
from ..labels import labels, lookup_text, without_note
from ..slots import GridCell, by_slot

MAX_DEPTH = 3
"""The most cells, one above the other, that make one head."""
_MIN_PIECE_LENGTH = 2
"""Characters of the shortest piece that makes a header count as damaged."""
_MAX_NAME_LENGTH = 20
"""A longer label is a sentence beside the heads; its pieces do not count."""


# --- the form ------------------------------------------------------------------------------------------


class Head(Struct, frozen=True):
    """A label in the header of a table of the form.

    `key` is empty for a label that spans several columns or names the rows: tables may lack it. `names` are
    the wordings of the label as `lookup_text` gives them, `depth` is the row of the header that it begins in,
    from 0.
    """

    key: str
    label: str
    names: tuple[str, ...]
    depth: int


Order: TypeAlias = tuple[Head, ...]


@cache
def head_orders(table: TableName, block: str) -> tuple[Order, ...]:
    """The heads of `table` in the form's order, once for each edition whose heads differ.

    `block` is the label over the heads in section 二, such as 第二十条第（五）项.
    """
    found = (_head_order(form, block) for form in forms() if form.table == table)
    return tuple(dict.fromkeys(order for order in found if order))


def _head_order(form: Form, block: str) -> Order:
    rows = list(grid.placed(form.rows))
    header = rows[: form.header_rows] if form.header_rows else _head_row_under(rows, block)
    heads: dict[tuple[int, int], Head] = {}
    for depth, row in enumerate(header):
        for slot in row:
            cell = slot.cell
            if slot.anchor and cell.label and len(cell.label) <= _MAX_NAME_LENGTH:
                key = cell.key if depth + cell.rowspan >= len(header) else ""
                heads[slot.column, depth] = Head(key, cell.label, _head_names(cell), depth)
    return tuple(heads[position] for position in sorted(heads))


def _head_row_under(rows: list[list[grid.Slot[FormCell]]], block: str) -> list[list[grid.Slot[FormCell]]]:
    """The row of heads that follows the label `block`, as a list of one row; empty where there is none."""
    start = next((number for number, row in enumerate(rows, 1) if row[0].cell.label == block), len(rows))
    return rows[start : start + 1]


def _head_names(cell: FormCell) -> tuple[str, ...]:
    """The wordings of a head with and without the note in brackets, as `lookup_text` gives them."""
    names = [lookup_text(text) for text in (cell.label or "", *cell.variants)]
    return tuple(dict.fromkeys(name for text in names for name in (text, without_note(text))))


@cache
def all_head_names(table: TableName) -> tuple[str, ...]:
    """The wordings of every head of `table`, in all blocks and editions."""
    blocks = {label.block for label in labels(table).rows.values()} | {""}
    heads = (head for block in blocks for order in head_orders(table, block) for head in order)
    return tuple(dict.fromkeys(name for head in heads for name in head.names))


# --- pieces --------------------------------------------------------------------------------------------


def is_piece(table: TableName, text: str) -> bool:
    """Whether `text` is a part of a head's label, but not a whole label of the form."""
    # Most cells hold a number or a long text: the cache need not hold those.
    return len(text) <= _MAX_NAME_LENGTH and not text.isdecimal() and _is_piece(table, text)


@lru_cache(maxsize=4096)
def _is_piece(table: TableName, text: str) -> bool:
    part = lookup_text(text)
    if not part or part.isdecimal() or labels(table).any(text):
        return False
    return any(part in name and part != name for name in all_head_names(table))


def are_damaged(table: TableName, header: Sequence[Sequence[GridCell]]) -> bool:
    """Whether some head in `header` is cut or split."""
    return any(
        len(cell.text.strip()) >= _MIN_PIECE_LENGTH and is_piece(table, cell.text)
        for row in header
        for cell in row
        if cell.anchor
    )


def texts_over_slot(cells: Sequence[GridCell]) -> list[str]:
    """The texts of `cells`, those over one slot from top to bottom; equal texts in a row count once."""
    texts: list[str] = []
    for cell in cells:
        text = cell.text.strip()
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def columns_hold(table: TableName, header: list[list[GridCell]], over: frozenset[str] = frozenset()) -> bool:
    """Whether each head in `header` stands over its column, where the pieces over one slot together make a
    head.

    Two heads over one slot, or a piece without its other pieces, show that merged cells are lost. `over` are
    the keys of heads that span other heads.
    """
    return all(_slot_holds(table, texts_over_slot(cells), over) for cells in by_slot(header))


def _slot_holds(table: TableName, texts: list[str], over: frozenset[str]) -> bool:
    known = labels(table)
    keys = [label.key if (label := known.head(text)) and label.key not in over else "" for text in texts]
    pieces = [is_piece(table, text) for text in texts]
    if not any(pieces):
        return len({key for key in keys if key}) < 2
    for depth in range(min(MAX_DEPTH, len(texts)), 1, -1):
        label = known.head("".join(texts[-depth:]))
        if label and label.key not in over:
            return not any(pieces[:-depth]) and not any(keys[:-depth])
    return False
