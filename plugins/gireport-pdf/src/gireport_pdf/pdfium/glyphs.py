"""The characters of a page, each with its place and face; hidden and slanting ones are told apart."""

from __future__ import annotations

import ctypes
import json
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pypdfium2.raw as raw

from gireport.model.chars import NOT_IN_TEXT

from ..layout.shapes import Box, Face, Glyph
from .budget import Budget
from .cover import Cover
from .fonts import font_name
from .frame import Matrix

_BOLD = 600  # the least weight that is bold
_FORCE_BOLD = 1 << 18  # flag of a font (ISO 32000-1, table 123)
_ITALIC = 1 << 6
_INVISIBLE = frozenset({3, 7})  # text rendering modes (ISO 32000-1, table 106)
_FILL_AND_STROKE = 2
_WHITE = 250
_SMALLEST = 1.0  # points: smaller type is there for programs, not for readers
_BOLD_NAMES = ("bold", "heavy", "black", "粗")
_ITALIC_NAMES = ("italic", "oblique")


@dataclass
class Glyphs:
    """The characters of a page: those that are read, those that stand sideways, and those that are not read.

    `slanting` and `hidden` are characters in the order of the file; `unmapped` counts those whose font does
    not tell which character they are.
    """

    upright: list[Glyph] = field(default_factory=list)
    sideways: list[tuple[str, Box]] = field(default_factory=list)
    slanting: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unmapped: int = 0


class _Look(NamedTuple):
    """What the characters of one text object have in common; `way` is where they go."""

    face: Face
    way: Literal["upright", "sideways", "slanting", "hidden"]
    white: bool


def glyphs(page: Any, frame: Matrix, shown: Box, cover: Cover, budget: Budget) -> Glyphs:
    """The characters of `page` in the coordinates of `frame`.

    `shown` is the page itself: characters outside are hidden. White ones count as hidden where nothing filled
    (`cover`) is behind them.

    Raises:
        LimitError: there are too many characters.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        budget.spend("CHARACTERS", count)
        return _Collector(text_page.raw, frame, shown, cover).collect(count)
    finally:
        text_page.close()


class _Collector:
    """Collects the characters of one page; what a text object has in common is looked up once."""

    def __init__(self, text_page: Any, frame: Matrix, shown: Box, cover: Cover) -> None:
        self.text_page, self.frame, self.shown, self.cover = text_page, frame, shown, cover
        self.result = Glyphs()
        self.faces: dict[Face, Face] = {}

    def collect(self, count: int) -> Glyphs:
        """The first `count` characters, without those that PDFium makes (spaces, line ends)."""
        text_page, is_made, object_of = self.text_page, raw.FPDFText_IsGenerated, raw.FPDFText_GetTextObject
        last, look = 0, None
        for number in range(count):
            if is_made(text_page, number) == 1:
                continue
            object_ = object_of(text_page, number)
            if not object_:
                continue
            address = ctypes.addressof(object_.contents)
            if address != last or look is None:
                last, look = address, self._look(object_, number)
            self._add(number, look)
        return self.result

    def _add(self, number: int, look: _Look) -> None:
        code = raw.FPDFText_GetUnicode(self.text_page, number)
        text = _character(code)
        if code in (0, 0xFFFD) or raw.FPDFText_HasUnicodeMapError(self.text_page, number) == 1:
            self.result.unmapped += 1
            text = text or "\ufffd"
        if not text:
            return
        box = self._box(number)
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        seen = self.shown.holds(x, y) and (not look.white or self.cover.holds(x, y))
        if look.way == "hidden" or not seen:
            self.result.hidden.append(text)
        elif look.way == "upright":
            self.result.upright.append(Glyph(text, box.x0, box.x1, self._baseline(number), look.face))
        elif look.way == "sideways":
            self.result.sideways.append((text, box))
        else:
            self.result.slanting.append(text)

    def _box(self, number: int, loose: Any = raw.FS_RECTF()) -> Box:  # noqa: B008  # filled anew at each call
        raw.FPDFText_GetLooseCharBox(self.text_page, number, loose)
        if self.frame.c:
            return self.frame.box(loose.left, loose.bottom, loose.right, loose.top)
        a, _, _, d, e, f = self.frame
        x0, x1 = a * loose.left + e, a * loose.right + e
        y0, y1 = d * loose.top + f, d * loose.bottom + f
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _baseline(self, number: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.text_page, number, x, y)
        return self.frame.point(x.value, y.value)[1]

    def _look(self, object_: Any, number: int) -> _Look:
        """How the characters of a text object look; `number` is the first of them."""
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.text_page, number, matrix)
        size = raw.FPDFText_GetFontSize(self.text_page, number) * hypot(matrix.c, matrix.d)
        along_x, along_y = self.frame.direction(matrix.a, matrix.b)
        face, mode = _face(object_, size)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        coloured = raw.FPDFPageObj_GetFillColor(object_, red, green, blue, alpha)
        white = bool(coloured) and min(red.value, green.value, blue.value) >= _WHITE
        face = self.faces.setdefault(face, face)
        if mode in _INVISIBLE or size < _SMALLEST or (coloured and not alpha.value):
            return _Look(face, "hidden", white)
        if along_x > 0 and abs(along_y) <= 0.1 * along_x:
            return _Look(face, "upright", white)
        return _Look(face, "sideways" if abs(along_x) <= 0.1 * abs(along_y) else "slanting", white)


def _character(code: int) -> str:
    """The text of a code of PDFium, without what a report cannot hold; radicals as common characters."""
    if code in (0x02, 0xFFFE, 0xAD):  # a hyphen at the end of a line
        return "-"
    if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return " " if code in (9, 10, 13) else ""
    text = chr(code)
    if 0x2E80 <= code < 0x2FE0:
        return _radicals().get(text) or unicodedata.normalize("NFKC", text)
    if 0xFB00 <= code < 0xFB07:  # ligatures of Latin letters
        return unicodedata.normalize("NFKC", text)
    return NOT_IN_TEXT.sub("", text)


@cache
def _radicals() -> dict[str, str]:
    """CJK radicals → the characters that share their glyphs; fonts often map those to the radicals."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("radicals.json").read_text("utf-8"))
    return found


def _face(object_: Any, size: float) -> tuple[Face, int]:
    """The face of a text object in type of `size`, and its text rendering mode."""
    font = raw.FPDFTextObj_GetFont(object_)
    name = font_name(font)
    weight, flags = raw.FPDFFont_GetWeight(font), max(raw.FPDFFont_GetFlags(font), 0)
    mode = raw.FPDFTextObj_GetTextRenderMode(object_)
    lower = name.lower()
    bold = weight >= _BOLD or mode == _FILL_AND_STROKE or any(part in lower for part in _BOLD_NAMES)
    italic = bool(flags & _ITALIC) or any(part in lower for part in _ITALIC_NAMES)
    return Face(name, round(size, 1), bold or bool(flags & _FORCE_BOLD), italic), mode
