"""Any number of inputs to any number of formats: `batch`."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError, WriteError
from ..jobs import Done, Job, Row, Task
from ..registry import Registry
from .inputs import Found, Inputs
from .manifest import NAME, Manifest
from .one import suffixes as output_suffixes
from .places import is_remote

if TYPE_CHECKING:
    from ..hooks import Engine, Session

__all__ = ["Batch", "Done", "Job", "Row", "Task", "batch"]

_AHEAD = 32
"""Jobs for each place of the engine that may be done before an earlier one is: what waits is bounded by it."""


class Batch:
    """A batch that is ready to run: iterating runs it, and gives a row for each input, in input order.

    `total` counts the inputs, `passed_over` the files in their folders that are no documents; `skipped`, while it
    runs, those whose old row still holds.
    """

    def __init__(
        self, found: list[Found], passed_over: int, task: Task, engine: Engine, manifest: Path, **how: Any
    ) -> None:
        self.total = len(found)
        self.passed_over = passed_over
        self.skipped = 0
        self.manifest = manifest
        self._found, self._task, self._engine, self._how = found, task, engine, how

    def __iter__(self) -> Iterator[Row]:
        """Run the batch. Where the iteration ends early, the workers are ended and the manifest stays whole."""
        self.skipped = 0
        # An engine that cannot start leaves the old manifest as it is.
        session = self._engine.start(self._task, self._how["jobs"], self._how["scheduler"])
        stop = True
        try:
            manifest = Manifest(self.manifest, self._how["resume"])
            try:
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
                manifest.close()
        finally:
            session.close(stop)
            self._clear()

    def _jobs(self, manifest: Manifest) -> Iterator[Job]:
        for number, one in enumerate(self._found):
            prior = manifest.row(one.source) if self._how["resume"] else None
            yield Job(number, one.source, one.address, one.stem, prior)

    def _clear(self) -> None:
        """Take away what a run that was killed left unfinished."""
        if not is_remote(self._task.out):
            shutil.rmtree(os.path.join(self._task.out, self._task.scratch), ignore_errors=True)


def batch(
    inputs: Iterable[str | os.PathLike[str]] | str,
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
        UsageError: a format, an option or an engine that does not exist, inputs that name nothing.
    """
    from .local import cores  # not for the workers, which import this package too

    book = registry or Registry()
    formats = tuple(dict.fromkeys((to,) if isinstance(to, str) else to))
    targets = [book.for_writing("", name) for name in formats]
    if not targets and not (figures or findings):
        raise UsageError("a batch needs a format to write, figures or findings")
    source = book.named(from_format) if from_format else None
    known = frozenset[str]().union(*(one.write_options for one in targets))
    known |= source.read_options if source else frozenset().union(*(one.read_options for one in book.formats))
    for option in options:
        if option not in known:
            raise UsageError(f"none of the formats has an option {option!r}")
    where = book.engine(engine)
    out = os.fspath(out)
    if manifest is None:
        if is_remote(out):
            raise UsageError(
                "the manifest of a batch to an address needs a place", hint="say which with --manifest"
            )
        manifest = Path(out, NAME)
    elif is_remote(os.fspath(manifest)):
        raise UsageError("the manifest must be a local file", source=os.fspath(manifest))
    manifest = os.path.abspath(manifest)
    names = [inputs] if isinstance(inputs, str) else [os.fspath(one) for one in inputs]
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
    )
    outputs = tuple(output_suffixes(task, targets))
    listed = Inputs(names, suffixes, out, outputs)
    found = list(listed)
    _spare(found, task.out, outputs)
    if not is_remote(out):
        try:
            Path(out).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"it cannot be made: {error.strerror or error}", source=out) from None
    how = {"jobs": jobs or cores(), "scheduler": scheduler, "resume": resume}
    return Batch(found, listed.passed_over, task, where, Path(manifest), **how)


def _spare(found: Iterable[Found], out: str, outputs: Sequence[str]) -> None:
    """Refuse a batch that would write over one of its inputs."""
    addresses = {one.address: one.source for one in found}
    for one in found:
        for suffix in outputs:
            source = addresses.get(os.fsencode(os.path.join(out, f"{one.stem}.{suffix}")))
            if source is not None:
                raise UsageError("the batch would write over it", source=source, hint="choose another --out")


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
            waiting[done.number] = done
        while first in waiting:
            yield waiting.pop(first)
            first += 1
