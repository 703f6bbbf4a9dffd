"""Characters where OpenDocument allows none: in the edge of a bookmark, a tab, a declaration, straight in a note or a frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from lxml import etree

from ....losses import Losses
from ....reading.misplaced import TEXT, Found, Grammar, Places
from ....safe.xml import Element
from ..names import NAMESPACES, name

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
# Objects: what is in them is under the loss of the object, or kept as a formula.
_OBJECTS = _names("draw", "object", "object-ole", "plugin", "applet", "floating-frame")
LEAVES: frozenset[str] = _names(
    "text",
    *("bookmark", "bookmark-start", "bookmark-end", "s", "tab", "line-break", "soft-page-break"),
    *("reference-mark", "reference-mark-start", "reference-mark-end", "change", "change-start", "change-end"),
)
"""Elements of a paragraph that hold nothing; the reader passes by at what is in them, wherever they stand."""

# What each element holds of that which the reader looks into. `tests/…/test_misplaced.py` holds the reader to it.
_HOLDS: dict[str, frozenset[str]] = {
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
    # The templates of an index hold text that is shown in the index, if at all.
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
_TOLD = (
    _OBJECTS
    | _names("text", "script")
    | _names("office", "annotation", "forms")
    | _names("table", "title", "desc")
    | _names("draw", "image-map")
)
_GRAMMAR = Grammar(_HOLDS, _TOLD)
_DELETION, _CHANGE_INFO = name("text:deletion"), name("office:change-info")
_TEXTS = etree.XPath(".//text()[normalize-space()]")


def note_misplaced(text: Element, part: str, losses: Losses) -> None:
    """Note the characters around and below the `office:text` `text`, of `part`, that no program shows.

    One loss for each kind of element that they stand in.
    """
    body = text.getparent()
    assert body is not None
    found = Found()
    places = Places(_GRAMMAR, body, _is_deleted)
    taken: set[Element] = set()
    for element in _suspects(body):
        if not taken.isdisjoint(element.iterancestors()):
            continue  # its characters were looked at with those of the element around it
        taken.add(element)
        for string in cast("list[etree._ElementUnicodeResult]", _TEXTS(element)):
            parent = string.getparent()
            holder = parent.getparent() if parent is not None and string.is_tail else parent
            if holder is None or not isinstance(holder.tag, str):
                continue
            tag = places.passed_by(holder, TEXT)
            if tag:
                found.add(tag, len(string.strip()), string)
    found.note(losses, part, _named, _quoted)


def _is_deleted(element: Element) -> bool:
    """Whether `element` is what a tracked change deletes, whose text is told where it stood."""
    parent = element.getparent()
    return parent is not None and parent.tag == _DELETION and element.tag != _CHANGE_INFO


def _suspects(body: Element) -> Iterable[Element]:
    """The elements of the table that hold something that they should not."""
    for element in body.iter(*_HOLDS):
        if element.text is not None or len(element):
            held = _HOLDS[element.tag]
            if (element.text is not None and not element.text.isspace() and TEXT not in held) or any(
                child.tag not in held or (child.tail and not child.tail.isspace()) for child in element
            ):
                yield element


def _named(tag: str) -> str:
    space, _, local = tag[1:].partition("}")
    prefix = next((prefix for prefix, known in NAMESPACES.items() if known == space), "")
    return f"{prefix}:{local}" if prefix else local


def _quoted(text: str) -> str:
    return " ".join(text.split())[:60]
