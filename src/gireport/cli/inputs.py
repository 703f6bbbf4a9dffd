"""Which documents do the arguments of `check` and `data` stand for? Files, folders, globs, addresses, `-`.

Unlike a batch, these commands read one document from standard input where `-` stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.messages import Message
from ..plugins.registry import Registry
from .common import is_address, same_file
from .language import text
from .terminal import tell

if TYPE_CHECKING:
    from ..batching.walk import Walk

_MAGIC = frozenset("*?[")


def documents(names: Sequence[str], book: Registry, out: str = "-") -> list[str]:
    """The documents that `names` stand for, in the order of the names, those of a folder in the order of
    their paths; each once. What a folder holds besides is passed over, and told in one line; its pipes,
    sockets and devices in one line each.

    The file `out`, which the command writes, is no input where a folder or a glob has it.

    Raises:
        UsageError: a glob that names nothing.
    """
    if not any(map(_stands_for_several, names)):
        return list(_once(names))
    # The walk, and the plugins that know further formats, are imported only for a name that needs them.
    from ..batching.walk import Walk

    walk = Walk(suffix for one in book.formats if one.reader for suffix in one.suffixes)
    found = [one for one in _found(names, walk) if not same_file(one, out)]
    tell_special(walk.special)
    if walk.passed_over:
        number = "one" if walk.passed_over == 1 else "many"
        tell(text(f"cli.skipped-{number}", count=walk.passed_over))
    if not found:
        tell(text("cli.no-documents", names=tuple(names)))
    return found


def tell_special(found: Iterable[tuple[str, Message]]) -> None:
    """Say on standard error which pipes, sockets and devices a walk has passed over."""
    for path, kind in found:
        tell(text("cli.special-file", path=path, kind=kind))


def _stands_for_several(name: str) -> bool:
    return is_address(name) or os.path.isdir(name) or bool(_MAGIC.intersection(name))


def _found(names: Iterable[str], walk: Walk) -> Iterator[str]:
    for name in names:
        if name == "-":
            yield name
        else:
            yield from (source for source, _, _ in walk.files(name))


def _once(names: Iterable[str]) -> Iterator[str]:
    taken = set()
    for name in names:
        place = name if name == "-" else os.path.abspath(name)
        if place not in taken:
            taken.add(place)
            yield name
