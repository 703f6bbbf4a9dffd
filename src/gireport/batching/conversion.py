"""What does a worker do with one input? It reads, converts, checks and writes it, whatever the engine."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from ..errors import GireportError, LimitError
from ..losses import Losses
from ..model import Report
from ..model.messages import message
from ..plugins.jobs import Done, Job, Row, Task
from ..plugins.registry import Registry
from ..plugins.values import Format
from ..verbs import encode, has_metadata, read, stepped
from .storage import Store, fetch, is_remote, parts

FINDINGS, FIGURES = "findings.json", "figures.jsonl"
"""What stands beside the outputs of an input, after its stem."""


class Bench:
    """What a worker keeps between two jobs: the registry, the formats to write, the output folder.

    Raises:
        UsageError: a format or an option of the task does not exist.
        WriteError: the output folder cannot be made.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self._book = Registry(task.no_plugins)
        self._targets = [self._book.for_writing("", name) for name in task.formats]
        self._store = Store(task.out, task.scratch)
        self._mark = task.fingerprint()

    def do(self, job: Job) -> Done:
        """Do `job`. An error of its input stands in the row."""
        start = time.perf_counter()
        row = Row(job.source, task=self._mark)
        exhausted = False
        try:
            data = fetch(job.address)
            row = msgspec.structs.replace(row, hash=hashlib.sha256(data).hexdigest())
            if job.prior is not None and self._holds(job.prior, row, job):
                return Done(job.number, job.prior, skipped=True)
            row = self._convert(job, row, data)
        except GireportError as error:
            # The row names the input already.
            error.source = "" if error.source in (job.source, os.fsdecode(job.address)) else error.source
            row = msgspec.structs.replace(row, error=error.message(self.task.language), error_code=error.code)
        except MemoryError:
            exhausted = True
            limit = LimitError(
                message("batching.memory-limit", mebibytes=self.task.mebibytes), code="memory-limit"
            )
            row = msgspec.structs.replace(row, error=limit.message(self.task.language), error_code=limit.code)
        seconds = round(time.perf_counter() - start, 4)
        return Done(job.number, msgspec.structs.replace(row, seconds=seconds), exhausted=exhausted)

    def _holds(self, prior: Row, now: Row, job: Job) -> bool:
        """Whether an earlier run did this job, and its input and its outputs are what they were."""
        names = tuple(f"{job.stem}.{suffix}" for suffix in self._suffixes())
        return (
            prior.error is None
            and (prior.hash, prior.task, prior.outputs) == (now.hash, now.task, names)
            and len(prior.hashes) == len(names)
            and all(self._store.hash(name) == hash_ for name, hash_ in zip(names, prior.hashes, strict=True))
        )

    def _suffixes(self) -> Iterator[str]:
        return suffixes(self.task, self._targets)

    def _convert(self, job: Job, row: Row, data: bytes) -> Row:
        task, losses = self.task, Losses()
        address = os.fsdecode(job.address)
        name = parts(address)[1] if is_remote(address) else address
        source = self._book.for_reading(name, data, task.from_format or None)
        report = read(data, source.name, losses=losses, registry=self._book, **_of(task, source.read_options))
        # Checks and figures are those of the input, as by `gireport check`, not of the report after the
        # steps.
        contents = self._encoded(report, losses)
        findings: dict[str, int] = {}
        if task.findings:
            from ..statutory.checks import check
            from ..statutory.finding import findings_json

            found = check(report, extra=self._book.checks)
            for one in found:
                findings[one.severity] = findings.get(one.severity, 0) + 1
            contents.append(findings_json(job.source, found, task.language) + b"\n")
        if task.figures:
            from io import BytesIO

            from ..statutory.tidy import tidy_rows, write_jsonl

            out = BytesIO()
            write_jsonl(tidy_rows(report, job.source), out)
            contents.append(out.getvalue())
        names = tuple(f"{job.stem}.{suffix}" for suffix in self._suffixes())
        for name, content in zip(names, contents, strict=True):
            self._store.put(name, content)
        lost: dict[str, int] = {}
        for loss in losses:
            lost[loss.code] = lost.get(loss.code, 0) + loss.count
        hashes = tuple(hashlib.sha256(content).hexdigest() for content in contents)
        return msgspec.structs.replace(row, outputs=names, hashes=hashes, findings=findings, losses=lost)

    def _encoded(self, report: Report, losses: Losses) -> list[bytes]:
        """The bytes of `report` after the steps, in each format; metadata is filled where that keeps it."""
        task = self.task
        written: dict[bool, Report] = {}
        contents = []
        for target in self._targets:
            options = _of(task, target.write_options)
            metadata = task.metadata and has_metadata(target, options)
            if metadata not in written:
                told = Losses() if written else losses  # the steps' losses are told once
                written[metadata] = stepped(report, told, self._book, outline=task.outline, metadata=metadata)
            contents.append(encode(written[metadata], target, losses, **options))
        return contents


def suffixes(task: Task, targets: list[Format]) -> Iterator[str]:
    """What stands after the stem of each output: of formats first, then of findings and figures."""
    yield from (target.suffixes[0][1:] for target in targets)
    if task.findings:
        yield FINDINGS
    if task.figures:
        yield FIGURES


def _of(task: Task, known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in task.options.items() if name in known}
