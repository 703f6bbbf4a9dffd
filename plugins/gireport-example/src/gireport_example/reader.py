"""Reads a .govlines file: a line is a mark, a tab and a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from gireport.errors import DamagedFileError, LimitError, WrongKindError
from gireport.losses import Losses
from gireport.model import Block, Cell, Heading, Paragraph, Report, Table, Text, normal
from gireport.model.chars import without_forbidden
from gireport.model.messages import message

MAX_LINES, MAX_DEPTH = 500_000, 32
LINE = re.compile(r"([p\d])(?:\t(.*))?|table|row|cell(?:\t([1-9]\d{0,3})\t([1-9]\d{0,3}))?|end", re.ASCII)
ESCAPE = re.compile(r"\\([n\\])")
FOLLOWS = {"text": "body cell", "table": "body cell", "row": "table row cell", "cell": "row cell"}
FOLLOWS["end"] = FOLLOWS["row"]
"""What a line is → after which lines it may stand, its own text aside; `body` is the text of no cell."""


class OpenCell(NamedTuple):
    """A cell that further lines add blocks to."""

    blocks: list[Block]
    colspan: int
    rowspan: int


def read(data: bytes, losses: Losses, /) -> Report:
    """Return the report in `data`, in normal form.

    Raises:
        WrongKindError, DamagedFileError, LimitError
    """
    body: list[Block] = []
    blocks, after = body, "body"  # where the next text goes, and what it follows
    tables: list[list[list[OpenCell]]] = []  # the rows of those that have not ended, the outermost first
    for number, line in enumerate(_lines(data, losses), 2):
        found = LINE.fullmatch(line)
        kind = "text" if found and found[1] else line.partition("\t")[0]
        if not found or after not in FOLLOWS[kind].split():
            raise DamagedFileError(message("govlines.misplaced", line=line[:40]), where=f"line {number}")
        if kind == "text":
            text = ESCAPE.sub(lambda one: "\n" if one[1] == "n" else "\\", found[2] or "")
            content = (Text(text),)
            blocks.append(Paragraph(content) if found[1] == "p" else Heading(int(found[1]), content))
            continue
        if kind == "table":
            tables.append([])
        elif kind == "row":
            tables[-1].append([])
        elif kind == "cell":
            blocks = []
            tables[-1][-1].append(OpenCell(blocks, int(found[3] or 1), int(found[4] or 1)))
        else:
            rows = tables.pop()
            blocks = tables[-1][-1][-1].blocks if tables else body
            blocks.append(Table(tuple(tuple(Cell(tuple(one[0]), *one[1:]) for one in row) for row in rows)))
        after = kind if kind != "end" else "cell" if tables else "body"
        if len(tables) > MAX_DEPTH:
            raise LimitError(message("govlines.too-deep", limit=MAX_DEPTH), where=f"line {number}")
    if tables:
        raise DamagedFileError(message("govlines.cut-short"), where="end")
    return normal(Report(body=tuple(body)), losses.note)


def _lines(data: bytes, losses: Losses) -> list[str]:
    """Return the lines after the first one."""
    try:
        text, dropped = without_forbidden(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DamagedFileError(message("govlines.not-utf-8"), where=f"line {line}") from None
    if dropped:
        losses.note("forbidden-character", "", dropped)
    first, *lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if first != "govlines 1":
        raise WrongKindError(message("govlines.other-kind"), where="line 1")
    if len(lines) > MAX_LINES:
        raise LimitError(message("govlines.too-many-lines", limit=MAX_LINES))
    return lines
