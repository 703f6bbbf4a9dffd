"""What are the outputs of a batch's inputs called, and is one of its files in danger?"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import PurePosixPath
from unicodedata import normalize

from msgspec import Struct

from ..errors import UsageError
from ..model.messages import Message, message
from ..safe.input import as_text
from ..safe.names import windows_name
from .storage import on_this_machine
from .walk import Walk


class Found(Struct, frozen=True):
    """One input: what people call it, where it is, and its name below the output folder without a suffix.

    Bytes of a file's name that are not valid text are written as `\\xff` in `source` and `stem`.
    """

    source: str
    address: bytes
    stem: str


class Inputs:
    """The inputs that `names` stand for, as `Walk` finds them; `out`, `suffixes`, `passed_over` and `special`
    are those of the walk.

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
        self._suffixes = frozenset(suffixes)
        self._out = out
        self.passed_over = 0
        self.special: list[tuple[str, Message]] = []

    def __iter__(self) -> Iterator[Found]:
        """Yield each input in the order of the names; the files of a folder in the order of their paths."""
        walk = Walk(self._suffixes, self._out)
        self._taken: set[str] = set()
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
        self.special = walk.special
        for name in self._names:
            for source, address, below in walk.files(name):
                stem = self._stem(as_text(below))
                try:
                    yield Found(as_text(source), os.fsencode(address), stem)
                except UnicodeEncodeError:  # half a surrogate pair
                    raise UsageError(message("batching.bad-name"), source=as_text(source)) from None
        self.passed_over = walk.passed_over

    def _stem(self, below: str) -> str:
        """The first stem for the input `below` whose outputs have names that are not taken; they are then."""
        # Of inputs that differ in their suffix alone, the first goes without it.
        given = [part for part in PurePosixPath(below).parts if part not in ("..", "/")]
        plain = PurePosixPath(*(map(windows_name, given) if os.name == "nt" else given))
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


def _folded(name: str) -> str:
    """`name` as file systems see it that do not tell letters of another case apart, and write them in one
    normal form.
    """
    return normalize("NFC", name.casefold())


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
