"""How does a plugin's function run without harm to the rest? What it raises and what it gives is guarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import GireportError, LimitError, ModelError, PluginError
from ..losses import Losses
from ..model import Report, normal
from ..model.messages import Message, message
from ..model.typed import check_types
from .admission import valid_condition
from .values import Condition, DataFormat, Engine, Format, Step, Subcommand

if TYPE_CHECKING:
    from ..statutory.finding import Check
    from .values import Session


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
    task = message("plugins.task-doctor")
    told = _guard(lambda: [valid_condition(one) for one in ask()], task, list, plugin)
    try:
        conditions: list[Condition] = told()
    except GireportError as error:
        failed = error.reason
        if not isinstance(failed, Message) or failed.key != "plugins.failed":  # a value that is not allowed
            failed = message("plugins.failed", plugin=plugin, task=task, reason=failed)
        conditions = [Condition("plugin", "broken", failed)]
    return conditions
