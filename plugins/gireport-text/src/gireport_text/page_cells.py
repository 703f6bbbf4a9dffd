"""The cells in the lines of a page dump: a dump of a web page, with bars, tabs or blanks between the cells.

A text extractor turns a table into lines. Its cells have one of these shapes, which may change from row to
row:

- one row a line, `规章 | 0 | 0 |`, with or without a bar at either end;
- one cell a line, `规章 |`, where a line of bars alone stands for empty cells;
- a bar on a line of its own after each cell;
- tabs or blanks between the cells, and no bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gireport.statutory.labels import MAX_LABEL_LENGTH

from .page_text import (
    BAR,
    MAX_LABEL_LINES,
    begins_label,
    end_of_label,
    has_bars,
    is_label,
    is_value,
    make_label,
    parts_between_blanks,
    split_heads,
    split_row,
)

_BARS_ONLY = re.compile(r"[\s|｜│]*[|｜│][\s|｜│]*")
_MAX_ROW_LINES = 12
"""Lines of a row that is broken inside its labels."""
_MAX_ATTEMPTS = 2_000
"""Lines of a dump that are tried as the beginning of such a row; a report has less than a hundred."""


class Line(NamedTuple):
    """A line of the dump and its number, from 1."""

    text: str
    number: int


class DumpCell(NamedTuple):
    """A cell of a page dump: its lines of text, and the numbers of the first and last line of the dump that
    it is in.

    An empty cell has no lines. `alone` says that it is the only cell in its line and that no bar ends it: it
    may be a note and not a cell.
    """

    lines: tuple[str, ...]
    number: int
    alone: bool = False
    last: int = 0

    @property
    def text(self) -> str:
        """The text of its lines, joined."""
        return "".join(self.lines)


def holds_value(cell: DumpCell) -> bool:
    """Whether `cell` is filled with a number or a mark for “not applicable”."""
    return bool(cell.lines) and is_value(cell.text)


def cells(lines: Sequence[Line]) -> list[DumpCell]:
    """The cells of `lines`, in order.

    A bar ends a cell. A bar with no text before it is an empty cell. At the start of a line with text it is
    an empty cell only where the row of labels above begins without a bar.
    """
    reader = _CellReader(lines)
    while reader.at < len(lines):
        reader.read_next()
    reader.add(_cells_of_lines(reader.open))
    return reader.cells


class _CellReader:
    """Reads lines into cells. `open` are the lines of a cell that no bar has ended yet."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.at = 0
        self.cells: list[DumpCell] = []
        self.open = _OpenLines([], False)
        self.begins_with_bar = True
        self.attempts_left = _MAX_ATTEMPTS

    def add(self, cells: Iterable[DumpCell]) -> None:
        """Add `cells`; no lines are open after them."""
        self.cells += cells
        self.open = _OpenLines([], False)

    def read_next(self) -> None:
        """Read the next line, or several that are one row."""
        line = self.lines[self.at]
        self.at += 1
        if _BARS_ONLY.fullmatch(line.text):
            self._bars(line)
            return
        parts = split_row(line.text)
        if parts is None and self._row_over_lines():
            return
        parts = parts or split_heads(line.text)
        if parts is None:
            self.open.lines.append(Line(line.text.strip(), line.number))
        else:
            self._row(line, parts)

    def _bars(self, line: Line) -> None:
        """Read a line of bars alone.

        The first bar ends the open lines, unless they are the last cell of a row.
        """
        bars = len(BAR.findall(line.text))
        if self.open.lines and not self.open.in_row:
            self.add(_cells_ended_by_bar(self.open))
            bars -= 1
        else:
            self.add(_cells_of_lines(self.open))
        self.cells += [_empty_cell(line.number)] * bars

    def _row_over_lines(self) -> bool:
        """Read a row that is broken inside its labels, if one begins with this line.

        False for other lines.
        """
        line = self.lines[self.at - 1]
        if not self.attempts_left or not begins_label(line.text.lstrip().partition(" ")[0]):
            return False
        self.attempts_left -= 1
        row, count = _row_over_lines(self.lines, self.at - 1)
        if row:
            self.add(_cells_of_lines(self.open))
            self.add(row)
            self.at += count - 1
        return bool(row)

    def _row(self, line: Line, parts: list[str]) -> None:
        """Read the parts of a line: the first may end a label above, the last may continue below."""
        barred = has_bars(line.text)
        filled = [part for part in parts if part]
        if barred and len(filled) > 1 and is_label(filled[0]):
            self.begins_with_bar = not parts[0]
        if barred and not parts[0]:
            if self.begins_with_bar or len(filled) < 2:
                del parts[0]
            self.add(_cells_of_lines(self.open))
        ended = barred and not parts[-1]
        if ended:
            del parts[-1]
        first = Line(parts[0], line.number)
        if len(parts) == 1:
            self.open = _OpenLines([*self.open.lines, first], self.open.in_row or not ended)
            if ended:
                self.add(_cells_ended_by_bar(self.open))
            return
        last = [Line(parts.pop(), line.number)] if not ended and parts[-1] else []
        self.add(_cells_before_row(self.open, first))
        self.cells += (_cell_of_part(part, line.number) for part in parts[1:])
        self.open = _OpenLines(last, bool(last))


def _row_over_lines(lines: Sequence[Line], start: int) -> tuple[list[DumpCell], int]:
    """The cells of a row between blanks that is broken inside a label, and the number of its lines.

    The lines are a row where all their parts are labels or values, once the last part of a line and the first
    part of the next line are joined. For other lines there are no cells and no lines.
    """
    found: list[tuple[list[str], int]] = []
    blanks = False
    for end in range(start, min(start + _MAX_ROW_LINES, len(lines))):
        text = lines[end].text.strip()
        if has_bars(text) or "\t" in text or len(text) > MAX_LABEL_LENGTH:
            break
        parts = parts_between_blanks(text)
        blanks = blanks or len(parts) > 1
        if found:
            found[-1][0].append(parts.pop(0))
        found += [([part], lines[end].number) for part in parts]
        if not begins_label(found[0][0][0]):
            break
        whole = all(is_value("".join(texts)) or make_label(texts) for texts, _ in found)
        if whole and blanks and len(found) > 1 and end > start:
            last = [number for _, number in found[1:]] + [lines[end].number]
            cells = [
                DumpCell(tuple(texts), number, False, max(number, after) if len(texts) > 1 else number)
                for (texts, number), after in zip(found, last, strict=True)
            ]
            return cells, end - start + 1
    return [], 0


class _OpenLines(NamedTuple):
    """The lines of a cell that no bar has ended yet.

    `in_row` says that the first of them is the last cell of a row.
    """

    lines: list[Line]
    in_row: bool


def _start_of_last_label(lines: Sequence[Line]) -> int:
    """The index of the first line of the longest label at the end of `lines`, or -1."""
    for start in range(max(len(lines) - MAX_LABEL_LINES, 0), len(lines)):
        if begins_label(lines[start].text) and make_label([line.text for line in lines[start:]]):
            return start
    return -1


def _cells_ended_by_bar(open_lines: _OpenLines) -> Iterator[DumpCell]:
    """The cells of open lines that a bar ends; the last one is a label over several lines, or one line."""
    lines = open_lines.lines
    start = _start_of_last_label(lines)
    if start < 0:
        start = len(lines) - 1
        while start and not _is_whole_cell(lines[start - 1].text) and not is_value(lines[start].text):
            start -= 1
    yield from _cells_of_lines(_OpenLines(lines[:start], open_lines.in_row))
    yield _cell(lines[start:], False)


def _is_whole_cell(text: str) -> bool:
    """Whether a line is a whole cell or note, which the next line does not continue."""
    return (
        is_label(text)
        or is_value(text)
        or text.endswith(("。", "：", ":", "；"))
        or len(text) > MAX_LABEL_LENGTH
    )


def _cells_before_row(open_lines: _OpenLines, first: Line) -> Iterator[DumpCell]:
    """The cells of open lines and of the first part of a row, which may end a label that they begin."""
    lines = [*open_lines.lines, first]
    start = _start_of_last_label(lines)
    if start < 0:
        start = len(lines) - 1
    yield from _cells_of_lines(_OpenLines(lines[:start], open_lines.in_row))
    yield (
        _cell(lines[start:], False)
        if "".join(line.text for line in lines[start:])
        else _empty_cell(first.number)
    )


def _cells_of_lines(open_lines: _OpenLines) -> Iterator[DumpCell]:
    """The cells of lines that no bar ends: a label over several lines is one cell, else each line is one."""
    lines = open_lines.lines
    texts = [line.text for line in lines]
    at = 0
    while at < len(lines):
        end = end_of_label(texts, at)
        yield _cell(lines[at:end], not (open_lines.in_row and at == 0))
        at = end


def _cell(lines: Sequence[Line], alone: bool) -> DumpCell:
    return DumpCell(tuple(line.text for line in lines), lines[0].number, alone, lines[-1].number)


def _cell_of_part(text: str, number: int) -> DumpCell:
    return DumpCell((text,) if text else (), number, False, number)


def _empty_cell(number: int) -> DumpCell:
    return DumpCell((), number, False, number)
