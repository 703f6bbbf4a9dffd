"""What does a style say: is it a heading or a caption, which number, alignment and marks does it give?

Paragraph styles, character styles and direct run properties, with what they inherit (ECMA-376 part 1, 17.7,
17.3.2).
"""

from __future__ import annotations

import re

from msgspec import Struct

from ....model import MARKS, Align, Mark
from ....model.patterns import compiled_later
from ....reading.inheritance import resolve_style
from ....safe.xml import Element, listed
from ..names import HOUSE_STYLES, SEPARATOR_STYLE
from .fonts import NO_FONTS, FontBook, Fonts
from .wml import ID, NAME, NUM_PR, P_PR, R_PR, R_STYLE, TYPE, VAL, BadNumber, integer, is_on, w

# Built-in style names as programs write them: Word always in English, others in their user's language (W22).
_HEADING_WORDS = (
    "heading|标题|標題|見出し|제목|überschrift|titre|título|titulo|titolo|titel|título|nagłówek|заголовок|"
    "rubrik|overskrift|kop|otsikko|címsor|nadpis|başlık|cabeçalho|encabezado|intestazione|επικεφαλίδα|tiêu đề"
)
_HEADING = compiled_later(rf"(?:{_HEADING_WORDS})\s*([1-9])(?:\s*(?:char|字符))?", re.IGNORECASE)
_TITLES = frozenset(
    {
        "title",
        "标题",
        "標題",
        "大标题",
        "文档标题",
        "表題",
        "제목",
        "titel",
        "titre",
        "título",
        "titolo",
        "tytuł",
        "название",
        "заглавие",
    }
)
# Styles that are based on Title but not titles: pandoc's author and date, Word's subtitle.
_BESIDE_TITLE = frozenset({"author", "date", "subtitle", "副标题", "abstract title"})
_CAPTIONS = frozenset(
    {"caption", "题注", "題注", "標號", "図表番号", "캡션", "beschriftung", "légende", "table caption"}
)
_LINKS = frozenset(
    {
        "hyperlink",
        "followedhyperlink",
        "internet link",
        "超链接",
        "超級鏈結",
        "访问过的超链接",
        "visited internet link",
    }
)
_OUTLINE_BODY = 9
_ALIGN: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
}
_TOGGLES: dict[str, Mark] = {
    w("b"): "bold",
    w("i"): "italic",
    w("strike"): "strike",
    w("dstrike"): "strike",
}
_VERTICAL: dict[str, Mark] = {"superscript": "superscript", "subscript": "subscript"}
_U, _VERT_ALIGN = w("u"), w("vertAlign")
HIDDEN = frozenset({w("vanish"), w("specVanish")})
_FONTS = w("rFonts")
_COMPLEX = frozenset({w("cs"), w("rtl")})
_LAYOUT, _COMBINE, _BRACKETS = w("eastAsianLayout"), w("combine"), w("combineBrackets")
_RUN_TAGS = frozenset({*_TOGGLES, *HIDDEN, *_COMPLEX, R_STYLE, _U, _VERT_ALIGN, _FONTS, _LAYOUT})

_DEFAULTS = (w("docDefaults"), w("rPrDefault"), R_PR)
_DEFAULT_LANGUAGE = "/".join((*_DEFAULTS, w("lang")))
_DEFAULT_FONTS = "/".join((*_DEFAULTS, _FONTS))


class RunFormat(Struct, frozen=True):
    """What run properties (`w:rPr`, 17.3.2.28) say: marks on or off, hidden or not, symbol fonts."""

    marks: dict[Mark, bool] = {}
    hidden: bool | None = None
    fonts: Fonts = NO_FONTS
    combined: str = ""
    """Two lines in one (17.3.2.10): the brackets around them, or `none`; empty for usual text."""
    complex_script: bool | None = None
    """Whether all characters have the font of complex scripts (`w:cs`, `w:rtl`)."""
    style: str | None = None
    """The id of the character style, whose properties are not included."""

    def over(self, below: RunFormat) -> RunFormat:
        """This format, and the format `below` where this one states nothing."""
        return RunFormat(
            {**below.marks, **self.marks},
            below.hidden if self.hidden is None else self.hidden,
            self.fonts.over(below.fonts),
            self.combined or below.combined,
            below.complex_script if self.complex_script is None else self.complex_script,
        )

    def active_marks(self) -> tuple[Mark, ...]:
        """The marks that are on, in the order of `MARKS`."""
        return tuple(mark for mark in MARKS if self.marks.get(mark)) if self.marks else ()


NO_RUN_FORMAT = RunFormat()


class ParagraphStyle(Struct, frozen=True):
    """A paragraph style with what it inherits.

    `heading` is 0 for the title; `level` is None where none is stated.
    """

    heading: int | None = None
    number: str | None = None
    level: int | None = None
    numbered_by: str = ""  # the style that states the numbering: this one, or one that it is based on
    align: Align | None = None
    hidden: bool = False
    caption: bool = False
    separator: bool = False
    fonts: Fonts = NO_FONTS


PLAIN_STYLE = ParagraphStyle()


def alignment(value: str | None) -> Align | None:
    """The alignment that `w:jc` means (17.18.44)."""
    return _ALIGN.get(value or "")


def read_run_format(properties: Element, font_book: FontBook) -> RunFormat:
    """The format in a `w:rPr`, without that of its character style; `font_book` knows the symbol fonts."""
    marks: dict[Mark, bool] = {}
    hidden: bool | None = None
    complex_script: bool | None = None
    fonts = NO_FONTS
    combined = ""
    style: str | None = None
    for child in listed(properties):
        tag = child.tag
        if tag not in _RUN_TAGS:
            continue  # the usual case
        mark = _TOGGLES.get(tag)
        if mark is not None:
            # Single and double strike are the same mark: one of them is enough.
            marks[mark] = is_on(child) or (mark == "strike" and marks.get(mark, False))
        elif tag == _U:
            marks["underline"] = child.get(VAL, "single") != "none"
        elif tag == _VERT_ALIGN:
            kind = _VERTICAL.get(child.get(VAL) or "")
            marks["superscript"] = kind == "superscript"
            marks["subscript"] = kind == "subscript"
        elif tag in HIDDEN:
            hidden = is_on(child)
        elif tag == _FONTS:
            fonts = font_book.read(child)
        elif tag in _COMPLEX:
            complex_script = is_on(child) or bool(complex_script)
        elif tag == R_STYLE:
            style = child.get(VAL) if style is None else style
        elif tag == _LAYOUT and (child.get(_COMBINE) or "0").lower() in ("1", "true", "on"):
            combined = child.get(_BRACKETS) or "none"
    unset = hidden is None and complex_script is None and style is None
    if unset and fonts is NO_FONTS and not (marks or combined):
        return NO_RUN_FORMAT
    return RunFormat(marks, hidden, fonts, combined, complex_script, style)


class Styles:
    """The styles part; each style is read when first needed."""

    def __init__(self, root: Element | None, bad_number: BadNumber, font_book: FontBook) -> None:
        """Index the `w:style` elements below `root`, the root of the styles part, which may be absent.

        `bad_number` records numbers out of their range; `font_book` knows the symbol fonts.
        """
        self._bad_number = bad_number
        self._font_book = font_book
        stated = None if root is None else root.find(_DEFAULT_FONTS)
        self._fonts = NO_FONTS if stated is None else font_book.read(stated)  # of the document's defaults
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._plain_styles: dict[str | None, tuple[bool, Align | None]] = {}
        self._paragraph_formats: dict[str, _ParagraphFormat] = {}
        self._runs: dict[str, RunFormat] = {}
        default = None if root is None else root.find(_DEFAULT_LANGUAGE)
        self.language = "" if default is None else default.get(VAL) or ""
        """The language of text that is not in an East Asian script: a tag such as `en-US`; or empty."""
        for element in root.iter(w("style")) if root is not None else ():
            style_id = element.get(w("styleId")) or ""
            self._elements.setdefault(style_id, element)
            kind = element.get(TYPE)
            if kind in (None, "paragraph") and is_default(element) and not self._default:
                self._default = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style `style_id`; the default one for None."""
        known = self._paragraphs.get(style_id)
        if known is None:
            known = self._paragraphs[style_id] = self._paragraph(style_id)
        return known

    def plain_style(self, style_id: str | None) -> tuple[bool, Align | None]:
        """Whether the style `style_id` makes a plain paragraph (no heading, no number), and its alignment."""
        known = self._plain_styles.get(style_id)
        if known is None:
            style = self.paragraph(style_id)
            is_special = style.hidden or style.caption or style.separator or bool(style.fonts.symbolic)
            known = self._plain_styles[style_id] = (
                style.heading is None and style.number is None and not is_special,
                None if style_id in HOUSE_STYLES else style.align,
            )
        return known

    def run_format(self, properties: Element) -> RunFormat:
        """The format in a `w:rPr`, with that of the character style that it names."""
        run_format = read_run_format(properties, self._font_book)
        return run_format if run_format.style is None else run_format.over(self.character(run_format.style))

    def character(self, style_id: str) -> RunFormat:
        """The format of the character style `style_id`, with what it inherits; empty where there is none."""
        return (
            resolve_style(style_id, self._runs, self._elements.get, _based_on, self._read_character)
            or NO_RUN_FORMAT
        )

    def numbering_of(self, style_id: str) -> str | None:
        """The `w:numId` that the numbering style `style_id` names (`w:numStyleLink`); None without one."""
        element = self._elements.get(style_id)
        found = None if element is None else element.find(f"{P_PR}/{NUM_PR}/{w('numId')}")
        return None if found is None else found.get(VAL)

    def _paragraph(self, style_id: str | None) -> ParagraphStyle:
        key = self._default if style_id is None else style_id
        found = resolve_style(
            key, self._paragraph_formats, self._elements.get, _based_on, self._read_paragraph
        )
        if found is None:
            # A style that is not defined: its id often is the English name of a built-in style.
            name = (style_id or "").lower()
            return ParagraphStyle(
                _named_level(name),
                caption=name in _CAPTIONS,
                separator=style_id == SEPARATOR_STYLE,
                fonts=self._fonts,
            )
        return ParagraphStyle(
            found.heading,
            found.number,
            found.level,
            found.numbered_by,
            found.align,
            found.hidden or False,
            found.caption,
            style_id == SEPARATOR_STYLE,
            found.fonts.over(self._fonts),
        )

    def _read_paragraph(self, element: Element, below: _ParagraphFormat | None) -> _ParagraphFormat:
        is_default = element.get(w("styleId")) == self._default
        return _ParagraphFormat(self._bad_number, self._font_book, element, is_default, below)

    def _read_character(self, element: Element, below: RunFormat | None) -> RunFormat:
        """What a character style states; where it states nothing, what its base states."""
        below = below or NO_RUN_FORMAT
        properties = element.find(R_PR)
        if properties is None:
            return below
        found = read_run_format(properties, self._font_book)
        if _name(element) in _LINKS:
            # The underline of a link is presentation.
            found = RunFormat({**found.marks, "underline": False}, found.hidden, found.fonts)
        return found.over(below)


def _based_on(element: Element) -> str:
    based = element.find(w("basedOn"))
    return "" if based is None else based.get(VAL) or ""


class _ParagraphFormat:
    """What a paragraph style states; where it states nothing, what the style `below`, its base, states."""

    def __init__(
        self,
        bad_number: BadNumber,
        font_book: FontBook,
        element: Element,
        is_default: bool,
        below: _ParagraphFormat | None,
    ) -> None:
        self._bad_number = bad_number
        self.heading: int | None = below.heading if below else None
        self.number: str | None = below.number if below else None
        self.level: int | None = below.level if below else None
        self.numbered_by: str = below.numbered_by if below else ""
        self.align: Align | None = below.align if below else None
        self.hidden: bool | None = below.hidden if below else None
        self.fonts: Fonts = below.fonts if below else NO_FONTS
        name = _name(element)
        self.caption: bool = name in _CAPTIONS or (below is not None and below.caption)
        properties = element.find(P_PR)
        self._outline(name, properties)
        run = element.find(R_PR)
        if run is not None:
            found = read_run_format(run, font_book)
            self.hidden = self.hidden if found.hidden is None else found.hidden
            self.fonts = found.fonts.over(self.fonts)
        if properties is None:
            return
        self._numbering(element, properties.find(NUM_PR))
        jc = properties.find(w("jc"))
        if jc is not None and not is_default:
            self.align = alignment(jc.get(VAL)) or self.align

    def _outline(self, name: str, properties: Element | None) -> None:
        if name in _BESIDE_TITLE:
            self.heading = None
            return
        named = _named_level(name)
        outline = None if properties is None else properties.find(w("outlineLvl"))
        if named is not None:
            self.heading = named
        elif outline is not None:
            level = integer(outline, self._bad_number, _OUTLINE_BODY)
            self.heading = outline_heading(level)

    def _numbering(self, element: Element, numbering: Element | None) -> None:
        if numbering is None:
            return
        number, level = number_of(numbering, self._bad_number)
        if number is not None:
            self.number, self.numbered_by = number, element.get(w("styleId")) or ""
        if level is not None:
            self.level = level


def is_default(element: Element) -> bool:
    """Whether a `w:style` is the default of its type."""
    return (element.get(w("default")) or "0").lower() in ("1", "true", "on")


def outline_heading(level: int) -> int | None:
    """The heading level for a `w:outlineLvl` (17.3.1.20): 0 to 8 are levels 1 to 9; None for 9, body text."""
    return level + 1 if 0 <= level < _OUTLINE_BODY else None


def number_of(numbering: Element, bad_number: BadNumber) -> tuple[str | None, int | None]:
    """The `w:numId` and `w:ilvl` of a `w:numPr`; None for each that it does not state."""
    number, level = numbering.find(w("numId")), numbering.find(w("ilvl"))
    return (
        None if number is None else number.get(VAL),
        None if level is None else integer(level, bad_number),
    )


def _name(element: Element) -> str:
    found = element.find(NAME)
    name = (
        (found.get(VAL) if found is not None else None) or element.get(w("styleId")) or element.get(ID) or ""
    )
    return name.strip().lower()


def _named_level(name: str) -> int | None:
    if name in _TITLES:
        return 0
    found = _HEADING.fullmatch(name)
    return int(found.group(1)) if found else None
