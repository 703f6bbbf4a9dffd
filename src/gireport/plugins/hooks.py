"""Which hooks does gireport call? The hooks of a plugin, and their version.

`values` has the types of what the hooks give; both modules are one address for plugins, `gireport.hooks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from .values import (
    KEPT,
    Condition,
    DataFormat,
    DataWriter,
    Engine,
    Format,
    Kept,
    Reader,
    Session,
    Step,
    Subcommand,
    Writer,
    lazy,
)

if TYPE_CHECKING:
    from ..statutory.finding import Check

__all__ = [
    "API_VERSION",
    "KEPT",
    "PROJECT",
    "Condition",
    "DataFormat",
    "DataWriter",
    "Engine",
    "Format",
    "Hooks",
    "Kept",
    "Reader",
    "Session",
    "Step",
    "Subcommand",
    "Writer",
    "hookimpl",
    "hookspec",
    "lazy",
]

PROJECT = "gireport"
API_VERSION = 1
"""Of the hooks. A plugin module may state the one it was written for as `GIREPORT_API`."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks that gireport calls; a plugin implements those that it needs, marked with `hookimpl`."""

    @hookspec
    def gireport_formats(self) -> list[Format]:  # type: ignore[empty-body]
        """The formats that the plugin reads or writes."""

    @hookspec
    def gireport_checks(self) -> list[Check]:  # type: ignore[empty-body]
        """The checks that the plugin adds to `gireport check`; their codes have a prefix of the plugin's
        own.
        """

    @hookspec
    def gireport_data_formats(self) -> list[DataFormat]:  # type: ignore[empty-body]
        """What the plugin writes figures as, for `gireport data`."""

    @hookspec
    def gireport_engines(self) -> list[Engine]:  # type: ignore[empty-body]
        """The places where `gireport batch` can run that the plugin adds."""

    @hookspec
    def gireport_steps(self) -> list[Step]:  # type: ignore[empty-body]
        """The steps that every conversion takes with the plugin installed, after gireport's own."""

    @hookspec
    def gireport_commands(self) -> list[Subcommand]:  # type: ignore[empty-body]
        """The commands that the plugin adds to the command line."""

    @hookspec
    def gireport_doctor(self) -> Iterable[Condition]:  # type: ignore[empty-body]
        """What the plugin needs on this machine and what it finds of it, for `gireport doctor`, which alone
        calls it.
        """
