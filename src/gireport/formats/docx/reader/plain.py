"""What nearly all paragraphs are, and all but a few cells: one paragraph of plain runs, read without ceremony.

The general reading (`blocks`, `inlines`) gives the same for them. Here nothing is counted or told before it is
sure that the paragraph is plain, so that the general one can begin anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....model import Align, Inline, Mark, Paragraph, Text
from ....safe.xml import Element, listed
from .changes import DELETED
from .paragraphs import BORDERS, FRAME, JC, OUTLINE, PAGE_BREAK, STYLE
from .styles import HIDDEN, alignment
from .tags import NUM_PR, P_PR, R_PR, SECT_PR, SKIPPED, TC_PR, VAL, P, R, T
from .values import characters

if TYPE_CHECKING:
    from .blocks import BlockReader

# What makes more of a paragraph than its text: properties that only `paragraphs.properties` reads.
_TELLING = frozenset({NUM_PR, OUTLINE, PAGE_BREAK, BORDERS, FRAME, SECT_PR})
_TELLING_OF_MARK = HIDDEN | DELETED


def plain_cell(reader: BlockReader, children: Sequence[Element]) -> Paragraph | None:
    """The one paragraph in a cell that has those children; None where there are more, or it is not plain."""
    last = children[-1] if children else None
    if (
        last is None
        or last.tag != P
        or len(children) > 2
        or (len(children) == 2 and children[0].tag != TC_PR)
    ):
        return None
    return plain_paragraph(reader, last)


def plain_paragraph(reader: BlockReader, element: Element) -> Paragraph | None:
    """The paragraph that the `w:p` `element` is; None where it is more than plain, or the story is not quiet."""
    if not reader.story.quiet:
        return None
    style_id: str | None = None
    align: Align | None = None
    children = listed(element)
    if children and children[0].tag == P_PR:
        for child in listed(children.pop(0)):
            tag = child.tag
            if tag == STYLE:
                style_id = child.get(VAL)
            elif tag == JC:
                align = alignment(child.get(VAL))
            elif tag in _TELLING or (tag == R_PR and any(mark.tag in _TELLING_OF_MARK for mark in child)):
                return None
    plain, usual = reader.document.styles.plain(style_id)
    if not plain:
        return None
    content: list[Inline] = []
    for child in children:
        tag = child.tag
        if tag == R:
            if not _run(reader, child, content):
                return None
        elif tag not in SKIPPED or tag == P_PR:
            return None
    reader.inlines.shown += len(content)
    return Paragraph(tuple(content), usual if align is None else align)


def _run(reader: BlockReader, element: Element, content: list[Inline]) -> bool:
    """Append the texts of a `w:r` to `content`; False where it holds anything else."""
    marks: tuple[Mark, ...] = ()
    for child in listed(element):
        tag = child.tag
        if tag == T:
            text = characters(child)
            if text:
                content.append(Text(text, marks))
        elif tag == R_PR:
            facts = reader.inlines.run_facts(child)
            if facts.hidden or facts.combined or facts.fonts.symbolic:
                return False
            marks = facts.shown()
        elif tag not in SKIPPED:
            return False
    return True
