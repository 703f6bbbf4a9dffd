"""Files are written whole or not at all: beside the target, then renamed over it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase
from itertools import count
from pathlib import Path
from typing import IO, TypeAlias

from ..errors import UsageError, WriteError
from ..model.messages import message
from .input import name_of

Target: TypeAlias = str | os.PathLike[str] | IO[bytes]
"""What a document is written to: the path of a file, or a file open for writing bytes."""

_NUMBERS = count(1)
_OURS = os.urandom(4).hex()
"""Two machines that write to one folder may have processes of one number."""
_HINTS = {
    errno.ENOSPC: "make room, and run it again",
    errno.EDQUOT: "make room, and run it again",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EISDIR: "it is a folder: say which file in it",
    errno.EBADF: "",  # standard output was closed
}


def write_file(target: Target, data: bytes) -> None:
    """Put `data` in `target`; an existing file stays as it is until the new one is complete.

    Raises:
        WriteError: the folder is not there, not writable, the disk is full …
    """
    with writing(target) as file:
        file.write(data)


@contextmanager
def writing(
    target: Target, *, beside: Path | None = None, sync: bool = True, follow: bool = True
) -> Iterator[IO[bytes]]:
    """A file to write to piece by piece, put in the place of `target` when the block ends without an error.

    A target that is no regular file (a pipe, a terminal) or is open already is written straight to. Until it is
    whole it stands in the folder `beside`, by default the target's own. Without `sync` it may be lost when the
    machine loses power. A symbolic link stays, and the file that it leads to is replaced; without `follow` the link
    itself, or a pipe that stands there, makes room for the file.

    Raises:
        UsageError: it is none of the kinds of `Target`.
        WriteError: the folder is not there, not writable, the disk is full, nobody reads the pipe …
    """
    name = name_of(target)
    if not isinstance(target, str | os.PathLike) and (
        isinstance(target, TextIOBase) or not hasattr(target, "write")
    ):
        cause = f"a report is written to a path or a file of bytes, not to a {type(target).__name__}"
        raise UsageError(cause, source=name)
    try:
        if not isinstance(target, str | os.PathLike):
            yield target
            target.flush()
            return
        mode = _mode(name, follow)
        if not follow and mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            mode = None
        if mode is not None and not stat.S_ISREG(mode):
            with Path(name).open("wb") as file:
                yield file
        else:
            linked = follow and os.path.islink(name)
            with _replacing(os.path.realpath(name) if linked else name, mode, beside, sync) as file:
                yield file
    except BrokenPipeError:
        raise WriteError(message("safe.output-closed"), source=name) from None
    except OSError as error:
        cause = f"it cannot be written: {error.strerror or error}"
        hint = _HINTS.get(error.errno or 0, "is the folder there and writable?")
        raise WriteError(cause, source=name, hint=hint) from error


def _mode(name: str, follow: bool) -> int | None:
    """The mode of the file `name`, links followed by the system (one to a pipe has no name) if `follow`; None for none."""
    try:
        return os.stat(name, follow_symlinks=follow).st_mode
    except FileNotFoundError:
        return None
    except ValueError as error:  # a name with a NUL, or with half a surrogate pair
        raise WriteError(f"it cannot be written: {error}", source=ascii(name)[1:-1]) from None


@contextmanager
def _replacing(target: str, mode: int | None, folder: Path | None, sync: bool) -> Iterator[IO[bytes]]:
    # Not after the target: a long Chinese name has no bytes left for more.
    beside = os.path.join(
        folder or os.path.dirname(target), f".gireport-{_OURS}-{os.getpid()}-{next(_NUMBERS)}.part"
    )
    whole = False
    try:
        with Path(beside).open("xb") as file:
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, target)
        whole = True
    finally:
        if not whole:
            with suppress(FileNotFoundError):
                os.unlink(beside)
