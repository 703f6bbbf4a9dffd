"""Whether a page is a portal's: told from its bytes, before anything is decoded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .facts import chrome, containers, names, parts, says_missing

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
_LABELLED = 4
"""Labels that only a portal's block of labels has together, one of them a head of such blocks."""
_PART = -1
"""The kind of furniture that `nav`, `header` and `footer` are, and elements named like them."""
_PARTS = frozenset({"header", "head", "top", "nav", "footer", "foot", "bottom", "banner", "menu"})
_FRAMES = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^<>]*>([^<]{1,400})", re.IGNORECASE)
_TAG = re.compile(b"<[^<>]*>")
_LONGEST_SHELL = 1 << 16
_CODECS = ("utf-8", "gb18030")
# White space in a label: 索　引　号.
_SPACE = re.compile(rb"(?:\s|&nbsp;|&e[mn]sp;|\xc2\xa0|\xe3\x80\x80|\xa1\xa1)+")
_UCAP = re.compile(rb"<(ucapcontent)[\s>]", re.IGNORECASE)


def is_portal_page(data: bytes) -> bool:
    """Whether `data` is a whole page that a portal made.

    It is where it has a meta that portals must have, or (unless a word processor, a converter or gireport made
    the page) a container that only portals have, or furniture and another container or a label such as 索引号, or much
    furniture, or a block of such labels; and where it is a set of frames, shows nothing but what
    scripts do, or is that of an error.
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
    if _FRAMES.search(data) or _is_shell(data) or _is_missing(data):
        return True
    kinds = _kinds()
    furniture = {kinds[one.lower()] for one in _furniture().findall(data)}
    furnished = bool(furniture)
    found = set(_named(data))
    if any(one[0] in "#." and one[1:] in _PARTS for one in found):
        furniture.add(_PART)  # weaker than the element: it does not furnish a page by itself
    if len(furniture) >= _FURNISHED or not found.isdisjoint(_keys(table.sure)):
        return True
    if furnished and not found.isdisjoint(_keys(table.wide)):
        return True
    labelled = {_SPACE.sub(b"", label) for label in _labels().findall(data)}
    heads = {head.encode(codec) for head in names().heads for codec in _CODECS}
    return not labelled.isdisjoint(heads) and (furnished or len(labelled) >= _LABELLED)


def _is_shell(data: bytes) -> bool:
    """Whether scripts alone give the page what it shows."""
    if len(data) > _LONGEST_SHELL:
        return False
    rest = data.lower()
    if b"<script" not in rest:
        return False
    for tag in (b"script", b"style", b"title", b"noscript"):
        first, *others = rest.split(b"<" + tag)
        rest = first + b"".join(other.partition(b"</" + tag)[2].partition(b">")[2] for other in others)
    return not _SPACE.sub(b"", _TAG.sub(b"", rest)).strip()


def _is_missing(data: bytes) -> bool:
    """Whether the window's title says that there is no such page."""
    found = _TITLE.search(data)
    return found is not None and any(says_missing(found[1].decode(codec, "replace")) for codec in _CODECS)


@lru_cache(maxsize=1)
def _metas() -> re.Pattern[bytes]:
    """The metas that only portals have."""
    wanted = "|".join(names().evidence).encode()
    return re.compile(rb"""\bname\s*=\s*["']?(?:%b)["'\s>/]""" % wanted, re.IGNORECASE)


@lru_cache(maxsize=1)
def _kinds() -> dict[bytes, int]:
    """What stands around an article on a site, in the encodings that pages are in → its kind."""
    kinds = {f"<{tag}".encode(): _PART for tag in ("nav", "header", "footer")}
    for kind, texts in enumerate(chrome().furniture):
        kinds |= {text.encode(codec).lower(): kind for text in texts for codec in _CODECS}
    return kinds


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[bytes]:
    """Elements and words that stand around an article on a site."""
    return re.compile(
        b"<(?:nav|header|footer)(?=[\\s>])|" + _texts(text for text in _kinds() if text[:1] != b"<"),
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[bytes]:
    """The labels of a portal's block of labels, with white space between their characters, before a colon or a tag."""
    wanted = b"|".join(
        (_SPACE.pattern[:-1] + b"*").join(re.escape(letter.encode(codec)) for letter in label)
        for codec in _CODECS
        for label in sorted(names().labels)
    )
    ends = b"|".join(re.escape(end.encode(codec)) for end in "：】" for codec in _CODECS)
    return re.compile(b"(?:%b)(?=%b*(?:[:<\\]]|%b))" % (wanted, _SPACE.pattern[:-1], ends))


def _texts(texts: Iterable[bytes]) -> bytes:
    """A pattern for any of `texts`."""
    return b"|".join(map(re.escape, sorted(texts)))


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
