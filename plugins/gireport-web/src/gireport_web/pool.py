"""How is work shared among worker processes? A pool of wardens, with a limit on what waits."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import msgspec

from gireport.batching import DEFAULTS
from gireport.batching.warden import Deadlines, Warden
from gireport.plugins.jobs import Job, Task

from . import bench, problems
from .work import Answer, Work

MOST_WAITING = 64
"""Pieces of work that wait for a process; more are refused, since their documents take memory."""


class Pool:
    """Has work done in `workers` processes, each within the limits of a batch.

    A process starts with the first work that finds no other free. One that a document harms is replaced.
    """

    def __init__(
        self,
        workers: int,
        no_plugins: Collection[str] = (),
        seconds: float = DEFAULTS.seconds,
        mebibytes: int = DEFAULTS.mebibytes,
    ) -> None:
        task = Task((), "", no_plugins=tuple(no_plugins), seconds=seconds, mebibytes=mebibytes, language="zh")
        self._deadlines = Deadlines()
        self._wardens = [Warden(task, self._deadlines, bench.NAME) for _ in range(workers)]
        # The one that was used last is used first: few processes are started for little work.
        self._free: queue.LifoQueue[Warden] = queue.LifoQueue()
        for warden in self._wardens:
            self._free.put(warden)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="gireport-web")
        self._decoder = msgspec.msgpack.Decoder(Answer)
        self.workers = workers
        self.held = 0

    @property
    def waiting(self) -> int:
        """How many pieces of work wait for a process."""
        return max(self.held - self.workers, 0)

    async def do(self, work: Work) -> Answer:
        """Return what a process makes of `work`.

        Raises:
            Problem: the work failed, or too much waits already.
        """
        if self.waiting >= MOST_WAITING:
            raise problems.busy(self.waiting)
        self.held += 1
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._do, work)
        finally:
            self.held -= 1
        if answer.failure is not None:
            raise problems.Problem(answer.failure)
        return answer

    def _do(self, work: Work) -> Answer:
        warden = self._free.get()
        try:
            done = warden.do(Job(0, "", b"", "", content=msgspec.msgpack.encode(work)))
            if warden.failure is not None:
                return Answer(failure=bench.failure_of(warden.failure))
            return self._decoder.decode(done.answer)
        finally:
            self._free.put(warden)

    def stop(self) -> None:
        """End every process at once; what is at work gets no answer."""
        for warden in self._wardens:
            warden.stop()
        self._threads.shutdown(cancel_futures=True)
        for warden in self._wardens:
            warden.close()
        self._deadlines.close()
