"""Which plugins are there, and is each loaded, refused or switched off?

Installed plugins are imported only when they can matter: for a format, an engine or a check that is not built
in, and for the steps of a conversion when one of them may have a step. Until then the built-in functions are
called as they are; the plugin manager registers them through the same hooks as anybody's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from msgspec import Struct

from . import builtin
from .entry_points import EntryPoint, find_entry_points, may_have
from .values import Condition, DataFormat, Engine, Format, Step, Subcommand

if TYPE_CHECKING:
    import pluggy

    from ..model.messages import Message
    from ..statutory.finding import Check

_Value = TypeVar("_Value")
BUILTIN = "builtin"
"""The name of what comes with gireport."""

State: TypeAlias = Literal["loaded", "refused", "switched off"]


class Plugin(Struct, frozen=True):
    """A plugin that was found: its name, the distribution it came in, and what became of it.

    `reason` says why it is refused: a message, or the text of what it raised.
    """

    name: str
    distribution: str
    version: str
    state: State
    reason: str | Message = ""

    @property
    def shown_name(self) -> str:
        """What people installed: the distribution, or the plugin where that is not known."""
        return self.name if self.distribution in ("", "?") else self.distribution


class Plugins:
    """Finds plugins and asks them for their formats. A broken plugin never stops the others.

    Raises:
        UsageError: no installed plugin has a name of `switched_off`.
    """

    def __init__(self, switched_off: Collection[str] = ()) -> None:
        self._off = frozenset(switched_off)
        if self._off:
            _check_names(self._off)
        self._builtin = tuple(builtin.gireport_formats())
        self._found: list[Plugin] | None = None
        self._checks: list[Check] = []
        self._data_formats: dict[str, DataFormat] = {}
        self._engines = {engine.name: engine for engine in builtin.gireport_engines()}
        self._steps = {step.name: (BUILTIN, step) for step in builtin.gireport_steps()}
        self._formats = {format_.name: format_ for format_ in self._builtin}
        self._commands: dict[str, Subcommand] = {}

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
    def builtin_data_formats(self) -> tuple[DataFormat, ...]:
        """The formats of figures that come with gireport, without a look at what else is installed."""
        return tuple(builtin.gireport_data_formats())

    @property
    def data_formats(self) -> tuple[DataFormat, ...]:
        """Every format of figures: the built-in ones, then those of installed plugins."""
        self._discover()
        return (*self.builtin_data_formats, *self._data_formats.values())

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
        """Every step with the name of its plugin: the built-in one, then the others in the order of their
        names. Imports no plugin when none may have a step.
        """
        if self._found is None and self._may_have("gireport_steps"):
            self._discover()
        ours = [step for step in self._steps.values() if step[0] == BUILTIN]
        others = [self._steps[name] for name in sorted(self._steps) if self._steps[name][0] != BUILTIN]
        return (*ours, *others)

    @property
    def commands(self) -> dict[str, Subcommand]:
        """The commands that installed plugins add, by their names.

        Imports no plugin when none may have one.
        """
        if self._found is None and self._may_have("gireport_commands"):
            self._discover()
        return {name: self._commands[name] for name in sorted(self._commands)}

    @property
    def found(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, in the order of loading."""
        from ..version import __version__

        return (Plugin(BUILTIN, "gireport", __version__, "loaded"), *self._discover())

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """What each loaded plugin says of its surroundings, with the name of the plugin."""
        from .guards import conditions_of

        for plugin in self._discover():
            module = self._manager.get_plugin(plugin.name)
            callers = (module and self._manager.get_hookcallers(module)) or ()
            if any(caller.name == "gireport_doctor" for caller in callers):
                ask = partial(self._of, module, "gireport_doctor", Condition)
                yield from ((plugin.name, one) for one in conditions_of(ask, plugin.name))

    def _may_have(self, hook: str) -> bool:
        """Whether a plugin may implement `hook`."""
        return any(may_have(hook, one) for one in self._entry_points)

    @cached_property
    def _entry_points(self) -> list[EntryPoint]:
        return find_entry_points()

    @cached_property
    def _manager(self) -> pluggy.PluginManager:
        """The manager of the hooks, with what comes with gireport registered."""
        import pluggy

        from .hooks import PROJECT, Hooks, hookimpl

        manager = pluggy.PluginManager(PROJECT)
        manager.add_hookspecs(Hooks)
        for name in ("gireport_formats", "gireport_data_formats", "gireport_engines", "gireport_steps"):
            hookimpl(getattr(builtin, name))
        manager.register(builtin, name=BUILTIN)
        manager.check_pending()
        return manager

    def _discover(self) -> list[Plugin]:
        if self._found is not None:
            return self._found
        self._found = []
        for entry_point in self._entry_points:
            state, reason = self._load(entry_point.name, entry_point.load)
            self._found.append(
                Plugin(entry_point.name, entry_point.distribution, entry_point.version, state, reason)
            )
        return self._found

    def _load(self, name: str, load: object) -> tuple[State, str | Message]:
        from ..errors import PluginError
        from ..model.messages import message
        from .admission import (
            refuse_duplicates,
            valid_data_format,
            valid_engine,
            valid_format,
            valid_step,
            valid_subcommand,
        )
        from .guards import (
            guarded_check,
            guarded_data_format,
            guarded_engine,
            guarded_format,
            guarded_step,
            guarded_subcommand,
        )
        from .hooks import API_VERSION

        if name in self._off:
            return "switched off", "--no-plugin"
        if self._manager.has_plugin(name):
            return "refused", message("plugins.same-name")
        assert callable(load)
        try:
            module = load()
            wants = getattr(module, "GIREPORT_API", API_VERSION)
            if wants != API_VERSION:
                return "refused", message("plugins.other-version", wants=wants, has=API_VERSION)
            self._manager.register(module, name=name)
            self._manager.check_pending()
            if not self._manager.get_hookcallers(module):
                return self._refused(name, message("plugins.no-hook"))
            formats = [valid_format(one) for one in self._of(module, "gireport_formats", Format)]
            halves = {one.name for one in formats if self._is_other_half(one)}
            refuse_duplicates("format", self._taken() - halves, [one.name for one in formats])
            engines = [valid_engine(one) for one in self._of(module, "gireport_engines", Engine)]
            refuse_duplicates("engine", self._engines, [one.name for one in engines])
            steps = [valid_step(one) for one in self._of(module, "gireport_steps", Step)]
            refuse_duplicates("step", self._steps, [one.name for one in steps])
            answers = self._of(module, "gireport_data_formats", DataFormat)
            data_formats = [valid_data_format(one) for one in answers]
            known = [one.name for one in self.builtin_data_formats]
            names = [one.name for one in data_formats]
            refuse_duplicates("data-format", [*known, *self._data_formats], names)
            commands = [valid_subcommand(one) for one in self._of(module, "gireport_commands", Subcommand)]
            refuse_duplicates("command", self._commands, [one.name for one in commands])
            checks = self._checks_of(module)
            refuse_duplicates("check", [one.code for one in self._checks], [one.code for one in checks])
        except PluginError as error:
            return self._refused(name, error.reason)
        # A plugin is foreign code: whatever it raises becomes the reason in the list, and stops nothing else.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            return self._refused(name, " ".join(f"{type(error).__name__}: {error}".split()))
        for one in (guarded_format(one, name) for one in formats):
            self._formats[one.name] = one.joined(self._formats[one.name]) if one.name in halves else one
        self._data_formats.update((one.name, guarded_data_format(one, name)) for one in data_formats)
        self._checks += [guarded_check(one, name) for one in checks]
        self._engines.update((one.name, guarded_engine(one, name)) for one in engines)
        self._steps.update((one.name, (name, guarded_step(one, name))) for one in steps)
        self._commands.update((one.name, guarded_subcommand(one, name)) for one in commands)
        return "loaded", ""

    def _refused(self, name: str, reason: str | Message) -> tuple[State, str | Message]:
        """Forget the hooks of the plugin called `name`; return what becomes of it."""
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)
        return "refused", reason

    def _of(self, module: object, hook: str, kind: type[_Value]) -> list[_Value]:
        """What one plugin answers to a hook."""
        from .admission import values

        return values(hook, self._answers(module, hook), kind)

    def _answers(self, module: object, hook: str) -> list[Any]:
        others = [other for other in self._manager.get_plugins() if other is not module]
        answers: list[Any] = self._manager.subset_hook_caller(hook, others)()
        return answers

    def _taken(self) -> set[str]:
        """The names that no further format may have: those of formats, and the suffixes that are names of
        ours.
        """
        return {*self._formats, *(suffix[1:] for one in self._builtin for suffix in one.suffixes)}

    def _is_other_half(self, one: Format) -> bool:
        """Whether a plugin's format reads what another plugin's only writes, or the other way round."""
        known = self._formats.get(one.name)
        return known is not None and known not in self._builtin and one.is_other_half_of(known)

    def _checks_of(self, module: object) -> list[Check]:
        """The checks of one plugin; without any, what checks are is not imported."""
        if not any(
            caller.name == "gireport_checks" for caller in self._manager.get_hookcallers(module) or ()
        ):
            return []
        answers = self._answers(module, "gireport_checks")
        if answers == [[]]:
            return []
        from ..statutory.finding import Check
        from .admission import valid_check, values

        return [valid_check(one) for one in values("gireport_checks", answers, Check)]


def _check_names(names: Collection[str]) -> None:
    """Refuse names of plugins that are not installed. Searches for plugins and loads none."""
    from ..errors import UsageError
    from ..model.messages import message

    there = [entry_point.name for entry_point in find_entry_points()]
    for name in sorted(names):
        if name == BUILTIN:
            raise UsageError(message("plugins.builtin"))
        if name not in there:
            raise UsageError.unknown("plugin", name, there)
