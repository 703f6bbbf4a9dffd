"""Markdown: CommonMark with GFM's tables and strikethrough, footnotes, front matter, and HTML for the rest."""

from __future__ import annotations

import re

from ...hooks import KEPT, Format, lazy

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[^\s:#-][^\n:]*:(?:\s|$)")


def _sniff(data: bytes) -> bool:
    # Only front matter tells Markdown from plain text for sure.
    return bool(_FRONT_MATTER.match(data[:1024]))


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
