"""A style file: an office's own values, as TOML, in place of those of one of our house styles."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

import msgspec

from ..errors import GireportError, UsageError
from ..model.messages import message
from ..model.types import Align
from ..safe.input import load, name_of
from .gbt9704 import GBT9704
from .house import ROLES, Font, House, Role, TextStyle
from .plain import PLAIN

HOUSES = {house.name: house for house in (GBT9704, PLAIN)}
_MM = 1440 / 25.4
_FREE = ("Noto Serif CJK SC",)
"""What stands for a font that we do not know."""


class _Number(msgspec.Struct, frozen=True):
    """A number between two bounds, and how many of our units (twips, points …) it is."""

    low: float
    high: float
    units: float = 1
    whole: bool = False


_POINTS = _Number(1, 200)
_SPACE = _Number(0, 200)
_INDENT = _Number(0, 20)
_MARGIN = _Number(0, 200, _MM, whole=True)
_PAGE = {
    "width": _Number(50, 1000, _MM, whole=True),
    "height": _Number(50, 1000, _MM, whole=True),
    **dict.fromkeys(("top", "right", "bottom", "left", "footer"), _MARGIN),
}
_LINES = {"pitch": _Number(0, 200)}
_TEXT: dict[str, _Number | tuple[str, ...] | type] = {
    "font": str,
    "size": _POINTS,
    "align": get_args(Align),
    "indent": _INDENT,
    "hanging": _INDENT,
    "line": _SPACE,
    "before": _SPACE,
    "after": _SPACE,
    "spacing": _Number(-5, 20, 20, whole=True),
    "keep_next": bool,
}
_TABLE = {
    "border": _Number(0.25, 6),
    "padding_side": _Number(0, 20, _MM, whole=True),
    "padding_top": _Number(0, 20, _MM, whole=True),
    "small_from": _Number(1, 1000, whole=True),
    "small": _POINTS,
}
_SECTIONS = ("base", "page", "lines", "latin", "page_number", "text", "table")
_LEAST_TEXT = 1440
"""The least width and height of the type area in twips."""


def read_style(style: str | os.PathLike[str] | Mapping[str, Any]) -> House:
    """The house style of a file, of what a file holds, or of a name.

    Raises:
        UsageError: it is neither, or a key or a value of it is not allowed.
        ReadError: the file cannot be read.
    """
    values = style_values(style)
    return HOUSES[values] if isinstance(values, str) else _made(msgspec.json.encode(values))


def style_values(style: str | os.PathLike[str] | Mapping[str, Any]) -> str | dict[str, Any]:
    """The name of one of our styles, or what a style file holds, checked: both can be sent to a worker.

    Raises:
        UsageError, ReadError: as `read_style`.
    """
    if isinstance(style, Mapping):
        values = dict(style)
        _house(values)
        return values
    if not isinstance(style, str | os.PathLike):
        raise UsageError(message("style.type", type=type(style).__name__))
    name = os.fspath(style)
    if name in HOUSES:
        return name
    if not name.endswith(".toml"):
        cause = message("usage.unknown-name", kind=message("usage.kind-style"), name=name)
        raise UsageError(cause, hint=message("style.names", names=tuple(HOUSES)))
    try:
        values = _parsed(load(name))
        _house(values)
    except GireportError as error:
        error.source = name_of(style)
        raise
    return values


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError are of the first
        raise UsageError(message("style.not-toml", reason=str(error))) from None


@lru_cache(maxsize=8)
def _made(values: bytes) -> House:
    """The style for these values; the same values give the same object, so that its parts are made once."""
    return _house(msgspec.json.decode(values))


# --- values --------------------------------------------------------------------------------------


def _house(values: Mapping[str, Any]) -> House:
    _check_keys("", values, _SECTIONS)
    base = _one_of("base", values.get("base", GBT9704.name), tuple(HOUSES))
    house = HOUSES[base]
    page = house.page._replace(**_numbers("page", values, _PAGE))
    if page.text_width < _LEAST_TEXT or page.height - page.top - page.bottom < _LEAST_TEXT:
        raise UsageError(message("style.no-room"))
    pitch = _numbers("lines", values, _LINES).get("pitch", house.line_pitch) or None
    latin = _section("latin", values, ("font",)).get("font")
    return House(
        house.name,
        page,
        _styles(house, values, pitch),
        house.table._replace(**_numbers("table", values, _TABLE)),
        house.latin if latin is None else _font("latin.font", latin),
        _page_number(values, house),
        pitch,
    )


def _styles(house: House, values: Mapping[str, Any], pitch: float | None) -> dict[Role, TextStyle]:
    given = _section("text", values, ROLES)
    styles: dict[Role, TextStyle] = {}
    for role in ROLES:
        style = house.styles[role]
        if style.line is not None and style.line == house.line_pitch:
            style = style._replace(line=pitch)
        styles[role] = style._replace(**_text(f"text.{role}", _section(role, given, tuple(_TEXT), "text.")))
    return styles


def _text(place: str, values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        where, kind = f"{place}.{key}", _TEXT[key]
        if key == "font":
            found[key] = _font(where, value)
        elif isinstance(kind, _Number):
            found[key] = _number(where, value, kind)
        elif isinstance(kind, tuple):
            found[key] = _one_of(where, value, kind)
        elif isinstance(value, bool):
            found[key] = value
        else:
            raise UsageError(message("style.not-a-switch", key=where))
    if "line" in found:
        found["line"] = found["line"] or None  # 0: single spacing
    return found


def _page_number(values: Mapping[str, Any], house: House) -> tuple[str, str]:
    texts = values.get("page_number", list(house.page_number))
    if not (isinstance(texts, list) and len(texts) == 2 and all(_is_text(text) for text in texts)):
        raise UsageError(message("style.page-number"))
    return texts[0], texts[1]


def _section(
    key: str, values: Mapping[str, Any], known: tuple[str, ...], outer: str = ""
) -> Mapping[str, Any]:
    """The table `key` in `values`, which may hold the keys `known`; an empty one where it is absent."""
    section = values.get(key, {})
    if not isinstance(section, Mapping):
        raise UsageError(message("style.not-a-table", key=outer + key))
    _check_keys(f"{outer}{key}.", section, known)
    return section


def _check_keys(place: str, values: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in values:
        if key not in known:
            raise UsageError(message("style.unknown-key", key=f"{place}{key}", names=known))


def _numbers(section: str, values: Mapping[str, Any], known: Mapping[str, _Number]) -> dict[str, Any]:
    found = _section(section, values, tuple(known))
    return {key: _number(f"{section}.{key}", value, known[key]) for key, value in found.items()}


def _number(place: str, value: object, kind: _Number) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not kind.low <= value <= kind.high:
        raise UsageError(message("style.number", key=place, low=kind.low, high=kind.high))
    return round(value * kind.units) if kind.whole else value * kind.units


def _one_of(place: str, value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise UsageError(message("style.choice", key=place, names=known))
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _font(place: str, value: object) -> Font:
    """The font of this name, with what may stand for it where we know it."""
    if not isinstance(value, str) or not value.strip() or not _is_text(value) or len(value) > 100:
        raise UsageError(message("style.font", key=place))
    for font in {*GBT9704.fonts, *PLAIN.fonts}:
        if value in font.stack:
            return Font(value, tuple(name for name in font.stack if name != value), font.generic)
    return Font(value, _FREE)
