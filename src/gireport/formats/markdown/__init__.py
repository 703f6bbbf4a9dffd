"""Markdown: CommonMark with GFM's tables and strikethrough, footnotes, front matter, and HTML for the rest."""

from __future__ import annotations

import re

from ...plugins.hooks import KEPT, Format, lazy
from .names import EXTRA, OTHER_NAMES, TEXTS

# Whole front matter: names with values, what is indented under them, lists and comments, between dashes.
_FRONT_MATTER = re.compile(
    rb"""(?:\xef\xbb\xbf)? ---[ \t]*\r?\n (?=\S)
    (?: (?!---|\.\.\.) (?:[^\s:#-][^\r\n:]*:(?:[ \t][^\r\n]*)? | [ \t#-][^\r\n]* | ) \r?\n )*
    (?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)""",
    re.VERBOSE,
)
_NAME = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_NAMES = frozenset(name.encode() for name in (*TEXTS, *OTHER_NAMES, EXTRA, "year", "keywords", "author"))
_HEAD = 65_536  # bytes in which front matter ends


# A block of HTML, as Markdown may begin with one (a merged table), and no page. The HTML format is asked first.
_HTML_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?!html\b|head\b|body\b)[a-z])", re.IGNORECASE)


def _sniff(data: bytes) -> bool:
    # Else only front matter tells Markdown from plain text for sure: dashes or a colon stand in a memo too.
    if _HTML_BLOCK.match(data[:1024]):
        return True
    found = _FRONT_MATTER.match(data[:_HEAD])
    return found is not None and not _NAMES.isdisjoint(_NAME.findall(found.group()))


FORMAT = Format(
    name="markdown",
    title="Markdown (CommonMark + GFM)",
    suffixes=(".md", ".markdown"),
    media_types=("text/markdown",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    read_options=frozenset({"base_url"}),
)
