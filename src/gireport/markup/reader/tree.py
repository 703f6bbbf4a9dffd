"""The tree of an HTML text as a browser builds it, bounded, with no character that a report cannot hold."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ... import limits
from ...errors import DamagedFileError, LimitError
from ...losses import Losses
from ...model.chars import FORBIDDEN, LINE_END

Node = LexborNode
Attributes = dict[str, str | None]

# References to characters of `FORBIDDEN`: 0–8, 11, 12, 14–31, 65534, 65535.
_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8]|[bBcC]|[eEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_END = "gireport-end"
_END_MARK = f"<script id={_END}></script>"

# Left open, these are opened anew in every following block (HTML Standard 13.2.4.3), so that n of them cost n²
# nodes. At most three with the same attributes are kept open, and one `a`: that bounds the nodes; where the
# bound is high, what is really left open decides.
_FORMATTING = re.compile(
    r"<(/?)(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])([^>]*)", re.IGNORECASE
)
_FORMATTING_FROM = 1000
_FORMATTING_NODES = 2_000_000
_FORMATTING_MOST = 20_000_000

INTEGER = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")
SIGNED = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]+)")


def clean(html: str, losses: Losses) -> str:
    """`html` without characters that no report can hold, raw or as references; line ends as LF."""
    found = 0
    if FORBIDDEN.search(html):
        html, feeds = re.subn("\x0c", " ", html)  # a form feed is white space between attributes
        html, found = FORBIDDEN.subn("", html)
        found += feeds
    if "&#" in html:
        html, references = _REFERENCE.subn("", html)
        found += references
    if found:
        losses.note("forbidden-character", "the page", found)
    return LINE_END.sub("\n", html) if "\r" in html else html


def parse(html: str, whole: bool) -> LexborHTMLParser:
    """The tree of the clean text `html`; `whole` demands that it does not end inside a tag or comment.

    Raises:
        DamagedFileError: the page is cut off inside a tag, comment, script or style sheet.
        LimitError: more tags than the limits allow.
    """
    tags = html.count("<")
    if tags > limits.HTML_TAGS:
        raise LimitError(f"the page has more than {limits.HTML_TAGS} tags")
    if tags > _FORMATTING_FROM:
        _check_open_formatting(html, tags)
    if not whole:
        return LexborHTMLParser(html)
    tree = LexborHTMLParser(html + _END_MARK)
    if (tree.css_first(f"script#{_END}") is None and _has_place_for_mark(tree)) or html.rstrip()[-2:] in _CUT:
        raise DamagedFileError("the page is cut off inside a tag", hint="get the file again")
    return tree


_CUT = ("</", "<!")


def _has_place_for_mark(tree: LexborHTMLParser) -> bool:
    """Framesets have no place for a script, and a `plaintext` element takes the rest of the page."""
    return tree.css_first("frameset") is None and tree.css_first("plaintext") is None


def _check_open_formatting(html: str, tags: int) -> None:
    kinds: dict[tuple[str, str], int] = {}
    open_: dict[str, int] = {}
    most = total = 0
    for slash, name, attributes in _FORMATTING.findall(html):
        name = name.lower()
        before = open_.get(name, 0)
        if not slash:
            kinds[name, attributes] = min(kinds.get((name, attributes), 0) + 1, 3)
            open_[name] = before + 1
            total += 1
            most = max(most, total)
        elif before:
            open_[name] = before - 1
            total -= 1
    bound = sum(kinds.values()) * tags
    if bound > _FORMATTING_MOST or (bound > _FORMATTING_NODES and most * tags > _FORMATTING_NODES):
        raise LimitError(f"the page leaves up to {most} formatting tags open")


def non_negative(value: str | None) -> int | None:
    """`value` by the HTML Standard's rules for parsing non-negative integers (2.3.4.2); None: an error."""
    found = INTEGER.match(value) if value else None
    return int(found.group(1)[:9]) if found else None


def integer(value: str | None) -> int | None:
    """`value` by the HTML Standard's rules for parsing integers (2.3.4.1); None: an error."""
    found = SIGNED.match(value) if value else None
    return int(found.group(1)[:9]) if found else None


def classes(attributes: Attributes) -> list[str]:
    """The classes of an element."""
    return (attributes.get("class") or "").split()
