"""Where is a wrong `gridSpan` repaired? Here: where spans, grid and cell widths disagree, the widths decide.

`repair_spans` is called by `tables.read_table` with the rows as they were read. Word and LibreOffice lay
cells out by their widths (`w:tcW`), so:

- a grid (`w:tblGrid`) that is missing, or a placeholder of equal columns, is made anew from all widths (W47);
- in a row whose `w:gridSpan`s do not add up to the grid, the widths give the spans (W07).

Each repaired row has a `span-guessed` loss. A `w:gridSpan` that is not a number is read as 1 with a
`number-range` loss (`tables`, `wml.integer`). Spans that still do not make a rectangle are filled by
`model.grid.from_merges`, as for every format. ECMA-376 part 1, 17.4.17 (`gridSpan`), 17.4.71 (`tcW`),
17.18.90 (units).
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from msgspec import Struct

from ....model.grid import MAX_COLUMNS, Piece, edges_from_widths, spans_from_widths, spans_to_edges
from ....safe.xml import Element
from .context import Context
from .wml import TYPE, twips, w

_TOLERANCE = 60  # twips: cells and columns whose widths differ by less are equally wide
_UNEVEN = 10  # a row that is narrower by more than this part of the table ends early
_WHOLE = 5000.0  # the whole table, in fiftieths of a per cent
_W = w("w")
_FIFTIETHS = 50  # of a per cent, the unit of `pct` (17.18.90)
_RELATIVE = -1.0  # factor of a width in fiftieths of a per cent: it is negative, one in twips is positive


class RowPieces(Struct):
    """A row as it was read: its cells as pieces for the grid, and their widths.

    A width is in twips, or negative in fiftieths of a per cent of the table, or 0 where none is stated.
    `number` is the row's number in the document, deleted rows included; losses name it.
    """

    pieces: list[Piece]
    widths: list[float]
    number: int
    header: bool = False
    states_width: bool = False
    """Whether any of its cells states a width."""


def cell_width(element: Element) -> float:
    """The width that a `w:tcW`, `w:wBefore` or `w:wAfter` states, in the units of `RowPieces` (17.4.71)."""
    unit, text = element.get(TYPE, "dxa"), element.get(_W) or ""
    if unit == "dxa" and not text.endswith("%"):
        return max(twips(text), 0.0)
    if unit not in ("dxa", "pct"):
        return 0.0
    size = twips(text.rstrip("%")) * (_FIFTIETHS if text.endswith("%") else 1)
    return max(size, 0.0) * _RELATIVE


def repair_spans(context: Context, rows: list[RowPieces], columns: list[float]) -> list[float]:
    """Repair the `colspan` of the pieces in `rows`.

    `columns` are the widths in the grid. Returns the widths of the columns (twips), [] where none are known.
    """
    has_grid = bool(columns) and all(columns)
    is_placeholder = has_grid and max(columns) - min(columns) <= 1
    has_horizontal_merge = any(piece.horizontal for row in rows for piece in row.pieces)
    if (not has_grid or is_placeholder) and not has_horizontal_merge:
        made = _make_grid(context, rows, columns if has_grid else [])
        if made:
            return made
    if has_grid:
        _fit_to_grid(context, rows, columns)
    return columns


def _make_grid(context: Context, rows: list[RowPieces], placeholder: list[float]) -> list[float]:
    """Make a grid from the edges of all cells, and set the spans by it.

    Returns the widths of its columns (twips), [] where the widths of the cells do not make a grid.

    Spans that fit together stay where merged cells were written on purpose, or where all cells are as wide as
    the placeholder says.
    """
    full = [row for row in rows if row.pieces]
    if not all(all(row.widths) for row in full):
        return []
    total = max((sum(row.widths) for row in full), default=0.0)
    total = total if total > 0 else _WHOLE
    widths = [
        [width if width > 0 else width * _RELATIVE * total / _WHOLE for width in row.widths] for row in full
    ]
    before = [[piece.colspan for piece in row.pieces] for row in full]
    if len({sum(spans) for spans in before}) == 1:
        sums = [sum(row) for row in widths]
        is_merged = any(span > 1 for spans in before for span in spans)
        # Where a row is much narrower than the others, its widths are not those that programs show.
        if max(sums) - min(sums) > max(sums) / _UNEVEN or (is_merged and placeholder):
            return []
    edges = edges_from_widths(widths)
    if not edges or len(edges) > MAX_COLUMNS:
        return []
    after = [spans_to_edges(row, edges) for row in widths]
    if any(span < 1 for spans in after for span in spans):
        return []
    for row, old, new in zip(full, before, after, strict=True):
        if old != new:
            _set_spans(context, row, new)
    if after == before:
        return []
    return [right - left for left, right in pairwise([0.0, *edges])]


def _fit_to_grid(context: Context, rows: list[RowPieces], columns: list[float]) -> None:
    """Set the spans of each row that does not fill the grid, but whose cell widths fit its columns (W07)."""
    totals = [sum(piece.colspan for piece in row.pieces) for row in rows]
    if len(set(totals)) == 1:
        return
    edges = [round(edge) for edge in accumulate(columns)]
    for row, total in zip(rows, totals, strict=True):
        if total == len(columns) or not row.widths or min(row.widths) <= 0:
            continue
        if any(piece.horizontal for piece in row.pieces):
            continue
        spans = spans_from_widths([round(width) for width in row.widths], edges, _TOLERANCE)
        if spans is not None:
            _set_spans(context, row, spans)


def _set_spans(context: Context, row: RowPieces, spans: list[int]) -> None:
    for piece, span in zip(row.pieces, spans, strict=True):
        piece.colspan = span
    context.losses.note("span-guessed", f"{context.where(table=True)} row {row.number}")
