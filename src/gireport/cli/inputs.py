"""Which documents do the arguments of `check` and `data` stand for? Files, folders, globs, addresses, `-`.

Unlike a batch, these commands read one document from standard input where `-` stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..model.messages import Message, message
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

    The file `out`, which the command writes, is no input where a folder or a glob has it and it holds
    figures of an earlier run.

    Raises:
        UsageError: a glob that names nothing; the command would write `out` over one of the documents.
    """
    if not any(map(_stands_for_several, names)):
        return list(_once(names))
    # The walk, and the plugins that know further formats, are imported only for a name that needs them.
    from ..batching.walk import Walk

    walk = Walk(suffix for one in book.formats if one.reader for suffix in one.suffixes)
    found = [one for one in _found(names, walk) if not _is_earlier_output(one, out, book)]
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


def _is_earlier_output(source: str, out: str, book: Registry) -> bool:
    """Whether the document `source` is the file `out`, with the figures that an earlier run wrote there.

    Raises:
        UsageError: it is `out`, and holds something else, which the command would destroy.
    """
    from ..batching.storage import on_this_machine

    path = on_this_machine(source)
    if path is None or not same_file(path, out):
        return False
    if os.path.realpath(path) != os.path.realpath(out) and os.stat(out).st_nlink > 1:
        return False  # two names of one file (hard links): the output replaces the one, the other stays
    if not _holds_figures(path, book):
        raise UsageError(message("usage.out-is-input"), source=source)
    return True


def _holds_figures(path: str, book: Registry) -> bool:
    """Whether the file at `path` is empty, or a data format recognizes it as its own."""
    try:
        with open(path, "rb") as file:
            if not file.read(1):
                return True
            for one in book.data_formats:
                file.seek(0)
                if one.recognizes is not None and one.recognizes(file):
                    return True
    except OSError:  # nobody can tell what it holds
        pass
    return False


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
