"""How are elements of WordprocessingML called, and how are text, numbers and measures written?

Element and attribute names stand here once, as lxml spells them. Values follow ECMA-376 part 1, 22.9, and
alternative content follows part 3, 10.2.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from ....model.patterns import compiled_later
from ....safe.xml import Element
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

# Sets of elements.
DELETIONS: Final = frozenset({DEL, MOVE_FROM})
"""Tracked changes that take their content away (17.13.5.14 `w:del`, 17.13.5.22 `w:moveFrom`)."""
INSERTIONS: Final = frozenset({INS, MOVE_TO})
"""Tracked changes whose content is read as accepted (17.13.5.18 `w:ins`, 17.13.5.25 `w:moveTo`)."""
CONTENT_TAGS: Final = frozenset(
    {T, SYM, M_T, DEL_TEXT, DRAWING, PICT, OBJECT, RUBY, O_MATH, O_MATH_PARA, FLD_SIMPLE}
    | {FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE}
)
"""Elements that hold content and neither rows nor cells: one that stands among rows or cells makes a cell."""
INLINE_TAGS: Final = CONTENT_TAGS | {R, HYPERLINK, w("smartTag"), w("dir"), w("bdo"), w("subDoc")}
"""Elements that only a paragraph may hold: one that stands among blocks makes a paragraph."""

_WITHOUT_CONTENT = (
    "pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr customXmlPr smartTagPr rubyPr "
    "dirPr proofErr permStart permEnd commentRangeStart commentRangeEnd moveFromRangeStart "
    "moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart "
    "customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd commentReference "
    "annotationRef lastRenderedPageBreak separator continuationSeparator fldData background "
    "docPartPr"
)
WITHOUT_CONTENT: Final = frozenset(map(w, _WITHOUT_CONTENT.split()))
"""Elements that hold no content, wherever they stand: properties, and ranges other than bookmarks (W20)."""

# --- values ---

BadNumber: TypeAlias = Callable[[str], None]
"""Records a value that is not a number, or is out of its range.

The argument is its element or attribute name.
"""

_BLANK = " \t\r\n"
_LINE_ENDS = str.maketrans({"\n": " ", "\r": " "})
_INTEGER = compiled_later(r"\s*([+-]?)0*([0-9]+)(?:\.[0-9]*)?\s*")
_MOST_DIGITS = 15
# The range of a number, by its element or attribute; Word counts all others in 32 bits.
_RANGES = {
    "gridSpan": (0, 2**31 - 1),
    "gridBefore": (0, 2**31 - 1),
    "gridAfter": (0, 2**31 - 1),
    "outlineLvl": (0, 9),  # 17.3.1.20
    "ilvl": (0, 8),  # 17.9.3
    "cx": (0, 27_273_042_316_900),  # 20.1.10.42 ST_PositiveCoordinate
    "cy": (0, 27_273_042_316_900),
}
_WORD_RANGE = (-(2**31), 2**31 - 1)
_MEASURE = compiled_later(r"\s*([+-]?[0-9]{0,9}(?:\.[0-9]{0,9})?)\s*(mm|cm|in|pt|pc|pi|px|em)?\s*")
_OFF = frozenset({"0", "false", "off", "none"})
# Twips in a unit (22.9.2.15 ST_UniversalMeasure; px for VML's CSS).
_TWIPS = {
    "mm": 1440 / 25.4,
    "cm": 1440 / 2.54,
    "in": 1440.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
    "px": 15.0,
}


def text_of(element: Element) -> str:
    """The text of a `w:t`, with a space for each line end.

    White space at its ends counts only under `xml:space="preserve"`.
    """
    text = element.text or "" if not len(element) else "".join(map(str, element.itertext()))
    stripped = text.strip(_BLANK)
    if stripped != text and element.get(SPACE) != "preserve":
        text = stripped
    if "\n" in text or "\r" in text:
        text = text.translate(_LINE_ENDS)
    return text


def first_child(children: Iterable[Element], tag: str) -> Element | None:
    """The first of `children` with that `tag`; faster than `Element.find` where it is among the first."""
    for child in children:
        if child.tag == tag:
            return child
    return None


def integer(element: Element, bad_number: BadNumber, default: int = 0, attribute: str = VAL) -> int:
    """The whole number in an attribute of `element`; `default` where the attribute is missing.

    `default` also replaces a text that is not a number and a number below its range; a number above its range
    becomes the largest allowed one. `bad_number` records each of these cases.
    """
    text = element.get(attribute)
    if text is None:
        return default
    name = (element.tag if attribute == VAL else attribute).rpartition("}")[2]
    found = _INTEGER.fullmatch(text)
    if found is None:
        bad_number(name)
        return default
    sign, digits = found.groups()
    number = int(sign + digits) if len(digits) <= _MOST_DIGITS else int(f"{sign}1") * 10**_MOST_DIGITS
    least, most = _RANGES.get(name, _WORD_RANGE)
    if least <= number <= most:
        return number
    bad_number(name)
    return default if number < least else most


def is_on(element: Element | None) -> bool:
    """Whether a switch is on: the element is there, and its value is not false (17.17.4)."""
    return element is not None and is_true(element.get(VAL) or "1")


def is_true(value: str) -> bool:
    """Whether the value of a switch is true (22.9.2.7)."""
    return value.lower() not in _OFF


def twips(text: str | None) -> float:
    """A measure in twips (1/20 pt); a number without a unit is in twips, a missing or wrong measure is 0."""
    if text and len(text) <= 9 and text.isdigit() and text.isascii():
        return float(text)  # the usual case
    found = _MEASURE.fullmatch(text) if text else None
    if not found or not found.group(1).strip("+-."):
        return 0.0
    return float(found.group(1)) * _TWIPS.get(found.group(2), 1.0)


# --- alternative content ---

# Namespaces whose elements the reader understands, or can skip without losing text (part 3, 10.2.1).
_MICROSOFT = "http://schemas.microsoft.com/office/"
_UNDERSTOOD_PREFIXES = (
    f"{_MICROSOFT}word/",
    f"{_MICROSOFT}drawing/2010/main",
    f"{_MICROSOFT}drawing/2014/main",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft-com:",
)
# The content of these drawings is in other parts: the fallback (a picture or a text) holds more.
_NOT_UNDERSTOOD = frozenset({f"{_MICROSOFT}word/2010/wordprocessingInk"})


def selected_branch(alternate: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` to read: the first one understood, else the fallback (W24)."""
    fallback = None
    for branch in alternate:
        if branch.tag == CHOICE:
            requires = (branch.get("Requires") or "").split()
            spaces = branch.nsmap
            if all(_understood(spaces.get(prefix) or "") for prefix in requires):
                return branch
        elif branch.tag == FALLBACK and fallback is None:
            fallback = branch
    if fallback is not None:
        return fallback
    # Without a fallback the first choice is read all the same, so that its text is kept.
    return next((branch for branch in alternate if branch.tag == CHOICE), None)


def _understood(namespace: str) -> bool:
    return namespace.startswith(_UNDERSTOOD_PREFIXES) and namespace not in _NOT_UNDERSTOOD
