"""`gireport batch`: any number of documents in one run."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ..errors import ReadError
from ..losses import CODES
from ..model.messages import message
from ..safe.reasons import reason_of
from .common import registry
from .inputs import tell_special
from .language import language, text
from .progress import duration, progress
from .terminal import tell
from .translated import argument, command, option

if TYPE_CHECKING:
    from ..batching import Batch

SOME, NONE, STOPPED = 1, 3, 128
"""Exit statuses: some inputs failed, all of them failed; stopped, plus the number of the signal."""
LONG_RUN = 10.0
"""Seconds of a run whose rate is worth a word."""


@command("batch")
@argument("sources", metavar="IN...", nargs=-1, required=True)
@option("--to", "formats", multiple=True, metavar="FORMAT", help="batch-to")
@option("--out", required=True, metavar="DIR", help="batch-out")
@option("--from", "from_format", metavar="FORMAT", help="batch-from")
@option("--findings", is_flag=True, help="findings")
@option("--figures", is_flag=True, help="figures")
@option("--jobs", type=click.IntRange(1), metavar="N", help="jobs")
@option("--engine", default="local", metavar="NAME", help="engine")
@option("--scheduler", default="", metavar="ADDRESS", help="scheduler")
@option("--resume", is_flag=True, help="resume")
@option("--manifest", metavar="FILE", help="manifest")
@option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=60,
    metavar="SECONDS",
    help="time-limit",
)
@option(
    "--memory-limit",
    type=click.IntRange(64),
    default=1024,
    metavar="MIB",
    help="memory-limit",
)
@option("--strict", is_flag=True, help="batch-strict")
@option("--no-outline", is_flag=True, help="no-outline")
@option("--no-metadata", is_flag=True, help="no-metadata")
@option("--style", metavar="STYLE", help="style")
@option("--fragment", is_flag=True, help="fragment")
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
    no_metadata: bool,
    style: str | None,
    fragment: bool,
) -> int:
    """Convert every IN (a file, a folder, a glob, an address) to files in DIR; `-` reads names from standard
    input.

    One bad input never stops the rest. The manifest says what became of each, in input order. Exit status: 0
    all were converted; 1 some were not; 3 none was; 130 stopped by Ctrl-C (129 by SIGHUP, 143 by SIGTERM), to
    be taken up by --resume.
    """
    from ..batching import batch as prepare

    options: dict[str, Any] = {"fragment": True} if fragment else {}
    if style is not None:
        from ..style.file import style_values

        options["style"] = style_values(style)  # what the file holds, for workers anywhere and for --resume
    run = prepare(
        list(_names(sources)),
        formats,
        out,
        from_format=from_format or "",
        figures=figures,
        findings=findings,
        outline=not no_outline,
        metadata=not no_metadata,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        resume=resume,
        manifest=manifest,
        seconds=time_limit,
        mebibytes=memory_limit,
        language=language(),
        registry=registry(ctx),
        **options,
    )
    tell_special(run.special)
    _end_as_by_ctrl_c()
    start = time.monotonic()
    done = failed = 0
    grave = False
    try:
        with progress(run.total) as bar:
            for row in run:
                done += 1
                if row.error is not None:
                    failed += 1
                    bar.tell(text("cli.of-file", file=row.input, line=row.error))
                # A row may be an older one, of losses that are no more.
                lost = any(code not in CODES or CODES[code].severity != "presentation" for code in row.losses)
                grave = grave or lost or bool(row.findings.get("error"))
                bar.advance()
    except KeyboardInterrupt as stop:
        tell(text("cli.batch-stopped-line", done=done, total=run.total))
        return STOPPED + (stop.args[0] if stop.args else signal.SIGINT)
    _tell_summary(run, done, failed, time.monotonic() - start)
    if failed == done:  # none was converted: there was none, or each failed
        return NONE
    if failed:
        return SOME
    return SOME if strict and grave else 0


def _tell_summary(run: Batch, done: int, failed: int, seconds: float) -> None:
    parts = [text("cli.converted", count=done - failed - run.skipped, total=run.total)]
    parts += [text("cli.unchanged", count=run.skipped)] if run.skipped else []
    parts += [text("cli.failed", count=failed)] if failed else []
    if run.passed_over:
        number = "one" if run.passed_over == 1 else "many"
        parts.append(text(f"cli.skipped-{number}", count=run.passed_over))
    # Of a run of a few inputs, most of the time is the start of the workers.
    key = "cli.batch-summary" if seconds >= LONG_RUN else "cli.batch-summary-quick"
    summary = ("，" if language() == "zh" else ", ").join(parts)
    rate = f"{done / max(seconds, 0.001):.0f}"
    tell(text(key, parts=summary, duration=duration(seconds), rate=rate, manifest=run.manifest))


def _end_as_by_ctrl_c() -> None:
    """Let the other signals that end a batch, where this process hears them (under `nohup` not SIGHUP), end
    it cleanly.
    """
    from ..batching.worker import ENDING

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt(number)

    for number in ENDING - {signal.SIGINT}:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, stop)


def _name(line: bytes) -> str:
    """The name in `line`, whose bytes are those of the file system; else, as `dir /b` of Windows gives it, of
    the locale's encoding.
    """
    try:
        return os.fsdecode(line)
    except UnicodeDecodeError:  # Windows only: elsewhere every byte has a place in a name
        import locale

        return line.decode(locale.getencoding(), "replace")


def _names(sources: tuple[str, ...]) -> Iterator[str]:
    for source in sources:
        if source == "-":
            try:
                yield from (_name(line.rstrip(b"\r\n")) for line in sys.stdin.buffer if line.strip())
            except OSError as error:  # closed, or a folder
                raise ReadError(
                    message("safe.input-failed", reason=reason_of(error)), source="<stdin>"
                ) from None
        else:
            yield source
