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
from gireport.plugins.jobs import Done, Job, Row, Task

from .work import do

_CONNECT, _FIRST_WORKER = 5.0, 60.0
_LOOK_EVERY = 5.0


class DaskSession:
    """A batch on the cluster of one client.

    A job that the cluster does twice, because a worker was lost while it did it, writes the same files again
    and has one result.
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
            with _told():
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
                    raise _gone() from None
                continue
            job, future = self._futures[key]
            if future.status in ("pending", "lost"):
                # Its worker was lost after it was done, and what it gave with it: it is being done again.
                future.add_done_callback(lambda done: self._done.put(done.key))
                continue
            del self._futures[key]
            with _told():
                return self._result(job, future)

    def _result(self, job: Job, future: Future[Done]) -> Done:
        if future.status == "finished":
            done: Done = future.result()
            return done
        error = None if future.status == "cancelled" else future.exception()
        if error is None or isinstance(error, CancelledError):
            raise _gone()
        if isinstance(error, KilledWorker):
            cause = f"{error.allowed_failures + 1} workers of the cluster were lost while they did it"
            row = Row(job.source, error=cause, task=self._task.fingerprint(), error_code="worker-died")
            return Done(job.number, row)
        if isinstance(error, UsageError):
            raise error
        cause = f"a Dask worker failed: {type(error).__name__}: {error}"
        raise PluginError(cause, hint="do its workers have the same gireport and gireport-dask?")

    def close(self, stop: bool) -> None:
        """Leave the cluster; what is still to be done there is taken back if `stop`."""
        if stop:
            self._client.cancel([future for _, future in self._futures.values()], force=True)
        self._futures.clear()
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _gone() -> PluginError:
    return PluginError("the Dask scheduler is gone", hint="look after the cluster, then go on with --resume")


@contextmanager
def _told() -> Iterator[None]:
    """Say in our words that the connection broke."""
    try:
        yield
    except (OSError, CancelledError):
        raise _gone() from None


def start(task: Task, jobs: int, scheduler: str) -> DaskSession:
    """Begin a batch on the cluster of `scheduler`, or on a local one of `jobs` threads where that is empty.

    Raises:
        UsageError: no scheduler answers there, or it has no worker.
    """
    for name in ("distributed", "distributed.client"):  # each has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = None
    if not scheduler:
        # Threads suffice: each works through a process of its own. Any free port for what the cluster says of
        # itself:
        # without an address it asks for one port, which another batch may have.
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
        cause = " ".join(f"no Dask scheduler answers: {error}".split())
        raise UsageError(cause, source=scheduler, hint="is the address right, and does it run?") from None
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except TimeoutError:
        client.close()
        hint = "start dask worker with this address"
        raise UsageError("the Dask scheduler has no worker", source=scheduler, hint=hint) from None
    return DaskSession(task, client, cluster)
