"""`gireport convert`: one document to another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from ..losses import Losses
from ..model.bookmarks import without
from ..verbs import encode, load
from .common import losses_json, read_input, registry, tell_losses, write_output


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is, where its name does not tell.")
@click.option("--to", "to_format", metavar="FORMAT", help="What OUT is to be, where its name does not tell.")
@click.option("--strict", is_flag=True, help="Exit with 1 where content or structure was lost.")
@click.option("--losses", "losses_file", metavar="FILE", help="Write what was not kept to FILE, as JSON.")
@click.option("--reference-doc", metavar="FILE", help="Take styles and page layout of a .docx from FILE.")
@click.option("--fragment", is_flag=True, help="Write HTML without html, head and body.")
@click.option("--base-url", metavar="URL", help="Where an HTML page comes from: resolves relative addresses.")
@click.option("--drop-bookmarks", metavar="PATTERN", help="Leave out bookmarks named like PATTERN (_Toc*).")
@click.pass_context
def convert(
    ctx: click.Context,
    source: str,
    target: str,
    from_format: str | None,
    to_format: str | None,
    strict: bool,
    losses_file: str | None,
    reference_doc: str | None,
    fragment: bool,
    base_url: str | None,
    drop_bookmarks: str | None,
) -> int:
    """Convert the document IN to OUT; `-` is standard input or output.

    The formats are told by the names' suffixes; `gireport formats` lists them. OUT is written whole or not
    at all.
    """
    book = registry(ctx)
    if losses_file is not None and any(_same(losses_file, other) for other in (source, target)):
        raise UsageError("--losses names the same file as IN or OUT", source=losses_file)
    chosen = book.for_writing(target, to_format)
    options: dict[str, Any] = {}
    if reference_doc is not None:
        options["reference_doc"] = load(Path(reference_doc))
    if fragment:
        options["fragment"] = True
    losses = Losses()
    reading = {"base_url": base_url} if base_url is not None else {}
    report = read_input(source, from_format, losses, book, **reading)
    if drop_bookmarks is not None:
        report = without(report, drop_bookmarks)
    data = encode(report, chosen, losses, **options)
    write_output(target, data)
    tell_losses(losses)
    if losses_file is not None:
        write_output(losses_file, losses_json(source, losses))
    return 1 if strict and losses.grave else 0


def _same(one: str, other: str) -> bool:
    """Whether two names are of one file, or both of standard input or output."""
    if "-" in (one, other):
        return one == other
    return Path(one).resolve() == Path(other).resolve()
