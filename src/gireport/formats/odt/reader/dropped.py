"""What is dropped with a loss: page headers and footers, and characters where the schema allows none (O12).

Such characters are, for example, in a bookmark's edge, in a tab or a declaration, or directly in a note or a
frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from ....losses import Losses
from ....model.patterns import compiled_later
from ....reading.misplaced import TEXT, ContentModel, MisplacedContent, SkippedElements
from ....safe.xml import Element
from ..names import NAMESPACES, name, plain_name
from .package import Source
from .values import all_text

# --- page headers and footers ------------------------------------------------------------------------

_NAME, _DISPLAY_NAME = name("style:name"), name("style:display-name")
_HEADERS = {
    name(f"style:{side}{suffix}"): f"{side}{pages}"
    for side in ("header", "footer")
    for suffix, pages in (("", ""), ("-left", " of left pages"), ("-first", " of the first page"))
}
_PAGE_NUMBERS = (name("text:page-number"), name("text:page-count"))
_WORD_CHARACTER = compiled_later(r"\w")
# Words around a page number that is a field: 第 1 页 共 5 页, Page 1 of 5.
_PAGE_WORDS = compiled_later(r"第|页|頁|共|\bpage\b|\bof\b", re.IGNORECASE)


def note_headers(source: Source, losses: Losses) -> None:
    """Report each page header and footer that has more than a page number, with its page style."""
    if source.master is None:
        return
    for element in source.master.iter(*_HEADERS):
        page = element.getparent()
        style = "" if page is None else page.get(_DISPLAY_NAME) or plain_name(page.get(_NAME, ""))
        where = f"{source.master_part}, page style “{style}”, {_HEADERS[str(element.tag)]}"
        text = all_text(element)
        digits = sum(len(all_text(number)) for number in element.iter(*_PAGE_NUMBERS))
        other = _PAGE_WORDS.sub("", text) if digits else text
        if len(_WORD_CHARACTER.findall(other)) > digits:
            losses.note("header-footer", where, 1, text[:60])


# --- characters where the schema allows none ---------------------------------------------------------

_NOTHING = frozenset[str]()
_ONLY_TEXT = frozenset({TEXT})


def _names(prefix: str, *tags: str) -> frozenset[str]:
    return frozenset(name(f"{prefix}:{tag}") for tag in tags)


_DESCRIBED = _names("svg", "title", "desc")
_INDEXES = (
    *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
    *("alphabetical-index", "bibliography"),
)
_INDEX_SOURCES = _names("text", *(f"{index}-source" for index in _INDEXES))
_TEMPLATES = _names("text", *(f"{index}-entry-template" for index in _INDEXES))
_ENTRIES = ("chapter", "text", "page-number", "bibliography", "tab-stop", "link-start", "link-end")
_COLUMN_GROUPS = _names("table", "table-header-columns", "table-columns", "table-column-group")
# The loss of the object covers what is in it, or it is kept as a formula.
_OBJECTS = _names("draw", "object", "object-ole", "plugin", "applet", "floating-frame")
LEAVES: frozenset[str] = _names(
    "text",
    *("bookmark", "bookmark-start", "bookmark-end", "s", "tab", "line-break", "soft-page-break"),
    *("reference-mark", "reference-mark-start", "reference-mark-end", "change", "change-start", "change-end"),
)
"""Elements of a paragraph that the schema leaves empty; the reader ignores what is in them."""

# Element → its children that the reader reads. `tests/…/test_dropped.py` compares this with the reader.
_ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(LEAVES, _NOTHING),
    **dict.fromkeys(
        _names(
            "text",
            *("label", "variable-decls", "sequence-decls", "user-field-decls", "dde-connection-decls"),
            *("alphabetical-index-auto-mark-file", "section-source"),
        ),
        _NOTHING,
    ),
    **dict.fromkeys(_names("office", "annotation-end", "event-listeners", "dde-source"), _NOTHING),
    **dict.fromkeys(_names("draw", "glue-point", "enhanced-geometry"), _NOTHING),
    **dict.fromkeys(
        _names("table", "table-column", "table-source", "scenario", "dde-link", "cell-range-source"), _NOTHING
    ),
    **dict.fromkeys(_COLUMN_GROUPS, _COLUMN_GROUPS | _names("table", "table-column")),
    **dict.fromkeys(_names("text", *_INDEXES), _INDEX_SOURCES | _names("text", "index-body")),
    # The text of an index's templates is shown in the index body, if anywhere.
    **dict.fromkeys(
        _INDEX_SOURCES,
        _TEMPLATES | _names("text", "index-title-template", "index-source-styles"),
    ),
    **dict.fromkeys(
        _TEMPLATES, _names("text", "index-entry-span", *(f"index-entry-{entry}" for entry in _ENTRIES))
    ),
    **dict.fromkeys(_names("text", *(f"index-entry-{entry}" for entry in _ENTRIES)), _NOTHING),
    name("text:index-source-styles"): _names("text", "index-source-style"),
    name("text:index-source-style"): _NOTHING,
    **dict.fromkeys(_names("text", "index-title-template", "index-entry-span"), _ONLY_TEXT),
    **dict.fromkeys(_names("text", "note-citation", "number"), _ONLY_TEXT),
    **dict.fromkeys(_DESCRIBED | _names("dc", "creator", "date"), _ONLY_TEXT),
    name("office:binary-data"): _ONLY_TEXT,
    name("text:tracked-changes"): _names("text", "changed-region"),
    name("text:changed-region"): _names("text", "insertion", "deletion", "format-change"),
    **dict.fromkeys(_names("text", "insertion", "format-change"), _names("office", "change-info")),
    name("office:change-info"): _names("dc", "creator", "date") | _names("text", "p"),
    name("text:note"): _names("text", "note-citation", "note-body"),
    name("text:ruby"): _names("text", "ruby-base", "ruby-text"),
    name("draw:frame"): _DESCRIBED
    | _OBJECTS
    | _names("draw", "image", "text-box", "control", "image-map")
    | _names("table", "table"),
    name("draw:control"): _DESCRIBED,
    name("dr3d:scene"): _DESCRIBED,
    name("office:body"): _names("office", "text"),
}
_REPORTED_ELSEWHERE = (
    _OBJECTS
    | _names("text", "script")
    | _names("office", "annotation", "forms")
    | _names("table", "title", "desc")
    | _names("draw", "image-map")
)
_CONTENT_MODEL = ContentModel(_ALLOWED, _REPORTED_ELSEWHERE)
_DELETION, _CHANGE_INFO = name("text:deletion"), name("office:change-info")
_TEXTS = etree.XPath(".//text()[normalize-space()]")


def note_misplaced(text: Element, part: str, losses: Losses) -> None:
    """Report the characters around and below the `office:text` `text`, of `part`, that no program shows.

    One loss for each kind of element that has some.
    """
    body = text.getparent()
    assert body is not None
    misplaced = MisplacedContent()
    skipped = SkippedElements(_CONTENT_MODEL, body, _is_deleted)
    checked: set[Element] = set()
    for element in _elements_with_extra_content(body):
        if not checked.isdisjoint(element.iterancestors()):
            continue  # its characters were checked with those of an ancestor
        checked.add(element)
        for string in cast("list[etree._ElementUnicodeResult]", _TEXTS(element)):
            parent = string.getparent()
            holder = parent.getparent() if parent is not None and string.is_tail else parent
            if holder is None or not isinstance(holder.tag, str):
                continue
            tag = skipped.skipped_at(holder, TEXT)
            if tag:
                misplaced.add(tag, len(string.strip()), string)
    misplaced.note(losses, part, _prefixed_name, _excerpt)


def _is_deleted(element: Element) -> bool:
    """Whether `element` is content that a tracked change deletes, which `changes` reports."""
    parent = element.getparent()
    return parent is not None and parent.tag == _DELETION and element.tag != _CHANGE_INFO


def _elements_with_extra_content(body: Element) -> Iterable[Element]:
    """The elements of `_ALLOWED` with a child or text that is not allowed there."""
    for element in body.iter(*_ALLOWED):
        if element.text is not None or len(element):
            allowed = _ALLOWED[element.tag]
            if (element.text is not None and not element.text.isspace() and TEXT not in allowed) or any(
                child.tag not in allowed or (child.tail and not child.tail.isspace()) for child in element
            ):
                yield element


def _prefixed_name(tag: str) -> str:
    space, _, local = tag[1:].partition("}")
    prefix = next((prefix for prefix, known in NAMESPACES.items() if known == space), "")
    return f"{prefix}:{local}" if prefix else local


def _excerpt(text: str) -> str:
    return " ".join(text.split())[:60]
