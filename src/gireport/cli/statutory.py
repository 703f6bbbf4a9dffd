"""The commands on what the statutory tables say: `check`, `data`, `compare`, `new`."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, cast

import click

from ..errors import GireportError, PluginError, UsageError
from ..losses import Losses
from ..model import Report
from ..model.messages import message
from ..plugins.registry import Registry
from ..safe.input import as_text
from ..verbs import encode
from .common import (
    once,
    open_output,
    read_input,
    refuse_folder,
    registry,
    same_file,
    tell_losses,
    write_output,
)
from .inputs import documents
from .language import language, text
from .terminal import say, tell
from .translated import argument, command, option

if TYPE_CHECKING:
    from ..plugins.values import DataFormat
    from ..statutory.finding import Finding
    from ..statutory.tidy import TidyRow

UNREADABLE = 3
_OF_FIGURES = frozenset({"cells-unmarked", "form-misfit", "placed-by-sums", "values-unplaced"})
"""Losses of figures, which were placed by a rule or not read: `check` and `data` report these, and no
others."""
_MOST_OF_A_CODE = 5
"""Findings of one check that the text shows, errors apart: a form full of blanks has two hundred."""


def _read_each(
    names: Iterable[str], format: str | None, book: Registry
) -> Iterator[tuple[str, Report | GireportError]]:
    """Each of `names` with the report in it, or the error, after one line about it on standard error.

    Memory holds one report at a time.

    Raises:
        UsageError: no format is called `format`, or it cannot read; every other input would fail too.
    """
    # The program starts without the collector; what a thousand documents leave in cycles is too much.
    gc.enable()
    for name in names:
        losses = Losses()
        try:
            report = read_input(name, format, losses, book)
        except UsageError:
            raise
        except GireportError as error:
            tell(error.message(language()))
            yield name, error
            continue
        tell_losses(losses, of=as_text(name), only=_OF_FIGURES)
        yield name, report


# --- check --------------------------------------------------------------------------------------------


@command("check")
@argument("sources", metavar="IN...", nargs=-1, required=True)
@option("--from", "from_format", metavar="FORMAT", help="from-format")
@option("--previous", metavar="FILE", help="previous")
@option("--unit", "units", multiple=True, metavar="FILE", help="unit")
@option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="check-format")
@option("--off", multiple=True, metavar="CODE", help="off")
@option("--strict", is_flag=True, help="strict-warnings")
@click.pass_context
def check(
    ctx: click.Context,
    sources: tuple[str, ...],
    from_format: str | None,
    previous: str | None,
    units: tuple[str, ...],
    output: str,
    off: tuple[str, ...],
    strict: bool,
) -> int:
    """Check the figures, the form, the dates and the words of reports.

    Exit status: 0 nothing wrong; 1 an error was found (with --strict, a warning); 3 an input could not be
    read.
    """
    from ..statutory.checks import check as run
    from ..statutory.checks import known_codes
    from ..statutory.finding import findings_json

    once(*sources, previous, *units)
    book = registry(ctx)
    if from_format:
        book.named(from_format)
    extra = book.checks
    known_codes(off, extra)
    last_year = read_input(previous, None, Losses(), book) if previous else None
    parts = [read_input(name, None, Losses(), book) for name in units]
    status = 0
    for source, report in _read_each(documents(sources, book), from_format, book):
        if isinstance(report, GireportError):
            status = UNREADABLE
            if output == "json":
                say(findings_json(as_text(source), (), language(), error=report))
            continue
        failures: list[PluginError] = []
        findings = run(report, last_year, off, units=parts, extra=extra, failed=failures.append)
        for failure in failures:
            failure.source = as_text(source)
            tell(failure.message(language()))
            status = status or failure.exit_status
        if output == "json":
            error = failures[0] if failures else None
            say(findings_json(as_text(source), findings, language(), error=error))
        else:
            _tell(source, findings)
        grave = {"error", "warning"} if strict else {"error"}
        if any(finding.severity in grave for finding in findings):
            status = status or 1
    return status


def _tell(source: str, findings: list[Finding]) -> None:
    if not findings:
        say(text("cli.clean", file=source))
        return
    say(text("cli.of-file", file=source, line=_counts(findings)))
    hints: set[str] = set()
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.severity != "error":
            counts[finding.code] += 1
            if counts[finding.code] > _MOST_OF_A_CODE:
                continue
        rule = f" {finding.rule}" if finding.rule else ""
        severity = text(f"cli.severity-{finding.severity}")
        place = finding.place(language())
        say(f"  {finding.code}{rule} {severity} {place}: {finding.message(language())}")
        hint = finding.hint(language())
        if hint and hint not in hints:
            hints.add(hint)
            say(f"      → {hint}")
    for code, count in counts.items():
        if count > _MOST_OF_A_CODE:
            say("  " + text("cli.more-findings", code=code, count=count - _MOST_OF_A_CODE))


def _counts(findings: list[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [
        text(f"cli.{severity}-{'one' if counts[severity] == 1 else 'many'}", count=counts[severity])
        for severity in ("error", "warning", "info")
        if counts[severity]
    ]
    return ("，" if language() == "zh" else ", ").join(parts)


# --- data ---------------------------------------------------------------------------------------------


def _data_format(book: Registry, out: str, to: str | None, sources: tuple[str, ...], bom: bool) -> DataFormat:
    """Return the format to write to `out`: what `to` says, else the suffix of the name, else CSV.

    Raises:
        UsageError: `out` is also an input, has a suffix that no format has, or `bom` is asked for a format
        without it.
    """
    if out != "-" and any(same_file(out, source) for source in sources):
        raise UsageError(message("usage.out-is-input"), source=out)
    try:
        chosen = book.for_data("" if out == "-" else out, to)
    except UsageError as error:
        error.source = error.source or ("" if out == "-" else out)
        raise
    if bom and "bom" not in chosen.write_options:
        raise UsageError(message("usage.bom-for-csv", kind=chosen.name))
    return chosen


@command("data")
@argument("sources", metavar="IN...", nargs=-1, required=True)
@option("--to", "to", metavar="FORMAT", help="data-to")
@option("-o", "--out", default="-", metavar="FILE", help="out")
@option("--from", "from_format", metavar="FORMAT", help="from-format")
@option("--bom", is_flag=True, help="bom")
@click.pass_context
def data(
    ctx: click.Context, sources: tuple[str, ...], to: str | None, out: str, from_format: str | None, bom: bool
) -> int:
    """Write the figures of reports as one table; `help.data` has the words."""
    from ..statutory.tidy import all_rows

    book = registry(ctx)
    chosen = _data_format(book, out, to, sources, bom)
    once(*sources)
    if from_format:
        book.named(from_format)
    found = documents(sources, book, out)
    status = 0
    names: list[str] = []

    def reports() -> Iterator[tuple[str, Report]]:
        nonlocal status
        for source, report in _read_each(found, from_format, book):
            if isinstance(report, GireportError):
                status = UNREADABLE
            else:
                names.append(as_text(source))
                yield names[-1], report

    options = {"bom": True} if bom else {}
    read = reports()
    first = next(read, None)
    if first is None:
        return status
    sources_with_figures: set[str] = set()

    def counted(rows: Iterable[TidyRow]) -> Iterator[TidyRow]:
        for row in rows:
            sources_with_figures.add(row.source)
            yield row

    with open_output(out) as file:
        chosen.writer(counted(all_rows(chain((first,), read))), file, **options)
    for name in names:
        if name not in sources_with_figures:
            tell(text("cli.no-figures", file=name))
    return status


# --- compare ------------------------------------------------------------------------------------------


@command("compare")
@argument("a", metavar="A")
@argument("b", metavar="B")
@option("--all", "everything", is_flag=True, help="all")
@option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="check-format")
@click.pass_context
def compare(ctx: click.Context, a: str, b: str, everything: bool, output: str) -> int:
    """Compare two reports, figure by figure and section by section: two versions, or two years."""
    from ..statutory.comparison import compare as run

    book = registry(ctx)
    once(a, b)
    result = run(read_input(a, None, Losses(), book), read_input(b, None, Losses(), book))
    if output == "json":
        import msgspec

        encoder = msgspec.json.Encoder(decimal_format="number")
        say(encoder.encode({"a": as_text(a), "b": as_text(b), **msgspec.structs.asdict(result)}))
    else:
        from .comparing import show

        show(result, a, b, everything)
    if not result.same_organ:
        tell(text("cli.compare-organs", a=result.organs[0], b=result.organs[1]))
    return 0


# --- new ----------------------------------------------------------------------------------------------


@command("new")
@argument("target", metavar="OUT")
@option("--organ", required=True, metavar="NAME", help="organ")
@option("--year", required=True, type=click.IntRange(2019, 9998), metavar="YEAR", help="year")
@option("--edition", type=click.Choice(["2019", "2021"]), help="edition")
@option("--to", "to_format", metavar="FORMAT", help="to-format")
@click.pass_context
def new(
    ctx: click.Context, target: str, organ: str, year: int, edition: str | None, to_format: str | None
) -> int:
    """Make a blank report in OUT: the statutory tables whole, ready to be filled in."""
    from ..statutory.blank import blank_report
    from ..statutory.forms import Edition

    refuse_folder(target)
    if os.path.isfile(target) and os.path.getsize(target):
        raise UsageError(message("usage.form-exists"), source=target)
    chosen = registry(ctx).for_writing(target, to_format)
    losses = Losses()
    report = blank_report(organ, year, cast("Edition | None", edition))
    write_output(target, encode(report, chosen, losses))
    tell_losses(losses)
    return 0
