"""Addresses that become links without markup (GFM 6.9, extended autolinks).

The rule differs from cmark-gfm in Chinese text, where no spaces separate an address from the words around it:

- `www.` may follow any character that is not ASCII, not only white space and `*`, `_`, `~`, `(`;
- an address ends before a character that no address may hold (RFC 3986, 2), such as `，` and `。`. Letters
  that are not ASCII belong to it only where they begin a label of the domain or a later part of the path: in
  `http://www.example.cn查询` the last two do not, in `https://example.cn/art/公开.html` they do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, text

from ....model.patterns import compiled_later

_WIDE = r"[^\W\x00-\x7f]"
_LABEL = rf"(?:[A-Za-z0-9_-]++|{_WIDE}[\w-]*+)"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})*+"
_SAFE = r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]"
# ASCII comes first: right behind the slash of the domain Chinese text goes on more often than a path does.
_REST = rf"(?:[/?#:](?:{_SAFE}++(?:(?<=\w[/=&?#_-]){_WIDE}\w*+{_SAFE}*+)*+)?+|[.,!*~'\");&=+$@]{_SAFE}*+)?+"
# All of ASCII but white space and `*_~(`. (To exclude a range up to U+10FFFF takes 5 ms to compile.)
_NOT_BEFORE_SITE = r"\x00-\x08\x0e-\x1b!-')+-^`-}\x7f"
_MAIL = r"[A-Za-z0-9._+-]++@[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)+"
_CANDIDATE = compiled_later(
    rf"(?<![A-Za-z])(?i:https?|ftp)://(?P<host>{_DOMAIN}){_REST}"
    rf"|(?<![{_NOT_BEFORE_SITE}])(?P<site>www\.{_DOMAIN}){_REST}"
    rf"|(?P<mail>(?<![A-Za-z0-9._+-])(?:(?:mailto|xmpp):)?{_MAIL})"
)
_REFERENCE = compiled_later(r"&[A-Za-z0-9]+;\Z")
_LONGEST_REFERENCE = 40
_TRAILING = "?!.,:*_~'\""
# Characters at which the parser's own text rule stops: each may begin a token.
_STOP = compiled_later(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_KNOWN = "gireport_addresses"


class Address(NamedTuple):
    """Where an address begins and ends in a text, and the scheme that its link needs and the text lacks."""

    start: int
    end: int
    scheme: str


class Addresses:
    """The addresses in the source of one block's inlines."""

    def __init__(self, source: str) -> None:
        self.by_start = {address.start: address for address in find(source)}
        self.starts = list(self.by_start)

    def next_start(self, position: int, default: int) -> int:
        """Where the first address after `position` begins; `default` where there is none."""
        index = bisect_right(self.starts, position)
        return self.starts[index] if index < len(self.starts) else default


def add(md: MarkdownIt) -> None:
    """Add extended autolinks to `md`: not in code, links or raw HTML, and without emphasis in an address."""
    md.inline.ruler.at("text", _text)
    md.inline.ruler.before("text", "extended_autolink", _autolink)


def find(source: str) -> Iterator[Address]:
    """The addresses in `source` in order, also those in code, links and raw HTML."""
    for found in _CANDIDATE.finditer(source):
        start, end = found.span()
        written = found["mail"]
        if written:
            if source[end - 1] not in "-_" and source[end : end + 1] != "@":
                yield Address(start, end, "" if ":" in written else "mailto:")
            continue
        domain = found["host"] or found["site"]
        if _is_valid(domain):
            end = _without_trailing(source, start, end)
            yield Address(start, end, "" if found["host"] else "http://")


def _is_valid(domain: str) -> bool:
    """Whether the last two labels have no underscore; one label alone must be ASCII (cmark-gfm)."""
    labels = domain.split(".")
    return not any("_" in label for label in labels[-2:]) and (len(labels) > 1 or domain.isascii())


def _without_trailing(source: str, start: int, end: int) -> int:
    """The end of an address without its trailing punctuation (GFM 6.9, extended autolink path validation)."""
    spare = source.count(")", start, end) - source.count("(", start, end)
    while True:
        last = source[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and spare > 0:
            spare -= 1
            end -= 1
        elif last == ";":
            reference = _REFERENCE.search(source, max(start, end - _LONGEST_REFERENCE), end)
            end = reference.start() if reference else end - 1
        else:
            return end


def _of(state: StateInline) -> Addresses:
    known = vars(state).get(_KNOWN)
    if known is None:
        known = vars(state)[_KNOWN] = Addresses(state.src)
    assert isinstance(known, Addresses)
    return known


def _text(state: StateInline, silent: bool) -> bool:
    """Replaces the parser's text rule: plain characters, up to the next address."""
    addresses = _of(state)
    if not addresses.starts:
        return text(state, silent)
    start = state.pos
    end = addresses.next_start(start, state.posMax)
    found = _STOP.search(state.src, start, end)  # only up to `end`: many addresses would take quadratic time
    end = found.start() if found else end
    if end <= start:
        return False
    if not silent:
        state.pending += state.src[start:end]
    state.pos = end
    return True


def _autolink(state: StateInline, silent: bool) -> bool:
    address = _of(state).by_start.get(state.pos)
    if address is None or state.linkLevel or address.end > state.posMax:
        return False
    if not silent:
        written = unescapeAll(state.src[address.start : address.end])
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": address.scheme + written}
        state.push("text", "", 0).content = written
        state.push("link_close", "a", -1)
    state.pos = address.end
    return True
