"""Writes a dump: the plain report line by line. Reads it back and reports what changed."""

from __future__ import annotations

from collections.abc import Iterator

from gireport.losses import Losses
from gireport.model import (
    Block,
    BookmarkStart,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Report,
    Table,
    Text,
    grid,
)
from gireport.model.messages import Message, message
from gireport.safe.kinds import describe
from gireport.statutory import figures

from .decoding import BOM
from .lines import TAB, layout
from .plain import LossTally, plain
from .reader import parse

_OTHER_TEXT = message("text.other-text")


def write(report: Report, losses: Losses, /) -> bytes:
    """The dump of `report` as UTF-8.

    Each kind of content that a dump cannot hold is one loss. A report that is written without a loss is read
    back equal.
    """
    tally = LossTally()
    kept = plain(report, tally)
    text = "".join(f"{line}\n" for line in (*lines_of(kept.body), ""))
    back = parse(text, lambda *_: None)
    _compare(kept.body, back.body, tally)
    if kept.body != back.body:
        _compare_figures(kept, back, tally)
    tally.report_to(losses)
    data = text.encode()
    # A byte order mark says that this is text, whatever its first characters look like.
    return BOM + data if describe(data) or data.startswith(BOM) else data


def lines_of(body: tuple[Block, ...]) -> list[str]:
    """The lines of a plain report: two empty ones after the title, one before the signature."""
    lines = [None if isinstance(block, Table) else _line(_content(block)) for block in body]
    title, signed_from = layout(lines)
    result: list[str] = []
    for number, (block, line) in enumerate(zip(body, lines, strict=True)):
        if number == signed_from:
            result.append("")
        if line is None:
            assert isinstance(block, Table)
            result.extend(_table(block))
        else:
            result.append(line)
        if number == title:
            result += ("", "")
    return result


def _content(block: Block) -> tuple[Inline, ...]:
    assert isinstance(block, (Heading, Paragraph, ListItem))
    return block.content


def _line(content: tuple[Inline, ...]) -> str:
    return "".join(
        inline.text
        if isinstance(inline, Text)
        else f"[bookmark: {inline.name}]"
        if isinstance(inline, BookmarkStart)
        else ""
        for inline in content
    )


def _table(table: Table) -> Iterator[str]:
    """The lines of a table: an empty one after each row, one more after the last."""
    for row in grid.placed(table.rows):
        for slot in row:
            paragraphs = [_line(_content(block)) for block in slot.cell.content] if slot.anchor else []
            yield TAB + (paragraphs[0] if paragraphs else "")
            yield from paragraphs[1:]
        yield ""
    yield ""


def _compare(kept: tuple[Block, ...], back: tuple[Block, ...], tally: LossTally) -> None:
    """Add to `tally` the blocks of `kept` that are read `back` as another block."""
    if len(kept) != len(back):
        tally.add("flattened", _OTHER_TEXT)
        return
    for number, (before, after) in enumerate(zip(kept, back, strict=True), 1):
        if before != after:
            tally.place = (number,)
            tally.add("flattened", _difference(before, after))


def _compare_figures(kept: Report, back: Report, tally: LossTally) -> None:
    """Add to `tally` the number of figures of the statutory tables that are read back with another text, or
    not.
    """
    before, after = ({one.key: one.raw for one in figures(report)} for report in (kept, back))
    changed = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
    if changed:
        tally.place = ()
        tally.add("not-kept", message("text.figures"), changed)


def _difference(before: Block, after: Block) -> Message:
    if isinstance(before, Table):
        return message("text.merged-cells")
    if type(before) is type(after) is Paragraph and before.content == after.content:
        return message("text.alignment")
    if isinstance(before, Heading) and _content(before) == _content(after):
        return message("text.headings")
    return _OTHER_TEXT
