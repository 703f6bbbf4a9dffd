"""Files are written whole or not at all: beside the target, then renamed over it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import WriteError


def write_file(path: Path, data: bytes) -> None:
    """Put `data` in the file `path`; an existing file stays as it is until the new one is complete.

    Raises:
        WriteError: the folder is not there, not writable, the disk is full …
    """
    with writing(path) as file:
        file.write(data)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to piece by piece, put in the place of `path` when the block ends without an error.

    A target that is no regular file (a pipe, a terminal) is written straight to.

    Raises:
        WriteError: the folder is not there, not writable, the disk is full …
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            with target.open("wb") as file:
                yield file
            return
        with _replacing(target) as file:
            yield file
    except OSError as error:
        cause = f"it cannot be written: {error.strerror or error}"
        raise WriteError(cause, source=os.fspath(path), hint="is the folder there and writable?") from error


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
