"""Pandoc's simple and multiline tables: columns under runs of dashes (pandoc's manual, "Tables"; M07).

We read them but never write them. pandoc writes them for tables without merged cells.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ....errors import LimitError
from ....limits import HTML_TAGS
from ....model.messages import message
from ....model.patterns import compiled_later
from .corrections import begins_other_block
from .fixed_width import from_columns, to_columns

# Runs of one dash are a rule: `- - -`.
_COLUMNS = compiled_later(r" {0,3}--+(?: +--+)+ *$")
_BORDER = compiled_later(r" {0,3}---+ *$")
_DASHES = compiled_later(r"[ \t>]*-[- ]*$")
_RUN = compiled_later("-+")
_ENV = "gireport.dashes"
_CELLS = "gireport.drawn-cells"


class Found(NamedTuple):
    """The lines of a table: its header, the line of dashes, each row, and the first line after the table."""

    header: range
    columns: int
    rows: list[range]
    end: int


def add(md: MarkdownIt) -> None:
    """Add these tables to `md`, before indented code: a right-aligned header may be far from the margin."""
    md.block.ruler.before("code", "simple_table", _simple_table)


def _simple_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _find(state, start, end)
    if found is None:
        return False
    _count(state, found)
    if _cuts_words(state, found):
        return False
    if not silent:
        state.line = found.end
        _push(state, start, found)
    return True


# --- finding a table -------------------------------------------------------------------------------


def _find(state: StateBlock, start: int, end: int) -> Found | None:
    """The table that begins at the line `start`, after an empty line; None where there is none."""
    if start and not state.isEmpty(start - 1):
        return None
    line = _line(state, start)
    if _COLUMNS.match(line):
        return _without_header(state, start, end)
    if _BORDER.match(line):
        return _multiline(state, start, end)
    if (
        start + 1 < end
        and _COLUMNS.match(_line(state, start + 1))
        and not begins_other_block(state, start, end)
    ):
        last = _paragraph_end(state, start + 2, end)
        close = next((number for number in range(start + 2, last) if _is_dashes(state, number)), last)
        if close > start + 2:
            rows = _lines(start + 2, close)
            return Found(range(start, start + 1), start + 1, rows, min(close + 1, last))
    return None


def _cuts_words(state: StateBlock, found: Found) -> bool:
    """Whether a column begins within a word: then the dashes are a rule and not columns."""
    begins = [run.start() for run in _RUN.finditer(_line(state, found.columns))][1:]
    return any(
        not line[begin - 1 : begin].isspace() and from_columns(line[begin : begin + 2]).strip(" ")
        for lines in (found.header, *found.rows)
        for line in _drawn(state, lines)
        for begin in begins
    )


def _without_header(state: StateBlock, start: int, end: int) -> Found | None:
    """A table between two lines of dashes: each line is a row, unless empty lines separate the rows."""
    close = _next_dashes(state, start + 1, end)
    if close is None or close == start + 1 or state.isEmpty(start + 1):
        return None
    parted = any(state.isEmpty(number) for number in range(start + 1, close))
    rows = _groups(state, start + 1, close) if parted else _lines(start + 1, close)
    return Found(range(start, start), start, rows, close + 1)


def _multiline(state: StateBlock, start: int, end: int) -> Found | None:
    """A header between a line of dashes and that of the columns, rows of several lines, a line of dashes."""
    under = _paragraph_end(state, start + 1, end)
    middle = next((number for number in range(start + 1, under) if _is_dashes(state, number)), under)
    if middle in (start + 1, under) or not _COLUMNS.match(_line(state, middle)):
        return None
    close = _next_dashes(state, middle + 1, end)
    if close is None or close == middle + 1 or state.isEmpty(middle + 1):
        return None
    return Found(range(start + 1, middle), middle, _groups(state, middle + 1, close), close + 1)


def _lines(start: int, end: int) -> list[range]:
    """A range for each line."""
    return [range(number, number + 1) for number in range(start, end)]


def _groups(state: StateBlock, start: int, end: int) -> list[range]:
    """The ranges of lines between empty lines."""
    rows: list[range] = []
    first = start
    for number in range(start, end + 1):
        if number == end or state.isEmpty(number):
            if number > first:
                rows.append(range(first, number))
            first = number + 1
    return rows


def _paragraph_end(state: StateBlock, start: int, end: int) -> int:
    """The first line from `start` on that is empty or leaves the block."""
    number = start
    while number < end and not state.isEmpty(number) and state.sCount[number] >= state.blkIndent:
        number += 1
    return number


def _next_dashes(state: StateBlock, start: int, end: int) -> int | None:
    """The first line of dashes from `start` on; each text is searched once, for linear time."""
    known = state.env.setdefault(_ENV, {})
    lines = known.get(state.src)
    if lines is None:
        lines = [number for number in range(state.lineMax) if _DASHES.match(_whole(state, number))]
        known[state.src] = lines
    index = bisect_left(lines, start)
    if index == len(lines) or lines[index] >= end or not _is_dashes(state, lines[index]):
        return None
    return int(lines[index])


def _is_dashes(state: StateBlock, number: int) -> bool:
    line = _line(state, number)
    return bool(_BORDER.match(line) or _COLUMNS.match(line))


def _whole(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]]


def _line(state: StateBlock, number: int) -> str:
    return state.getLines(number, number + 1, state.blkIndent, False)


# --- the tokens of a table ---------------------------------------------------------------------------------


def _push(state: StateBlock, start: int, found: Found) -> None:
    runs = [run.span() for run in _RUN.finditer(_line(state, found.columns))]
    edges = [0, *(first for first, _ in runs[1:])]
    first = _drawn(state, found.header or found.rows[0])
    styles = [_style(first, run, edge) for run, edge in zip(runs, pairwise([*edges, None]), strict=True)]
    _open(state, "table").map = [start, found.end]
    if found.header:
        _open(state, "thead")
        _row(state, found.header, edges, styles, "th")
        _close(state, "thead")
    _open(state, "tbody")
    for row in found.rows:
        _row(state, row, edges, styles, "td")
    _close(state, "tbody")
    _close(state, "table")


def _count(state: StateBlock, found: Found) -> None:
    """Count the cells of all drawn tables, before there is a token for each.

    Short lines under many columns give more cells than the file has characters.

    Raises:
        LimitError: they would give more tags than an HTML page may have.
    """
    rows = len(found.rows) + bool(found.header)
    cells = state.env.get(_CELLS, 0) + rows * len(_RUN.findall(_line(state, found.columns)))
    if 3 * cells > HTML_TAGS:  # an opening tag counts twice
        raise LimitError(message("markdown.drawn-cells", limit=HTML_TAGS // 3))
    state.env[_CELLS] = cells


def _row(state: StateBlock, lines: range, edges: list[int], styles: list[str], tag: str) -> None:
    _open(state, "tr").map = [lines.start, lines.stop]
    drawn = _drawn(state, lines)
    for (left, right), style in zip(pairwise([*edges, None]), styles, strict=True):
        token = _open(state, tag)
        if style:
            token.attrs["style"] = f"text-align:{style}"
        cell = state.push("inline", "", 0)
        cell.content = "\n".join(from_columns(line[left:right]).strip(" ") for line in drawn).strip("\n")
        cell.map = [lines.start, lines.stop]
        cell.children = []
        _close(state, tag)
    _close(state, "tr")


def _drawn(state: StateBlock, lines: range) -> list[str]:
    return [to_columns(_line(state, number)) for number in lines]


def _style(drawn: list[str], run: tuple[int, int], edges: tuple[int | None, int | None]) -> str:
    """The alignment of a column, by the position of the header (else the first row) over the dashes.

    Text flush left gives no alignment, since pandoc also draws columns without an alignment so.
    """
    parts = [line[edges[0] : edges[1]].rstrip() for line in drawn]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    start = edges[0] or 0
    left = min(start + len(part) - len(part.lstrip(" ")) for part in parts) <= run[0]
    right = max(start + len(part) for part in parts) >= run[1]
    return "" if left else "right" if right else "center"


def _open(state: StateBlock, tag: str) -> Token:
    return state.push(f"{tag}_open", tag, 1)


def _close(state: StateBlock, tag: str) -> None:
    state.push(f"{tag}_close", tag, -1)
