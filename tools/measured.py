"""A command as a whole process: its exit status, what it said, its seconds and those of the processor, its
peak memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

# The system counts a child's peak from its fork on, so a large parent would be measured with it. A small
# process in between starts the command and tells what its only child took.
_BETWEEN = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - start
took = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = took.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
said = done.stderr.decode("utf-8", "replace")
print(json.dumps([done.returncode, said, seconds, peak, took.ru_utime + took.ru_stime]))
"""


class Measured(NamedTuple):
    """Exit status, standard error, wall seconds, peak MiB, processor seconds."""

    status: int
    said: str
    seconds: float
    peak: float
    processor: float


def run(*command: str) -> Measured:
    """Run `command` to its end, its standard output thrown away."""
    between = [sys.executable, "-S", "-c", _BETWEEN, *command]
    done = subprocess.run(between, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    return Measured(*json.loads(done.stdout))
