"""Paragraphs whose lines end in line breaks: on old web pages, and where Word's Shift+Enter stands for Enter."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model import Block, Inline, LineBreak, Paragraph, Report
from ..model.walk import inline_text
from .numbered import begins_with_number


def lines_apart(report: Report, only: Collection[int] | None = None) -> tuple[Report, list[int]]:
    """`report` with each numbered line in a paragraph of its own, and from which block each of its blocks comes.

    Apart go all lines of those paragraphs that have a line beginning with a number; `only`: of these blocks.
    Every character and bookmark stays; lines without either are left out.
    """
    body: list[Block] = []
    origins: list[int] = []
    for index, block in enumerate(report.body):
        apart = [block]
        if isinstance(block, Paragraph) and LineBreak() in block.content and (only is None or index in only):
            lines = list(_lines(block.content))
            if any(begins_with_number(inline_text(line).lstrip()) for line in lines):
                apart = [Paragraph(line, block.align) for line in lines if line]
        body += apart
        origins += [index] * len(apart)
    if len(body) == len(report.body):
        return report, origins
    return Report(report.meta, tuple(body), report.resources), origins


def _lines(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)
