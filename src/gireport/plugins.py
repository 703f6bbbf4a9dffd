"""The plugin manager: which plugins there are, and whether each is loaded, refused or switched off.

Built-in formats enter by the same hook as anybody's. Installed distributions are looked for only when they can matter: for
a format that is not built in, and for the steps of a conversion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec
import pluggy
from msgspec import Struct

from . import builtin
from .errors import GireportError, PluginError, UsageError
from .hooks import API_VERSION, PROJECT, Engine, Format, Hooks, Step
from .model import Report
from .offers import offers
from .version import __version__

if TYPE_CHECKING:
    from .hooks import Session
    from .statutory.finding import Check

BUILTIN = "builtin"
"""The name of what comes with gireport."""

State: TypeAlias = Literal["loaded", "refused", "switched off"]


class Plugin(Struct, frozen=True):
    """A plugin that was found: its name, the distribution it came in, and what became of it."""

    name: str
    distribution: str
    version: str
    state: State
    reason: str = ""


class Plugins:
    """Finds plugins and asks them for their formats. A broken plugin never stops the others.

    Raises:
        UsageError: one of `switched_off` is no installed plugin.
    """

    def __init__(self, switched_off: Collection[str] = ()) -> None:
        self._off = frozenset(switched_off)
        if self._off:
            _check_names(self._off)
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self._manager.register(builtin, name=BUILTIN)
        self._manager.check_pending()
        self._builtin: tuple[Format, ...] = _flat(self._manager.hook.gireport_formats())
        self._found: list[Plugin] | None = None
        self._checks: list[Check] = []
        self._engines: dict[str, Engine] = {
            engine.name: engine for answer in self._manager.hook.gireport_engines() for engine in answer
        }
        self._steps: dict[str, tuple[str, Step]] = {
            step.name: (BUILTIN, step) for answer in self._manager.hook.gireport_steps() for step in answer
        }
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
    def engines(self) -> dict[str, Engine]:
        """Every engine by its name, those of installed plugins included."""
        self._discover()
        return self._engines

    @property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        """Every step with the name of its plugin: the built-in one, then the others in the order of their names."""
        self._discover()
        ours = [step for step in self._steps.values() if step[0] == BUILTIN]
        others = [self._steps[name] for name in sorted(self._steps) if self._steps[name][0] != BUILTIN]
        return (*ours, *others)

    @property
    def found(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, in the order of loading."""
        return (Plugin(BUILTIN, "gireport", __version__, "loaded"), *self._discover())

    def _discover(self) -> list[Plugin]:
        if self._found is not None:
            return self._found
        self._found = []
        for offer in offers():
            state, reason = self._load(offer.name, offer.load)
            self._found.append(Plugin(offer.name, offer.distribution, offer.version, state, reason))
        return self._found

    def _load(self, name: str, load: object) -> tuple[State, str]:
        if name in self._off:
            return "switched off", "--no-plugin"
        if self._manager.has_plugin(name):
            return "refused", "another plugin has this name"
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
            _refuse_twins("format", self._formats, formats)
            checks = [_guarded_check(one, name) for one in chain(*self._of(module, "gireport_checks"))]
            engines = [_guarded_engine(one, name) for one in chain(*self._of(module, "gireport_engines"))]
            _refuse_twins("engine", self._engines, engines)
            steps = [_guarded_step(one, name) for one in chain(*self._of(module, "gireport_steps"))]
            _refuse_twins("step", self._steps, steps)
        # A plugin is somebody else's code: whatever it raises is told in the list, and goes no further.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            if self._manager.has_plugin(name):
                self._manager.unregister(name=name)
            return "refused", " ".join(f"{type(error).__name__}: {error}".split())
        self._formats.update((format_.name, format_) for format_ in formats)
        self._checks += checks
        self._engines.update((engine.name, engine) for engine in engines)
        self._steps.update((step.name, (name, step)) for step in steps)
        return "loaded", ""

    def _of(self, module: object, hook: str) -> list[list[Any]]:
        """What one plugin answers to a hook."""
        others = [other for other in self._manager.get_plugins() if other is not module]
        answers: list[list[Any]] = self._manager.subset_hook_caller(hook, others)()
        return answers


def _check_names(names: Collection[str]) -> None:
    """Refuse to switch off what is no plugin; installed ones are looked for, none is loaded."""
    there = [offer.name for offer in offers()]
    for name in sorted(names):
        if name == BUILTIN:
            raise UsageError("the built-in formats cannot be switched off", hint="see gireport plugins")
        if name not in there:
            raise UsageError.unknown("plugin", name, there)


def _refuse_twins(kind: str, there: Collection[str], new: Iterable[Format | Engine | Step]) -> None:
    """Raise `ValueError` where two formats, engines or steps have one name."""
    names = set(there)
    for one in new:
        if one.name in names:
            where = "is there already" if one.name in there else "stands twice in it"
            raise ValueError(f"a{'n' * (kind == 'engine')} {kind} named {one.name!r} {where}")
        names.add(one.name)


def _flat(answers: list[list[Format]]) -> tuple[Format, ...]:
    formats = [format_ for answer in answers for format_ in answer]
    for format_ in formats:
        if not isinstance(format_, Format):
            raise TypeError(f"gireport_formats gave a {type(format_).__name__}, not a Format")
        suffixes = format_.suffixes
        if not isinstance(suffixes, tuple) or not all(suffix[:1] == "." for suffix in suffixes):
            raise TypeError(f"the suffixes of {format_.name!r} are no tuple of names like '.txt'")
    return tuple(formats)


def _guard(function: Any, what: str, gives: type, plugin: str) -> Any:
    """A plugin's function guarded: what it raises that is not ours, and a result of another type than it has
    to be, becomes a `PluginError`.
    """
    hint = f"tell its author, or use --no-plugin {plugin}"

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            result = function(*args, **kwargs)
        except (GireportError, MemoryError):
            raise
        except (Exception, SystemExit) as error:
            cause = f"the plugin {plugin} failed to {what}: {type(error).__name__}: {error}"
            raise PluginError(cause, hint=hint) from error
        if not isinstance(result, gives):
            cause = f"the plugin {plugin} failed to {what}: it gave a {type(result).__name__}, not {gives.__name__}"
            raise PluginError(cause, hint=hint)
        return result

    return function and call


def _guarded(format_: Format, plugin: str) -> Format:
    """A plugin's format with its functions guarded."""
    return msgspec.structs.replace(
        format_,
        sniff=_guard(format_.sniff, "look at the input", object, plugin),
        reader=_guard(format_.reader, "read", Report, plugin),
        writer=_guard(format_.writer, "write", bytes, plugin),
    )


def _guarded_check(check: Check, plugin: str) -> Check:
    """A plugin's check with its function, and the filling of its sentences, guarded."""
    from .statutory.finding import Check, Context, Finding

    if not isinstance(check, Check):
        raise TypeError(f"gireport_checks gave a {type(check).__name__}, not a Check")
    what = f"run the check {check.code}"

    class Guarded(Check, frozen=True):
        def findings(self, context: Context) -> list[Finding]:
            found: list[Finding] = _guard(lambda: [*check.findings(context)], what, list, plugin)()
            return found

    return Guarded(*msgspec.structs.astuple(check))


class _GuardedSession:
    """An engine's session with its methods guarded."""

    def __init__(self, session: Session, plugin: str) -> None:
        from .jobs import Done

        self._room = _guard(lambda: session.room, "tell its room", int, plugin)
        self.submit = _guard(session.submit, "take a job", object, plugin)
        self.next_done = _guard(session.next_done, "do a job", Done, plugin)
        self.close = _guard(session.close, "end", object, plugin)

    @property
    def room(self) -> int:
        room: int = self._room()
        return room


def _guarded_engine(engine: Engine, plugin: str) -> Engine:
    """A plugin's engine with its function and its sessions guarded."""
    if not isinstance(engine, Engine):
        raise TypeError(f"gireport_engines gave a {type(engine).__name__}, not an Engine")
    begin = _guard(engine.start, "start", object, plugin)
    return msgspec.structs.replace(engine, start=lambda *how: _GuardedSession(begin(*how), plugin))


def _guarded_step(step: Step, plugin: str) -> Step:
    """A plugin's step with its function guarded."""
    if not isinstance(step, Step):
        raise TypeError(f"gireport_steps gave a {type(step).__name__}, not a Step")
    return msgspec.structs.replace(
        step, apply=_guard(step.apply, f"take the step {step.name}", Report, plugin)
    )
