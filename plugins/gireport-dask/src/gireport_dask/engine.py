"""A batch as tasks of a Dask cluster: the scheduler gives them out, and again where a worker is lost."""

from __future__ import annotations

import logging
import queue
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster

from gireport.errors import PluginError, UsageError
from gireport.model.messages import message
from gireport.plugins.jobs import Done, Job, Row, Task

from .work import do

_CONNECT, _FIRST_WORKER = 5.0, 60.0
_LOOK_EVERY = 5.0


class DaskSession:
    """A batch on the cluster of one client.

    When a worker is lost during a job, the cluster does the job again on another worker. The job then writes
    the same files again, and `next_done` returns it once.
    """

    def __init__(self, task: Task, client: Client, cluster: LocalCluster | None) -> None:
        self._task, self._client, self._cluster = task, client, cluster
        self._run = uuid.uuid4().hex[:12]
        self._futures: dict[str, tuple[Job, Future[Done]]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._room, self._looked = 0, 0.0

    @property
    def room(self) -> int:
        """Two jobs for each thread of the cluster, which may grow and shrink meanwhile."""
        now = time.monotonic()
        if not self._room or now - self._looked > _LOOK_EVERY:
            with _lost_connection_as_plugin_error():
                self._room = 2 * max(sum(self._client.nthreads().values()), 1)
            self._looked = now
        return self._room

    def submit(self, job: Job) -> None:
        """Have `job` done by a worker of the cluster."""
        key = f"gireport-{self._run}-{job.number}"
        future = self._client.submit(do, self._task, job, key=key, pure=False)
        self._futures[key] = (job, future)
        future.add_done_callback(lambda done: self._done.put(done.key))

    def next_done(self) -> Done:
        """What became of one of the jobs; waits for it.

        Raises:
            PluginError: the scheduler is gone, or the workers cannot do such jobs.
        """
        while True:
            try:
                key = self._done.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                if self._client.status not in ("running", "connecting"):
                    raise _scheduler_lost() from None
                continue
            job, future = self._futures[key]
            if future.status in ("pending", "lost"):
                # The worker was lost after the job, and its result with it: the cluster does the job again.
                future.add_done_callback(lambda done: self._done.put(done.key))
                continue
            del self._futures[key]
            with _lost_connection_as_plugin_error():
                return self._result(job, future)

    def _result(self, job: Job, future: Future[Done]) -> Done:
        if future.status == "finished":
            done: Done = future.result()
            return done
        error = None if future.status == "cancelled" else future.exception()
        if error is None or isinstance(error, CancelledError):
            raise _scheduler_lost()
        if isinstance(error, KilledWorker):
            cause = message("dask.workers-lost", count=error.allowed_failures + 1).text(self._task.language)
            row = Row(job.source, error=cause, task=self._task.fingerprint(), error_code="worker-died")
            return Done(job.number, row)
        if isinstance(error, UsageError):
            raise error
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(message("dask.worker-failed", reason=reason))

    def close(self, stop: bool) -> None:
        """Leave the cluster; what is still to be done there is taken back if `stop`."""
        if stop:
            self._client.cancel([future for _, future in self._futures.values()], force=True)
        self._futures.clear()
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _scheduler_lost() -> PluginError:
    return PluginError(message("dask.scheduler-lost"))


@contextmanager
def _lost_connection_as_plugin_error() -> Iterator[None]:
    """Raise our error when the connection to the scheduler breaks."""
    try:
        yield
    except (OSError, CancelledError):
        raise _scheduler_lost() from None


def start(task: Task, jobs: int, scheduler: str) -> DaskSession:
    """Begin a batch on the cluster of `scheduler`, or on a local one of `jobs` threads where that is empty.

    Raises:
        UsageError: no scheduler answers there, or it has no worker.
    """
    for name in ("distributed", "distributed.client"):  # each has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = None
    if not scheduler:
        # Threads are enough, because each of them uses a process of its own. The dashboard takes any free port:  # noqa: E501
        # by default it takes one fixed port, which another batch may already use.
        cluster = LocalCluster(
            n_workers=1,
            threads_per_worker=jobs,
            processes=False,
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        )
    try:
        client = Client(cluster or scheduler, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(message("dask.no-answer", reason=reason), source=scheduler) from None
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except TimeoutError:
        client.close()
        raise UsageError(message("dask.no-worker"), source=scheduler) from None
    return DaskSession(task, client, cluster)
