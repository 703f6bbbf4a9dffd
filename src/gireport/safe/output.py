"""Output files: written beside the target, renamed over it when complete, so none is half-written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase
from itertools import count
from typing import IO, TYPE_CHECKING, TypeAlias

from ..errors import UsageError, WriteError
from ..model.messages import message
from .input import name_of

if TYPE_CHECKING:
    from pathlib import Path

Target: TypeAlias = str | os.PathLike[str] | IO[bytes]
"""What a document is written to: the path of a file, or a file open for writing bytes."""

_NUMBERS = count(1)
_RUN_ID = os.urandom(4).hex()
"""Part of temporary names: two machines that write to one folder can have processes of the same id."""
_HINTS = {
    errno.ENOSPC: "safe.make-room",
    errno.EDQUOT: "safe.make-room",
    errno.ENAMETOOLONG: "safe.shorter-name",
    errno.EISDIR: "safe.file-in-folder",
    errno.EBADF: "",  # standard output was closed
}
_WINDOWS_HINTS = {
    5: "safe.close-it",  # ERROR_ACCESS_DENIED: also of a file that Word has open
    32: "safe.close-it",  # ERROR_SHARING_VIOLATION
    112: "safe.make-room",  # ERROR_DISK_FULL
    123: "safe.other-name",  # ERROR_INVALID_NAME
    206: "safe.shorter-name",  # ERROR_FILENAME_EXCED_RANGE
}
"""Error number of Windows → advice. Python's own number of it comes after these."""


def write_file(target: Target, data: bytes) -> None:
    """Write `data` to `target`; an existing file is replaced only when the new one is complete.

    Raises:
        WriteError: the folder is missing or not writable, the disk is full …
    """
    with writing(target) as file:
        file.write(data)


@contextmanager
def writing(
    target: Target, *, beside: Path | None = None, sync: bool = True, follow: bool = True
) -> Iterator[IO[bytes]]:
    """A context manager: a file to write to, which replaces `target` when the block ends without an error.

    A pipe, a terminal or an open file is written to directly. The temporary file is in the folder `beside`,
    by default the target's own. With `sync` a file that replaces another is on the disk before it does, so
    that one of the two is there when the machine loses power; a new file may be lost then. With `follow` a
    symbolic link stays and the file that it points to is replaced; without it the link itself, or a pipe, is
    replaced.

    Raises:
        UsageError: `target` is not a `Target`.
        WriteError: the folder is missing or not writable, the disk is full, the pipe is closed …
    """
    name = name_of(target)
    if not isinstance(target, str | os.PathLike) and (
        isinstance(target, TextIOBase) or not hasattr(target, "write")
    ):
        raise UsageError(message("safe.output-type", type=type(target).__name__), source=name)
    try:
        if not isinstance(target, str | os.PathLike):
            yield target
            target.flush()
            return
        mode = _mode(name, follow)
        if not follow and mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            mode = None
        if mode is not None and not stat.S_ISREG(mode):
            with open(name, "wb") as file:
                yield file
        else:
            linked = follow and os.path.islink(name)
            with _replacing(os.path.realpath(name) if linked else name, mode, beside, sync) as file:
                yield file
    except BrokenPipeError as error:
        raise WriteError(message("safe.output-closed"), source=name) from error
    except OSError as error:
        from .reasons import reason_of

        cause = message("safe.output-failed", reason=reason_of(error))
        advice = _WINDOWS_HINTS.get(getattr(error, "winerror", 0))
        if advice is None:
            advice = _HINTS.get(error.errno or 0, "safe.output-folder")
        raise WriteError(cause, source=name, hint=message(advice) if advice else "") from error


def _mode(name: str, follow: bool) -> int | None:
    """The `st_mode` of the file `name`, links followed if `follow`; None where there is no file."""
    try:
        return os.stat(name, follow_symlinks=follow).st_mode
    except FileNotFoundError:
        return None
    except ValueError:  # a name with a NUL, or with half a surrogate pair
        raise WriteError(message("safe.bad-name"), source=ascii(name)[1:-1]) from None


@contextmanager
def _replacing(target: str, mode: int | None, folder: Path | None, sync: bool) -> Iterator[IO[bytes]]:
    # The name does not contain the target's: a long Chinese name may already have as many bytes as are
    # allowed.
    beside = os.path.join(
        folder or os.path.dirname(target), f".gireport-{_RUN_ID}-{os.getpid()}-{next(_NUMBERS)}.part"
    )
    complete = False
    try:
        with open(beside, "xb") as file:
            yield file
            file.flush()
            if sync and mode is not None:
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, target)
        complete = True
    finally:
        if not complete:
            with suppress(FileNotFoundError):
                os.unlink(beside)
