"""Which files does a glob name? Those of Python's `glob`, and the folders that could not be looked into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import PurePath

_ANY = frozenset("*?")
MAGIC = _ANY | {"["}


class Glob:
    """The names that `pattern` stands for: in `*`, `?` and `[…]`, as `glob` of Python reads them, and `**`,
    which stands for any number of folders.

    Hidden names match only a part that begins with a point. `**` follows no linked folders, which may lead in
    a circle. A part with `[` that is itself the name of a file or folder stands for that: `年报[2023]`.

    After `paths`, `closed` holds the folders that could not be listed.
    """

    def __init__(self, pattern: str) -> None:
        self._parts: list[str] = []
        for part in PurePath(pattern).parts:
            if part != "**" or self._parts[-1:] != ["**"]:  # two in a row say what one says
                self._parts.append(part)
        if self._parts[-1:] == ["**"]:
            self._parts.append("*")
        self.closed: list[str] = []

    @property
    def base(self) -> str:
        """The folder that the parts before the first wildcard name; empty for the working folder."""
        base = ""
        for part in self._parts:
            path = os.path.join(base, part)
            if not _is_plain(part, path):
                break
            base = path
        return base

    def paths(self) -> list[str]:
        """The files and folders that the pattern names, sorted, each once."""
        # Each folder is looked at once for each part, however many ways lead to it: a pattern with several
        # `**` has very many.
        waiting, seen, found = [("", 0)], set[tuple[str, int]](), set[str]()
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            folder, number = place
            if number == len(self._parts):
                found.add(folder)
            else:
                waiting.extend(self._next(folder, number))
        return sorted(found)

    def _next(self, folder: str, number: int) -> Iterator[tuple[str, int]]:
        """The places one step below `folder` for the part `number`: each a path, and its next part."""
        part = self._parts[number]
        path = os.path.join(folder, part)
        if part == "**":
            yield folder, number + 1
            for entry in self._listed(folder):
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    yield os.path.join(folder, entry.name), number
        elif _is_plain(part, path):
            if os.path.lexists(path):
                yield path, number + 1
        else:
            for entry in self._listed(folder):
                if fnmatch(entry.name, part) and (part.startswith(".") or not entry.name.startswith(".")):
                    yield os.path.join(folder, entry.name), number + 1

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder or os.curdir) as entries:
                return list(entries)
        except NotADirectoryError:
            return []
        except OSError:
            if folder not in self.closed:
                self.closed.append(folder)
            return []


def _is_plain(part: str, path: str) -> bool:
    """Whether the `part` of a glob, which makes `path`, stands for the one name that it is."""
    return not MAGIC.intersection(part) or (not _ANY.intersection(part) and os.path.lexists(path))
