"""Which files do the names on a command line stand for, and in what order? Folders, globs and addresses."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from ..errors import ReadError, UsageError
from ..model.messages import Message, message
from ..safe.input import as_text, special_file
from .storage import filesystem, on_this_machine, parts, translated

# Documents that no format reads. They are inputs, so that each is named as one that cannot be read; a style
# sheet or a picture beside a page is passed over.
OTHER_DOCUMENTS = frozenset({".doc", ".wps", ".pdf", ".ofd", ".rtf", ".xls", ".xlsx", ".et", ".ppt", ".pptx"})
_MAGIC = "*?["


class Walk:
    """The files that names stand for: a file, a folder (whole), a glob, and fsspec addresses of each.

    `suffixes` are those of formats that can be read; in folders, only files with them and other documents are
    taken, and `passed_over` counts the rest; `special` are the pipes, sockets and devices among those, with
    what each is. A file that is named twice is taken once. The folder `out`, where there is one, is never
    looked into.
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
        elif not os.path.exists(name) and any(mark in name for mark in _MAGIC):
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
        # Office programs keep `~$…` and `.~lock…` beside an open document.
        if not file.startswith((".", "~$")) and PurePath(file).suffix.lower() in self._suffixes:
            return True
        self.passed_over += 1
        return False

    def _is_plain(self, path: str) -> bool:
        """Return whether to take `path`. Skips and counts a pipe, a socket, a device: reading it may never
        end.
        """
        kind = special_file(path)
        if kind:
            self.passed_over += 1
            self.special.append((as_text(path), kind))
        return not kind

    def _matches(self, name: str) -> Iterator[tuple[str, str, str]]:
        plain = next(number for number, part in enumerate(PurePath(name).parts) if set(part) & set(_MAGIC))
        base = os.path.join("", *PurePath(name).parts[:plain])
        found = False
        for path in sorted(set(_expanded(name))):
            if os.path.isdir(path) or self._is_in_out(os.path.realpath(path), os.sep):
                continue
            found = True
            if self._is_plain(path):
                yield path, os.path.abspath(path), Path(os.path.relpath(path, base or ".")).as_posix()
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
            if any(mark in path for mark in _MAGIC) and not files.exists(path):
                base = path[: min(path.index(mark) for mark in _MAGIC if mark in path)].rpartition("/")[0]
                there = files.glob(path, detail=True)
                found = sorted(one for one, what in there.items() if what["type"] != "directory")
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


def _expanded(pattern: str) -> Iterator[str]:
    """The paths that `pattern` matches; its `**` follow no linked folders, which may lead in a circle."""
    names = PurePath(pattern).parts
    if "**" not in names:
        yield from glob.glob(pattern)
        return
    at = names.index("**")
    head, tail = os.path.join("", *names[:at]), os.path.join("", *names[at + 1 :])
    for top in glob.glob(head) if head else [""]:
        for folder, inner, files in os.walk(top or os.curdir):
            inner[:] = [one for one in inner if not one.startswith(".")]
            below = os.path.relpath(folder, top or os.curdir)
            here = top if below == os.curdir else os.path.join(top, below)
            if tail:
                yield from _expanded(os.path.join(glob.escape(here), tail))
            else:
                yield from (os.path.join(here, file) for file in files if not file.startswith("."))


def _with_path(address: str, path: str, other: str) -> str:
    """`address`, which stands for `path` on its file system, for the path `other` there."""
    if "://" in other:  # as HTTP's file system gives it
        return other
    before, own, after = parts(address)
    own, path = own.rstrip("/"), path.rstrip("/")
    host = own.removesuffix(path) if own.endswith(path) else ""  # `me@host`: paths there are without it
    return f"{before}{host}{other}{after}"
