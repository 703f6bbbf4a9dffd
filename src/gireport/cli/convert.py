"""`gireport convert`: one document to another."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..losses import Losses
from ..model.messages import message
from ..verbs import convert as run
from .common import losses_json, once, registry, same_file, source_of, target_of, tell_losses, write_output
from .translated import command, option


@command("convert")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@option("--from", "from_format", metavar="FORMAT", help="from-format")
@option("--to", "to_format", metavar="FORMAT", help="to-format")
@option("--strict", is_flag=True, help="strict-losses")
@option("--losses", "losses_file", metavar="FILE", help="losses")
@option("--reference-doc", metavar="FILE", help="reference-doc")
@option("--fragment", is_flag=True, help="fragment")
@option("--base-url", metavar="URL", help="base-url")
@option("--no-outline", is_flag=True, help="no-outline")
@option("--drop-bookmarks", metavar="PATTERN", help="drop-bookmarks")
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
    no_outline: bool,
    drop_bookmarks: str | None,
) -> int:
    """Convert a document; `help.convert` has the words."""
    once(source, reference_doc)
    if losses_file is not None and (
        losses_file == target or any(same_file(losses_file, one) for one in (source, target, reference_doc))
    ):
        raise UsageError(message("usage.losses-file-taken"), source=losses_file)
    style = None if reference_doc is None else source_of(reference_doc)
    given = {"reference_doc": style, "fragment": fragment or None, "base_url": base_url}
    losses = Losses()
    run(
        source_of(source),
        target_of(target),
        from_format=from_format,
        to_format=to_format,
        outline=not no_outline,
        drop_bookmarks=drop_bookmarks,
        losses=losses,
        registry=registry(ctx),
        **{name: value for name, value in given.items() if value is not None},
    )
    tell_losses(losses)
    if losses_file is not None:
        write_output(losses_file, losses_json(source, losses))
    return 1 if strict and losses.grave else 0
