"""What may a plugin give? Its values are checked when it is loaded; its functions are guarded when they
run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec

from ..errors import GireportError, LimitError, ModelError, PluginError
from ..losses import Losses
from ..model import Report, normal
from ..model.messages import Message, message
from ..model.typed import check_types
from .values import KEPT, Condition, ConditionState, DataFormat, Engine, Format, Step, Subcommand

if TYPE_CHECKING:
    from ..statutory.finding import Check
    from .values import Session

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
    """What plugins answer to `hook` as one list.

    Raises:
        TypeError: an answer is not a list, or holds other values than those of `kind`.
    """
    found: list[_Value] = []
    for answer in answers:
        if isinstance(answer, kind | str) or not isinstance(answer, Iterable):
            raise TypeError(f"{hook} gave a {type(answer).__name__}, not a list of {kind.__name__} values")
        for one in answer:
            if not isinstance(one, kind):
                raise TypeError(f"{hook} gave a {type(one).__name__}, not a {kind.__name__}")
            found.append(one)
    return found


# --- at the door --------------------------------------------------------------------------------------


def valid_format(format_: Format) -> Format:
    """`format_`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
    """
    whose = _named("format", format_)
    _expect_suffixes(format_.suffixes, whose)
    media_types = format_.media_types
    if not isinstance(media_types, tuple) or not all(isinstance(one, str) for one in media_types):
        raise TypeError(f"the media types of {whose} are no tuple of names")
    _expect_function(format_.sniff, f"the sniff of {whose}")
    functions = ("reader", "writer", "may_be_fragment")
    for function, name in ((getattr(format_, name), name) for name in functions):
        if function is not None:
            _expect_function(function, f"the {name} of {whose}")
    if format_.reader is None and format_.writer is None:
        raise TypeError(f"{whose} has neither a reader nor a writer")
    sets = (format_.keeps, format_.read_options, format_.write_options, format_.read_only_suffixes)
    if not all(map(_is_set_of_names, sets)):
        raise TypeError(f"what {whose} keeps, its options and its read-only suffixes are no sets of names")
    unknown = sorted(format_.keeps - KEPT)
    if unknown:
        raise TypeError(f"{whose} keeps {unknown[0]!r}, which is not a kind of content")
    return format_


def valid_data_format(format_: DataFormat) -> DataFormat:
    """`format_`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
    """
    whose = _named("data format", format_)
    _expect_suffixes(format_.suffixes, whose)
    _expect_function(format_.writer, f"the writer of {whose}")
    if not _is_set_of_names(format_.write_options):
        raise TypeError(f"the options of {whose} are no set of names")
    return format_


def valid_step(step: Step) -> Step:
    """`step`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
    """
    _expect_function(step.apply, f"the apply of {_named('step', step)}")
    return step


def valid_engine(engine: Engine) -> Engine:
    """`engine`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
    """
    _expect_function(engine.start, f"the start of {_named('engine', engine)}")
    return engine


def valid_subcommand(subcommand: Subcommand) -> Subcommand:
    """`subcommand`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
        ValueError: gireport itself has a command of this name.
    """
    name, title = subcommand.name, subcommand.title
    if not isinstance(name, str) or name.split() != [name] or name.startswith("-"):
        raise TypeError(f"a command is named {name!r}, which is not one word")
    if not isinstance(title, str | Message):
        raise TypeError(f"the title of the command {name!r} is neither a string nor a message")
    _expect_function(subcommand.load, f"the load of the command {name!r}")
    if name in OWN_COMMANDS:
        raise ValueError(f"gireport itself has a command named {name!r}")
    return subcommand


def valid_check(check: Check) -> Check:
    """`check`, whose fields are of the types that they have to be, and whose code is none of gireport's.

    Raises:
        TypeError: one is not.
        ValueError: the code is empty, or begins as gireport's do.
    """
    from ..statutory.finding import SEVERITIES

    if not isinstance(check.code, str) or check.code.split() != [check.code]:
        raise TypeError(f"the code of a check is {check.code!r}, not one word")
    if _OURS.match(check.code):
        raise ValueError(f"the code {check.code} begins as those of gireport's own checks do")
    if check.severity not in SEVERITIES:
        raise TypeError(
            f"the severity of the check {check.code} is {check.severity!r}, none of {', '.join(SEVERITIES)}"
        )
    _expect_function(check.run, f"the run of the check {check.code}")
    if not all(
        isinstance(one, str) for one in (check.zh, check.en, check.rule, check.hint_zh, check.hint_en)
    ):
        raise TypeError(f"the sentences of the check {check.code} are no text")
    return check


def valid_condition(condition: Condition) -> Condition:
    """`condition`, whose fields are of the types that they have to be.

    Raises:
        TypeError: one is not.
    """
    if not isinstance(condition.name, str) or condition.name.split() != [condition.name]:
        raise TypeError(f"a condition is named {condition.name!r}, which is not one word")
    if condition.state not in get_args(ConditionState):
        raise TypeError(f"the state of the condition {condition.name!r} is {condition.state!r}")
    if not all(isinstance(one, str | Message) for one in (condition.what, condition.advice)):
        raise TypeError(f"the texts of the condition {condition.name!r} are neither strings nor messages")
    return condition


def _named(kind: str, one: Format | DataFormat | Step | Engine) -> str:
    """What `one` is called in a refusal, where its name is one word and its title a text."""
    if not isinstance(one.name, str) or one.name.split() != [one.name]:
        raise TypeError(f"a{'n' * (kind == 'engine')} {kind} is named {one.name!r}, which is not one word")
    if not isinstance(one.title, str):
        raise TypeError(f"the title of the {kind} {one.name!r} is not a string")
    return f"the {kind} {one.name!r}"


def _is_set_of_names(value: object) -> bool:
    return isinstance(value, AbstractSet) and all(isinstance(one, str) for one in value)


def _expect_suffixes(value: object, whose: str) -> None:
    if not isinstance(value, tuple) or not all(map(_is_suffix, value)):
        raise TypeError(f"the suffixes of {whose} are no tuple of names like '.txt', in lower case")


def _is_suffix(one: object) -> bool:
    return isinstance(one, str) and len(one) > 1 and one.startswith(".") and one == one.lower()


def _expect_function(value: object, what: str) -> None:
    if not callable(value):
        raise TypeError(f"{what} is a {type(value).__name__}, not a function")


# --- at work ------------------------------------------------------------------------------------------


def _failure(plugin: str, task: Message, reason: str | Message) -> PluginError:
    return PluginError(message("plugins.failed", plugin=plugin, task=task, reason=reason))


_PASSES = (GireportError, MemoryError)


def _guard(
    function: Any,
    task: Message,
    gives: type,
    plugin: str,
    passes: tuple[type[Exception], ...] = _PASSES,
) -> Any:
    """A plugin's function guarded: what it raises that is not in `passes`, and a result of another type than
    it has to be, becomes a `PluginError`.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            result = function(*args, **kwargs)
        except passes:
            raise
        except (Exception, SystemExit) as error:
            raise _failure(plugin, task, f"{type(error).__name__}: {error}") from error
        if not isinstance(result, gives):
            types = {"found": type(result).__name__, "wanted": gives.__name__}
            raise _failure(plugin, task, message("plugins.wrong-type", **types))
        return result

    return function and call


def normal_report(report: Report, losses: Losses, task: Message, plugin: str) -> Report:
    """Return the report that a plugin made in its `task`, in normal form.

    Raises:
        PluginError: it holds what no report can hold.
    """
    try:
        check_types(report)
        return normal(report, losses.note)
    except (ModelError, LimitError) as error:
        raise _failure(plugin, task, str(error)) from error


def guarded_format(format_: Format, plugin: str) -> Format:
    """A plugin's format with its functions guarded."""
    read = _guard(format_.reader, message("plugins.task-read"), Report, plugin)

    def reader(data: bytes, losses: Losses, /, **options: Any) -> Report:
        return normal_report(read(data, losses, **options), losses, message("plugins.task-read"), plugin)

    return msgspec.structs.replace(
        format_,
        sniff=_guard(format_.sniff, message("plugins.task-sniff"), object, plugin),
        may_be_fragment=_guard(format_.may_be_fragment, message("plugins.task-sniff"), object, plugin),
        reader=read and reader,
        writer=_guard(format_.writer, message("plugins.task-write"), bytes, plugin),
    )


def guarded_data_format(format_: DataFormat, plugin: str) -> DataFormat:
    """A plugin's data format with its writer guarded. An `OSError` is that of the file it writes to."""
    writer = _guard(format_.writer, message("plugins.task-write"), int, plugin, passes=(*_PASSES, OSError))
    return msgspec.structs.replace(format_, writer=writer)


def guarded_check(check: Check, plugin: str) -> Check:
    """A plugin's check with its function, the filling of its sentences and the types of what it finds
    guarded.
    """
    from ..statutory.finding import Check, Context, Finding

    task = message("plugins.task-check", code=check.code)

    def valid(finding: Finding) -> Finding:
        msgspec.json.decode(msgspec.json.encode(finding), type=Finding)
        return finding

    class Guarded(Check, frozen=True):
        def findings(self, context: Context) -> list[Finding]:
            found: list[Finding] = _guard(
                lambda: [valid(one) for one in check.findings(context)], task, list, plugin
            )()
            return found

    return Guarded(*msgspec.structs.astuple(check))


class _GuardedSession:
    """An engine's session with its methods guarded."""

    def __init__(self, session: Session, plugin: str) -> None:
        from .jobs import Done

        self._room = _guard(lambda: session.room, message("plugins.task-room"), int, plugin)
        self.submit = _guard(session.submit, message("plugins.task-submit"), object, plugin)
        self.next_done = _guard(session.next_done, message("plugins.task-job"), Done, plugin)
        self.close = _guard(session.close, message("plugins.task-close"), object, plugin)

    @property
    def room(self) -> int:
        room: int = self._room()
        return room


def guarded_engine(engine: Engine, plugin: str) -> Engine:
    """A plugin's engine with its function and its sessions guarded."""
    begin = _guard(engine.start, message("plugins.task-start"), object, plugin)
    return msgspec.structs.replace(engine, start=lambda *how: _GuardedSession(begin(*how), plugin))


def guarded_subcommand(subcommand: Subcommand, plugin: str) -> Subcommand:
    """A plugin's command whose `load` is guarded."""
    task = message("plugins.task-command", name=subcommand.name)
    return msgspec.structs.replace(subcommand, load=_guard(subcommand.load, task, object, plugin))


def guarded_step(step: Step, plugin: str) -> Step:
    """A plugin's step with its function guarded."""
    apply: Callable[[Report], Report] = _guard(
        step.apply, message("plugins.task-step", name=step.name), Report, plugin
    )
    return msgspec.structs.replace(step, apply=apply)


def conditions_of(ask: Callable[[], list[Condition]], plugin: str) -> list[Condition]:
    """What a plugin tells `gireport doctor` when it is asked; that it failed to, where it does."""
    told = _guard(
        lambda: [valid_condition(one) for one in ask()], message("plugins.task-doctor"), list, plugin
    )
    try:
        conditions: list[Condition] = told()
    except GireportError as error:
        conditions = [Condition("plugin", "broken", error.reason)]
    return conditions
