"""What each cell of a sheet shows: its text, its number, its date, the result of its formula."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from gireport.model.messages import message
from gireport.safe.xml import Element, listed

from .content import Run
from .number_formats import shown
from .strings import plain, read_text
from .styles import child, local
from .workbook import WorkbookParts

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet (ECMA-376 part 1, 18.3.1.73 and 18.3.1.13, as Excel has them)."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+\-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-]?[0-9]{1,3})?")
_QUOTED = 200


def column_number(letters: str) -> int:
    """The number of a column (from 0) by its letters: A, B … XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(text: str) -> tuple[int, int] | None:
    """The row and column (from 0) of `B7`; None for what is no cell of a sheet."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    row, column = int(found[2]) - 1, column_number(found[1])
    return (row, column) if row < MOST_ROWS and column < MOST_COLUMNS else None


def area(text: str) -> tuple[int, int, int, int] | None:
    """The first row, first column, last row and last column (from 0) of `A1:B7` or `A1`."""
    first, _, last = text.partition(":")
    start, end = address(first), address(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


class CellReader:
    """Reads the cells of one sheet; counts formulas, and notes those without a stored result."""

    def __init__(self, parts: WorkbookParts, place: str) -> None:
        self.parts, self.place = parts, place
        self.formulas = 0

    def runs(self, cell: Element, row: int, column: int) -> list[Run]:
        """Return what the `cell` shows; nothing where it is empty (18.3.1.4)."""
        kind = cell.get("t") or "n"
        inner = {local(one): one for one in listed(cell)}
        value = inner["v"].text if "v" in inner else None
        formula, inline = inner.get("f"), inner.get("is")
        style = self.parts.styles.of(cell.get("s"))
        where = f"{self.place} row {row + 1} column {column + 1}"
        if formula is not None:
            self.formulas += 1
            if not value and kind != "str":
                code = "=" + (formula.text or "")[:_QUOTED]
                self.parts.losses.note("field-empty", where, 1, message("xlsx.formula", code=code))
        if inline is not None:
            return read_text(inline, self.parts.losses).runs(style.marks)
        if not value:
            return []
        if kind == "s":
            return self.parts.string(value.strip(), where).runs(style.marks)
        return plain(self._shown(kind, value, style.format, where), self.parts.losses).runs(style.marks)

    def _shown(self, kind: str, value: str, format_: str, where: str) -> str:
        """The text that a stored value of this kind (18.18.11) shows."""
        if kind == "n":
            return self._number(value.strip(), format_, where)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        day, _, time = value.partition("T")
        return day if kind == "d" and not time.strip("0:.Z") else value

    def _number(self, value: str, format_: str, where: str) -> str:
        if not _NUMBER.fullmatch(value):
            return value
        try:
            # The shortest digits of the same 64-bit float: programs write 0.1 as 0.10000000000000001.
            number = Decimal(repr(float(value)))
        except (InvalidOperation, OverflowError):
            return value
        if not number.is_finite():
            return value
        result = shown(number, format_, self.parts.since_1904)
        if not result.understood:
            self.parts.losses.note("number-format", where, 1, format_[:_QUOTED])
        return result.text


def is_on(element: Element, name: str) -> bool:
    """Whether the attribute `name` of `element` is on."""
    return (element.get(name) or "0").lower() in ("1", "true", "on")


def has_part(root: Element, name: str) -> bool:
    """Whether `root` has a child called `name`."""
    return child(root, name) is not None
