"""Markdown: CommonMark with GFM's tables and strikethrough, footnotes, front matter; HTML for the rest."""

from ...plugins.values import KEPT, Format, lazy

FORMAT = Format(
    name="markdown",
    title="Markdown (CommonMark + GFM)",
    suffixes=(".md", ".markdown"),
    media_types=("text/markdown",),
    sniff=lazy(f"{__name__}.sniff:sniff"),
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    read_options=frozenset({"base_url"}),
)
