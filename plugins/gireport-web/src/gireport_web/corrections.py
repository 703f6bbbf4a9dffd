"""How does a report get the editor's corrections? Each replaces the text of one figure and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from gireport.errors import UsageError
from gireport.model import Block, Cell, Heading, Inline, LineBreak, ListItem, Paragraph, Report, Table, Text
from gireport.model.grid import placed
from gireport.model.messages import message
from gireport.statutory import figures
from gireport.statutory.amounts import read_change

from .work import Correction

_ADDRESS = re.compile(r"(?P<table>[\d,/]+) r(?P<row>\d+) c(?P<column>\d+)")
_ALLOWED = frozenset({"number", "zero", "not-applicable", "blank"})
MOST_CHARACTERS = 40
"""Characters of a corrected figure."""


def corrected(report: Report, corrections: Iterable[Correction]) -> Report:
    """Return `report` (in normal form) with `corrections`, in normal form again.

    A text takes the marks and the link of the first text in its cell; bookmarks, pictures and notes stay.

    Raises:
        UsageError: a cell holds no figure of a statutory table, or a text is not a number.
    """
    last = {one.cell: one.text for one in corrections}
    if not last:
        return report
    known = {figure.cell: figure for figure in figures(report)}
    body = report.body
    for cell, text in last.items():
        address = _ADDRESS.fullmatch(cell)
        figure = known.get(cell)
        if figure is None or address is None:
            raise UsageError(message("web.not-a-figure", cell=cell[:MOST_CHARACTERS]))
        amount = read_change(text, figure.unit)
        if len(text) > MOST_CHARACTERS or amount.state not in _ALLOWED:
            raise UsageError(message("web.not-a-number", text=text[:MOST_CHARACTERS]))
        steps = address["table"].split("/")
        body = _in_blocks(body, steps, int(address["row"]), int(address["column"]), text.strip())
    return replace(report, body=body)


def _in_blocks(
    blocks: tuple[Block, ...], steps: list[str], row: int, column: int, text: str
) -> tuple[Block, ...]:
    """`blocks` with the text in the cell of the table that `steps` lead to.

    `steps` are the parts of a table's address: its number, then, where it stands in a cell of that table, the
    row and column of the cell, and its number there.
    """
    number = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            number += 1
            if number == int(steps[0]):
                return (*blocks[:index], _in_table(block, steps[1:], row, column, text), *blocks[index + 1 :])
    raise AssertionError(f"no table {steps[0]}")


def _in_table(table: Table, steps: list[str], row: int, column: int, text: str) -> Table:
    at_row, at_column = map(int, steps[0].split(",")) if steps else (row, column)
    line = list(placed(table.rows))[at_row - 1]
    anchors = [column for _, column, anchor in line if anchor]
    index = anchors.index(at_column - 1)
    cells = table.rows[at_row - 1]
    old = cells[index]
    new = (
        replace(old, content=_in_blocks(old.content, steps[1:], row, column, text))
        if steps
        else _with_text(old, text)
    )
    cells = (*cells[:index], new, *cells[index + 1 :])
    return replace(table, rows=(*table.rows[: at_row - 1], cells, *table.rows[at_row:]))


def _with_text(cell: Cell, text: str) -> Cell:
    """`cell` with `text` in the place of its first text, and without its other texts."""
    waiting = [text] if text else []
    content: list[Block] = []
    for block in cell.content:
        if not isinstance(block, Paragraph | Heading | ListItem):
            content.append(block)
            continue
        inlines = tuple(_replaced(block.content, waiting))
        if inlines or not block.content:
            content.append(replace(block, content=inlines))
    if waiting:
        for index, block in enumerate(content):
            if isinstance(block, Paragraph):
                content[index] = replace(block, content=(*block.content, Text(waiting.pop())))
                break
        else:
            content.append(Paragraph((Text(waiting.pop()),)))
    return replace(cell, content=tuple(content))


def _replaced(inlines: Iterable[Inline], waiting: list[str]) -> Iterable[Inline]:
    """`inlines` without texts and line breaks; the first text takes the one that waits."""
    for inline in inlines:
        if isinstance(inline, Text):
            if waiting:
                yield replace(inline, text=waiting.pop())
        elif not isinstance(inline, LineBreak):
            yield inline
