"""The checks of a statutory report: `check` runs those of gireport and of plugins."""

from collections.abc import Callable, Collection, Iterable, Sequence

from ...errors import PluginError, UsageError
from ...model import Report
from ...model.messages import Message, message
from ..finding import SEVERITIES, Check, Context, Finding
from .catalogue import CHECKS

__all__ = ["CHECKS", "check", "known_codes", "report_findings"]


def check(
    report: Report,
    previous: Report | None = None,
    off: Collection[str] = (),
    *,
    units: Sequence[Report] = (),
    extra: Iterable[Check] = (),
    failed: Callable[[PluginError], None] | None = None,
) -> list[Finding]:
    """The findings on `report`: on its figures, its form, its dates and its wording, in the order of the
    checks.

    `previous` is the report of the year before, for the checks across years; `units` are the reports that a
    government's report sums up. `off` are codes of checks, or beginnings of codes (`GI4`), that do not run;
    `extra` are the checks of plugins. `failed` is called with the error of a plugin's check that fails, and
    the other checks go on; without it the error is raised.

    Raises:
        PluginError: a plugin's check failed, and `failed` is not given.
        UsageError: no check has a code of `off`, or a code that begins with it.
        ModelError: one of the reports is not a report.
    """
    extra = tuple(extra)
    off = known_codes(off, extra)
    context = Context(report, previous, units)
    found: list[Finding] = []
    for one in (*CHECKS, *extra):
        if off and one.code.startswith(off):
            continue
        try:
            found.extend(one.findings(context))
        except PluginError as error:
            if failed is None:
                raise
            failed(error)
    return found


def known_codes(codes: Iterable[str], extra: Iterable[Check] = ()) -> tuple[str, ...]:
    """`codes` without empty texts.

    Each must be the code of a check, or the beginning of one; `extra` are plugins' checks.

    Raises:
        UsageError: a code is neither.
    """
    # An empty text is the beginning of every code.
    chosen = tuple(filter(None, (codes,) if isinstance(codes, str) else codes))
    if chosen:
        known = [one.code for one in (*CHECKS, *extra)]
        for code in chosen:
            if not any(one.startswith(code) for one in known):
                cause = message("usage.unknown-name", kind=message("usage.kind-check"), name=code)
                raise UsageError(cause, hint=_nearest(code, known))
    return chosen


def _nearest(code: str, known: list[str]) -> Message:
    """A hint for the unknown `code`: the nearest of the `known` codes, or their beginnings."""
    from difflib import get_close_matches

    upper = code.upper()
    meant = [upper] if any(one.startswith(upper) for one in known) else get_close_matches(upper, known, 1)
    if meant:
        return message("usage.did-you-mean", name=meant[0])
    return message("statutory.beginnings-of-codes", names=tuple(dict.fromkeys(one[:3] for one in known)))


def report_findings(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings by the addresses of their cells (`2 r7 c4`), errors first.

    Findings without a cell are under `""`.
    """
    result: dict[str, list[Finding]] = {}
    for finding in findings:
        for cell in dict.fromkeys((finding.cell, *finding.cells)):
            result.setdefault(cell, []).append(finding)
    for of_cell in result.values():
        of_cell.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return result
