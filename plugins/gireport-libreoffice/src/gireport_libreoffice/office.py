"""One conversion by LibreOffice: bytes in, bytes out, within a time.

Each process has one LibreOffice, which starts with the first conversion and stays for the next ones
(`gireport_libreoffice.supervisor` says how). It ends with the process.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from . import supervisor
from .program import soffice

VARIABLE = "GIREPORT_SOFFICE_SECONDS"
"""The environment variable that sets the time limit of one conversion."""

SECONDS = 120.0
"""The time limit of one conversion without the option `time_limit` and the variable. A batch has one of its
own (`--time-limit`, 60 s), which counts first."""

_PATIENCE = 10.0  # seconds in which the supervisor ends LibreOffice and removes its folder


class ConversionError(Exception):
    """LibreOffice gave no file. `state`: `late`, `nothing`, `not-started`, or `ended` when somebody ended
    the supervisor; `reason` is what LibreOffice printed.
    """

    def __init__(self, state: str, reason: str = "") -> None:
        super().__init__(state)
        self.state, self.reason = state, reason


class Job(Struct, frozen=True):
    """What LibreOffice is to do: the suffix of the input (`.doc`), that of the output (`.odt`), and what
    `--convert-to` takes (`odt`, `doc:MS Word 97`).
    """

    source: str
    target: str
    filter: str


class _Office:
    """The supervisor of this process. One conversion at a time."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.owner = os.getpid()
        # -I -S: nothing is imported but the standard library, whatever the folder and the environment.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", supervisor.__file__, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for this process, which then ends the supervisor
        )
        self._folder = Path(self._answer()["folder"])

    def convert(self, data: bytes, job: Job, seconds: float) -> bytes:
        """Return `data` converted.

        Raises:
            ConversionError: there is no file, or not in time.
            OSError: the disk is full.
        """
        work = Path(tempfile.mkdtemp(prefix="job-", dir=self._folder))
        try:
            file, out = work / f"document{job.source}", work / "out"
            file.write_bytes(data)
            out.mkdir()
            request: dict[str, str | float] = {
                "file": str(file),
                "out": str(out),
                "to": job.filter,
                "seconds": seconds,
            }
            answer = self._ask(request)
            if answer["state"] != "done":
                raise ConversionError(answer["state"], answer["said"])
            made = out / f"document{job.target}"
            if not made.is_file():
                raise ConversionError(state="nothing")
            return made.read_bytes()
        finally:
            shutil.rmtree(work, ignore_errors=True)

    @property
    def ended(self) -> bool:
        """Whether somebody ended the supervisor."""
        return self._process.poll() is not None

    def _ask(self, request: dict[str, str | float]) -> dict[str, str]:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # there will be no answer
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, str]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ConversionError(state="ended")
        answer: dict[str, str] = json.loads(line)
        return answer

    def close(self, *, wait: bool = True) -> None:
        """End LibreOffice and the supervisor; `wait` until nothing is left of them."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        if wait:
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


_lock = threading.Lock()
_office: _Office | None = None


def convert(data: bytes, job: Job, seconds: float) -> bytes:
    """Return `data` as LibreOffice converts it, within `seconds`. Several threads may call; they wait for
    each other.

    Raises:
        PluginError: LibreOffice is not installed.
        ConversionError: there is no file, or not in time.
        OSError: the disk is full.
    """
    global _office
    program = soffice()
    with _lock:
        if _office is not None and (_office.program != program or _office.ended):
            _close()
        if _office is None:
            _office = _Office(program)
        try:
            return _office.convert(data, job, seconds)
        except ConversionError as failure:
            if failure.state == "ended":
                _close()
            raise
        except BaseException:  # an answer may be on its way that belongs to no later request
            _close()
            raise


def _close() -> None:
    global _office
    office, _office = _office, None
    if office is not None:
        office.close()


def _forget() -> None:
    """In a process that was forked: LibreOffice belongs to the other one."""
    global _office, _lock
    office, _office, _lock = _office, None, threading.Lock()
    if office is not None:
        office.close(wait=False)


atexit.register(_close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
