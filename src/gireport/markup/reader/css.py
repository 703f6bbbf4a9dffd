"""What an inline style says about content: hidden, white space, alignment, marks, breaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ...model.types import Align, Mark
from ...reading import symbols

Space: TypeAlias = Literal["fold", "keep", "lines"]
"""White space is folded; kept; or folded with line ends kept (`pre-line`)."""

_SPACES: dict[str, Space] = {
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
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_WIDTH = re.compile(r"([0-9]*\.?[0-9]+)(%|px|pt|cm|mm|in|em)?")


class Style(Struct, frozen=True):
    """The facts of one `style` attribute; None or empty where it says nothing."""

    hidden: bool = False
    space: Space | None = None
    align: Align | None = None
    add: tuple[Mark, ...] = ()
    remove: tuple[Mark, ...] = ()
    raised: Mark | None = None
    block: bool = False
    break_before: bool = False
    break_after: bool = False
    width: str = ""
    height: str = ""
    list_type: str = ""
    font: str = ""
    """The symbol font; `symbols.ORDINARY` for another font."""
    declarations: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The value of the property `name`, in lower case; empty where it is not declared."""
        return next((value for key, value in self.declarations if key == name), "")


NONE = Style()


@lru_cache(maxsize=2048)
def style(text: str) -> Style:
    """The facts in the `style` attribute `text`."""
    said: dict[str, str] = {}
    if "/*" in text:
        text = _COMMENT.sub(" ", text)
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            said[name.strip().lower()] = " ".join(value.lower().replace("!important", "").split())
    display = said.get("display", "")
    hidden = (
        display == "none" or said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all"
    )
    add, remove = _marks(said)
    return Style(
        hidden=hidden,
        space=_SPACES.get(said.get("white-space", "")),
        align=ALIGNS.get(said.get("text-align", "")),
        add=add,
        remove=remove,
        raised={"super": "superscript", "sub": "subscript"}.get(said.get("vertical-align", "")),  # type: ignore[arg-type]
        block=display in ("block", "table", "flex", "grid", "list-item"),
        break_before=bool(_BREAKS & {said.get("page-break-before"), said.get("break-before")}),
        break_after=bool(_BREAKS & {said.get("page-break-after"), said.get("break-after")}),
        width=said.get("width", ""),
        height=said.get("height", ""),
        list_type=said.get("list-style-type", "") or said.get("list-style", ""),
        font=_font(said),
        declarations=tuple(said.items()),
    )


def _font(said: dict[str, str]) -> str:
    """The symbol font of the text: of Word's own declaration, `font-family`, or the end of `font`."""
    if said.get("mso-char-type") == "symbol" and said.get("mso-symbol-font-family"):
        return symbols.first(said["mso-symbol-font-family"])
    if "font-family" in said:
        return symbols.first(said["font-family"])
    # The family stands last, behind the size: 10.5pt/1.5 "Wingdings 2", serif.
    words = said.get("font", "").partition(",")[0].split()
    found = (font for start in range(len(words)) if symbols.is_symbolic(font := " ".join(words[start:])))
    return next(found, symbols.ORDINARY if words else "").strip("\"'")


def _marks(said: dict[str, str]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    add: list[Mark] = []
    remove: list[Mark] = []
    weight = said.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600):
        add.append("bold")
    elif weight in ("normal", "lighter") or weight.isdecimal():
        remove.append("bold")
    slant = said.get("font-style", "")
    if slant.startswith(("italic", "oblique")):
        add.append("italic")
    elif slant == "normal":
        remove.append("italic")
    lines = said.get("text-decoration", "").split() + said.get("text-decoration-line", "").split()
    if "underline" in lines:
        add.append("underline")
    if "line-through" in lines:
        add.append("strike")
    return tuple(add), tuple(remove)


def width(text: str) -> tuple[float, str] | None:
    """A column width as its number and unit (`""` for pixels); None where it is none."""
    found = _WIDTH.fullmatch(text.strip().lower())
    if not found or float(found.group(1)) <= 0:
        return None
    unit = found.group(2) or ""
    return float(found.group(1)), "" if unit == "px" else unit


def pixels(text: str | None) -> int | None:
    """A picture's size in whole CSS pixels, 1 to 20000; None where it is given in no absolute unit."""
    found = width(text) if text else None
    if found is None or found[1] not in _PIXELS:
        return None
    size = round(found[0] * _PIXELS[found[1]])
    return size if 1 <= size <= 20_000 else None


_PIXELS = {"": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
