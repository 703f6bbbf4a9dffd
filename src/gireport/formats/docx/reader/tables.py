"""How does a `w:tbl` become a table? Rows and cells, with spans and merge marks, become one full rectangle.

The rows are read here, `spans` repairs wrong spans, and `model.grid` makes the rectangle (ECMA-376 part 1,
17.4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from ....model import Block, Inline, Table
from ....model.grid import Merge, Piece, Rectangle, check_size, from_merges, has_content, renumbered, shares
from ....model.messages import message
from ....model.normal import MAX_DEPTH
from ....safe.xml import Element, listed
from . import wml
from .bookmarks import Bookmarks
from .changes import Deletions
from .context import Context, Position
from .inlines import InlineReader
from .spans import RowPieces, cell_width, repair_spans
from .wml import TBL_GRID, TBL_PR, TC, TC_PR, TR, TR_PR, TYPE, VAL, first_child, integer, is_on, twips, w

_W = w("w")
_GRID_BEFORE, _GRID_AFTER, _HEADER = w("gridBefore"), w("gridAfter"), w("tblHeader")
_W_BEFORE, _W_AFTER = w("wBefore"), w("wAfter")
_CAPTION, _DESCRIPTION = w("tblCaption"), w("tblDescription")
_GRID_SPAN, _V_MERGE, _H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
_TC_W, _CNF_STYLE, _CELL_DEL, _CELL_MERGE = w("tcW"), w("cnfStyle"), w("cellDel"), w("cellMerge")
_FIRST_COLUMN = w("firstColumn")
_FIRST_COLUMN_FLAG = 2  # index of the first column's flag in the string of `w:cnfStyle` (17.18.14)
_CELL_CONTENT = frozenset({wml.P, wml.TBL, wml.R}) | wml.CONTENT_TAGS
_PROPERTIES = frozenset({TBL_GRID, TBL_PR, TR_PR})


class BlockSource(Protocol):
    """What a table needs of the reader of blocks, which is `body.BlockReader`."""

    context: Context
    bookmarks: Bookmarks
    deletions: Deletions
    inlines: InlineReader

    def read(
        self, container: Iterable[Element], depth: int, in_cell: bool = False, covered: bool = False
    ) -> list[Block]:
        """The blocks of a cell that stands in `depth` tables."""
        ...


def read_table(reader: BlockSource, element: Element, caption: list[Inline], depth: int) -> Table | None:
    """The table that a `w:tbl` is; None, with a loss, for one without any cell (W13).

    `depth` is the number of tables around it.

    Raises:
        LimitError: it is larger than a report may hold.
    """
    context = reader.context
    position = context.positions[-1]
    position.row = position.column = 0
    rows: list[RowPieces] = []
    columns: list[float] = []
    layout = ""
    for child in _children(reader, element, TR):
        if child.tag == TR:
            position.row += 1
            row = _read_row(reader, child, depth)
            if row is not None:
                rows.append(row)
        elif child.tag in _CELL_CONTENT:
            # Content in the place of a row makes a row of one cell.
            position.row += 1
            position.column = 1
            row = RowPieces([], [], position.row)
            _add_cell(reader, child, row, depth)
            rows.append(row)
        elif child.tag == TBL_GRID:
            columns = [twips(column.get(_W)) for column in child.iterchildren(w("gridCol"))]
        elif child.tag == TBL_PR:
            found = child.find(w("tblLayout"))
            layout = "" if found is None else found.get(TYPE) or ""
            for description in (child.find(_CAPTION), child.find(_DESCRIPTION)):
                text = None if description is None else description.get(VAL)
                context.note_description("table", text)
    position.row = position.column = 0
    if not any(row.pieces for row in rows):
        context.losses.note("table-empty", context.where(table=True))
        return None
    columns = repair_spans(context, rows, columns)

    def note(code: str, inside: str, count: int) -> None:
        context.losses.note(code, f"{context.where(table=True)} {inside}", count)

    note_by_row_number = renumbered(note, [row.number for row in rows])
    rectangle = from_merges([row.pieces for row in rows], note_by_row_number, context.slots, len(columns))
    # When column widths are stated is explained in `names`.
    states_widths = layout == "fixed" or any(row.states_width for row in rows)
    widths: Sequence[float] = columns if states_widths and all(columns) else ()
    widths, _ = rectangle.fold_slivers(widths, note_by_row_number)
    return _make_table(rectangle, rows, widths, tuple(caption))


def _make_table(
    rectangle: Rectangle, rows: list[RowPieces], widths: Sequence[float], caption: tuple[Inline, ...]
) -> Table:
    width = sum(cell.colspan for cell in rectangle.rows[0])
    header_rows = next((index for index, row in enumerate(rows) if not row.header), len(rows))
    has_header_cells = any(piece.header for row in rows for piece in row.pieces)
    return Table(
        rectangle.rows,
        shares(tuple(widths)) if len(widths) == width else (),
        header_rows,
        rectangle.header_columns(header_rows) if has_header_cells else 0,
        caption,
    )


def _children(reader: BlockSource, parent: Element, wanted: str) -> Iterator[Element]:
    """The rows (or cells, as `wanted` says) and properties of `parent`, also those inside wrappers (W10).

    Paragraphs and tables that stand among rows or cells are given too. Bookmark edges go to the paragraphs
    before and after (W15).
    """
    stack = [iter(parent)]
    while stack:
        for child in stack[-1]:
            tag = child.tag
            if tag == wanted or tag in _PROPERTIES or tag in _CELL_CONTENT:
                yield child
                continue
            if tag in (wml.BOOKMARK_START, wml.BOOKMARK_END):
                reader.bookmarks.between(reader.bookmarks.edge(child))
                continue
            inner = _wrapped(reader, child)
            if inner is not None:
                stack.append(iter(inner))
                break
        else:
            stack.pop()


def _wrapped(reader: BlockSource, element: Element) -> Element | None:
    """The element whose children are read in the place of `element`; None where it is skipped."""
    tag = element.tag
    if tag in wml.WITHOUT_CONTENT:
        return None
    if tag in wml.DELETIONS:
        reader.deletions.note(element)
        reader.bookmarks.edges_between(element)
        return None
    if tag in wml.INSERTIONS:
        reader.context.note("tracked-change")
    if tag == wml.SDT:
        return element.find(wml.SDT_CONTENT)
    return wml.selected_branch(element) if tag == wml.ALTERNATE else element


# --- rows ---


def _read_row(reader: BlockSource, element: Element, depth: int) -> RowPieces | None:
    """A row; None, with a loss, for one that a tracked change deletes (W12)."""
    context = reader.context
    properties = first_child(element, TR_PR)
    row = RowPieces([], [], context.positions[-1].row)
    before = after = 0
    before_width = after_width = 0.0
    if properties is not None:
        by_tag: dict[str, Element] = {}
        for child in properties:
            by_tag.setdefault(child.tag, child)
        if wml.DEL in by_tag:
            reader.deletions.note(element, message("docx.table-row"))
            reader.bookmarks.edges_between(element)
            return None
        if wml.INS in by_tag:
            context.note("tracked-change")
        row.header = is_on(by_tag.get(_HEADER))
        before, before_width = _skipped_columns(context, by_tag, _GRID_BEFORE, _W_BEFORE)
        after, after_width = _skipped_columns(context, by_tag, _GRID_AFTER, _W_AFTER)
    _add_filler(context, row, before, before_width)
    column = before + 1
    for child in _children(reader, element, TC):
        if child.tag == TC or child.tag in _CELL_CONTENT:
            context.positions[-1].column = column
            column += _add_cell(reader, child, row, depth)
    _add_filler(context, row, after, after_width)
    context.positions[-1].column = 0
    return row


def _skipped_columns(
    context: Context, by_tag: dict[str, Element], count_tag: str, width_tag: str
) -> tuple[int, float]:
    """The number of columns that a row leaves out at one side (W06), and their width."""
    count, width = by_tag.get(count_tag), by_tag.get(width_tag)
    columns = 0 if count is None else max(integer(count, context.bad_number), 0)
    return columns, 0.0 if width is None else cell_width(width)


def _add_filler(context: Context, row: RowPieces, columns: int, width: float) -> None:
    if columns:
        check_size(1, columns)
        context.note("grid-edge", columns)
        row.pieces.append(Piece(filler=True, colspan=columns))
        row.widths.append(width)


# --- cells ---


def _add_cell(reader: BlockSource, element: Element, row: RowPieces, depth: int) -> int:
    """Append a cell to `row`.

    Returns the number of columns that it takes, 0 for a cell that a tracked change deletes.
    """
    context, bookmarks = reader.context, reader.bookmarks
    inside = listed(element) if element.tag == TC else [element]
    properties = first_child(inside, TC_PR)
    piece = Piece()
    width = 0.0
    if properties is not None:
        found = _read_cell_properties(context, properties, piece)
        if found is None:
            reader.deletions.note(element, message("docx.table-cell"))
            bookmarks.edges_between(element)
            return 0
        width = found
        row.states_width = row.states_width or width != 0
    row.pieces.append(piece)
    row.widths.append(width)
    covered = piece.vertical == "continue" or piece.horizontal == "continue"
    last = inside[-1] if inside else None
    is_one_paragraph = last is not None and last.tag == wml.P and len(inside) == 1 + (properties is not None)
    plain = (
        reader.inlines.plain_paragraph(last)
        if last is not None and is_one_paragraph and depth < MAX_DEPTH
        else None
    )
    if plain is not None:
        if covered and not plain.content:
            bookmarks.add_ends()  # the empty paragraph is not content, as below
        else:
            bookmarks.paragraph_read(plain)
            piece.content = [plain]
        return piece.colspan
    saved = bookmarks.save() if covered else None
    context.positions.append(Position())
    content = reader.read(inside, depth + 1, in_cell=True, covered=covered)
    context.positions.pop()
    if covered and not has_content(content):
        # The empty paragraph of a cell that continues a merge is not content (W02); its edges are kept.
        bookmarks.take_back(saved, content)
        content = []
    piece.content = content
    return piece.colspan


def _read_cell_properties(context: Context, properties: Element, piece: Piece) -> float | None:
    """Read a `w:tcPr` into `piece`; the cell's width, None where a tracked change deletes the cell."""
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
            read = _CELL_PROPERTIES.get(tag)
            if read is not None:
                read(piece, child)
    if span is not None:
        piece.colspan = max(integer(span, context.bad_number, 1), 1)
    return 0.0 if width is None else cell_width(width)


def _merge(element: Element) -> Merge:
    return "restart" if element.get(VAL) == "restart" else "continue"


def _vertical_merge(piece: Piece, element: Element) -> None:
    piece.vertical = _merge(element)


def _horizontal_merge(piece: Piece, element: Element) -> None:
    piece.horizontal = _merge(element)


def _tracked_merge(piece: Piece, element: Element) -> None:
    """A tracked vertical merge (17.13.5.1), read as accepted."""
    merges: dict[str | None, Merge] = {"rest": "restart", "cont": "continue"}
    piece.vertical = merges.get(element.get(_V_MERGE), piece.vertical)


def _conditional_format(piece: Piece, element: Element) -> None:
    """A cell that is formatted as part of the first column is a header cell."""
    flag = element.get(_FIRST_COLUMN)
    if flag is None:
        flag = (element.get(VAL) or "")[_FIRST_COLUMN_FLAG : _FIRST_COLUMN_FLAG + 1]
    piece.header = flag in ("1", "true", "on")


_CELL_PROPERTIES: dict[str, Callable[[Piece, Element], None]] = {
    _V_MERGE: _vertical_merge,
    _H_MERGE: _horizontal_merge,
    _CELL_MERGE: _tracked_merge,
    _CNF_STYLE: _conditional_format,
}
