"""Tables: from rows of cells with merge marks to a full rectangle (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from ....model import Inline, Paragraph, Table
from ....model.grid import (
    Merge,
    Piece,
    Rectangle,
    check_size,
    from_merges,
    has_content,
    shares,
    spans_from_widths,
)
from ....model.normal import MAX_DEPTH
from ....safe.xml import Element, listed
from .alike import Row
from .changes import DELETED, INSERTED, chosen
from .document import Document, Place
from .plain import plain_cell
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
    TC_PR,
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
_FIRST_COLUMN = 2  # the place of the first column's flag in the string of `w:cnfStyle` (17.18.14)
_W = w("w")
_GRID_SPAN, _V_MERGE, _H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
_TC_W, _CNF_STYLE, _CELL_DEL, _CELL_MERGE = w("tcW"), w("cnfStyle"), w("cellDel"), w("cellMerge")
_GRID_BEFORE, _GRID_AFTER, _HEADER = w("gridBefore"), w("gridAfter"), w("tblHeader")
_W_BEFORE, _W_AFTER = w("wBefore"), w("wAfter")
_FIRST = w("firstColumn")
_CAPTION, _DESCRIPTION = w("tblCaption"), w("tblDescription")
_STRAY = frozenset({P, TBL, R})


class _Row(Struct):
    """A row as it was read: its pieces, their widths in twips (0: not stated), and its flags."""

    pieces: list[Piece]
    widths: list[float]
    header: bool = False
    stated: bool = False  # whether some cell states its width


def read_table(reader: BlockReader, element: Element, caption: list[Inline], depth: int) -> Table | None:
    """The table that a `w:tbl` is; None for one without rows or cells, with a loss (W13).

    Raises:
        LimitError: it is larger than a report may hold.
    """
    document = reader.document
    place = document.places[-1]
    place.row = place.column = 0
    rows: list[_Row] = []
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
            row = _Row([], [])
            _cell(reader, child, row, depth)
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
    _settle_spans(document, rows, columns)

    def note(code: str, inside: str, count: int) -> None:
        document.losses.note(code, f"{document.where(table=True)} {inside}", count)

    rectangle = from_merges([row.pieces for row in rows], note, document.slots)
    return _table(rectangle, rows, columns if layout == "fixed" or _stated(rows) else [], tuple(caption))


def _stated(rows: list[_Row]) -> bool:
    return any(row.stated for row in rows)


def _table(
    rectangle: Rectangle, rows: list[_Row], columns: list[float], caption: tuple[Inline, ...]
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


# --- rows ---


def _row(reader: BlockReader, element: Element, depth: int) -> _Row | None:
    """A row; None for a deleted one, with a loss (W12)."""
    document = reader.document
    alike = document.source.row(element) if document.source is not None and depth < MAX_DEPTH else None
    properties = first_child(element if alike is None else islice(element, alike.before), TR_PR)
    row = _Row([], [])
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
    if alike is not None:
        _cells(reader, element, row, before + 1, depth, alike)
    else:
        column = before + 1
        for child in _through(reader, element, TC):
            if child.tag == TC or child.tag in _STRAY:
                document.places[-1].column = column
                column += _cell(reader, child, row, depth)
    _fill(document, row, after, after_width)
    document.places[-1].column = 0
    return row


def _missing(facts: dict[str, Element], count: str, width: str, odd: Odd) -> tuple[int, float]:
    """The slots that a row declares missing at an edge (W06), and how wide they are."""
    found, wide = facts.get(count), facts.get(width)
    slots = 0 if found is None else max(integer(found, odd), 0)
    return slots, 0.0 if wide is None else twips(wide.get(_W))


def _fill(document: Document, row: _Row, count: int, width: float) -> None:
    if count:
        check_size(1, count)
        document.note("grid-edge", count)
        row.pieces.append(Piece(filler=True, colspan=count))
        row.widths.append(width)


# --- cells ---


def _cells(reader: BlockReader, element: Element, row: _Row, column: int, depth: int, alike: Row) -> None:
    """Append the cells of a row, the first at `column`: those of known forms by their words, others by their elements."""
    document, story = reader.document, reader.story
    children: list[Element] = []
    last: Paragraph | None = None
    story.flush()
    quiet = story.quiet
    for number, (form, known, words) in enumerate(alike, alike.before):
        if known is None or not quiet:
            if last is not None:
                story.passed(last)
                last = None
            children = children or listed(element)
            document.places[-1].column = column
            column += _cell(reader, children[number], row, depth, (alike, form, words))
            quiet = story.quiet
            continue
        plain = known.paragraph(words)
        row.widths.append(known.width)
        row.stated = row.stated or known.stated
        column += known.colspan
        if known.vertical == "continue" and not plain.content:
            row.pieces.append(known.piece([]))  # it is no content (W02)
            continue
        row.pieces.append(known.piece([plain]))
        reader.inlines.shown += len(plain.content)
        last = plain
    if last is not None:
        story.passed(last)


def _cell(
    reader: BlockReader,
    element: Element,
    row: _Row,
    depth: int,
    alike: tuple[Row, str, list[str]] | None = None,
) -> int:
    """Append a cell to `row`; the number of columns that it takes. Others of its form and words are `alike`."""
    document, story = reader.document, reader.story
    inside = listed(element) if element.tag == TC else [element]
    properties = first_child(inside, TC_PR)
    piece = Piece()
    width, stated = _NO_WIDTH
    if properties is not None:
        found = _cell_properties(properties, piece, document.odd)
        if found is None:
            story.deleted(element, "a table cell")
            for edge in element.iter(BOOKMARK_START, BOOKMARK_END):
                story.between(story.edge(edge))
            return 0
        width, stated = found
        row.stated = row.stated or stated
    row.pieces.append(piece)
    row.widths.append(width)
    covered = piece.vertical == "continue" or piece.horizontal == "continue"
    plain = plain_cell(reader, inside) if depth < MAX_DEPTH else None
    if plain is not None:
        if covered and not plain.content:
            story.flush()  # as below: it is no content
        else:
            story.passed(plain)
            piece.content = [plain]
        if alike is not None and not document.odds.met:
            of_row, form, words = alike
            of_row.learn(form, words, piece, width, stated)
        return piece.colspan
    mark = story.mark() if covered else None
    document.places.append(Place())
    content = reader.read(inside, depth + 1, cell=True, covered=covered)
    document.places.pop()
    if covered and not has_content(content):
        # The empty paragraph of a continuation is no content (W02); edges in it stand between paragraphs.
        story.release(mark, content)
        content = []
    piece.content = content
    return piece.colspan


_NO_WIDTH = (0.0, False)


def _cell_properties(properties: Element, piece: Piece, odd: Odd) -> tuple[float, bool] | None:
    """Read a `w:tcPr` into `piece`; the width in twips, 0 for none, and whether one is stated. None: the cell is deleted."""
    span = width = None
    for child in listed(properties):
        tag = child.tag
        if tag == _TC_W:
            width = child
        elif tag == _GRID_SPAN:
            span = child
        elif tag == _CELL_DEL:
            return None
        else:
            read = _CELL.get(tag)
            if read is not None:
                read(piece, child)
    if span is not None:
        piece.colspan = max(integer(span, odd, 1), 1)
    if width is None:
        return _NO_WIDTH
    unit = width.get(TYPE, "dxa")
    if unit not in ("dxa", "pct"):
        return _NO_WIDTH
    size = twips((width.get(_W) or "").rstrip("%"))
    return size if unit == "dxa" else 0.0, size > 0


def _merge(element: Element) -> Merge:
    return "restart" if element.get(VAL) == "restart" else "continue"


def _vertical(piece: Piece, element: Element) -> None:
    piece.vertical = _merge(element)


def _horizontal(piece: Piece, element: Element) -> None:
    piece.horizontal = _merge(element)


def _tracked_merge(piece: Piece, element: Element) -> None:
    """A tracked vertical merge (17.13.5.1), read as accepted."""
    merges: dict[str | None, Merge] = {"rest": "restart", "cont": "continue"}
    piece.vertical = merges.get(element.get(_V_MERGE), piece.vertical)


def _conditional(piece: Piece, element: Element) -> None:
    """Whether the cell is formatted as one of the first column: a header cell."""
    flag = element.get(_FIRST)
    if flag is None:
        flag = (element.get(VAL) or "")[_FIRST_COLUMN : _FIRST_COLUMN + 1]
    piece.header = flag in ("1", "true", "on")


_CELL: dict[str, Callable[[Piece, Element], None]] = {
    _V_MERGE: _vertical,
    _H_MERGE: _horizontal,
    _CELL_MERGE: _tracked_merge,
    _CNF_STYLE: _conditional,
}


def _settle_spans(document: Document, rows: list[_Row], columns: list[float]) -> None:
    """Where a row's spans disagree with the grid but its cells' widths agree with it, the widths decide (W07)."""
    if not columns or not all(columns):
        return
    totals = [sum(piece.colspan for piece in row.pieces) for row in rows]
    if len(set(totals)) == 1:
        return
    edges: list[int] = []
    end = 0.0
    for column in columns:
        end += column
        edges.append(round(end))
    for number, (row, total) in enumerate(zip(rows, totals, strict=True), 1):
        if total == len(columns) or not row.widths or not all(row.widths):
            continue
        if any(piece.horizontal for piece in row.pieces):
            continue
        spans = spans_from_widths([round(width) for width in row.widths], edges, _TOLERANCE)
        if spans is not None:
            for piece, span in zip(row.pieces, spans, strict=True):
                piece.colspan = span
            document.losses.note("span-guessed", f"{document.where(table=True)} row {number}")
