"""What several commands need: input and output with `-`, and how losses are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec

from .. import limits
from ..errors import GireportError, LimitError, WriteError
from ..losses import CODES, Loss, Losses
from ..model import Report
from ..registry import Registry
from ..safe.output import writing
from ..verbs import read

if TYPE_CHECKING:
    from ..statutory.finding import Language

STDIN = "<stdin>"


def registry(ctx: click.Context) -> Registry:
    """The registry of this run."""
    found: Registry = ctx.obj["registry"]
    return found


def read_input(name: str, format: str | None, losses: Losses, registry: Registry, **options: Any) -> Report:
    """The report in the file `name`, or on standard input for `-`."""
    if name != "-":
        return read(name, format, losses=losses, registry=registry, **options)
    data = sys.stdin.buffer.read(limits.INPUT_BYTES + 1)
    if len(data) > limits.INPUT_BYTES:
        raise LimitError(
            f"the input has more than {limits.INPUT_BYTES} bytes, which is the limit", source=STDIN
        )
    try:
        return read(data, format, losses=losses, registry=registry, **options)
    except GireportError as error:
        error.source = error.source or STDIN
        raise


def write_output(name: str, data: bytes) -> None:
    """Put `data` in the file `name`, or on standard output for `-`."""
    with open_output(name) as file:
        file.write(data)


@contextmanager
def open_output(name: str) -> Iterator[IO[bytes]]:
    """The file `name` to write to, in its place once it is whole; standard output for `-`."""
    if name != "-":
        with writing(Path(name)) as file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise WriteError("nobody reads the output any more", source="<stdout>") from None


def losses_json(source: str, losses: Iterable[Loss]) -> bytes:
    """The losses of one source as the JSON that `--losses` writes."""
    import json

    records = [msgspec.structs.asdict(loss) for loss in losses]
    return (json.dumps({"source": source, "losses": records}, ensure_ascii=False, indent=1) + "\n").encode()


def tell_losses(losses: Losses) -> None:
    """Say on standard error what was not kept: a line for each code, its first places, and what it means."""
    by_code: dict[str, list[Loss]] = {}
    for loss in losses:
        by_code.setdefault(loss.code, []).append(loss)
    for code, records in by_code.items():
        severity, sentence = CODES[code]
        count = sum(loss.count for loss in records)
        places = [
            " ".join(filter(None, (loss.where, loss.detail and f"({loss.detail})"))) for loss in records
        ]
        shown = "; ".join(place for place in places[:3] if place)
        more = f"; and {len(places) - 3} more places" if len(places) > 3 else ""
        at = f" At: {shown}{more}." if shown else ""
        click.echo(f"gireport: {severity}: {code} × {count}: {sentence}{at}", err=True)


def locale_language() -> Language:
    """`zh` where the locale is Chinese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
