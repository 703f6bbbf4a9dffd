"""What runs in a worker process? It reads jobs from standard input and writes their results to standard
output.

A `Warden` starts this module with `python -m` and the address of its bench, `module:name`: what is made of
the task, and does each job. A message is its length in four bytes, then MessagePack. A
fault of gireport ends the process; the warden reports it and starts another process.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import IO, Protocol

import msgspec

from ..errors import GireportError
from ..plugins.jobs import Done, Job, Task

MIB = 1024 * 1024
_COLLECT_EVERY = 50
_GRACE = 5
"""Seconds of work after a job's time limit at which the process ends itself: its warden may be gone."""
_LOOK_EVERY = 5
"""Seconds between two looks whether the parent process still runs."""
# Windows has no SIGHUP; its SIGBREAK is Ctrl-Break and the end of the window.
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
ENDING = {getattr(signal, name) for name in _ENDING if hasattr(signal, name)}
"""Signals that end a batch; a terminal sends them to its workers as well."""


class Bench(Protocol):
    """What a worker has its jobs done by. It is made of the task, which it may refuse: a `GireportError`."""

    def do(self, job: Job, /) -> Done:
        """Do `job`. An error of its input is part of the result."""
        ...


class Refused(msgspec.Struct):
    """The first message of a worker: empty, or why it cannot begin."""

    why: str = ""


def framed(message: msgspec.Struct) -> bytes:
    """The bytes of one message."""
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "big") + data


def write(pipe: IO[bytes], data: bytes) -> None:
    """Write the bytes of a message, at once."""
    pipe.write(data)
    pipe.flush()


def send(pipe: IO[bytes], message: msgspec.Struct) -> None:
    """Write one message."""
    write(pipe, framed(message))


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message, not decoded yet; None where the pipe was closed."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    data = pipe.read(length)
    return data if len(data) == length else None


def _bound(mebibytes: int) -> None:
    """Bound the memory that this process may ask for, where the system can: not on Windows."""
    if sys.platform != "win32":
        import resource

        limit = mebibytes * MIB
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _alarm(seconds: float) -> None:
    """End this process after `seconds` of work, whatever holds it; 0 for never.

    Time in which it is stopped (Ctrl-Z) does not count. On Windows the seconds are those of the clock.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
    else:
        faulthandler.cancel_dump_traceback_later()
        if seconds:
            faulthandler.dump_traceback_later(seconds, exit=True)  # from a thread that needs no interpreter


def _end_with(parent: int) -> None:
    """End this process soon after its `parent`, also where it waits for something.

    On Windows, which keeps the number of a parent that has ended, it ends with the job at hand, when no more
    can be read.
    """

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(1)

    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, _LOOK_EVERY, _LOOK_EVERY)


def main() -> None:
    """Work until standard input ends."""
    # The parent process handles these signals and ends its workers. They get a handler here instead of
    # SIG_IGN, which a program that a plugin starts would inherit.
    for number in ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda _number, _frame: None)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    _end_with(os.getppid())
    jobs, done = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints must not come between the messages
    # Nor may what it reads, or a program that it starts, be our jobs.
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    first = receive(jobs)
    if first is None:
        return
    task = msgspec.msgpack.decode(first, type=Task)
    try:
        module, _, name = sys.argv[1].partition(":")
        bench: Bench = getattr(import_module(module), name)(task)
    except GireportError as error:
        send(done, Refused(error.message(task.language)))
        return
    _bound(task.mebibytes)
    send(done, Refused())
    decoder = msgspec.msgpack.Decoder(Job)
    most = task.seconds * (os.cpu_count() or 1) + _GRACE  # a plugin may work on every core
    # Documents hold no cycles: collecting seldom is enough, and saves a tenth of the time.
    gc.disable()
    count = 0
    while (message := receive(jobs)) is not None:
        _alarm(most)
        result: Done = bench.do(decoder.decode(message))
        _alarm(0)
        send(done, result)
        if result.exhausted:
            return
        if count % _COLLECT_EVERY == 0:
            gc.collect()
        if not count:
            gc.freeze()  # what the first job imported and made ready stays: no collection looks at it again
        count += 1


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
