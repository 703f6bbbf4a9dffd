"""The part `styles.xml`: the house style as named styles, list styles, and the page."""

from __future__ import annotations

from functools import lru_cache

from ....style import Font, House, TextStyle
from ..names import (
    BODY,
    BULLETS,
    CAPTION,
    CELL,
    ENDNOTE,
    FOOTER,
    FOOTNOTE,
    HEADER_CELL,
    LINK,
    LIST,
    NAMESPACES,
    NUMBERS,
    PAGE_BREAK,
    RULE,
    SEPARATOR,
    STANDARD,
    TITLE,
    VERSION,
    VISITED_LINK,
    heading_style,
)
from .values import attribute, points, twips

_PREFIXES = ("office", "style", "text", "table", "draw", "fo", "svg", "xlink")
_ALIGN = {"left": "start", "center": "center", "right": "end", "justify": "justify"}
_FOOTER_LINE = 1.8
"""The height of the footer's one line, in parts of its size: as much as any font needs."""
_BULLETS = "●○■□◆◇▶▷★☆"


def _face(font: Font) -> str:
    families = ", ".join(f"'{name}'" for name in font.stack)
    generic = "roman" if font.generic == "serif" else "swiss"
    return (
        f'<style:font-face style:name="{attribute(font.name)}" svg:font-family="{attribute(families)}"'
        f' style:font-family-generic="{generic}" style:font-pitch="variable"/>'
    )


@lru_cache(maxsize=8)
def font_faces(house: House) -> str:
    """The font declarations that both `content.xml` and `styles.xml` hold."""
    return f"<office:font-face-decls>{''.join(map(_face, house.fonts))}</office:font-face-decls>"


def _properties(house: House, style: TextStyle) -> str:
    line = f' fo:line-height="{points(style.line)}"' if style.line else ' fo:line-height="100%"'
    keep = ' fo:keep-with-next="always"' if style.keep_next else ""
    size = points(style.size)
    latin, east = attribute(house.latin.name), attribute(style.font.name)
    spacing = f' fo:letter-spacing="{twips(style.spacing)}"' if style.spacing else ""
    return (
        f'<style:paragraph-properties fo:text-align="{_ALIGN[style.align]}"'
        f' fo:margin-left="{points(style.hanging * style.size)}"'
        f' fo:text-indent="{points((style.indent - style.hanging) * style.size)}"'
        ' style:auto-text-indent="false"'
        f' fo:margin-top="{points(style.before)}" fo:margin-bottom="{points(style.after)}"{line}{keep}/>'
        f'<style:text-properties style:font-name="{latin}" style:font-name-asian="{east}"'
        f' style:font-name-complex="{latin}" fo:font-size="{size}" style:font-size-asian="{size}"'
        f' style:font-size-complex="{size}" fo:font-weight="normal" style:font-weight-asian="normal"'
        f"{spacing}/>"
    )


def _paragraph(name: str, properties: str, *, parent: str = STANDARD, more: str = "") -> str:
    display_name = name.replace("_20_", " ")
    label = f' style:display-name="{display_name}"' if display_name != name else ""
    inherits = f' style:parent-style-name="{parent}"' if name != STANDARD else ""
    return (
        f'<style:style style:name="{name}"{label} style:family="paragraph"{inherits}{more}>'
        f"{properties}</style:style>"
    )


def _headings(house: House) -> str:
    parts = [_paragraph(TITLE, _properties(house, house.heading(0)), more=' style:class="chapter"')]
    for level in range(1, 10):
        more = f' style:next-style-name="{BODY}" style:default-outline-level="{level}" style:class="text"'
        parts.append(_paragraph(heading_style(level), _properties(house, house.heading(level)), more=more))
    return "".join(parts)


# The lowest possible empty line.
_LOWEST_LINE = (
    '<style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" fo:text-indent="0pt"'
    ' fo:line-height="1pt"{more}/>'
    '<style:text-properties fo:font-size="1pt" style:font-size-asian="1pt" style:font-size-complex="1pt"/>'
)


def _paragraphs(house: House) -> str:
    body = house.styles["body"]
    plain = TextStyle(body.font, body.size, "left", line=None)
    return "".join(
        [
            _paragraph(STANDARD, _properties(house, plain), more=' style:class="text"'),
            _paragraph(BODY, _properties(house, body), more=' style:class="text"'),
            _headings(house),
            _paragraph(
                LIST, _properties(house, house.styles["list"]), parent=BODY, more=' style:class="list"'
            ),
            _paragraph(CAPTION, _properties(house, house.styles["caption"]), more=' style:class="extra"'),
            _paragraph(CELL, _properties(house, house.styles["cell"]), more=' style:class="extra"'),
            _paragraph(
                HEADER_CELL,
                _properties(house, house.styles["header-cell"]),
                parent=CELL,
                more=' style:class="extra"',
            ),
            _paragraph(FOOTNOTE, _properties(house, house.styles["note"]), more=' style:class="extra"'),
            _paragraph(ENDNOTE, _properties(house, house.styles["note"]), more=' style:class="extra"'),
            _paragraph(FOOTER, _properties(house, house.styles["footer"]), more=' style:class="extra"'),
            _paragraph(
                RULE,
                '<style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="14pt" fo:text-indent="0pt"'
                ' fo:line-height="6pt" fo:border-bottom="0.5pt solid #000000" fo:border-top="none"'
                ' fo:border-left="none" fo:border-right="none" fo:padding="0pt"/>'
                '<style:text-properties fo:font-size="6pt" style:font-size-asian="6pt"/>',
                more=' style:class="html"',
            ),
            _paragraph(PAGE_BREAK, _LOWEST_LINE.format(more=' fo:break-before="page"')),
            _paragraph(SEPARATOR, _LOWEST_LINE.format(more="")),
        ]
    )


_LINKS = "".join(
    f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" style:family="text">'
    f'<style:text-properties fo:color="{color}" style:text-underline-style="solid"'
    ' style:text-underline-width="auto" style:text-underline-color="font-color"/></style:style>'
    for name, color in ((LINK, "#000080"), (VISITED_LINK, "#800000"))
)


def _level_properties(level: int, step: float) -> str:
    indent = points(level * step)
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{indent}" fo:text-indent="{points(-step)}"'
        f' fo:margin-left="{indent}"/></style:list-level-properties>'
    )


def _lists(house: House) -> str:
    style = house.styles["list"]
    step = style.hanging * style.size
    bullets = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{_BULLETS[level - 1]}">'
        f"{_level_properties(level, step)}</text:list-level-style-bullet>"
        for level in range(1, 11)
    )
    numbers = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="1" style:num-suffix=".">'
        f"{_level_properties(level, step)}</text:list-level-style-number>"
        for level in range(1, 11)
    )
    return (
        f'<text:list-style style:name="{BULLETS}" style:display-name="Gireport Bullets">'
        f"{bullets}</text:list-style>"
        f'<text:list-style style:name="{NUMBERS}" style:display-name="Gireport Numbers">'
        f"{numbers}</text:list-style>"
    )


_NOTES = "".join(
    f'<text:notes-configuration text:note-class="{kind}" text:default-style-name="{style}"'
    f' style:num-format="{form}" text:start-value="0"{more}/>'
    for kind, style, form, more in (
        (
            "footnote",
            FOOTNOTE,
            "1",
            ' text:footnotes-position="page" text:start-numbering-at="document"',
        ),
        ("endnote", ENDNOTE, "i", ""),
    )
)


def _footer(house: House, element: str, style: str) -> str:
    before, after = (attribute(text).replace(" ", "<text:s/>") for text in house.page_number)
    return (
        f'<style:{element}><text:p text:style-name="{style}">{before}'
        f'<text:page-number text:select-page="current">1</text:page-number>{after}</text:p>'
        f"</style:{element}>"
    )


def _grid(house: House) -> str:
    """The grid of lines of the page layout (ODF 1.3 part 3, 20.307 to 20.316); empty for none.

    The styles state the pitch themselves and do not snap to it: LibreOffice would leave up to a line empty
    after each table.
    """
    if not house.line_pitch:
        return ""
    page = house.page
    lines = int((page.height - page.top - page.bottom) / (house.line_pitch * 20))
    return (
        f' style:layout-grid-mode="line" style:layout-grid-base-height="{points(house.line_pitch)}"'
        f' style:layout-grid-ruby-height="0pt" style:layout-grid-lines="{lines}"'
        ' style:layout-grid-standard-mode="true" style:layout-grid-display="false"'
        ' style:layout-grid-print="false"'
    )


def _page(house: House) -> tuple[str, str]:
    """The page's styles and master page; page numbers are on the outer side (GB/T 9704, 7.5)."""
    page = house.page
    # The footer's line begins where it does in a page whose `footer` is measured to its lower edge.
    above = round(0.45 * (page.bottom - page.footer))
    high = min(round(house.styles["footer"].size * 20 * _FOOTER_LINE), page.bottom - above)
    blank = points(house.styles["footer"].size)
    styles = (
        '<style:page-layout style:name="Page" style:page-usage="all"><style:page-layout-properties'
        f' fo:page-width="{twips(page.width)}" fo:page-height="{twips(page.height)}"'
        ' style:print-orientation="portrait"'
        f' fo:margin-top="{twips(page.top)}" fo:margin-bottom="{twips(page.bottom - above - high)}"'
        f' fo:margin-left="{twips(page.left)}" fo:margin-right="{twips(page.right)}"{_grid(house)}/>'
        f'<style:footer-style><style:header-footer-properties svg:height="{twips(above + high)}"'
        f' fo:margin-top="{twips(above)}" style:dynamic-spacing="false"/></style:footer-style>'
        "</style:page-layout>"
        f'<style:style style:name="FooterRight" style:family="paragraph" style:parent-style-name="{FOOTER}">'
        f'<style:paragraph-properties fo:text-align="end" fo:margin-right="{blank}"/></style:style>'
        f'<style:style style:name="FooterLeft" style:family="paragraph" style:parent-style-name="{FOOTER}">'
        f'<style:paragraph-properties fo:text-align="start" fo:margin-left="{blank}"/></style:style>'
    )
    master = (
        f'<style:master-page style:name="{STANDARD}" style:page-layout-name="Page">'
        f"{_footer(house, 'footer', 'FooterRight')}{_footer(house, 'footer-left', 'FooterLeft')}"
        "</style:master-page>"
    )
    return styles, master


@lru_cache(maxsize=8)
def styles_xml(house: House) -> str:
    """The part `styles.xml`, which is the same for every report in this house style."""
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in _PREFIXES)
    body = house.styles["body"]
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' style:tab-stop-distance="32pt" style:writing-mode="lr-tb" style:punctuation-wrap="simple"'
        ' style:snap-to-layout-grid="false"/>'
        f'<style:text-properties style:font-name="{attribute(house.latin.name)}"'
        f' style:font-name-asian="{attribute(body.font.name)}"'
        f' fo:font-size="{points(body.size)}" style:font-size-asian="{points(body.size)}"'
        ' fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="CN"/>'
        "</style:default-style>"
        '<style:default-style style:family="graphic"/>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        "</style:default-style>"
        '<style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="auto"/>'
        "</style:default-style>"
    )
    page_styles, master = _page(house)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document-styles{declared} office:version="{VERSION}">'
        f"{font_faces(house)}<office:styles>{default}{_paragraphs(house)}{_LINKS}{_lists(house)}{_NOTES}</office:styles>"
        f"<office:automatic-styles>{page_styles}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
