"""Whether a page is a portal's: told from its source, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"""\b(id|class)\s*=\s*(?:"([^"<>]{0,200})"|'([^'<>]{0,200})'|([^\s"'<>]{1,200}))""", re.IGNORECASE
)
_HEAD = 8192
"""Bytes in which a page begins; a comment may stand first."""
_FURNISHED = 3
"""Kinds of furniture that only a site has together."""
_LABELLED = 4
"""Labels that only a portal's block of labels has together, one of them a head of such blocks."""
_PART = -1
"""The kind of furniture that `nav`, `header` and `footer` are, and elements named like them."""
_PARTS = frozenset({"header", "head", "top", "nav", "footer", "foot", "bottom", "banner", "menu"})
_SITE = re.compile(r"<(?:nav|header|footer)[\s>]", re.IGNORECASE)
_FRAMES = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,200})", re.IGNORECASE)
_TAG = re.compile("<[^<>]*>")
_LONGEST_SHELL = 1 << 16
_CHINESE = re.compile("[\u4e00-\u9fff]")
# White space in a label: 索　引　号.
_SPACE = re.compile(r"(?:\s|&nbsp;|&e[mn]sp;)+")
_UCAP = re.compile(r"<(ucapcontent)[\s>]", re.IGNORECASE)


def is_portal_page(data: bytes) -> bool:
    """Whether `data` is a whole page that a portal made.

    It is where it has a meta that portals must have, or (unless a word processor, a converter or gireport made
    the page) a container that only portals have, or furniture and another container or a label such as 索引号, or much
    furniture, or a block of such labels; and where it is a set of frames, shows nothing but what
    scripts do, or is that of an error.
    """
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        data = data.replace(b"\0", b"")  # UTF-16: the ASCII in it is enough
        head = data[:_HEAD]
    starts = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n\x0c")[:1] == b"<"
    if not starts or not _WHOLE.search(head) or _OURS.match(head):
        return False
    if _metas().search(data):
        return True
    if _MADE.search(head):
        return False
    return _is_portals(_text(data))


def _text(data: bytes) -> str:
    """`data` in the encoding, of the two that pages are in, that has more of it as Chinese."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if len(_CHINESE.findall(text)) > text.count("\ufffd"):
            return text
        return data.decode("gb18030", "replace")


def _is_portals(page: str) -> bool:
    """The same of the text of a page that has no such meta, and that no other program made."""
    table = containers()
    if any(f"<!--{begin}" in page for begin, _ in table.marks):
        return True
    title = _TITLE.search(page)
    if _FRAMES.search(page) or _is_shell(page) or (title and says_missing(title[1])):
        return True
    kinds = _kinds()
    furniture = {kinds[one] for one in _furniture().findall(page)}
    if _SITE.search(page):
        furniture.add(_PART)
    furnished = bool(furniture)
    found = set(_named(page))
    if any(one[0] in "#." and one[1:] in _PARTS for one in found):
        furniture.add(_PART)  # weaker than the element: it does not furnish a page by itself
    if len(furniture) >= _FURNISHED or not found.isdisjoint(_keys(table.sure)):
        return True
    if furnished and not found.isdisjoint(_keys(table.wide)):
        return True
    labelled = {_SPACE.sub("", label) for label in _labels().findall(page)}
    return not labelled.isdisjoint(names().heads) and (furnished or len(labelled) >= _LABELLED)


def _is_shell(page: str) -> bool:
    """Whether scripts alone give the page what it shows."""
    if len(page) > _LONGEST_SHELL:
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
    """The metas that only portals have."""
    wanted = "|".join(names().evidence).encode()
    return re.compile(rb"""\bname\s*=\s*["']?(?:%b)["'\s>/]""" % wanted, re.IGNORECASE)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, int]:
    """Words that stand around an article on a site → their kind."""
    return {text: kind for kind, texts in enumerate(chrome().furniture) for text in texts}


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    """The words that stand around an article on a site."""
    return re.compile("|".join(map(re.escape, sorted(_kinds()))))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """The labels of a portal's block of labels, with white space between their characters, before a colon or a tag."""
    space = _SPACE.pattern[:-1] + "*"
    wanted = "|".join(space.join(label) for label in sorted(names().labels))
    return re.compile(f"(?:{wanted})(?={space}[:：<\\]】])")


def _named(page: str) -> Iterator[str]:
    """The `#id`s and `.class`es of a page, and its elements that no HTML has."""
    for found in _NAMED.finditer(page):
        kind, *values = found.groups()
        value = next(value for value in values if value is not None).lower()
        if kind.lower() == "id":
            yield f"#{value}"
        else:
            yield from (f".{name}" for name in value.split())
    yield from (f"<{tag.lower()}" for tag in _UCAP.findall(page))


def _keys(selectors: tuple[str, ...]) -> Iterator[str]:
    for selector in selectors:
        tag, kind, name = parts(selector)
        yield f"{kind}{name}" if kind else f"<{tag}"
