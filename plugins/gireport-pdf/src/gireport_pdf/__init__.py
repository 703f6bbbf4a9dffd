"""The gireport plugin for PDF with text in it: paragraphs by their geometry, tables by ruling lines."""

from __future__ import annotations

from pathlib import Path

from gireport.hooks import Format, hookimpl, lazy
from gireport.model.messages import add_catalogue

GIREPORT_API = 1

add_catalogue("pdf", Path(__file__).with_name("messages.json"))

# ISO 32000-1, 7.5.2 wants the header in the first line; programs accept it in the first 1,024 bytes.
_HEADER_WITHIN = 1024


def _sniff(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEADER_WITHIN] and not data.startswith((b"<", b"PK"))


FORMAT = Format(
    name="pdf",
    title="PDF",
    suffixes=(".pdf",),
    media_types=("application/pdf",),
    sniff=_sniff,
    reader=lazy(f"{__name__}.reader:read"),
    writer=None,
    keeps=frozenset(),
)


@hookimpl
def gireport_formats() -> list[Format]:
    """The one format of this plugin."""
    return [FORMAT]
