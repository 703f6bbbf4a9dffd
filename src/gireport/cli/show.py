"""The commands that show: `inspect`, `formats`, `steps`, `plugins`, `schema`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..losses import Losses
from ..model import schema as model_schema
from .common import locale_language, read_input, registry, tell_losses
from .terminal import say


@click.command()
@click.argument("source", metavar="IN")
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is, where its name does not tell.")
@click.pass_context
def inspect(ctx: click.Context, source: str, from_format: str | None) -> None:
    """Show what is in IN: outline, tables with the findings on their cells, bookmarks, losses."""
    from ..statutory import check
    from .draw import draw

    book = registry(ctx)
    losses = Losses()
    report = read_input(source, from_format, losses, book)
    draw(report, check(report, extra=book.checks), locale_language())
    tell_losses(losses)


@click.command()
@click.pass_context
def formats(ctx: click.Context) -> None:
    """List the formats: what reads, what writes, which files."""
    rows = [
        (
            format_.name,
            "read" if format_.reader else "",
            "write" if format_.writer else "",
            " ".join(format_.suffixes),
            format_.title,
        )
        for format_ in registry(ctx).formats
    ]
    _columns(("name", "", "", "files", "title"), rows)


@click.command()
@click.pass_context
def steps(ctx: click.Context) -> None:
    """List what is done between reading and writing, in turn, and which plugin does it."""
    rows = [(step.name, plugin, step.title) for plugin, step in registry(ctx).steps]
    _columns(("name", "plugin", "title"), rows)


@click.command()
@click.pass_context
def plugins(ctx: click.Context) -> None:
    """List the plugins that were found: loaded, refused and why, or switched off."""
    rows = [
        (plugin.name, plugin.distribution, plugin.version, plugin.state, plugin.reason)
        for plugin in registry(ctx).plugins
    ]
    _columns(("name", "distribution", "version", "state", "reason"), rows)


@click.command()
def schema() -> None:
    """Print the JSON Schema of the JSON form."""
    import json

    say(json.dumps(model_schema(), ensure_ascii=False, indent=2).encode())


def _columns(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a head line and rows as aligned columns."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
