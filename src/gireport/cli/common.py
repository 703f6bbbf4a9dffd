"""What several commands need: input and output with `-`, and how losses are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ..errors import UsageError
from ..losses import CODES, Loss, Losses
from ..model import Report
from ..plugins.registry import Registry
from ..safe.input import Source, as_text
from ..safe.output import Target, write_file, writing
from ..verbs import read
from .terminal import tell

if TYPE_CHECKING:
    from ..model.messages import Language


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


def read_input(name: str, format: str | None, losses: Losses, registry: Registry, **options: Any) -> Report:
    """The report in the file `name`, or on standard input for `-`."""
    return read(source_of(name), format, losses=losses, registry=registry, **options)


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
        raise UsageError("standard input (-) can be read only once", hint="put one of the two in a file")


def same_file(one: str, other: str | None) -> bool:
    """Whether two names are of one file; `-` is none."""
    if other is None or "-" in (one, other):
        return False
    return Path(one).resolve() == Path(other).resolve()


def losses_json(source: str, losses: Iterable[Loss]) -> bytes:
    """The losses of one source as the JSON that `--losses` writes."""
    import json

    records = [loss.as_json() for loss in losses]
    said = {"source": as_text(source), "losses": records}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def tell_losses(losses: Losses, of: str = "", codes: Collection[str] = CODES) -> None:
    """Say on standard error what was not kept: a line for each code, its first places, and what it means.

    `of` names the file where several are read; only losses of the `codes` are told.
    """
    by_code: dict[str, list[Loss]] = {}
    for loss in losses:
        if loss.code not in codes:
            continue
        by_code.setdefault(loss.code, []).append(loss)
    for code, records in by_code.items():
        severity, sentence = CODES[code].severity, CODES[code].en
        count = sum(loss.count for loss in records)
        places = [
            " ".join(filter(None, (loss.where, loss.detail and f"({loss.detail})"))) for loss in records
        ]
        shown = "; ".join(place for place in places[:3] if place)
        more = f"; and {len(places) - 3} more places" if len(places) > 3 else ""
        at = f" At: {shown}{more}." if shown else ""
        file = f"{of}: " if of else ""
        tell(f"{file}{severity}: {code} × {count}: {sentence}{at}")


def locale_language() -> Language:
    """`zh` where the locale is Chinese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
