"""Section 二: blocks of a head row and rows of values, matched by label and order."""

from __future__ import annotations

from functools import cache

from ..keys import EDITIONS, by_key, key_of
from ..labels import Label, labels, unit_alone
from ..slots import Sheet, Spot
from .found import Column, Found, Met, Odd, align, extra_column


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
        # Heads begin behind 信息内容, which may be worded otherwise; one that is not the form's may be the first.
        ends = [
            spot.end for spot in spots if spot.column < heads[0][0].column and known.plain_label(spot.text)
        ]
        first = ends[-1] if ends else heads[0][0].column
        found.columns = []
        for spot in spots:
            if spot.column >= first:
                label = known.head(spot.text)
                key = label.key if label else ""
                found.columns.append(Column(key, spot.text, spot.column, spot.end, label, found.unit))
                if label is None and spot.anchor:
                    extra_column(found, spot.text.strip(), spot, sheet)
        found.met.extend(Met(label, spot.text, spot, sheet) for spot, label in heads)
        _plain(spots, sheet, found)
        return None
    for position, spot in enumerate(line):
        label = known.row(spot.text) if spot.anchor else None
        if label is None:
            continue
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
    named = _plain(spots, sheet, found)
    if named:
        if any(label.block == label.text for label in named):
            # A block has heads of its own: where its head row is lost, those of the block above are not its.
            found.columns = []
        return None
    if len(spots) == 1:
        found.unit = unit_alone(spots[0].text) or found.unit
    with_values = len(spots) > 1 and any(spot.anchor for spot in spots)
    text = next((spot.text for spot in spots if spot.anchor), "") if with_values else ""
    return Odd("extra-row", text, sheet.cell(spots[0]) if text else "")


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
