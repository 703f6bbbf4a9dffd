"""How does the built-in engine `local` do jobs? With a worker process for each core of this machine."""

from __future__ import annotations

import os
import queue
import threading

from ..errors import GireportError, PluginError, UsageError
from ..model.messages import message
from ..plugins.jobs import Done, Job, Task
from .warden import Deadlines, Warden

_AHEAD = 2
"""Jobs that a worker process has: the one that it does, and the next."""


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Local:
    """A session of the engine: a thread for each worker process. `next_done` raises what a thread raised."""

    def __init__(self, task: Task, jobs: int) -> None:
        self.room = (_AHEAD + 1) * jobs
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done | GireportError | OSError] = queue.SimpleQueue()
        self._deadlines = Deadlines()
        self._wardens = [Warden(task, self._deadlines) for _ in range(jobs)]
        self._threads: list[threading.Thread] = []

    def _work(self, warden: Warden) -> None:
        """Hand on jobs. Whatever ends that, `next_done` gets an error, so that it does not wait for ever."""
        failure: GireportError | OSError | None = PluginError(message("batching.thread-ended"))
        try:
            self._hand_on(warden)
            failure = None
        except (GireportError, OSError) as error:
            failure = error
        finally:
            warden.close()
            if failure is not None:
                self._done.put(failure)

    def _hand_on(self, warden: Warden) -> None:
        """Give `warden` jobs until None comes, and put their results in the queue."""
        more = True
        while more or warden.busy:
            while more and warden.busy < _AHEAD:
                try:
                    job = self._jobs.get(block=not warden.busy)
                except queue.Empty:
                    break
                if job is None:
                    more = False
                else:
                    warden.send(job)
            if warden.busy:
                self._done.put(warden.next_done())

    def submit(self, job: Job) -> None:
        """Have `job` done by the next worker that is free."""
        self._jobs.put(job)
        if len(self._threads) < len(self._wardens):  # no more of them than there are jobs
            warden = self._wardens[len(self._threads)]
            thread = threading.Thread(target=self._work, args=(warden,), name="gireport-worker")
            self._threads.append(thread)
            thread.start()

    def next_done(self) -> Done:
        """What became of one of the jobs; waits for it."""
        done = self._done.get()
        if isinstance(done, GireportError | OSError):
            raise done
        return done

    def close(self, stop: bool) -> None:
        """End the workers, at once if `stop`."""
        if stop:
            for warden in self._wardens:
                warden.stop()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._deadlines.close()


def start(task: Task, jobs: int, scheduler: str) -> Local:
    """Start a session of the engine on `task` with `jobs` processes.

    Raises:
        UsageError: `scheduler` is not empty.
    """
    if scheduler:
        raise UsageError(message("batching.no-scheduler", engine="local"))
    return Local(task, jobs)
