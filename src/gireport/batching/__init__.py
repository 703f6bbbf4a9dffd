"""How are many inputs converted in one run? `batch` prepares a `Batch`; iterating over it runs it."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.msgpack import encode

from ..errors import OptionError, PluginError, UsageError, WriteError
from ..model.messages import LANGUAGES, Language, message
from ..plugins.jobs import Done, Job, Row, Task
from ..plugins.registry import Registry
from ..plugins.values import Engine, Format, Session
from ..safe.input import as_text
from ..safe.names import is_link
from ..safe.reasons import reason_of
from .conversion import suffixes as output_suffixes
from .inputs import Found, Inputs, refuse_overwriting
from .manifest import NAME, Manifest
from .storage import LINKED, is_remote

__all__ = ["Batch", "BatchOptions", "Done", "Job", "Row", "Task", "batch"]

_LONGEST, _LARGEST = 10**6, 10**6
"""The largest limits in seconds and in MiB: timers and counters of every system hold them."""
_AHEAD = 32
"""Jobs for each place of the engine that may be done before an earlier one: it bounds the results that
wait."""


class BatchOptions(Struct, frozen=True, kw_only=True):
    """How a batch works.

    `from_format` names the format of every input. `figures` and `findings` put tidy rows and the findings of
    the checks beside each output. `outline` makes headings of numbered paragraphs, `metadata` fills absent
    fields of the metadata from the title and the signature. `jobs` is the number of worker processes, by
    default one for each core; `engine` and its `scheduler` say where they run. `resume` skips the inputs that
    the `manifest` (by default `manifest.jsonl` in the output folder) holds and that have not changed. One
    input may take `seconds`, and the process that works on it `mebibytes` of memory. `language` is that of
    the errors in the rows and of the findings.
    """

    from_format: str = ""
    figures: bool = False
    findings: bool = False
    outline: bool = True
    metadata: bool = True
    jobs: int | None = None
    engine: str = "local"
    scheduler: str = ""
    resume: bool = False
    manifest: str | os.PathLike[str] | None = None
    seconds: float = 60
    mebibytes: int = 1024
    language: Language = "en"


DEFAULTS = BatchOptions()


class Batch:
    """A batch that is ready to run: iterating runs it and gives a row for each input, in input order.

    `total` counts the inputs, `passed_over` the files in their folders that are not documents; `special` are
    the pipes, sockets and devices among these, each with its kind. `skipped` counts, during the run, the
    inputs that have not changed.
    """

    def __init__(
        self,
        listed: Inputs,
        found: list[Found],
        task: Task,
        engine: Engine,
        manifest: Path,
        how: BatchOptions,
    ) -> None:
        self.total = len(found)
        self.passed_over = listed.passed_over
        self.special = tuple(listed.special)
        self.skipped = 0
        self.manifest = manifest
        self._found, self._task, self._engine, self._how = found, task, engine, how

    def __iter__(self) -> Iterator[Row]:
        """Run the batch. When the iteration ends early, the workers end too, and the manifest stays whole."""
        self.skipped = 0
        # An engine that cannot start leaves the old manifest as it is.
        from .local import cores  # not for the workers, which import this package too

        session = self._engine.start(self._task, self._how.jobs or cores(), self._how.scheduler)
        manifest = None
        stop = True
        try:
            manifest = Manifest(self.manifest, self._how.resume)
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
            # Only the run that holds the manifest may remove the scratch folder: another run may be using it.
            if manifest is not None:
                self._clear()
                manifest.close()

    def _jobs(self, manifest: Manifest) -> Iterator[Job]:
        for number, one in enumerate(self._found):
            prior = manifest.row(one.source) if self._how.resume else None
            yield Job(number, one.source, one.address, one.stem, prior)

    def _clear(self) -> None:
        """Remove the unfinished files of a run that was killed."""
        if not is_remote(self._task.out):
            shutil.rmtree(os.path.join(self._task.out, self._task.scratch), ignore_errors=True)


def batch(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    to: str | Sequence[str],
    out: str | os.PathLike[str],
    how: BatchOptions = DEFAULTS,
    *,
    registry: Registry | None = None,
    **options: Any,
) -> Batch:
    """Prepare to convert `inputs` (files, folders, globs, fsspec addresses) to the formats `to` in the folder
    `out`.

    Iterate over the result: that runs the batch. A bad input does not stop the others; its row has the error.
    `how` holds the options of the batch, which may be given as keywords too (`figures=True`); the other
    keywords are options of the formats.

    Raises:
        UsageError: a format, an option or an engine that does not exist, a limit out of its range, inputs
            that match nothing, an input that would be written over.
        WriteError: the output folder cannot be made; its manifest is a symbolic link.
    """
    book = registry or Registry()
    how, options = _with_keywords(how, options)
    targets, source = _formats_of(book, to, how)
    _check_options(book, source, targets, options)
    engine = book.engine(how.engine)
    out = os.fspath(out)
    names = [os.fsdecode(one) for one in ([inputs] if isinstance(inputs, str | os.PathLike) else inputs)]
    _check_names(names, out)
    manifest = _place_of(how.manifest, out)
    task = Task(
        tuple(one.name for one in targets),
        out if is_remote(out) else os.path.abspath(out),
        source.name if source else "",
        how.figures,
        how.findings,
        how.outline,
        how.metadata,
        book.switched_off,
        options,
        how.seconds,
        how.mebibytes,
        f".gireport-{hashlib.sha256(os.fsencode(manifest)).hexdigest()[:12]}",
        tuple(f"{one.name} {one.version}" for one in book.plugins if one.state == "loaded"),
        how.language,
    )
    outputs = _outputs_of(task, targets)
    suffixes = {suffix for one in book.formats if one.reader for suffix in one.suffixes}
    listed = Inputs(names, suffixes, out, outputs)
    found = list(listed)
    refuse_overwriting(found, manifest, task.out, outputs)
    if not is_remote(out):
        _make_folder(out)
    return Batch(listed, found, task, engine, Path(manifest), how)


def _with_keywords(how: BatchOptions, options: dict[str, Any]) -> tuple[BatchOptions, dict[str, Any]]:
    """Return `how` with the keywords among `options` that are its own, and the others."""
    if not isinstance(how, BatchOptions):
        raise UsageError(message("batching.how", type=type(how).__name__))
    own = {name: value for name, value in options.items() if name in how.__struct_fields__}
    how = msgspec.structs.replace(how, **own)
    if how.language not in LANGUAGES:
        raise UsageError(message("batching.language", name=str(how.language), names=LANGUAGES))
    if how.jobs is not None and how.jobs < 1:
        raise UsageError(message("batching.jobs", number=how.jobs))
    if not 0 < how.seconds <= _LONGEST:
        raise UsageError(message("batching.seconds", number=how.seconds, most=_LONGEST))
    if not 0 < how.mebibytes <= _LARGEST:
        raise UsageError(message("batching.mebibytes", number=how.mebibytes, most=_LARGEST))
    return how, {name: value for name, value in options.items() if name not in own}


def _formats_of(
    book: Registry, to: str | Sequence[str], how: BatchOptions
) -> tuple[list[Format], Format | None]:
    """Return the formats to write, each once, and the format to read, when it is named."""
    named = [book.for_writing("", name) for name in ((to,) if isinstance(to, str) else to)]
    targets = list({one.name: one for one in named}.values())
    if not targets and not (how.figures or how.findings):
        raise UsageError(message("batching.no-task"))
    return targets, book.named(how.from_format) if how.from_format else None


def _check_options(
    book: Registry, source: Format | None, targets: list[Format], options: dict[str, Any]
) -> None:
    """Raise `OptionError` for an option that no format of the batch has."""
    readers = (source,) if source else book.formats
    known = frozenset[str]().union(
        *(one.write_options for one in targets), *(one.read_options for one in readers)
    )
    for option in options:
        if option not in known:
            formats = [one for one in (source, *targets) if one]
            owner = " to ".join(one.name for one in formats)
            named = [one.read_options if one is source else one.write_options for one in formats]
            raise OptionError(owner or message("usage.the-input"), option, frozenset[str]().union(*named))


def _make_folder(out: str) -> None:
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise WriteError(message("batching.out-is-file"), source=out) from None
    except OSError as error:
        reason = reason_of(error)
        raise WriteError(message("batching.folder-failed", reason=reason), source=out) from None


def _check_names(inputs: Iterable[str], out: str) -> None:
    if not out or not all(inputs):
        raise UsageError(message("batching.empty-name"))
    if as_text(out) != out or "\0" in out:
        raise UsageError(message("batching.folder-name"), source=out)


def _place_of(manifest: str | os.PathLike[str] | None, out: str) -> str:
    """The path of the manifest, by default in `out`."""
    if manifest is not None and is_remote(os.fspath(manifest)):
        raise UsageError(message("batching.remote-manifest"), source=os.fspath(manifest))
    if manifest is None and is_remote(out):
        raise UsageError(message("batching.manifest-place"))
    if manifest is None:
        path = os.path.join(out, NAME)
        if is_link(path):
            raise WriteError(LINKED, source=path)
        return os.path.abspath(path)
    return os.path.abspath(manifest)


def _outputs_of(task: Task, targets: list[Format]) -> tuple[str, ...]:
    """Return what stands after the stem of each output of `task`. Encodes the task once, as it is sent to the
    workers.
    """
    try:
        encode(task)
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(message("batching.task-data", reason=str(error))) from None
    outputs = tuple(output_suffixes(task, targets))
    if len(set(outputs)) < len(outputs):
        raise UsageError(message("batching.same-suffix", names=task.formats))
    return outputs


def _in_order(session: Session, jobs: Iterator[Job]) -> Iterator[Done]:
    """Yield the results of `jobs` in their order, while `session` does several at a time."""
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
                raise PluginError(message("batching.foreign-job"))
            waiting[done.number] = done
        while first in waiting:
            yield waiting.pop(first)
            first += 1
