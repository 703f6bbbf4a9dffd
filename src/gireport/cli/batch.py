"""`gireport batch`: any number of documents in one run."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any, NoReturn

import click

from ..errors import ReadError
from ..losses import CODES
from .common import registry
from .progress import duration, progress
from .terminal import tell

SOME, NONE, STOPPED = 1, 3, 128
"""Exit statuses: some inputs failed, all of them did; stopped, plus the signal's number."""


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option("--to", "formats", multiple=True, metavar="FORMAT", help="What to write (may be repeated).")
@click.option("--out", required=True, metavar="DIR", help="The folder or address to write to.")
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is, where names do not tell.")
@click.option("--findings", is_flag=True, help="Put what the checks find beside each output, as JSON.")
@click.option("--figures", is_flag=True, help="Put the figures beside each output, as JSON lines.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; by default one a core.")
@click.option("--engine", default="local", show_default=True, metavar="NAME", help="Where the work is done.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of the engine, where it has one.")
@click.option("--resume", is_flag=True, help="Pass over what the manifest holds unchanged.")
@click.option("--manifest", metavar="FILE", help="The manifest; by default manifest.jsonl in DIR.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="That one input may take.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="That the process at work on it may take.",
)
@click.option(
    "--strict", is_flag=True, help="Exit with 1 where content or structure was lost, or an error found."
)
@click.option("--no-outline", is_flag=True, help="Do not make headings of numbered paragraphs.")
@click.option("--fragment", is_flag=True, help="Write HTML without html, head and body.")
@click.pass_context
def batch(
    ctx: click.Context,
    sources: tuple[str, ...],
    formats: tuple[str, ...],
    out: str,
    from_format: str | None,
    findings: bool,
    figures: bool,
    jobs: int | None,
    engine: str,
    scheduler: str,
    resume: bool,
    manifest: str | None,
    time_limit: float,
    memory_limit: int,
    strict: bool,
    no_outline: bool,
    fragment: bool,
) -> int:
    """Convert every IN (a file, a folder, a glob, an address) to files in DIR; `-` reads names from standard input.

    One bad input never stops the rest. The manifest says what became of each, in input order. Exit status: 0 all were
    converted; 1 some were not; 3 none was; 130 stopped by Ctrl-C (129 by SIGHUP, 143 by SIGTERM), to be taken up by
    --resume.
    """
    from ..batching import batch as prepare

    options: dict[str, Any] = {"fragment": True} if fragment else {}
    run = prepare(
        list(_names(sources)),
        formats,
        out,
        from_format=from_format or "",
        figures=figures,
        findings=findings,
        outline=not no_outline,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        resume=resume,
        manifest=manifest,
        seconds=time_limit,
        mebibytes=memory_limit,
        registry=registry(ctx),
        **options,
    )
    for path, kind in run.special:
        tell(f"{path}: it is {kind}, not a file, and passed over")
    _end_as_by_ctrl_c()
    start = time.monotonic()
    done = failed = 0
    grave = False
    try:
        with progress(run.total) as shown:
            for row in run:
                done += 1
                if row.error is not None:
                    failed += 1
                    shown.tell(f"{row.input}: {row.error}")
                # A row may be an older one, of losses that are no more.
                lost = any(code not in CODES or CODES[code].severity != "presentation" for code in row.losses)
                grave = grave or lost or bool(row.findings.get("error"))
                shown.advance()
    except KeyboardInterrupt as stop:
        tell(f"stopped after {done} of {run.total}; --resume goes on from there")
        return STOPPED + (stop.args[0] if stop.args else signal.SIGINT)
    took = time.monotonic() - start
    said = [f"{done - failed - run.skipped} of {run.total} converted"]
    said += [f"{run.skipped} unchanged"] if run.skipped else []
    said += [f"{failed} failed"] if failed else []
    said += [f"{run.passed_over} files that are no documents passed over"] if run.passed_over else []
    rate = f"{done / took:.0f} a second" if took else ""
    tell(f"{', '.join(said)}; {duration(took)}, {rate}; see {run.manifest}")
    if failed:
        return SOME if failed < done else NONE
    return SOME if strict and grave else 0


def _end_as_by_ctrl_c() -> None:
    """Let the other signals that end a batch, where this process hears them (under `nohup` not SIGHUP), end it cleanly."""
    from ..batching.child import ENDING

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt(number)

    for number in ENDING - {signal.SIGINT}:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, stop)


def _names(sources: tuple[str, ...]) -> Iterator[str]:
    for source in sources:
        if source == "-":
            try:
                yield from (os.fsdecode(line.rstrip(b"\r\n")) for line in sys.stdin.buffer if line.strip())
            except OSError as error:  # closed, or a folder
                raise ReadError(f"it cannot be read: {error.strerror}", source="<stdin>") from None
        else:
            yield source
