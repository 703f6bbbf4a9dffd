"""Rewrites a report: paragraphs that `chains` and `ends` found to be headings, title or signature."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from ..model import Block, Heading, Inline, LineBreak, Meta, Paragraph, Report, Text
from ..model.bookmarks import merged
from ..model.walk import inline_text
from ..statutory.fact import Facts, facts_of
from ..statutory.sections import lines_as_paragraphs
from ..statutory.slots import Line, lines
from . import ends
from .chains import headings
from .numbered import Item, begins_with_number, is_bold, items


class Outline(NamedTuple):
    """The lines, facts and numbered paragraphs of a report; block index → level for headings."""

    lines: list[Line]
    facts: Facts
    numbered: list[Item]
    levels: dict[int, int]


def with_headings(report: Report) -> Report:
    """`report` with its headings, title and signature; it has no heading yet, except perhaps its title."""
    original = report
    styled = next((at for at, block in enumerate(report.body) if isinstance(block, Heading)), None)
    is_restyled = styled is not None and ends.is_styled_title(report, styled)
    if styled is not None and is_restyled:
        report = _with_title(report, styled)
    elif styled is not None and any(isinstance(block, Heading) and block.level for block in report.body):
        return original
    report, (text, facts, numbered, levels) = _best_outline(report)
    title = range(0) if styled is not None else ends.title(report, text, facts, _headings(numbered, levels))
    if not (levels or (styled is not None and not is_restyled) or title):
        return original
    right = ends.signature(report, text, facts)
    body = _rewritten(report.body, levels, title, {index for index in right if index not in levels})
    meta = _titled(
        report.meta, report.body, range(styled, styled + 1) if styled is not None and is_restyled else title
    )
    if body == original.body and meta is original.meta:
        return original
    return Report(meta, body, report.resources)


def _best_outline(report: Report) -> tuple[Report, Outline]:
    """`report` and its outline; paragraphs with several lines are split where that gives headings."""
    outline = _outline(report)
    split, origins = _split_numbered_lines(report)
    if split is report:
        return report, outline
    split, _ = _split_numbered_lines(report, {origins[index] for index in _outline(split).levels})
    split_outline = _outline(split)
    return (split, split_outline) if split_outline.levels else (report, outline)


def _outline(report: Report) -> Outline:
    text = lines(report)
    facts = facts_of(report, text)
    numbered = items(report, text, facts.sections)
    return Outline(text, facts, numbered, headings(numbered))


def _split_numbered_lines(report: Report, only: Collection[int] | None = None) -> tuple[Report, list[int]]:
    """Split paragraphs at their line breaks where a line begins with a number.

    Returns the report and, for each of its blocks, the index of the block that it comes from. `only` limits
    this to the blocks with these indexes. Every character and bookmark stays; a line without any is left out.
    """
    body: list[Block] = []
    origins: list[int] = []
    for index, block in enumerate(report.body):
        parts: list[Block] = [block]
        if isinstance(block, Paragraph) and LineBreak() in block.content and (only is None or index in only):
            split = lines_as_paragraphs(block)
            if any(begins_with_number(inline_text(line.content).lstrip()) for line in split):
                parts = [*split]
        body += parts
        origins += [index] * len(parts)
    if len(body) == len(report.body):
        return report, origins
    return Report(report.meta, tuple(body), report.resources), origins


def _with_title(report: Report, at: int) -> Report:
    """`report` with the heading at the index `at` as its title (level 0)."""
    body = list(report.body)
    heading = body[at]
    assert isinstance(heading, Heading)
    body[at] = Heading(0, heading.content)
    return Report(report.meta, tuple(body), report.resources)


def _headings(numbered: list[Item], levels: dict[int, int]) -> list[Item]:
    """The numbered paragraphs that are headings."""
    return [item for item in numbered if item.index in levels]


def _rewritten(
    body: tuple[Block, ...], levels: dict[int, int], title: range, right: set[int]
) -> tuple[Block, ...]:
    result: list[Block] = []
    for index, block in enumerate(body):
        if not isinstance(block, Paragraph):
            result.append(block)
        elif index in title:
            if index == title[-1]:
                result.append(_heading(0, [body[one] for one in title]))
        elif index in levels:
            result.append(_heading(levels[index], [block]))
        elif index in right and block.align is None:
            result.append(Paragraph(block.content, "right"))
        else:
            result.append(block)
    return tuple(result)


def _heading(level: int, parts: list[Block]) -> Heading:
    """A heading with the content of several paragraphs, each on a line of its own."""
    contents = [_unbold(part) for part in parts if isinstance(part, Paragraph)]
    return Heading(level, merged([*contents[0], *chain(*((LineBreak(), *one) for one in contents[1:]))]))


def _unbold(block: Paragraph) -> tuple[Inline, ...]:
    """The content of `block`; without the mark bold where all of it is bold, as headings are."""
    if not is_bold(block):
        return block.content
    return tuple(
        Text(one.text, tuple(mark for mark in one.marks if mark != "bold"), one.link)
        if isinstance(one, Text)
        else one
        for one in block.content
    )


def _titled(meta: Meta, body: tuple[Block, ...], title: range) -> Meta:
    if not title or meta.title:
        return meta
    text = "".join(
        inline_text(block.content).replace("\n", "").strip()
        for block in body[title.start : title.stop]
        if isinstance(block, (Heading, Paragraph))
    )
    return replace(meta, title=text)
