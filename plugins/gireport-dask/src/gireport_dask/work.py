"""What a Dask worker does with a job: hand it to a process that is kept within the task's limits."""

from __future__ import annotations

import threading

from gireport.batching.warden import Warden
from gireport.plugins.jobs import Done, Job, Task

_OF_THREAD = threading.local()


def do(task: Task, job: Job) -> Done:
    """Do `job`; the process stays for the thread's next one.

    Raises:
        UsageError: the task names a format that this worker does not have.
    """
    warden: Warden | None = getattr(_OF_THREAD, "warden", None)
    if warden is None or warden.task != task:
        if warden is not None:
            warden.close()
        warden = _OF_THREAD.warden = Warden(task)
    return warden.do(job)
