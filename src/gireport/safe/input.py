"""Inputs: read as a whole, up to the limit; never a pipe or a device, which can block for ever."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, NewType, TypeAlias

from msgspec import Struct

from .. import limits
from ..errors import LimitError, ReadError, UsageError
from ..model.messages import Message, message

Source: TypeAlias = bytes | bytearray | memoryview | str | os.PathLike[str] | IO[bytes]
"""What a document is read from: its bytes, the path of a file, or a file open for reading bytes."""

if TYPE_CHECKING:
    from bs4.element import Tag
    from docx.document import Document
    from odf.opendocument import OpenDocument
else:  # `help` and `typing.get_type_hints` give the names of the classes, and import no library

    def _named(module, name):
        kind = NewType(name, object)
        kind.__module__ = module
        return kind

    Tag = _named("bs4.element", "Tag")
    Document = _named("docx.document", "Document")
    OpenDocument = _named("odf.opendocument", "OpenDocument")

DocxDocument: TypeAlias = Document
OdtDocument: TypeAlias = OpenDocument
LibraryDocument: TypeAlias = DocxDocument | OdtDocument | Tag
"""A document of python-docx, odfpy or BeautifulSoup."""


class SavedDocument(Struct, frozen=True):
    """A library's document as the bytes of a file.

    - `name`: the `source` of an error about it, in English;
    - `title`: what a message calls it;
    - `formats`: the names of the formats that can read `data`. The first whose `sniff` accepts `data` reads
      it; if none does, the last.
    """

    data: bytes
    name: str
    title: Message
    formats: tuple[str, ...]


_SPECIAL_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)
_HINTS = {
    errno.EISDIR: "safe.batch-folder",
    errno.ENOENT: "safe.check-name",
    errno.ENOTDIR: "safe.check-name",
    errno.EACCES: "safe.check-permission",
    errno.EPERM: "safe.check-permission",
}
_STREAM_PATHS = frozenset({"/dev/stdin"})
_STREAM_FOLDERS = frozenset({"/dev/fd", "/proc/self/fd"})


def name_of(source: object) -> str:
    """The name of a source or target in error messages; empty where it has none."""
    if isinstance(source, str | os.PathLike):
        return os.fsdecode(source)
    name = getattr(source, "name", "")
    return name if isinstance(name, str) else ""


def load(source: Source) -> bytes:
    """The bytes of `source`.

    Raises:
        UsageError: `source` is not a `Source`.
        ReadError: the file is missing or not readable, or it is a folder, a pipe, a socket or a device.
        LimitError: there are more than `limits.INPUT_BYTES`.
    """
    if isinstance(source, bytes):
        return source
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    name = name_of(source)
    try:
        if isinstance(source, str | os.PathLike):
            with open(source, "rb", opener=_open) as file:
                data = file.read(limits.INPUT_BYTES + 1)
        elif hasattr(source, "read"):
            data = source.read(limits.INPUT_BYTES + 1)
        else:
            data = None
    except OSError as error:
        from .reasons import reason_of

        name = "''" if source == "" else name
        advice = "safe.save-page" if _is_address(name) else _HINTS.get(error.errno or 0)
        hint = message(advice) if advice else ""
        cause = message("safe.input-failed", reason=reason_of(error))
        raise ReadError(cause, source=name, hint=hint) from None
    except ValueError:  # a name with a NUL, or with half a surrogate pair
        raise ReadError(message("safe.bad-name"), source=_ascii(name)) from None
    if not isinstance(data, bytes):
        raise UsageError(message("safe.input-type", type=type(source).__name__), source=name)
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(message("safe.input-bytes", limit=limits.INPUT_BYTES), source=name)
    return data


def _open(path: str, flags: int) -> int:
    """Open `path` for `open()`; never waits for a writer at the other end of a pipe.

    Raises:
        ReadError: it is a pipe, a socket or a device, but not one of this process's own streams.
    """
    if is_own_stream(path):
        return os.open(path, flags)
    kind = special_file(path)
    number = -1
    if not kind:
        # A pipe may have replaced the file since `special_file` looked.
        number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        kind = special_kind(os.fstat(number).st_mode)
    if kind:
        if number >= 0:
            os.close(number)
        raise ReadError(message("safe.special-input", kind=kind))
    return number


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _ascii(name: str) -> str:
    return ascii(name)[1:-1]


def as_text(name: str) -> str:
    r"""A file's `name` for rows, findings and manifests; undecodable bytes are written as `\xff`."""
    if name.isascii():
        return name
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # half a surrogate pair, or a character that the locale's encoding lacks
        data = name.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")


def special_kind(mode: int) -> Message | None:
    """Return what a file with this `st_mode` is, such as `a socket`; None for a regular file and a folder."""
    return next((message(f"safe.special-{kind}") for is_kind, kind in _SPECIAL_KINDS if is_kind(mode)), None)


def special_file(path: str) -> Message | None:
    """Return what is at `path`, links followed, where it is a pipe, a socket or a device; else None."""
    try:
        return special_kind(os.stat(path).st_mode)
    except (OSError, ValueError):
        return None


def is_own_stream(path: str) -> bool:
    """Whether `path` names an open stream of this process: `/dev/stdin`, or a shell's `<(command)`."""
    name = os.path.abspath(path)
    return name in _STREAM_PATHS or os.path.dirname(os.path.normpath(name)) in _STREAM_FOLDERS
