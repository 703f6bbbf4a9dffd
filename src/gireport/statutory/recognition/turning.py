"""Tables whose rows somebody made columns: 一、本年新收 … and 二、上年结转 … side by side."""

from __future__ import annotations

from collections.abc import Iterable
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
        return turned(sheet) if _side_by_side(islice(sheet.lines, _WITHIN), table) else sheet
    if _side_by_side(sheet.lines, table):
        return sheet
    other = turned(sheet)
    return other if _side_by_side(other.lines, table) else sheet


def _has_its_shape(sheet: Sheet, table: TableName) -> bool:
    """Whether `sheet` is high or wide as the form is, which one that is turned is not: section 四 alone is wide."""
    width = sheet.lines[0][-1].end - 1 if sheet.lines and sheet.lines[0] else 0
    return len(sheet.lines) <= width if table == "review" else len(sheet.lines) >= width


def _side_by_side(lines: Iterable[list[Spot]], table: TableName) -> bool:
    """Whether several labels stand in one of `lines`: of the form's rows, or the heads of section 四, which is upright so."""
    known = labels(table)
    label_of = known.head if table == "review" else known.row
    named = ({label.key for spot in line if spot.anchor and (label := label_of(spot.text))} for line in lines)
    return any(len(keys) >= _ENOUGH[table] for keys in named)
