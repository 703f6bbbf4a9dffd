"""Pieces of WordprocessingML for tests, and the texts and tables that are read from them."""

from __future__ import annotations

from typing import Any

from gireport.formats.docx.names import W_NS
from gireport.model import Paragraph, Table, Text

TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def field_character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str) -> str:
    begin, separate, end = map(field_character, ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{''.join(result)}{end}"


def number_properties(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def list_level(level: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering_part(*levels: str, nums: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
    )


def document(body: str = TEXT, namespace: str = W_NS) -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def drawing(blip: str, properties: str = 'descr="印章"', inner: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/>'
        f'<wp:docPr id="1" name="x" {properties}>{inner}</wp:docPr><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill><a:blip {blip}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(properties: str = "", text: str = "文") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def rels(*rows: tuple[str, str]) -> str:
    return (
        f'<Relationships xmlns="{RELS}">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(rows)
        )
        + "</Relationships>"
    )


def style(id_: str, name: str, properties: str = "", based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def tbl(*rows: str, grid: tuple[int, ...] = (), properties: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tc(text: str = "", properties: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run}</w:p></w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def shape(table: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [
            (
                "|".join(
                    "".join(inline.text for inline in block.content if isinstance(inline, Text))
                    for block in cell.content
                    if isinstance(block, Paragraph)
                ),
                cell.colspan,
                cell.rowspan,
            )
            for cell in row
        ]
        for row in table.rows
    ]


def texts(got: Any) -> list[str]:
    return [
        "".join(inline.text if isinstance(inline, Text) else "\n" for inline in block.content)
        for block in got.body
        if isinstance(block, Paragraph)
    ]


def lines(got: Any) -> list[str]:
    return ["".join(inline.text for inline in block.content) for block in got.body]
