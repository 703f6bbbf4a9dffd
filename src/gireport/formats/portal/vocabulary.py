"""What is known about portals, from the tables beside this module: containers, names of metadata, chrome."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from ...model.patterns import compiled_later

T = TypeVar("T", bound=Struct)

_SELECTOR = compiled_later(r"([a-z0-9]*)(?:([#.])([\w-]+))?", re.IGNORECASE)


class Containers(Struct, frozen=True):
    """`containers.json`: where an article stands. Selectors are `tag`, `#id`, `.class` or `tag.class`.

    `sure`: containers of an article and little else; `wide`: containers that sites use for other things too;
    `marks` and `metas`: comments and metas that begin and end an article; `titles`: elements of a title;
    `page_break`: the text between the pages of an article; `lazy`: attributes with the address of a picture
    that a script loads later.
    """

    sure: tuple[str, ...]
    wide: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    metas: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    page_break: str
    lazy: tuple[str, ...]


class Names(Struct, frozen=True):
    """`names.json`: names of metas (in lower case) and labels → a field of `Meta`, or a key of `Meta.extra`.

    `evidence`: metas that only portals have (国办发〔2017〕47号, annex 网页设计规范); `heads`: the labels of
    which each block of labels has one; `generic_link_texts`: texts of links to files that do not name the
    file; `attachments`: the suffixes of attached files.
    """

    metas: dict[str, str]
    evidence: tuple[str, ...]
    labels: dict[str, str]
    heads: frozenset[str]
    generic_link_texts: frozenset[str]
    attachments: tuple[str, ...]


class Chrome(Struct, frozen=True):
    """`chrome.json`: what a site puts around and into an article, as elements, names and patterns.

    `elements`: tags; `words`: words in a class or id; `parts`: those of them that also name parts of an
    article; `names`: whole classes or ids, in lower case without `-` and `_`.

    `lines`: patterns of whole lines; `tokens`: parts that make a line chrome; `weak`: parts that do not;
    `labels` and `weak_labels`: the same for labels with a value; `beside_links`: what may stand beside links
    in a list of them; `qr_caption`: the line beside a QR code (二维码); `attachments_head`, `links_head`:
    lines over a list of links.

    `furniture`: kinds of words that only the page of a site has; `missing`: lines, and `missing_titles`:
    window titles, of a page that does not exist; `results`: window titles of a search; `report_text`: text of
    a report, so that a page with it is not a list.
    """

    elements: frozenset[str]
    words: frozenset[str]
    parts: frozenset[str]
    names: frozenset[str]
    lines: tuple[str, ...]
    tokens: tuple[str, ...]
    weak: tuple[str, ...]
    labels: tuple[str, ...]
    weak_labels: tuple[str, ...]
    furniture: tuple[tuple[str, ...], ...]
    beside_links: str
    qr_caption: str
    missing: str
    missing_titles: str
    results: str
    report_text: str
    attachments_head: str
    links_head: str


def _load(name: str, kind: type[T]) -> T:
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        return msgspec.json.decode(file.read(), type=kind)


@lru_cache(maxsize=1)
def containers() -> Containers:
    """The table of containers."""
    return _load("containers.json", Containers)


@lru_cache(maxsize=1)
def names() -> Names:
    """The table of names."""
    return _load("names.json", Names)


@lru_cache(maxsize=1)
def chrome() -> Chrome:
    """The table of chrome."""
    return _load("chrome.json", Chrome)


def is_error_title(title: str) -> bool:
    """Whether a window title says that the page does not exist."""
    return bool(re.fullmatch(chrome().missing_titles, title.strip(), re.IGNORECASE))


def selector_parts(selector: str) -> tuple[str, str, str]:
    """A selector as its tag (may be empty), `#`, `.` or nothing, and the id or class, in lower case."""
    found = _SELECTOR.fullmatch(selector)
    assert found is not None
    return found[1].lower(), found[2] or "", (found[3] or "").lower()
