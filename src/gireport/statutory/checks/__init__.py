"""The checks of a statutory report: `check` runs those of gireport and of plugins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...errors import UsageError
from ...model import Report
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
) -> list[Finding]:
    """What is wrong with `report`: its figures, its form, its dates and its words.

    `previous` is the report of the year before, for what must hold across years; `units` are the reports that a
    government's report sums up. `off` are codes, or the beginnings of codes (`GI4`), that are not looked for;
    `extra` are further checks, a plugin's. In the order of the codes.

    Raises:
        UsageError: no check has the code, or a code that begins so.
        ModelError: what is given is no report.
    """
    extra = tuple(extra)
    off = known_codes(off, extra)
    context = Context(report, previous, units)
    found: list[Finding] = []
    for one in (*CHECKS, *extra):
        if not (off and one.code.startswith(off)):
            found.extend(one.findings(context))
    return found


def known_codes(codes: Iterable[str], extra: Iterable[Check] = ()) -> tuple[str, ...]:
    """`codes` without empty ones, each of which is the code of a check, `extra` ones included, or begins one.

    Raises:
        UsageError: one is neither.
    """
    # An empty one would begin every code.
    chosen = tuple(filter(None, (codes,) if isinstance(codes, str) else codes))
    if chosen:
        known = [one.code for one in (*CHECKS, *extra)]
        for code in chosen:
            if not any(one.startswith(code) for one in known):
                raise UsageError(f"there is no check {code!r}", hint=_nearest(code, known))
    return chosen


def _nearest(code: str, known: list[str]) -> str:
    """What may have been meant by `code`, which is none of those `known`; else how they begin."""
    from difflib import get_close_matches

    upper = code.upper()
    meant = [upper] if any(one.startswith(upper) for one in known) else get_close_matches(upper, known, 1)
    if meant:
        return f"did you mean {meant[0]}?"
    return f"their codes begin with {', '.join(dict.fromkeys(one[:3] for one in known))}"


def report_findings(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings by the cells they touch (`2 r7 c4`), the gravest first; those of no one cell are under `""`."""
    result: dict[str, list[Finding]] = {}
    for finding in findings:
        for cell in dict.fromkeys((finding.cell, *finding.cells)):
            result.setdefault(cell, []).append(finding)
    for of_cell in result.values():
        of_cell.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return result
