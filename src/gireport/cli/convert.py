"""`gireport convert` as a command of click, made from the table of its options."""

from __future__ import annotations

from typing import Any

import click

from .common import registry
from .converting import convert_document
from .plain import CONVERT_OPTIONS
from .translated import Option, argument, command


@command("convert")
@argument("source", metavar="IN")
@argument("target", metavar="OUT")
@click.pass_context
def convert(ctx: click.Context, /, **given: Any) -> int:
    """Convert a document; `help.convert` has the words."""
    return convert_document(registry=registry(ctx), **given)


convert.params[2:2] = [
    Option([flag, name], help=text, **({"metavar": metavar} if metavar else {"is_flag": True}))
    for flag, (name, metavar, text) in CONVERT_OPTIONS.items()
]
