"""May what a plugin gives come in? Its values are checked when it is loaded; a refusal names the value, the
field, and what it has to be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec

from ..errors import PluginError
from ..model.messages import LANGUAGES, Message, message
from .values import KEPT, Condition, ConditionState, DataFormat, Engine, Format, Step, Subcommand

if TYPE_CHECKING:
    from ..statutory.finding import Check

_Value = TypeVar("_Value")
OWN_COMMANDS = frozenset(
    [
        "convert",
        "batch",
        "check",
        "data",
        "compare",
        "new",
        "inspect",
        "formats",
        "steps",
        "plugins",
        "schema",
        "completion",
        "doctor",
    ]
)
"""The commands of gireport itself: no plugin adds one with such a name."""
_OURS = re.compile(r"GI\d")
"""How the codes of gireport's own checks begin."""


def values(hook: str, answers: Iterable[Any], kind: type[_Value]) -> list[_Value]:
    """Return what plugins answer to `hook` as one list.

    Raises:
        PluginError: an answer is not a list, or holds other values than those of `kind`.
    """
    found: list[_Value] = []
    for answer in answers:
        if isinstance(answer, kind | str) or not isinstance(answer, Iterable):
            given = type(answer).__name__
            raise PluginError(message("plugins.no-list", hook=hook, given=given, kind=kind.__name__))
        for one in answer:
            if not isinstance(one, kind):
                given = type(one).__name__
                raise PluginError(message("plugins.other-value", hook=hook, given=given, kind=kind.__name__))
            found.append(one)
    return found


def refuse_duplicates(kind: str, there: Collection[str], new: Iterable[str]) -> None:
    """Check that no two formats, data formats, engines, steps, commands or checks have one name.

    `kind` is the end of a key `plugins.kind-…`, `there` are the names of those that are loaded.

    Raises:
        PluginError: a name is in `there`, or twice in `new`.
    """
    names = set(there)
    for name in new:
        if name in names:
            key = "plugins.name-taken" if name in there else "plugins.name-twice"
            raise PluginError(message(key, kind=message(f"plugins.kind-{kind}"), name=repr(name)))
        names.add(name)


def valid_format(format_: Format) -> Format:
    """Return `format_`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not.
    """
    door = _Door("format", format_.name)
    door.expect_title(format_.title)
    door.expect_suffixes(format_.suffixes)
    media_types = format_.media_types
    door.expect("media_types", "tuple", media_types, isinstance(media_types, tuple) and _texts(media_types))
    door.expect_function("sniff", format_.sniff)
    for name in ("reader", "writer", "may_be_fragment"):
        function = getattr(format_, name)
        if function is not None:
            door.expect_function(name, function)
    if format_.reader is None and format_.writer is None:
        raise door.refusal(message("plugins.no-function"))
    for name in ("keeps", "read_options", "write_options", "read_only_suffixes"):
        door.expect_set(name, getattr(format_, name))
    unknown = sorted(format_.keeps - KEPT)
    if unknown:
        raise door.refusal(message("plugins.unknown-kept", kept=repr(unknown[0]), kinds=tuple(sorted(KEPT))))
    return format_


def valid_data_format(format_: DataFormat) -> DataFormat:
    """Return `format_`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not.
    """
    door = _Door("data-format", format_.name)
    door.expect_title(format_.title)
    door.expect_suffixes(format_.suffixes)
    door.expect_function("writer", format_.writer)
    door.expect_set("write_options", format_.write_options)
    if format_.recognizes is not None:
        door.expect_function("recognizes", format_.recognizes)
    return format_


def valid_step(step: Step) -> Step:
    """Return `step`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not.
    """
    door = _Door("step", step.name)
    door.expect_title(step.title)
    door.expect_function("apply", step.apply)
    return step


def valid_engine(engine: Engine) -> Engine:
    """Return `engine`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not.
    """
    door = _Door("engine", engine.name)
    door.expect_title(engine.title)
    door.expect_function("start", engine.start)
    return engine


def valid_subcommand(subcommand: Subcommand) -> Subcommand:
    """Return `subcommand`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not, or gireport itself has a command of this name.
    """
    name = subcommand.name
    door = _Door("command", name)
    door.expect("name", "word", name, not name.startswith("-"))
    door.expect_title(subcommand.title)
    door.expect_function("load", subcommand.load)
    if name in OWN_COMMANDS:
        raise PluginError(message("plugins.own-command", name=name))
    return subcommand


def valid_check(check: Check) -> Check:
    """Return `check`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not, or the code begins as gireport's do.
    """
    from ..statutory.finding import SEVERITIES

    door = _Door("check", check.code, "code")
    if _OURS.match(check.code):
        raise PluginError(message("plugins.own-code", code=check.code))
    severities = message("plugins.wanted-one-of", names=SEVERITIES)
    door.expect("severity", severities, check.severity, check.severity in SEVERITIES)
    door.expect_function("run", check.run)
    for name in ("zh", "en", "rule", "hint_zh", "hint_en"):
        door.expect(name, "text", getattr(check, name), isinstance(getattr(check, name), str))
    return check


def valid_condition(condition: Condition) -> Condition:
    """Return `condition`, whose fields are of the types that they have to be.

    Raises:
        PluginError: one is not.
    """
    door = _Door("condition", condition.name)
    states = get_args(ConditionState)
    door.expect(
        "state", message("plugins.wanted-one-of", names=states), condition.state, condition.state in states
    )
    for name in ("what", "advice"):
        given = getattr(condition, name)
        door.expect(name, "title", given, isinstance(given, str | Message))
    return condition


class _Door:
    """The fields of one value, which is called `name`, and the refusals that name it.

    Raises:
        PluginError: `name` is not one word.
    """

    def __init__(self, kind: str, name: object, field: str = "name") -> None:
        self._value = {"kind": message(f"plugins.kind-{kind}"), "name": repr(name)}
        self.expect(field, "word", name, isinstance(name, str) and name.split() == [name])

    def refusal(self, what: Message) -> PluginError:
        """Return the error that says `what` is wrong with the value."""
        return PluginError(message("plugins.refused-value", **self._value, what=what))

    def expect(self, field: str, wanted: str | Message, given: object, is_right: bool) -> None:
        """Check a field: `wanted` is what it has to be, a message or the end of a key `plugins.wanted-…`."""
        if not is_right:
            wanted = message(f"plugins.wanted-{wanted}") if isinstance(wanted, str) else wanted
            shown = repr(given)
            shown = shown if len(shown) <= 60 else type(given).__name__
            raise self.refusal(message("plugins.wrong-field", field=field, wanted=wanted, given=shown))

    def expect_title(self, given: object) -> None:
        """Check a title; that of a message must stand in a catalogue, in both languages."""
        self.expect("title", "title", given, isinstance(given, str | Message))
        if isinstance(given, Message):
            try:
                for language in LANGUAGES:
                    given.text(language)
            except (LookupError, OSError, ValueError, msgspec.MsgspecError) as error:
                raise self.refusal(
                    message("plugins.no-text", key=given.key, reason=f"{type(error).__name__}: {error}")
                ) from error

    def expect_suffixes(self, given: object) -> None:
        """Check the suffixes of a format."""
        self.expect("suffixes", "suffixes", given, isinstance(given, tuple) and all(map(_is_suffix, given)))

    def expect_function(self, field: str, given: object) -> None:
        """Check a function."""
        self.expect(field, "function", given, callable(given))

    def expect_set(self, field: str, given: object) -> None:
        """Check a set of names."""
        self.expect(field, "set", given, isinstance(given, AbstractSet) and _texts(given))


def _texts(given: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in given)


def _is_suffix(one: object) -> bool:
    return isinstance(one, str) and len(one) > 1 and one.startswith(".") and one == one.lower()
