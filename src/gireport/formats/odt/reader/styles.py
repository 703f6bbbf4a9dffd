"""What a style says about content: marks, alignment, page breaks, and the role of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from ....model import MARKS, Align, Mark
from ....model.patterns import compiled_later
from ....reading.inheritance import resolve_style
from ....safe.xml import Element
from ..names import (
    BODY,
    CAPTION,
    CELL,
    ENDNOTE,
    FOOTNOTE,
    HEADER_CELL,
    LINK,
    LIST,
    PAGE_BREAK,
    RULE,
    SEPARATOR,
    STANDARD,
    TITLE,
    VISITED_LINK,
    name,
)
from .fonts import SymbolFonts

_STYLE, _NAME, _FAMILY = name("style:style"), name("style:name"), name("style:family")
_DISPLAY_NAME, _PARENT = name("style:display-name"), name("style:parent-style-name")
_PARAGRAPH_PROPERTIES, _TEXT_PROPERTIES = name("style:paragraph-properties"), name("style:text-properties")
_TABLE_PROPERTIES, _COLUMN_PROPERTIES = name("style:table-properties"), name("style:table-column-properties")
_ROW_PROPERTIES, _TEXT_CHANGES = name("style:table-row-properties"), name("loext:text-changes-only")
_OUTLINE_LEVEL, _LIST_STYLE = name("style:default-outline-level"), name("style:list-style-name")
_MASTER_PAGE = name("style:master-page-name")
_BREAK_BEFORE, _BREAK_AFTER = name("fo:break-before"), name("fo:break-after")
_GRAPHIC_PROPERTIES = name("style:graphic-properties")
_FILL, _FILL_IMAGE_NAME = name("draw:fill"), name("draw:fill-image-name")
_FILL_IMAGE, _DRAW_NAME = name("draw:fill-image"), name("draw:name")
_ALIGN, _DISPLAY, _POSITION = name("fo:text-align"), name("text:display"), name("style:text-position")
_OPTIMAL = name("style:use-optimal-column-width")
_RELATIVE_WIDTH, _WIDTH = name("style:rel-column-width"), name("style:column-width")

_ALIGNS: dict[str, Align] = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
}
# Name of a common style, in English and Chinese → its role.
_ROLES = {
    TITLE: "title",
    "标题": "title",
    CAPTION: "caption",
    "caption": "caption",  # Word's name, which LibreOffice keeps
    "Table": "caption",
    "题注": "caption",
    "表格": "caption",
    "表": "caption",
    RULE: "rule",
    PAGE_BREAK: "page-break",
    SEPARATOR: "separator",
}
_HEADING = compiled_later("(?:heading|标题) ?([1-9])", re.IGNORECASE)
# Common styles whose alignment is the document's general look, not that of single paragraphs.
_GENERAL_STYLES = frozenset(
    {STANDARD, BODY, CELL, HEADER_CELL, FOOTNOTE, ENDNOTE, LIST, CAPTION, TITLE, "Heading"}
)
_LINK_STYLES = frozenset(
    {LINK, VISITED_LINK, "Internet link", "Visited Internet Link", "Hyperlink", "超链接"}
)
# Property → the values that do not set the mark (ODF 1.3 part 3, 20.193 … 20.382).
_MARK_VALUES: tuple[tuple[str, Mark, frozenset[str]], ...] = (
    ("fo:font-weight", "bold", frozenset({"normal", "100", "200", "300", "400", "500"})),
    ("style:font-weight-asian", "bold", frozenset({"normal", "100", "200", "300", "400", "500"})),
    ("fo:font-style", "italic", frozenset({"normal"})),
    ("style:font-style-asian", "italic", frozenset({"normal"})),
    ("style:text-underline-style", "underline", frozenset({"none"})),
    ("style:text-underline-type", "underline", frozenset({"none"})),
    ("style:text-line-through-style", "strike", frozenset({"none"})),
    ("style:text-line-through-type", "strike", frozenset({"none"})),
)
_MARK_PROPERTIES = tuple((name(attribute), mark, off) for attribute, mark, off in _MARK_VALUES)
_MAX_PARENTS = 64


class TextStyle(Struct, frozen=True):
    """The marks that a style sets (True) or removes (False), whether it hides its text, and its symbol font.

    `font` is as `SymbolFonts.stated` gives it.
    """

    marks: dict[Mark, bool] = {}
    hidden: bool = False
    font: str = ""


class ParagraphStyle(Struct, frozen=True):
    """What the style of a paragraph says about content.

    `role` is empty for a plain paragraph, `heading 1` … `heading 9`, or one of `title`, `caption`, `rule`,
    `page-break`, `separator`. `marks` and the breaks are those of an automatic style only: the house style
    replaces the look of common styles. `list_style` is empty where the style refuses a list, None where it
    says nothing.
    """

    role: str = ""
    align: Align | None = None
    marks: tuple[Mark, ...] = ()
    before: bool = False
    after: bool = False
    new_page: bool = False
    list_style: str | None = None
    hidden: bool = False
    font: str = ""


class Styles:
    """The styles of a document by family and name; each is resolved at its first use."""

    def __init__(self, automatic: Element | None, common: Element | None) -> None:
        self._automatic = _indexed(automatic)
        self._common = _indexed(common)
        self._fills = {
            element.get(_DRAW_NAME, ""): element
            for element in (() if common is None else common.iterchildren(_FILL_IMAGE))
        }
        self._fonts = SymbolFonts(automatic, common)
        self._texts: dict[str, TextStyle] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._common_texts: dict[str, TextStyle] = {}
        self._common_paragraphs: dict[str, _Common] = {}
        self._combined: dict[tuple[tuple[Mark, ...], str], tuple[Mark, ...]] = {}

    def text(self, style: str) -> TextStyle:
        """The text style of that name; an empty one where it is not defined."""
        known = self._texts.get(style)
        if known is None:
            known = self._texts[style] = self._text(style)
        return known

    def marks(self, before: tuple[Mark, ...], style: str) -> tuple[Mark, ...]:
        """The marks of a text in the text style `style`, inside text with the marks `before`."""
        key = (before, style)
        known = self._combined.get(key)
        if known is None:
            known = self._combined[key] = _combine(before, self.text(style).marks)
        return known

    def paragraph(self, style: str) -> ParagraphStyle:
        """The paragraph style of that name; where it is not defined, only the role that its name means."""
        known = self._paragraphs.get(style)
        if known is None:
            known = self._paragraphs[style] = self._paragraph(style)
        return known

    def table_break(self, style: str) -> bool:
        """Whether a table in the style `style` starts on a new page."""
        element = self._automatic.get(("table", style))
        if element is None:
            return False
        properties = element.find(_TABLE_PROPERTIES)
        broken = properties is not None and properties.get(_BREAK_BEFORE) == "page"
        return broken or bool(element.get(_MASTER_PAGE))

    def column_widths(self, style: str) -> tuple[str, str]:
        """The relative and the absolute width of a table column, unparsed; empty where absent.

        A width that follows from the content (`style:use-optimal-column-width`, ODF 1.3 part 3, 20.422) is
        that of one layout, and is not stated.
        """
        for _, element in self._chain("table-column", style):
            properties = element.find(_COLUMN_PROPERTIES)
            if properties is not None and properties.get(_OPTIMAL) != "true":
                return properties.get(_RELATIVE_WIDTH, ""), properties.get(_WIDTH, "")
        return "", ""

    def fill_image(self, style: str) -> Element | None:
        """The `draw:fill-image` (16.18.5) of a graphic style; None where no picture fills its shapes."""
        fill = image = ""
        for _, element in self._chain("graphic", style):
            properties = element.find(_GRAPHIC_PROPERTIES)
            if properties is not None:
                fill = fill or properties.get(_FILL, "")
                image = image or properties.get(_FILL_IMAGE_NAME, "")
        return self._fills.get(image) if fill == "bitmap" else None

    def tracked_row(self, style: str) -> bool:
        """Whether tracked changes in a row with the style `style` can insert or delete the row itself.

        LibreOffice states this by `loext:text-changes-only="false"`; without it, as in ODF 1.3, they change
        only text.
        """
        for _, element in self._chain("table-row", style):
            properties = element.find(_ROW_PROPERTIES)
            if properties is not None and properties.get(_TEXT_CHANGES) is not None:
                return properties.get(_TEXT_CHANGES) == "false"
        return False

    def _chain(self, family: str, style: str) -> Iterator[tuple[bool, Element]]:
        """The style and its ancestors, each with whether it is automatic."""
        element = self._automatic.get((family, style))
        automatic = element is not None
        if element is None:
            element = self._common.get((family, style))
        for _ in range(_MAX_PARENTS):
            if element is None:
                return
            yield automatic, element
            automatic = False
            element = self._common.get((family, element.get(_PARENT, "")))

    def _text(self, style: str) -> TextStyle:
        automatic = self._automatic.get(("text", style))
        if automatic is not None:
            return self._text_style(automatic, self._common_text(automatic.get(_PARENT, "")))
        return self._common_text(style)

    def _common_text(self, style: str) -> TextStyle:
        facts = resolve_style(style, self._common_texts, self._lookup("text"), _parent, self._text_style)
        return facts or _NO_TEXT_STYLE

    def _lookup(self, family: str) -> Callable[[str], Element | None]:
        """A function from a name to the common style of that name in `family`."""
        return lambda style: self._common.get((family, style))

    def _paragraph(self, style: str) -> ParagraphStyle:
        element = self._automatic.get(("paragraph", style))
        if element is None:
            facts = self._common_paragraph(style)
            if facts is None:
                return ParagraphStyle(role=_named_role(style, ""), font=self._fonts.default)
            font = facts.font or self._fonts.default
            return ParagraphStyle(
                facts.role, facts.align, list_style=facts.list_style, hidden=facts.hidden, font=font
            )
        facts = self._common_paragraph(element.get(_PARENT, "")) or _Common()
        own, text = element.find(_PARAGRAPH_PROPERTIES), element.find(_TEXT_PROPERTIES)
        return ParagraphStyle(
            facts.role,
            facts.align if own is None else _ALIGNS.get(own.get(_ALIGN, "")) or facts.align,
            () if text is None else _combine((), _marks(text)),
            own is not None and own.get(_BREAK_BEFORE) == "page",
            own is not None and own.get(_BREAK_AFTER) == "page",
            bool(element.get(_MASTER_PAGE)),
            element.get(_LIST_STYLE, facts.list_style),
            facts.hidden or (text is not None and text.get(_DISPLAY) == "none"),
            ("" if text is None else self._fonts.stated(text)) or facts.font or self._fonts.default,
        )

    def _common_paragraph(self, style: str) -> _Common | None:
        return resolve_style(
            style, self._common_paragraphs, self._lookup("paragraph"), _parent, self._common_facts
        )

    def _text_style(self, element: Element, parent: TextStyle | None) -> TextStyle:
        parent = parent or _NO_TEXT_STYLE
        properties = element.find(_TEXT_PROPERTIES)
        if properties is None:
            return parent
        found = _marks(properties)
        if element.get(_NAME) in _LINK_STYLES or element.get(_DISPLAY_NAME) in _LINK_STYLES:
            found.pop("underline", None)  # the underline of a link is not a mark
        return TextStyle(
            {**parent.marks, **found},
            parent.hidden or properties.get(_DISPLAY) == "none",
            self._fonts.stated(properties) or parent.font,
        )

    def _common_facts(self, element: Element, parent: _Common | None) -> _Common:
        text = element.find(_TEXT_PROPERTIES)
        font = ("" if text is None else self._fonts.stated(text)) or (
            parent.font if parent is not None else ""
        )
        return _common(element, parent, font)


def _parent(element: Element) -> str:
    return element.get(_PARENT, "")


class _Common(Struct, frozen=True):
    """What a common paragraph style says or inherits; `child_role` is the role of its child styles."""

    role: str = ""
    child_role: str = ""
    align: Align | None = None
    list_style: str | None = None
    hidden: bool = False
    font: str = ""


_NO_TEXT_STYLE = TextStyle()


def _common(element: Element, parent: _Common | None, font: str) -> _Common:
    parent = parent or _Common()
    own, text = element.find(_PARAGRAPH_PROPERTIES), element.find(_TEXT_PROPERTIES)
    role = _role(element)
    # Child styles inherit only the roles of headings and titles; an empty level refuses the role.
    refused = element.get(_OUTLINE_LEVEL) == ""
    inherited = "" if refused else parent.child_role
    align = None
    if not _is_general(element.get(_NAME, "")):
        align = (None if own is None else _ALIGNS.get(own.get(_ALIGN, ""))) or parent.align
    return _Common(
        role or inherited,
        role if role.startswith(("heading", "title")) else inherited,
        align,
        element.get(_LIST_STYLE, parent.list_style),
        parent.hidden or (text is not None and text.get(_DISPLAY) == "none"),
        font,
    )


def _indexed(container: Element | None) -> dict[tuple[str, str], Element]:
    if container is None:
        return {}
    return {
        (element.get(_FAMILY, ""), element.get(_NAME, "")): element
        for element in container.iterchildren(_STYLE)
    }


def _is_general(style: str) -> bool:
    return style in _GENERAL_STYLES or style.startswith("Heading_20_")


def _role(element: Element) -> str:
    known = _named_role(element.get(_NAME, ""), element.get(_DISPLAY_NAME, ""))
    level = element.get(_OUTLINE_LEVEL, "")
    if not known and level.isdecimal() and len(level) <= 2 and int(level) > 0:
        return f"heading {min(int(level), 9)}"
    return known


def _named_role(style: str, display: str) -> str:
    display = display or style.replace("_20_", " ")
    known = _ROLES.get(style) or _ROLES.get(display)
    if known:
        return known
    found = _HEADING.fullmatch(display)
    return f"heading {found.group(1)}" if found else ""


def _marks(properties: Element) -> dict[Mark, bool]:
    found: dict[Mark, bool] = {}
    for attribute, mark, off in _MARK_PROPERTIES:
        value = properties.get(attribute)
        if value is not None:
            # One of the Western and the Asian property is enough for a mark.
            found[mark] = found.get(mark, False) or value not in off
    position = properties.get(_POSITION)
    if position is not None:
        first = position.split()[0] if position.split() else ""
        low = first == "sub" or first.startswith("-")
        found["subscript"] = low
        found["superscript"] = not low and first not in ("0%", "")
    return found


def _combine(before: tuple[Mark, ...], changes: dict[Mark, bool]) -> tuple[Mark, ...]:
    if not changes:
        return before
    return tuple(mark for mark in MARKS if changes.get(mark, mark in before))
