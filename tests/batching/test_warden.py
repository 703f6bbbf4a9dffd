"""A worker process gets its next job while it does one, and each job's fate is its own."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gireport.batching import worker
from gireport.batching.local import Local
from gireport.batching.warden import Deadlines, Warden
from gireport.errors import UsageError
from gireport.plugins.jobs import Job, Row, Task

_PLUGIN = """
import os, subprocess, sys, time
from gireport.hooks import Format, hookimpl
from gireport.model import Paragraph, Report, Text

def read(data, losses, **options):
    what, _, more = data.decode().partition(" ")
    if what == "wait":
        time.sleep(float(more))
    elif what == "die":
        os.abort()
    elif what == "ask":
        more = sys.stdin.read() + subprocess.run(["cat"], capture_output=True, text=True).stdout
    return Report(body=(Paragraph((Text(what + more),)),))

@hookimpl
def gireport_formats():
    return [Format("told", "does as told", (".told",), (), lambda data: False, read, None, frozenset())]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for inputs, where a plugin is installed that does as its input says."""
    made = tmp_path / "told-1.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: told\nVersion: 1\n")
    (made / "entry_points.txt").write_text("[gireport]\ntold = told_plugin\n")
    (tmp_path / "told_plugin.py").write_text(_PLUGIN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def jobs(folder: Path, *told: str) -> Iterator[Job]:
    for number, what in enumerate(told):
        file = folder / f"{number}.told"
        file.write_text(what)
        yield Job(number, file.name, bytes(file), file.stem)


def task(folder: Path, seconds: float = 60) -> Task:
    return Task(("json",), str(folder / "out"), seconds=seconds)


def fates(folder: Path, *told: str, seconds: float = 60) -> list[Row]:
    """What becomes of jobs that are all sent before the first is told."""
    warden = Warden(task(folder, seconds))
    try:
        for job in jobs(folder, *told):
            warden.send(job)
        return [warden.next_done().row for _ in told]
    finally:
        warden.close()


def test_the_jobs_after_one_that_ends_the_process_are_done_by_another(folder):
    rows = fates(folder, "say", "die", "say", "die", "die", "say")
    assert [row.error is None for row in rows] == [True, False, True, False, False, True]
    assert [row.input for row in rows] == [f"{number}.told" for number in range(6)]


@pytest.mark.parametrize("number", sorted(worker.ENDING))
def test_a_worker_that_is_not_ready_yet_outlives_the_signals_that_end_a_batch(folder, monkeypatch, number):
    started = subprocess.Popen

    def signalled(*how, **more):
        process = started(*how, **more)
        process.send_signal(number)
        return process

    monkeypatch.setattr(subprocess, "Popen", signalled)
    (row,) = fates(folder, "say")
    assert row.error is None
    assert number not in signal.pthread_sigmask(signal.SIG_BLOCK, ()), "this process hears it as before"


def test_the_time_of_a_job_begins_when_it_is_begun(folder):
    rows = fates(folder, *["wait 1"] * 3, "wait 9", "wait 1", seconds=2)
    assert [row.error is None for row in rows] == [True, True, True, False, True]
    assert rows[3].error.startswith("it takes longer than the limit of 2 s")
    assert 2 <= rows[3].seconds < 4


def test_a_message_that_is_longer_than_a_pipe_waits_for_the_answer_before_it(folder):
    # The old rows come back in the answers: worker and warden would both write, and neither read.
    losses = {f"code-{number}": 1 for number in range(30_000)}
    warden = Warden(task(folder, seconds=20))
    first = list(jobs(folder, "say", "say", "say"))
    rows = [replace(warden.do(job).row, losses=losses) for job in first]
    again = [replace(job, prior=row) for job, row in zip(first, rows, strict=True)]
    for job in again:
        warden.send(job)
    done = [warden.next_done() for _ in again]
    warden.close()
    assert [one.skipped for one in done] == [True] * 3
    assert [len(one.row.losses) for one in done] == [30_000] * 3


def test_what_a_plugin_reads_from_standard_input_is_not_the_next_job(folder):
    rows = fates(folder, "ask", "say", "say", seconds=10)
    assert [row.error for row in rows] == [None] * 3
    assert '"ask"' in (folder / "out" / "0.json").read_text("utf-8")


def test_a_worker_that_cannot_be_started_is_reported_to_the_caller(folder, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(folder / "no-python"))
    session = Local(task(folder), 2)
    for job in jobs(folder, "say"):
        session.submit(job)
    with pytest.raises(UsageError, match=r"a worker process cannot be started: no such file.*fewer jobs"):
        session.next_done()
    session.close(stop=True)


def test_stopping_ends_what_is_done_and_begins_nothing_that_waits(folder):
    before = set(threading.enumerate())
    session = Local(task(folder), 2)
    for job in jobs(folder, *["wait 9"] * 6):
        session.submit(job)
    time.sleep(0.5)
    start = time.monotonic()
    session.close(stop=True)
    assert time.monotonic() - start < 4
    assert not set(threading.enumerate()) - before
    assert not list((folder / "out").glob("*.json"))


class Late:
    """Stands for a warden: remembers when it was late."""

    def __init__(self):
        self.at = None

    def late(self):
        self.at = time.monotonic()


def test_a_warden_that_is_forgotten_leaves_no_thread(folder):
    before = set(threading.enumerate())
    warden = Warden(task(folder))
    (job,) = jobs(folder, "say")
    assert warden.do(job).row.error is None
    assert set(threading.enumerate()) - before
    warden._end()
    del warden
    gc.collect()
    assert not set(threading.enumerate()) - before


def test_a_warden_keeps_its_limits_after_it_was_closed(folder):
    warden = Warden(task(folder, seconds=0.5))
    first, second = jobs(folder, "wait 9", "wait 9")
    for job in (first, second):
        assert warden.do(job).row.error_code == "time-limit"
        warden.close()


def test_a_deadline_ends_the_late_alone_and_its_thread_ends_with_the_batch():
    before = set(threading.enumerate())
    deadlines = Deadlines()
    first, second, removed = Late(), Late(), Late()
    now = time.monotonic()
    deadlines.add(second, now + 600)
    deadlines.add(removed, now + 0.1)
    deadlines.remove(removed)
    deadlines.add(first, now + 0.2)
    while first.at is None and time.monotonic() < now + 30:
        time.sleep(0.01)
    assert first.at >= now + 0.2
    deadlines.close()
    assert (second.at, removed.at) == (None, None)
    assert not set(threading.enumerate()) - before


def test_time_in_which_everything_was_stopped_does_not_count(monkeypatch):
    deadlines = Deadlines()
    waits = []
    clock = iter(
        [100.0, 160.0, 160.0, 161.0]
    )  # the wait of half a second took 60: the process was stopped meanwhile

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            deadlines._closed = True

    warden = Late()
    deadlines._deadlines[warden] = 103.0
    monkeypatch.setattr(deadlines._changed, "wait", wait)
    monkeypatch.setattr("gireport.batching.warden.time.monotonic", lambda: next(clock))
    deadlines._watch()
    assert waits == [0.5, 0.5]
    assert warden.at is None


ECHO = """
import os
from gireport.plugins.jobs import Done, Row

class Echo:
    def __init__(self, task):
        pass

    def do(self, job):
        if job.content == b"end":
            os._exit(7)
        return Done(job.number, Row(job.source), answer=job.content[::-1])
"""


def test_a_bench_of_another_program_gets_the_content_of_a_job_and_gives_an_answer(tmp_path, monkeypatch):
    (tmp_path / "echo_bench.py").write_text(ECHO)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    warden = Warden(task(tmp_path), bench="echo_bench:Echo")
    try:
        assert warden.do(Job(1, "", b"", "", content=b"abc")).answer == b"cba"
        assert warden.failure is None
        assert warden.do(Job(2, "", b"", "", content=b"end")).row.error_code == "worker-died"
        assert "7" in warden.failure.message("zh")
        assert warden.do(Job(3, "", b"", "", content=b"xy")).answer == b"yx"
        assert warden.failure is None
    finally:
        warden.close()
