"""The styles of a workbook: the number format and the marks of each kind of cell (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from msgspec import Struct, field

from gireport.model import MARKS, Mark
from gireport.safe.xml import Element, listed

from .content import Marks
from .number_formats import BUILT_IN, GENERAL

_OFF = frozenset({"0", "false", "off", "none"})
_SIMPLE: dict[str, Mark] = {"b": "bold", "i": "italic", "u": "underline", "strike": "strike"}
_RAISED: dict[str, Mark] = {"superscript": "superscript", "subscript": "subscript"}


class CellStyle(Struct, frozen=True):
    """The number format of a cell and the marks of its text."""

    format: str = GENERAL
    marks: Marks = ()


class Styles(Struct):
    """The styles of the cells by their numbers."""

    cells: list[CellStyle] = field(default_factory=list)

    def of(self, number: str | None) -> CellStyle:
        """Return the style that the attribute `s` of a cell names; the plain one where there is none."""
        index = _whole(number)
        return self.cells[index] if index < len(self.cells) else CellStyle()


def local(element: Element) -> str:
    """The name of `element` without its namespace, which strict and transitional files have differently."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, name: str) -> list[Element]:
    """The children of `element` that are called `name`."""
    return [] if element is None else [one for one in listed(element) if local(one) == name]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of `element` that is called `name`."""
    return next(iter(children(element, name)), None)


def marks_of(font: Element | None) -> Marks:
    """The marks of a font or of the properties of a piece of text (18.8.22, 18.4.7)."""
    found: set[Mark] = set()
    for one in [] if font is None else listed(font):
        name, value = local(one), one.get("val")
        if name in _SIMPLE and (value or "").lower() not in _OFF:
            found.add(_SIMPLE[name])
        elif name == "vertAlign" and value in _RAISED:
            found.add(_RAISED[value])
    return tuple(mark for mark in MARKS if mark in found)


def read_styles(root: Element | None) -> Styles:
    """The styles in `xl/styles.xml`; plain ones where a workbook has no such part."""
    formats = dict(BUILT_IN)
    for one in children(child(root, "numFmts"), "numFmt"):
        formats[_number(one, "numFmtId")] = str(one.get("formatCode") or GENERAL)
    fonts = [marks_of(font) for font in children(child(root, "fonts"), "font")]
    cells = []
    for xf in children(child(root, "cellXfs"), "xf"):
        font = _number(xf, "fontId")
        marks = fonts[font] if 0 <= font < len(fonts) else ()
        cells.append(CellStyle(formats.get(_number(xf, "numFmtId"), GENERAL), marks))
    return Styles(cells)


def _number(element: Element, name: str) -> int:
    return _whole(element.get(name))


def _whole(text: str | None) -> int:
    """The number in an attribute; 0 for what is none, or has more digits than any that is used."""
    value = text or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
