"""What is known of portals, from the tables beside this module: containers, names, chrome."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T", bound=Struct)


class Containers(Struct, frozen=True):
    """`containers.json`: selectors `tag`, `#id`, `.class`, `tag.class`; pairs that begin and end an article;
    attributes in which a picture that is shown late has its address.

    `sure` ones hold an article and little else; `wide` ones are used for other things too.
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

    `evidence` are the metas that only portals have (国办发〔2017〕47号, annex 网页设计规范); `heads` the labels of
    which a block of labels has one; `attachments` the suffixes of files that are attached; `unsaid` the texts of
    links to them that say nothing.
    """

    metas: dict[str, str]
    evidence: tuple[str, ...]
    labels: dict[str, str]
    heads: frozenset[str]
    unsaid: frozenset[str]
    attachments: tuple[str, ...]


class Chrome(Struct, frozen=True):
    """`chrome.json`: elements; words of class or id, and whole `names` of them, in lower case without - and _;
    patterns of lines and of their parts. The words `parts` name parts of an article, too.

    A `weak` part makes no line chrome by itself; `furniture` are kinds of words by which a page shows that it is a
    site's; `beside` may stand beside links in a list of them; `scan` is the line beside a picture that a telephone takes (二维码). By a line `missing` a page says that it
    is not there, by a window's title `missing_titles`, too, and by one of `results` that it is a search. What `of_report`
    is found in is no list.
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
    beside: str
    scan: str
    missing: str
    missing_titles: str
    results: str
    of_report: str
    attachments_head: str
    links_head: str


def _load(name: str, kind: type[T]) -> T:
    return msgspec.json.decode(Path(__file__).with_name(name).read_bytes(), type=kind)


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


def says_missing(window: str) -> bool:
    """Whether the title of a window says that the page is not there."""
    return bool(re.fullmatch(chrome().missing_titles, window.strip(), re.IGNORECASE))


_SELECTOR = re.compile(r"([a-z0-9]*)(?:([#.])([\w-]+))?", re.IGNORECASE)


def parts(selector: str) -> tuple[str, str, str]:
    """A selector as its tag (may be empty), `#`, `.` or nothing, and the id or class, in lower case."""
    found = _SELECTOR.fullmatch(selector)
    assert found is not None
    return found[1].lower(), found[2] or "", (found[3] or "").lower()
