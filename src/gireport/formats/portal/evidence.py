"""Whether a page is a portal's: told from its bytes, before anything is decoded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .facts import chrome, containers, names, parts

_WHOLE = re.compile(rb"<(?:!doctype\s+html|html|head)[\s>]", re.IGNORECASE)
# The first lines of a page that gireport wrote.
_OURS = re.compile(
    rb'<!DOCTYPE html>\n<html[^>\n]*>\n<head>\n<meta charset="utf-8">\n<meta name="viewport"[^>\n]*>\n<title>'
)
# What word processors and converters write into the pages that they make.
_MADE = re.compile(
    rb"""<meta\s[^>]*(?:name=["']?(?:ProgId|Originator)\b|name=["']?generator["']?[^>]*content=["']?"""
    rb"""(?:pandoc|LibreOffice|OpenOffice|Microsoft|WPS|Aspose|docx|Asciidoc|Doxygen|Sphinx|Word))""",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rb"""\b(id|class)\s*=\s*(?:"([^"<>]{0,200})"|'([^'<>]{0,200})'|([^\s"'<>]{1,200}))""", re.IGNORECASE
)
_FURNISHED = 3
"""Kinds of furniture that only a site has together."""
_UCAP = re.compile(rb"<(ucapcontent)[\s>]", re.IGNORECASE)


def is_portal_page(data: bytes) -> bool:
    """Whether `data` is a whole page that a portal made.

    It is where it has a meta that portals must have, or (unless a word processor, a converter or gireport made
    the page) a container that only portals have, or furniture and another container or a label such as 索引号, or much furniture.
    """
    head = data[:2048]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        data = data.replace(b"\0", b"")  # UTF-16: the ASCII in it is enough
        head = data[:2048]
    starts = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n\x0c")[:1] == b"<"
    if not starts or not _WHOLE.search(head) or _OURS.match(head):
        return False
    if _metas().search(data):
        return True
    if _MADE.search(data[:8192]):
        return False
    table = containers()
    if any(f"<!--{begin}".encode() in data for begin, _ in table.marks if begin.isascii()):
        return True
    furniture = {b"<" if one[:1] == b"<" else one for one in _furniture().findall(data)}
    if len(furniture) >= _FURNISHED:
        return True
    furnished = bool(furniture)
    found = set(_named(data))
    return not found.isdisjoint(_keys(table.sure)) or (
        furnished and (not found.isdisjoint(_keys(table.wide)) or _labels().search(data) is not None)
    )


@lru_cache(maxsize=1)
def _metas() -> re.Pattern[bytes]:
    """The metas that only portals have."""
    wanted = "|".join(names().evidence).encode()
    return re.compile(rb"""\bname\s*=\s*["']?(?:%b)["'\s>/]""" % wanted, re.IGNORECASE)


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[bytes]:
    """Elements and words that stand around an article on a site."""
    return re.compile(b"<(?:nav|header|footer)[\\s>]|" + _texts(chrome().furniture), re.IGNORECASE)


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[bytes]:
    """The labels of which a portal's block of labels has one."""
    return re.compile(_texts(names().heads))


def _texts(texts: Iterable[str]) -> bytes:
    """A pattern for any of `texts` in the encodings that pages are in."""
    return b"|".join(
        re.escape(text.encode(codec)) for text in sorted(texts) for codec in ("utf-8", "gb18030")
    )


def _named(data: bytes) -> Iterator[str]:
    """The `#id`s and `.class`es of a page, and its elements that no HTML has."""
    for found in _NAMED.finditer(data):
        kind, *values = found.groups()
        value = next(value for value in values if value is not None).decode("ascii", "replace").lower()
        if kind.lower() == b"id":
            yield f"#{value}"
        else:
            yield from (f".{name}" for name in value.split())
    yield from (f"<{tag.decode().lower()}" for tag in _UCAP.findall(data))


def _keys(selectors: tuple[str, ...]) -> Iterator[str]:
    for selector in selectors:
        tag, kind, name = parts(selector)
        yield f"{kind}{name}" if kind else f"<{tag}"
