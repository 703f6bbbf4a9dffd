"""The characters of a page, each with its place and face; hidden and slanting ones are told apart."""

from __future__ import annotations

import ctypes
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from gireport.model.chars import NOT_IN_TEXT

from ..layout.shapes import Box, Face, Glyph
from .budget import Budget
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
    font: str
    bold: bool
    italic: bool
    hidden: bool
    white: bool


def glyphs(page: Any, frame: Matrix, shown: Box, areas: Sequence[Box], budget: Budget) -> Glyphs:
    """The characters of `page` in the coordinates of `frame`.

    `shown` is the page itself: characters outside are hidden. White ones count as hidden where none of the
    filled `areas` is behind them.

    Raises:
        LimitError: there are too many characters.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        budget.spend("CHARACTERS", count)
        return _Collector(frame, shown, areas).collect(text_page, count)
    finally:
        text_page.close()


class _Collector:
    """Collects the characters of one page; faces are looked up once for each text object."""

    def __init__(self, frame: Matrix, shown: Box, areas: Sequence[Box]) -> None:
        self.frame, self.shown, self.areas = frame, shown, areas
        self.result = Glyphs()
        self._object = 0
        self._look = _Look("", False, False, False, False)
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def collect(self, text_page: Any, count: int) -> Glyphs:
        for number in range(count):
            if raw.FPDFText_IsGenerated(text_page, number) != 1:
                self._add(text_page, number)
        return self.result

    def _add(self, text_page: Any, number: int) -> None:
        object_ = raw.FPDFText_GetTextObject(text_page, number)
        if not object_:
            return
        address = ctypes.addressof(object_.contents)
        if address != self._object:
            self._object, self._look = address, _look(object_)
        look = self._look
        code = raw.FPDFText_GetUnicode(text_page, number)
        text = _character(code)
        if code in (0, 0xFFFD) or raw.FPDFText_HasUnicodeMapError(text_page, number) == 1:
            self.result.unmapped += 1
            text = text or "\ufffd"
        if not text:
            return
        raw.FPDFText_GetMatrix(text_page, number, self._matrix)
        raw.FPDFText_GetLooseCharBox(text_page, number, self._box)
        matrix, loose = self._matrix, self._box
        size = raw.FPDFText_GetFontSize(text_page, number) * hypot(matrix.c, matrix.d)
        box = self.frame.box(loose.left, loose.bottom, loose.right, loose.top)
        along_x, along_y = self.frame.direction(matrix.a, matrix.b)
        if look.hidden or size < _SMALLEST or not self._is_seen(box, look.white):
            self.result.hidden.append(text)
        elif along_x > 0 and abs(along_y) <= 0.1 * along_x:
            raw.FPDFText_GetCharOrigin(text_page, number, self._x, self._y)
            _, y = self.frame.point(self._x.value, self._y.value)
            face = Face(look.font, round(size, 1), look.bold, look.italic)
            self.result.upright.append(Glyph(text, box.x0, box.x1, y, face))
        elif abs(along_x) <= 0.1 * abs(along_y):
            self.result.sideways.append((text, box))
        else:
            self.result.slanting.append(text)

    def _is_seen(self, box: Box, white: bool) -> bool:
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if not self.shown.holds(x, y):
            return False
        return not white or any(area.holds(x, y) for area in self.areas)


def _character(code: int) -> str:
    """The text of a code of PDFium: without what a report cannot hold, radicals as the characters they are."""
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


def _look(object_: Any) -> _Look:
    font = raw.FPDFTextObj_GetFont(object_)
    name = _font_name(font)
    weight, flags = raw.FPDFFont_GetWeight(font), raw.FPDFFont_GetFlags(font)
    mode = raw.FPDFTextObj_GetTextRenderMode(object_)
    lower = name.lower()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFPageObj_GetFillColor(object_, red, green, blue, alpha)
    return _Look(
        name,
        weight >= _BOLD
        or (flags > 0 and bool(flags & _FORCE_BOLD))
        or mode == _FILL_AND_STROKE
        or any(part in lower for part in _BOLD_NAMES),
        (flags > 0 and bool(flags & _ITALIC)) or any(part in lower for part in _ITALIC_NAMES),
        mode in _INVISIBLE or (bool(coloured) and alpha.value == 0),
        bool(coloured) and min(red.value, green.value, blue.value) >= _WHITE,
    )


def _font_name(font: Any) -> str:
    """The name without the tag of a subset (ISO 32000-1, 9.6.4); Chinese ones are often written in GBK."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < length < 1000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    try:
        name = buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        name = buffer.value.decode("gb18030", "replace")
    tag, plus, rest = name.partition("+")
    return rest if plus and len(tag) == 6 and tag.isupper() else name
