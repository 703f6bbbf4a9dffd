"""Inputs are read whole, and never past the limit."""

from __future__ import annotations

import os
from typing import IO, TypeAlias

from .. import limits
from ..errors import LimitError, ReadError, UsageError
from .special import is_own_stream, special_file, special_kind

Source: TypeAlias = bytes | bytearray | memoryview | str | os.PathLike[str] | IO[bytes]
"""What a document is read from: its bytes, the path of a file, or a file open for reading bytes."""


def name_of(source: object) -> str:
    """The name that errors call a source or a target by; empty where it has none."""
    if isinstance(source, str | os.PathLike):
        return os.fsdecode(source)
    name = getattr(source, "name", "")
    return name if isinstance(name, str) else ""


def load(source: Source) -> bytes:
    """The bytes of `source`.

    Raises:
        UsageError: it is none of the kinds of `Source`.
        ReadError: the file is not there, a folder, not readable, or a pipe, socket or device, which is never waited for.
        LimitError: there are more than `limits.INPUT_BYTES`.
    """
    if isinstance(source, bytes):
        return source
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    name = name_of(source)
    try:
        if isinstance(source, str | os.PathLike):
            with open(source, "rb", opener=_opened) as file:
                data = file.read(limits.INPUT_BYTES + 1)
        elif hasattr(source, "read"):
            data = source.read(limits.INPUT_BYTES + 1)
        else:
            data = None
    except OSError as error:
        name = "''" if source == "" else name
        hint = "say which file in it, or use gireport batch" if isinstance(error, IsADirectoryError) else ""
        raise ReadError(f"it cannot be read: {error.strerror or error}", source=name, hint=hint) from None
    except ValueError as error:  # a name with a NUL, or with half a surrogate pair
        raise ReadError(f"it cannot be read: {error}", source=_shown(name)) from None
    if not isinstance(data, bytes):
        cause = f"a report is read from bytes, a path or a file of bytes, not from a {type(source).__name__}"
        raise UsageError(cause, source=name)
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(
            f"the file has more than {limits.INPUT_BYTES} bytes, which is the limit", source=name
        )
    return data


def _opened(path: str, flags: int) -> int:
    """Open `path` without waiting for a writer at its other end.

    Raises:
        ReadError: it is a pipe, a socket or a device, and no stream that this process was given.
    """
    if is_own_stream(path):
        return os.open(path, flags)
    kind = special_file(path)
    number = -1
    if not kind:
        # It may have been put in the place of a file just now.
        number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        kind = special_kind(os.fstat(number).st_mode)
    if kind:
        if number >= 0:
            os.close(number)
        raise ReadError(f"it is {kind}, not a file", hint="give its content on standard input (-)")
    return number


def _shown(name: str) -> str:
    return ascii(name)[1:-1]


def as_text(name: str) -> str:
    r"""`name` as it stands in rows, findings and manifests: its bytes that are no text are written out as `\xff`."""
    if name.isascii():
        return name
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # half a surrogate pair, or what the locale's encoding lacks: no file's name
        data = name.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")
