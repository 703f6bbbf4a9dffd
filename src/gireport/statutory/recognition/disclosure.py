"""The table of section 二: blocks, each with a row of heads and rows of values, read by their labels."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from ..amounts import read_amount
from ..forms import TableName
from ..keys import EDITIONS, by_key, key_of
from ..labels import Label, labels, money_unit_of_line
from ..slots import GridCell, Sheet, by_slot
from .builder import Column, Deviation, LabelMatch, TableBuilder, add_column, align
from .head_order import read_by_order
from .heads import MAX_DEPTH, are_damaged, columns_hold, is_piece, texts_over_slot

TABLE: TableName = "disclosure"


def collect(sheet: Sheet, builder: TableBuilder) -> None:
    """Add the rows of `sheet` to `builder`."""
    count_before = len(builder.row_keys)
    extra_rows: list[tuple[int, Deviation]] = []
    known_rows: list[int] = []
    for number, row in enumerate(sheet.rows):
        if _read_row(row, sheet, builder):
            known_rows.append(number)
            continue
        extra_row = _extra_row(row, sheet)
        if extra_row:
            extra_rows.append((number, extra_row))
    _read_pending_heads(builder, sheet, builder.group)
    if len(builder.row_keys) > count_before or known_rows:
        builder.parts.append(sheet)
        inside = range(known_rows[0], known_rows[-1] + 1) if known_rows else range(0)
        builder.deviations.extend(one for number, one in extra_rows if number in inside)


# --- rows ---------------------------------------------------------------------------------------------


def _read_row(row: list[GridCell], sheet: Sheet, builder: TableBuilder) -> bool:
    """Read one row into `builder`; false where it has no label of the form."""
    filled = [cell for cell in row if cell.text.strip()]
    if _read_heads(row, filled, sheet, builder) or _read_values(row, filled, sheet, builder):
        return True
    if _has_pieces([cell for cell in filled if cell.anchor]):
        builder.pending_heads.append(row)
        _match_plain_labels(filled, sheet, builder)
        return True
    plain = _match_plain_labels(filled, sheet, builder)
    block = next((label.text for label in plain if label.block == label.text), None)
    if block is not None:
        # A block has its own heads. Where its head row is lost, the heads of the block above do not apply.
        _read_pending_heads(builder, sheet, builder.group)
        builder.columns = []
        builder.group = block
    if not plain and len(filled) == 1:
        builder.unit = money_unit_of_line(filled[0].text) or builder.unit
    return bool(plain)


def _read_heads(row: list[GridCell], filled: list[GridCell], sheet: Sheet, builder: TableBuilder) -> bool:
    """Read `row` if it is a row of heads; it stays pending until the first row under it is known."""
    known = labels(TABLE)
    heads = [(cell, label) for cell in filled if cell.anchor and (label := known.head(cell.text))]
    # The word of a head behind a row's label was written for a value.
    if not heads or any(known.row(cell.text) for cell in filled if cell.column < heads[0][0].column):
        return False
    pending = builder.pending_heads
    if not (pending and (are_damaged(TABLE, pending) or are_damaged(TABLE, [row]))):
        builder.pending_heads = []
    builder.pending_heads.append(row)
    builder.matches.extend(LabelMatch(label, cell.text, cell, sheet) for cell, label in heads)
    _match_plain_labels(filled, sheet, builder)
    return True


def _read_values(row: list[GridCell], filled: list[GridCell], sheet: Sheet, builder: TableBuilder) -> bool:
    """Read `row` if it has the label of a row of values: the cells behind the label are its values."""
    known = labels(TABLE)
    for position, cell in enumerate(row):
        label = known.row(cell.text) if cell.anchor else None
        if label is None:
            continue
        _read_pending_heads(builder, sheet, label.block)
        builder.matches.append(LabelMatch(label, cell.text, cell, sheet))
        _match_plain_labels(filled, sheet, builder)
        values = [value for value in row[position + 1 :] if value.anchor]
        pairs = align(values, builder.columns)
        if pairs is None or not any(_is_in_form(label.key, column.key) for column, _ in pairs):
            builder.add_row_without_values(label.key, bool(values), cell, sheet)
        else:
            builder.add_row(label.key, (label.block, label.text), pairs, sheet)
        return True
    return False


def _match_plain_labels(cells: list[GridCell], sheet: Sheet, builder: TableBuilder) -> list[Label]:
    """Add and return the labels that name neither a row nor a column: 第二十条第（一）项, 信息内容."""
    known = labels(TABLE)
    found = []
    for cell in cells:
        label = known.plain_label(cell.text) if cell.anchor else None
        if label:
            builder.matches.append(LabelMatch(label, cell.text, cell, sheet))
            found.append(label)
    return found


def _extra_row(row: list[GridCell], sheet: Sheet) -> Deviation | None:
    """The deviation for a row without a label of the form.

    None for an empty row or a single text, such as a title.
    """
    filled = [cell for cell in row if cell.text.strip()]
    first = next((cell for cell in filled if cell.anchor), None)
    if len(filled) < 2 or first is None:
        return None
    return Deviation("extra-row", first.text, sheet.address_of(filled[0]))


def _has_pieces(cells: list[GridCell]) -> bool:
    """Whether `cells`, the filled cells of a row, are pieces of heads.

    The first cell and less than half of the others may hold other words, but no numbers.
    """
    if not are_damaged(TABLE, [cells]):
        return False
    others = [cell for cell in cells[1:] if not is_piece(TABLE, cell.text)]
    return 2 * len(others) <= len(cells) and all(read_amount(cell.text).state == "text" for cell in others)


@cache
def _is_in_form(row: str, column: str) -> bool:
    """Whether an edition of the form has a value where `row` and `column` meet: 行政许可 has no 收费金额."""
    return any(key_of(TABLE, row, column) in by_key(edition) for edition in EDITIONS)


# --- columns ------------------------------------------------------------------------------------------


def _read_pending_heads(builder: TableBuilder, sheet: Sheet, block: str) -> None:
    """Set the columns of `builder` by its pending rows of heads.

    `block` is the label of the block they stand in.
    """
    header, builder.pending_heads = builder.pending_heads, []
    if not header:
        return
    if not are_damaged(TABLE, header):
        builder.columns = _columns_of_row(header[-1], sheet, builder)
    elif columns_hold(TABLE, header):
        builder.columns = _columns_by_slot(header, sheet, builder)
    else:
        builder.columns = _columns_by_order(header, block, sheet, builder)


def _columns_of_row(row: list[GridCell], sheet: Sheet, builder: TableBuilder) -> list[Column]:
    """The columns under one row of whole heads."""
    known = labels(TABLE)
    cells = [cell for cell in row if cell.text.strip()]
    head = next(cell for cell in cells if cell.anchor and known.head(cell.text))
    # Heads begin behind 信息内容 or another wording of it; the first head need not be one of the form's.
    ends = [cell.end for cell in cells if cell.column < head.column and known.plain_label(cell.text)]
    first = ends[-1] if ends else head.column
    columns = []
    for cell in cells:
        if cell.column >= first:
            label = known.head(cell.text)
            key = label.key if label else ""
            columns.append(Column(key, cell.text, cell.column, cell.end, label, builder.unit))
            if label is None and cell.anchor:
                builder.add_extra_column(cell.text.strip(), cell, sheet)
    return columns


def _columns_by_slot(header: list[list[GridCell]], sheet: Sheet, builder: TableBuilder) -> list[Column]:
    """The columns by the texts over each slot: 本年新 over 制作数量 is 本年新制作数量."""
    known = labels(TABLE)
    columns: list[Column] = []
    for slot, cells in enumerate(by_slot(header), 1):
        texts = texts_over_slot(cells)
        depths = range(min(MAX_DEPTH, len(texts)), 0, -1)
        text = next((text for depth in depths if known.head(text := "".join(texts[-depth:]))), "")
        label = known.head(text)
        last = columns[-1] if columns else None
        if label is None:
            if columns and texts and not any(map(known.plain_label, texts)):
                add_column(columns, "", texts[-1], slot)
                builder.add_extra_column(texts[-1], cells[-1], sheet)
        elif last and last.key == label.key and last.end == slot:
            columns[-1] = replace(last, end=slot + 1)
        else:
            columns.append(Column(label.key, text, slot, slot + 1, label, builder.unit))
            first = next(cell for cell in cells if cell.text.strip())
            builder.matches.append(LabelMatch(label, text, first, sheet))
    return columns


def _columns_by_order(
    header: list[list[GridCell]], block: str, sheet: Sheet, builder: TableBuilder
) -> list[Column]:
    """The columns by the form's order, with a deviation that says so.

    Empty unless there is exactly one reading.
    """
    reading = read_by_order(TABLE, header, block)
    if reading is None:
        return []
    columns = []
    for head, text, cell in zip(reading.heads, reading.texts, reading.cells, strict=True):
        label = labels(TABLE).head(head.label)
        assert label is not None
        builder.matches.append(LabelMatch(label, text, cell, sheet))
        start, end = (cell.column, cell.end) if reading.has_slots else (0, 0)
        columns.append(Column(label.key, text, start, end, label, builder.unit))
    builder.deviations.append(reading.deviation(sheet))
    return columns
