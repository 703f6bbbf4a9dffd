"""Section 四: one row of values under a head of three rows, by the path of heads over each slot, or by order."""

from __future__ import annotations

from ..amounts import read
from ..labels import Label, labels
from ..slots import Sheet, Spot, by_slot
from .found import Column, Found, Met, Odd, add_column, align
from .heads import DEEPEST, by_order, columns_hold, damaged, path

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
COLUMNS = tuple(f"{block}.{result}" for block in BLOCKS for result in RESULTS)


def collect(sheet: Sheet, found: Found) -> None:
    """Add what `sheet` holds of the table to `found`: heads and their row of values, block under block as well."""
    known = labels("review")
    header: list[list[Spot]] = []
    rows: list[list[Spot]] = []
    met: list[Met] = []
    whole = False
    for line in sheet.lines:
        named = [(spot, label) for spot in line if spot.anchor and (label := known.any(spot.text))]
        heads = (bool(named) or damaged("review", [line])) and not _has_values(line)
        if heads and rows:
            whole = _band(header, rows, met, sheet, found) or whole
            header, rows, met = [], [], []
        if heads:
            header.append(line)
        elif header or found.columns:
            rows.append(line)
        met.extend(Met(label, spot.text, spot, sheet) for spot, label in named if heads)
    if _band(header, rows, met, sheet, found) or whole:
        found.parts.append(sheet)


def _band(
    header: list[list[Spot]], rows: list[list[Spot]], met: list[Met], sheet: Sheet, found: Found
) -> bool:
    """Add heads and the rows under them, up to the next heads. Gives whether there was anything."""
    if not header and not rows:
        return False
    found.met.extend(met)
    if header:
        results = _results(header) if not any(one.label.key in BLOCKS for one in met) else []
        if results and any(_block(row) for row in rows):
            _blocks_as_rows(rows, results, sheet, found)
            return True
        _columns(header, met, sheet, found)
    cells = [anchors for row in rows if (anchors := [spot for spot in row if spot.anchor])]
    filled = [row for row in cells if any(spot.text.strip() for spot in row)]
    if len(filled) > 1 and len(filled[0]) == len(filled[1]) and _counts_columns(filled[0]):
        del filled[0]
    candidates = filled or cells[:1]
    if not candidates:
        return True
    pairs = align(candidates[0], found.columns)
    if pairs is None:
        pairs = align([spot for spot in candidates[0] if _in_columns(spot, found)], found.columns)
    if pairs is None:
        found.odd.append(Odd("row-unaligned", "", sheet.cell(candidates[0][0])))
    elif any(column.key in found.texts.get("", ()) for column, _ in pairs):
        found.odd.append(Odd("repeated", "", sheet.address))
    else:
        found.put("", (), pairs, sheet)
    for row in candidates[1:]:
        written = [spot for spot in row if spot.text.strip()]
        if all(read(spot.text).state == "text" for spot in written):
            continue  # A note under the table, or who filled it in.
        found.odd.append(Odd("extra-row", written[0].text, sheet.cell(written[0])))
    return True


def _results(header: list[list[Spot]]) -> list[Column]:
    """The columns of results, of whichever block; nothing where those of the form are not all there."""
    known = labels("review")
    columns: list[Column] = []
    for slot, spots in enumerate(by_slot(header), 1):
        label = known.head(spots[-1].text)
        if label:
            add_column(columns, label.key, spots[-1].text, slot)
    return columns if sorted(column.key for column in columns) == sorted(RESULTS) else []


def _block(row: list[Spot]) -> tuple[Spot, Label] | None:
    """The cell of `row` that names its block, and which it is."""
    known = labels("review")
    named = ((spot, known.head(spot.text)) for spot in row)
    return next(((spot, label) for spot, label in named if label and label.key in BLOCKS), None)


def _blocks_as_rows(rows: list[list[Spot]], results: list[Column], sheet: Sheet, found: Found) -> None:
    """Add the values of a table that is turned: 行政复议 is a row, 结果维持 a column."""
    for row in rows:
        block = _block(row)
        if block is None:
            if any(spot.text.strip() for spot in row):
                found.odd.append(Odd("extra-row", row[0].text, sheet.cell(row[0])))
            continue
        name, label = block
        found.met.append(Met(label, name.text, name, sheet))
        pairs = align([spot for spot in row if spot.anchor and spot.column > name.column], results)
        if pairs is None:
            found.odd.append(Odd("row-unaligned", name.text, sheet.cell(name)))
            continue
        columns = [
            (Column(f"{label.key}.{column.key}", column.text, column.start, column.end), spot)
            for column, spot in pairs
        ]
        found.put("", (name.text,), columns, sheet)


def _counts_columns(row: list[Spot]) -> bool:
    """Whether `row` numbers the columns: 1, 2, 3 …"""
    return len(row) >= len(RESULTS) and all(
        spot.text.strip() == str(number) for number, spot in enumerate(row, 1)
    )


def _has_values(line: list[Spot]) -> bool:
    """Whether numbers stand in `line`: then a label's word in it is what somebody wrote for a value."""
    return any(read(spot.text).state in ("number", "zero", "not-applicable") for spot in line)


def _in_columns(spot: Spot, found: Found) -> bool:
    return any(spot.column < column.end and column.start < spot.end for column in found.columns)


def _columns(header: list[list[Spot]], met: list[Met], sheet: Sheet, found: Found) -> None:
    columns = _by_path(header)
    keys = [column.key for column in columns]
    blocks = {one.label.key for one in met} & set(BLOCKS)
    # A lost rowspan shifts the third row: then a block that is named has no results under it.
    here = {label.key for line in header for spot in line if (label := labels("review").head(spot.text))}
    whole = {key.partition(".")[0] for key in keys} >= here & blocks
    unique = len(set(keys)) == len(keys) in (5, 10, 15)
    if (
        whole
        and ((unique and not damaged("review", header)) or columns_hold("review", header, frozenset(BLOCKS)))
        and (unique or _all_placed(header, columns))
    ):
        found.columns = columns
    else:
        _by_order(header, sheet, found)


def _all_placed(header: list[list[Spot]], columns: list[Column]) -> bool:
    """Whether every result that the heads name stands in one of `columns`."""
    known = labels("review")
    slots = {slot for column in columns for slot in range(column.start, column.end)}
    named = ((spot, known.head(spot.text)) for line in header for spot in line)
    return all(slots.issuperset(spot.slots) for spot, label in named if label and label.key in RESULTS)


def _by_order(header: list[list[Spot]], sheet: Sheet, found: Found) -> None:
    """Tell the columns by the form's order, and that they are; none where that leaves no single reading."""
    reading = by_order("review", header)
    found.columns = []
    if reading:
        places = [(spot.column, spot.end) if reading.placed else (0, 0) for spot in reading.spots]
        found.columns = [
            Column(key, text, *place) for key, text, place in zip(COLUMNS, reading.texts, places, strict=True)
        ]
        found.odd.append(reading.told(sheet))


def _by_path(header: list[list[Spot]]) -> list[Column]:
    known = labels("review")
    columns: list[Column] = []
    for slot, spots in enumerate(by_slot(header), 1):
        block = result = text = ""
        texts = path(spots)
        for depth in range(min(DEEPEST, len(texts)), 0, -1):
            label = known.head(joined := "".join(texts[-depth:]))
            if label and label.key not in BLOCKS:
                result, text = label.key, joined
                break
        for one in texts:
            label = known.head(one)
            if label and label.key in BLOCKS:
                block = label.key
        key = f"{block}.{result}"
        if not block or not result:
            continue
        add_column(columns, key, text, slot)
    return columns
