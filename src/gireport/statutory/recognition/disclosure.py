"""Section 二: blocks of a head row and rows of values, matched by label and order."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from ..amounts import read
from ..forms import TableName
from ..keys import EDITIONS, by_key, key_of
from ..labels import Label, labels, unit_alone
from ..slots import Sheet, Spot, by_slot
from .found import Column, Found, Met, Odd, add_column, align, extra_column
from .heads import DEEPEST, by_order, columns_hold, damaged, is_piece, path

TABLE: TableName = "disclosure"


def collect(sheet: Sheet, found: Found) -> None:
    """Add what `sheet` holds of the table to `found`."""
    first = len(found.rows)
    strays: list[tuple[int, Odd]] = []
    matched: list[int] = []
    for number, line in enumerate(sheet.lines):
        stray = _line(line, sheet, found)
        if stray is None:
            matched.append(number)
        elif stray.text:
            strays.append((number, stray))
    _heads_read(found, sheet, found.group)
    if len(found.rows) > first or matched:
        found.parts.append(sheet)
        inside = range(matched[0], matched[-1] + 1) if matched else range(0)
        found.odd.extend(stray for number, stray in strays if number in inside)


def _line(line: list[Spot], sheet: Sheet, found: Found) -> Odd | None:
    """Walk one row. Gives what is strange about it, or None where its labels are known."""
    known = labels("disclosure")
    spots = [spot for spot in line if spot.text.strip()]
    heads = [(spot, label) for spot in spots if spot.anchor and (label := known.head(spot.text))]
    # A head's word behind a row's label is what somebody wrote for a value.
    if heads and not any(known.row(spot.text) for spot in spots if spot.column < heads[0][0].column):
        if not (found.heads and (damaged(TABLE, found.heads) or damaged(TABLE, [line]))):
            found.heads = []
        found.heads.append(line)
        found.met.extend(Met(label, spot.text, spot, sheet) for spot, label in heads)
        _plain(spots, sheet, found)
        return None
    for position, spot in enumerate(line):
        label = known.row(spot.text) if spot.anchor else None
        if label is None:
            continue
        _heads_read(found, sheet, label.block)
        found.met.append(Met(label, spot.text, spot, sheet))
        _plain(spots, sheet, found)
        values = [value for value in line[position + 1 :] if value.anchor]
        pairs = align(values, found.columns)
        if pairs is None or not any(_of_form(label.key, column.key) for column, _ in pairs):
            kind = "row-unaligned" if values else "row-empty"
            found.odd.append(Odd(kind, spot.text, sheet.cell(spot), label.key))
            found.rows.append(label.key)
        else:
            found.put(label.key, (label.block, label.text), pairs, sheet)
        return None
    if _has_pieces([spot for spot in spots if spot.anchor]):
        found.heads.append(line)
        _plain(spots, sheet, found)
        return None
    named = _plain(spots, sheet, found)
    if named:
        if any(label.block == label.text for label in named):
            # A block has heads of its own: where its head row is lost, those of the block above are not its.
            _heads_read(found, sheet, found.group)
            found.columns = []
            found.group = next(label.text for label in named if label.block == label.text)
        return None
    if len(spots) == 1:
        found.unit = unit_alone(spots[0].text) or found.unit
    with_values = len(spots) > 1 and any(spot.anchor for spot in spots)
    text = next((spot.text for spot in spots if spot.anchor), "") if with_values else ""
    return Odd("extra-row", text, sheet.cell(spots[0]) if text else "")


def _has_pieces(spots: list[Spot]) -> bool:
    """Whether `spots`, the filled cells of a row, are pieces of heads, the first and the fewer perhaps other words."""
    if not damaged(TABLE, [spots]):
        return False
    others = [spot for spot in spots[1:] if not is_piece(TABLE, spot.text)]
    return 2 * len(others) <= len(spots) and all(read(spot.text).state == "text" for spot in others)


# --- columns ------------------------------------------------------------------------------------------


def _heads_read(found: Found, sheet: Sheet, block: str) -> None:
    """Tell the columns by the rows of heads that wait in `found`; `block` is the label of the block they stand in."""
    header, found.heads = found.heads, []
    if not header:
        return
    if not damaged(TABLE, header):
        found.columns = _whole(header[-1], sheet, found)
    elif columns_hold(TABLE, header):
        found.columns = _joined(header, sheet, found)
    else:
        found.columns = _by_order(header, block, sheet, found)


def _whole(line: list[Spot], sheet: Sheet, found: Found) -> list[Column]:
    """The columns under one row of heads."""
    known = labels(TABLE)
    spots = [spot for spot in line if spot.text.strip()]
    head = next(spot for spot in spots if spot.anchor and known.head(spot.text))
    # Heads begin behind 信息内容, which may be worded otherwise; one that is not the form's may be the first.
    ends = [spot.end for spot in spots if spot.column < head.column and known.plain_label(spot.text)]
    first = ends[-1] if ends else head.column
    columns = []
    for spot in spots:
        if spot.column >= first:
            label = known.head(spot.text)
            key = label.key if label else ""
            columns.append(Column(key, spot.text, spot.column, spot.end, label, found.unit))
            if label is None and spot.anchor:
                extra_column(found, spot.text.strip(), spot, sheet)
    return columns


def _joined(header: list[list[Spot]], sheet: Sheet, found: Found) -> list[Column]:
    """The columns by what stands over each slot: 本年新 over 制作数量 is 本年新制作数量."""
    known = labels(TABLE)
    columns: list[Column] = []
    for slot, spots in enumerate(by_slot(header), 1):
        texts = path(spots)
        depths = range(min(DEEPEST, len(texts)), 0, -1)
        text = next((text for depth in depths if known.head(text := "".join(texts[-depth:]))), "")
        label = known.head(text)
        last = columns[-1] if columns else None
        if label is None:
            if columns and texts and not any(map(known.plain_label, texts)):
                add_column(columns, "", texts[-1], slot)
                extra_column(found, texts[-1], spots[-1], sheet)
        elif last and last.key == label.key and last.end == slot:
            columns[-1] = replace(last, end=slot + 1)
        else:
            columns.append(Column(label.key, text, slot, slot + 1, label, found.unit))
            found.met.append(Met(label, text, next(spot for spot in spots if spot.text.strip()), sheet))
    return columns


def _by_order(header: list[list[Spot]], block: str, sheet: Sheet, found: Found) -> list[Column]:
    """The columns by the form's order, which is told; none where that leaves several readings, or none."""
    reading = by_order(TABLE, header, block)
    if reading is None:
        return []
    columns = []
    for head, text, spot in zip(reading.heads, reading.texts, reading.spots, strict=True):
        label = labels(TABLE).head(head.label)
        assert label is not None
        found.met.append(Met(label, text, spot, sheet))
        start, end = (spot.column, spot.end) if reading.placed else (0, 0)
        columns.append(Column(label.key, text, start, end, label, found.unit))
    found.odd.append(reading.told(sheet))
    return columns


# --- rows ---------------------------------------------------------------------------------------------


@cache
def _of_form(row: str, column: str) -> bool:
    """Whether a form has a value where `row` and `column` meet: 行政许可 has no 收费金额."""
    return any(key_of("disclosure", row, column) in by_key(edition) for edition in EDITIONS)


def _plain(spots: list[Spot], sheet: Sheet, found: Found) -> list[Label]:
    """Note the labels that name no row or column, and give them: 第二十条第（一）项, 信息内容."""
    known = labels("disclosure")
    named = []
    for spot in spots:
        label = known.plain_label(spot.text) if spot.anchor else None
        if label:
            found.met.append(Met(label, spot.text, spot, sheet))
            named.append(label)
    return named
