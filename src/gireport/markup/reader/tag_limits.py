"""Limits on tags, options, attributes and unclosed formatting elements, checked before parsing."""

from __future__ import annotations

import re

from ... import limits
from ...errors import LimitError
from ...model.messages import message
from ...model.patterns import compiled_later
from ..vocabulary import FORMATTING_ELEMENTS, MAX_REOPENED

# The name and the attributes of a tag. A quote counts only after `=`, as in the parser.
TAG_NAME = r"[a-zA-Z][^\s/>]*+"
TAG_ATTRIBUTES = r"""(?:[^>=]++|=\s*"[^"]*"|=\s*'[^']*'|=)*+"""

_OPTION = compiled_later(r"<(?:option|select)\b", re.IGNORECASE)
_TAG = compiled_later(f"<{TAG_NAME}({TAG_ATTRIBUTES})")
_NAME_OR_VALUE = compiled_later(r"""=\s*"[^"]*"|=\s*'[^']*'|[^\s/>=]+""")
# The parser compares each attribute of a tag with all attributes before it: the time is quadratic.
_LONG_TAG = compiled_later(r"<[a-zA-Z][^<>]{5000,}")
_MAX_ATTRIBUTES_OF_TAG = 2000

# The parser reopens formatting elements that are not closed in each block that follows, so n of them cost n²
# nodes (HTML Standard 13.2.4.3, 13.2.6.4.7). It keeps at most three with the same attributes open (one for
# `a`). For most pages this bound alone shows that the cost is small.
_NAMES = "|".join(sorted(FORMATTING_ELEMENTS))
_FORMATTING_TAG = compiled_later(rf"<(/?)({_NAMES})(?=[\s/>])([^>]*)", re.IGNORECASE)
# For other pages each tag is examined. An end tag surely closes its element only if nothing but the tags of
# this pattern stands between; other content (tables, comments, more than seven blocks …) may prevent that.
_HARMLESS = "span|br|img|wbr|sup|sub|ins|del|o:p"
_STRICT_ATTRIBUTES = r"""(?:\s+[^\s"'=<>/]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*/?"""
_HARMLESS_TAG = compiled_later(
    rf"<(?:(/?)(?:({_NAMES})|(?:{_HARMLESS}))(?=[\s/>])({_STRICT_ATTRIBUTES})(>)|)", re.IGNORECASE
)
_FEW_TAGS = 1000
"""A page with so many tags cannot exceed the limit."""

_Kind = tuple[str, str]
"""The name and the attributes of a formatting element."""


def check_tags(html: str) -> None:
    """Check the number of tags, options, attributes and reopened formatting elements in the source `html`.

    Raises:
        LimitError: a number exceeds its limit (`gireport.limits`, HTML_*).
    """
    tags = html.count("<")
    if 2 * tags - html.count("</") > limits.HTML_TAGS:
        raise LimitError(message("markup.too-many-tags", limit=limits.HTML_TAGS))
    if sum(1 for _ in _OPTION.finditer(html)) > limits.HTML_OPTIONS:
        raise LimitError(message("markup.too-many-options", limit=limits.HTML_OPTIONS))
    _check_attributes(html)
    check_formatting(html, tags)


def _check_attributes(html: str) -> None:
    left = limits.HTML_ATTRIBUTES
    for attributes in _TAG.finditer(html) if len(html) > left else ():  # each name takes a character
        left -= sum(1 for _ in _NAME_OR_VALUE.finditer(html, *attributes.span(1)))
        if left < 0:
            raise LimitError(message("markup.too-many-attributes", limit=limits.HTML_ATTRIBUTES))
    for tag in _LONG_TAG.finditer(html):
        words = tag.group().split(maxsplit=_MAX_ATTRIBUTES_OF_TAG)
        if len(words) > _MAX_ATTRIBUTES_OF_TAG and "=" in tag.group():
            raise LimitError(message("markup.attributes-of-tag", limit=_MAX_ATTRIBUTES_OF_TAG))


def check_formatting(html: str, tags: int) -> None:
    """Check how many elements the unclosed formatting tags of `html`, a page with `tags` tags, would cost.

    Raises:
        LimitError: more than `limits.HTML_REOPENED`.
    """
    if tags <= _FEW_TAGS:
        return
    kinds: dict[_Kind, int] = {}
    for slash, name, attributes in _FORMATTING_TAG.findall(html):
        if not slash:
            kind = _kind(name, attributes)
            kinds[kind] = min(kinds.get(kind, 0) + 1, MAX_REOPENED)
    limit = limits.HTML_REOPENED
    if sum(kinds.values()) * tags > limit and _reopened_count(html) > limit:
        raise LimitError(message("markup.unclosed-formatting", limit=limit))


def _kind(name: str, attributes: str) -> _Kind:
    name = name.lower()
    return name, "" if name == "a" else attributes


def _reopened_count(html: str) -> int:
    """An upper bound of the reopened formatting elements; stops above `limits.HTML_REOPENED`."""
    unclosed: dict[_Kind, int] = {}  # no end tag surely closes these
    unclosed_count = cost = 0
    open_kinds: list[_Kind] = []
    for slash, name, attributes, end in _HARMLESS_TAG.findall(html):
        if name and not slash:
            open_kinds.append(_kind(name, attributes))
            continue
        if not end:
            for kind in open_kinds:
                before = unclosed.get(kind, 0)
                if before < MAX_REOPENED:
                    unclosed[kind] = before + 1
                    unclosed_count += 1
            open_kinds.clear()
        elif name:
            _close_last(open_kinds, name.lower())
        if slash or not end:
            cost += unclosed_count + len(open_kinds)
            if cost > limits.HTML_REOPENED:
                break
    return cost


def _close_last(open_kinds: list[_Kind], name: str) -> None:
    for index in range(len(open_kinds) - 1, -1, -1):
        if open_kinds[index][0] == name:
            del open_kinds[index]
            return
