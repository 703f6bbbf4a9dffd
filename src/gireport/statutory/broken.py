"""Paragraphs whose lines end in line breaks: on old web pages, and where Word's Shift+Enter stands for Enter."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Block, Inline, LineBreak, Paragraph, Report
from ..model.walk import inline_text
from .sections import is_section_title


def apart(paragraph: Paragraph) -> list[Paragraph]:
    """The lines of `paragraph`, each a paragraph, without the line breaks; empty lines are left out."""
    return [Paragraph(line, paragraph.align) for line in _lines(paragraph.content) if line]


def sections_apart(report: Report) -> Report:
    """`report` with each line in a paragraph of its own, in those paragraphs that have the title of a section among theirs."""
    body: list[Block] = []
    for block in report.body:
        if isinstance(block, Paragraph) and LineBreak() in block.content:
            lines = apart(block)
            if any(is_section_title(inline_text(line.content).strip()) for line in lines):
                body += lines
                continue
        body.append(block)
    if len(body) == len(report.body):
        return report
    return Report(report.meta, tuple(body), report.resources)


def _lines(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)
