"""What a paragraph is: its properties, and the block that they and its style make of its inlines."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ....model import (
    Align,
    Block,
    Heading,
    Inline,
    ListItem,
    PageBreak,
    Paragraph,
    Rule,
    Text,
)
from ....safe.xml import Element
from .changes import DELETED
from .content import Content
from .document import Document, quoted
from .numbering import Label
from .styles import PLAIN, ParagraphStyle, alignment, number_of, outline_heading, run_facts
from .tags import NUM_PR, R_PR, SECT_PR, VAL, w
from .values import integer, is_on

STYLE = w("pStyle")
JC = w("jc")
OUTLINE = w("outlineLvl")
PAGE_BREAK = w("pageBreakBefore")
BORDERS = w("pBdr")
FRAME = w("framePr")
_DROP_CAP, _SPEC_VANISH = w("dropCap"), w("specVanish")
_LINES = (w("bottom"), w("top"), w("between"))
_NO_LINE = frozenset({"none", "nil"})
_OUTLINE_BODY = 9


class Properties(Struct):
    """The direct properties of a paragraph (`w:pPr`, 17.3.1.26), as far as they are not presentation."""

    style_id: str | None = None
    align: Align | None = None
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    page_break: bool = False
    line: bool = False
    mark_hidden: bool | None = None
    mark_deleted: bool = False
    section: bool = False
    runs_on: str = ""
    """What makes the paragraph share a line with the next one: a style separator or a drop cap; else empty."""


NO_PROPERTIES = Properties()


def properties(element: Element | None, document: Document) -> Properties:
    """Read a `w:pPr` of `document`, which may be absent."""
    if element is None:
        return NO_PROPERTIES
    result = Properties()
    odd = document.odd
    for child in element:
        tag = child.tag
        if tag == STYLE:
            result.style_id = child.get(VAL)
        elif tag == JC:
            result.align = alignment(child.get(VAL))
        elif tag == NUM_PR:
            result.number, result.level = number_of(child, odd)
        elif tag == OUTLINE:
            result.outline = integer(child, odd, _OUTLINE_BODY)
        elif tag == PAGE_BREAK:
            result.page_break = is_on(child)
        elif tag == BORDERS:
            result.line = any(_shows(child.find(name)) for name in _LINES)
        elif tag == R_PR:
            _mark(child, result, document)
        elif tag == FRAME and child.get(_DROP_CAP) in ("drop", "margin"):
            result.runs_on = "a drop cap"
        elif tag == SECT_PR:
            result.section = True
    return result


def _mark(properties: Element, result: Properties, document: Document) -> None:
    """Read the properties of a paragraph's mark (17.3.1.29) into `result`."""
    result.mark_hidden = run_facts(properties, document.fonts).hidden
    result.mark_deleted = any(mark.tag in DELETED for mark in properties)
    if is_on(properties.find(_SPEC_VANISH)):
        result.runs_on = "a style separator"


def unnumbered(direct: Properties) -> Properties:
    """`direct` without a number, its style's neither (17.9.18: a `w:numId` of 0)."""
    return replace(direct, number="0")


def _shows(line: Element | None) -> bool:
    return line is not None and (line.get(VAL) or "single") not in _NO_LINE


class Kind(Struct, frozen=True):
    """What kind of block a paragraph is, and the label that is computed for it."""

    heading: int | None = None
    label: Label | None = None
    align: Align | None = None
    style: ParagraphStyle = PLAIN


_PLAIN_KIND = Kind()


def kind(document: Document, direct: Properties) -> Kind:
    """The kind of the next paragraph in reading order; its number is counted."""
    style = document.styles.paragraph(direct.style_id)
    if direct is NO_PROPERTIES and style is PLAIN:
        return _PLAIN_KIND
    heading = style.heading
    if heading != 0 and direct.outline is not None:
        heading = outline_heading(direct.outline)
    label = _label(document, direct, style)
    if label is not None:
        if label.kind == "text":
            document.weight.repeat(len(label.text))
            document.note("list-label")
            if label.cut:
                document.note("too-long", label.cut, f"a list label: {quoted(label.text)}")
            if label.unknown:
                document.note("number-format", 1, f"{label.text.strip()} for {label.unknown!r}")
        elif label.kind == "bullet" and heading is not None:
            label = None
    align = direct.align
    if align is None and heading is None and not style.caption:
        align = document.styles.plain(direct.style_id)[1]
    return Kind(heading, label, align, style)


def _label(document: Document, direct: Properties, style: ParagraphStyle) -> Label | None:
    """Count the paragraph in its numbering: that of its own, else its style's (17.9.23)."""
    number = direct.number if direct.number is not None else style.number
    if number is None or number == "0":
        return None
    # Word takes the number and the level each from the nearest place that states it.
    level = style.level if direct.level is None else direct.level
    if level is None and style.numbered_by:
        level = document.numbering.level_of_style(number, style.numbered_by)
    return document.numbering.label(number, level or 0)


def with_label(inlines: list[Inline], place: int, what: Kind) -> None:
    """Put the label of a paragraph at its `place` in what is read so far; a bullet is none of the text."""
    label = what.label
    if label is not None and label.kind != "bullet":
        text = label.text if label.kind == "text" else f"{label.number}. "
        inlines.insert(place, Text(text))


def run_on(first: Kind, second: Kind) -> Kind:
    """The kind of the paragraph that two on one line are: a heading only where the second is one."""
    heading = second.heading
    if heading is not None and first.heading is not None:
        heading = first.heading
    return Kind(heading, None, second.align, second.style)


def blocks(content: Content, what: Kind, direct: Properties) -> list[Block]:
    """The blocks that a paragraph becomes: one, or several around page breaks; none where it shows nothing."""
    parts = content.parts
    label = what.label
    if label is not None and (label.kind == "text" or what.heading is not None):
        with_label(parts[0], 0, what)
    result: list[Block] = [PageBreak()] if direct.page_break else []
    if len(parts) == 1:
        _whole(parts[0], content, what, direct, result)
        return result
    pure = any(parts)
    listed = label is not None and label.kind != "text" and what.heading is None
    first = True
    for index, inlines in enumerate(parts):
        if index:
            result.append(PageBreak())
        if inlines or (listed and not pure and first):
            result.append(_block(inlines, what) if first else Paragraph(tuple(inlines), what.align))
            first = False
    if content.rule:
        result.append(Rule())
    return result


def _whole(
    inlines: list[Inline], content: Content, what: Kind, direct: Properties, result: list[Block]
) -> None:
    """Append what a paragraph without page breaks becomes."""
    plain = what.heading is None and what.label is None
    if not inlines and plain and (direct.line or content.rule):
        result.append(Rule())
        return
    result.append(_block(inlines, what))
    if content.rule:
        result.append(Rule())


def _block(inlines: list[Inline], what: Kind) -> Block:
    content = tuple(inlines)
    if what.heading is not None:
        return Heading(what.heading, content)
    label = what.label
    if label is None or label.kind == "text":
        return Paragraph(content, what.align)
    if label.kind == "bullet":
        return ListItem(label.level, False, None, content)
    return ListItem(label.level, True, label.number, content)
