"""The tree of an HTML text as a browser builds it, bounded, with no character that a report cannot hold."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ... import limits
from ...errors import DamagedFileError, LimitError
from ...losses import Losses
from ...model.chars import FORBIDDEN, LINE_END
from ...safe.inlined import check_markup
from .fallback import without_noscript
from .formatting import check_formatting
from .nesting import NAME, REST, check_nesting
from .unclosed import Place, note_cut_tag, note_taker, on_page

Node = LexborNode
Attributes = dict[str, str | None]

# References to characters of `FORBIDDEN`: 0–8, 11, 12, 14–31, 65534, 65535.
_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0*(?:[0-8]|[bBcC]|[eEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_OPTION = re.compile(r"<(?:option|select)\b", re.IGNORECASE)

END_ID = "gireport-end"
"""Of the script that marks the end of a whole page; it is no part of it."""

_END_MARK = f"<script id={END_ID}></script>"

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


def parse(html: str, whole: bool, losses: Losses, place: Place = on_page) -> LexborHTMLParser:
    """The tree of the clean text `html`; a `whole` page must not end inside a tag. `place` names its places.

    An element or comment that takes the rest of the page because nothing closes it does so, as in a browser
    (HTML Standard 13.2.5), and is noted.

    Raises:
        DamagedFileError: the page is cut off inside a tag.
        LimitError: more tags than the limits allow.
    """
    check_markup(html)  # the limits are of bytes; a text has at most as many characters
    tags = html.count("<")
    if 2 * tags - html.count("</") > limits.HTML_TAGS:
        raise LimitError(f"the page has more than {limits.HTML_TAGS} tags, an opening one counted twice")
    if sum(1 for _ in _OPTION.finditer(html)) > limits.HTML_OPTIONS:
        raise LimitError(f"the page has more than {limits.HTML_OPTIONS} options to select")
    _check_attributes(html)
    check_formatting(html, tags)
    html = without_noscript(html, losses, place)
    check_nesting(html)
    if _PLAINTEXT.search(html):  # it takes all that follows, our mark too
        return LexborHTMLParser(html)
    tree = LexborHTMLParser(html + _END_MARK)
    complete = tree.css_first(f"script#{END_ID}") is not None or not _has_place_for_mark(tree)
    closed = complete or note_taker(tree, html, _END_MARK, losses, place)
    if whole and (html.rstrip()[-2:] in _CUT or not closed):
        raise DamagedFileError("the page is cut off inside a tag", hint="get the file again")
    if not closed:
        note_cut_tag(html, losses, place)
    return tree if complete else LexborHTMLParser(html)


_CUT = ("</", "<!")


_PLAINTEXT = re.compile(r"<plaintext[\s/>]", re.IGNORECASE)
# The parser compares each attribute of a tag with those before it, so a tag of very many takes quadratic time.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_MOST_ATTRIBUTES = 2000


# A tag with its attributes, and a name or value in it.
_TAG = re.compile(f"<{NAME}({REST})")
_IN_TAG = re.compile(r"""=\s*"[^"]*"|=\s*'[^']*'|[^\s/>=]+""")


def _check_attributes(html: str) -> None:
    left = limits.HTML_ATTRIBUTES
    for rest in _TAG.finditer(html) if len(html) > left else ():  # each takes a character
        left -= sum(1 for _ in _IN_TAG.finditer(html, *rest.span(1)))
        if left < 0:
            raise LimitError(
                f"the page has more than {limits.HTML_ATTRIBUTES} names and values of attributes"
            )
    for tag in _LONG_TAG.finditer(html):
        if len(tag.group().split(maxsplit=_MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES and "=" in tag.group():
            raise LimitError(f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes")


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
