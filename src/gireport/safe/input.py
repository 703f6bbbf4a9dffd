"""Inputs are read whole, and never past the limit."""

from __future__ import annotations

import os
from typing import IO, TypeAlias

from .. import limits
from ..errors import LimitError, ReadError, UsageError

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
        ReadError: the file is not there, a folder, not readable.
        LimitError: there are more than `limits.INPUT_BYTES`.
    """
    if isinstance(source, bytes):
        return source
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    name = name_of(source)
    try:
        if isinstance(source, str | os.PathLike):
            with open(source, "rb") as file:  # noqa: PTH123  Path("") is the current folder
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


def _shown(name: str) -> str:
    return ascii(name)[1:-1]
