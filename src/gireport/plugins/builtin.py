"""What comes with gireport, registered through the same hooks as anybody's.

The functions carry no `hookimpl`, which would import pluggy for every conversion: `discovery` marks them when
it makes the plugin manager.
"""

from __future__ import annotations

from ..formats import docx, html, json, markdown, odt, portal
from .values import DataFormat, Engine, Format, Step, lazy


def gireport_formats() -> list[Format]:
    """The built-in formats."""
    return [docx.FORMAT, odt.FORMAT, portal.FORMAT, html.FORMAT, markdown.FORMAT, json.FORMAT]


def gireport_data_formats() -> list[DataFormat]:
    """The built-in formats of figures."""
    tidy = "gireport.statutory.tidy"
    return [
        DataFormat(
            name,
            title,
            (f".{name}",),
            lazy(f"{tidy}:write_{name}"),
            options,
            lazy(f"{tidy}:is_{name}"),
        )
        for name, title, options in (
            ("csv", "CSV", frozenset({"bom"})),
            ("jsonl", "JSON lines", frozenset[str]()),
            ("parquet", "Parquet", frozenset[str]()),
        )
    ]


def gireport_engines() -> list[Engine]:
    """The built-in engine."""
    return [Engine("local", "worker processes on this machine", lazy("gireport.batching.local:start"))]


def gireport_steps() -> list[Step]:
    """The built-in steps. The outline goes first: it makes the title a heading, which the metadata needs."""
    return [
        Step("outline", "numbered paragraphs become headings", lazy("gireport.steps.outline:outline")),
        Step(
            "metadata",
            "what the title and the signature say becomes metadata",
            lazy("gireport.steps.metadata:fill_metadata"),
        ),
    ]
