"""Pandoc's grid tables: drawn with `+---+` and `|`, cells with spans, `+===+` under the header rows (M07).

We read them but never write them. A wide character takes two columns of the drawing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ....errors import LimitError
from ....markup.writer.escape import attribute
from ....model.messages import message
from ....model.patterns import compiled_later
from . import captions
from .fixed_width import from_columns, to_rectangle

# Possessive quantifiers: a line of a hundred thousand `+-` fails in linear time.
_TOP = compiled_later(r"\+[=:+]*+-[-=:+]*+(?<=\+)[ \t]*+$")
_ACROSS = frozenset("-=:+")
_DOWN = frozenset("|+")
_DEPTH = "gireport.grid-depth"
MAX_DEPTH = 8
"""Levels of grid tables inside one another."""
MAX_STEPS = 4_000_000
"""Steps along the lines of all drawings in a text: each line of a drawing can begin another try."""
_STEPS = "gireport.grid-steps"
_CORNER_STEPS = 4  # the time to begin at a corner, in steps
_LINE_STEPS = 4  # the time to look at the start of a line, in steps
_PADDING = 16  # characters that can be padded in the time of one step


class Box(NamedTuple):
    """A cell in the drawing: the rows and columns of its corners."""

    top: int
    left: int
    bottom: int
    right: int


def add(md: MarkdownIt) -> None:
    """Add grid tables to `md`."""
    md.block.ruler.before("list", "grid_table", _grid_table, {"alt": ["paragraph", "reference"]})


def _grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not _TOP.match(_line(state, start)):
        return False
    steps = state.env.setdefault(_STEPS, Steps())
    last = start
    while last < end and state.sCount[last] >= state.blkIndent and _line(state, last)[:1] in ("+", "|"):
        last += 1
    steps.take(_LINE_STEPS * (last - start))
    if last - start < 3:
        return False
    lines = [_line(state, number) for number in range(start, last)]
    steps.take(sum(map(len, lines)) + len(lines) * max(map(len, lines)) // _PADDING)
    drawn = to_rectangle(lines)
    boxes = _boxes(drawn, steps)
    if boxes is None:
        return False
    if silent:
        return True
    depth = state.env.get(_DEPTH, 0)
    if depth >= MAX_DEPTH:
        raise LimitError(message("markdown.grid-depth", limit=MAX_DEPTH))
    state.env[_DEPTH] = depth + 1
    state.line = last
    _push(state, drawn, boxes, start)
    state.env[_DEPTH] = depth
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


# --- lines to cells --------------------------------------------------------------------------------


class Steps:
    """Counts the steps for all drawings of a text, also for those that are not tables."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, count: int) -> None:
        """Count so many steps.

        Raises:
            LimitError: there are more than `MAX_STEPS` together.
        """
        self.taken += count
        if self.taken > MAX_STEPS:
            raise LimitError(message("markdown.grid-steps", limit=MAX_STEPS))


class _Tracer:
    """Follows the lines of a drawing."""

    def __init__(self, drawing: list[str], steps: Steps) -> None:
        self.drawing = drawing
        self.step = steps.take

    def box(self, top: int, left: int) -> Box | None:
        """The smallest cell with this upper left corner: follows its top, right, bottom and left side."""
        self.step(_CORNER_STEPS)
        line = self.drawing[top]
        for right in range(left + 1, len(line)):
            self.step(1)
            if line[right] not in _ACROSS:
                return None
            if line[right] == "+":
                found = self.down(top, left, right)
                if found is not None:
                    return found
        return None

    def down(self, top: int, left: int, right: int) -> Box | None:
        for bottom in range(top + 1, len(self.drawing)):
            self.step(1)
            corner = self.drawing[bottom][right]
            if corner not in _DOWN:
                return None
            if corner == "+" and self.closes(top, left, bottom, right):
                return Box(top, left, bottom, right)
        return None

    def closes(self, top: int, left: int, bottom: int, right: int) -> bool:
        self.step(right - left + bottom - top)
        drawing = self.drawing
        return (
            drawing[bottom][left] == "+"
            and _ACROSS.issuperset(drawing[bottom][left:right])
            and all(drawing[row][left] in _DOWN for row in range(top, bottom))
        )


def _boxes(drawing: list[str], steps: Steps) -> list[Box] | None:
    """The cells in reading order; None where they do not cover the whole drawing."""
    tracer = _Tracer(drawing, steps)
    waiting = {(0, 0)}
    found: dict[tuple[int, int], Box] = {}
    while waiting:
        corner = waiting.pop()
        if corner in found:
            continue
        box = tracer.box(*corner)
        if box is not None:
            found[corner] = box
            waiting |= {(box.top, box.right), (box.bottom, box.left)}
    area = sum((box.bottom - box.top) * (box.right - box.left) for box in found.values())
    whole = (len(drawing) - 1) * (max(map(len, (line.rstrip() for line in drawing))) - 1)
    return [found[corner] for corner in sorted(found)] if found and area == whole else None


# --- cells to HTML ---------------------------------------------------------------------------------


def _push(state: StateBlock, drawing: list[str], boxes: list[Box], start: int) -> None:
    """Push the tokens of the table at the line `start`: HTML tags around the blocks of the cells."""
    rows = sorted({box.top for box in boxes} | {box.bottom for box in boxes})
    columns = sorted({box.left for box in boxes} | {box.right for box in boxes})
    row_of = {place: number for number, place in enumerate(rows)}
    column_of = {place: number for number, place in enumerate(columns)}
    under_header = next((place for place in rows[1:-1] if _is_double(drawing[place])), rows[0])
    aligns = _aligns(drawing[under_header], columns)
    state.push("table_open", "table", 1).map = [start, state.line]
    if under_header:
        _html(state, "<thead>\n")
    lines: list[list[Box]] = [[] for _ in rows[1:]]
    for box in boxes:
        lines[row_of[box.top]].append(box)
    for place, line in zip(rows, lines, strict=False):
        if place == under_header and place:
            _html(state, "</thead>\n<tbody>\n")
        _html(state, "<tr>\n")
        for box in line:
            tag = "th" if place < under_header else "td"
            attributes = _spans(box, row_of, column_of) + aligns[column_of[box.left]]
            _html(state, f"<{tag}{attributes}>\n")
            state.tokens += _blocks(state, _text(drawing, box), start + box.top + 1)
            _html(state, f"</{tag}>\n")
        _html(state, "</tr>\n")
    state.push("table_close", "table", -1)


def _blocks(state: StateBlock, text: str, line: int) -> list[Token]:
    """The tokens of the `text` in a cell, which starts at `line`."""
    tokens: list[Token] = []
    state.md.block.parse(text, state.md, state.env, tokens)
    tokens = captions.attach(tokens, text)
    for token in tokens:
        if token.map:
            token.map = [number + line for number in token.map]
    return tokens


def _html(state: StateBlock, html: str) -> None:
    state.push("html_block", "", 0).content = html


def _is_double(line: str) -> bool:
    return "=" in line and line[0] == "+" and _ACROSS.issuperset(line.rstrip())


def _aligns(line: str, columns: list[int]) -> list[str]:
    """The `style` attribute of each column, by the colons under the header (or above the first row)."""
    styles: list[str] = []
    for left, right in pairwise(columns):
        first, last = line[left + 1] == ":", line[right - 1] == ":"
        align = "center" if first and last else "left" if first else "right" if last else ""
        styles.append(attribute("style", f"text-align:{align}") if align else "")
    return styles


def _spans(box: Box, row_of: dict[int, int], column_of: dict[int, int]) -> str:
    colspan = column_of[box.right] - column_of[box.left]
    rowspan = row_of[box.bottom] - row_of[box.top]
    return (attribute("colspan", str(colspan)) if colspan > 1 else "") + (
        attribute("rowspan", str(rowspan)) if rowspan > 1 else ""
    )


def _text(drawing: list[str], box: Box) -> str:
    """The text of a cell, without the common indentation of its lines."""
    lines = [
        from_columns(line[box.left + 1 : box.right]).rstrip(" \t")
        for line in drawing[box.top + 1 : box.bottom]
    ]
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line), default=0)
    return "\n".join(line[indent:] for line in lines)
