"""Portal pages: reads the article of a page, without the navigation and tools around it."""

from __future__ import annotations

from ...plugins.values import Format, lazy

FORMAT = Format(
    name="portal",
    title="portal page, its article",
    suffixes=(".html", ".htm", ".shtml", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    sniff=lazy(f"{__name__}.evidence:is_portal_page"),
    reader=lazy(f"{__name__}.reader:read"),
    writer=None,
    keeps=frozenset(),
    read_options=frozenset({"base_url"}),
)
