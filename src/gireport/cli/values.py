"""Which values may an option have? What a shell offers where its value is being written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import click
from click.shell_completion import CompletionItem

from ..model.messages import in_language
from ..plugins.registry import Registry, title_of
from .language import language

Items: TypeAlias = "list[CompletionItem[str]]"
_Values: TypeAlias = Iterator[tuple[str, str]]
_FILES = {"FILE": "file", "DIR": "dir", "STYLE": "file"}
"""How the value of an option is called in its help → what the shell is to list where we know no value."""


def option_values(ctx: click.Context, option: click.Option, incomplete: str) -> Items | None:
    """What the value of `option` may be that begins with `incomplete`, else the files or folders that the
    shell is to list; None where only the option's type can tell.
    """
    name = next((name for name in option.opts if name in _VALUES), "")
    if name:
        values = _VALUES[name](ctx, _registry_of(ctx))
        found = [CompletionItem(value, help=text) for value, text in values if value.startswith(incomplete)]
        if found or option.metavar not in _FILES:
            return found
    kind = _FILES.get(option.metavar or "")
    return [CompletionItem(incomplete, type=kind)] if kind else None


def _registry_of(ctx: click.Context) -> Registry:
    """The registry of the command line that is being written: a shell's question runs no command."""
    root = ctx.find_root()
    state = root.ensure_object(dict)
    if "registry" not in state:
        state["registry"] = Registry(root.params.get("no_plugins") or ())
    registry: Registry = state["registry"]
    return registry


def _readers(_ctx: click.Context, book: Registry) -> _Values:
    for one in book.formats:
        if one.reader:
            yield one.name, in_language(title_of("format", one), language())


def _writers(ctx: click.Context, book: Registry) -> _Values:
    if ctx.info_name == "data":
        yield from ((one.name, in_language(one.title, language())) for one in book.data_formats)
        return
    for one in book.formats:
        if one.writer:
            yield one.name, in_language(title_of("format", one), language())


def _styles(_ctx: click.Context, _book: Registry) -> _Values:
    from ..style.file import HOUSES

    yield from ((name, "") for name in HOUSES)


def _checks(_ctx: click.Context, book: Registry) -> _Values:
    from ..statutory.checks import CHECKS

    for one in (*CHECKS, *book.checks):
        yield one.code, re.sub(r"\{.*?\}", "…", one.zh if language() == "zh" else one.en)


def _engines(_ctx: click.Context, book: Registry) -> _Values:
    yield from ((one.name, in_language(one.title, language())) for one in book.engines)


def _plugins(_ctx: click.Context, book: Registry) -> _Values:
    yield from ((one.name, one.distribution) for one in book.plugins[1:])


_VALUES: dict[str, Callable[[click.Context, Registry], _Values]] = {
    "--from": _readers,
    "--to": _writers,
    "--style": _styles,
    "--off": _checks,
    "--engine": _engines,
    "--no-plugin": _plugins,
}
"""Option → its values, each with a text that says what it is."""
