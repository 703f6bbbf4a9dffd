"""The grid of a table: its cells, the rectangle (HTML Standard 4.9.12), the column widths (H01–H06)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct, field

from ...losses import Losses
from ...model import grid
from ...model.types import Block, Cell, Heading, Inline, LineBreak, ListItem, Paragraph, Table
from ...model.widths import columns_from_cells
from ..vocabulary import DATA_CLASS, MAX_COLSPAN, MAX_ROWSPAN
from . import css
from .tree import Attributes, Node, classes, non_negative

Width: TypeAlias = tuple[float, str] | None
"""A number and its unit (`""` for pixels)."""


class RowGroup(Struct):
    """A `thead`, `tbody` or `tfoot` with its rows; the lists have one element a row."""

    kind: str
    rows: list[list[grid.Piece]] = field(default_factory=list)
    widths: list[list[Width]] = field(default_factory=list)  # stated by the cells
    numbers: list[int] = field(default_factory=list)  # in the page, hidden rows counted
    state_height: list[bool] = field(default_factory=list)
    last_has_no_height: bool = False


class OpenTable(Struct):
    """A table element while its content is read; `number` counts the tables of its flow."""

    number: int
    attributes: Attributes
    groups: list[RowGroup] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    widths: list[Width] = field(default_factory=list)  # of the `col` elements
    has_row_headers: bool = False  # a th is the header of a row, not of a column
    has_header: bool = False  # a caption, a thead or a th
    nested: bool = False  # a cell contains a table
    has_blocks: bool = False  # the first cell contains block elements
    row: int = 0

    def open_group(self, tag: str) -> None:
        """Begin a `thead`, `tbody` or `tfoot`."""
        self.groups.append(RowGroup(tag))
        self.has_header |= tag == "thead"

    def open_row(self, attributes: Attributes) -> None:
        """Begin a row."""
        if not self.groups:
            self.groups.append(RowGroup("tbody"))
        group = self.groups[-1]
        group.rows.append([])
        group.widths.append([])
        group.state_height.append(_states_height(attributes))
        group.last_has_no_height = attributes.get("height") == "0"
        self.row += 1
        group.numbers.append(self.row)

    def skip_rows(self, hidden: Node) -> None:
        """Count the rows of a hidden `tr`, `thead`, `tbody` or `tfoot`."""
        if hidden.tag == "tr":
            self.row += 1
        elif hidden.tag in ("thead", "tbody", "tfoot"):
            self.row += sum(child.tag == "tr" for child in hidden.iter())

    def location(self, tag: str) -> str:
        """The words for the place of the element `tag` that comes next; empty for a table."""
        if tag in ("td", "th") and self.groups and self.groups[-1].rows:
            return f"table {self.number} row {self.row} cell {len(self.groups[-1].rows[-1]) + 1}"
        if tag == "table":
            return ""
        return (
            f"table {self.number} row {self.row + 1}" if tag != "caption" else f"table {self.number} caption"
        )

    def add_column(self, attributes: Attributes, default: Width = None) -> None:
        """Add a `col`: its width is that of `span` columns."""
        width = stated_width(attributes) or default
        span = min(max(non_negative(attributes.get("span")) or 1, 1), MAX_COLSPAN)
        if len(self.widths) + span <= grid.MAX_COLUMNS:
            self.widths.extend([width] * span)

    def add_cell(self, tag: str, attributes: Attributes, content: Sequence[Block]) -> None:
        """Add a `td` or `th`, its spans clamped as the Standard does (4.9.11, H01).

        A rowspan of 0 reaches to the end of the row group.
        """
        colspan: int = 1
        rowspan: int | None = None
        if attributes:
            colspan = non_negative(attributes.get("colspan")) or 1
            rowspan = non_negative(attributes.get("rowspan"))
        is_header = tag == "th"
        if is_header:
            self.has_header = True
            self.has_row_headers |= (attributes.get("scope") or "").lower() in ("row", "rowgroup")
        group = self.groups[-1]
        group.widths[-1].append(stated_width(attributes))
        group.rows[-1].append(
            grid.Piece(
                content,
                min(colspan, MAX_COLSPAN),
                1 if rowspan is None else min(rowspan, MAX_ROWSPAN),
                header=is_header,
            )
        )


def stated_width(attributes: Attributes) -> Width:
    """The width that a `td` or `col` states; its style goes before its attribute."""
    if not attributes:
        return None
    declared = css.parse_style(attributes["style"]).width if attributes.get("style") else ""
    return css.parse_length(declared) or css.parse_length(attributes.get("width") or "")


def _states_height(attributes: Attributes) -> bool:
    """Whether a `tr` states a height, so that browsers show it even if no cell starts in it."""
    declared = css.parse_style(attributes["style"]).height if attributes.get("style") else ""
    return bool(css.parse_length(declared) or css.parse_length(attributes.get("height") or ""))


# --- tables for layout -------------------------------------------------------------------------------


def is_layout(table: OpenTable, is_alone: bool) -> bool:
    """Whether the table only lays out the page (H06); `is_alone`: the page shows nothing beside it."""
    role = (table.attributes.get("role") or "").lower()
    if DATA_CLASS in classes(table.attributes):
        return False
    if role in ("presentation", "none"):
        return True
    if table.has_header:
        return False
    rows = [row for group in table.groups for row in group.rows if row]
    if len(rows) == 1 and len(rows[0]) == 1:
        return table.nested or table.has_blocks
    return table.nested and (is_alone or all(len(row) == 1 for row in rows))


def unwrapped(table: OpenTable) -> list[Block]:
    """The blocks of the caption and of all cells, in reading order."""
    rows = [row for group in _in_display_order(table) for row in group.rows]
    return [*table.caption, *(block for row in rows for piece in row for block in piece.content)]


def _in_display_order(table: OpenTable) -> list[RowGroup]:
    """The row groups as browsers show them: the first head first, the first foot last (CSS 2.2, 17.2)."""
    head = next((group for group in table.groups if group.kind == "thead"), None)
    foot = next((group for group in table.groups if group.kind == "tfoot"), None)
    middle = [group for group in table.groups if group is not head and group is not foot]
    return [*([head] if head else []), *middle, *([foot] if foot else [])]


# --- the rectangle -----------------------------------------------------------------------------------


def build(table: OpenTable, losses: Losses, place: str, budget: grid.Budget) -> list[Block]:
    """The table, after the blocks of its caption that are not inlines.

    `place` is the words for its place; `budget` counts the slots of all tables of the page.
    """
    groups = _in_display_order(table)
    columns, unit = _take_width_row(groups)
    if not columns:
        columns, unit = _widths_of_columns(table)
    rows = [row for group in groups for row in group.rows]
    group_starts: list[int] = []
    total = 0
    for group in groups:
        group_starts.append(total)
        total += len(group.rows)

    def note(code: str, where: str, count: int) -> None:
        losses.note(code, f"{place} {where}", count)

    note_by_page_row = grid.renumbered(note, [number for group in groups for number in group.numbers])
    declared = max(len(table.widths), len(columns))
    rectangle = grid.from_spans(rows, note_by_page_row, group_starts, budget, declared)
    caption, before = split_inlines(table.caption)
    if not columns:
        widths = [row for group in groups for row in group.widths]
        columns, unit = _widths_from_cells(rectangle.placed, widths, grid.width(rectangle.rows))
    twips = css.TWIPS.get(unit, 0)
    if twips:
        columns, _ = rectangle.fold_slivers([width * twips for width in columns], note_by_page_row)
    header_rows = _header_rows(groups, rows, table.has_row_headers)
    header_rows = grid.header_rows(rectangle.rows, header_rows)
    header_columns = rectangle.header_columns(header_rows) if table.has_header else 0
    flat = _rows_without_height(groups, rectangle.rows)
    if flat:
        note("span-folded", f"row {flat[0] + 1}", len(flat))
    header_rows -= bisect_left(flat, header_rows)
    kept = grid.without_rows(rectangle.rows, flat)
    return [*before, Table(kept, grid.shares(columns), header_rows, header_columns, caption)]


def _rows_without_height(groups: Sequence[RowGroup], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows in which no cell starts and that state no height: browsers do not show them."""
    heights = [stated for group in groups for stated in group.state_height]
    return [number for number, row in enumerate(rows) if not row and not heights[number]]


def _header_rows(groups: Sequence[RowGroup], rows: Sequence[Sequence[grid.Piece]], row_headers: bool) -> int:
    """The number of header rows: those of the `thead`, else the leading rows of nothing but `th`."""
    if groups and groups[0].kind == "thead":
        return len(groups[0].rows)
    leading = 0
    for row in rows:
        if not row or not all(piece.header for piece in row) or row_headers:
            break
        leading += 1
    return leading if leading < len(rows) else 0


def split_inlines(blocks: Sequence[Block]) -> tuple[tuple[Inline, ...], list[Block]]:
    """The inlines of the paragraphs, headings and items, with line breaks between, and the other blocks."""
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


# --- column widths -----------------------------------------------------------------------------------

Widths: TypeAlias = tuple[tuple[float, ...], str]
"""The widths of all columns, `()` where they are not known, and their unit."""


def _of_one_unit(widths: Sequence[Width]) -> Widths:
    """The `widths`, if each is stated and all have the same unit."""
    stated = tuple(width for width in widths if width)
    if len(stated) != len(widths) or len({unit for _, unit in stated}) != 1:
        return (), ""
    return tuple(number for number, _ in stated), stated[0][1]


def _widths_of_columns(table: OpenTable) -> Widths:
    """The widths of the `col` elements."""
    return _of_one_unit(table.widths)


def _take_width_row(groups: Sequence[RowGroup]) -> Widths:
    """Remove the empty last row in which Word states the column widths (H08); these widths."""
    last = groups[-1] if groups else None
    if last is None or not last.last_has_no_height or sum(len(group.rows) for group in groups) < 2:
        return (), ""
    if any(piece.colspan > 1 or not grid.is_empty(piece.content) for piece in last.rows[-1]):
        return (), ""
    last.rows.pop()
    last.state_height.pop()
    return _of_one_unit(last.widths.pop())


def _widths_from_cells(
    rows: Sequence[Sequence[grid.Placed]], widths: Sequence[Sequence[Width]], count: int
) -> Widths:
    """The widths of `count` columns from the widths that cells state (H05); `()` where a column has none.

    Skips rows with filled holes, and widths in another unit than the first.
    """
    stated: list[tuple[int, int, float]] = []
    unit: str | None = None
    for row, row_widths in zip(rows, widths, strict=True):
        if len(row) != len(row_widths):
            continue
        for cell, width in zip(row, row_widths, strict=True):
            if width is not None and unit in (None, width[1]):
                unit = width[1]
                stated.append((cell.column, cell.colspan, width[0]))
    return columns_from_cells(stated, count), unit or ""
