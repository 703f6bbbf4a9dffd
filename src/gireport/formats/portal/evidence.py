"""Recognises the page of a portal from its source, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model.patterns import compiled_later
from .vocabulary import chrome, containers, is_error_title, names, selector_parts

_WHOLE_PAGE = compiled_later(rb"<(?:!doctype\s+html|html|head)[\s>]", re.IGNORECASE)
# The first lines of a page that gireport wrote.
_GIREPORT_PAGE = compiled_later(
    rb'<!DOCTYPE html>\n<html[^>\n]*>\n<head>\n<meta charset="utf-8">\n<meta name="viewport"[^>\n]*>\n<title>'
)
# Metas that word processors and converters write.
_EXPORTED = compiled_later(
    rb"""<meta\s[^>]*(?:name=["']?(?:ProgId|Originator)\b|name=["']?generator["']?[^>]*content=["']?"""
    rb"""(?:pandoc|LibreOffice|OpenOffice|Microsoft|WPS|Aspose|docx|Asciidoc|Doxygen|Sphinx|Word))""",
    re.IGNORECASE,
)
_ID_OR_CLASS = compiled_later(
    r"""\b(id|class)\s*=\s*(?:"([^"<>]{0,200})"|'([^'<>]{0,200})'|([^\s"'<>]{1,200}))""", re.IGNORECASE
)
_HEAD = 8192
"""Bytes at the start in which the tag of a whole page is searched; a comment may stand before it."""
_MIN_FURNITURE = 3
"""Kinds of furniture that only the page of a site has together."""
_MIN_LABELS = 4
"""Labels that only a block of labels has together, one of them a head."""
_SITE_PART = -1
"""The kind of furniture of `nav`, `header` and `footer`, and of elements with such names."""
_SITE_PART_NAMES = frozenset({"header", "head", "top", "nav", "footer", "foot", "bottom", "banner", "menu"})
_SITE_ELEMENT = compiled_later(r"<(?:nav|header|footer)[\s>]", re.IGNORECASE)
_FRAMES = compiled_later(r"<frameset[\s>]", re.IGNORECASE)
_TITLE = compiled_later(r"<title[^<>]*>([^<]{1,200})", re.IGNORECASE)
_TAG = compiled_later("<[^<>]*>")
_MAX_SHELL = 1 << 16
_CHINESE = compiled_later("[\u4e00-\u9fff]")
# White space in a label: 索　引　号.
_SPACE = compiled_later(r"(?:\s|&nbsp;|&e[mn]sp;)+")
_UCAP = compiled_later(r"<(ucapcontent)[\s>]", re.IGNORECASE)


def is_portal_page(data: bytes) -> bool:
    """Whether `data` is a whole page of a portal.

    Any of these is enough: a meta that portals must have; or, unless a word processor, a converter or
    gireport wrote the page, a container that only portals have; furniture together with another container or
    a label such as 索引号; much furniture; a block of labels; a frameset; a page that scripts fill; the page
    of an error.
    """
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        data = data.replace(b"\0", b"")  # UTF-16: its ASCII characters are enough
        head = data[:_HEAD]
    starts = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n\x0c")[:1] == b"<"
    if not starts or not _WHOLE_PAGE.search(head) or _GIREPORT_PAGE.match(head):
        return False
    if _metas().search(data):
        return True
    if _EXPORTED.search(head):
        return False
    return _has_evidence(_text(data))


def _text(data: bytes) -> str:
    """`data` decoded as UTF-8, or as GB18030 where it is hardly Chinese as UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if len(_CHINESE.findall(text)) > text.count("\ufffd"):
            return text
        return data.decode("gb18030", "replace")


def _has_evidence(page: str) -> bool:
    """Whether the source `page`, which has no meta of portals, has other evidence."""
    table = containers()
    if any(f"<!--{begin}" in page for begin, _ in table.marks):
        return True
    title = _TITLE.search(page)
    if _FRAMES.search(page) or _is_shell(page) or (title and is_error_title(title[1])):
        return True
    kinds = _kinds()
    furniture = {kinds[word] for word in _furniture().findall(page)}
    if _SITE_ELEMENT.search(page):
        furniture.add(_SITE_PART)
    has_furniture = bool(furniture)
    found = set(_keys_of_page(page))
    if any(key[0] in "#." and key[1:] in _SITE_PART_NAMES for key in found):
        furniture.add(_SITE_PART)  # weaker evidence than the element: does not set `has_furniture`
    if len(furniture) >= _MIN_FURNITURE or not found.isdisjoint(_keys_of_selectors(table.sure)):
        return True
    if has_furniture and not found.isdisjoint(_keys_of_selectors(table.wide)):
        return True
    labels = {_SPACE.sub("", label) for label in _labels().findall(page)}
    return not labels.isdisjoint(names().heads) and (has_furniture or len(labels) >= _MIN_LABELS)


def _is_shell(page: str) -> bool:
    """Whether the page has no text of its own: scripts fill it."""
    if len(page) > _MAX_SHELL:
        return False
    rest = page.lower()
    if "<script" not in rest:
        return False
    for tag in ("script", "style", "title", "noscript"):
        first, *others = rest.split(f"<{tag}")
        rest = first + "".join(other.partition(f"</{tag}")[2].partition(">")[2] for other in others)
    return not _SPACE.sub("", _TAG.sub("", rest)).strip()


@lru_cache(maxsize=1)
def _metas() -> re.Pattern[bytes]:
    """A meta that only portals have."""
    metas = "|".join(names().evidence).encode()
    return re.compile(rb"""\bname\s*=\s*["']?(?:%b)["'\s>/]""" % metas, re.IGNORECASE)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, int]:
    """Words that stand around an article on the page of a site → their kind."""
    return {text: kind for kind, texts in enumerate(chrome().furniture) for text in texts}


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    """Any of these words."""
    return re.compile("|".join(map(re.escape, sorted(_kinds()))))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """A label before a colon or a tag, maybe with white space between its characters."""
    space = _SPACE.pattern[:-1] + "*"
    labels = "|".join(space.join(label) for label in sorted(names().labels))
    return re.compile(f"(?:{labels})(?={space}[:：<\\]】])")


def _keys_of_page(page: str) -> Iterator[str]:
    """Each `#id` and `.class` of a page, and `<ucapcontent`, an element that only portals have."""
    for found in _ID_OR_CLASS.finditer(page):
        kind, *values = found.groups()
        value = next(value for value in values if value is not None).lower()
        if kind.lower() == "id":
            yield f"#{value}"
        else:
            yield from (f".{name}" for name in value.split())
    yield from (f"<{tag.lower()}" for tag in _UCAP.findall(page))


def _keys_of_selectors(selectors: tuple[str, ...]) -> Iterator[str]:
    """Each `#id`, `.class` or `<tag` of the selectors."""
    for selector in selectors:
        tag, kind, name = selector_parts(selector)
        yield f"{kind}{name}" if kind else f"<{tag}"
