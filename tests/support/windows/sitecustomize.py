"""Makes a Linux process look like one on Windows to Python code: put this folder on PYTHONPATH.

- `sys.platform` is `win32` and `os.name` is `nt`. The standard library and what draws on its platform are
  imported before, so that they work; what is imported later sees Windows.
- Modules and attributes that Windows has not are gone: `import fcntl` fails, `os.killpg` is missing. The
  standard library alone may still import such modules.
- `msvcrt.locking` locks a file, the language of the user interface is that of `SIMULATED_UI` (a number),
  bytes of names are UTF-8 or an error, and the encoding of the locale is `SIMULATED_ANSI`.
- Text that is opened without an encoding by gireport's code is an error.

Files, paths, processes and the console stay those of Linux.
"""

from __future__ import annotations

import builtins
import os
import sys
import types
import warnings

PRELOADED = (
    *("asyncio", "concurrent.futures", "ctypes", "email", "getpass", "glob", "http.server", "inspect"),
    *("json", "locale", "logging", "mimetypes", "multiprocessing", "pathlib", "platform", "queue", "random"),
    *("shutil", "signal", "socket", "subprocess", "sysconfig", "tempfile", "threading", "urllib.request"),
    *("uuid", "webbrowser", "zipfile"),
    *(
        "click",
        "click._compat",
        "click._termui_impl",
        "click.shell_completion",
        "rich.console",
        "rich.progress",
    ),
    *("rich.table", "rich.live", "docx", "uvicorn", "uvicorn.server", "uvicorn.loops.asyncio", "anyio"),
    *("anyio._backends._asyncio", "starlette.applications"),
)
MODULES = frozenset(
    {"fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog"}
    | {"crypt", "curses", "termios", "tty"}
)
OS = (
    *(
        "O_CLOEXEC",
        "O_DIRECTORY",
        "O_NOFOLLOW",
        "O_NONBLOCK",
        "O_NOCTTY",
        "O_SYNC",
        "chown",
        "chroot",
        "fchmod",
    ),
    *("fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid"),
    *(
        "getpgrp",
        "getresuid",
        "getsid",
        "getuid",
        "killpg",
        "lchown",
        "memfd_create",
        "mkfifo",
        "mknod",
        "nice",
    ),
    *("openpty", "pipe2", "posix_fadvise", "posix_fallocate", "pread", "pwrite", "register_at_fork"),
    *("sched_getaffinity", "sched_setaffinity", "sendfile", "setpgid", "setsid", "setuid", "statvfs", "sync"),
    *("tcgetpgrp", "ttyname", "uname", "wait", "wait3", "wait4"),
)
SIGNAL = (
    *("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2"),
    *("ITIMER_PROF", "ITIMER_REAL", "ITIMER_VIRTUAL", "SIG_BLOCK", "SIG_SETMASK", "SIG_UNBLOCK", "alarm"),
    *("getitimer", "pause", "pthread_kill", "pthread_sigmask", "setitimer", "siginterrupt", "sigpending"),
    *("sigwait", "sigwaitinfo"),
)


def _preload() -> None:
    for name in PRELOADED:
        try:
            __import__(name)
        except ImportError:  # a plugin's package, in an environment without it
            continue


def _forbid_modules() -> None:
    library = os.path.dirname(os.__file__)
    before = builtins.__import__

    def guarded(name, globals=None, locals=None, fromlist=(), level=0):
        file = (globals or {}).get("__file__") or ""
        of_library = file.startswith(library) and "site-packages" not in file
        if level == 0 and name.partition(".")[0] in MODULES and not of_library:
            raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
        return before(name, globals, locals, fromlist, level)

    builtins.__import__ = guarded


def _add_what_windows_has() -> None:
    import asyncio
    import ctypes
    import fcntl
    import locale
    import signal

    def lock(number, _mode, _bytes):
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(13, "Permission denied") from None

    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_NBLCK, msvcrt.locking = 2, lock
    sys.modules["msvcrt"] = msvcrt
    kernel = types.SimpleNamespace(
        GetUserDefaultUILanguage=lambda: int(os.environ.get("SIMULATED_UI", "0x0409"), 16)
    )
    ctypes.windll = types.SimpleNamespace(kernel32=kernel)
    asyncio.ProactorEventLoop = asyncio.SelectorEventLoop
    signal.SIGBREAK = signal.SIGUSR1
    locale.getencoding = lambda: os.environ.get("SIMULATED_ANSI", "cp1252")
    os.fsdecode = lambda name: name.decode("utf-8") if isinstance(name, bytes) else os.fspath(name)


def _take_away() -> None:
    import pathlib
    import signal

    for module, names in ((os, OS), (signal, SIGNAL)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    pathlib.WindowsPath, pathlib.PureWindowsPath = pathlib.PosixPath, pathlib.PurePosixPath
    sys.platform, os.name = "win32", "nt"


_preload()
_add_what_windows_has()
_forbid_modules()
_take_away()
warnings.filterwarnings("error", category=EncodingWarning, module="gireport")
