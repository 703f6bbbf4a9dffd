"""`gireport convert`: one document to another."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..losses import Losses
from ..verbs import convert as run
from .common import losses_json, once, registry, same_file, source_of, target_of, tell_losses, write_output


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
@click.option("--no-outline", is_flag=True, help="Do not make headings of numbered paragraphs.")
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
    no_outline: bool,
    drop_bookmarks: str | None,
) -> int:
    """Convert the document IN to OUT; `-` is standard input or output.

    The formats are told by the names' suffixes; `gireport formats` lists them. OUT is written whole or not
    at all.
    """
    once(source, reference_doc)
    if losses_file is not None and (
        losses_file == target or any(same_file(losses_file, one) for one in (source, target, reference_doc))
    ):
        raise UsageError("--losses names the same file as IN, OUT or --reference-doc", source=losses_file)
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
