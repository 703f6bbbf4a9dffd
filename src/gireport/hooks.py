"""What a plugin sees: the `Format` value, the hook it implements, and the version of both."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

import pluggy
from msgspec import Struct

from .losses import Losses
from .model import Report

if TYPE_CHECKING:
    from .statutory.finding import Check

PROJECT = "gireport"
API_VERSION = 1
"""Of the hooks. A plugin module may state the one it was written for as `GIREPORT_API`."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Kept: TypeAlias = Literal[
    "metadata",
    "headings",
    "alignment",
    "lists",
    "marks",
    "links",
    "exact-text",
    "tables",
    "spans",
    "nested-tables",
    "captions",
    "header-cells",
    "column-widths",
    "bookmarks",
    "column-bookmarks",
    "notes",
    "images",
    "page-breaks",
    "rules",
]
"""Kinds of content that a format can carry, each proven by the tests of every format that claims it."""

KEPT: frozenset[Kept] = frozenset(Kept.__args__)  # type: ignore[attr-defined]


class Reader(Protocol):
    """`reader(data, losses, **options)` gives a report in normal form, or raises a `GireportError`."""

    def __call__(self, data: bytes, losses: Losses, /, **options: Any) -> Report:
        """Read `data`; what cannot be kept goes to `losses`."""
        ...


class Writer(Protocol):
    """`writer(report, losses, **options)` gives the bytes of a report in normal form."""

    def __call__(self, report: Report, losses: Losses, /, **options: Any) -> bytes:
        """Write `report`; what the format has no place for goes to `losses`."""
        ...


class Format(Struct, frozen=True):
    """A document format: a value with its two functions.

    `name` is what `--from` and `--to` take; `suffixes` start with a point, the first is the usual one.
    `sniff` tells from the bytes whether they are of this format, surely. `keeps` is what a report can hold
    and still come back equal. The option names are keyword arguments of the two functions.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    reader: Reader | None
    writer: Writer | None
    keeps: frozenset[Kept]
    read_options: frozenset[str] = frozenset()
    write_options: frozenset[str] = frozenset()


def lazy(target: str) -> Any:
    """A function that imports `package.module:name` at its first call: listing formats imports none."""
    module, _, name = target.partition(":")

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    call.__qualname__ = call.__name__ = name
    return call


class Hooks:
    """The hooks that gireport calls; a plugin implements those that it needs, marked with `hookimpl`."""

    @hookspec
    def gireport_formats(self) -> list[Format]:  # type: ignore[empty-body]
        """The formats that the plugin reads or writes."""

    @hookspec
    def gireport_checks(self) -> list[Check]:  # type: ignore[empty-body]
        """The checks that the plugin adds to `gireport check`; their codes have a prefix of the plugin's own."""
