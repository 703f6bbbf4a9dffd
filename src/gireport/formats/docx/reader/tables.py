"""Tables: from rows of cells with merge marks to a full rectangle (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ....model import Inline, Table
from ....model.grid import (
    MAX_COLUMNS,
    Piece,
    Rectangle,
    check_size,
    edges_from_widths,
    from_merges,
    renumbered,
    shares,
    spans_from_widths,
    spans_to_edges,
)
from ....safe.xml import Element
from .cells import PERCENT, ReadRow, add_cell, measure
from .changes import DELETED, INSERTED, chosen
from .document import Document
from .inlines import LEAVES
from .tags import (
    ALTERNATE,
    BOOKMARK_END,
    BOOKMARK_START,
    DEL,
    INS,
    SDT,
    SDT_CONTENT,
    SKIPPED,
    TBL,
    TBL_GRID,
    TBL_PR,
    TC,
    TR,
    TR_PR,
    TYPE,
    VAL,
    P,
    R,
    w,
)
from .values import Odd, first_child, integer, is_on, twips

if TYPE_CHECKING:
    from .blocks import BlockReader

_TOLERANCE = 60  # twips: widths of cells and columns that differ by less are the same
_UNEVEN = 10  # a row that is narrower by more than this part of the table ends early
_WHOLE = 5000.0  # the whole table, in fiftieths of a per cent
_W = w("w")
_GRID_BEFORE, _GRID_AFTER, _HEADER = w("gridBefore"), w("gridAfter"), w("tblHeader")
_W_BEFORE, _W_AFTER = w("wBefore"), w("wAfter")
_CAPTION, _DESCRIPTION = w("tblCaption"), w("tblDescription")
_STRAY = frozenset({P, TBL, R}) | LEAVES


def read_table(reader: BlockReader, element: Element, caption: list[Inline], depth: int) -> Table | None:
    """The table that a `w:tbl` is; None for one without rows or cells, with a loss (W13).

    Raises:
        LimitError: it is larger than a report may hold.
    """
    document = reader.document
    place = document.places[-1]
    place.row = place.column = 0
    rows: list[ReadRow] = []
    columns: list[float] = []
    layout = ""
    for child in _through(reader, element, TR):
        if child.tag == TR:
            place.row += 1
            row = _row(reader, child, depth)
            if row is not None:
                rows.append(row)
        elif child.tag in _STRAY:
            # Content where only a row may stand is a row of one cell.
            place.row += 1
            place.column = 1
            row = ReadRow([], [], place.row)
            add_cell(reader, child, row, depth)
            rows.append(row)
        elif child.tag == TBL_GRID:
            columns = [twips(column.get(_W)) for column in child.iterchildren(w("gridCol"))]
        elif child.tag == TBL_PR:
            found = child.find(w("tblLayout"))
            layout = "" if found is None else found.get(TYPE) or ""
            for described in (child.find(_CAPTION), child.find(_DESCRIPTION)):
                document.described("table", None if described is None else described.get(VAL), table=True)
    place.row = place.column = 0
    if not any(row.pieces for row in rows):
        document.losses.note("table-empty", document.where(table=True))
        return None
    columns = _settle_spans(document, rows, columns)

    def note(code: str, inside: str, count: int) -> None:
        document.losses.note(code, f"{document.where(table=True)} {inside}", count)

    numbered = renumbered(note, [row.number for row in rows])
    rectangle = from_merges([row.pieces for row in rows], numbered, document.slots, len(columns))
    return _table(rectangle, rows, columns if layout == "fixed" or _stated(rows) else [], tuple(caption))


def _stated(rows: list[ReadRow]) -> bool:
    return any(row.stated for row in rows)


def _table(
    rectangle: Rectangle, rows: list[ReadRow], columns: list[float], caption: tuple[Inline, ...]
) -> Table:
    width = sum(cell.colspan for cell in rectangle.rows[0])
    header_rows = next((number for number, row in enumerate(rows) if not row.header), len(rows))
    flagged = any(piece.header for row in rows for piece in row.pieces)
    return Table(
        rectangle.rows,
        shares(tuple(columns)) if len(columns) == width and all(columns) else (),
        header_rows,
        rectangle.header_columns(header_rows) if flagged else 0,
        caption,
    )


def _through(reader: BlockReader, parent: Element, wanted: str) -> Iterator[Element]:
    """The children of `parent`, rows or cells found through any wrappers (W10), edges handed on (W15).

    A paragraph or table that stands where only a row or cell may stand is given too.
    """
    stack = [iter(parent)]
    while stack:
        for child in stack[-1]:
            tag = child.tag
            if tag == wanted or tag in _GIVEN:
                yield child
                continue
            if tag in (BOOKMARK_START, BOOKMARK_END):
                reader.story.between(reader.story.edge(child))
                continue
            inner = _inside(reader, child, wanted)
            if inner is not None:
                stack.append(iter(inner))
                break
        else:
            stack.pop()


_GIVEN: frozenset[str] = frozenset({TBL_GRID, TBL_PR, TR_PR, *_STRAY})


def _inside(reader: BlockReader, element: Element, wanted: str) -> Element | None:
    """What to look into for rows or cells instead of `element`; None for nothing."""
    tag = element.tag
    if tag in SKIPPED:
        return None
    if tag in DELETED:
        reader.story.deleted(element)
        return None
    if tag in INSERTED:
        reader.document.note("tracked-change")
    if tag == SDT:
        return element.find(SDT_CONTENT)
    return chosen(element) if tag == ALTERNATE else element


def _row(reader: BlockReader, element: Element, depth: int) -> ReadRow | None:
    """A row; None for a deleted one, with a loss (W12)."""
    document = reader.document
    properties = first_child(element, TR_PR)
    row = ReadRow([], [], document.places[-1].row)
    before = after = 0
    before_width = after_width = 0.0
    if properties is not None:
        facts: dict[str, Element] = {}
        for fact in properties:
            facts.setdefault(fact.tag, fact)
        if DEL in facts:
            reader.story.deleted(element, "a table row")
            for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
                reader.story.between(reader.story.edge(edge))
            return None
        if INS in facts:
            document.note("tracked-change")
        row.header = is_on(facts.get(_HEADER))
        before, before_width = _missing(facts, _GRID_BEFORE, _W_BEFORE, document.odd)
        after, after_width = _missing(facts, _GRID_AFTER, _W_AFTER, document.odd)
    _fill(document, row, before, before_width)
    column = before + 1
    for child in _through(reader, element, TC):
        if child.tag == TC or child.tag in _STRAY:
            document.places[-1].column = column
            column += add_cell(reader, child, row, depth)
    _fill(document, row, after, after_width)
    document.places[-1].column = 0
    return row


def _missing(facts: dict[str, Element], count: str, width: str, odd: Odd) -> tuple[int, float]:
    """The slots that a row declares missing at an edge (W06), and how wide they are."""
    found, wide = facts.get(count), facts.get(width)
    slots = 0 if found is None else max(integer(found, odd), 0)
    return slots, 0.0 if wide is None else measure(wide)


def _fill(document: Document, row: ReadRow, count: int, width: float) -> None:
    if count:
        check_size(1, count)
        document.note("grid-edge", count)
        row.pieces.append(Piece(filler=True, colspan=count))
        row.widths.append(width)


def _settle_spans(document: Document, rows: list[ReadRow], columns: list[float]) -> list[float]:
    """Settle the spans of `rows` where they, the grid and the cells' widths disagree; the widths of the columns.

    Word and LibreOffice lay cells out by their widths. A grid that is missing, or only a placeholder, is made from
    them (W47); of a row that does not fit the grid they decide the spans (W07).
    """
    stated = bool(columns) and all(columns)
    placeholder = stated and max(columns) - min(columns) <= 1
    if (not stated or placeholder) and not any(piece.horizontal for row in rows for piece in row.pieces):
        settled = _by_widths(document, rows, columns if stated else [])
        if settled:
            return settled
    if stated:
        _fit_to_grid(document, rows, columns)
    return columns


def _by_widths(document: Document, rows: list[ReadRow], placeholder: list[float]) -> list[float]:
    """Set the spans of `rows` by the edges that all cells' widths make; the widths of the columns, `[]` where they cannot.

    Spans that fit together stay as they are where merged cells were written on purpose, or where all cells are as
    wide as the placeholder says.
    """
    full = [row for row in rows if row.pieces]
    if not all(all(row.widths) for row in full):
        return []
    total = max((sum(row.widths) for row in full), default=0.0)
    total = total if total > 0 else _WHOLE
    scaled = [
        [width if width > 0 else width * PERCENT * total / _WHOLE for width in row.widths] for row in full
    ]
    spans = [[piece.colspan for piece in row.pieces] for row in full]
    sums = [sum(row) for row in scaled]
    if len({sum(row) for row in spans}) == 1:
        merged = any(span > 1 for row in spans for span in row)
        # A row that is not as wide as the others has widths that nobody looked at.
        if max(sums) - min(sums) > max(sums) / _UNEVEN or (merged and placeholder):
            return []
    edges = edges_from_widths(scaled)
    if not edges or len(edges) > MAX_COLUMNS:
        return []
    settled = [spans_to_edges(row, edges) for row in scaled]
    if any(span < 1 for row in settled for span in row):
        return []
    numbers = [number for number, row in enumerate(rows, 1) if row.pieces]
    for number, row, before, after in zip(numbers, full, spans, settled, strict=True):
        if before != after:
            for piece, span in zip(row.pieces, after, strict=True):
                piece.colspan = span
            document.losses.note("span-guessed", f"{document.where(table=True)} row {number}")
    if settled == spans:
        return []
    return [right - left for left, right in pairwise([0.0, *edges])]


def _fit_to_grid(document: Document, rows: list[ReadRow], columns: list[float]) -> None:
    """Where a row's spans disagree with the grid but its cells' widths agree with it, the widths decide (W07)."""
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
            for piece, span in zip(row.pieces, spans, strict=True):
                piece.colspan = span
            document.losses.note("span-guessed", f"{document.where(table=True)} row {row.number}")
