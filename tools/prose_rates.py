"""Measures the checks of prose on the seed, on reports without contradictions, and on reports with one.

    python tools/prose_rates.py [REPORTS] [--show N]

Prints the number of findings on reports without contradictions (0 is right), for each kind of contradiction
the number that was found, and the number of findings at another place. `--show` prints that many of the false
findings and of the missed contradictions.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import gireport  # noqa: E402
from gireport.statutory import Finding, check  # noqa: E402
from gireport.statutory.finding import Context  # noqa: E402
from support import offices  # noqa: E402

SEED = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"


def prose_findings(report: gireport.Report) -> list[Finding]:
    """The findings of the checks of prose on `report`."""
    return [one for one in check(report) if one.code in offices.PROSE_CODES]


def place_of(one: offices.Contradiction) -> str:
    """The `where` or the cell of the contradiction."""
    context = Context(one.report)
    if one.kind == "blank total":
        return context.figures[one.text].cell
    return next(line.where for line in context.lines if one.text in line.text)


def without_contradictions(reports: int) -> list[tuple[int, str, Finding]]:
    """The findings on that many reports without contradictions, all of them false: seed, paragraph,
    finding.
    """
    found = []
    for seed in range(reports):
        report = offices.agreeing_report(seed)
        found += [(seed, _quoted(report, finding), finding) for finding in prose_findings(report)]
    return found


def _quoted(report: gireport.Report, finding: Finding) -> str:
    return next((line.text for line in Context(report).lines if line.where == finding.where), "")


def contradictory(reports: int) -> tuple[Counter[str], Counter[str], list[str], list[str]]:
    """The contradictions by kind, those that were found by kind, the missed ones, and the false findings."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed, false = [], []
    for seed in range(reports):
        one = offices.contradiction(seed)
        place = place_of(one)
        made[one.kind] += 1
        findings = prose_findings(one.report)
        there = [finding for finding in findings if place in (finding.where, finding.cell)]
        if any(finding.code == one.code for finding in there):
            found[one.kind] += 1
        else:
            missed.append(f"{seed} {one.kind}: {one.text}")
        # A number that is wrong can make a share and a list beside it wrong too.
        elsewhere = [finding for finding in findings if finding not in there]
        false += [
            f"{seed} {finding.code} {finding.found} ({finding.expected}): {_quoted(one.report, finding)}"
            for finding in elsewhere
        ]
    return made, found, missed, false


def main(arguments: list[str]) -> int:
    show = int(arguments[arguments.index("--show") + 1]) if "--show" in arguments else 0
    reports = int(arguments[0]) if arguments and arguments[0].isdigit() else 1000
    if SEED.exists():
        print(f"seed: {len(prose_findings(gireport.read(SEED)))} findings")
    wrong = without_contradictions(reports)
    print(f"{reports} agreeing reports: {len(wrong)} findings")
    for seed, text, finding in wrong[:show]:
        print(f"  {seed} {finding.code} {finding.found} ({finding.expected}): {text}")
    made, found, missed, false = contradictory(reports)
    print(f"{reports} reports with one contradiction: {sum(found.values())} found, {len(false)} false")
    for kind, number in made.items():
        print(f"  {kind:20} {found[kind]:4} of {number:4}  {found[kind] / number:.0%}")
    for line in (*missed[:show], *false[:show]):
        print(f"  {line}")
    return 1 if wrong or false else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
