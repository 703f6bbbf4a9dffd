"""Writes the figures of any number of reports as a workbook with filters, row by row."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain, count, islice
from pathlib import Path
from typing import IO, Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gireport.statutory.tidy import COLUMNS, TidyRow

from .content import MOST_CHARACTERS
from .numbers import number_of
from .writer import NO_TIME

ROWS = 1_048_576
"""Rows of one sheet (ECMA-376 part 1, 18.3.1.73), the one with the names of the columns included."""

_WIDTHS = {
    "source": 24,
    "organ": 28,
    "key": 44,
    "path": 44,
    "table": 14,
    "edition": 9,
    "state": 14,
    "cell": 10,
}
_USUAL_WIDTH = 8
_SHEET_NAME = re.compile(rb'<sheet name="([^"]*)"')
"""As XlsxWriter writes it."""
_MOST_OF_WORKBOOK = 65_536
"""Bytes of the part with the names of the sheets that are looked at."""
_NO_ZIP = (zipfile.BadZipFile, zlib.error)
_CUT = "…（全文 {count} 字）"
"""Stands at the end of a text that is too long for a cell."""


def write_figures(rows: Iterable[TidyRow], out: IO[bytes], /) -> int:
    """Write `rows` to `out` as a workbook and return their number.

    One row for each figure, with the columns `COLUMNS`: *value* and *year* are numbers, the others text.
    The names of the columns stay in view and have filters. Rows go to temporary files as they come, so
    memory does not grow with their number; after `ROWS` rows a new sheet begins.

    Raises:
        OSError: `out` or the temporary files cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        # Not `out` itself: `ZipFile` complains when a file that it writes to fails and is closed.
        made = Path(folder, "figures.xlsx")
        workbook = Workbook(made, options)
        workbook.set_properties({"created": NO_TIME})
        try:
            written = _Figures(workbook).write(rows)
        except BaseException:
            workbook.filename = os.devnull
            workbook.close()  # its temporary files too
            raise
        try:
            workbook.close()
        except FileCreateError as error:
            raise (error.__cause__ or error) from None
        with made.open("rb") as file:
            shutil.copyfileobj(file, out)
    return written


def _sheet_name(number: int) -> str:
    """The name of the sheet with this `number` (from 1)."""
    return "figures" if number == 1 else f"figures {number}"


def is_figures(file: IO[bytes]) -> bool:
    """Whether `file` is a workbook with the sheets that `write_figures` makes, and no others."""
    try:
        with zipfile.ZipFile(file) as package, package.open("xl/workbook.xml") as part:
            names = _SHEET_NAME.findall(part.read(_MOST_OF_WORKBOOK))
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, NotImplementedError, *_NO_ZIP):
        return False
    return names == [_sheet_name(number).encode() for number in range(1, len(names) + 1)] != []


class _Figures:
    """Writes rows on one sheet after the other."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._head = workbook.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
        self._plain = workbook.add_format()
        self._numbers: dict[str, CellFormat] = {}

    def write(self, rows: Iterable[TidyRow]) -> int:
        """Write `rows` and return their number."""
        total = 0
        left = iter(rows)
        waiting = list(islice(left, 1))
        for number in count(1):
            sheet = self._begin(number)
            row = 0
            for row, figure in enumerate(islice(chain(waiting, left), ROWS - 1), 1):
                self._row(sheet, row, figure)
            sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
            total += row
            waiting = list(islice(left, 1))
            if not waiting:
                break
        return total

    def _begin(self, number: int) -> Worksheet:
        sheet = self._workbook.add_worksheet(_sheet_name(number))
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _WIDTHS.get(name, _USUAL_WIDTH))
            sheet.write_string(0, column, name, self._head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def _row(self, sheet: Worksheet, row: int, figure: TidyRow) -> None:
        for column, name in enumerate(COLUMNS):
            value: Any = getattr(figure, name)
            if value is None or value == "":
                continue
            if not isinstance(value, str):
                number = number_of(f"{value:f}" if isinstance(value, Decimal) else str(value))
                if number:
                    sheet.write_number(row, column, number.value, self._number(number.format))
                    continue
                value = f"{value:f}"  # more digits than a number holds
            self._text(sheet, row, column, value)

    def _text(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
            end = _CUT.format(count=len(text))
            kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(end))]
            text = kept.decode("utf-16-le", "ignore") + end
        if text.startswith("<r>"):  # XlsxWriter takes it for XML
            sheet.write_rich_string(row, column, self._plain, text[:1], self._plain, text[1:])
        else:
            sheet.write_string(row, column, text)

    def _number(self, shown: str) -> CellFormat:
        if shown not in self._numbers:
            self._numbers[shown] = self._workbook.add_format({"num_format": shown})
        return self._numbers[shown]
