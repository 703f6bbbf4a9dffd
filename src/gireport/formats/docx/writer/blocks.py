"""How are blocks written, and what must stand between them? (ECMA-376 part 1, 17.3.1)"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ....model import Align, Block, Heading, Image, Inline, ListItem, Note, PageBreak, Paragraph, Table
from ....reading.note_marks import own_mark
from ....style.signature import signature
from .. import names
from .context import Container, ContentPart
from .inlines import write_inlines
from .parts import attribute
from .styles import JC, SINGLE
from .tables import write_table

PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
RULE = (
    '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    "</w:pPr></w:p>"
)
BETWEEN_TABLES = '<w:spacing w:line="200" w:lineRule="exact"/>'
NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def write_blocks(part: ContentPart, content: Sequence[Block], container: Container, out: list[str]) -> None:
    """Append the elements of the blocks in `content` to `out`.

    Word joins two tables without a paragraph between, and a cell, a note or the body cannot end with a table:
    an empty paragraph of the separator style is written there, which gireport skips when it reads.
    """
    before: Block | None = None
    placed = _placed(part, content) if container.top else {}
    for number, block in enumerate(content):
        if isinstance(block, Table):
            if block.caption:
                out.append(_paragraph(part, "Caption", block.caption, container))
            elif isinstance(before, Table):
                out.append(_separator(part, BETWEEN_TABLES))
            write_table(part, block, container, write_blocks, out)
        elif isinstance(block, Paragraph):
            place = placed.get(number)
            if place is None and block.align == "center":
                after = content[number + 1] if number + 1 < len(content) else None
                place = KEEP_NEXT if isinstance(after, Table) and not after.caption else None
            out.append(_paragraph(part, container.style, block.content, container, block.align, place=place))
        elif isinstance(block, Heading):
            style = "Title" if block.level == 0 else f"Heading{block.level}"
            out.append(_paragraph(part, style, block.content, container))
        elif isinstance(block, ListItem):
            out.append(_list_item(part, block, container))
        else:
            out.append(PAGE_BREAK if isinstance(block, PageBreak) else RULE)
        before = block
    # The reader skips a plain empty paragraph after the last table of a cell, since Word requires one there.
    if isinstance(before, Table) or (
        before == Paragraph() and len(content) > 1 and isinstance(content[-2], Table)
    ):
        out.append(_separator(part))


class Place(NamedTuple):
    """What sets a paragraph apart from others of its style: that it keeps with the next, and its indent.

    `indent` is a `w:ind`, perhaps with a `w:spacing` before it.
    """

    keep_next: bool = False
    indent: str = ""


KEEP_NEXT = Place(keep_next=True)


def _placed(part: ContentPart, content: Sequence[Block]) -> dict[int, Place]:
    """The places of the signature's two lines, and of the paragraph before them, by their index."""
    body = part.context.house.styles["body"]
    character, line = body.character, body.line or body.size
    found = signature(content, part.context.text_width / character)
    if found is None:
        return {}
    places = {found.first - 1: KEEP_NEXT}
    for number, spaces in enumerate((found.organ, found.date), found.first):
        block = content[number]
        side = int(isinstance(block, Paragraph) and block.align == "right")
        # `w:leftChars` would win over `w:left`, and count characters of the default size.
        indent = f'w:{("left", "right")[side]}="{round(spaces[side] * character)}"'
        places[number] = Place(
            number == found.first, f'<w:ind {indent} w:firstLineChars="0" w:firstLine="0"/>'
        )
    if found.apart:
        first = places[found.first]
        places[found.first] = Place(True, f'<w:spacing w:before="{round(line * 20)}"/>{first.indent}')
    return places


def _separator(part: ContentPart, spacing: str = "", runs: str = "") -> str:
    """An empty paragraph that is not content; `runs` are the mark of a note."""
    style = attribute(part.context.style(names.SEPARATOR_STYLE))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{spacing}</w:pPr>{runs}</w:p>'


@lru_cache(maxsize=512)
def _paragraph_start(
    style: str, align: Align | None, picture: bool, indented: bool, place: Place | None = None
) -> str:
    """The start of a paragraph with its `w:pPr`, in the order of CT_PPr.

    `style` is an id in the document, empty for Normal.
    """
    properties = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
    if place and place.keep_next:
        properties += "<w:keepNext/>"
    if picture:
        properties += SINGLE
    if place and place.indent:
        properties += place.indent
    if align:
        if indented and align in ("center", "right") and not (place and place.indent):
            properties += NO_INDENT
        properties += f'<w:jc w:val="{JC[align]}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>" if properties else "<w:p>"


def _has_picture(content: Sequence[Inline]) -> bool:
    return any(type(inline) is Image for inline in content)


def _paragraph(
    part: ContentPart,
    style: str,
    content: Sequence[Inline],
    container: Container,
    align: Align | None = None,
    mark: str = "",
    place: Place | None = None,
) -> str:
    """One paragraph of the house style `style`; `mark` are runs that stand before its content."""
    id_ = part.context.style(style) if style else ""
    return (
        _paragraph_start(id_, align, _has_picture(content), not style, place)
        + mark
        + write_inlines(part, content, container.width)
        + "</w:p>"
    )


def _list_item(part: ContentPart, block: ListItem, container: Container) -> str:
    """A list item; in a cell or note it has the style of the other paragraphs there."""
    numbering = part.context.numbering
    number = (
        numbering.bullet()
        if block.number is None
        else numbering.number(part.list_counter, block.level, block.number)
    )
    style = attribute(part.context.style(container.style or "ListParagraph"))
    indent = jc = ""
    if container.style:
        indent = (
            f'<w:ind w:left="{container.character * (block.level + 2)}" w:hanging="{container.character}"/>'
        )
        jc = '<w:jc w:val="left"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{block.level}"/>'
        f'<w:numId w:val="{number}"/>'
        f"</w:numPr>{SINGLE if _has_picture(block.content) else ''}{indent}{jc}</w:pPr>"
        f"{write_inlines(part, block.content, container.width)}</w:p>"
    )


def write_note(part: ContentPart, each: Note, container: Container, out: list[str]) -> None:
    """Append the content of a note to `out`: its number and one space, then its blocks.

    A note with its own mark has it in its first block, and gets no number.
    """
    style = attribute(
        part.context.style("FootnoteReference" if each.kind == "footnote" else "EndnoteReference")
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
        out.append(_paragraph(part, container.style, first.content, container, first.align, mark))
        content = content[1:]
    else:
        out.append(_separator(part, SINGLE, mark))
    write_blocks(part, content, container, out)
