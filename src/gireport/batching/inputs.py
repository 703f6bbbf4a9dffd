"""Which files does a batch take, in what order, what are their outputs called, and is one of them in
danger?
"""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path, PurePath, PurePosixPath
from unicodedata import normalize

from msgspec import Struct

from ..errors import ReadError, UsageError
from ..model.messages import Message, message
from ..safe.input import as_text, special_file
from .storage import filesystem, on_this_machine, parts, translated

# Documents that no format reads. A batch names them as failed; it skips a style sheet or a picture beside a
# page.
OTHER_DOCUMENTS = frozenset({".doc", ".wps", ".pdf", ".ofd", ".rtf", ".xls", ".xlsx", ".et", ".ppt", ".pptx"})
_MAGIC = "*?["


class Found(Struct, frozen=True):
    """One input: what people call it, where it is, and its name below the output folder without a suffix.

    Bytes of a file's name that are not valid text are written as `\\xff` in `source` and `stem`.
    """

    source: str
    address: bytes
    stem: str


class Inputs:
    """The inputs that `names` stand for: files, folders (whole), globs, and fsspec addresses of each.

    `suffixes` are those of formats that can be read; in folders, only files with them and other documents are
    taken, and `passed_over` counts the rest; `special` are the pipes, sockets and devices among those, with
    what each is. A file that is named twice is taken once. `out` is never looked into.
    `outputs` are what stands after the stem of each output: no two inputs get an output of one name.

    Raises (as they are listed):
        UsageError: a glob that names nothing (a folder may hold nothing), an output folder that is an input
        folder.
    """

    def __init__(
        self, names: Iterable[str], suffixes: Iterable[str], out: str, outputs: Sequence[str] = ("",)
    ) -> None:
        self._names = names
        ends = [_folded(f".{end}") for end in outputs]
        # What stands between two stems of which an output may have one name: of `a` and `a.findings`,
        # `.findings`.
        self._between = {one.removesuffix(end) for one in ends for end in ends if one.endswith(end)} - {""}
        self._suffixes = frozenset(suffixes) | OTHER_DOCUMENTS
        self._out = self._place(out)
        self.passed_over = 0
        self.special: list[tuple[str, Message]] = []

    def __iter__(self) -> Iterator[Found]:
        """Yield each input in the order of the names; the files of a folder in the order of their paths."""
        addresses: set[str] = set()
        self._taken: set[str] = set()
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
        self.passed_over = 0
        self.special = []
        for name in self._names:
            for source, address, below in self._expand(name):
                if address in addresses:
                    continue
                addresses.add(address)
                stem = self._stem(as_text(below))
                try:
                    yield Found(as_text(source), os.fsencode(address), stem)
                except UnicodeEncodeError:  # half a surrogate pair
                    raise UsageError(message("batching.bad-name"), source=as_text(source)) from None

    def _stem(self, below: str) -> str:
        """The first stem for the input `below` whose outputs have names that are not taken; they are then."""
        # Of inputs that differ in their suffix alone, the first goes without it.
        plain = PurePosixPath(*(part for part in PurePosixPath(below).parts if part not in ("..", "/")))
        plain = plain if plain.name else PurePosixPath("input")
        candidates = chain(
            [str(plain.with_suffix("")), str(plain)],
            (f"{plain}-{number}" for number in self._numbers[str(plain)]),
        )
        for stem in candidates:
            folded = _folded(stem)
            if not self._is_taken(folded):
                break
        self._taken.add(folded)
        return stem

    def _is_taken(self, stem: str) -> bool:
        return stem in self._taken or any(
            stem + part in self._taken or (stem.endswith(part) and stem.removesuffix(part) in self._taken)
            for part in self._between
        )

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
            if os.path.isdir(path) or os.path.realpath(path).startswith(self._out + os.sep):
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
            if not self._place(address).startswith(self._out + "/"):
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

    def _place(self, name: str) -> str:
        """What tells whether the file or folder `name`, a path or an address, is `out` or in it."""
        local = on_this_machine(name)
        return name.rstrip("/") if local is None else os.path.realpath(local)


def _folded(name: str) -> str:
    """`name` as file systems see it that do not tell letters of another case apart, and write them in one
    normal form.
    """
    return normalize("NFC", name.casefold())


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


# --- what a batch must not write over -------------------------------------------------------------------


def refuse_overwriting(found: Iterable[Found], manifest: str, out: str, outputs: Sequence[str]) -> None:
    """Refuse a batch that would write over one of its inputs or over its manifest.

    Files are compared by what the system knows them by, so that links, names in another case and two ways to
    one folder are found.

    Raises:
        UsageError: an output is also an input or the manifest; the manifest is an input.
    """
    there = on_this_machine(out)
    places = (os.path.join(there or out, f"{one.stem}.{end}") for one in found for end in outputs)
    own = _identity(manifest)
    files, addresses = {own}, set[bytes]()
    for place in places:
        if there is None:
            addresses.add(os.fsencode(place))
            continue
        file = _identity(place)
        if os.path.normpath(place) == manifest or (file is not None and file == own):
            raise UsageError(message("batching.overwrites-manifest"), source=manifest)
        files.add(file)
    files.discard(None)
    for one in found:
        local = on_this_machine(os.fsdecode(one.address))
        if one.address in addresses or (files and local and _identity(local) in files):
            raise UsageError(message("batching.overwrites-input"), source=one.source)


def _identity(path: str) -> tuple[int, int] | None:
    """Return device and inode of the file at `path`, links followed; None when there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
