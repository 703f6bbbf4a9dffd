"""The metadata of a document, from `office:meta` (ODF 1.3 part 3, 4.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....losses import Losses
from ....model import Meta
from ....model.messages import message
from ....safe.xml import Element
from ..names import EXTRA_PREFIX, META_FIELDS, META_PREFIX, name

_TITLE, _DESCRIPTION, _LANGUAGE = name("dc:title"), name("dc:description"), name("dc:language")
_SUBJECT, _CREATOR, _FIRST_CREATOR = name("dc:subject"), name("dc:creator"), name("meta:initial-creator")
_KEYWORD, _USER_DEFINED, _NAME = name("meta:keyword"), name("meta:user-defined"), name("meta:name")


def read_meta(meta: Element | None, losses: Losses) -> Meta:
    """The metadata in `office:meta`. An author is not taken for the publishing organ."""
    if meta is None:
        return Meta()
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    keywords: list[str] = []
    for element in meta:
        value = element.text
        if not value:
            continue
        if element.tag == _KEYWORD:
            keywords.append(value)
        elif element.tag == _USER_DEFINED:
            _user_defined(element.get(_NAME, ""), value, fields, extra)
        elif element.tag in _TARGETS:
            _TARGETS[element.tag](fields, extra, value)
    year = fields.pop("year", None)
    if year is not None:
        if year.isascii() and year.isdecimal() and len(year) <= 4:
            fields["year"] = int(year)
        else:
            losses.note("not-kept", "meta.xml", 1, message("odt.year", year=year[:40]))
    return Meta(**fields, keywords=tuple(keywords), extra=extra)


def _user_defined(key: str, value: str, fields: dict[str, Any], extra: dict[str, str]) -> None:
    field = key.removeprefix(META_PREFIX)
    if field != key and field in META_FIELDS:
        fields.setdefault(field, value)
    elif key:
        extra.setdefault(key.removeprefix(EXTRA_PREFIX), value)


def _field(key: str) -> Callable[[dict[str, Any], dict[str, str], str], None]:
    return lambda fields, _extra, value: fields.update({key: value})


_TARGETS: dict[str, Callable[[dict[str, Any], dict[str, str], str], None]] = {
    _TITLE: _field("title"),
    _DESCRIPTION: _field("description"),
    _LANGUAGE: _field("language"),
    _SUBJECT: lambda _fields, extra, value: extra.update(subject=value),
    _CREATOR: lambda _fields, extra, value: extra.update(creator=value),
    _FIRST_CREATOR: lambda _fields, extra, value: extra.update({"creator": extra.get("creator", value)}),
}
