"""Which symbol font does a run use, and for which of its characters? (ECMA-376 part 1, 17.3.2.26, 17.8.3)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from ....errors import DamagedFileError, UnsafeFileError
from ....reading import symbols
from ....safe.xml import Element
from ..names import A_NS
from .parts import Parts
from .wml import A_LATIN, A_SYM, NAME, VAL, w

_WORDS = tuple(word.encode() for word in symbols.NAME_WORDS)
_ORDINARY = symbols.NOT_SYMBOLIC
_ASCII, _H_ANSI, _EAST_ASIA, _CS = w("ascii"), w("hAnsi"), w("eastAsia"), w("cs")
_HINT = w("hint")
# Slot → the attribute that has priority over it and names a font of the theme.
_THEMED = {
    _ASCII: w("asciiTheme"),
    _H_ANSI: w("hAnsiTheme"),
    _EAST_ASIA: w("eastAsiaTheme"),
    _CS: w("cstheme"),
}
_SLOTS = tuple(_THEMED)
# ST_Theme (17.18.96): the name's end → the element of the theme's font collection.
_THEME_SCRIPTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
_SYMBOL_CHARSETS = frozenset({"02", "2", "0x02"})  # 17.8.3.2
# Characters that take the East Asian font under the hint `eastAsia`.
_EAST_ASIAN = frozenset("¡¤§¨ª¯°±²³´¶·¸¹º¼½¾¿×÷")


class Fonts(Struct, frozen=True):
    """The symbol fonts of the four kinds of characters (slots). Made by `make_fonts`.

    A slot is empty where no font is stated, and `symbols.NOT_SYMBOLIC` where a font is stated that has no
    symbols.
    """

    ascii: str = ""
    h_ansi: str = ""
    east_asia: str = ""
    complex: str = ""
    hint: str = ""
    symbolic: str = ""
    """The first symbol font of the slots; empty where there is none."""

    def over(self, below: Fonts) -> Fonts:
        """These fonts where they are stated, else those `below`, as a run over its style."""
        if below is NO_FONTS or self is below:
            return self
        return make_fonts(
            self.ascii or below.ascii,
            self.h_ansi or below.h_ansi,
            self.east_asia or below.east_asia,
            self.complex or below.complex,
            self.hint or below.hint,
        )

    def split(self, text: str, complex_script: bool) -> Iterator[tuple[str, str]]:
        """`text` in pieces of one font each, with the name of the symbol font.

        The name is empty for other fonts.
        """
        for font, characters in groupby(text, lambda character: self._slot(character, complex_script)):
            yield "".join(characters), "" if font == _ORDINARY else font

    def _slot(self, character: str, complex_script: bool) -> str:
        if complex_script:
            return self.complex
        if character < "\x80":
            return self.ascii
        if "\uf000" <= character <= "\uf0ff":
            return self.symbolic  # private codes have a meaning only in a symbol font
        if self.hint == "eastAsia" and character in _EAST_ASIAN:
            return self.east_asia
        return self.h_ansi if character < "\u2e80" else self.east_asia


def make_fonts(ascii_: str, h_ansi: str, east_asia: str, complex_: str, hint: str) -> Fonts:
    """The `Fonts` with these slots."""
    symbolic = next(
        (font for font in (h_ansi, ascii_, east_asia, complex_) if font not in ("", _ORDINARY)), ""
    )
    return Fonts(ascii_, h_ansi, east_asia, complex_, hint, symbolic)


NO_FONTS = Fonts()


class FontBook:
    """The fonts of a document: which are symbol fonts, and which fonts the theme names.

    The theme and the font table are read when first needed.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known: dict[tuple[object, ...], Fonts] = {}
        self._declared: frozenset[str] | None = None
        self._theme: dict[str, str] | None = None

    def read(self, element: Element) -> Fonts:
        """The fonts that a `w:rFonts` states; the same object for equal elements."""
        key = tuple(element.items())
        known = self._known.get(key)
        if known is None:
            ascii_, h_ansi, east_asia, complex_ = (self._slot(element, slot) for slot in _SLOTS)
            known = make_fonts(ascii_, h_ansi, east_asia, complex_, element.get(_HINT) or "")
            self._known[key] = known
        return known

    def drawn(self, properties: Element | None) -> Fonts:
        """The fonts in the properties of a DrawingML run (`a:rPr`: 21.1.2.3.7 `latin`, 21.1.2.3.10 `sym`)."""
        if properties is None:
            return NO_FONTS
        faces = (properties.find(A_LATIN), properties.find(A_SYM))
        latin, sym = (("" if face is None else face.get("typeface") or "") for face in faces)
        latin = latin if self.is_symbolic(latin) else ""
        return make_fonts(latin, latin, "", sym if self.is_symbolic(sym) else "", "")

    def _slot(self, element: Element, slot: str) -> str:
        theme = element.get(_THEMED[slot])
        font = self._themed().get(theme, _ORDINARY) if theme else element.get(slot)
        if not font:
            return ""
        return font if self.is_symbolic(font) else _ORDINARY

    def is_symbolic(self, font: str) -> bool:
        """Whether `font` is a symbol font, by its name or by the font table."""
        return symbols.is_symbolic(font) or font in self._declared_fonts()

    def _declared_fonts(self) -> frozenset[str]:
        """The symbol fonts by the font table, without those whose characters `symbols` knows."""
        if self._declared is None:
            root = self._part("fontTable")
            self._declared = frozenset(
                font.get(NAME) or ""
                for font in (() if root is None else root.iter(w("font")))
                if (charset := font.find(w("charset"))) is not None
                and charset.get(VAL) in _SYMBOL_CHARSETS
                and symbols.is_foreign_symbol_font(font.get(NAME) or "")
            )
        return self._declared

    def _themed(self) -> dict[str, str]:
        """The typefaces of the theme by their names in ST_Theme: `minorHAnsi`, `majorEastAsia` …"""
        if self._theme is None:
            self._theme = {}
            root = self._part("theme", self._symbol_words())
            for size in ("minor", "major"):
                fonts = None if root is None else next(root.iter(f"{{{A_NS}}}{size}Font"), None)
                for script, tag in _THEME_SCRIPTS.items():
                    face = None if fonts is None else fonts.find(f"{{{A_NS}}}{tag}")
                    if face is not None:
                        self._theme[f"{size}{script}"] = face.get("typeface") or _ORDINARY
        return self._theme

    def _symbol_words(self) -> list[bytes]:
        """Words in lower case; a theme that names a symbol font holds at least one of them."""
        return [*_WORDS, *(font.lower().encode() for font in self._declared_fonts() if font)]

    def _part(self, kind: str, words: Iterable[bytes] = ()) -> Element | None:
        """The root of the part of this relationship `kind`; None where it is missing or damaged.

        With `words`, None also where the part holds none of them; it is not parsed then.
        """
        parts = self._parts
        for rel in parts.relationships(parts.main).values():
            if rel.kind == kind and not rel.external and rel.target in parts.package:
                try:
                    data = parts.package.read(rel.target).lower() if words else b""
                    if words and not any(word in data for word in words):
                        return None
                    return parts.xml(rel.target)
                except (DamagedFileError, UnsafeFileError):
                    return None
        return None
