"""Programs take turns, so that whatever else the machine does meets each of them.

The first turn fills the caches and does not count. A program that has used its seconds measures part in no
further turn; a program whose first run already took them keeps that run as its only one.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.results import Sample
from measured import run

Measure = Callable[[], Sample]


_KILLED = (-9, 137)  # as a shell and as Python name the end by SIGKILL


class FailedRunError(Exception):
    """A program did not convert, or took more seconds than it may: what it said."""


def whole_process(command: Sequence[str], limit: int = 0) -> Sample:
    """Wall seconds and peak MiB of one run of `command`; `limit` is the seconds that it may take (0: any)."""
    # LibreOffice ends by no other signal, and its children hold the pipe open: SIGKILL for the whole group.
    done = run(*(["timeout", "--signal=KILL", str(limit)] if limit else []), *command)
    if limit and done.status in _KILLED:
        raise FailedRunError(f"took more than {limit} s")
    if done.status:
        raise FailedRunError(done.said.strip().rpartition("\n")[2] or f"exit status {done.status}")
    return Sample(done.seconds, done.peak)


class LivingProcess:
    """A process that does one more conversion for each line and answers with the processor's seconds."""

    def __init__(self, command: Sequence[str]) -> None:
        self._running = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).parent,
        )

    def measure(self) -> Sample:
        """The seconds of one more conversion."""
        assert self._running.stdin
        assert self._running.stdout
        try:
            self._running.stdin.write("\n")
            self._running.stdin.flush()
        except BrokenPipeError:
            raise FailedRunError("ended by itself") from None
        answer = self._running.stdout.readline()
        if not answer:
            raise FailedRunError("gave no answer")
        return Sample(float(answer))

    def __enter__(self) -> LivingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._running.stdin
        assert self._running.stdout
        with contextlib.suppress(BrokenPipeError):
            self._running.stdin.close()
        self._running.wait()
        self._running.stdout.close()


def in_turn(
    measures: Mapping[str, Measure], runs: int, allowance: float, warm: int = 1
) -> tuple[dict[str, list[Sample]], dict[str, str]]:
    """The samples of each program, and why a program has none.

    `allowance` is the seconds that one program may use in all turns. The first `warm` turns do not count.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in measures}
    failures: dict[str, str] = {}
    used = dict.fromkeys(measures, 0.0)
    for turn in range(-warm, runs):
        for name, measure in measures.items():
            if name in failures or used[name] >= allowance:
                continue
            try:
                sample = measure()
            except FailedRunError as error:
                failures[name] = str(error)
                continue
            used[name] += sample.seconds
            if turn >= 0 or used[name] >= allowance:
                samples[name].append(sample)
    return {name: taken for name, taken in samples.items() if taken}, failures
