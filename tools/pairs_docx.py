"""What the files of `fixtures/pairs/docx` say: each row of docx cases as the XML that some program writes for
it.

A table of facts, no program: `make_pairs_docx.py` puts round it what the program puts round everything.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import NamedTuple

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Pair(NamedTuple):
    """One file. `parts` are XML inside `w:styles`, `w:numbering` …; `links` id → relationship kind and
    target.
    """

    body: str
    by: str = "word"
    parts: Mapping[str, str] = {}
    links: Mapping[str, tuple[str, str]] = {}
    members: Mapping[str, bytes | str] = {}
    document: str = ""
    main: str = "word/document.xml"
    content_type: str = MAIN_TYPE
    strict: bool = False


# --- the commonest XML, shortened ---------------------------------------------------------------------


def t(text: str, facts: str = "") -> str:
    """A run of text with run properties `facts`."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{f'<w:rPr>{facts}</w:rPr>' if facts else ''}<w:t{space}>{text}</w:t></w:r>"


def p(*content: str, facts: str = "") -> str:
    """A paragraph with properties `facts`; what does not begin with `<` is text."""
    inner = "".join(part if part.startswith("<") else t(part) for part in content)
    return f"<w:p>{f'<w:pPr>{facts}</w:pPr>' if facts else ''}{inner}</w:p>" if inner or facts else "<w:p/>"


def tc(*content: str, facts: str = "", width: int = 1700) -> str:
    """A cell of `width` twips; texts become paragraphs."""
    inner = "".join(part if part.startswith("<") else p(part) for part in content) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{facts}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, facts: str = "") -> str:
    """A row; texts become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{facts}</w:trPr>' if facts else ''}{inner}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = (), style: str = "a3") -> str:
    """A table with the grid columns `grid`."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '  # noqa: E501
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def start(id_: int, name: str, more: str = "") -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"{more}/>'


def end(id_: int) -> str:
    return f'<w:bookmarkEnd w:id="{id_}"/>'


def change(kind: str, id_: int, inner: str = "") -> str:
    """A tracked change by a clerk."""
    head = f'w:{kind} w:id="{id_}" w:author="王科长" w:date="2024-01-12T09:30:00Z"'
    return f"<{head}>{inner}</w:{kind}>" if inner else f"<{head}/>"


def gone(text: str) -> str:
    return f'<w:r w:rsidDel="00C82D10"><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def char(kind: str, inner: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'
        if inner
        else (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')
    )


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def field(instruction: str, *result: str) -> str:
    """A complex field; without a result there is no `separate`."""
    shown = char("separate") + "".join(result) if result else ""
    return char("begin") + code(instruction) + shown + char("end")


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def lvl(index: int, kind: str, text: str, more: str = "", first: int | None = 1) -> str:
    """A level of a numbering definition."""
    begin = "" if first is None else f'<w:start w:val="{first}"/>'
    return (
        f'<w:lvl w:ilvl="{index}" w:tplc="0409000F">{begin}<w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{420 * (index + 1)}" '
        'w:hanging="420"/></w:pPr></w:lvl>'
    )


def definition(id_: int, *levels: str, kind: str = "multilevel") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id_}" w15:restartNumberingAfterBreak="0"><w:nsid w:val="0A1B2C{id_:02X}"/>'  # noqa: E501
        f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="5D6E7F{id_:02X}"/>{"".join(levels)}</w:abstractNum>'  # noqa: E501
    )


def uses(number: int, id_: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{id_}"/>{overrides}</w:num>'


def override(level: int, first: int | None = None, own: str = "") -> str:
    begin = "" if first is None else f'<w:startOverride w:val="{first}"/>'
    return f'<w:lvlOverride w:ilvl="{level}">{begin}{own}</w:lvlOverride>'


def style(
    id_: str, name: str, facts: str = "", kind: str = "paragraph", more: str = "", run: str = ""
) -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    paragraph = f"<w:pPr>{facts}</w:pPr>" if facts else ""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{more}{paragraph}{runs}</w:style>'  # noqa: E501


def based(on: str) -> str:
    return f'<w:basedOn w:val="{on}"/><w:next w:val="a"/><w:qFormat/>'


def named(id_: str) -> str:
    return f'<w:pStyle w:val="{id_}"/>'


NORMAL = style("a", "Normal", '<w:jc w:val="both"/>', more="<w:qFormat/>")
HEADINGS = NORMAL + "".join(
    style(str(level), f"heading {level}", f'<w:outlineLvl w:val="{level - 1}"/>', more=based("a"))
    for level in (1, 2, 3)
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5"/></svg>'


def picture(
    blip: str, name: str = "图片 1", alt: str = "县政府公章", size: tuple[int, int] = (952500, 952500)
) -> str:
    """An inline picture as Word writes it."""
    cx, cy = size
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        + pic(blip, cx, cy)
        + "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def pic(blip: str, cx: int, cy: int, alt: str = "") -> str:
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'  # noqa: E501
        f"{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm></pic:spPr></pic:pic>'
    )


def blip(attributes: str, inner: str = "") -> str:
    return f"<a:blip {attributes}>{inner}</a:blip>"


def anchored(graphic: str, uri: str) -> str:
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        'relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:extent cx="1905000" cy="952500"/><wp:wrapNone/>'
        f'<wp:docPr id="3" name="文本框 2"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}">{graphic}'  # noqa: E501
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def wps(*blocks: str) -> str:
    """A text box as a DrawingML shape."""
    return (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>'
        f"{''.join(blocks)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )


def vml(*blocks: str) -> str:
    """A text box as a VML shape."""
    return (
        '<w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'  # noqa: E501
        '<v:shape id="_x0000_s1026" type="#_x0000_t202" style="position:absolute;width:150pt;height:75pt">'
        f"<v:textbox><w:txbxContent>{''.join(blocks)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def both(*blocks: str) -> str:
    """A text box as Word 2010 and later writes it: the shape, and its VML twin for others."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{anchored(wps(*blocks), _SHAPE)}</mc:Choice>'
        f"<mc:Fallback>{vml(*blocks)}</mc:Fallback></mc:AlternateContent>"
    )


def sdt(inner: str, facts: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="-151526789"/>{facts}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'  # noqa: E501


def footnotes(*notes: str) -> str:
    """A footnotes part: the two lines that Word draws, and `notes` from id 1."""
    drawn = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'  # noqa: E501
    )
    return drawn + "".join(
        f'<w:footnote w:id="{id_}">{note}</w:footnote>' for id_, note in enumerate(notes, 1)
    )


def note_text(*content: str, kind: str = "footnoteRef") -> str:
    return p(f'<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:{kind}/></w:r>', *content, facts=named("a4"))


def refers(id_: int, kind: str = "footnoteReference") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:{kind} w:id="{id_}"/></w:r>'


def marked_by(id_: int, mark: str) -> str:
    """A reference to a footnote with a mark of its own."""
    return (
        f'<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="{id_}"/>'  # noqa: E501
        f"<w:t>{mark}</w:t></w:r>"
    )


def marked_text(mark: str, *content: str) -> str:
    """The text of a footnote with a mark of its own."""
    return p(
        f'<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:t>{mark}</w:t></w:r>', *content, facts=named("a4")
    )


def numbered_in(figures: str, more: str = "") -> str:
    """How a section, or the whole document, numbers its footnotes."""
    return f'<w:footnotePr><w:numFmt w:val="{figures}"/>{more}</w:footnotePr>'


RUNS_ON = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
RAISED = style("a5", "footnote reference", kind="character", run='<w:vertAlign w:val="superscript"/>')

CHINESE = definition(
    0,
    lvl(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="1"/><w:suff w:val="nothing"/>'),
    lvl(1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="2"/><w:suff w:val="nothing"/>'),
    lvl(2, "decimal", "%3.", '<w:pStyle w:val="3"/>'),
) + uses(1, 0)


def level_of(heading: int) -> str:
    return f'<w:ilvl w:val="{heading - 1}"/>' if heading > 1 else ""


NUMBERED_HEADINGS = NORMAL + "".join(
    style(
        str(level),
        f"heading {level}",
        f'<w:numPr>{level_of(level)}<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{level - 1}"/>',
        more=based("a"),
    )
    for level in (1, 2, 3)
)
# What each format shows for 1, 2, 3, 10, 11 and 20 is in the golden beside it.
FORMATS = (
    ("chineseCounting", "%1、"),
    ("chineseCountingThousand", "（%1）"),
    ("ideographTraditional", "%1、"),
    ("ideographDigital", "%1"),
    ("ideographZodiac", "%1．"),
    ("chineseLegalSimplified", "%1、"),
    ("decimal", "%1)"),
    ("decimalFullWidth", "%1．"),
    ("decimalEnclosedCircle", "%1"),
    ("decimalEnclosedCircleChinese", "%1"),
    ("decimalEnclosedParen", "%1"),
    ("decimalEnclosedFullstop", "%1"),
    ("decimalZero", "%1."),
    ("upperRoman", "%1."),
    ("lowerRoman", "%1)"),
    ("upperLetter", "%1."),
    ("lowerLetter", "(%1)"),
    ("ordinal", "%1"),
    ("none", "附件"),
    ("japaneseCounting", "%1、"),
    ("taiwaneseCountingThousand", "%1、"),
)

_LONG = "http://www.example.gov.cn/" + "a" * 8200


def _font(name: str) -> str:
    """The run property that sets Western text in the font `name`."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def _empty(instruction: str) -> str:
    """A complex field whose result is empty."""
    return char("begin") + code(instruction) + char("separate") + char("end")


def _filled(blip_: str) -> str:
    """A shape that a picture fills."""
    return (
        '<wps:wsp><wps:spPr><a:xfrm><a:ext cx="952500" cy="476250"/></a:xfrm>'
        f"<a:blipFill>{blip_}<a:stretch><a:fillRect/></a:stretch></a:blipFill></wps:spPr></wps:wsp>"
    )


def _table(grid: tuple[int, ...] | None, *rows: tuple[tuple[str, int], ...]) -> str:
    """A table of cells with their widths (negative: fiftieths of a per cent); None leaves its grid out."""
    made = (tr(*(_cell(text, width) for text, width in row)) for row in rows)
    table = tbl(*made, grid=grid or ())
    return table.replace("<w:tblGrid></w:tblGrid>", "") if grid is None else table


def _cell(text: str, width: int) -> str:
    cell = tc(text, width=abs(width))
    return cell.replace('w:type="dxa"', 'w:type="pct"') if width < 0 else cell


PAIRS: dict[str, Pair] = {
    # --- tables
    "W01-grid-span": Pair(
        tbl(
            tr(tc("三、收到和处理政府信息公开申请情况", facts=span(3), width=5100)),
            tr(tc("项目", facts=span(2), width=3400), tc("合计")),
            tr(tc("结转"), tc("自然人"), tc("5")),
            grid=(1700, 1700, 1700),
        )
    ),
    "W02-W03-continuation-with-text": Pair(
        tbl(
            tr(tc("第二十条", facts=RESTART), "规章", "0"),
            tr(tc(facts=CONTINUE), "规范性文件", "5"),
            tr(tc("第（一）项", facts=CONTINUE), "其他", "2"),
            grid=(1700, 1700, 1700),
        )
    ),
    "W02-W21-numbered-continuation": Pair(
        tbl(
            tr(tc(p(facts=num(1)), facts=RESTART), "予以公开"),
            tr(tc(p(facts=num(1)), facts=CONTINUE), "部分公开"),
            tr(tc(p(facts=num(1))), "不予公开"),
            grid=(1700, 1700),
        ),
        by="wps",
        parts={
            "styles": NORMAL,
            "numbering": definition(0, lvl(0, "decimal", "%1."), kind="hybridMultilevel") + uses(1, 0),
        },
    ),
    "W04-W05-continuations-that-fit-nothing": Pair(
        tbl(
            tr(tc("没有合并"), tc("甲", facts=RESTART + span(2), width=3400)),
            tr(tc("上无起始", facts=CONTINUE), tc("较窄", facts=CONTINUE), tc("乙")),
            tr(tc(facts=CONTINUE), tc("较宽", facts=CONTINUE + span(2), width=3400)),
            grid=(1700, 1700, 1700),
        )
    ),
    "W06-missing-at-the-edges": Pair(
        tbl(
            tr("本年新收", "自然人", "法人", "总计"),
            tr("3", "4", "7", facts='<w:gridBefore w:val="1"/><w:wBefore w:w="1700" w:type="dxa"/>'),
            tr(
                "上年结转",
                "0",
                facts='<w:gridAfter w:val="2"/><w:wAfter w:w="3400" w:type="dxa"/>',
            ),
            grid=(1700, 1700, 1700, 1700),
        )
    ),
    "W06-W02-merge-beside-a-gap": Pair(
        tbl(
            tr("序号", "类别", "数"),
            tr(
                tc("规章", facts=RESTART),
                "1",
                facts='<w:gridBefore w:val="1"/><w:wBefore w:w="1700" w:type="dxa"/>',
            ),
            tr("2", tc(facts=CONTINUE), "3"),
            grid=(1700, 1700, 1700),
        )
    ),
    "W07-ragged-rows-without-a-grid": Pair(
        "<w:tbl><w:tblPr/>" + tr("项目", "数量", "备注") + tr("规章") + tr("规范性文件", "2") + "</w:tbl>",
        by="plain",
    ),
    "H20-span-over-all-columns": Pair(
        tbl(
            tr(f'<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr>{p("第二十条第（一）项")}</w:tc>'),
            tr("信息内容", "本年制发件数", "现行有效件数"),
            tr("规章", f'<w:tc><w:tcPr><w:gridSpan w:val="59"/></w:tcPr>{p("无")}</w:tc>'),
            grid=(1700, 1700, 1700),
        ),
        by="plain",
    ),
    "W07-widths-against-spans": Pair(
        tbl(
            tr(tc("名称", width=2000), tc("件数", width=1000), tc("收费", width=3000)),
            tr(tc("行政许可", width=3006), tc("万元", width=2994)),
            grid=(2000, 1000, 3000),
        ),
        by="wps",
    ),
    "W08-horizontal-merge": Pair(
        tbl(
            tr(
                tc("申请人情况", facts='<w:hMerge w:val="restart"/>'),
                tc(facts="<w:hMerge/>"),
                tc(facts='<w:hMerge w:val="continue"/>'),
            ),
            tr("自然人", "商业企业", "总计"),
            tr(tc("说明", facts='<w:hMerge w:val="restart"/>'), tc("遗留文字", facts="<w:hMerge/>"), "无"),
            grid=(1700, 1700, 1700),
        ),
        by="wps",
    ),
    "W09-table-in-a-cell": Pair(
        tbl(
            tr(
                "外",
                tc(
                    p("前"),
                    tbl(tr("内一", tc(tbl(tr("最里"), grid=(800,)), "<w:p/>")), grid=(800, 800)),
                    p("后"),
                    width=3400,
                ),
                tc(tbl(tr("无后文"), grid=(800,)), "<w:p/>"),
            ),
            grid=(1700, 3400, 1700),
        )
    ),
    "W10-rows-and-cells-in-content-controls": Pair(
        tbl(
            tr("单位", "件数"),
            sdt(
                sdt(
                    tr(tc(sdt(p("教育局"), "<w:text/>")), sdt(tc("12"), "<w:text/>")),
                    "<w15:repeatingSectionItem/>",
                ),
                "<w15:repeatingSection/>",
            ),
            '<w:customXml w:uri="urn:x" w:element="row"><w:customXmlPr/>'
            + tr("民政局", "8")
            + "</w:customXml>",
            grid=(1700, 1700),
        )
    ),
    "W10-W23-inserted-rows-and-cells": Pair(
        tbl(
            tr("单位", "件数"),
            tr(tc(p(change("ins", 5, t("卫健委")))), tc(p(change("ins", 6, t("3")))), facts=change("ins", 4)),
            change("ins", 7, tr("审计局", "1")),
            tr(tc("财政局", facts=change("cellIns", 8)), "2"),
            grid=(1700, 1700),
        )
    ),
    "W11-repeated-heading-rows": Pair(
        tbl(
            tr(
                tc("项目", facts=RESTART),
                tc("申请人", facts=span(2), width=3400),
                facts="<w:cantSplit/><w:tblHeader/>",
            ),
            tr(tc(facts=CONTINUE), "自然人", "法人", facts="<w:cantSplit/><w:tblHeader/>"),
            tr("新收", "1", "2"),
            tr("再次标记", "3", "4", facts="<w:tblHeader/>"),
            grid=(1700, 1700, 1700),
        )
    ),
    "W12-W23-deleted-row-and-cell": Pair(
        tbl(
            tr("年度", "件数"),
            tr(
                tc(p(change("del", 2, gone("2021")))),
                tc(p(change("del", 3, gone("9")))),
                facts=change("del", 1),
            ),
            tr("2022", tc(p(change("del", 5, gone("7"))), facts=change("cellDel", 4)), "11"),
            grid=(1700, 1700),
        )
    ),
    "W13-tables-without-rows-or-cells": Pair(
        p("前")
        + tbl(grid=(1700,))
        + p("中")
        + tbl(tr(), grid=(1700,))
        + tbl(tr("甲", "乙"), tr(), grid=(1700, 1700))
        + p("后"),
        by="plain",
    ),
    # --- bookmarks
    "W14-W19-bookmarks-in-text": Pair(
        p(
            start(0, "_Toc156789012"),
            start(1, "OLE_LINK1"),
            "一、",
            start(2, "总体 情况"),
            t("总体", "<w:b/>"),
            t("情况"),
            end(2),
            end(1),
            end(0),
            facts=named("1"),
        )
        + p("见", start(3, "_Ref99"), "表1", end(3), "。", start(4, "_GoBack"), end(4)),
        parts={"styles": HEADINGS},
    ),
    "W15-edges-between-blocks": Pair(
        start(1, "全文")
        + p("甲")
        + tbl(
            start(2, "表体"),
            "<w:tr>" + start(3, "行") + tc("乙") + end(3) + "</w:tr>",
            end(2),
            tr("丙"),
            grid=(1700,),
        )
        + start(4, "点")
        + end(4)
        + p("丁")
        + end(1)
        + start(5, "末")
        + end(5),
        by="libreoffice",
    ),
    "W16-columns-of-a-table": Pair(
        tbl(
            tr("项目", tc(p(start(1, "数据列", ' w:colFirst="1" w:colLast="2"'), "自然人")), "法人"),
            tr("新收", "1", "2"),
            tr("结转", "3", tc(p("4"))),
            end(1),
            grid=(1700, 1700, 1700),
        )
        + p(start(2, "坏列", ' w:colFirst="2" w:colLast="1"'), "尾", end(2)),
    ),
    "W17-from-cell-to-cell": Pair(
        p("前", start(1, "跨段"), "起")
        + tbl(
            tr(tc(p("甲", start(2, "跨格"), "乙")), "丙"),
            tr(tc(p("丁", end(1), "戊")), tc(p("己", end(2), "庚"))),
            grid=(1700, 1700),
        )
        + p("后"),
    ),
    "W17-W28-into-a-note": Pair(
        p("文", start(1, "正文到注"), refers(1), "后", end(2), start(3, "注外"), "尾", end(3)),
        parts={"footnotes": footnotes(note_text(" 注", start(2, "注内"), "里", end(1)))},
    ),
    "W18-loose-and-repeated-edges": Pair(
        p(end(9), start(1, "有始无终"), "甲")
        + p(start(2, "同名"), "乙", end(2), start(3, "同名"), "丙", end(3))
        + p(
            start(4, "同号一"),
            start(4, "同号二"),
            "丁",
            end(4),
            end(4),
            '<w:bookmarkStart w:id="5"/>',
            end(5),
        ),
        by="plain",
    ),
    "W18-started-again": Pair(
        p(start(0, "范围"), "甲") + p("乙") + p("丙", start(1, "范围"), "丁", end(1), "戊"), by="libreoffice"
    ),
    "W20-ranges-that-are-no-bookmarks": Pair(
        p(
            '<w:permStart w:id="7" w:edGrp="everyone"/>',
            '<w:commentRangeStart w:id="0"/>',
            "甲",
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:rPr><w:rStyle w:val="a7"/></w:rPr><w:commentReference w:id="0"/></w:r>',
            '<w:moveFromRangeStart w:id="3" w:author="王科长" w:name="move1"/>',
            change("moveFrom", 4, t("移走")),
            '<w:moveFromRangeEnd w:id="3"/>',
            '<w:moveToRangeStart w:id="5" w:author="王科长" w:name="move1"/>',
            change("moveTo", 6, t("移走")),
            '<w:moveToRangeEnd w:id="5"/>',
            '<w:permEnd w:id="7"/>',
        ),
        parts={
            "comments": f'<w:comment w:id="0" w:author="李主任" w:initials="李">{p("数字请再核对一遍")}</w:comment>'  # noqa: E501
        },
    ),
    # --- numbers
    "W21-chinese-headings": Pair(
        p("总体情况", facts=named("1"))
        + p("主动公开", facts=named("2"))
        + p("依申请公开", facts=named("2"))
        + p("办理流程", facts=named("3"))
        + p("公开渠道", facts=named("3"))
        + p("存在的问题", facts=named("1"))
        + p("人员不足", facts=named("2"))
        + p("附件（不编号）", facts=named("1") + num(0))
        + p("公开平台", facts=named("3")),
        parts={"styles": NUMBERED_HEADINGS, "numbering": CHINESE},
    ),
    "W21-formats": Pair(
        "".join(p("甲", facts=num(number)) * 3 for number in range(1, len(FORMATS) + 1))
        + "".join(p("乙", facts=num(100 + number)) * 2 for number in range(1, len(FORMATS) + 1)),
        parts={
            "styles": NORMAL,
            "numbering": "".join(
                definition(number, lvl(0, kind, text)) for number, (kind, text) in enumerate(FORMATS, 1)
            )
            + "".join(
                uses(number, number) + uses(100 + number, number, override(0, 10))
                for number in range(1, len(FORMATS) + 1)
            ),
        },
    ),
    "W21-restarts-and-overrides": Pair(
        "".join(
            p(text, facts=num(number, level))
            for text, number, level in (
                ("章", 1, 0),
                ("节", 1, 1),
                ("款", 1, 2),
                ("节", 1, 1),
                ("款", 1, 2),
                ("不断的项", 1, 3),
                ("章", 1, 0),
                ("节", 1, 1),
                ("款", 1, 2),
                ("不断的项", 1, 3),
                ("同一定义的另一列表接着数", 2, 0),
                ("从七起", 3, 0),
                ("接着", 3, 0),
                ("回到第一个", 1, 0),
                ("换了样子", 4, 0),
                ("关掉", 0, 0),
                ("没有的编号", 77, 0),
                ("没有的级", 1, 8),
            )
        ),
        parts={
            "styles": NORMAL,
            "numbering": definition(
                0,
                lvl(0, "chineseCounting", "第%1章"),
                lvl(1, "decimal", "%1.%2", "<w:isLgl/>"),
                lvl(2, "lowerLetter", "%1.%2.%3", '<w:lvlRestart w:val="1"/>'),
                lvl(3, "decimalEnclosedCircle", "%4", '<w:lvlRestart w:val="0"/>'),
            )
            + uses(1, 0)
            + uses(2, 0)
            + uses(3, 0, override(0, 7))
            + uses(4, 0, override(0, own=lvl(0, "upperRoman", "%1."))),
        },
    ),
    "W21-numbering-style": Pair(
        p("由编号样式编号", facts=num(9))
        + p("由段落样式编号", facts=named("b"))
        + p("下级", facts=num(9, 1)),
        parts={
            "styles": NORMAL
            + style("l", "公文编号", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
            + style("b", "编号段", '<w:numPr><w:numId w:val="9"/></w:numPr>', more=based("a")),
            "numbering": '<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/>'
            '<w:numStyleLink w:val="l"/></w:abstractNum>'
            + definition(
                0,
                '<w:styleLink w:val="l"/>',
                lvl(0, "chineseCounting", "%1、"),
                lvl(1, "chineseCounting", "（%2）"),
            )
            + uses(1, 0)
            + uses(9, 5),
        },
    ),
    "W21-without-a-start": Pair(
        p("甲", facts=num(1)) + p("乙", facts=num(1)),
        by="plain",
        parts={"numbering": definition(0, lvl(0, "decimal", "(%1)", first=None)) + uses(1, 0)},
    ),
    "W21-formats-of-their-own": Pair(
        p("甲", facts=num(1)) + p("乙", facts=num(1)) + p("丙", facts=num(2)) + p("丁", facts=num(3)),
        parts={
            "styles": NORMAL,
            "numbering": definition(
                0,
                '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
                '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="NO.%1"/></w:lvl>',  # noqa: E501
            )
            + definition(1, lvl(0, "thaiCounting", "%1)"))
            + definition(2, lvl(0, "decimal", "附" * 300 + "%1"))
            + uses(1, 0)
            + uses(2, 1)
            + uses(3, 2),
        },
    ),
    "W21-lists": Pair(
        p("一级", facts=num(1))
        + p("二级", facts=num(1, 1))
        + p("一级", facts=num(1))
        + p("文", facts="")
        + p("接着数", facts=num(1))
        + p("点", facts=num(2))
        + p("", facts=num(2))
        + p("深", facts=num(2, 2)),
        by="libreoffice",
        parts={
            "numbering": definition(0, lvl(0, "decimal", "%1."), lvl(1, "bullet", "\uf0b7"))
            + definition(1, lvl(0, "bullet", "•"), lvl(1, "bullet", "◦"), lvl(2, "bullet", "▪"))
            + uses(1, 0)
            + uses(2, 1),
        },
    ),
    "W22-headings-by-name-and-outline": Pair(
        p("某县2023年政府信息公开工作年度报告", facts=named("a6"))
        + p("一、总体情况", facts=named("1"))
        + p("由样式继承", facts=named("zdy"))
        + p("大纲级别", facts='<w:outlineLvl w:val="2"/>')
        + p("正文级别", facts=named("1") + '<w:outlineLvl w:val="9"/>')
        + p("样式未定义", facts=named("Heading2"))
        + p("中文样式", facts=named("biaoti"))
        + p("文"),
        by="wps",
        parts={
            "styles": NORMAL
            + style("a6", "Title", '<w:jc w:val="center"/>', more=based("a"))
            + style("1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', more=based("a"))
            + style("zdy", "县府二级", more=based("2"))
            + style("2", "heading 2", more=based("a"))
            + style("biaoti", "标题 3", more=based("a")),
        },
    ),
    # --- changes
    "W23-inserted-deleted-moved": Pair(
        p(
            "全年受理",
            change("ins", 1, t("15")),
            change("del", 2, gone("14")),
            "件",
            change("moveFrom", 3, t("，均已办结")),
            "。",
        )
        + p(change("moveTo", 4, t("，均已办结")), "留存", facts=f"<w:rPr>{change('ins', 5)}</w:rPr>")
        + p(
            t("格式", '<w:b/><w:rPrChange w:id="6" w:author="王科长"><w:rPr/></w:rPrChange>'),
            facts='<w:jc w:val="center"/><w:pPrChange w:id="7" w:author="王科长"><w:pPr><w:numPr><w:numId w:val="3"/>'  # noqa: E501
            '</w:numPr><w:jc w:val="right"/></w:pPr></w:pPrChange>',
        ),
    ),
    "W23-deleted-paragraph-marks": Pair(
        p("前段", facts=num(1) + f"<w:rPr>{change('del', 1)}</w:rPr>")
        + p("后段", facts=num(1))
        + p(change("del", 2, gone("整段删除")), facts=num(1) + f"<w:rPr>{change('del', 3)}</w:rPr>")
        + p("再一段", facts=num(1))
        + p(
            "分页前", '<w:r><w:br w:type="page"/></w:r>', "分页后", facts=f"<w:rPr>{change('del', 4)}</w:rPr>"
        )
        + p("接上", facts=named("1"))
        + tbl(tr(tc(p("格内", facts=f"<w:rPr>{change('del', 5)}</w:rPr>"), p("相连"))), grid=(1700,))
        + p("末段无后文", facts=f"<w:rPr>{change('del', 6)}</w:rPr>"),
        parts={
            "styles": HEADINGS,
            "numbering": definition(0, lvl(0, "chineseCounting", "%1、")) + uses(1, 0),
        },
    ),
    "W24-alternatives": Pair(
        p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>懂得</w:t></mc:Choice>'
            "<mc:Fallback><w:t>后备</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            '<mc:AlternateContent xmlns:x="urn:example:unknown"><mc:Choice Requires="x"><w:r><w:t>不懂</w:t></w:r></mc:Choice>'  # noqa: E501
            "<mc:Fallback><w:r><w:t>后备</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            '<mc:AlternateContent xmlns:x="urn:example:unknown"><mc:Choice Requires="x"><w:r><w:t>别无选择</w:t></w:r></mc:Choice>'  # noqa: E501
            "</mc:AlternateContent>",
        )
    ),
    "W25-W36-text-boxes": Pair(
        p(
            t("框前"),
            f"<w:r>{both(p('框中第一段'), p('框中第二段'))}<w:t>同一文本块里的字</w:t></w:r>",
            t("框后"),
        )
        + p(f"<w:r>{vml(tbl(tr('框内表', '1'), grid=(900, 900)), p('表后'))}</w:r>", "旧式文本框")
        + tbl(tr(tc(p("格", f"<w:r>{both(p('格内框'))}</w:r>")), "2"), grid=(1700, 1700))
        + p(f"<w:r>{both(p())}</w:r>", "空框"),
    ),
    "W25-shapes-in-a-group": Pair(
        p(
            "组合图形",
            "<w:r>"
            + anchored(
                f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{wps(p('受理'))}{wps(p('办结'))}</wpg:wgp>", _GROUP
            )
            + "</w:r>",
        )
    ),
    # --- fields
    "W26-fields": Pair(
        p(
            "表",
            field("SEQ 表 \\* ARABIC", t("1")),
            "，见第",
            field("PAGEREF _Toc1 \\h", t("3")),
            "页，",
            field(
                'HYPERLINK "http://www.example.gov.cn/zfxxgk/" \\l "top" \\o "提示"',
                t("县政府网站", "<w:u/>"),
            ),
            "，",
            '<w:fldSimple w:instr=" DATE \\@ &quot;yyyy年M月d日&quot; ">'
            + t("2024年1月15日")
            + "</w:fldSimple>",
        )
        + p(
            '<w:hyperlink r:id="rId7" w:history="1">' + t("公开专栏") + "</w:hyperlink>",
            '<w:hyperlink w:anchor="_Toc1">' + t("总体情况") + "</w:hyperlink>",
            '<w:hyperlink r:id="rId8">' + t("脚本") + "</w:hyperlink>",
        ),
        links={
            "rId7": ("hyperlink", "http://www.example.gov.cn/col/"),
            "rId8": ("hyperlink", "javascript:alert(1)"),
        },
    ),
    "W26-fields-in-fields": Pair(
        p(
            char("begin"),
            code("IF"),
            field("MERGEFIELD 件数", t("0")),
            code('= "0" "未收到申请" "收到申请"'),
            char("separate"),
            t("未收到申请"),
            char("end"),
            "。",
        )
        + p(
            char("begin"),
            code('HYPERLINK "http://www.example.gov.cn/"'),
            char("separate"),
            t("第"),
            field("REF n \\h", t("三")),
            t("条"),
            char("end"),
        ),
    ),
    "W26-contents": Pair(
        sdt(
            p("目录", facts=named("TOC"))
            + p(
                char("begin"),
                code('TOC \\o "1-3" \\h \\z \\u'),
                char("separate"),
                '<w:hyperlink w:anchor="_Toc1" w:history="1">'
                + t("一、总体情况", '<w:rStyle w:val="a8"/>')
                + "<w:r><w:rPr><w:webHidden/></w:rPr><w:tab/></w:r>"
                + field("PAGEREF _Toc1 \\h", t("1", "<w:webHidden/>"))
                + "</w:hyperlink>",
            )
            + p(char("end")),
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>',
        )
        + p(start(1, "_Toc1"), "一、总体情况", end(1), facts=named("1")),
        parts={"styles": HEADINGS + style("a8", "Hyperlink", kind="character", run='<w:u w:val="single"/>')},
    ),
    "W26-fields-without-results": Pair(
        p("共", field("NUMPAGES"), "页", field("XE 公开"), "，", field("AUTONUM"), field("LISTNUM"), "项。")
        + p(
            char("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"),
            code("FORMCHECKBOX"),
            char("end"),
            "同意",
            char(
                "begin",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>',  # noqa: E501
            ),
            code("FORMDROPDOWN"),
            char("end"),
            field("eq \\o\\ac(○,印)"),
        )
        + p(char("begin"), code("PAGE"), "没有结束的域"),
    ),
    "W26-very-long-links": Pair(
        p('<w:hyperlink r:id="rId7" w:anchor="p1">' + t("很长的地址") + "</w:hyperlink>"),
        by="plain",
        links={"rId7": ("hyperlink", _LONG)},
    ),
    "W27-characters-and-breaks": Pair(
        p(
            "<w:r><w:t>甲</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:t>乙</w:t><w:cr/>"
            '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:t xml:space="preserve"> 丙 </w:t></w:r>',  # noqa: E501
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F052"/>'
            '<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="单位符号" w:char="F041"/></w:r>',
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0fc</w:t></w:r>',
        )
        + p(
            '<w:r><w:br w:type="column"/><w:t>栏</w:t></w:r>',
            '<w:r><w:br w:type="page"/></w:r>',
            "<w:r><w:lastRenderedPageBreak/><w:t>次页</w:t></w:r>",
        )
        + p("分页段", facts="<w:pageBreakBefore/>"),
    ),
    "W38-letters-in-symbol-fonts": Pair(
        p(t("R", _font("Wingdings 2")), "是", t("£", _font("Wingdings 2")), "否")
        + p(
            t("þ¨", _font("Wingdings")),
            t("R", _font("仿宋")),
            t("a", _font("Webdings")),
            t("ab", _font("Symbol")),
        )
        + p(
            t("R", '<w:rStyle w:val="Tick"/>'),
            t("\uf052", '<w:rStyle w:val="Tick"/>'),
            t("公开", '<w:rStyle w:val="Tick"/>'),
        )
        + p(t("R"), t("R", _font("仿宋")), facts='<w:pStyle w:val="Boxes"/>')
        + p(
            t("R", '<w:rFonts w:eastAsia="Wingdings 2" w:hint="eastAsia"/>'),
            t("R£", '<w:rFonts w:hAnsi="Wingdings 2"/>'),
        )
        + p(t("a", _font("Marlett")), t("\uf0ff", _font("Wingdings 2"))),
        parts={
            "styles": NORMAL
            + style("Base", "Base", kind="character", run=_font("Wingdings 2"))
            + style("Tick", "Tick", kind="character", more='<w:basedOn w:val="Base"/>')
            + style("Boxes", "Boxes", run=_font("Wingdings 2"))
        },
    ),
    "W42-pictures-that-fill-shapes": Pair(
        p("甲", "<w:r>" + anchored(_filled('<a:blip r:embed="rId5"/>'), "公章") + "</w:r>")
        + p(
            '<w:r><w:pict><v:rect style="width:30pt;height:15pt" alt="底图"><v:fill r:id="rId5" type="frame"/></v:rect></w:pict></w:r>',  # noqa: E501
            '<w:r><w:pict><v:rect style="width:30pt;height:15pt"><v:fill r:id="rId5" type="pattern"/></v:rect></w:pict></w:r>',  # noqa: E501
        ),
        links={"rId5": ("image", "media/image1.png")},
        members={"word/media/image1.png": PNG},
    ),
    "W45-fields-with-empty-results": Pair(
        p("表", _empty("SEQ 表 \\* ARABIC"), "与表", _empty("SEQ 表"), "，见", _empty("REF _Ref1 \\h"))
        + p(
            start(1, "_Ref1"),
            "图",
            _empty("SEQ 图 \\* CHINESENUM3"),
            end(1),
            "，",
            field("SEQ 图", t("5")),
            _empty("SEQ 图"),
        )
        + p("第", _empty("PAGE"), "页，", _empty("DATE \\@ yyyy"), _empty("REF 没有"), _empty("IF 1 = 2 甲"))
        + p("第", "<w:r><w:pgNum/></w:r>", "页", "<w:r><w:dayLong/></w:r>")
        + p('<w:fldSimple w:instr=" SEQ 图 "/>'),
    ),
    "W47-grids-from-widths": Pair(
        _table(None, (("项目", 2000), ("数量", 4000)), (("甲", 2000), ("1", 2000), ("2", 2000)))
        + p()
        + _table(
            (2000, 2000, 2000), (("项目", 1000), ("数量", 5000)), (("甲", 1010), ("1", 1990), ("2", 3000))
        )
        + p()
        + _table((2000, 2000), (("项目", 1000), ("数量", 3000)), (("甲", 1030), ("1", 2970)))
        + p()
        + _table(None, (("项目", 1000), ("数量", 3000)), (("合计", 3000), ("1", 1000)))
        + p()
        + _table(None, (("项目", -1666), ("数量", -3334)), (("甲", -1666), ("1", -1667), ("2", -1667))),
    ),
    "W28-notes": Pair(
        p("受理", refers(1), "件", refers(1, "endnoteReference"), "。"),
        parts={
            "footnotes": footnotes(note_text(" 含上年结转。") + p("第二段。")),
            "endnotes": f'<w:endnote w:id="1">{note_text(" 数据截至12月31日。", kind="endnoteRef")}</w:endnote>',  # noqa: E501
        },
    ),
    "W28-notes-that-do-not-match": Pair(
        p("一处", refers(1)) + tbl(tr(tc(p("另一处", refers(1)))), grid=(1700,)) + p("缺", refers(9)),
        parts={"footnotes": footnotes(note_text(" 注文。"), note_text(" 无人引用的注。"))},
    ),
    # --- pictures
    "W29-pictures": Pair(
        p("公章", picture(blip('r:embed="rId5"')))
        + p(picture(blip('r:link="rId6"'), alt="远处的图"))
        + p(
            '<w:r><w:pict><v:shape id="_x0000_i1025" type="#_x0000_t75" alt="旧式图" style="width:75pt;height:37.5pt">'  # noqa: E501
            '<v:imagedata r:id="rId5" o:title="logo"/></v:shape></w:pict></w:r>'
        )
        + p(
            '<w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hralign="center" o:hrstd="t" o:hr="t"/></w:pict></w:r>'  # noqa: E501
        ),
        links={"rId5": ("image", "media/image1.png"), "rId6": ("image", "http://www.example.gov.cn/a.png")},
        members={"word/media/image1.png": PNG},
    ),
    "W29-pictures-in-a-group": Pair(
        p(
            "<w:r>"
            + anchored(
                '<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1905000" cy="952500"/>'  # noqa: E501
                '<a:chOff x="0" y="0"/><a:chExt cx="3810000" cy="1905000"/></a:xfrm></wpg:grpSpPr>'
                + pic(blip('r:embed="rId5"'), 1905000, 1905000, "左图")
                + pic(blip('r:embed="rId6"'), 952500, 952500, "右图")
                + wps(p("图题"))
                + "</wpg:wgp>",
                _GROUP,
            )
            + "</w:r>"
        ),
        links={"rId5": ("image", "media/image1.png"), "rId6": ("image", "media/image2.png")},
        members={"word/media/image1.png": PNG, "word/media/image2.png": PNG + b"\x00"},
    ),
    "W29-a-vector-and-its-twin": Pair(
        p(
            picture(
                blip(
                    'r:embed="rId5"',
                    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
                    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId6"/></a:ext></a:extLst>',  # noqa: E501
                )
            ),
            picture(
                '<a:blip><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
                'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId6"/></a:ext></a:extLst></a:blip>',  # noqa: E501
                alt="只有矢量图",
            ),
        ),
        links={"rId5": ("image", "media/image1.png"), "rId6": ("image", "media/image2.svg")},
        members={"word/media/image1.png": PNG, "word/media/image2.svg": SVG},
    ),
    "W29-W37-pictures-that-are-not-there": Pair(
        p("甲", picture(blip('r:embed="rId5"')))
        + tbl(tr(tc(p("乙", picture(blip('r:embed="rId99"'), alt="领导签名")))), grid=(1700,)),
        links={"rId5": ("image", "media/gone.png")},
    ),
    "W30-formulas": Pair(
        p(
            "办结率",
            "<m:oMath><m:r><m:t>η=</m:t></m:r><m:f><m:num><m:r><m:t>办结</m:t></m:r></m:num><m:den><m:r><m:t>新收+结转</m:t></m:r>"
            "</m:den></m:f><m:r><m:t>×100%</m:t></m:r></m:oMath>",
        )
        + p(
            "<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
            "<m:rad><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad></m:oMath></m:oMathPara>"
        )
        + p(
            "<m:oMath>" + "<m:d><m:e>" * 70 + "<m:r><m:t>深</m:t></m:r>" + "</m:e></m:d>" * 70 + "</m:oMath>"
        ),
    ),
    "W31-margins-comments-and-macros": Pair(
        p(
            "文",
            '<w:commentRangeStart w:id="0"/>',
            "字",
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        parts={
            "header1": p("某县人民政府办公室文件"),
            "footer1": p(t("第"), field("PAGE", t("1")), t("页 共"), field("NUMPAGES", t("9")), t("页")),
            "header2": p("<w:r>" + anchored(pic(blip('r:embed="rId1"'), 1, 1), "x") + "</w:r>"),
            "footer2": p(t("电话：0537-1234567")),
            "comments": f'<w:comment w:id="0" w:author="李主任">{p("请核对")}</w:comment><w:comment w:id="1" w:author="李主任">{p("再议")}</w:comment>',  # noqa: E501
        },
        links={
            "rId9": ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
        },
        members={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    ),
    "W31-only-page-numbers": Pair(
        p("文"),
        parts={
            "footer1": p(t("— "), field("PAGE   \\* MERGEFORMAT", t("1")), t(" —")),
            "footer2": p(
                "<w:r>" + both(p(t("- "), field("PAGE", t("1")), t(" -"))) + "</w:r>",
            ),
            "footer3": p(
                t("第 "),
                '<w:fldSimple w:instr=" PAGE ">' + t("1") + "</w:fldSimple>",
                t(" 页，共 "),
                field("NUMPAGES", t("5")),
                t(" 页"),
            ),
        },
        by="wps",
    ),
    "W31-embedded-objects": Pair(
        p(
            '<w:r><w:object w:dxaOrig="4320" w:dyaOrig="2160"><v:shape id="_x0000_i1025" style="width:150pt;height:75pt" o:ole="">'  # noqa: E501
            '<v:imagedata r:id="rId5" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" '  # noqa: E501
            'ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1" r:id="rId6"/></w:object></w:r>'
        )
        + p(
            "<w:r>"
            + anchored('<c:chart r:id="rId7"/>', "http://schemas.openxmlformats.org/drawingml/2006/chart")
            + "</w:r>",
            "图",
        )
        + tbl(
            tr(
                tc(
                    p(
                        "<w:r>"
                        + anchored(
                            '<dgm:relIds r:dm="rId8" r:lo="rId8" r:qs="rId8" r:cs="rId8"/>',
                            "http://schemas.openxmlformats.org/drawingml/2006/diagram",
                        )
                        + "</w:r>"
                    )
                )
            ),
            grid=(1700,),
        )
        + p(
            '<mc:AlternateContent><mc:Choice Requires="wpi"><w:r>'
            + anchored('<w14:contentPart r:id="rId9"/>', "x")
            + "</w:r></mc:Choice><mc:Fallback>"
            + picture(blip('r:embed="rId5"'), alt="墨迹 1")
            + "</mc:Fallback></mc:AlternateContent>"
        )
        + '<w:altChunk r:id="rId4"/>',
        links={
            "rId4": ("aFChunk", "afchunk.mht"),
            "rId5": ("image", "media/image1.png"),
            "rId6": ("package", "embeddings/sheet.xlsx"),
            "rId7": ("chart", "charts/chart1.xml"),
            "rId8": ("diagramData", "diagrams/data1.xml"),
            "rId9": ("customXml", "ink/ink1.xml"),
        },
        members={
            "word/media/image1.png": PNG,
            "word/afchunk.mht": "MIME-Version: 1.0",
            "word/embeddings/sheet.xlsx": b"PK",
            "word/charts/chart1.xml": '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
            "word/diagrams/data1.xml": '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '  # noqa: E501
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r>'
            "<a:t>受理申请</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>答复</a:t></a:r></a:p></dgm:t></dgm:pt>"
            "</dgm:ptLst></dgm:dataModel>",
        },
    ),
    "W32-hidden-text": Pair(
        p(
            "看得见",
            t("内部批注", "<w:vanish/>"),
            t("又一处", "<w:vanish/>"),
            t("样式隐藏", '<w:rStyle w:val="h"/>'),
            "尾",
        )
        + p(t("整段隐藏", "<w:vanish/>"), facts=num(1) + "<w:rPr><w:vanish/></w:rPr>")
        + p("编号一", facts=num(1))
        + p(t("行内标题"), facts='<w:pStyle w:val="2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>')
        + p("标题后的正文"),
        parts={
            "styles": HEADINGS + style("h", "隐藏", kind="character", run="<w:vanish/>"),
            "numbering": definition(0, lvl(0, "chineseCounting", "%1、")) + uses(1, 0),
        },
    ),
    # --- packages
    "W33-strict": Pair(
        p("一、总体情况", facts=named("1"))
        + tbl(
            tr(
                tc("项目", facts=RESTART),
                tc("数", facts='<w:gridSpan w:val="2"/>'),
                facts='<w:tblHeader w:val="true"/>',
            ),
            tr(tc(facts=CONTINUE), "1", "2"),
            grid=(1700, 1700, 1700),
        )
        + p("右", '<w:hyperlink r:id="rId7">' + t("链接") + "</w:hyperlink>", facts='<w:jc w:val="end"/>')
        + p(picture(blip('r:embed="rId5"'))),
        parts={"styles": HEADINGS},
        links={"rId5": ("image", "media/image1.png"), "rId7": ("hyperlink", "http://www.example.gov.cn/")},
        members={"office/media/image1.png": PNG},
        main="office/report.xml",
        strict=True,
    ),
    "W33-with-macros": Pair(
        p("宏文档"),
        content_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        links={
            "rId9": ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
        },
        members={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    ),
    "W34-ruby-and-two-in-one": Pair(
        p(
            '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:lid w:val="zh-CN"/></w:rubyPr>'  # noqa: E501
            f"<w:rt>{t('sì', '<w:noProof/>')}</w:rt><w:rubyBase>{t('泗')}</w:rubyBase></w:ruby></w:r>",
            "水县",
            t("财政局", '<w:eastAsianLayout w:id="-1" w:combine="1"/>'),
            t("审计局", '<w:eastAsianLayout w:id="-2" w:combine="1" w:combineBrackets="round"/>'),
            t("横排", '<w:eastAsianLayout w:id="-3" w:vert="1"/>'),
            "联合发文",
        )
    ),
    "W35-what-is-transparent": Pair(
        p(
            '<w:dir w:val="ltr">' + t("方向") + "</w:dir>",
            '<w:bdo w:val="rtl">' + t("覆盖") + "</w:bdo>",
            '<w:customXml w:element="organ">' + t("机关") + "</w:customXml>",
            '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="date"><w:smartTagPr><w:attr w:name="Year" '  # noqa: E501
            'w:val="2023"/></w:smartTagPr>' + t("2023年") + "</w:smartTag>",
            "<w:futureMarkup>" + t("未知元素") + "</w:futureMarkup>",
            "<w:r><w:futureRun><w:t>块内未知</w:t></w:futureRun></w:r>",
        )
        + "<w:futureBlock>"
        + p("未知块")
        + "</w:futureBlock>",
    ),
    "W35-content-controls": Pair(
        sdt(
            p(
                sdt(t("泗水县"), '<w:tag w:val="goog_rdk_0"/>'),
                sdt(t("人民政府"), '<w:tag w:val="goog_rdk_1"/>'),
            )
        )
        + p(
            sdt(t("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'),
            "已公开",
            sdt(t("单击此处输入文字。", '<w:rStyle w:val="a9"/>'), "<w:showingPlcHdr/><w:text/>"),
        ),
        by="google",
    ),
    "W37-names-in-another-case": Pair(
        p("一、总体情况", facts=named("1")) + p(picture(blip('r:embed="rId5"'))),
        links={
            "rId4": ("styles", "Styles.xml"),
            "rId5": ("image", "Media/Image1.PNG"),
            "rId6": ("numbering", "numbering.xml"),
        },
        members={
            "word/styles.xml": (
                '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                + HEADINGS
                + "</w:styles>"
            ),
            "word/media/image1.png": PNG,
        },
    ),
    "W37-prefix-not-declared": Pair(
        "",
        document='<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>县政府网站</w:t></w:r></w:hyperlink></w:p></w:body></w:document>',  # noqa: E501
        by="plain",
        links={"rId7": ("hyperlink", "http://www.example.gov.cn/")},
    ),
    # --- the sheet in docs/format-cases.md
    "W48-notes-with-marks-of-their-own": Pair(
        p(
            "受理",
            refers(1),
            "件，办结",
            marked_by(2, "*"),
            "件，结转",
            refers(3),
            "件",
            marked_by(4, "注"),
            "。",
        ),
        parts={
            "styles": NORMAL + RAISED,
            "footnotes": footnotes(
                note_text(" 含上年结转。"),
                marked_text("*", " 不含撤回。"),
                note_text(" 至年底。"),
                p("另见附表。"),
            ),
        },
    ),
    "W49-notes-in-other-figures": Pair(
        p(
            "一",
            refers(1),
            "二",
            refers(2),
            facts=f"<w:sectPr>{numbered_in('decimalEnclosedCircleChinese')}</w:sectPr>",
        )
        + p("三", refers(3), "四", refers(1, "endnoteReference")),
        parts={
            "settings": numbered_in("decimal", '<w:numStart w:val="5"/><w:numRestart w:val="eachSect"/>'),
            "footnotes": footnotes(note_text(" 甲。"), note_text(" 乙。"), note_text(" 丙。")),
            "endnotes": f'<w:endnote w:id="1">{note_text(" 尾注。", kind="endnoteRef")}</w:endnote>',
        },
    ),
    "W49-notes-counted-by-the-page": Pair(
        p("一", refers(1), "二", refers(2))
        + p("<w:r><w:lastRenderedPageBreak/><w:t>三</w:t></w:r>", refers(3)),
        parts={
            "settings": numbered_in("decimal", '<w:numRestart w:val="eachPage"/>'),
            "footnotes": footnotes(note_text(" 甲。"), note_text(" 乙。"), note_text(" 丙。")),
        },
    ),
    "W50-one-line-from-two-paragraphs": Pair(
        p("一、总体情况。", facts=named("1") + RUNS_ON)
        + p("2023年主动公开信息1541条。")
        + p(
            "政",
            facts='<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>',  # noqa: E501
        )
        + p("府信息公开是重点工作。")
        + p("收到申请。", facts=num(1) + RUNS_ON)
        + p("共27件。")
        + p("无后文。", facts=RUNS_ON),
        parts={
            "styles": HEADINGS,
            "numbering": definition(0, lvl(0, "decimal", "%1."), kind="hybridMultilevel") + uses(1, 0),
        },
    ),
    "W51-content-where-none-may-stand": Pair(
        p(
            f'<w:bookmarkStart w:id="1" w:name="a">{t("书签里")}</w:bookmarkStart>',
            '<w:bookmarkEnd w:id="1"/>',
            f'<w:proofErr w:type="spellStart">{t("校对里")}</w:proofErr>',
            f"<w:r><w:rPr>{t('属性里')}</w:rPr><w:t>正文</w:t><w:tab>{t('制表里')}</w:tab></w:r>",
            f"<w:sdt>{t('控件外')}<w:sdtContent>{t('控件内')}</w:sdtContent></w:sdt>",
            f"<w:r><w:ruby>{t('注音外')}<w:rt>{t('zhèng')}</w:rt><w:rubyBase>{t('政')}</w:rubyBase></w:ruby></w:r>",
        )
        + tbl("<w:tr><w:t>行里</w:t>" + tc("甲") + "</w:tr>", grid=(1700,))
        + "<m:r><m:t>x</m:t></m:r>",
        by="plain",
    ),
    "W52-rows-after-a-deleted-row": Pair(
        tbl(
            tr("项目", "件数"),
            tr("删去", "1", facts=change("del", 7)),
            tr("受理", tc(p(t("隐藏", "<w:vanish/>"), "5"))),
            tr("办结"),
            grid=(1700, 1700),
        )
    ),
    "W53-fields-that-show-no-result": Pair(
        p("受理", field('SET 件数 "27"', t("27")), "件", field("ASK 问 答", t("答")), field("SEQ 表", t("1")))
        + p("办结", f'<w:fldSimple w:instr=" SET a b ">{t("b")}</w:fldSimple>', "件"),
    ),
    "X01-a-logo-30-times": Pair(
        p("徽标", picture(blip('r:embed="rId5"'))) * 30,
        links={"rId5": ("image", "media/image1.png")},
        members={"word/media/image1.png": PNG},
    ),
    "X02-one-address-many-times": Pair(
        p(
            *(f'<w:hyperlink r:id="rId7">{t(f"第{number}处")}</w:hyperlink>' for number in range(1, 4)),
            f'<w:hyperlink r:id="rId7" w:anchor="p1">{t("一处")}</w:hyperlink>',
            f'<w:hyperlink r:id="rId7" w:anchor="p1">{t("同一处")}</w:hyperlink>',
        ),
        links={"rId7": ("hyperlink", "http://www.example.gov.cn/zwgk/index.html")},
    ),
}
