"""The commands that show: `inspect`, `formats`, `steps`, `plugins`, `schema`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..losses import Losses
from ..model import schema as model_schema
from ..model.messages import in_language
from ..plugins.registry import title_of
from ..safe.input import as_text
from .common import read_input, registry, tell_losses
from .language import language, text
from .terminal import say
from .translated import argument, command, option


@command("inspect")
@argument("source", metavar="IN")
@option("--from", "from_format", metavar="FORMAT", help="from-format")
@option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="check-format")
@click.pass_context
def inspect(ctx: click.Context, source: str, from_format: str | None, output: str) -> None:
    """Show what is in IN: metadata, outline, tables with the findings on their cells, bookmarks, losses."""
    book = registry(ctx)
    losses = Losses()
    report = read_input(source, from_format, losses, book)
    if output == "json":
        from .inspection import as_json

        say(as_json(as_text(source), report, losses, language()))
        return
    from ..statutory import check
    from .draw import draw

    draw(report, check(report, extra=book.checks), language())
    tell_losses(losses)


@command("formats")
@click.pass_context
def formats(ctx: click.Context) -> None:
    """List the formats: what reads, what writes, which files."""
    rows = [
        (
            format_.name,
            text("cli.read") if format_.reader else "",
            text("cli.write") if format_.writer else "",
            " ".join(format_.suffixes),
            in_language(title_of("format", format_), language()),
        )
        for format_ in registry(ctx).formats
    ]
    _columns(("name", "", "", "files", "title"), rows)


@command("steps")
@click.pass_context
def steps(ctx: click.Context) -> None:
    """List what is done between reading and writing, in turn, and which plugin does it."""
    rows = [
        (step.name, plugin, in_language(title_of("step", step), language()))
        for plugin, step in registry(ctx).steps
    ]
    _columns(("name", "plugin", "title"), rows)


@command("plugins")
@click.pass_context
def plugins(ctx: click.Context) -> None:
    """List the plugins that were found: loaded, refused and why, or switched off."""
    rows = [
        (
            plugin.name,
            plugin.distribution,
            plugin.version,
            text(f"cli.state-{plugin.state}"),
            in_language(plugin.reason, language()),
        )
        for plugin in registry(ctx).plugins
    ]
    _columns(("name", "distribution", "version", "state", "reason"), rows)


@command("schema")
def schema() -> None:
    """Print the JSON Schema of the JSON form."""
    import json

    say(json.dumps(model_schema(), ensure_ascii=False, indent=2).encode())


def _columns(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a head line (keys of `cli.column-…`) and rows as aligned columns."""
    from rich.cells import cell_len

    lines = [tuple(name and text(f"cli.column-{name}") for name in head), *rows]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        padded = (word + " " * (width - cell_len(word)) for word, width in zip(line, widths, strict=True))
        say("  ".join(padded).rstrip())
