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
_FIRST = 30.0  # seconds in which the supervisor starts and has swept up what others have left
_SPARE = 5.0  # seconds that an answer may need beyond the time limit and the patience
_AT_EXIT = 2.0  # seconds that the end of gireport waits; then the supervisor goes on alone


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
            creationflags=supervisor.GROUP,
        )
        self._folder = Path(self._answer(_FIRST, "not-started")["folder"])

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
            answer = self._ask(request, seconds + _PATIENCE + _SPARE)
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

    def _ask(self, request: dict[str, str | float], seconds: float) -> dict[str, str]:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # there will be no answer
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        return self._answer(seconds, "late")

    def _answer(self, seconds: float, otherwise: str) -> dict[str, str]:
        """Return what the supervisor says within `seconds`; `otherwise` is the state when it says nothing."""
        assert self._process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            self._end(_PATIENCE)  # then there is no more to read

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError as error:  # the system has no more threads
            self.close()
            raise ConversionError(state="not-started", reason=str(error)) from None
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
            timer.join()
        if late.is_set() or not line:
            self.close()
            raise ConversionError(state=otherwise if late.is_set() else "ended")
        answer: dict[str, str] = json.loads(line)
        return answer

    def _end(self, patience: float, *, kill: bool = True) -> None:
        """Let the supervisor end LibreOffice and itself; what has not ended after `patience` is killed."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            if kill:
                supervisor.kill(self._process)
                self._process.wait()

    def close(self, patience: float = _PATIENCE, *, kill: bool = True) -> None:
        """End LibreOffice and the supervisor, and wait until nothing is left of them, up to `patience`."""
        self._end(patience, kill=kill)
        if self.ended and self._process.stdout is not None:  # else another thread may be reading
            with suppress(OSError):
                self._process.stdout.close()


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
        except ConversionError:
            raise
        except BaseException:  # an answer may be on its way that belongs to no later request
            _close()
            raise


def _close(patience: float = _PATIENCE, *, kill: bool = True) -> None:
    global _office
    office, _office = _office, None
    if office is not None:
        office.close(patience, kill=kill)


def _forget() -> None:
    """In a process that was forked: LibreOffice belongs to the other one."""
    global _office, _lock
    office, _office, _lock = _office, None, threading.Lock()
    if office is not None:
        office.close(0, kill=False)


atexit.register(_close, _AT_EXIT, kill=False)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
