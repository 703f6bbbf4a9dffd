"""Markdown: CommonMark with GFM's tables and strikethrough, footnotes, front matter; HTML for the rest."""

from __future__ import annotations

import re

from ...plugins.values import KEPT, Format, lazy
from .front_matter import has_known_fields

# Markdown may begin with a block of HTML (a merged table). A whole page is HTML, which is asked first.
_HTML_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?!html\b|head\b|body\b)[a-z])", re.IGNORECASE)


def _sniff(data: bytes) -> bool:
    # Nothing else proves Markdown: a plain text may hold dashes, colons and stars too.
    return _HTML_BLOCK.match(data[:1024]) is not None or has_known_fields(data)


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
