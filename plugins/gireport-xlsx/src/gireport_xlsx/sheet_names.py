"""What is a sheet called? By the heading or the caption of its table, as far as Excel allows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gireport.model import Block, Heading, Paragraph, Report, Table
from gireport.model.messages import message
from gireport.model.walk import inline_text

LONGEST = 31
"""Characters of a sheet's name, in units of UTF-16."""

_NOT_ALLOWED = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_DEFAULT = re.compile(r"(?:(?:表|表格|工作表|table)\s?\d+|sheet\s?\d*)", re.IGNORECASE)
_RESERVED = "history"
"""Excel has a sheet of its own with this name."""


class SheetNames:
    """Gives each sheet of one workbook a name that no other one has."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def allowed(self, text: str, number: int) -> str:
        """Return a name for the sheet `number` (from 1): `text`, changed where Excel does not allow it."""
        name = _clean(text) or message("xlsx.sheet", number=number).text("zh")
        free, count = name, 1
        while free.casefold() in self._taken:
            count += 1
            end = f" ({count})"
            free = _cut(name, LONGEST - len(end)) + end
        self._taken.add(free.casefold())
        return free


def _clean(text: str) -> str:
    return _cut(_SPACE.sub(" ", text).translate(_NOT_ALLOWED).strip(" '"), LONGEST).rstrip(" '")


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text


def is_default(name: str) -> bool:
    """Whether a program gave the name (`Sheet1`, 工作表1), not a person."""
    return _DEFAULT.fullmatch(name) is not None


def title_before(body: Sequence[Block], position: int) -> int | None:
    """The position of the block that names the table at `position`.

    It is the last heading since the table before it; without one, the paragraph right before it, unless that
    is too long for a name.
    """
    nearest: int | None = None
    for number in range(position - 1, -1, -1):
        block = body[number]
        if isinstance(block, Table):
            break
        if isinstance(block, Heading):
            return number if block.level and inline_text(block.content).strip() else None
        if nearest is None and isinstance(block, Paragraph) and inline_text(block.content).strip():
            nearest = number
    if nearest is None:
        return None
    paragraph = body[nearest]
    assert isinstance(paragraph, Paragraph)
    text = inline_text(paragraph.content).strip()
    return nearest if _clean(text) == text else None


def titled_tables(report: Report) -> list[tuple[int, Table, str, int | None]]:
    """Each table of the body: its position, the table, its name, and the position of the block that has this
    name (None: its caption, or nothing).
    """
    result: list[tuple[int, Table, str, int | None]] = []
    names = SheetNames()
    for position, block in enumerate(report.body):
        if not isinstance(block, Table):
            continue
        caption = inline_text(block.caption).strip()
        source = None if caption else title_before(report.body, position)
        wanted = caption
        if source is not None:
            title = report.body[source]
            assert isinstance(title, (Heading, Paragraph))
            wanted = inline_text(title.content)
        name = names.allowed(wanted, len(result) + 1)
        result.append((position, block, name, source if wanted == name else None))
    return result
