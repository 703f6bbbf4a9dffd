"""A report without headings, with those that its paragraphs are."""

from __future__ import annotations

from itertools import chain

from msgspec.structs import replace

from ..model import Block, Heading, Inline, LineBreak, Meta, Paragraph, Report, Text
from ..model.bookmarks import merged
from ..model.walk import inline_text
from ..statutory.fact import Facts, facts_of
from ..statutory.slots import Line, lines
from . import ends
from .broken import lines_apart
from .chains import headings
from .numbered import Item, is_bold, items

Told = tuple[list[Line], Facts, list[Item], dict[int, int]]
"""Of a report its lines, facts and numbered paragraphs, and those that are headings with their levels."""


def rewritten(report: Report) -> Report:
    """`report` with its headings, title and signature told; it has no heading but perhaps one for its title."""
    given = report
    styled = next((at for at, block in enumerate(report.body) if isinstance(block, Heading)), None)
    raised = styled is not None and ends.is_styled_title(report, styled)
    if styled is not None and raised:
        report = _with_title(report, styled)
    elif styled is not None and any(isinstance(block, Heading) and block.level for block in report.body):
        return given
    report, (text, facts, numbered, levels) = _read(report)
    over = range(0) if styled is not None else ends.title(report, text, facts, _above(numbered, levels))
    if not (levels or (styled is not None and not raised) or over):
        return given
    right = ends.signature(report, text, facts)
    body = _rewritten(report.body, levels, over, {index for index in right if index not in levels})
    meta = _titled(
        report.meta, report.body, range(styled, styled + 1) if styled is not None and raised else over
    )
    if body == given.body and meta is given.meta:
        return given
    return Report(meta, body, report.resources)


def _read(report: Report) -> tuple[Report, Told]:
    """What is told of `report`: as it is, or with those paragraphs apart in which that shows headings."""
    told = _told(report)
    apart, origins = lines_apart(report)
    if apart is report:
        return report, told
    levels = _told(apart)[3]
    apart, _ = lines_apart(report, {origins[index] for index in levels})
    found = _told(apart)
    return (apart, found) if found[3] else (report, told)


def _told(report: Report) -> Told:
    text = lines(report)
    facts = facts_of(report, text)
    numbered = items(report, text, facts.sections)
    return text, facts, numbered, headings(numbered)


def _with_title(report: Report, at: int) -> Report:
    """`report` with its heading `at` as a title."""
    body = list(report.body)
    heading = body[at]
    assert isinstance(heading, Heading)
    body[at] = Heading(0, heading.content)
    return Report(report.meta, tuple(body), report.resources)


def _above(numbered: list[Item], levels: dict[int, int]) -> list[Item]:
    """Those of the numbered paragraphs that are headings."""
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
    """A heading of the content of paragraphs, each on a line of its own."""
    contents = [_unbold(part) for part in parts if isinstance(part, Paragraph)]
    return Heading(level, merged([*contents[0], *chain(*((LineBreak(), *one) for one in contents[1:]))]))


def _unbold(block: Paragraph) -> tuple[Inline, ...]:
    """The content of `block`; bold, where all of it is, says no more than that it is a heading."""
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
    said = "".join(
        inline_text(block.content).replace("\n", "").strip()
        for block in body[title.start : title.stop]
        if isinstance(block, (Heading, Paragraph))
    )
    return replace(meta, title=said)
