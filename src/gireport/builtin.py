"""The formats that come with gireport, registered through the same hook as anybody's."""

from __future__ import annotations

from .formats import docx, html, json, markdown, odt
from .hooks import Format, hookimpl


@hookimpl
def gireport_formats() -> list[Format]:
    """The built-in formats."""
    return [docx.FORMAT, odt.FORMAT, html.FORMAT, markdown.FORMAT, json.FORMAT]
