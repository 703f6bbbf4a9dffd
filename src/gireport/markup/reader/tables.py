"""Tables: cells gathered into the rectangle of the HTML Standard's “forming a table” (4.9.12, H01–H06)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct, field

from ...losses import Losses
from ...model import grid
from ...model.types import Block, Cell, Heading, Inline, LineBreak, ListItem, Paragraph, Table
from ..facts import DATA_CLASS, MAX_COLSPAN, MAX_ROWSPAN
from . import cell_widths, css
from .cell_widths import Width
from .tree import Attributes, Node, classes, non_negative


class RowGroup(Struct):
    """A `thead`, `tbody` or `tfoot` with its rows of cells."""

    kind: str
    rows: list[list[grid.Piece]] = field(default_factory=list)
    widths: list[list[Width]] = field(default_factory=list)  # of the cells
    numbers: list[int] = field(default_factory=list)  # of the rows, as the page counts, hidden ones too
    heights: list[bool] = field(default_factory=list)  # whether each row states a height
    unseen: bool = False  # the last row has no height


class Gathered(Struct):
    """A table element while its content is read; `where` names it."""

    number: int
    attributes: Attributes
    groups: list[RowGroup] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    widths: list[Width] = field(default_factory=list)
    row_headers: bool = False  # some th heads a row, not a column
    marked: bool = False  # has a caption, a head or a header cell
    nested: bool = False
    blocks_inside: bool = False  # a cell holds block elements
    row: int = 0

    def open_group(self, tag: str) -> None:
        """Begin a `thead`, `tbody` or `tfoot`."""
        self.groups.append(RowGroup(tag))
        self.marked |= tag == "thead"

    def open_row(self, attributes: Attributes) -> None:
        """Begin a row."""
        if not self.groups:
            self.groups.append(RowGroup("tbody"))
        group = self.groups[-1]
        group.rows.append([])
        group.widths.append([])
        group.heights.append(_states_height(attributes))
        group.unseen = attributes.get("height") == "0"
        self.row += 1
        group.numbers.append(self.row)

    def pass_over(self, hidden: Node) -> None:
        """Count the rows of an element of the table that is not shown: a row, or a group of them."""
        if hidden.tag == "tr":
            self.row += 1
        elif hidden.tag in ("thead", "tbody", "tfoot"):
            self.row += sum(child.tag == "tr" for child in hidden.iter())

    def here(self, tag: str) -> str:
        """Where the element `tag` of the table stands that comes next, as the page counts; empty for a table."""
        if tag in ("td", "th") and self.groups and self.groups[-1].rows:
            return f"table {self.number} row {self.row} cell {len(self.groups[-1].rows[-1]) + 1}"
        if tag == "table":
            return ""
        return (
            f"table {self.number} row {self.row + 1}" if tag != "caption" else f"table {self.number} caption"
        )

    def column(self, attributes: Attributes, default: Width = None) -> None:
        """Read a `col`: its width counts for `span` columns."""
        width = cell_widths.stated(attributes) or default
        span = min(max(non_negative(attributes.get("span")) or 1, 1), MAX_COLSPAN)
        if len(self.widths) + span <= grid.MAX_COLUMNS:
            self.widths.extend([width] * span)

    def cell(self, tag: str, attributes: Attributes, content: Sequence[Block]) -> None:
        """Read a `td` or `th` with the Standard's clamps (4.9.11, H01); rowspan 0 reaches to the group's end."""
        colspan = non_negative(attributes.get("colspan"))
        if colspan is None or colspan == 0:
            colspan = 1
        rowspan = non_negative(attributes.get("rowspan"))
        header = tag == "th"
        if header:
            self.marked = True
            self.row_headers |= (attributes.get("scope") or "").lower() in ("row", "rowgroup")
        group = self.groups[-1]
        group.widths[-1].append(cell_widths.stated(attributes))
        group.rows[-1].append(
            grid.Piece(
                content,
                min(colspan, MAX_COLSPAN),
                1 if rowspan is None else min(rowspan, MAX_ROWSPAN),
                header=header,
            )
        )


def _states_height(attributes: Attributes) -> bool:
    """Whether a `tr` states a height, so that browsers show it even where no cell starts in it."""
    said = css.style(attributes["style"]).height if attributes.get("style") else ""
    return bool(css.width(said) or css.width(attributes.get("height") or ""))


def lays_out(table: Gathered, alone: bool) -> bool:
    """Whether the table only lays out the page (H06); `alone` says that nothing stands beside it on the page."""
    role = (table.attributes.get("role") or "").lower()
    if DATA_CLASS in classes(table.attributes):
        return False
    if role in ("presentation", "none"):
        return True
    if table.marked:
        return False
    rows = [row for group in table.groups for row in group.rows if row]
    if len(rows) == 1 and len(rows[0]) == 1:
        return table.nested or table.blocks_inside
    return table.nested and (alone or all(len(row) == 1 for row in rows))


def unwrapped(table: Gathered) -> list[Block]:
    """The blocks of all its cells in reading order."""
    return [
        *table.caption,
        *(
            block
            for group in _ordered(table)
            for row in group.rows
            for piece in row
            for block in piece.content
        ),
    ]


def _ordered(table: Gathered) -> list[RowGroup]:
    """The row groups as browsers show them: the first head first, the first foot last (CSS 2.2, 17.2)."""
    head = next((group for group in table.groups if group.kind == "thead"), None)
    foot = next((group for group in table.groups if group.kind == "tfoot"), None)
    middle = [group for group in table.groups if group is not head and group is not foot]
    return [*([head] if head else []), *middle, *([foot] if foot else [])]


def build(table: Gathered, losses: Losses, place: str, budget: grid.Budget) -> list[Block]:
    """The table, and before it whatever its caption holds that is no inline; `budget` is that of the page."""
    groups = _ordered(table)
    columns = _unseen(groups) or _stated(table)
    rows = [row for group in groups for row in group.rows]
    starts: list[int] = []
    total = 0
    for group in groups:
        starts.append(total)
        total += len(group.rows)

    def note(code: str, where: str, count: int) -> None:
        losses.note(code, f"{place} {where}", count)

    numbered = grid.renumbered(note, [number for group in groups for number in group.numbers])
    declared = max(len(table.widths), len(columns))
    rectangle = grid.from_spans(rows, numbered, starts, budget, declared)
    caption, before = split_inlines(table.caption)
    header_rows = _header_rows(groups, rows, table.row_headers)
    header_rows = grid.header_rows(rectangle.rows, header_rows)
    header_columns = rectangle.header_columns(header_rows) if table.marked else 0
    if not columns:
        widths = [row for group in groups for row in group.widths]
        columns = cell_widths.columns(rectangle.placed, widths, grid.width(rectangle.rows))
    flat = _flat_rows(groups, rectangle.rows)
    if flat:
        note("span-folded", f"row {flat[0] + 1}", len(flat))
    header_rows -= bisect_left(flat, header_rows)
    done = grid.without_rows(rectangle.rows, flat)
    return [*before, Table(done, grid.shares(columns), header_rows, header_columns, caption)]


def _flat_rows(groups: Sequence[RowGroup], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows that only spans enter and that state no height: browsers give them none."""
    heights = [stated for group in groups for stated in group.heights]
    return [number for number, row in enumerate(rows) if not row and not heights[number]]


def _stated(table: Gathered) -> tuple[float, ...]:
    """The widths of the `col` elements, where all state one, in the same unit."""
    units = {width[1] for width in table.widths if width}
    widths = tuple(width[0] for width in table.widths if width)
    return widths if len(units) == 1 and len(widths) == len(table.widths) else ()


def _unseen(groups: Sequence[RowGroup]) -> tuple[float, ...]:
    """Take off the row without height or content with which Word states the columns' widths; return them (H08)."""
    last = groups[-1] if groups else None
    if last is None or not last.unseen or sum(len(group.rows) for group in groups) < 2:
        return ()
    if any(piece.colspan > 1 or not grid.is_empty(piece.content) for piece in last.rows[-1]):
        return ()
    last.rows.pop()
    last.heights.pop()
    widths = last.widths.pop()
    return (
        tuple(width[0] for width in widths if width)
        if len({width and width[1] for width in widths}) == 1
        else ()
    )


def _header_rows(groups: Sequence[RowGroup], rows: Sequence[Sequence[grid.Piece]], row_headers: bool) -> int:
    if groups and groups[0].kind == "thead":
        return len(groups[0].rows)
    leading = 0
    for row in rows:
        if not row or not all(piece.header for piece in row) or row_headers:
            break
        leading += 1
    return leading if leading < len(rows) else 0


def split_inlines(blocks: Sequence[Block]) -> tuple[tuple[Inline, ...], list[Block]]:
    """The inlines of the paragraphs in `blocks`, a line break between two, and the blocks that are none."""
    inlines: list[Inline] = []
    others: list[Block] = []
    for block in blocks:
        if isinstance(block, (Paragraph, Heading, ListItem)):
            if inlines and block.content:
                inlines.append(LineBreak())
            inlines.extend(block.content)
        else:
            others.append(block)
    return tuple(inlines), others
