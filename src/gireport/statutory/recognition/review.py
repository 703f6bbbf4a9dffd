"""Section 四: one row of values under a head of three rows, by the path of heads over each slot, or by order."""

from __future__ import annotations

from ..amounts import read
from ..labels import labels
from ..slots import Sheet, Spot, by_slot
from .found import Column, Found, Met, Odd, add_column, align

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
COLUMNS = tuple(f"{block}.{result}" for block in BLOCKS for result in RESULTS)


def collect(sheet: Sheet, found: Found) -> None:
    """Add what `sheet` holds of the table to `found`."""
    known = labels("review")
    header: list[list[Spot]] = []
    rows: list[list[Spot]] = []
    for line in sheet.lines:
        met = [(spot, label) for spot in line if spot.anchor and (label := known.any(spot.text))]
        if met and not rows and not _has_values(line):
            header.append(line)
            found.met.extend(Met(label, spot.text, spot, sheet) for spot, label in met)
        elif header or found.columns:
            rows.append([spot for spot in line if spot.anchor])
    if not header and not rows:
        return
    found.parts.append(sheet)
    if header:
        _columns(header, sheet, found)
    filled = [row for row in rows if any(spot.text.strip() for spot in row)]
    candidates = filled or rows[:1]
    if not candidates:
        return
    pairs = align(candidates[0], found.columns)
    if pairs is None:
        pairs = align([spot for spot in candidates[0] if _in_columns(spot, found)], found.columns)
    if pairs is None:
        found.odd.append(Odd("row-unaligned", "", sheet.cell(candidates[0][0])))
    else:
        found.put("", (), pairs, sheet)
    for row in candidates[1:]:
        spot, *others = (spot for spot in row if spot.text.strip())
        if not others and read(spot.text).state == "text":
            continue  # A note under the table.
        found.odd.append(Odd("extra-row", spot.text, sheet.cell(spot)))


def _has_values(line: list[Spot]) -> bool:
    """Whether numbers stand in `line`: then a label's word in it is what somebody wrote for a value."""
    return any(read(spot.text).state in ("number", "zero", "not-applicable") for spot in line)


def _in_columns(spot: Spot, found: Found) -> bool:
    return any(spot.column < column.end and column.start < spot.end for column in found.columns)


def _columns(header: list[list[Spot]], sheet: Sheet, found: Found) -> None:
    columns = _by_path(header)
    keys = [column.key for column in columns]
    results = sum(met.label.key in RESULTS for met in found.met)
    blocks = {met.label.key for met in found.met} & set(BLOCKS)
    # A lost rowspan shifts the third row: then a block that is named has no results under it.
    here = {label.key for line in header for spot in line if (label := labels("review").head(spot.text))}
    whole = {key.partition(".")[0] for key in keys} >= here & blocks
    if len(set(keys)) == len(keys) and whole and len(keys) in (5, 10, 15):
        found.columns = columns
    elif results >= len(COLUMNS) and len(blocks) == len(BLOCKS):
        # The heads' geometry is lost, and the form fixes their order: no slots, so only order counts.
        found.columns = [Column(key, "", 0, 0) for key in COLUMNS]
        found.odd.append(Odd("columns-by-order", "", sheet.address))
    else:
        found.columns = columns


def _by_path(header: list[list[Spot]]) -> list[Column]:
    known = labels("review")
    columns: list[Column] = []
    for slot, spots in enumerate(by_slot(header), 1):
        block = result = text = ""
        for spot in spots:
            label = known.head(spot.text)
            if label is None:
                continue
            if label.key in BLOCKS:
                block = label.key
            else:
                result, text = label.key, spot.text
        key = f"{block}.{result}"
        if not block or not result:
            continue
        add_column(columns, key, text, slot)
    return columns
