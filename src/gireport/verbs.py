"""The verbs of the library that convert: read, write, convert."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from . import limits
from .errors import GireportError, LimitError, ReadError, UsageError
from .hooks import Format
from .losses import Loss, Losses
from .model import Report, normal
from .registry import Registry
from .safe.output import write_file


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the cycle collector while a document is read or written.

    Its tree and its report hold no cycles, and walking them again and again as they grow makes the time for
    a table of ten times the rows 13 times as long instead of ten.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Conversion(Struct, frozen=True):
    """What `convert` did: the report that went through, and what either side could not keep."""

    report: Report
    losses: tuple[Loss, ...]


@cache
def default_registry() -> Registry:
    """The registry that the verbs use when they are given none."""
    return Registry()


def load(path: Path) -> bytes:
    """The bytes of the file `path`.

    Raises:
        ReadError: it is not there, a folder, not readable.
        LimitError: it is larger than `limits.INPUT_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.INPUT_BYTES + 1)
    except OSError as error:
        raise ReadError(f"it cannot be read: {error.strerror or error}", source=os.fspath(path)) from None
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(
            f"the file has more than {limits.INPUT_BYTES} bytes, which is the limit", source=os.fspath(path)
        )
    return data


def read(
    source: bytes | str | os.PathLike[str],
    format: str | None = None,
    *,
    losses: Losses | None = None,
    registry: Registry | None = None,
    **options: Any,
) -> Report:
    """Read a report from `source`: bytes, or the path of a file.

    `format` names the format; without it the file's name tells, else the content. `losses` collects what
    the reader could not keep. `options` are the format's own.

    Raises:
        GireportError: see the tree in `gireport.errors`.
    """
    name = "" if isinstance(source, bytes) else os.fspath(source)
    try:
        data = source if isinstance(source, bytes) else load(Path(source))
        chosen = (registry or default_registry()).for_reading(name, data, format)
        assert chosen.reader is not None
        _check_options(chosen.name, options, chosen.read_options)
        with uncollected():
            return chosen.reader(data, Losses() if losses is None else losses, **options)
    except GireportError as error:
        error.source = error.source or name
        raise


def write(
    report: Report,
    format: str,
    *,
    losses: Losses | None = None,
    registry: Registry | None = None,
    **options: Any,
) -> bytes:
    """The bytes of `report` in `format`. `losses` collects what the format could not keep.

    Raises:
        UsageError: there is no such format or option.
        ModelError: the report holds what no report can hold.
        LimitError: its tables are larger, or nest deeper, than a report may.
    """
    chosen = (registry or default_registry()).for_writing("", format)
    losses = Losses() if losses is None else losses
    with uncollected():
        return encode(normal(report, losses.note), chosen, losses, **options)


def encode(report: Report, chosen: Format, losses: Losses, **options: Any) -> bytes:
    """The bytes of `report`, which is in normal form already, in the format `chosen`."""
    assert chosen.writer is not None
    _check_options(chosen.name, options, chosen.write_options)
    with uncollected():
        return chosen.writer(report, losses, **options)


def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    registry: Registry | None = None,
) -> Conversion:
    """Convert the file `source` to the file `target`, which is written whole or not at all.

    Raises:
        GireportError: see the tree in `gireport.errors`.
    """
    book = registry or default_registry()
    chosen = book.for_writing(os.fspath(target), to_format)
    losses = Losses()
    report = read(source, from_format, losses=losses, registry=book)
    data = encode(report, chosen, losses)
    write_file(Path(target), data)
    return Conversion(report, tuple(losses))


def _check_options(name: str, options: dict[str, Any], known: frozenset[str]) -> None:
    for option in options:
        if option not in known:
            hint = f"it has {', '.join(sorted(known))}" if known else "it has none"
            raise UsageError(f"{name} has no option {option!r}", hint=hint)
