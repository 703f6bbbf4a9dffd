"""Which entry points of the group `gireport` do installed distributions declare?

Every conversion needs the list, for the steps of plugins. Importing `importlib.metadata` takes longer than
converting a report. So this module reads the `entry_points.txt` files in the folders of `sys.path` itself,
and uses `importlib.metadata` only where packages are not plain folders (an archive, a finder of another
program).

Format of the file: the entry points specification of the Python packaging user guide.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from importlib import import_module
from importlib.machinery import PathFinder
from typing import Any

from msgspec import Struct

GROUP = "gireport"
_FROM_ELSEWHERE = (b"import*", b"__import__", b"specname", b"globals(", b"setattr(", b"sys.modules", b"exec(")
"""What stands in the source of a plugin (without its blanks) that may have hooks which it does not name."""
_SECTION = r"^\s*\[([^\]]*)\]\s*$"
_ENTRY = r"^\s*([^=#;\s][^=]*?)\s*=\s*([\w.]+)\s*(?::\s*([\w.]+))?\s*(?:\[[^\]]*\])?\s*$"


class EntryPoint(Struct, frozen=True):
    """One entry point: its name, the module and the attribute (or empty) it names, and the distribution it is
    in.
    """

    name: str
    module: str
    attribute: str
    distribution: str
    version: str

    def load(self) -> Any:
        """The object that it names; raises whatever importing it raises."""
        found = import_module(self.module)
        return reduce(getattr, filter(None, self.attribute.split(".")), found)


def find_entry_points() -> list[EntryPoint]:
    """Return every entry point of the group, in the order in which plugins are loaded: by name, then by
    module.
    """
    finders = (finder for finder in sys.meta_path if finder is not PathFinder)
    plain = not any(hasattr(finder, "find_distributions") for finder in finders)
    found = _by_files() if plain else None
    return sorted(_by_metadata() if found is None else found, key=lambda one: (one.name, one.module))


def _by_metadata() -> list[EntryPoint]:
    from importlib.metadata import entry_points

    return [
        EntryPoint(
            one.name,
            one.module,
            one.attr or "",
            one.dist.name if one.dist else "?",
            one.dist.version if one.dist else "?",
        )
        for one in entry_points(group=GROUP)
    ]


def _by_files() -> list[EntryPoint] | None:
    """Read the files of every folder on `sys.path`; return None when one entry is an archive."""
    found: list[EntryPoint] = []
    distributions: set[str] = set()
    for place in sys.path:
        try:
            entries = os.scandir(place or ".")
        except NotADirectoryError:
            return None
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    found += _of(entry.path, distributions)
    return found


def _of(folder: str, distributions: set[str]) -> Iterator[EntryPoint]:
    """Yield the entry points of the distribution in `folder`.

    Skips a distribution whose name is in `distributions` already: the first one on `sys.path` counts.
    """
    data = b""
    with suppress(OSError), open(os.path.join(folder, "entry_points.txt"), "rb") as file:
        data = file.read()
    if f"[{GROUP}]".encode() not in data:
        # Of two versions of a distribution the first counts, also where it has no entry point of ours.
        distributions.add(os.path.basename(folder).partition("-")[0].replace("_", "-").lower())
        return
    import re  # only where a plugin is installed: most environments have few

    name, version = _name_and_version(folder)
    plain = re.sub(r"[-_.]+", "-", name).lower()
    if plain in distributions:
        return
    distributions.add(plain)
    section = ""
    for line in data.decode("utf-8", "replace").splitlines():
        head = re.match(_SECTION, line)
        entry = re.match(_ENTRY, line)
        if head:
            section = head[1].strip()
        elif entry and section == GROUP:
            yield EntryPoint(entry[1], entry[2], entry[3] or "", name, version)


def _name_and_version(folder: str) -> tuple[str, str]:
    """The distribution's name and version, as its metadata or, failing that, its folder's name says."""
    name, _, version = os.path.basename(folder).rpartition(".")[0].partition("-")
    for file_name in ("METADATA", "PKG-INFO"):
        with (
            suppress(OSError),
            open(os.path.join(folder, file_name), encoding="utf-8", errors="replace") as file,
        ):
            head = file.read().partition("\n\n")[0]
            fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
            return fields.get("Name", name), fields.get("Version", version)
    return name, version or "?"


def may_have(hook: str, entry_point: EntryPoint) -> bool:
    """Return whether the plugin may implement `hook` (`gireport_steps`), without importing it.

    A module that defines hooks and does not name this one cannot, unless its source shows that it takes
    hooks from elsewhere or makes them. What is not the source file of a module (an object in it, compiled
    code, what a finder of another program imports) may.
    """
    if entry_point.attribute:
        return True
    path: list[str] | None = None
    spec = None
    name = ""
    for part in entry_point.module.split("."):
        name = f"{name}.{part}" if name else part
        spec = PathFinder.find_spec(name, path)
        if spec is None:
            return True
        path = spec.submodule_search_locations
    if spec is None or not spec.origin or not spec.origin.endswith(".py"):
        return True
    try:
        with open(spec.origin, "rb") as file:
            source = b"".join(file.read().split())
    except OSError:
        return True
    return hook.encode() in source or b"defgireport_" not in source or any(map(source.count, _FROM_ELSEWHERE))
