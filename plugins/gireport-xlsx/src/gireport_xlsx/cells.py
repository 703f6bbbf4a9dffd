"""What each cell of a sheet shows: its text, its number, its date, the result of its formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from gireport.errors import DamagedFileError
from gireport.model.messages import message
from gireport.safe.xml import Element, listed

from .content import Run
from .number_formats import GENERAL, shown
from .numbers import MOST_DIGITS
from .strings import Text, plain, read_text
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
        style = self.parts.styles.of(cell.get("s"))
        if kind == "n" and value and "f" not in inner and _is_plain(value) and style.format in _WHOLE:
            return [Run(value, style.marks)]  # as nearly all figures
        if "f" in inner:
            self.formulas += 1
            if not value and kind != "str":
                code = "=" + (inner["f"].text or "")[:_QUOTED]
                where = self._where(row, column)
                self.parts.losses.note("field-empty", where, 1, message("xlsx.formula", code=code))
        if "is" in inner:
            return read_text(inner["is"], self.parts.losses).runs(style.marks)
        if not value:
            return []
        if kind == "s":
            return self._string(value.strip(), row, column).runs(style.marks)
        if kind == "n":
            value = self._number(value.strip(), style.format, row, column)
        elif kind in _OTHER_KINDS:
            value = _OTHER_KINDS[kind](value.strip())
        return plain(value, self.parts.losses).runs(style.marks)

    def _where(self, row: int, column: int) -> str:
        return f"{self.place} row {row + 1} column {column + 1}"

    def _string(self, number: str, row: int, column: int) -> Text:
        found = self.parts.string(number)
        if found is None:
            cause = message("xlsx.no-string", number=number[:20])
            raise DamagedFileError(cause, where=self._where(row, column))
        return found

    def _number(self, value: str, format_: str, row: int, column: int) -> str:
        if not _NUMBER.fullmatch(value):
            return value
        # The shortest digits of the same 64-bit float: programs write 0.1 as 0.10000000000000001.
        number = Decimal(repr(float(value)))
        if not number.is_finite():
            return value
        result = shown(number, format_, self.parts.since_1904)
        if not result.understood:
            self.parts.losses.note("number-format", self._where(row, column), 1, format_[:_QUOTED])
        return result.text


def _is_plain(value: str) -> bool:
    """Whether a stored number is a whole one that is shown as it is stored."""
    return (
        value.isascii()
        and value.isdigit()
        and len(value) <= MOST_DIGITS
        and (value[0] != "0" or value == "0")
    )


def _date(value: str) -> str:
    day, _, time = value.partition("T")
    return day if not time.strip("0:.Z") else value


_WHOLE = frozenset({GENERAL, "0", "@"})
"""Number formats that show a whole number as it is stored."""
_OTHER_KINDS: dict[str, Callable[[str], str]] = {
    "b": lambda value: "TRUE" if value == "1" else "FALSE",
    "d": _date,
}
"""Type of a cell (18.18.11) → what its stored value shows."""


def is_on(element: Element, name: str) -> bool:
    """Whether the attribute `name` of `element` is on."""
    return (element.get(name) or "0").lower() in ("1", "true", "on")


def has_part(root: Element, name: str) -> bool:
    """Whether `root` has a child called `name`."""
    return child(root, name) is not None
