"""What block does a paragraph become: heading, list item, plain paragraph, rule or page break?

Its direct properties, its style and its number decide (ECMA-376 part 1, 17.3.1). `plain_paragraph` is the
fast path for the usual paragraph, which is nothing but runs of text.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from ....model import Align, Block, Heading, Inline, ListItem, Mark, PageBreak, Paragraph, Rule, Text
from ....model.messages import Message, message
from ....safe.xml import Element, listed
from .context import Context, quoted
from .numbering import Label
from .styles import (
    HIDDEN,
    PLAIN_STYLE,
    ParagraphStyle,
    alignment,
    number_of,
    outline_heading,
    read_run_format,
)
from .wml import (
    DELETIONS,
    NUM_PR,
    P_PR,
    R_PR,
    SECT_PR,
    VAL,
    WITHOUT_CONTENT,
    R,
    T,
    integer,
    is_on,
    text_of,
    w,
)

_STYLE, _JC, _OUTLINE, _PAGE_BREAK = w("pStyle"), w("jc"), w("outlineLvl"), w("pageBreakBefore")
_BORDERS, _FRAME = w("pBdr"), w("framePr")
_DROP_CAP, _SPEC_VANISH = w("dropCap"), w("specVanish")
_LINES = (w("bottom"), w("top"), w("between"))
_NO_LINE = frozenset({"none", "nil"})
_OUTLINE_BODY = 9
# Properties that make a paragraph more than plain: of the paragraph, and of its mark.
_NOT_PLAIN = frozenset({NUM_PR, _OUTLINE, _PAGE_BREAK, _BORDERS, _FRAME, SECT_PR})
_NOT_PLAIN_MARK = HIDDEN | DELETIONS


class ParagraphContent:
    """What a paragraph holds while it is read: its inlines, split at page breaks, and its text boxes."""

    __slots__ = ("boxes", "inlines", "pages", "rule")

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        """The inlines of the last of `pages`."""
        self.pages: list[list[Inline]] = [self.inlines]
        self.boxes: list[Element] = []
        """Text boxes, and paragraphs or tables inside the paragraph: their blocks follow it (W25)."""
        self.rule = False
        """Whether it holds a horizontal line."""

    def break_page(self) -> None:
        """Split the inlines here."""
        self.inlines = []
        self.pages.append(self.inlines)


class ParagraphProperties(Struct):
    """The direct properties of a paragraph (`w:pPr`, 17.3.1.26), without those that are presentation."""

    style_id: str | None = None
    align: Align | None = None
    outline: int | None = None
    number: str | None = None
    """Its `w:numId`; None where it states none."""
    level: int | None = None
    page_break: bool = False
    border: bool = False
    mark_hidden: bool | None = None
    mark_deleted: bool = False
    """Whether a tracked change deletes its mark: the next paragraph continues it."""
    section: bool = False
    """Whether it ends a section."""
    joins_next: Message | None = None
    """What makes it share a line with the next paragraph: a style separator or a drop cap; else None."""


NO_PROPERTIES = ParagraphProperties()


def read_properties(element: Element | None, context: Context) -> ParagraphProperties:
    """The properties in a `w:pPr`, which may be absent."""
    if element is None:
        return NO_PROPERTIES
    result = ParagraphProperties()
    for child in element:
        tag = child.tag
        if tag == _STYLE:
            result.style_id = child.get(VAL)
        elif tag == _JC:
            result.align = alignment(child.get(VAL))
        elif tag == NUM_PR:
            result.number, result.level = number_of(child, context.bad_number)
        elif tag == _OUTLINE:
            result.outline = integer(child, context.bad_number, _OUTLINE_BODY)
        elif tag == _PAGE_BREAK:
            result.page_break = is_on(child)
        elif tag == _BORDERS:
            result.border = any(_is_drawn(child.find(name)) for name in _LINES)
        elif tag == R_PR:
            _read_mark(child, result, context)
        elif tag == _FRAME and child.get(_DROP_CAP) in ("drop", "margin"):
            result.joins_next = message("docx.drop-cap")
        elif tag == SECT_PR:
            result.section = True
    return result


def _read_mark(properties: Element, result: ParagraphProperties, context: Context) -> None:
    """Read the properties of a paragraph's mark (17.3.1.29) into `result`."""
    result.mark_hidden = read_run_format(properties, context.fonts).hidden
    result.mark_deleted = any(child.tag in DELETIONS for child in properties)
    if is_on(properties.find(_SPEC_VANISH)):
        result.joins_next = message("docx.style-separator")


def without_number(properties: ParagraphProperties) -> ParagraphProperties:
    """`properties` with the number switched off, also that of the style (17.9.18: a `w:numId` of 0)."""
    return replace(properties, number="0")


def _is_drawn(line: Element | None) -> bool:
    return line is not None and (line.get(VAL) or "single") not in _NO_LINE


# --- the fast path ---


def plain_paragraph(context: Context, element: Element) -> Paragraph | None:
    """The paragraph of a `w:p` that holds nothing but runs of text; None for any other.

    The result is what the general path (`body`, `inlines`) gives. Nothing is counted and no loss is recorded
    before it is sure that the paragraph is plain, so that the general path can read it from the start. The
    caller checks that no bookmark edge and no open field from before belongs to the paragraph.
    """
    children = listed(element)
    properties = listed(children.pop(0)) if children and children[0].tag == P_PR else ()
    is_plain, align = _plain_properties(context, properties)
    if not is_plain:
        return None
    inlines: list[Inline] = []
    for child in children:
        tag = child.tag
        if tag == R:
            marks: tuple[Mark, ...] = ()
            for part in listed(child):
                tag = part.tag
                if tag == T:
                    text = text_of(part)
                    if text:
                        inlines.append(Text(text, marks))
                elif tag == R_PR:
                    run_format = context.styles.run_format(part)
                    if run_format.hidden or run_format.combined or run_format.fonts.symbolic:
                        return None
                    marks = run_format.active_marks()
                elif tag not in WITHOUT_CONTENT:
                    return None
        elif tag not in WITHOUT_CONTENT or tag == P_PR:
            return None
    return Paragraph(tuple(inlines), align)


def _plain_properties(context: Context, properties: Iterable[Element]) -> tuple[bool, Align | None]:
    """Whether the children of a `w:pPr` leave a paragraph plain, and its alignment."""
    style_id: str | None = None
    align: Align | None = None
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style_id = child.get(VAL)
        elif tag == _JC:
            align = alignment(child.get(VAL))
        elif tag == R_PR:
            for mark in listed(child):
                if mark.tag in _NOT_PLAIN_MARK:
                    return False, None
        elif tag in _NOT_PLAIN:
            return False, None
    is_plain, style_align = context.styles.plain_style(style_id)
    return is_plain, style_align if align is None else align


# --- from properties to blocks ---


class BlockKind(Struct, frozen=True):
    """What kind of block a paragraph becomes: `heading` is its level (0: the title), None for no heading."""

    heading: int | None = None
    label: Label | None = None
    """The label that its numbering gives it."""
    align: Align | None = None
    style: ParagraphStyle = PLAIN_STYLE


_PLAIN_KIND = BlockKind()


def next_kind(context: Context, properties: ParagraphProperties) -> BlockKind:
    """The kind of the next paragraph in reading order.

    It is counted in its list, so this is called once for each.
    """
    style = context.styles.paragraph(properties.style_id)
    if properties is NO_PROPERTIES and style is PLAIN_STYLE:
        return _PLAIN_KIND
    heading = style.heading
    if heading != 0 and properties.outline is not None:
        heading = outline_heading(properties.outline)
    label = _next_label(context, properties, style)
    if label is not None:
        if label.kind == "text":
            _note_label(context, label)
        elif label.kind == "bullet" and heading is not None:
            label = None
    align = properties.align
    if align is None and heading is None and not style.caption:
        align = context.styles.plain_style(properties.style_id)[1]
    return BlockKind(heading, label, align, style)


def _next_label(context: Context, properties: ParagraphProperties, style: ParagraphStyle) -> Label | None:
    """The label from the paragraph's own numbering, else from that of its style (17.9.23)."""
    number = properties.number if properties.number is not None else style.number
    if number is None or number == "0":
        return None
    # Word takes the number and the level each from the nearest place that states it.
    level = style.level if properties.level is None else properties.level
    if level is None and style.numbered_by:
        level = context.numbering.level_of_style(number, style.numbered_by)
    return context.numbering.label(number, level or 0)


def _note_label(context: Context, label: Label) -> None:
    """Record that a label becomes text (W21), and what is lost of it."""
    context.weight.repeat(len(label.text))
    context.note("list-label")
    if label.cut:
        context.note("too-long", label.cut, message("docx.long-label", text=quoted(label.text)))
    if label.unknown_format:
        detail = message("docx.number-format", format=label.unknown_format, text=label.text.strip())
        context.note("number-format", 1, detail)


def insert_label(inlines: list[Inline], index: int, kind: BlockKind) -> None:
    """Insert the label of a paragraph as text at `index`; a bullet is not inserted."""
    label = kind.label
    if label is not None and label.kind != "bullet":
        text = label.text if label.kind == "text" else f"{label.number}. "
        inlines.insert(index, Text(text))


def joined_kind(first: BlockKind, second: BlockKind) -> BlockKind:
    """The kind of the block that two paragraphs on one line become: a heading only where `second` is one."""
    heading = second.heading
    if heading is not None and first.heading is not None:
        heading = first.heading
    return BlockKind(heading, None, second.align, second.style)


def make_blocks(content: ParagraphContent, kind: BlockKind, properties: ParagraphProperties) -> list[Block]:
    """The blocks of one paragraph: one, several around page breaks, or none where it shows nothing."""
    pages = content.pages
    label = kind.label
    if label is not None and (label.kind == "text" or kind.heading is not None):
        insert_label(pages[0], 0, kind)
    result: list[Block] = [PageBreak()] if properties.page_break else []
    if len(pages) == 1:
        inlines = pages[0]
        is_plain = kind.heading is None and kind.label is None
        if not inlines and is_plain and (properties.border or content.rule):
            return [*result, Rule()]
        result.append(_block(inlines, kind))
    else:
        is_item = label is not None and label.kind != "text" and kind.heading is None
        is_empty = not any(pages)
        first = True
        for index, inlines in enumerate(pages):
            if index:
                result.append(PageBreak())
            if inlines or (is_item and is_empty and first):
                result.append(_block(inlines, kind) if first else Paragraph(tuple(inlines), kind.align))
                first = False
    if content.rule:
        result.append(Rule())
    return result


def _block(inlines: list[Inline], kind: BlockKind) -> Block:
    content = tuple(inlines)
    if kind.heading is not None:
        return Heading(kind.heading, content)
    label = kind.label
    if label is None or label.kind == "text":
        return Paragraph(content, kind.align)
    if label.kind == "bullet":
        return ListItem(label.level, False, None, content)
    return ListItem(label.level, True, label.number, content)
