"""The element and attribute names that the reader tells apart, spelt out once as lxml gives them."""

from __future__ import annotations

from typing import Final

from ..names import A_NS, M_NS, MC_NS, O_NS, PIC_NS, R_NS, V_NS, W_NS, WP_NS, XML_NS

W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
WPS_NS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM_NS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def w(name: str) -> str:
    """The WordprocessingML name `name`."""
    return f"{{{W_NS}}}{name}"


# Attributes.
VAL: Final = w("val")
ID: Final = w("id")
TYPE: Final = w("type")
NAME: Final = w("name")
SPACE: Final = f"{{{XML_NS}}}space"
R_ID: Final = f"{{{R_NS}}}id"
R_EMBED: Final = f"{{{R_NS}}}embed"
R_LINK: Final = f"{{{R_NS}}}link"
R_HREF: Final = f"{{{R_NS}}}href"

# Blocks.
P: Final = w("p")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
BODY: Final = w("body")
SECT_PR: Final = w("sectPr")
ALT_CHUNK: Final = w("altChunk")
TXBX_CONTENT: Final = w("txbxContent")

# Properties.
P_PR: Final = w("pPr")
R_PR: Final = w("rPr")
TBL_PR: Final = w("tblPr")
TBL_GRID: Final = w("tblGrid")
TR_PR: Final = w("trPr")
TC_PR: Final = w("tcPr")
NUM_PR: Final = w("numPr")
R_STYLE: Final = w("rStyle")

# Inlines.
R: Final = w("r")
T: Final = w("t")
DEL_TEXT: Final = w("delText")
HYPERLINK: Final = w("hyperlink")
FLD_SIMPLE: Final = w("fldSimple")
FLD_CHAR: Final = w("fldChar")
INSTR_TEXT: Final = w("instrText")
DRAWING: Final = w("drawing")
PICT: Final = w("pict")
OBJECT: Final = w("object")
BOOKMARK_START: Final = w("bookmarkStart")
BOOKMARK_END: Final = w("bookmarkEnd")
FOOTNOTE_REFERENCE: Final = w("footnoteReference")
ENDNOTE_REFERENCE: Final = w("endnoteReference")
BR: Final = w("br")
RENDERED_BREAK: Final = w("lastRenderedPageBreak")
RUBY: Final = w("ruby")
SYM: Final = w("sym")
O_MATH: Final = f"{{{M_NS}}}oMath"
O_MATH_PARA: Final = f"{{{M_NS}}}oMathPara"
M_T: Final = f"{{{M_NS}}}t"

# Wrappers and changes.
SDT: Final = w("sdt")
SDT_CONTENT: Final = w("sdtContent")
INS: Final = w("ins")
DEL: Final = w("del")
MOVE_FROM: Final = w("moveFrom")
MOVE_TO: Final = w("moveTo")
ALTERNATE: Final = f"{{{MC_NS}}}AlternateContent"
CHOICE: Final = f"{{{MC_NS}}}Choice"
FALLBACK: Final = f"{{{MC_NS}}}Fallback"

# Drawings.
A_BLIP_FILL: Final = f"{{{A_NS}}}blipFill"
A_BLIP: Final = f"{{{A_NS}}}blip"
A_LATIN: Final = f"{{{A_NS}}}latin"
A_SYM: Final = f"{{{A_NS}}}sym"
A_T: Final = f"{{{A_NS}}}t"
A_TX_BODY: Final = f"{{{A_NS}}}txBody"
A_P: Final = f"{{{A_NS}}}p"
A_BR: Final = f"{{{A_NS}}}br"
A_HLINK_CLICK: Final = f"{{{A_NS}}}hlinkClick"
A_EXT: Final = f"{{{A_NS}}}ext"
WP_EXTENT: Final = f"{{{WP_NS}}}extent"
WP_DOC_PR: Final = f"{{{WP_NS}}}docPr"
WP_INLINE: Final = f"{{{WP_NS}}}inline"
WP_ANCHOR: Final = f"{{{WP_NS}}}anchor"
PIC: Final = f"{{{PIC_NS}}}pic"
PIC_C_NV_PR: Final = f"{{{PIC_NS}}}cNvPr"
V_IMAGEDATA: Final = f"{{{V_NS}}}imagedata"
V_FILL: Final = f"{{{V_NS}}}fill"
V_TEXTPATH: Final = f"{{{V_NS}}}textpath"
O_HR: Final = f"{{{O_NS}}}hr"
O_OLE: Final = f"{{{O_NS}}}OLEObject"
DGM_IDS: Final = f"{{{DGM_NS}}}relIds"
C_CHART: Final = f"{{{C_NS}}}chart"

# Elements that hold no content, wherever they stand: properties, and ranges that are no bookmarks (W20).
SKIPPED: frozenset[str] = frozenset(
    w(name)
    for name in [
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "tblPrEx",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
        "rubyPr",
        "dirPr",
        "proofErr",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
        "commentReference",
        "annotationRef",
        "lastRenderedPageBreak",
        "separator",
        "continuationSeparator",
        "fldData",
        "background",
        "docPartPr",
    ]
)
