"""Values in ODF: numbers and lengths of attributes, and texts of elements."""

from __future__ import annotations

from typing import cast

from lxml import etree

from ....model.normal import MAX_PIXELS
from ....model.patterns import compiled_later
from ....safe.xml import Element
from ..names import NAMESPACES

_INTEGER = compiled_later(r"\s*\+?([0-9]{1,9})\s*")
_LENGTH = compiled_later(r"\s*([0-9]{0,9}(?:\.[0-9]{0,9})?)(mm|cm|in|pt|pc|px)\s*")
# ODF 1.3 part 3, 18.3.18: units of a length, in points.
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


def integer(value: str | None, default: int) -> int:
    """The whole number `value` of at most nine digits, 0 or more; `default` for anything else."""
    found = _INTEGER.fullmatch(value) if value else None
    return int(found.group(1)) if found else default


def points(value: str | None) -> float:
    """The length `value` in points; 0 where it is absent, relative, negative or not a length."""
    found = _LENGTH.fullmatch(value) if value else None
    if found is None or found.group(1) in ("", "."):
        return 0
    return float(found.group(1)) * _POINTS[found.group(2)]


def pixels(value: str | None) -> int | None:
    """The length `value` in whole CSS pixels, at least 1; None where `points` gives 0."""
    length = points(value)
    if not length:
        return None
    return min(max(round(length / 0.75), 1), MAX_PIXELS)


def share(value: str) -> float:
    """The number of a relative width such as `3*`; 0 for anything else."""
    number = value.strip().removesuffix("*")
    return integer(number, 0) if number != value.strip() else 0


# --- texts of elements -----------------------------------------------------------------------------

_VISIBLE = etree.XPath(
    ".//text()[not(ancestor::office:binary-data or ancestor::office:annotation"
    " or ancestor::office:event-listeners or ancestor::svg:title or ancestor::svg:desc"
    " or ancestor::text:note-citation)]",
    namespaces={prefix: NAMESPACES[prefix] for prefix in ("office", "svg", "text")},
)


def visible_text(element: Element) -> str:
    """The visible characters of `element`, white space folded: no comments, descriptions, base64."""
    return " ".join("".join(cast("list[str]", _VISIBLE(element))).split())


def all_text(element: Element) -> str:
    """All characters in `element`, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())
