"""The commands on what the statutory tables say: `check`, `data`, `compare`, `new`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

import click

from ..errors import GireportError, UsageError
from ..losses import Losses
from ..model import Report
from ..plugins.registry import Registry
from ..safe.input import as_text
from ..verbs import encode
from .common import (
    locale_language,
    once,
    open_output,
    read_input,
    registry,
    same_file,
    tell_losses,
    write_output,
)
from .terminal import say, tell

if TYPE_CHECKING:
    from ..model.messages import Language
    from ..statutory.comparison import Comparison
    from ..statutory.finding import Finding, Severity

_PLURAL = {"error": "errors", "warning": "warnings", "info": "notes"}
_WORDS = {
    "zh": {
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "clean": "没有发现问题",
        "more": "{code}：同类还有 {count} 处（--format json 全部列出）",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "note",
        "clean": "nothing found",
        "more": "{code}: {count} more (--format json lists all)",
    },
}
UNREADABLE = 3
_OF_FIGURES = frozenset({"cells-unmarked", "form-misfit", "placed-by-sums", "values-unplaced"})
"""Losses that say of figures that they were placed by a rule, or not read: `check` and `data` tell them, and no other."""
_MOST_OF_A_CODE = 5
"""Findings of one check that the text shows, errors apart: a form full of blanks has two hundred."""


def _quietly(name: str, format: str | None, book: Registry) -> Report | GireportError:
    """The report in `name`, or the error where it cannot be read, which is said in one line on standard error.

    Raises:
        UsageError: `format` is none that reads, which no other input would mend.
    """
    losses = Losses()
    try:
        report = read_input(name, format, losses, book)
    except UsageError:
        raise
    except GireportError as error:
        tell(str(error))
        return error
    tell_losses(losses, of=as_text(name), codes=_OF_FIGURES)
    return report


# --- check --------------------------------------------------------------------------------------------


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is, where its name does not tell.")
@click.option(
    "--previous", metavar="FILE", help="The report of the year before, for what must hold across years."
)
@click.option(
    "--unit", "units", multiple=True, metavar="FILE", help="A report that IN sums up (may be repeated)."
)
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Of the messages; by default the locale's.")
@click.option(
    "--off", multiple=True, metavar="CODE", help="A check not to run, or GI4 for all that begin so."
)
@click.option("--strict", is_flag=True, help="Exit with 1 on a warning too.")
@click.pass_context
def check(
    ctx: click.Context,
    sources: tuple[str, ...],
    from_format: str | None,
    previous: str | None,
    units: tuple[str, ...],
    output: str,
    lang: Language | None,
    off: tuple[str, ...],
    strict: bool,
) -> int:
    """Check the figures, the form, the dates and the words of reports.

    Exit status: 0 nothing wrong; 1 an error was found (with --strict, a warning); 3 an input could not be read.
    """
    from ..statutory.checks import check as run
    from ..statutory.checks import known_codes
    from ..statutory.finding import findings_json

    once(*sources, previous, *units)
    book = registry(ctx)
    language = lang or locale_language()
    if from_format:
        book.named(from_format)
    extra = book.checks
    known_codes(off, extra)
    last_year = read_input(previous, None, Losses(), book) if previous else None
    parts = [read_input(name, None, Losses(), book) for name in units]
    status = 0
    for source in sources:
        report = _quietly(source, from_format, book)
        if isinstance(report, GireportError):
            status = UNREADABLE
            if output == "json":
                say(findings_json(as_text(source), (), language, error=report))
            continue
        findings = run(report, last_year, off, units=parts, extra=extra)
        if output == "json":
            say(findings_json(as_text(source), findings, language))
        else:
            _tell(source, findings, language)
        grave = {"error", "warning"} if strict else {"error"}
        if any(finding.severity in grave for finding in findings):
            status = status or 1
    return status


def _tell(source: str, findings: list[Finding], language: Language) -> None:
    words = _WORDS[language]
    if not findings:
        say(f"{source}: {words['clean']}")
        return
    say(f"{source}: {_counts(findings, language)}")
    shown: set[str] = set()
    told: Counter[str] = Counter()
    for finding in findings:
        if finding.severity != "error":
            told[finding.code] += 1
            if told[finding.code] > _MOST_OF_A_CODE:
                continue
        rule = f" {finding.rule}" if finding.rule else ""
        say(
            f"  {finding.code}{rule} {words[finding.severity]} {finding.place(language)}: "
            f"{finding.message(language)}"
        )
        hint = finding.hint(language)
        if hint and hint not in shown:
            shown.add(hint)
            say(f"      → {hint}")
    for code, count in told.items():
        if count > _MOST_OF_A_CODE:
            say("  " + words["more"].format(code=code, count=count - _MOST_OF_A_CODE))


def _counts(findings: list[Finding], language: Language) -> str:
    parts = []
    for severity in ("error", "warning", "info"):
        count = sum(finding.severity == severity for finding in findings)
        if count:
            parts.append(_count(count, severity, language))
    return ("，" if language == "zh" else ", ").join(parts)


def _count(count: int, severity: Severity, language: Language) -> str:
    word = _WORDS[language][severity]
    if language == "zh":
        return f"{word} {count} 处"
    return f"{count} {word if count == 1 else _PLURAL[severity]}"


# --- data ---------------------------------------------------------------------------------------------


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--to",
    "to",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="What FILE is to be; by default what its name says, else csv.",
)
@click.option("-o", "--out", default="-", metavar="FILE", help="Where to; standard output by default.")
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is, where its name does not tell.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, as Excel wants it.")
@click.pass_context
def data(
    ctx: click.Context, sources: tuple[str, ...], to: str | None, out: str, from_format: str | None, bom: bool
) -> int:
    """Write the figures of reports as one table: a row for each figure.

    An input that cannot be read is told on standard error and passed over; the exit status is then 3. Where none can
    be read, FILE stays as it is.
    """
    from ..statutory.rows import all_rows
    from ..statutory.tidy import WRITERS, DataFormat

    if out != "-" and any(same_file(out, source) for source in sources):
        raise UsageError("--out names the same file as an input", source=out)
    suffix = PurePath(out).suffix.lower()
    if to is None and suffix and suffix[1:] not in WRITERS:
        kinds = ", ".join(f".{kind}" for kind in WRITERS)
        raise UsageError(
            f"figures are not written to files named {suffix}",
            source=out,
            hint=f"name it {kinds}, or say with --to what it is to be",
        )
    to = to or suffix[1:] or "csv"
    if bom and to != "csv":
        raise UsageError(f"--bom is for CSV, not for {to}", hint="leave it out, or use --to csv")
    once(*sources)
    book = registry(ctx)
    if from_format:
        book.named(from_format)
    status = 0

    def reports() -> Iterator[tuple[str, Report]]:
        nonlocal status
        for source in sources:
            report = _quietly(source, from_format, book)
            if isinstance(report, GireportError):
                status = UNREADABLE
            else:
                yield as_text(source), report

    options = {"bom": True} if bom else {}
    read = reports()
    first = next(read, None)
    if first is None:
        return status
    with open_output(out) as file:
        WRITERS[cast("DataFormat", to)](all_rows(chain((first,), read)), file, **options)
    return status


# --- compare ------------------------------------------------------------------------------------------


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--all", "everything", is_flag=True, help="Show what is the same too.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def compare(ctx: click.Context, a: str, b: str, everything: bool, output: str) -> int:
    """Compare two reports, figure by figure and section by section: two versions, or last year and this."""
    from ..statutory.comparison import compare as run

    book = registry(ctx)
    once(a, b)
    result = run(read_input(a, None, Losses(), book), read_input(b, None, Losses(), book))
    if output == "json":
        import msgspec

        encoder = msgspec.json.Encoder(decimal_format="number")
        say(encoder.encode({"a": as_text(a), "b": as_text(b), **msgspec.structs.asdict(result)}))
    else:
        _show(result, a, b, everything)
    return 0


def _show(result: Comparison, a: str, b: str, everything: bool) -> None:
    say(f"A: {a}")
    say(f"B: {b}")
    for name, (left, right) in result.facts.items():
        say(f"{name}: {left or '—'} → {right or '—'}")
    for one in result.figures:
        if everything or one.change != "same":
            step = f" ({one.difference:+f})" if one.difference else ""
            say(f"{' / '.join(one.path)}: {one.a or '—'} → {one.b or '—'}{step}  [{one.key}]")
    for section in result.sections:
        if everything or section.change != "same":
            say(f"{section.title}: {section.change}, {section.likeness:.0%} alike")
            for mark, texts in (("-", section.only_a), ("+", section.only_b)):
                for text in texts:
                    say(f"  {mark} {text}")
    same = sum(one.change == "same" for one in result.figures)
    say(f"{same} of {len(result.figures)} figures are the same")


# --- new ----------------------------------------------------------------------------------------------


@click.command()
@click.argument("target", metavar="OUT")
@click.option("--organ", required=True, help="The organ (发布机构) whose report it will be.")
@click.option("--year", required=True, type=click.IntRange(2019, 9998), help="The year that it reports on.")
@click.option(
    "--edition", type=click.Choice(["2019", "2021"]), help="Of the form; by default that of the year."
)
@click.option("--to", "to_format", metavar="FORMAT", help="What OUT is to be, where its name does not tell.")
@click.pass_context
def new(
    ctx: click.Context, target: str, organ: str, year: int, edition: str | None, to_format: str | None
) -> int:
    """Make a blank report in OUT: the statutory tables whole, ready to be filled in."""
    from ..statutory.blank import blank_report
    from ..statutory.forms import Edition

    chosen = registry(ctx).for_writing(target, to_format)
    losses = Losses()
    report = blank_report(organ, year, cast("Edition | None", edition))
    write_output(target, encode(report, chosen, losses))
    tell_losses(losses)
    return 0
