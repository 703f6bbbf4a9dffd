"""The gireport plugin for .govlines files: one mark and one text a line."""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import Format, hookimpl, lazy
from gireport.model.messages import add_catalogue, message

GIREPORT_API = 1

add_catalogue("govlines", Path(__file__).with_name("messages.json"))

FORMAT = Format(
    name="govlines",
    title=message("govlines.title"),
    suffixes=(".govlines",),
    media_types=(),
    sniff=lambda data: data.startswith((b"govlines 1\n", b"govlines 1\r\n")),
    reader=lazy(f"{__name__}.reader:read"),
    writer=lazy(f"{__name__}.writer:write"),
    keeps=frozenset({"headings", "exact-text", "tables", "spans", "nested-tables"}),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """Return the format of this plugin."""
    return [FORMAT]
