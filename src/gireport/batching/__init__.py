"""Any number of inputs to any number of formats: `batch`."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.msgpack import encode

from ..errors import OptionError, PluginError, UsageError, WriteError
from ..plugins.jobs import Done, Job, Row, Task
from ..plugins.registry import Registry
from ..safe.input import as_text
from .inputs import Found, Inputs
from .manifest import NAME, Manifest
from .one import suffixes as output_suffixes
from .places import LINKED, LINKED_HINT, is_remote
from .sparing import spare

if TYPE_CHECKING:
    from ..plugins.hooks import Engine, Format, Session

__all__ = ["Batch", "Done", "Job", "Row", "Task", "batch"]

_LONGEST, _LARGEST = 10**6, 10**6
"""Seconds and MiB that one input may be given: what every system's timers and counters hold."""
_AHEAD = 32
"""Jobs for each place of the engine that may be done before an earlier one is: what waits is bounded by it."""


class Batch:
    """A batch that is ready to run: iterating runs it, and gives a row for each input, in input order.

    `total` counts the inputs, `passed_over` the files in their folders that are no documents, of which `special` are the
    pipes, sockets and devices, each with what it is; `skipped`, while it runs, counts those whose old row still holds.
    """

    def __init__(
        self, listed: Inputs, found: list[Found], task: Task, engine: Engine, manifest: Path, **how: Any
    ) -> None:
        self.total = len(found)
        self.passed_over = listed.passed_over
        self.special = tuple(listed.special)
        self.skipped = 0
        self.manifest = manifest
        self._found, self._task, self._engine, self._how = found, task, engine, how

    def __iter__(self) -> Iterator[Row]:
        """Run the batch. Where the iteration ends early, the workers are ended and the manifest stays whole."""
        self.skipped = 0
        # An engine that cannot start leaves the old manifest as it is.
        session = self._engine.start(self._task, self._how["jobs"], self._how["scheduler"])
        manifest = None
        stop = True
        try:
            manifest = Manifest(self.manifest, self._how["resume"])
            self._clear()
            for done in _in_order(session, self._jobs(manifest)):
                if done.skipped:
                    self.skipped += 1
                else:
                    manifest.add(done.row)
                yield done.row
            manifest.settle(one.source for one in self._found)
            stop = False
        finally:
            session.close(stop)
            # Who has the manifest has what is unfinished too: another run may be at work here.
            if manifest is not None:
                self._clear()
                manifest.close()

    def _jobs(self, manifest: Manifest) -> Iterator[Job]:
        for number, one in enumerate(self._found):
            prior = manifest.row(one.source) if self._how["resume"] else None
            yield Job(number, one.source, one.address, one.stem, prior)

    def _clear(self) -> None:
        """Take away what a run that was killed left unfinished."""
        if not is_remote(self._task.out):
            shutil.rmtree(os.path.join(self._task.out, self._task.scratch), ignore_errors=True)


def batch(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    to: str | Sequence[str],
    out: str | os.PathLike[str],
    *,
    from_format: str = "",
    figures: bool = False,
    findings: bool = False,
    outline: bool = True,
    jobs: int | None = None,
    engine: str = "local",
    scheduler: str = "",
    resume: bool = False,
    manifest: str | os.PathLike[str] | None = None,
    seconds: float = 60,
    mebibytes: int = 1024,
    registry: Registry | None = None,
    **options: Any,
) -> Batch:
    """Prepare to convert `inputs` (files, folders, globs, fsspec addresses) to the formats `to` in the folder `out`.

    Iterate over what it gives: that runs it. One bad input never stops the rest; its row says what is wrong.
    `figures` and `findings` put tidy rows and the checks' findings beside each output. `jobs` are the
    engine's processes, one a core by default. `resume` passes over what the manifest (by default `manifest.jsonl` in `out`) holds
    unchanged. One input may take `seconds`, and the process that works on it `mebibytes`. `options` are
    those of the formats.

    Raises:
        UsageError: a format, an option or an engine that does not exist, a limit that is none, inputs that name
            nothing, an input that would be written over.
        WriteError: the output folder cannot be made; its manifest is a symbolic link.
    """
    from .local import cores  # not for the workers, which import this package too

    book = registry or Registry()
    named = [book.for_writing("", name) for name in ((to,) if isinstance(to, str) else to)]
    targets = list({one.name: one for one in named}.values())
    if not targets and not (figures or findings):
        raise UsageError(
            "a batch needs a format to write, figures or findings", hint="say --to, --figures or --findings"
        )
    source = book.named(from_format) if from_format else None
    known = frozenset[str]().union(*(one.write_options for one in targets))
    known |= source.read_options if source else frozenset().union(*(one.read_options for one in book.formats))
    for option in options:
        if option not in known:
            to_tell = [one for one in (source, *targets) if one]
            has = frozenset[str]().union(
                *(one.read_options if one is source else one.write_options for one in to_tell)
            )
            raise OptionError(" to ".join(one.name for one in to_tell) or "the input", option, has)
    where = book.engine(engine)
    _check_limits(jobs, seconds, mebibytes)
    out = os.fspath(out)
    names = [os.fsdecode(one) for one in ([inputs] if isinstance(inputs, str | os.PathLike) else inputs)]
    _check_names(names, out)
    manifest = _place_of(manifest, out)
    suffixes = {suffix for one in book.formats if one.reader for suffix in one.suffixes}
    task = Task(
        tuple(one.name for one in targets),
        out if is_remote(out) else os.path.abspath(out),
        source.name if source else "",
        figures,
        findings,
        outline,
        book.switched_off,
        options,
        seconds,
        mebibytes,
        f".gireport-{hashlib.sha256(os.fsencode(manifest)).hexdigest()[:12]}",
        tuple(f"{one.name} {one.version}" for one in book.plugins if one.state == "loaded"),
    )
    outputs = _outputs_of(task, targets)
    listed = Inputs(names, suffixes, out, outputs)
    found = list(listed)
    spare(found, manifest, task.out, outputs)
    if not is_remote(out):
        try:
            Path(out).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"it cannot be made: {error.strerror or error}", source=out) from None
    how = {"jobs": jobs or cores(), "scheduler": scheduler, "resume": resume}
    return Batch(listed, found, task, where, Path(manifest), **how)


def _check_limits(jobs: int | None, seconds: float, mebibytes: int) -> None:
    if jobs is not None and jobs < 1:
        raise UsageError(f"{jobs} is no number of jobs", hint="leave it out for one a core")
    if not 0 < seconds <= _LONGEST:
        raise UsageError(f"an input cannot have {seconds} s", hint=f"it may have up to {_LONGEST}")
    if not 0 < mebibytes <= _LARGEST:
        raise UsageError(f"an input cannot have {mebibytes} MiB", hint=f"it may have up to {_LARGEST}")


def _check_names(inputs: Iterable[str], out: str) -> None:
    if not out or not all(inputs):
        raise UsageError("the name of an input, or of the output folder, is empty")
    if as_text(out) != out or "\0" in out:
        raise UsageError("the name of the output folder is no text", source=out, hint="choose another --out")


def _place_of(manifest: str | os.PathLike[str] | None, out: str) -> str:
    """The path of the manifest, by default in `out`."""
    if manifest is not None and is_remote(os.fspath(manifest)):
        raise UsageError("the manifest must be a local file", source=os.fspath(manifest))
    if manifest is None and is_remote(out):
        raise UsageError(
            "the manifest of a batch to an address needs a place", hint="say which with --manifest"
        )
    if manifest is None:
        path = os.path.join(out, NAME)
        if os.path.islink(path):
            raise WriteError(LINKED, source=path, hint=LINKED_HINT)
        return os.path.abspath(path)
    return os.path.abspath(manifest)


def _outputs_of(task: Task, targets: list[Format]) -> tuple[str, ...]:
    """What stands after the stem of each output of `task`, which is looked at as the workers will be told it."""
    try:
        encode(task)
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"what the workers must know is no plain text or number: {error}") from None
    outputs = tuple(output_suffixes(task, targets))
    if len(set(outputs)) < len(outputs):
        raise UsageError(f"two of the formats {', '.join(task.formats)} are written to files of one name")
    return outputs


def _in_order(session: Session, jobs: Iterator[Job]) -> Iterator[Done]:
    """What became of `jobs`, in their order, while `session` does several at a time."""
    waiting: dict[int, Done] = {}
    given = first = 0
    more = True
    while more or first < given:
        # `waiting` are done already; the rest of what is given is with the engine.
        room = max(session.room, 1)
        while more and given - first - len(waiting) < room and given - first < _AHEAD * room:
            job = next(jobs, None)
            if job is None:
                more = False
            else:
                session.submit(job)
                given += 1
        if first == given:
            break
        if first not in waiting:
            done = session.next_done()
            if not first <= done.number < given or done.number in waiting:
                raise PluginError("the engine told of a job that it does not have")
            waiting[done.number] = done
        while first in waiting:
            yield waiting.pop(first)
            first += 1
