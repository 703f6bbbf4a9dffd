"""A batch writes over none of its inputs, by whatever name: links, letters of another case, two ways to one folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from ..errors import UsageError
from .inputs import Found
from .places import on_this_machine


def spare(found: Iterable[Found], manifest: str, out: str, outputs: Sequence[str]) -> None:
    """Look whether an input is an output of its own batch, or the manifest either.

    Raises:
        UsageError: it is.
    """
    there = on_this_machine(out)
    places = (os.path.join(there or out, f"{one.stem}.{end}") for one in found for end in outputs)
    own = _file(manifest)
    files, addresses = {own}, set[bytes]()
    for place in places:
        if there is None:
            addresses.add(os.fsencode(place))
            continue
        file = _file(place)
        if os.path.normpath(place) == manifest or (file is not None and file == own):
            raise UsageError(
                "the batch would write over its manifest", source=manifest, hint="choose another --manifest"
            )
        files.add(file)
    files.discard(None)
    for one in found:
        local = on_this_machine(os.fsdecode(one.address))
        if one.address in addresses or (files and local and _file(local) in files):
            raise UsageError(
                "the batch would write over it", source=one.source, hint="choose another --out, or --manifest"
            )


def _file(path: str) -> tuple[int, int] | None:
    """What the system knows the file at `path` by, links followed; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
