"""The plugin manager: which plugins there are, and whether each is loaded, refused or switched off.

Built-in formats enter by the same hook as anybody's. Installed distributions are looked for only when they
can matter (a list is asked for, or a format that is not built in), since looking takes longer than converting.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec
import pluggy
from msgspec import Struct

from . import builtin
from .errors import GireportError, PluginError
from .hooks import API_VERSION, PROJECT, Format, Hooks

if TYPE_CHECKING:
    from .statutory.finding import Check

State: TypeAlias = Literal["loaded", "refused", "switched off"]


class Plugin(Struct, frozen=True):
    """A plugin that was found: its name, the distribution it came in, and what became of it."""

    name: str
    distribution: str
    version: str
    state: State
    reason: str = ""


class Plugins:
    """Finds plugins and asks them for their formats. A broken plugin never stops the others."""

    def __init__(self, switched_off: Collection[str] = ()) -> None:
        self._off = frozenset(switched_off)
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self._manager.register(builtin, name="builtin")
        self._manager.check_pending()
        self._builtin: tuple[Format, ...] = _flat(self._manager.hook.gireport_formats())
        self._found: list[Plugin] | None = None
        self._checks: list[Check] = []
        self._formats: dict[str, Format] = {format_.name: format_ for format_ in self._builtin}

    @property
    def builtin_formats(self) -> tuple[Format, ...]:
        """The formats that come with gireport, without a look at what else is installed."""
        return self._builtin

    @property
    def formats(self) -> tuple[Format, ...]:
        """Every format, those of installed plugins included, in the order of their names."""
        self._discover()
        return tuple(self._formats[name] for name in sorted(self._formats))

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that installed plugins add."""
        self._discover()
        return tuple(self._checks)

    @property
    def found(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, in the order of loading."""
        return tuple(self._discover())

    def _discover(self) -> list[Plugin]:
        if self._found is not None:
            return self._found
        from importlib.metadata import entry_points, version

        self._found = [Plugin("builtin", "gireport", version("gireport"), "loaded")]
        for point in sorted(entry_points(group=PROJECT), key=lambda point: (point.name, point.value)):
            distribution = point.dist.name if point.dist else "?"
            number = point.dist.version if point.dist else "?"
            state, reason = self._load(point.name, point.load)
            self._found.append(Plugin(point.name, distribution, number, state, reason))
        return self._found

    def _load(self, name: str, load: object) -> tuple[State, str]:
        if name in self._off:
            return "switched off", "--no-plugin"
        assert callable(load)
        try:
            module = load()
            wants = getattr(module, "GIREPORT_API", API_VERSION)
            if wants != API_VERSION:
                return (
                    "refused",
                    f"it is written for hooks of version {wants}, this gireport has {API_VERSION}",
                )
            self._manager.register(module, name=name)
            self._manager.check_pending()
            formats = tuple(_guarded(one, name) for one in _flat(self._of(module, "gireport_formats")))
            clash = [format_.name for format_ in formats if format_.name in self._formats]
            if clash:
                raise ValueError(f"a format named {clash[0]!r} is there already")
            checks = [check for answer in self._of(module, "gireport_checks") for check in answer]
        # A plugin is somebody else's code: whatever it raises is told in the list, and goes no further.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            if self._manager.has_plugin(name):
                self._manager.unregister(name=name)
            return "refused", " ".join(f"{type(error).__name__}: {error}".split())
        self._formats.update((format_.name, format_) for format_ in formats)
        self._checks += checks
        return "loaded", ""

    def _of(self, module: object, hook: str) -> list[list[Any]]:
        """What one plugin answers to a hook."""
        others = [other for other in self._manager.get_plugins() if other is not module]
        answers: list[list[Any]] = self._manager.subset_hook_caller(hook, others)()
        return answers


def _flat(answers: list[list[Format]]) -> tuple[Format, ...]:
    formats = [format_ for answer in answers for format_ in answer]
    for format_ in formats:
        if not isinstance(format_, Format):
            raise TypeError(f"gireport_formats gave a {type(format_).__name__}, not a Format")
        suffixes = format_.suffixes
        if not isinstance(suffixes, tuple) or not all(suffix[:1] == "." for suffix in suffixes):
            raise TypeError(f"the suffixes of {format_.name!r} are no tuple of names like '.txt'")
    return tuple(formats)


def _guarded(format_: Format, plugin: str) -> Format:
    """A plugin's format with its functions guarded: what they raise that is not ours becomes a `PluginError`."""

    def guard(function: Any, what: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except GireportError:
                raise
            except Exception as error:
                cause = f"the plugin {plugin} failed to {what}: {type(error).__name__}: {error}"
                raise PluginError(cause, hint=f"tell its author, or use --no-plugin {plugin}") from error

        return function and call

    return msgspec.structs.replace(
        format_,
        sniff=guard(format_.sniff, "look at the input"),
        reader=guard(format_.reader, "read"),
        writer=guard(format_.writer, "write"),
    )
