"""Numbered lines that line breaks divide, told apart."""

from __future__ import annotations

from collections.abc import Collection

from ..model import Block, LineBreak, Paragraph, Report
from ..model.walk import inline_text
from ..statutory.sections import lines_as_paragraphs
from .numbered import begins_with_number


def lines_apart(report: Report, only: Collection[int] | None = None) -> tuple[Report, list[int]]:
    """`report` with each numbered line in a paragraph of its own, and from which block each of its blocks comes.

    Apart go all lines of those paragraphs that have a line beginning with a number; `only`: of these blocks.
    Every character and bookmark stays; lines without either are left out.
    """
    body: list[Block] = []
    origins: list[int] = []
    for index, block in enumerate(report.body):
        parts: list[Block] = [block]
        if isinstance(block, Paragraph) and LineBreak() in block.content and (only is None or index in only):
            lines = lines_as_paragraphs(block)
            if any(begins_with_number(inline_text(line.content).lstrip()) for line in lines):
                parts = [*lines]
        body += parts
        origins += [index] * len(parts)
    if len(body) == len(report.body):
        return report, origins
    return Report(report.meta, tuple(body), report.resources), origins
