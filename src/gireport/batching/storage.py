"""Where does a batch read from and write to? Local files, and the file systems of fsspec (`s3://`, `hdfs://`
…).
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import limits
from ..errors import GireportError, LimitError, ReadError, UsageError, WriteError
from ..model.messages import message
from ..safe.names import is_link
from ..safe.output import writing
from ..safe.reasons import reason_of
from ..verbs import load

LINKED = message("batching.linked")


def is_remote(name: str) -> bool:
    """Return whether `name` is an address for fsspec, not a path."""
    scheme, colon, _ = name.partition("://")
    return bool(colon) and scheme.replace("+", "").replace(":", "").isalnum()


def filesystem(address: str) -> tuple[Any, str]:
    """The fsspec file system of `address`, and the path on it.

    Raises:
        UsageError: fsspec, or what it needs for such addresses, is not installed; it is in one process's
        memory. ReadError: it cannot be reached.
    """
    if address.startswith("memory:"):
        raise UsageError(message("batching.memory-address"), source=address)
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError(message("batching.needs-fsspec"), source=address) from None
    with translated(ReadError, "batching.remote-unreachable", address):
        try:
            found: tuple[Any, str] = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise UsageError(message("batching.no-file-system", reason=str(error)), source=address) from None
    return found


def parts(address: str) -> tuple[str, str, str]:
    """`address` (`zip://2024/a.docx::s3://bucket/b.zip`) in three: what names the file (`2024/a.docx`) is the
    second.
    """
    before, colon, rest = address.partition("://")
    own, chain, after = rest.partition("::")
    return before + colon, own, chain + after


def on_this_machine(name: str) -> str | None:
    """The path that `name`, a path or an address, stands for; None for an address elsewhere."""
    if not is_remote(name):
        return name
    before, path, after = parts(name)
    if before not in ("file://", "local://") or after:
        return None
    return path.lstrip("/") if os.name == "nt" and path[2:3] == ":" else path  # file:///C:/x


@contextmanager
def translated(kind: type[GireportError], key: str, address: str) -> Iterator[None]:
    """Raise `kind` with the message `key` for whatever a file system of fsspec raises."""
    try:
        yield
    except GireportError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise kind(message(key, reason=reason), source=address) from error


def fetch(where: bytes) -> bytes:
    """The bytes at the address or path `where`.

    Raises:
        ReadError: it cannot be read.
        LimitError: it is larger than `limits.INPUT_BYTES`.
    """
    address = os.fsdecode(where)
    if not is_remote(address):
        return load(Path(address))
    with translated(ReadError, "batching.remote-not-read", address):
        files, path = filesystem(address)
        with files.open(path, "rb") as file:
            data: bytes = file.read(limits.INPUT_BYTES + 1)
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(message("batching.input-too-large", limit=limits.INPUT_BYTES), source=address)
    return data


class Store:
    """The output folder. A file is written whole or not at all."""

    def __init__(self, out: str, scratch: str) -> None:
        self._remote = filesystem(out) if is_remote(out) else None
        self._folder = out
        self._scratch = Path(out, scratch)
        self._made: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Put `data` in the file `name` (with `/`) below the folder.

        Raises:
            WriteError: it cannot be written.
        """
        if self._remote is None:
            path = os.path.join(self._folder, name)
            self._make(os.path.dirname(path))
            # A killed run is taken up again and looks at its outputs' hashes: nothing here waits for the
            # disk.
            with writing(path, beside=self._scratch, sync=False, follow=False) as file:
                file.write(data)
            return
        files, base = self._remote
        path_there = f"{base}/{name}"
        with translated(WriteError, "batching.remote-not-written", path_there):
            files.makedirs(os.path.dirname(path_there), exist_ok=True)
            files.pipe_file(path_there, data)

    def _make(self, folder: str) -> None:
        # A worker of a cluster outlives the batch, which takes the folder for what is unfinished away.
        if not self._scratch.is_dir():
            self._made.clear()
        if folder not in self._made:
            self._refuse_links(folder)
            try:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self._scratch.mkdir(exist_ok=True)
            except OSError as error:
                reason = reason_of(error)
                raise WriteError(message("batching.folder-failed", reason=reason), source=folder) from None
            self._made.add(folder)

    def _refuse_links(self, folder: str) -> None:
        """Refuse a linked folder below the output folder: a file put in it would stand somewhere else.

        Raises:
            WriteError: `folder`, one above it, or that for what is unfinished is such a link.
        """
        below = Path(folder).relative_to(self._folder)
        ends = range(1, len(below.parts) + 1)
        for place in (self._scratch, *(Path(self._folder, *below.parts[:end]) for end in ends)):
            if is_link(place):
                raise WriteError(LINKED, source=os.fspath(place))

    def hash(self, name: str) -> str:
        """The SHA-256 of the file `name` in hex; empty where there is none, or something else than a file."""
        try:
            if self._remote is None:
                path = Path(self._folder, name)
                data = path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None
                if data is None:
                    return ""
            else:
                files, base = self._remote
                with translated(ReadError, "batching.remote-not-read", name):
                    data = files.cat_file(f"{base}/{name}")
        except (OSError, ReadError):
            return ""
        return hashlib.sha256(data).hexdigest()
