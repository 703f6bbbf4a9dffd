"""Which cells the lines of a page dump hold: a dump of a web page, with bars, tabs or blanks between the cells.

A text extractor leaves a table as lines. Its cells stand in one of these shapes, and the shape may change from row to row:

- one row a line, `规章 | 0 | 0 |`, with or without a bar at either end;
- one cell a line, `规章 |`, where a line of bars alone stands for empty cells;
- a bar on a line of its own after each cell;
- tabs or blanks between the cells, and no bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from gireport.statutory.amounts import read_amount
from gireport.statutory.keys import TABLES
from gireport.statutory.labels import MAX_LABEL_LENGTH, labels, lookup_text, tables_with

_ANY_BAR = re.compile("[|｜│]")
_BARS_ONLY = re.compile(r"[\s|｜│]*[|｜│][\s|｜│]*")
# A bar between two characters is the text's own where the other bars of the table have blanks around them.
_SET_OFF_BAR = re.compile(r"(?<!\S)[|｜│]|[|｜│](?!\S)|(?<=[|｜│])[|｜│]|[|｜│](?=[|｜│])")
_SPACED_BAR = re.compile(r"\s[|｜│]|[|｜│]\s")
_BLANKS = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-–—―]\s*\d+\s*[-–—―]|\d+\s*/\s*\d+|第\s*\d+\s*页.*")
_MOST_ROW_LINES = 12
"""Of a row that is broken inside its labels."""
_ROW_TABS = 7
"""Parts that a line of values has more than; a cell of Tika's dump that begins with a tab holds no such line."""
_MOST_TRIES = 2_000
"""Lines of a dump that are tried as the beginning of such a row: a report has less than a hundred."""
_HEAD_LENGTH = 12
"""Of a head that the form has not, beside others that it has."""
_MOST_LABEL_LINES = 6
"""Of a label that the page breaks over lines."""


class Line(NamedTuple):
    """A line of the dump and its number, from 1."""

    text: str
    number: int


class DumpCell(NamedTuple):
    """A cell of a page dump: its lines of text (none where it is empty) and the line of the dump that it begins in.

    `alone` says that it is the only cell in its line and that no bar ends it: it may be a note and no cell. `last` is
    the line that it ends in.
    """

    lines: tuple[str, ...]
    number: int
    alone: bool = False
    last: int = 0

    @property
    def text(self) -> str:
        """The text of its lines, joined."""
        return "".join(self.lines)


def is_label(text: str) -> bool:
    """Whether `text` is a label of a statutory table."""
    return bool(tables_with(text.strip()))


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether `text` is what a value cell holds: a number or a mark for “not applicable”."""
    return any(read_amount(text, unit).state not in ("text", "blank") for unit in ("件", "万元"))


@cache
def _prefixes() -> frozenset[str]:
    """What the labels of the form begin with, as they are compared, up to the whole of each."""
    known = (labels(table) for table in TABLES)
    names = {name for one in known for kind in (one.rows, one.heads, one.groups, one.plain) for name in kind}
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def _begins_label(text: str) -> bool:
    """Whether a label may begin with `text`: few lines do, and only those are tried together with the next ones."""
    return len(text) <= MAX_LABEL_LENGTH and (lookup_text(text) in _prefixes() or not lookup_text(text))


def holds_value(cell: DumpCell) -> bool:
    """Whether `cell` is filled with a number or a mark for “not applicable”."""
    return bool(cell.lines) and is_value(cell.text)


def has_bars(text: str) -> bool:
    """Whether a bar stands in `text`."""
    return _ANY_BAR.search(text) is not None


def split_row(text: str) -> list[str] | None:
    """The parts of a line between its bars, tabs or blanks, stripped; None where the line is one piece of text.

    Where blanks stand beside some of the bars, a bar between two other characters is a cell's own.
    """
    if has_bars(text):
        parts = (_SET_OFF_BAR if _SPACED_BAR.search(text.strip()) else _ANY_BAR).split(text.strip())
        return [part.strip() for part in parts] if len(parts) > 1 else None
    if "\t" in text.strip():
        return [part.strip() for part in text.split("\t")]
    text = text.strip()
    if _BLANKS.search(text) is None or _PAGE_NUMBER.fullmatch(text):
        return None
    parts = _joined_labels(_BLANKS.split(text))
    return parts if len(parts) > 1 and _is_row(parts) else None


def is_row_of_values(text: str) -> bool:
    """Whether a line that begins with a tab is a row of values, the first of them empty, and not one cell."""
    parts = text.split("\t")
    return len(parts) > _ROW_TABS and all(not part or is_value(part) for part in map(str.strip, parts))


def _is_row(parts: list[str]) -> bool:
    """Whether the parts between blanks are cells: labels and values alone, or values behind one other text."""
    named = sum(is_label(part) for part in parts)
    values = sum(is_value(part) for part in parts)
    if named + values == len(parts):
        return True
    return values == len(parts) - 1 > 1 and not is_value(parts[0])


def _split_heads(text: str) -> list[str] | None:
    """The parts of a line between its blanks, where it begins with labels among which are heads that the form has not."""
    if has_bars(text) or len(text) > MAX_LABEL_LENGTH:
        return None
    parts = _joined_labels(_BLANKS.split(text.strip()))
    named = sum(is_label(part) for part in parts)
    return (
        parts
        if named > 1 and is_label(parts[0]) and all(len(part) < _HEAD_LENGTH for part in parts)
        else None
    )


def _make_label(texts: Sequence[str]) -> bool:
    """Whether `texts` together are one label of the form, which no value in them is part of, and not each is one."""
    whole = is_label("".join(texts)) and not any(map(is_value, texts))
    return whole and (len(texts) == 1 or not all(map(is_label, texts)))


def _label_end(texts: Sequence[str], at: int) -> int:
    """Where the longest label ends that the texts from `at` on make together; `at` + 1 where they make none."""
    if _begins_label(texts[at]):
        for end in range(min(at + _MOST_LABEL_LINES, len(texts)), at + 1, -1):
            if _make_label(texts[at:end]):
                return end
    return at + 1


def _joined_labels(parts: list[str]) -> list[str]:
    """`parts` with those put together that make a label only together: `本年新 制作数量`."""
    result: list[str] = []
    at = 0
    while at < len(parts):
        end = _label_end(parts, at)
        result.append(" ".join(parts[at:end]))
        at = end
    return result


def cells(lines: Sequence[Line]) -> list[DumpCell]:
    """The cells of `lines`, in order.

    A bar ends a cell. A bar with no text before it is an empty cell. At the start of a line with text it is one only
    where the row of labels above begins without a bar.
    """
    reader = _Lines(lines)
    while reader.at < len(lines):
        reader.read_next()
    reader.put(_lone(reader.open))
    return reader.cells


class _Lines:
    """Reads lines into cells. `open` are lines that no bar has ended yet."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.at = 0
        self.cells: list[DumpCell] = []
        self.open = _OpenLines([], False)
        self.begins_with_bar = True
        self.tries = _MOST_TRIES

    def put(self, cells: Iterable[DumpCell]) -> None:
        """Add `cells`, which end the open lines."""
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
        parts = parts or _split_heads(line.text)
        if parts is None:
            self.open.lines.append(Line(line.text.strip(), line.number))
        else:
            self._row(line, parts)

    def _bars(self, line: Line) -> None:
        """A line of bars alone: the first ends the line above it; but not the last cell of a row, where the next begins."""
        bars = len(_ANY_BAR.findall(line.text))
        if self.open.lines and not self.open.in_row:
            self.put(_close(self.open))
            bars -= 1
        else:
            self.put(_lone(self.open))
        self.cells += [_empty(line.number)] * bars

    def _row_over_lines(self) -> bool:
        """Read a row that is broken inside its labels, where one begins with this line."""
        line = self.lines[self.at - 1]
        if not self.tries or not _begins_label(line.text.lstrip().partition(" ")[0]):
            return False
        self.tries -= 1
        row, count = _row_over_lines(self.lines, self.at - 1)
        if row:
            self.put(_lone(self.open))
            self.put(row)
            self.at += count - 1
        return bool(row)

    def _row(self, line: Line, parts: list[str]) -> None:
        """The parts of a line: the first may end a label above, the last may go on in the next line."""
        barred = has_bars(line.text)
        filled = [part for part in parts if part]
        if barred and len(filled) > 1 and is_label(filled[0]):
            self.begins_with_bar = not parts[0]
        if barred and not parts[0]:
            if self.begins_with_bar or len(filled) < 2:
                del parts[0]
            self.put(_lone(self.open))
        ended = barred and not parts[-1]
        if ended:
            del parts[-1]
        first = Line(parts[0], line.number)
        if len(parts) == 1:
            self.open = _OpenLines([*self.open.lines, first], self.open.in_row or not ended)
            if ended:
                self.put(_close(self.open))
            return
        last = [Line(parts.pop(), line.number)] if not ended and parts[-1] else []
        self.put(_lead(self.open, first))
        self.cells += (_one(part, line.number) for part in parts[1:])
        self.open = _OpenLines(last, bool(last))


def _row_over_lines(lines: Sequence[Line], start: int) -> tuple[list[DumpCell], int]:
    """The cells of a row with blanks between them that is broken inside a label, and over how many lines it goes.

    The lines are a row where all their parts are labels or values once the last part of a line and the first of the
    next one are put together. Else there are no cells and no lines.
    """
    found: list[tuple[list[str], int]] = []
    blanks = False
    for end in range(start, min(start + _MOST_ROW_LINES, len(lines))):
        text = lines[end].text.strip()
        if has_bars(text) or "\t" in text or len(text) > MAX_LABEL_LENGTH:
            break
        parts = _joined_labels(_BLANKS.split(text))
        blanks = blanks or len(parts) > 1
        if found:
            found[-1][0].append(parts.pop(0))
        found += [([part], lines[end].number) for part in parts]
        if not _begins_label(found[0][0][0]):
            break
        whole = all(is_value("".join(texts)) or _make_label(texts) for texts, _ in found)
        if whole and blanks and len(found) > 1 and end > start:
            last = [number for _, number in found[1:]] + [lines[end].number]
            cells = [
                DumpCell(tuple(texts), number, False, max(number, after) if len(texts) > 1 else number)
                for (texts, number), after in zip(found, last, strict=True)
            ]
            return cells, end - start + 1
    return [], 0


class _OpenLines(NamedTuple):
    """Lines that no bar has ended yet; `in_row`: the first of them is the last cell of a row."""

    lines: list[Line]
    in_row: bool


def _label_ending_at(lines: Sequence[Line]) -> int:
    """The index at which the longest label begins that the last of `lines` end, or -1."""
    for start in range(max(len(lines) - _MOST_LABEL_LINES, 0), len(lines)):
        if _begins_label(lines[start].text) and _make_label([line.text for line in lines[start:]]):
            return start
    return -1


def _close(open_lines: _OpenLines) -> Iterator[DumpCell]:
    """The cells of open lines, the last of which a bar ends: a label over several lines, or one line."""
    lines = open_lines.lines
    start = _label_ending_at(lines)
    if start < 0:
        start = len(lines) - 1
        while start and not _ends_alone(lines[start - 1].text) and not is_value(lines[start].text):
            start -= 1
    yield from _lone(_OpenLines(lines[:start], open_lines.in_row))
    yield _cell(lines[start:], False)


def _ends_alone(text: str) -> bool:
    """Whether a line is a cell or a note by itself: the next line does not go on with it."""
    return (
        is_label(text)
        or is_value(text)
        or text.endswith(("。", "：", ":", "；"))
        or len(text) > MAX_LABEL_LENGTH
    )


def _lead(open_lines: _OpenLines, first: Line) -> Iterator[DumpCell]:
    """The cells of open lines and the first cell of a row, which may end a label that they begin."""
    lines = [*open_lines.lines, first]
    start = _label_ending_at(lines)
    if start < 0:
        start = len(lines) - 1
    yield from _lone(_OpenLines(lines[:start], open_lines.in_row))
    yield (
        _cell(lines[start:], False) if "".join(line.text for line in lines[start:]) else _empty(first.number)
    )


def _lone(open_lines: _OpenLines) -> Iterator[DumpCell]:
    """The cells of lines that no bar ends: each label over several lines is one, else each line."""
    lines = open_lines.lines
    texts = [line.text for line in lines]
    at = 0
    while at < len(lines):
        end = _label_end(texts, at)
        yield _cell(lines[at:end], not (open_lines.in_row and at == 0))
        at = end


def _cell(lines: Sequence[Line], alone: bool) -> DumpCell:
    return DumpCell(tuple(line.text for line in lines), lines[0].number, alone, lines[-1].number)


def _one(text: str, number: int) -> DumpCell:
    return DumpCell((text,) if text else (), number, False, number)


def _empty(number: int) -> DumpCell:
    return DumpCell((), number, False, number)
