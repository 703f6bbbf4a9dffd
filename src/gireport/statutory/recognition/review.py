"""The table of section 四: one row of values under three rows of heads, or blocks as rows."""

from __future__ import annotations

from ..amounts import read_amount
from ..labels import Label, labels
from ..slots import GridCell, Sheet, by_slot
from .builder import Column, LabelMatch, TableBuilder, add_column, align
from .head_order import read_by_order
from .heads import MAX_DEPTH, are_damaged, columns_hold, texts_over_slot

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
COLUMNS = tuple(f"{block}.{result}" for block in BLOCKS for result in RESULTS)


def collect(sheet: Sheet, builder: TableBuilder) -> None:
    """Add the heads and values of `sheet` to `builder`; the blocks may stand one under the other."""
    bands = [band for band in _bands(sheet, bool(builder.columns)) if band.header or band.rows]
    for band in bands:
        _read_band(band, sheet, builder)
    if bands:
        builder.parts.append(sheet)


# --- bands --------------------------------------------------------------------------------------------


class _Band:
    """Rows of heads and the rows under them, up to the next row of heads."""

    def __init__(self) -> None:
        self.header: list[list[GridCell]] = []
        self.rows: list[list[GridCell]] = []
        self.matches: list[LabelMatch] = []


def _bands(sheet: Sheet, has_columns: bool) -> list[_Band]:
    """The bands of `sheet`.

    Rows above the first heads count only where `has_columns`: heads are in a sheet before.
    """
    known = labels("review")
    bands = [_Band()]
    for row in sheet.rows:
        matches = [
            LabelMatch(label, cell.text, cell, sheet)
            for cell in row
            if cell.anchor and (label := known.any(cell.text))
        ]
        if (matches or are_damaged("review", [row])) and not _has_values(row):
            if bands[-1].rows:
                bands.append(_Band())
            bands[-1].header.append(row)
            bands[-1].matches.extend(matches)
        elif bands[-1].header or has_columns:
            bands[-1].rows.append(row)
    return bands


def _read_band(band: _Band, sheet: Sheet, builder: TableBuilder) -> None:
    """Add a band to `builder`."""
    builder.matches.extend(band.matches)
    if band.header:
        has_blocks = any(match.label.key in BLOCKS for match in band.matches)
        results = [] if has_blocks else _result_columns(band.header)
        if results and any(_block_of(row) for row in band.rows):
            _read_blocks_as_rows(band.rows, results, sheet, builder)
            return
        _read_columns(band, sheet, builder)
    candidates = _candidate_rows(band.rows)
    if candidates:
        _read_values(candidates[0], sheet, builder)
        _add_extra_rows(candidates[1:], sheet, builder)


def _candidate_rows(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The cells of each filled row, without a row that numbers the columns.

    Of the first row where all are blank.
    """
    anchors = [cells for row in rows if (cells := [cell for cell in row if cell.anchor])]
    filled = [cells for cells in anchors if any(cell.text.strip() for cell in cells)]
    if len(filled) > 1 and len(filled[0]) == len(filled[1]) and _numbers_columns(filled[0]):
        del filled[0]
    return filled or anchors[:1]


def _read_values(cells: list[GridCell], sheet: Sheet, builder: TableBuilder) -> None:
    """Add the row of values with the given cells."""
    pairs = align(cells, builder.columns)
    if pairs is None:
        pairs = align([cell for cell in cells if _is_in_columns(cell, builder)], builder.columns)
    if pairs is None:
        builder.add_deviation("row-unaligned", "", sheet.address_of(cells[0]))
    elif any(column.key in builder.texts.get("", ()) for column, _ in pairs):
        builder.add_deviation("repeated", "", sheet.address)
    else:
        builder.add_row("", (), pairs, sheet)


def _add_extra_rows(rows: list[list[GridCell]], sheet: Sheet, builder: TableBuilder) -> None:
    """Add the rows below the values as deviations, but not notes under the table or who filled it in."""
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        if any(read_amount(cell.text).state != "text" for cell in filled):
            builder.add_deviation("extra-row", filled[0].text, sheet.address_of(filled[0]))


def _numbers_columns(cells: list[GridCell]) -> bool:
    """Whether `cells` number the columns: 1, 2, 3 …"""
    return len(cells) >= len(RESULTS) and all(
        cell.text.strip() == str(number) for number, cell in enumerate(cells, 1)
    )


def _has_values(row: list[GridCell]) -> bool:
    """Whether `row` has numbers: then the word of a label in it was written for a value."""
    return any(read_amount(cell.text).state in ("number", "zero", "not-applicable") for cell in row)


def _is_in_columns(cell: GridCell, builder: TableBuilder) -> bool:
    return any(cell.column < column.end and column.start < cell.end for column in builder.columns)


# --- blocks as rows -----------------------------------------------------------------------------------


def _result_columns(header: list[list[GridCell]]) -> list[Column]:
    """The columns of results, of whichever block; empty where some of the form's results are missing."""
    known = labels("review")
    columns: list[Column] = []
    for slot, cells in enumerate(by_slot(header), 1):
        label = known.head(cells[-1].text)
        if label:
            add_column(columns, label.key, cells[-1].text, slot)
    return columns if sorted(column.key for column in columns) == sorted(RESULTS) else []


def _block_of(row: list[GridCell]) -> tuple[GridCell, Label] | None:
    """The cell of `row` with the label of a block, and this label."""
    known = labels("review")
    named = ((cell, known.head(cell.text)) for cell in row)
    return next(((cell, label) for cell, label in named if label and label.key in BLOCKS), None)


def _read_blocks_as_rows(
    rows: list[list[GridCell]], results: list[Column], sheet: Sheet, builder: TableBuilder
) -> None:
    """Add the values of a table in which 行政复议 is the label of a row and 结果维持 the head of a column."""
    for row in rows:
        block = _block_of(row)
        if block is None:
            if any(cell.text.strip() for cell in row):
                builder.add_deviation("extra-row", row[0].text, sheet.address_of(row[0]))
            continue
        name, label = block
        builder.matches.append(LabelMatch(label, name.text, name, sheet))
        pairs = align([cell for cell in row if cell.anchor and cell.column > name.column], results)
        if pairs is None:
            builder.add_deviation("row-unaligned", name.text, sheet.address_of(name))
            continue
        columns = [
            (Column(f"{label.key}.{column.key}", column.text, column.start, column.end), cell)
            for column, cell in pairs
        ]
        builder.add_row("", (name.text,), columns, sheet)


# --- columns ------------------------------------------------------------------------------------------


def _read_columns(band: _Band, sheet: Sheet, builder: TableBuilder) -> None:
    """Set the columns of `builder` by the texts over each slot, or else by the form's order."""
    header = band.header
    columns = _columns_by_slot(header)
    keys = [column.key for column in columns]
    blocks = {match.label.key for match in band.matches} & set(BLOCKS)
    # A lost rowspan shifts the third row: then a block that is named has no results under it.
    head_keys = {label.key for row in header for cell in row if (label := labels("review").head(cell.text))}
    is_complete = {key.partition(".")[0] for key in keys} >= head_keys & blocks
    is_unique = len(set(keys)) == len(keys) in (5, 10, 15)
    is_undamaged = is_unique and not are_damaged("review", header)
    holds = is_undamaged or columns_hold("review", header, frozenset(BLOCKS))
    if is_complete and holds and (is_unique or _all_results_have_columns(header, columns)):
        builder.columns = columns
    else:
        _read_columns_by_order(header, sheet, builder)


def _all_results_have_columns(header: list[list[GridCell]], columns: list[Column]) -> bool:
    """Whether every result among the heads stands in one of `columns`."""
    known = labels("review")
    slots = {slot for column in columns for slot in range(column.start, column.end)}
    named = ((cell, known.head(cell.text)) for row in header for cell in row)
    return all(slots.issuperset(cell.slots) for cell, label in named if label and label.key in RESULTS)


def _columns_by_slot(header: list[list[GridCell]]) -> list[Column]:
    """The columns over whose slots stand the label of a block and, under it, that of a result."""
    known = labels("review")
    columns: list[Column] = []
    for slot, cells in enumerate(by_slot(header), 1):
        block = result = text = ""
        texts = texts_over_slot(cells)
        for depth in range(min(MAX_DEPTH, len(texts)), 0, -1):
            label = known.head(joined := "".join(texts[-depth:]))
            if label and label.key not in BLOCKS:
                result, text = label.key, joined
                break
        for one in texts:
            label = known.head(one)
            if label and label.key in BLOCKS:
                block = label.key
        if block and result:
            add_column(columns, f"{block}.{result}", text, slot)
    return columns


def _read_columns_by_order(header: list[list[GridCell]], sheet: Sheet, builder: TableBuilder) -> None:
    """Set the columns by the form's order, with a deviation that says so.

    None unless there is exactly one reading.
    """
    reading = read_by_order("review", header)
    builder.columns = []
    if reading:
        builder.columns = reading.columns(COLUMNS)
        builder.deviations.append(reading.deviation(sheet))
