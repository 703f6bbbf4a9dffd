"""Blocks as paragraphs, and what must stand between them (ECMA-376 part 1, 17.3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ....model import Align, Block, Heading, Image, Inline, ListItem, Note, PageBreak, Paragraph, Table
from ....reading.note_marks import own_mark
from .. import names
from .escape import attribute
from .inlines import inlines
from .story import Frame, Story
from .styles import JC, SINGLE
from .tables import table

PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
RULE = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr></w:pPr></w:p>'
BETWEEN_TABLES = '<w:spacing w:line="200" w:lineRule="exact"/>'
NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def blocks(story: Story, content: Sequence[Block], frame: Frame, out: list[str]) -> None:
    """Append the elements of a flow of blocks to `out`.

    Two tables that touch would be one to Word, and a cell, a note or the body cannot end with one: an empty
    paragraph of the separator style stands there, which is no content.
    """
    before: Block | None = None
    for block in content:
        if isinstance(block, Table):
            if block.caption:
                out.append(paragraph(story, "Caption", block.caption, frame))
            elif isinstance(before, Table):
                out.append(separator(story, BETWEEN_TABLES))
            table(story, block, frame, blocks, out)
        elif isinstance(block, Paragraph):
            out.append(paragraph(story, frame.style, block.content, frame, block.align))
        elif isinstance(block, Heading):
            style = "Title" if block.level == 0 else f"Heading{block.level}"
            out.append(paragraph(story, style, block.content, frame))
        elif isinstance(block, ListItem):
            out.append(item(story, block, frame))
        else:
            out.append(PAGE_BREAK if isinstance(block, PageBreak) else RULE)
        before = block
    # A reader takes a plain empty paragraph after a cell's last table for the one that Word demands there.
    if isinstance(before, Table) or (
        before == Paragraph() and len(content) > 1 and isinstance(content[-2], Table)
    ):
        out.append(separator(story))


def separator(story: Story, spacing: str = "", runs: str = "") -> str:
    """The empty paragraph that is no content; `runs` are a note's mark."""
    style = attribute(story.document.style(names.SEPARATOR_STYLE))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{spacing}</w:pPr>{runs}</w:p>'


@lru_cache(maxsize=512)
def start(style: str, align: Align | None, picture: bool, indented: bool) -> str:
    """The start of a paragraph with its `w:pPr`, in the order of CT_PPr; `style` is an id, empty for Normal."""
    properties = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
    if picture:
        properties += SINGLE
    if align:
        if indented and align in ("center", "right"):
            properties += NO_INDENT
        properties += f'<w:jc w:val="{JC[align]}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>" if properties else "<w:p>"


def _pictured(content: Sequence[Inline]) -> bool:
    return any(type(inline) is Image for inline in content)


def paragraph(
    story: Story,
    style: str,
    content: Sequence[Inline],
    frame: Frame,
    align: Align | None = None,
    mark: str = "",
) -> str:
    """One paragraph of the house style `style`; `mark` are runs that stand before its content."""
    id_ = story.document.style(style) if style else ""
    return (
        start(id_, align, _pictured(content), not style)
        + mark
        + inlines(story, content, frame.available)
        + "</w:p>"
    )


def item(story: Story, block: ListItem, frame: Frame) -> str:
    """A list item; inside a cell it looks like the cell's other paragraphs."""
    numbering = story.document.numbering
    number = (
        numbering.bullet()
        if block.number is None
        else numbering.number(story.flow, block.level, block.number)
    )
    style = attribute(story.document.style(frame.style or "ListParagraph"))
    indent = jc = ""
    if frame.style:
        indent = f'<w:ind w:left="{frame.character * (block.level + 2)}" w:hanging="{frame.character}"/>'
        jc = '<w:jc w:val="left"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{number}"/>'
        f"</w:numPr>{SINGLE if _pictured(block.content) else ''}{indent}{jc}</w:pPr>"
        f"{inlines(story, block.content, frame.available)}</w:p>"
    )


def note(story: Story, each: Note, frame: Frame, out: list[str]) -> None:
    """The content of a note: its mark and one space, then its blocks. A mark of its own stands in its first block."""
    style = attribute(
        story.document.style("FootnoteReference" if each.kind == "footnote" else "EndnoteReference")
    )
    mark = (
        f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:{each.kind}Ref/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    if own_mark(each):
        mark = ""
    content = each.content or (Paragraph(),)
    first = content[0]
    if isinstance(first, Paragraph):
        out.append(paragraph(story, frame.style, first.content, frame, first.align, mark))
        content = content[1:]
    else:
        out.append(separator(story, SINGLE, mark))
    blocks(story, content, frame, out)
