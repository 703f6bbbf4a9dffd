"""Files are written whole or not at all: beside the target, then renamed over it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..errors import WriteError


def write_file(path: Path, data: bytes) -> None:
    """Put `data` in the file `path`; an existing file stays as it is until the new one is complete.

    A target that is no regular file (a pipe, a terminal) is written straight to.

    Raises:
        WriteError: the folder is not there, not writable, the disk is full …
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        cause = f"it cannot be written: {error.strerror or error}"
        raise WriteError(cause, source=os.fspath(path), hint="is the folder there and writable?") from error


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
