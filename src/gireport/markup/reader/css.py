"""The declarations of one inline style, as the properties that say something about content."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ...model.patterns import compiled_later
from ...model.types import Align, Mark
from ...reading import symbols
from ...reading.numbering.css import BULLETS, STYLES, UNSUPPORTED

WhiteSpace: TypeAlias = Literal["fold", "keep", "lines"]
"""White space is folded, kept, or folded with line ends kept (`pre-line`)."""

_WHITE_SPACE: dict[str, WhiteSpace] = {
    "normal": "fold",
    "nowrap": "fold",
    "pre": "keep",
    "pre-wrap": "keep",
    "break-spaces": "keep",
    "pre-line": "lines",
}
ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "middle": "center",
    "-webkit-center": "center",
    "justify": "justify",
    "inter-ideograph": "justify",
}
_VERTICAL_MARKS: dict[str, Mark] = {"super": "superscript", "sub": "subscript"}
_BLOCK_DISPLAYS = frozenset({"block", "table", "flex", "grid", "list-item"})
_PAGE_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_COMMENT = compiled_later(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LENGTH = compiled_later(r"([0-9]*\.?[0-9]+)(%|px|pt|cm|mm|in|em)?")
_PIXELS = {"": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
TWIPS = {unit: 15 * pixels for unit, pixels in _PIXELS.items()}
"""The units of a length that is absolute (empty: pixels), in twips."""
_MAX_PIXELS = 20_000
_BOLD_WEIGHT = 600
NO_MARKER = "none"
"""The list style that shows no marker."""


class Style(Struct, frozen=True):
    """The properties of one `style` attribute or rule; None or empty where it does not set them."""

    hidden: bool = False
    white_space: WhiteSpace | None = None
    align: Align | None = None
    add: tuple[Mark, ...] = ()
    remove: tuple[Mark, ...] = ()
    vertical_mark: Mark | None = None
    is_block: bool = False
    break_before: bool = False
    break_after: bool = False
    width: str = ""
    height: str = ""
    list_style: str = ""
    font: str = ""
    """The symbol font; `symbols.NOT_SYMBOLIC` for another font."""
    declarations: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The value of the property `name`, in lower case; empty where it is not declared."""
        return next((value for key, value in self.declarations if key == name), "")


EMPTY_STYLE = Style()


@lru_cache(maxsize=2048)
def parse_style(text: str) -> Style:
    """The style that declarations set: `text` is the value of a `style` attribute, or the block of a rule.

    Values are compared in lower case, and `!important` is ignored.
    """
    declared: dict[str, str] = {}
    if "/*" in text:
        text = _COMMENT.sub(" ", text)
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            declared[name.strip().lower()] = " ".join(value.lower().replace("!important", "").split())
    display = declared.get("display", "")
    invisible = declared.get("visibility") in ("hidden", "collapse") or declared.get("mso-hide") == "all"
    add, remove = _marks(declared)
    return Style(
        hidden=display == "none" or invisible,
        white_space=_WHITE_SPACE.get(declared.get("white-space", "")),
        align=ALIGNS.get(declared.get("text-align", "")),
        add=add,
        remove=remove,
        vertical_mark=_VERTICAL_MARKS.get(declared.get("vertical-align", "")),
        is_block=display in _BLOCK_DISPLAYS,
        break_before=bool(_PAGE_BREAKS & {declared.get("page-break-before"), declared.get("break-before")}),
        break_after=bool(_PAGE_BREAKS & {declared.get("page-break-after"), declared.get("break-after")}),
        width=declared.get("width", ""),
        height=declared.get("height", ""),
        list_style=_list_style(declared.get("list-style-type", "") or declared.get("list-style", "")),
        font=_symbol_font(declared),
        declarations=tuple(declared.items()),
    )


def _symbol_font(declared: dict[str, str]) -> str:
    """The symbol font of the text: from Word's own properties, `font-family`, or the end of `font`."""
    if declared.get("mso-char-type") == "symbol" and declared.get("mso-symbol-font-family"):
        return symbols.first_font(declared["mso-symbol-font-family"])
    if "font-family" in declared:
        return symbols.first_font(declared["font-family"])
    # In `font` the family stands last, after the size: 10.5pt/1.5 "Wingdings 2", serif.
    words = declared.get("font", "").partition(",")[0].split()
    found = (font for start in range(len(words)) if symbols.is_symbolic(font := " ".join(words[start:])))
    return next(found, symbols.NOT_SYMBOLIC if words else "").strip("\"'")


def _marks(declared: dict[str, str]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The marks that the style adds, and those that it removes from what the text inherits."""
    add: list[Mark] = []
    remove: list[Mark] = []
    weight = declared.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= _BOLD_WEIGHT):
        add.append("bold")
    elif weight in ("normal", "lighter") or weight.isdecimal():
        remove.append("bold")
    slant = declared.get("font-style", "")
    if slant.startswith(("italic", "oblique")):
        add.append("italic")
    elif slant == "normal":
        remove.append("italic")
    lines = declared.get("text-decoration", "").split() + declared.get("text-decoration-line", "").split()
    if "underline" in lines:
        add.append("underline")
    if "line-through" in lines:
        add.append("strike")
    return tuple(add), tuple(remove)


def _list_style(value: str) -> str:
    """The style of markers that `list-style` or `list-style-type` names; empty for none that we know.

    A style that counts goes before `none` (CSS Lists 3, 3.4).
    """
    words = value.split()
    counting = [word for word in words if word in STYLES or word in UNSUPPORTED]
    others = [word for word in words if word in BULLETS or word == NO_MARKER]
    return next(iter([*counting, *others]), "")


def parse_length(text: str) -> tuple[float, str] | None:
    """A positive length as its number and unit (`""` for pixels); None for anything else."""
    found = _LENGTH.fullmatch(text.strip().lower()) if text else None
    if not found or float(found.group(1)) <= 0:
        return None
    unit = found.group(2) or ""
    return float(found.group(1)), "" if unit == "px" else unit


def parse_pixels(text: str | None) -> int | None:
    """A length in whole CSS pixels, 1 to 20000; None for others and for units that are not absolute."""
    found = parse_length(text) if text else None
    if found is None or found[1] not in _PIXELS:
        return None
    size = round(found[0] * _PIXELS[found[1]])
    return size if 1 <= size <= _MAX_PIXELS else None
