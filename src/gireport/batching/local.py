"""The built-in engine: a worker process for each core of this machine."""

from __future__ import annotations

import os
import queue
from concurrent.futures import Future, ThreadPoolExecutor

from ..jobs import Done, Job, Task
from .warden import Warden


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Local:
    """A thread for each worker process; what a job raises is raised by `next_done`."""

    def __init__(self, task: Task, jobs: int) -> None:
        self.room = 2 * jobs
        self._wardens = [Warden(task) for _ in range(jobs)]
        self._free: queue.SimpleQueue[Warden] = queue.SimpleQueue()
        for warden in self._wardens:
            self._free.put(warden)
        self._threads = ThreadPoolExecutor(jobs, "gireport-worker")
        self._done: queue.SimpleQueue[Future[Done]] = queue.SimpleQueue()

    def _do(self, job: Job) -> Done:
        warden = self._free.get()
        try:
            return warden.do(job)
        finally:
            self._free.put(warden)

    def submit(self, job: Job) -> None:
        """Have `job` done by the next worker that is free."""
        self._threads.submit(self._do, job).add_done_callback(self._done.put)

    def next_done(self) -> Done:
        """What became of one of the jobs; waits for it."""
        return self._done.get().result()

    def close(self, stop: bool) -> None:
        """End the workers, at once if `stop`."""
        if stop:
            for warden in self._wardens:
                warden.stop()
        self._threads.shutdown(wait=True, cancel_futures=stop)
        for warden in self._wardens:
            warden.close()


def start(task: Task, jobs: int, _scheduler: str) -> Local:
    """The engine at work on `task` with `jobs` processes."""
    return Local(task, jobs)
