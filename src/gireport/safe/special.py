"""Pipes, sockets and devices: what stands among files, and may keep its reader waiting for ever."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import PurePath

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISFIFO, "a named pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_STREAMS = frozenset({"/dev/stdin"})
_STREAM_FOLDERS = frozenset({"/dev/fd", "/proc/self/fd"})


def special_kind(mode: int) -> str:
    """What a file of this mode is, as `a socket`; empty for a plain file and a folder."""
    return next((kind for is_one, kind in _KINDS if is_one(mode)), "")


def special_file(path: str) -> str:
    """What stands at `path`, links followed, where it is a pipe, a socket or a device; else empty."""
    try:
        return special_kind(os.stat(path).st_mode)
    except (OSError, ValueError):
        return ""


def is_own_stream(path: str) -> bool:
    """Whether `path` names a stream that this process was started with: `/dev/stdin`, or `<(command)` of a shell."""
    name = os.path.abspath(path)
    return name in _STREAMS or os.fspath(PurePath(name).parent) in _STREAM_FOLDERS
