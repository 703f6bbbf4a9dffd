"""What do several commands share? Input and output with `-`, and the lines about losses."""

from __future__ import annotations

import os
import sys

from ..errors import GireportError, UsageError, WriteError
from ..losses import codes
from ..model.messages import message
from ..safe.input import as_text
from ..safe.output import write_file, writing
from ..verbs import read
from .language import language, text
from .terminal import tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from contextlib import AbstractContextManager
    from typing import IO

    import click

    from ..losses import Loss, Losses
    from ..model import Report
    from ..plugins.registry import Registry
    from ..safe.input import Source
    from ..safe.output import Target

MOST_PLACES = 3
"""Places of one loss code that a line names."""


def registry(ctx: click.Context) -> Registry:
    """The registry of this run."""
    found: Registry = ctx.obj["registry"]
    return found


def source_of(name: str) -> Source:
    """What the argument `name` is read from: standard input for `-`."""
    return sys.stdin.buffer if name == "-" else name


def target_of(name: str) -> Target:
    """What the argument `name` is written to: standard output for `-`."""
    return sys.stdout.buffer if name == "-" else name


def is_address(name: str) -> bool:
    """Whether the argument `name` is an address (`s3://bucket/a.docx`), not the name of a file."""
    return "://" in name and not os.path.exists(name)


def read_input(name: str, format: str | None, losses: Losses, registry: Registry) -> Report:
    """The report in the file `name`, at the address `name`, or on standard input for `-`."""
    if not is_address(name):
        return read(source_of(name), format, losses=losses, registry=registry)
    from ..batching.storage import fetch, parts

    try:
        data = fetch(os.fsencode(name))
        chosen = registry.for_reading(parts(name)[1], data, format)
        return read(data, chosen.name, losses=losses, registry=registry)
    except GireportError as error:
        error.source = error.source or name
        raise


def write_output(name: str, data: bytes) -> None:
    """Put `data` in the file `name`, or on standard output for `-`."""
    write_file(target_of(name), data)


def open_output(name: str) -> AbstractContextManager[IO[bytes]]:
    """The file `name` to write to, in its place once it is whole; standard output for `-`."""
    return writing(target_of(name))


def once(*names: str | None) -> None:
    """Refuse standard input that is named twice among `names`: the second would find nothing left.

    Raises:
        UsageError: it is.
    """
    if names.count("-") > 1:
        raise UsageError(message("usage.stdin-twice"))


def same_file(one: str, other: str | None) -> bool:
    """Whether two names are of one file, whatever links and spellings lead to it; `-` is none.

    Files that are there are compared by what the system knows them by: on some disks `A.docx` is `a.docx`.
    """
    if other is None or "-" in (one, other):
        return False
    try:
        return os.path.samefile(one, other)
    except OSError:  # one is not there yet
        return os.path.realpath(one) == os.path.realpath(other)
    except ValueError:  # one has a name that no file has
        return False


def refuse_folder(target: str) -> None:
    """Refuse the name of a folder as that of a file to write.

    Raises:
        WriteError: it is one.
    """
    if target != "-" and os.path.isdir(target):
        cause = message("safe.output-failed", reason=message("safe.errno-folder"))
        raise WriteError(cause, source=target, hint=message("safe.file-in-folder"))


def losses_json(source: str, losses: Iterable[Loss]) -> bytes:
    """The losses of one source as the JSON that `--losses` writes, in the language of this run."""
    import json

    records = [loss.as_json(language()) for loss in losses]
    document = {"source": as_text(source), "losses": records}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def tell_losses(losses: Losses, of: str = "", only: Collection[str] | None = None) -> None:
    """Write to standard error what was not kept: a line for each code, what it means, its first places.

    `of` names the file when several are read; with `only`, losses of these codes alone are
    written.
    """
    by_code: dict[str, list[Loss]] = {}
    for loss in losses:
        if only is not None and loss.code not in only:
            continue
        by_code.setdefault(loss.code, []).append(loss)
    for code, records in by_code.items():
        known = codes()[code]
        severity = text(f"cli.{known.severity}")
        count = sum(loss.count for loss in records)
        line = text(
            "cli.loss", severity=severity, code=code, count=count, sentence=known.sentence(language())
        )
        line += _places(records)
        tell(text("cli.of-file", file=of, line=line) if of else line)


def _places(records: list[Loss]) -> str:
    """Return the first places of `records` with their details, and how many more there are."""
    brackets, semicolon = ("（{}）", "；") if language() == "zh" else (" ({})", "; ")
    places = []
    for loss in records[:MOST_PLACES]:
        details = loss.details(language())
        places.append((loss.place(language()) + (brackets.format(details) if details else "")).strip())
    places = [place for place in places if place]
    if not places:
        return ""
    more = text("cli.loss-more", count=len(records) - MOST_PLACES) if len(records) > MOST_PLACES else ""
    return text("cli.loss-places", places=semicolon.join(places) + more)
