"""The tree of an HTML text as a browser builds it, bounded, with no character that a report cannot hold."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ... import limits
from ...errors import DamagedFileError, LimitError
from ...losses import Losses
from ...model.chars import FORBIDDEN, LINE_END
from .formatting import check_formatting

Node = LexborNode
Attributes = dict[str, str | None]

# References to characters of `FORBIDDEN`: 0–8, 11, 12, 14–31, 65534, 65535.
_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8]|[bBcC]|[eEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_END = "gireport-end"
_END_MARK = f"<script id={_END}></script>"

# What stands between tags as text, and tags with their quoted values, so that no `<b>` in them is taken for a
# tag; the bounds on quotes keep the search linear.
_RAW = "script|style|title|textarea|xmp|iframe|noembed|noframes|noscript"
_TAG_REST = r"""[^<>"']*(?:(?:"[^"]{0,4000}"|'[^']{0,4000}')[^<>"']*){0,100}>"""
_NOSCRIPT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<({_RAW})(?=[\s/>]){_TAG_REST}.*?(?:</\1(?=[\s/>])[^>]*>|\Z)|<[a-z/]{_TAG_REST}",
    re.IGNORECASE | re.DOTALL,
)
_HAS_NOSCRIPT = re.compile(r"<noscript[\s/>]", re.IGNORECASE)

INTEGER = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")
SIGNED = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]+)")


def clean(html: str, losses: Losses) -> str:
    """`html` without characters that no report can hold, raw or as references; line ends as LF."""
    found = 0
    source = html
    if FORBIDDEN.search(html):
        html, feeds = re.subn("\x0c", " ", html)  # a form feed is white space between attributes
        html, found = FORBIDDEN.subn("", html)
        found += feeds
    if "&#" in html:
        html, references = _REFERENCE.subn("", html)
        found += references
    if found:
        firsts = (FORBIDDEN.search(source), _REFERENCE.search(source))
        line = source.count("\n", 0, min(first.start() for first in firsts if first)) + 1
        losses.note("forbidden-character", f"the page, line {line}", found)
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
    _check_attributes(html)
    check_formatting(html, tags)
    if _HAS_NOSCRIPT.search(html):
        # The parser does not run scripts, and so would read what pages keep for browsers that do not (H12).
        html = _NOSCRIPT.sub(_unless_noscript, html)
    if not whole:
        return LexborHTMLParser(html)
    if _PLAINTEXT.search(html):  # it takes all that follows, our mark too
        return LexborHTMLParser(html)
    tree = LexborHTMLParser(html + _END_MARK)
    if (tree.css_first(f"script#{_END}") is None and _has_place_for_mark(tree)) or html.rstrip()[-2:] in _CUT:
        raise DamagedFileError("the page is cut off inside a tag", hint="get the file again")
    return tree


_CUT = ("</", "<!")


_PLAINTEXT = re.compile(r"<plaintext[\s/>]", re.IGNORECASE)
# The parser compares each attribute of a tag with those before it, so a tag of very many takes quadratic time.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_MOST_ATTRIBUTES = 2000


def _check_attributes(html: str) -> None:
    for tag in _LONG_TAG.finditer(html):
        if len(tag.group().split(maxsplit=_MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES and "=" in tag.group():
            raise LimitError(f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes")


def _unless_noscript(found: re.Match[str]) -> str:
    return "" if (found.group(1) or "").lower() == "noscript" else found.group()


def _has_place_for_mark(tree: LexborHTMLParser) -> bool:
    """Framesets have no place for a script, and a `plaintext` element takes the rest of the page."""
    return tree.css_first("frameset") is None and tree.css_first("plaintext") is None


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
