"""HTML: reads the pages of portals and the exports of Word and WPS; writes pages and fragments."""

from ...plugins.values import KEPT, Format, lazy

FORMAT = Format(
    name="html",
    title="HTML page",
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    media_types=("text/html", "application/xhtml+xml"),
    sniff=lazy(f"{__name__}.sniff:sniff"),
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=KEPT,
    read_options=frozenset({"base_url"}),
    write_options=frozenset({"fragment", "style"}),
    # Browsers read .xhtml as XML, and the pages that we write are not XML.
    read_only_suffixes=frozenset({".xhtml"}),
    may_be_fragment=lazy(f"{__name__}.sniff:may_be_fragment"),
)
