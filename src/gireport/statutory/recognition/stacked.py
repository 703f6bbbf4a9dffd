"""Rows of the form that stand as lines in the cells of one row: 1.属于国家秘密 over 2.其他法律行政法规禁止公开."""

from __future__ import annotations

from msgspec.structs import replace

from ..forms import TableName
from ..labels import LONGEST, Labels, labels
from ..slots import Sheet, Spot
from .found import Found, Odd

_MOST = 30
"""Lines of one cell in which rows are looked for; no form has more rows."""


def unstacked(sheet: Sheet, found: Found) -> Sheet:
    """`sheet` with such a row as several, which `found` tells of; as it is where lines and labels do not go together."""
    if not any("\n" in spot.text for line in sheet.lines for spot in line):
        return sheet
    lines: list[list[Spot]] = []
    changed = False
    for line in sheet.lines:
        rows = _rows(line, found.table)
        if rows:
            changed = True
            first = next(spot for spot in line if spot.text.count("\n") and spot.anchor)
            found.odd.append(
                Odd("rows-in-one-cell", first.text.strip().partition("\n")[0], sheet.cell(first))
            )
        lines.extend(rows or [line])
    return replace(sheet, lines=lines) if changed else sheet


def _rows(line: list[Spot], table: TableName) -> list[list[Spot]] | None:
    """The rows that `line` holds, where one of its cells has the labels of several as lines."""
    if not any("\n" in spot.text for spot in line):
        return None
    known = labels(table)
    for position, spot in enumerate(line):
        if not spot.anchor or known.row(spot.text):
            continue
        names = _names(spot.text, known) if "\n" in spot.text else None
        if names:
            return _apart(line, position, names, known)
    return None


def _names(text: str, known: Labels) -> list[str] | None:
    """The lines of `text` joined to the labels that they make, where they are those of rows, a group's perhaps first."""
    lines = [part for one in text.split("\n") if (part := one.strip())]
    if not 2 <= len(lines) <= _MOST:
        return None
    names: list[str] = []
    at = 0
    while at < len(lines):
        for end in range(at + 1, len(lines) + 1):
            name = "".join(lines[at:end])
            if len(name) > LONGEST:
                return None
            if known.row(name) or (not names and known.group(name)):
                break
        else:
            return None
        names.append(name)
        at = end
    rows = {label.key for name in names if (label := known.row(name))}
    return names if len(rows) > 1 and len(rows) >= len(names) - 1 else None


def _apart(line: list[Spot], position: int, names: list[str], known: Labels) -> list[list[Spot]] | None:
    """A row for each of `names`, which stand in the cell at `position`; None where a value's lines are not as many."""
    head = line[: position + 1]
    grouped = not known.row(names[0])
    values: list[list[str]] = []
    for spot in line[position + 1 :]:
        texts = _texts(spot.text, len(names), grouped, line[position].text)
        if texts is None:
            return None
        values.append(texts)
    result = []
    for number, name in enumerate(names):
        row = [replace(spot, row=spot.row + 1, anchor=False) for spot in head] if number else list(head)
        row[-1] = replace(head[-1], text=name)
        if not (grouped and not number):
            cells = zip(line[position + 1 :], values, strict=True)
            row += [replace(spot, text=texts[number]) for spot, texts in cells]
        result.append(row)
    return result


def _texts(text: str, count: int, grouped: bool, label: str) -> list[str] | None:
    """The lines of a value cell, one for each name; None where they cannot be told apart.

    Blank lines count where each name has one line in the label's cell. A group's name, the first, has no value.
    """
    lines = [one.strip() for one in text.split("\n")]
    filled = [one for one in lines if one]
    if not filled:
        return [""] * count
    if len(filled) == count - grouped:
        return [""] * grouped + filled
    if len(lines) == count == len(label.split("\n")) and not (grouped and lines[0]):
        return lines
    return None
