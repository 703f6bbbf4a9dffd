"""How is the house style written in WordprocessingML: styles, fonts, settings, page and page number?

Each part is made once in a process for each house style.
"""

from __future__ import annotations

from functools import lru_cache

from ....style import House, TextStyle
from .. import names
from .parts import XML, attribute, text

JC = {"left": "left", "center": "center", "right": "right", "justify": "both"}
"""Align → `w:jc` (ECMA-376 part 1, 17.18.44; transitional names)."""

OFF_THE_GRID = '<w:snapToGrid w:val="0"/>'
"""Lines as high as their text, on a page with a grid of lines (17.3.1.32)."""
SINGLE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
"""Single spacing, since an exact line height would cut off a picture."""


def _fonts(house: House, style: TextStyle) -> str:
    latin, east = attribute(house.latin.name), attribute(style.font.name)
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _run(house: House, style: TextStyle, size: float | None = None) -> str:
    """`w:rPr` of a style, its elements in the order of CT_RPr."""
    half_points = round((size or style.size) * 2)
    spacing = f'<w:spacing w:val="{style.spacing}"/>' if style.spacing else ""
    return (
        f"<w:rPr>{_fonts(house, style)}{spacing}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def _paragraph(house: House, style: TextStyle, outline: int | None = None, align: bool = True) -> str:
    """`w:pPr` of a style, its elements in the order of CT_PPr (17.3.1.26)."""
    keep = "<w:keepNext/>" if style.keep_next else ""
    # A page has as many lines as its grid, and none waits for another (GB/T 9704, 5.2.3). Where punctuation
    # may not hang out, LibreOffice lets it hang out, and leaves some of it away.
    keep += '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
    # A line of another pitch would take whole lines of the page's grid.
    keep += "" if style.line == house.line_pitch else OFF_THE_GRID
    line = (
        f'w:line="{round(style.line * 20)}" w:lineRule="exact"'
        if style.line
        else 'w:line="240" w:lineRule="auto"'
    )
    spacing = f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" {line}/>'
    indent = (
        f'<w:ind w:firstLineChars="{round(style.indent * 100)}"'
        f' w:firstLine="{round(style.indent * style.size * 20)}"/>'
    )
    jc = f'<w:jc w:val="{JC[style.align]}"/>' if align else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return f"<w:pPr>{keep}{spacing}{indent}{jc}{level}</w:pPr>"


def _style(
    id_: str, name: str, properties: str, extra: str = "", based: str = "Normal", quick: bool = False
) -> str:
    return (
        f'<w:style w:type="paragraph"{_custom(id_)} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{extra}<w:uiPriority w:val="1"/>'
        f"{'<w:qFormat/>' if quick else ''}{properties}</w:style>"
    )


def _custom(id_: str) -> str:
    return ' w:customStyle="1"' if id_.startswith("Gireport") else ""


def _character(id_: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{properties}</w:rPr></w:style>'
    )


@lru_cache(maxsize=8)
def definitions(house: House) -> dict[str, str]:
    """The styles that the body may name, in the order of the part: id → `w:style` element."""
    roles, table = house.styles, house.table
    body, cell, head, note = roles["body"], roles["cell"], roles["header-cell"], roles["note"]
    small = table.small
    next_ = '<w:next w:val="Normal"/>'
    border = f'w:val="single" w:sz="{round(table.border * 8)}" w:space="0" w:color="auto"'
    edges = "".join(
        f"<w:{edge} {border}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    top, side = table.padding_top, table.padding_side
    margins = (
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
    )
    note_text = _paragraph(house, note, align=False) + _run(house, note)
    superscript = '<w:vertAlign w:val="superscript"/>'
    return {
        "Normal": (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            f"<w:qFormat/>{_paragraph(house, body)}{_run(house, body)}</w:style>"
        ),
        "DefaultParagraphFont": (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        ),
        "TableNormal": (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        ),
        "NoList": (
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        ),
        "Title": _style(
            "Title",
            "Title",
            _paragraph(house, house.heading(0)) + _run(house, house.heading(0)),
            next_,
            quick=True,
        ),
        **{
            f"Heading{level}": _style(
                f"Heading{level}",
                f"heading {level}",
                _paragraph(house, house.heading(level), outline=level - 1)
                + _run(house, house.heading(level)),
                next_,
                quick=True,
            )
            for level in range(1, 10)
        },
        "ListParagraph": _style(
            "ListParagraph",
            "List Paragraph",
            _paragraph(house, roles["list"]) + _run(house, roles["list"]),
            quick=True,
        ),
        "Caption": _style(
            "Caption",
            "caption",
            _paragraph(house, roles["caption"]) + _run(house, roles["caption"]),
            next_,
            quick=True,
        ),
        "FootnoteText": _style("FootnoteText", "footnote text", note_text),
        "EndnoteText": _style("EndnoteText", "endnote text", note_text),
        "Footer": _style(
            "Footer", "footer", _paragraph(house, roles["footer"], align=False) + _run(house, roles["footer"])
        ),
        "GireportCell": _style("GireportCell", "Gireport Cell", _paragraph(house, cell) + _run(house, cell)),
        "GireportCellSmall": _style(
            "GireportCellSmall", "Gireport Cell Small", _run(house, cell, small), based="GireportCell"
        ),
        "GireportHeaderCell": _style(
            "GireportHeaderCell", "Gireport Header Cell", _paragraph(house, head) + _run(house, head)
        ),
        "GireportHeaderCellSmall": _style(
            "GireportHeaderCellSmall",
            "Gireport Header Cell Small",
            _run(house, head, small),
            based="GireportHeaderCell",
        ),
        names.SEPARATOR_STYLE: _style(
            names.SEPARATOR_STYLE,
            "Gireport Separator",
            '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
            '<w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
            '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
        ),
        "Hyperlink": _character("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
        "FootnoteReference": _character("FootnoteReference", "footnote reference", superscript),
        "EndnoteReference": _character("EndnoteReference", "endnote reference", superscript),
        "TableGrid": (
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr>'
            f"<w:tblBorders>{edges}</w:tblBorders>"
            f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/>'
            "</w:tcPr></w:style>"
        ),
    }


@lru_cache(maxsize=8)
def styles(house: House) -> str:
    """`word/styles.xml` (17.7)."""
    return (
        f'{XML}<w:styles xmlns:w="{names.W_NS}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{_fonts(house, house.styles['body'])}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        f"</w:docDefaults>{''.join(definitions(house).values())}</w:styles>"
    )


@lru_cache(maxsize=8)
def font_table(house: House) -> str:
    """`word/fontTable.xml` (17.8): each font with its alternative names."""
    families = {"serif": "roman", "sans-serif": "swiss"}
    fonts = "".join(
        f'<w:font w:name="{attribute(font.name)}">'
        f'<w:altName w:val="{attribute(",".join(font.alternatives))}"/>'
        f'<w:charset w:val="{"00" if font is house.latin else "86"}"/>'
        f'<w:family w:val="{families[font.generic]}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for font in house.fonts
    )
    return f'{XML}<w:fonts xmlns:w="{names.W_NS}">{fonts}</w:fonts>'


@lru_cache(maxsize=8)
def settings(footnotes: bool, endnotes: bool) -> str:
    """`word/settings.xml` (17.15.1.78), with the separators of the kinds of notes that the document has."""
    notes = ""
    for has_notes, kind in ((footnotes, "footnote"), (endnotes, "endnote")):
        if has_notes:
            notes += f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
    return (
        f'{XML}<w:settings xmlns:w="{names.W_NS}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'{notes}<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


@lru_cache(maxsize=8)
def footer(house: House, even: bool) -> str:
    """A footer part: — 1 —, at the right of odd pages and the left of even ones, one character in (7.5)."""
    before, after = map(text, house.page_number)
    side, jc = ("left", "left") if even else ("right", "right")
    inset = round(house.styles["footer"].size * 20)
    return (
        f'{XML}<w:ftr xmlns:w="{names.W_NS}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="{inset}"/><w:jc w:val="{jc}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r></w:p></w:ftr>'
    )


@lru_cache(maxsize=8)
def section(house: House, odd_footer: str, even_footer: str) -> str:
    """The document's `w:sectPr` (17.6.17); the two are relationship ids."""
    page, pitch = house.page, house.line_pitch
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(pitch * 20)}"/>' if pitch else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd_footer}"/>'
        f'<w:footerReference w:type="even" r:id="{even_footer}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}" w:right="{page.right}"'
        f' w:bottom="{page.bottom}" w:left="{page.left}" w:header="851"'
        f' w:footer="{page.footer}" w:gutter="0"/>'
        f"{grid}</w:sectPr>"
    )
