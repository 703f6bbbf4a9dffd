"""How many nodes the formatting tags that a page leaves open can cost (HTML Standard 13.2.4.3, 13.2.6.4.7)."""

from __future__ import annotations

import re

from ...errors import LimitError
from ...limits import HTML_REOPENED
from ..facts import FORMATTING_ELEMENTS, MOST_REOPENED

# Left open, these are opened anew in every block that follows, so that n of them cost n² nodes. At most three
# with the same attributes are kept open (and of links one), which makes the cost of most pages small for certain.
_NAMES = "|".join(sorted(FORMATTING_ELEMENTS))
_FORMATTING = re.compile(rf"<(/?)({_NAMES})(?=[\s/>])([^>]*)", re.IGNORECASE)
# Where it is not, each tag is looked at. A closing tag is believed to close the element where nothing but these
# stands between: others (tables, comments, more than seven blocks …) may keep it from that.
_PLAIN = "span|br|img|wbr|sup|sub|ins|del|o:p"
_STRICT = r"""(?:\s+[^\s"'=<>/]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*/?"""
_TAG = re.compile(rf"<(?:(/?)(?:({_NAMES})|(?:{_PLAIN}))(?=[\s/>])({_STRICT})(>)|)", re.IGNORECASE)
_FROM = 1000

_Kind = tuple[str, str]


def check_formatting(html: str, tags: int) -> None:
    """Raise `LimitError` where the page `html` of that many `tags` could cost more memory than it may."""
    if tags <= _FROM:
        return
    kinds: dict[_Kind, int] = {}
    for slash, name, attributes in _FORMATTING.findall(html):
        if not slash:
            kind = _kind(name, attributes)
            kinds[kind] = min(kinds.get(kind, 0) + 1, MOST_REOPENED)
    if sum(kinds.values()) * tags > HTML_REOPENED and _cost(html) > HTML_REOPENED:
        raise LimitError(
            f"the page leaves formatting tags open that would cost more than {HTML_REOPENED} elements",
            hint="close its <b>, <font> … tags",
        )


def _kind(name: str, attributes: str) -> _Kind:
    name = name.lower()
    return name, "" if name == "a" else attributes


def _cost(html: str) -> int:
    """At most how often a formatting element is opened anew."""
    left: dict[_Kind, int] = {}  # that no closing tag is sure to close
    many = cost = 0
    open_: list[_Kind] = []
    for slash, name, attributes, end in _TAG.findall(html):
        if name and not slash:
            open_.append(_kind(name, attributes))
            continue
        if not end:
            for kind in open_:
                before = left.get(kind, 0)
                if before < MOST_REOPENED:
                    left[kind] = before + 1
                    many += 1
            open_.clear()
        elif name:
            _close(open_, name.lower())
        if slash or not end:
            cost += many + len(open_)
            if cost > HTML_REOPENED:
                break
    return cost


def _close(open_: list[_Kind], name: str) -> None:
    for index in range(len(open_) - 1, -1, -1):
        if open_[index][0] == name:
            del open_[index]
            return
