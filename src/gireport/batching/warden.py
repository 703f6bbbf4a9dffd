"""How is a worker process kept within its limits? A `Warden` starts it, sends it jobs, ends it when a job
takes too long, and replaces it when it dies.

A job may be sent during the work on the one before, so that the process never waits for the next. Decision
0009 says why this is our own code.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO

import msgspec

from ..errors import GireportError, LimitError, PluginError, UsageError
from ..model.messages import message
from ..plugins.jobs import Done, Job, Row, Task
from ..safe.reasons import reason_of
from .worker import ENDING, Refused, framed, receive, send, write

_SLICE = 0.5
"""Seconds of one wait for a deadline: a stop of this process within a longer wait could not be seen."""
_STOPPED = 1.0
"""Seconds by which a wait is too long when this process, and its workers with it, was stopped meanwhile
(Ctrl-Z)."""
_PATIENCE = 2.0
_START = 60.0
"""Seconds in which a process must be ready: a plugin may hang while it is loaded."""
_FITS = 4096
"""Bytes of a message that every system's pipe holds, whether the process reads it or not."""
_TAIL = 8192
"""Bytes at the end of a process's standard error in which its last line is looked for."""


CONVERSION = "gireport.batching.conversion:Bench"
"""The bench of a batch: it reads the file of a job and writes its outputs."""


class Deadlines:
    """One thread that ends the processes of wardens that are late. It sleeps while no job is at work.

    The thread starts with the first deadline and ends at `close`: none outlives a batch.
    """

    def __init__(self) -> None:
        self._deadlines: dict[Warden, float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def add(self, warden: Warden, deadline: float) -> None:
        """End the process of `warden` at `deadline` (seconds of `time.monotonic`), unless it is removed
        before.
        """
        with self._changed:
            self._deadlines[warden] = deadline
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="gireport-deadlines")
                self._thread.start()
            self._changed.notify()

    def remove(self, warden: Warden) -> None:
        """Forget the deadline of `warden`."""
        with self._changed:
            self._deadlines.pop(warden, None)

    def close(self) -> None:
        """End the thread, and wait until it has ended. The next deadline starts another."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is threading.current_thread():
            return  # a warden is collected here: nothing will add a deadline
        if self._thread is not None:
            self._thread.join()
        self._thread, self._closed = None, False

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                first = min(self._deadlines.values(), default=None)
                before = time.monotonic()
                wait = None if first is None else min(max(first - before, 0), _SLICE)
                self._changed.wait(wait)
                now = time.monotonic()
                if wait is not None and now - before - wait > _STOPPED:
                    # The time in which everything was stopped does not count.
                    self._deadlines = {one: at + now - before for one, at in self._deadlines.items()}
                late = next((one for one, at in self._deadlines.items() if now >= at), None)
                if late is not None:
                    del self._deadlines[late]
                    with suppress(OSError):  # the process has ended
                        late.late()
                late = None  # a warden that nothing else refers to must go


class Warden:
    """Has jobs done in a process of its own, in turn. One thread uses it; `stop` may come from any thread.

    `deadlines` is shared by the wardens of a session; without it the warden has one of its own. `bench` names
    what does the jobs in the process: `module:class`, see `worker.Bench`. `failure` is why the process gave
    no answer to the last job, where it gave none: the row has it in one language only.
    """

    def __init__(self, task: Task, deadlines: Deadlines | None = None, bench: str = CONVERSION) -> None:
        self.task = task
        self.failure: GireportError | None = None
        self._bench = bench
        self._deadlines = deadlines or Deadlines()
        self._owns_deadlines = deadlines is None
        if self._owns_deadlines:
            # A warden that nothing refers to any more (its Dask thread has ended) leaves no thread behind.
            weakref.finalize(self, self._deadlines.close)
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
        """The number of jobs that were sent and are not done."""
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
        """Write jobs to the process. While a job is at work, writes only jobs that fit in the buffer of the
        pipe.

        The process may be writing a long answer: then both would write, and neither read.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        for job in islice(self._sent, self._passed, None):
            data = framed(job)
            if self._passed and len(data) > _FITS:
                break
            self._passed += 1
            with suppress(OSError):  # the pipe is broken: `next_done` gets no answer and says why
                write(self._process.stdin, data)

    def _time(self) -> None:
        """Set the deadline of the job that begins now."""
        self._late = False
        self._since = time.monotonic()
        self._deadlines.add(self, self._since + self.task.seconds)

    def next_done(self) -> Done:
        """Return the result of the first job that was sent; when the process dies or is ended, its row has
        the error.

        Raises:
            UsageError: the worker refused the task, when another process had to be begun for the jobs that
            are left.
        """
        process = self._process
        assert process is not None
        assert process.stdout is not None
        try:
            answer = receive(process.stdout)
        except OSError:  # the pipe is broken
            answer = None
        finally:
            self._deadlines.remove(self)
        job = self._sent.popleft()
        self._passed -= 1
        self.failure = None
        if answer is not None:
            done = self._decoder.decode(answer)
            if done.exhausted or self._late:
                self._restart()
            elif self._sent:
                self._time()
                self._pass_on()
            return done
        seconds = round(time.monotonic() - self._since, 4)
        why = self.failure = self._why()
        error = why.message(self.task.language)
        row = Row(job.source, error=error, seconds=seconds, task=self._mark, error_code=why.code)
        self._restart()
        return Done(job.number, row)

    def _restart(self) -> None:
        """End the process. Starts a new one for the jobs that are left."""
        self._end()
        if self._sent:
            self._begin()
            self._time()
            self._passed = 0
            self._pass_on()

    def _begin(self) -> None:
        """Start the process, unless it runs. Waits for its first message: that time does not count for a job.

        Raises:
            UsageError: it cannot be started, or refused the task.
        """
        if self._process is not None:
            if self._process.poll() is None:
                return
            self._end()  # something else ended it between two jobs
        try:
            self._errors = _file_in_memory()
            with self._lock:
                if self._stopped:
                    raise UsageError(message("batching.stopped"))
                with _signals_blocked():
                    # -P: nothing is imported from the folder that the batch was started in.
                    self._process = subprocess.Popen(  # noqa: S603  the bench is named by our own code
                        [sys.executable, "-P", "-m", "gireport.batching.worker", self._bench],
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=self._errors,
                    )
        except OSError as error:
            raise UsageError(message("batching.worker-not-started", reason=reason_of(error))) from None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._late = False
        self._deadlines.add(self, time.monotonic() + _START)
        try:
            send(self._process.stdin, self.task)
            answer = receive(self._process.stdout)
        except OSError:
            answer = None
        finally:
            self._deadlines.remove(self)
        refusal: UsageError | None = None
        if answer is not None:
            why = msgspec.msgpack.decode(answer, type=Refused).why
            refusal = UsageError(why) if why else None
        elif self._late:
            refusal = UsageError(message("batching.worker-not-ready", seconds=f"{_START:g}"))
        else:
            reason = self._why().message(self.task.language)
            refusal = UsageError(message("batching.worker-refused", reason=reason))
        if refusal is not None:
            self._end()
            raise refusal

    def _why(self) -> LimitError | PluginError:
        """Why the process gave no answer."""
        if self._late:
            limit = message("batching.time-limit", seconds=f"{self.task.seconds:g}")
            return LimitError(limit, code="time-limit")
        assert self._process is not None
        assert self._errors is not None
        status = self._process.wait()
        self._errors.seek(max(self._errors.seek(0, os.SEEK_END) - _TAIL, 0))
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        last = f": {lines[-1]}" if lines else ""
        how = (
            message("batching.signal", number=-status)
            if status < 0
            else message("batching.status", number=status)
        )
        return PluginError(message("batching.worker-died", how=how, last=last), code="worker-died")

    def late(self) -> None:
        """End the process: its time is over."""
        self._late = True
        self._kill()

    def _kill(self) -> None:
        process = self._process  # read once: the warden's thread may set it to None meanwhile
        if process is not None:
            process.kill()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                assert pipe is not None
                with suppress(OSError):  # bytes are left that no process reads
                    pipe.close()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._errors is not None:
            self._errors.close()

    def close(self) -> None:
        """End the process; called by the thread that uses the warden."""
        self._end()
        if self._owns_deadlines:
            self._deadlines.close()

    def stop(self) -> None:
        """End the process at once, from any thread; the job at hand gets no result."""
        with self._lock:
            self._stopped = True
            self._kill()
        if self._owns_deadlines:
            self._deadlines.close()


def _file_in_memory() -> IO[bytes]:
    """A file without a name, in memory where the system can: a traceback may quote the document."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("gireport-errors"), "w+b")
    return tempfile.TemporaryFile()


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block the signals that end a batch while a process starts: before it has handlers, they would kill
    it. Windows can block none.
    """
    if sys.platform == "win32":
        yield
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
