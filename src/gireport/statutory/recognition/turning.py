"""Tables whose rows somebody made columns: 一、本年新收 … and 二、上年结转 … side by side."""

from __future__ import annotations

from itertools import islice

from ..forms import TableName
from ..labels import labels
from ..slots import Sheet, Spot, turned

_WITHIN = 4
"""Lines in which the labels of rows stand, where a table is turned; three of the form's columns have labels."""
_ENOUGH: dict[TableName, int] = {"disclosure": 3, "applications": 3, "review": 4}


def upright(sheet: Sheet, table: TableName) -> Sheet:
    """`sheet` with the rows of the form `table` as lines: as it is, or turned."""
    if len(sheet.lines) != len(sheet.whole) or _has_its_shape(sheet, table):
        return sheet
    if table != "review":
        side_by_side = any(_rows(line, table) for line in islice(sheet.lines, _WITHIN))
        return turned(sheet) if side_by_side else sheet
    if any(map(_results, sheet.lines)):
        return sheet
    other = turned(sheet)
    return other if any(map(_results, other.lines)) else sheet


def _has_its_shape(sheet: Sheet, table: TableName) -> bool:
    """Whether `sheet` is high or wide as the form is, which one that is turned is not: section 四 alone is wide."""
    width = sheet.lines[0][-1].end - 1 if sheet.lines and sheet.lines[0] else 0
    return len(sheet.lines) <= width if table == "review" else len(sheet.lines) >= width


def _rows(line: list[Spot], table: TableName) -> bool:
    """Whether the labels of several rows stand in `line`."""
    known = labels(table)
    rows = {label.key for spot in line if spot.anchor and (label := known.row(spot.text))}
    return len(rows) >= _ENOUGH[table]


def _results(line: list[Spot]) -> bool:
    """Whether the heads of section 四 stand in `line`, as they do in every table of it that is upright."""
    known = labels("review")
    heads = {label.key for spot in line if spot.anchor and (label := known.head(spot.text))}
    return len(heads) >= _ENOUGH["review"]
