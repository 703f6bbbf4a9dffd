"""Runs LibreOffice for one process of gireport, and ends it when that process ends, however it ends.

A program of its own, which imports the standard library alone: `python -I -S supervisor.py SOFFICE`. It reads
requests from standard input, a JSON object a line, and answers each with a line. When standard input ends
(gireport has closed it, has ended or was killed) it ends LibreOffice and removes its folder.

LibreOffice stays alive between requests: a document that stays open keeps it. A request is one more call of
`soffice` with the same profile, which LibreOffice hands over to the running process.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

PREFIX = "gireport-office-"
"""How the folder of a supervisor begins; the number of its process follows."""

_READY = 20.0  # seconds for the first document to open; then a request is handed over all the same
_RESTART_AFTER = 200  # conversions: LibreOffice keeps some memory of each
_TAIL = 600  # characters of what LibreOffice prints last
_LOCK = "lock"  # the file in the folder that is locked while the supervisor lives; the name of its host
GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""What `start_new_session` is on Windows: Ctrl-C does not reach a process that is started with it."""


class LateError(Exception):
    """The time of a request is over."""


class Supervisor:
    """One LibreOffice, its profile, and the calls that give it work."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self._soffice = soffice
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._ended = False
        self._done = 0

    def convert(self, request: dict[str, str | float]) -> dict[str, str]:
        """Convert the file `request["file"]` into the folder `request["out"]`, within `request["seconds"]`.

        `request["to"]` is what follows `--convert-to`. The answer has a `state`: `done` when there is a file,
        `late`, `nothing` when there is none, `not-started`; and `said`, what LibreOffice printed last.
        """
        deadline = time.monotonic() + float(request["seconds"])
        out = Path(str(request["out"]))
        try:
            while True:
                used = self._done > 0 and self._alive()
                if not self._start(deadline):
                    return {"state": "not-started", "said": self._said()}
                self._hand_over(request, deadline)
                self._done += 1
                if any(out.iterdir()):
                    if self._done >= _RESTART_AFTER:
                        self.stop()
                    return {"state": "done", "said": ""}
                said = self._said()
                self.stop()
                if not used:
                    return {"state": "nothing", "said": said}
                # An earlier document may have harmed the running program: a new one tries once more.
        except LateError:
            self.stop()
            return {"state": "late", "said": ""}

    def _alive(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def _start(self, deadline: float) -> bool:
        """Start LibreOffice with a new profile, unless it runs. Waits until it has opened a document."""
        if self._alive():
            return True
        self.stop()
        ready = self._folder / ".~lock.open.txt#"
        with self._lock:
            self._check()
            user = self._folder / "profile" / "user"
            user.mkdir(parents=True)
            shutil.copyfile(Path(__file__).with_name("profile.xcu"), user / "registrymodifications.xcu")
            kept_open = self._folder / "open.txt"
            kept_open.write_text("gireport", "ascii")
            server = self._run("--norestore", "--nologo", "--nodefault", str(kept_open))
            self._server = server
        last = time.monotonic() + _READY
        while not ready.exists() and time.monotonic() < last:
            if server.poll() is not None:
                return False
            if time.monotonic() > deadline:
                raise LateError
            time.sleep(0.01)
        return True

    def _hand_over(self, request: dict[str, str | float], deadline: float) -> None:
        """Call `soffice` once more; it gives the file to the running process and ends when that is done."""
        to, out, file = (str(request[name]) for name in ("to", "out", "file"))
        with self._lock:
            self._check()
            client = self._run("--convert-to", to, "--outdir", out, file)
        late = threading.Event()

        def end() -> None:
            late.set()
            kill(client)

        timer = threading.Timer(max(deadline - time.monotonic(), 0), end)
        timer.daemon = True
        timer.start()
        client.wait()
        timer.cancel()
        kill(client)  # what it has started and left behind
        _clear_away(client.pid)
        with self._lock:
            self._running.discard(client)
        if late.is_set():
            raise LateError

    def _check(self) -> None:
        """Raise `LateError` when the supervisor has ended: nothing may be started any more."""
        if self._ended:
            raise LateError

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start `soffice`; called with the lock held."""
        profile = (self._folder / "profile").as_uri()
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  the program that the user has named or installed
                [self._soffice, f"-env:UserInstallation={profile}", "--headless", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
                start_new_session=True,
                creationflags=GROUP,
            )
        self._running.add(process)
        return process

    def _said(self) -> str:
        with suppress(OSError):
            return (self._folder / "log").read_bytes()[-_TAIL:].decode("utf-8", "replace")
        return ""

    def stop(self) -> None:
        """End LibreOffice and everything that it has started, and remove its profile."""
        with self._lock:
            for process in self._running:
                kill(process)
            for process in self._running:
                process.wait()
                _clear_away(process.pid)
            self._running.clear()
            self._server = None
            self._done = 0
        for name in ("profile", "log", ".~lock.open.txt#"):
            _remove(self._folder / name)

    def end(self) -> None:
        """Stop, start nothing any more, and remove the folder."""
        with self._lock:
            self._ended = True
        self.stop()
        _remove(self._folder)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End `process` and its group: on Windows, the tree of its children."""
    if sys.platform != "win32":
        with suppress(OSError):  # the group has ended
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )


def _adopt() -> None:
    """Make this process the parent of what a child leaves behind (Linux), so that it can clear that away.

    Else the first process of the system does, some time later.
    """
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def _clear_away(group: int) -> None:
    """Wait until the processes of a killed group are gone from the system's list, as far as they are ours."""
    if sys.platform != "win32":
        with suppress(ChildProcessError):  # there are none any more
            while True:
                os.waitpid(-group, 0)


def _remove(path: Path) -> None:
    """Remove a file or a folder into which a process that is just ending may still write."""
    for _ in range(20):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        if not path.exists():
            return
        time.sleep(0.05)


def hold(folder: Path) -> BinaryIO | None:
    """Lock `folder` as that of a supervisor which lives, for as long as what is returned stays open.

    The lock file gets its name when it is locked, so that no sweep finds it before.
    """
    if sys.platform != "win32":
        with suppress(OSError):  # a file system without locks: nobody sweeps this folder
            file = (folder / f"{_LOCK}.new").open("xb")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write(os.uname().nodename.encode())
            file.flush()
            os.rename(file.name, folder / _LOCK)
            return file
    return None


def sweep(folder: Path) -> None:
    """Remove what supervisors that were killed have left in `folder`, and end their LibreOffice.

    Only folders of this user and this host are looked at, and only those that nobody has locked: containers
    and hosts may share the folder, but not the numbers of processes. Not on Windows, where the system cleans
    its users' folders.
    """
    if sys.platform != "win32":
        for old in folder.glob(f"{PREFIX}*"):
            with suppress(OSError):  # it has no lock file, or is locked, or another sweep was faster
                if old.lstat().st_uid != os.getuid():
                    continue
                with (old / _LOCK).open("r+b") as file:
                    if file.read() == os.uname().nodename.encode():
                        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        _end_orphans((old / "profile").as_uri())
                        _remove(old)


def _end_orphans(profile: str) -> None:
    """End each process that was started with `profile`, where the system has a list of them (Linux)."""
    if sys.platform != "win32":
        wanted = f"-env:UserInstallation={profile}".encode()
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if wanted in entry.read_bytes().split(b"\0"):
                    os.killpg(os.getpgid(int(entry.parent.name)), signal.SIGKILL)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Let standard input end. Nothing is raised, so that no signal cuts the start or the end short."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def main() -> None:
    """Work until standard input ends."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    _adopt()
    place = Path(tempfile.gettempdir())
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
    supervisor = Supervisor(sys.argv[1], folder)
    try:
        lock = hold(folder)  # noqa: F841  until this process ends
        _send({"folder": str(folder)})
        for line in sys.stdin.buffer:
            try:
                # The thread does the work, so that this one notices at once that standard input has ended.
                threading.Thread(target=answer, args=(supervisor, line), daemon=True).start()
            except Exception as error:  # noqa: BLE001  no thread, no memory: gireport waits for an answer
                _send(_not_started(error))
    finally:
        supervisor.end()
        os._exit(0)


def answer(supervisor: Supervisor, line: bytes) -> None:
    """Do what the request in `line` asks for, and say what came of it."""
    try:
        said = supervisor.convert(json.loads(line))
    except Exception as error:  # noqa: BLE001  whatever goes wrong: gireport waits for an answer
        said = _not_started(error)
        with suppress(Exception):  # for the same reason
            supervisor.stop()
    _send(said)


def _not_started(error: Exception) -> dict[str, str]:
    return {"state": "not-started", "said": str(error) or type(error).__name__}


def _send(message: dict[str, str]) -> None:
    with suppress(OSError):  # nobody reads any more
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
