"""One worker process, kept within its limits: it is ended where a job takes too long, and replaced where it dies.

A job may be sent while the one before is being done, so that the process never waits for the next.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO

import msgspec

from ..errors import LimitError, PluginError, UsageError
from ..plugins.jobs import Done, Job, Row, Task
from .child import ENDING, Refused, framed, receive, send, write

_LOOK = 0.1
_STOPPED = 1.0
"""Seconds without a look that mean that this process, and its workers with it, was stopped (Ctrl-Z)."""
_PATIENCE = 2.0
_START = 60.0
"""Seconds in which a process must be ready: a plugin may hang while it is loaded."""
_FITS = 4096
"""Bytes of a message that every system's pipe holds, whether the process reads it or not."""
_TAIL = 8192
"""Bytes at the end of what a process said that are looked at for its last words."""


class Warden:
    """Has jobs done in a process of its own, in turn. It belongs to one thread; `stop` may come from any."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._mark = task.fingerprint()
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._sent: deque[Job] = deque()
        self._passed = 0  # how many of them the process was given
        self._since = 0.0  # when the first of them was begun
        self._late = False
        self._stopped = False
        self._lock = threading.Lock()
        self._decoder = msgspec.msgpack.Decoder(Done)

    @property
    def busy(self) -> int:
        """The jobs that were sent and not told yet."""
        return len(self._sent)

    def do(self, job: Job) -> Done:
        """Do `job`, as `send` and `next_done` together."""
        self.send(job)
        return self.next_done()

    def send(self, job: Job) -> None:
        """Have `job` done after those that were sent before.

        Raises:
            UsageError: the worker refused the task.
        """
        if not self._sent:
            self._begin()
            self._time()
        self._sent.append(job)
        self._pass_on()

    def _pass_on(self) -> None:
        """Give the process what was sent; of what it gets while it works, only what it need not read at once.

        It may be writing a long answer itself: then neither would read.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        for job in islice(self._sent, self._passed, None):
            data = framed(job)
            if self._passed and len(data) > _FITS:
                break
            self._passed += 1
            with suppress(OSError):  # the pipe broke: there will be no answer, which tells
                write(self._process.stdin, data)

    def _time(self) -> None:
        """Give the job that is begun now its time."""
        self._late = False
        self._since = time.monotonic()
        _WATCH.add(self, self._since + self.task.seconds)

    def next_done(self) -> Done:
        """What became of the first job that was sent; where the process dies or is ended over it, its row says so.

        Raises:
            UsageError: the worker refused the task, when another process had to be begun for the jobs that are left.
        """
        process = self._process
        assert process is not None
        assert process.stdout is not None
        try:
            message = receive(process.stdout)
        except OSError:  # the pipe broke
            message = None
        finally:
            _WATCH.remove(self)
        job = self._sent.popleft()
        self._passed -= 1
        if message is not None:
            done = self._decoder.decode(message)
            if done.tired or self._late:
                self._again()
            elif self._sent:
                self._time()
                self._pass_on()
            return done
        seconds = round(time.monotonic() - self._since, 4)
        why = self._why()
        row = Row(job.source, error=str(why), seconds=seconds, task=self._mark, error_code=why.code)
        self._again()
        return Done(job.number, row)

    def _again(self) -> None:
        """End the process; the jobs that are left go to another one."""
        self._end()
        if self._sent:
            self._begin()
            self._time()
            self._passed = 0
            self._pass_on()

    def _begin(self) -> None:
        """Start the process, unless it runs. Its first word is waited for: that is no job's time.

        Raises:
            UsageError: it cannot be started, or refused the task.
        """
        if self._process is not None:
            if self._process.poll() is None:
                return
            self._end()  # something else ended it between two jobs
        try:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the process
            with self._lock:
                if self._stopped:
                    raise UsageError("the batch was stopped")
                with _unheard():
                    self._process = subprocess.Popen(
                        # -P: nothing is imported from the folder that the batch was started in.
                        [sys.executable, "-P", "-m", "gireport.batching.child"],
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=self._errors,
                    )
        except OSError as error:
            cause = f"a worker cannot be started: {error.strerror or error}"
            raise UsageError(cause, hint="try fewer --jobs") from None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._late = False
        _WATCH.add(self, time.monotonic() + _START)
        try:
            send(self._process.stdin, self.task)
            message = receive(self._process.stdout)
        except OSError:
            message = None
        finally:
            _WATCH.remove(self)
        if message is not None:
            why = msgspec.msgpack.decode(message, type=Refused).why
        elif self._late:
            why = f"a worker was not ready in {_START:g} s: does a plugin hang?"
        else:
            why = str(self._why())
        if why:
            self._end()
            raise UsageError(why)

    def _why(self) -> LimitError | PluginError:
        """Why the process gave no answer."""
        if self._late:
            cause = f"it takes more than the {self.task.seconds:g} s that one input may take"
            return LimitError(cause, code="time-limit")
        assert self._process is not None
        assert self._errors is not None
        status = self._process.wait()
        self._errors.seek(max(self._errors.seek(0, os.SEEK_END) - _TAIL, 0))
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        last = f": {said[-1]}" if said else ""
        cause = f"signal {-status}" if status < 0 else f"status {status}"
        return PluginError(f"the worker died of it with {cause}{last}", code="worker-died")

    def late(self) -> None:
        """End the process: its time is over."""
        self._late = True
        self._kill()

    def _kill(self) -> None:
        process = self._process  # looked at once: its own thread may be putting it away
        if process is not None:
            process.kill()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                assert pipe is not None
                with suppress(OSError):  # there was something left to write, and nobody to read it
                    pipe.close()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._errors is not None:
            self._errors.close()

    def close(self) -> None:
        """Let the process end; called by the thread that it works for."""
        self._end()

    def stop(self) -> None:
        """End the process at once, from any thread; the job at hand is told as undone."""
        with self._lock:
            self._stopped = True
            self._kill()


@contextmanager
def _unheard() -> Iterator[None]:
    """Let a process that is begun here hear no signal that ends a batch until it is ready to: it would die of one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Watch:
    """One thread that ends late processes, for all wardens of this process."""

    def __init__(self) -> None:
        self._deadlines: dict[Warden, float] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, warden: Warden, deadline: float) -> None:
        with self._lock:
            self._deadlines[warden] = deadline
            # Not alive: not begun yet, or left behind by a fork.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, daemon=True, name="gireport-watch")
                self._thread.start()

    def remove(self, warden: Warden) -> None:
        with self._lock:
            self._deadlines.pop(warden, None)

    def _look(self) -> None:
        now = time.monotonic()
        while True:
            before = now
            time.sleep(_LOOK)
            now = time.monotonic()
            with self._lock:
                if now - before > _STOPPED:
                    self._deadlines = {one: at + now - before for one, at in self._deadlines.items()}
                for warden, deadline in self._deadlines.items():
                    if now > deadline:
                        warden.late()


_WATCH = _Watch()
