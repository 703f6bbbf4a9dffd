"""Which files do the names on a command line stand for, and in what order? Folders, globs and addresses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from ..errors import ReadError, UsageError
from ..model.messages import Message, message
from ..safe.input import as_text, special_file
from .globs import MAGIC, Glob
from .storage import filesystem, on_this_machine, parts, translated

# Documents that no format reads. They are inputs, so that each is named as one that cannot be read; a style
# sheet or a picture beside a page is passed over.
OTHER_DOCUMENTS = frozenset({".doc", ".wps", ".pdf", ".ofd", ".rtf", ".xls", ".xlsx", ".et", ".ppt", ".pptx"})


class Walk:
    """The files that names stand for: a file, a folder (whole), a glob, and fsspec addresses of each.

    `suffixes` are those of formats that can be read; in folders, only files with them and other documents are
    taken, and `passed_over` counts the rest, under a glob the lock files of office programs alone. `special`
    are the pipes, sockets and devices, with what each is; they are not counted. A file that is named twice is
    taken once; two links to one file are two files. The folder `out`, where there is one, is never looked
    into.
    """

    def __init__(self, suffixes: Iterable[str], out: str | None = None) -> None:
        self._suffixes = frozenset(suffixes) | OTHER_DOCUMENTS
        self._out = None if out is None else self._place(out)
        self._taken: set[str] = set()
        self.passed_over = 0
        self.special: list[tuple[str, Message]] = []

    def files(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Yield each file that `name` stands for: what people call it, its address, and its name below the
        folder or the glob that it was found by. The files of a folder come in the order of their paths.

        Raises:
            UsageError: a glob that names nothing (a folder may hold nothing); `name` is the folder `out`.
        """
        for source, address, below in self._expand(name):
            if address not in self._taken:
                self._taken.add(address)
                yield source, address, below

    def _expand(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Source, address and name below the output folder of each file that `name` stands for."""
        local = on_this_machine(name)
        if local is None:
            yield from self._remote(name)
        elif local != name:
            for _, address, below in self._expand(local):
                yield f"{parts(name)[0]}{address}", f"{parts(name)[0]}{address}", below
        elif os.path.isdir(name):  # which, unlike Path, says no where it may not look
            yield from self._folder(name)
        elif not os.path.exists(name) and MAGIC.intersection(name):
            yield from self._matches(name)
        else:
            yield name, os.path.abspath(name), PurePath(name).name

    def _folder(self, name: str) -> Iterator[tuple[str, str, str]]:
        if os.path.realpath(name) == self._out:
            raise UsageError(message("batching.output-is-input"), source=name)
        closed: list[str] = []
        for folder, inner, files in os.walk(name, onerror=lambda error: closed.append(error.filename)):
            yield from self._closed(closed)
            inner[:] = sorted(
                one
                for one in inner
                if not one.startswith(".") and os.path.realpath(os.path.join(folder, one)) != self._out
            )
            for file in sorted(files):
                path = os.path.join(folder, file)
                if self._wanted(file) and self._is_plain(path):
                    yield path, os.path.abspath(path), Path(os.path.relpath(path, name)).as_posix()
        yield from self._closed(closed)

    def _closed(self, folders: list[str]) -> Iterator[tuple[str, str, str]]:
        """Folders that may not be listed, as inputs: reading them tells why."""
        while folders:
            folder = folders.pop(0)
            yield folder, os.path.abspath(folder), PurePath(folder).name

    def _wanted(self, file: str) -> bool:
        if (
            not _is_lock(file)
            and not file.startswith(".")
            and PurePath(file).suffix.lower() in self._suffixes
        ):
            return True
        self.passed_over += 1
        return False

    def _is_plain(self, path: str) -> bool:
        """Return whether to take `path`. Skips a pipe, a socket, a device: reading it may never end."""
        kind = special_file(path)
        if kind:
            self.special.append((as_text(path), kind))
        return not kind

    def _matches(self, name: str) -> Iterator[tuple[str, str, str]]:
        glob = Glob(name)
        base = glob.base or os.curdir
        found = False
        for path in glob.paths():
            if os.path.isdir(path) or self._is_in_out(os.path.realpath(path), os.sep):
                continue
            if _is_lock(os.path.basename(path)):
                self.passed_over += 1
                continue
            found = True
            if self._is_plain(path):
                yield path, os.path.abspath(path), Path(os.path.relpath(path, base)).as_posix()
        closed = [one for one in glob.closed if not self._is_in_out(os.path.realpath(one) + os.sep, os.sep)]
        found = found or bool(closed)
        yield from self._closed(closed)
        if not found:
            raise UsageError(message("batching.no-match"), source=name)

    def _remote(self, name: str) -> Iterator[tuple[str, str, str]]:
        try:
            found = self._listed(name)
        except ReadError:  # what cannot be listed is an input: reading it tells why
            found = None
        if found is None:
            yield name, name, PurePosixPath(parts(name)[1]).name
            return
        for address, below in found:
            if not self._is_in_out(self._place(address), "/"):
                yield address, address, below

    def _listed(self, name: str) -> list[tuple[str, str]] | None:
        """Address and name below its folder of each file that the address `name` stands for; None for
        itself.
        """
        files, path = filesystem(name)
        with translated(ReadError, "batching.remote-not-listed", name):
            if MAGIC.intersection(path) and not files.exists(path):
                base = path[: min(path.index(mark) for mark in MAGIC.intersection(path))].rpartition("/")[0]
                there = files.glob(path, detail=True)
                files_there = (one for one, what in there.items() if what["type"] != "directory")
                found = sorted(one for one in files_there if not _is_lock(PurePosixPath(one).name))
                if not found:
                    raise UsageError(message("batching.no-match"), source=name)
            elif files.isdir(path):
                if self._place(name) == self._out:
                    raise UsageError(message("batching.output-is-input"), source=name)
                base = path.rstrip("/")
                found = [one for one in sorted(files.find(path)) if self._wanted(PurePosixPath(one).name)]
            else:
                return None
        return [(_with_path(name, path, one), one.removeprefix(base).lstrip("/")) for one in found]

    def _is_in_out(self, place: str, separator: str) -> bool:
        return self._out is not None and place.startswith(self._out + separator)

    def _place(self, name: str) -> str:
        """What tells whether the file or folder `name`, a path or an address, is `out` or in it."""
        local = on_this_machine(name)
        return name.rstrip("/") if local is None else os.path.realpath(local)


def _is_lock(file: str) -> bool:
    """Whether office programs keep a file so called beside an open document: `~$…`, `.~lock…`."""
    return file.startswith(("~$", ".~lock"))


def _with_path(address: str, path: str, other: str) -> str:
    """`address`, which stands for `path` on its file system, for the path `other` there."""
    if "://" in other:  # as HTTP's file system gives it
        return other
    before, own, after = parts(address)
    own, path = own.rstrip("/"), path.rstrip("/")
    host = own.removesuffix(path) if own.endswith(path) else ""  # `me@host`: paths there are without it
    return f"{before}{host}{other}{after}"
