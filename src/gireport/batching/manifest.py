"""What became of each input? The manifest: a line of JSON for each, written during the batch, read again by
`resume`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import msgspec

from ..errors import GireportError, UsageError, WriteError
from ..model.messages import message
from ..plugins.jobs import Row
from ..safe.output import writing
from ..safe.reasons import reason_of

NAME = "manifest.jsonl"
_BEGINNING = b'{"input":'
_LOCKED = 0x7FFF_FFFE
"""The byte that is locked on Windows, where nobody else can read what is locked: far behind the last line."""


class Manifest:
    """The file, open for one run. `resume` keeps what it holds; else it starts empty.

    Only where the lines stand is kept in memory. Of several lines of one input the last counts.

    Raises:
        WriteError: it cannot be written.
        UsageError: another batch is writing it; it is a file that holds something else.
    """

    def __init__(self, path: Path, resume: bool) -> None:
        self._path = path
        self._file: IO[bytes]
        self._lines: dict[str, tuple[int, int]] = {}
        self._spare = False
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(Row)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Not buffered: what a full disk did not take is not tried again at the end.
            self._file = path.open("a+b", buffering=0)
        except OSError as error:
            raise _not_written(error, path) from None
        try:
            _lock(self._file, path)
            self._keep(resume)
        except GireportError:
            self._file.close()
            raise
        except OSError as error:
            self._file.close()
            raise _not_written(error, path) from None

    def _keep(self, resume: bool) -> None:
        """Find the lines of rows. Cuts off a line that a killed run left unfinished, and skips a line that
        holds no row.
        """
        mode = os.fstat(self._file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise WriteError(message("batching.manifest-not-file"), source=os.fspath(self._path))
        with self._path.open("rb") as lines:
            begins = lines.read(len(_BEGINNING))
            lines.seek(0)
            end = self._index(lines)
        # A file that is not a manifest is kept: it was named by mistake. One that ends in its first line is a
        # manifest.
        if not self._lines and not _BEGINNING.startswith(begins):
            raise UsageError(message("batching.manifest-foreign"), source=os.fspath(self._path))
        if not resume:
            self._lines.clear()
            self._spare, end = False, 0
        self._file.truncate(end)

    def _index(self, lines: Iterable[bytes]) -> int:
        """Note where the rows in `lines` stand; the place where the last whole line ends."""
        end = 0
        for line in lines:
            if not line.endswith(b"\n"):
                break
            start, end = end, end + len(line)
            try:
                name = self._decoder.decode(line).input
            except msgspec.DecodeError:
                self._spare = True
                continue
            self._spare = self._spare or name in self._lines
            self._lines[name] = (start, len(line))
        return end

    def row(self, name: str) -> Row | None:
        """The row of the input `name`, if there is one."""
        place = self._lines.get(name)
        return None if place is None else self._decoder.decode(self._line(place))

    def _line(self, place: tuple[int, int]) -> bytes:
        self._file.seek(place[0])
        return self._file.read(place[1])

    def add(self, row: Row) -> None:
        """Write `row`: it is in the file when this returns."""
        line = self._encoder.encode(row) + b"\n"
        start = self._file.seek(0, os.SEEK_END)
        try:
            rest = line
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise _not_written(error, self._path) from None
        self._spare = self._spare or row.input in self._lines
        self._lines[row.input] = (start, len(line))

    def settle(self, order: Iterable[str]) -> None:
        """Put one line of each input in `order`, and then those of other runs, where more or others stand
        there.
        """
        names = list(dict.fromkeys((*(name for name in order if name in self._lines), *self._lines)))
        places = [self._lines[name] for name in names]
        if not self._spare and places == sorted(places):
            return
        with writing(self._path) as file:
            for place in places:
                file.write(self._line(place))
            if os.name == "nt":  # which replaces no open file; elsewhere the lock on it is held to the end
                self._file.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _not_written(error: OSError, path: Path) -> WriteError:
    reason = reason_of(error)
    return WriteError(message("safe.output-failed", reason=reason), source=os.fspath(path))


def _lock(file: IO[bytes], path: Path) -> None:
    """Lock `file` for this process, until it is closed.

    Raises:
        UsageError: another process has locked it.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            before = file.tell()
            file.seek(_LOCKED)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            finally:
                file.seek(before)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the one on POSIX systems, the other on Windows
        raise UsageError(message("batching.manifest-busy"), source=os.fspath(path)) from None
