"""Which symbol font a style states (ODF 1.3 part 3, 19.501, 20.264, 20.269; O20)."""

from __future__ import annotations

from ....reading import symbols
from ....safe.xml import Element
from ..names import name

_FACES, _FACE = name("office:font-face-decls"), name("style:font-face")
_NAME, _FAMILY = name("style:name"), name("style:family")
_FONT_NAME, _FONT_FAMILY = name("style:font-name"), name("fo:font-family")
_SVG_FAMILY, _CHARSET = name("svg:font-family"), name("style:font-charset")
_DEFAULT_STYLE, _TEXT_PROPERTIES = name("style:default-style"), name("style:text-properties")


class SymbolFonts:
    """The font faces of a document, and the font of its default paragraph style."""

    def __init__(self, automatic: Element | None, common: Element | None) -> None:
        self._faces = {**_declared(common), **_declared(automatic)}
        self.default = ""
        for element in () if common is None else common.iterchildren(_DEFAULT_STYLE):
            properties = element.find(_TEXT_PROPERTIES)
            if element.get(_FAMILY) == "paragraph" and properties is not None:
                self.default = self.stated(properties)
                break

    def stated(self, properties: Element) -> str:
        """The symbol font that `style:text-properties` state, such as `Wingdings`.

        Empty where they state no font, `symbols.NOT_SYMBOLIC` for a font whose letters are letters.
        """
        stated = properties.get(_FONT_NAME)
        face, charset = self._faces.get(stated or "", ("", ""))
        family = face or properties.get(_FONT_FAMILY) or stated or ""
        if not family:
            return ""
        font = symbols.first_font(family)
        is_symbolic = "x-symbol" in (charset, properties.get(_CHARSET))
        unquoted = family.strip("'\"")
        return unquoted if is_symbolic and symbols.is_foreign_symbol_font(unquoted) else font


def _declared(container: Element | None) -> dict[str, tuple[str, str]]:
    """The font faces of the part with `container`: name → family and charset."""
    root = None if container is None else container.getparent()
    faces = None if root is None else root.find(_FACES)
    return {
        face.get(_NAME, ""): (face.get(_SVG_FAMILY, ""), face.get(_CHARSET, ""))
        for face in (() if faces is None else faces.iterchildren(_FACE))
    }
