"""A report without headings, with those that its paragraphs are."""

from __future__ import annotations

from itertools import chain

from msgspec.structs import replace

from ..model import Block, Heading, Inline, LineBreak, Meta, Paragraph, Report, Text
from ..model.bookmarks import merged
from ..model.walk import inline_text
from ..statutory.fact import facts_of
from ..statutory.slots import lines
from . import ends
from .chains import headings
from .numbered import Item, is_bold, items


def rewritten(report: Report) -> Report:
    """`report`, which has no heading but perhaps its title, with its headings, title and signature told."""
    has_title = any(isinstance(block, Heading) for block in report.body)
    text = lines(report)
    facts = facts_of(report, text)
    numbered = items(report, text, facts.sections)
    levels = headings(numbered)
    over = range(0) if has_title else ends.title(report, text, facts, _above(numbered, levels))
    if not (has_title or over or levels):
        return report
    right = ends.signature(report, text, facts)
    body = _rewritten(report.body, levels, over, {index for index in right if index not in levels})
    meta = _titled(report.meta, report.body, over)
    if body == report.body and meta is report.meta:
        return report
    return Report(meta, body, report.resources)


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
        if isinstance(block, Paragraph)
    )
    return replace(meta, title=said)
