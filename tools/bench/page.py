"""`docs/benchmarks.md` from what a run measured: tables of ratios with their spread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.results import Ratio, Results, Row, Sample, Value, median, mib, ratio, seconds, slope
from bench.start import EMPTY

OURS = "gireport"
TEMPLATE = Path(__file__).with_name("page.template.md")


def page(results: Results) -> str:
    """The whole page."""
    sizes = {"process": "from → to", "reports": "reports", "rows": "rows"}
    parts = {
        "command": results.command,
        "kind": f" of at most {results.turns} turns" + (" (a quick one: its spread is wide)" * results.quick),
        "machine": results.machine,
        "allowance": f"{results.allowance:g}",
        "participants": _participants(results),
        "start": _start(results),
        "modules": _modules(results),
        "one more": _matrix(results.of("one more"), "from → to", "ms", seconds),
        "slope": _slope(results),
        "simulated": _simulated(results),
        "batch": _batches(results),
        "figures": _matrix(results.of("figures"), "from → to", "ms", seconds),
        "failures": _failures(results),
    }
    for name, first in sizes.items():
        parts[f"{name} time"] = _matrix(results.of(name), first, "ms", seconds)
        parts[f"{name} memory"] = _matrix(results.of(name), first, "MiB", mib)
    return TEMPLATE.read_text("utf-8").format_map(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; all columns but the first are aligned to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def written_ratio(one: Ratio | None) -> str:
    """`0.85 (0.82–0.91)`, `0.85 (once)`: three digits below 0.1, none from 10 on."""
    if one is None:
        return "—"
    digits = 3 if one.median < 0.1 else 2 if one.median < 10 else 0
    middle, low, high = (f"{value:.{digits}f}" for value in one[:3])
    return f"{middle} ({low}–{high})" if one.turns > 1 else f"{middle} (once)"


def _value(samples: Sequence[Sample], unit: str, value: Value) -> str:
    number = median(samples, value) * (1000 if unit == "ms" else 1)
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _matrix(rows: Sequence[Row], first: str, unit: str, value: Value) -> str:
    """A row for each conversion: gireport's own value, and its ratio to each other program."""
    others = list(dict.fromkeys(name for row in rows for name in row.samples if name != OURS))
    lines = []
    for row in rows:
        ours = row.samples.get(OURS, [])
        own = _value(ours, unit, value) if ours else "—"
        ratios = [written_ratio(ratio(ours, row.samples.get(name, []), value)) for name in others]
        lines.append([f"{row.size:,}" if row.size else row.label, own, *ratios])
    return table([first, f"{OURS}, {unit}", *[f"/ {name}" for name in others]], lines)


def _participants(results: Results) -> str:
    lines = [f"Python, *{label}*: {built}." for label, built in results.interpreters.items()]
    lines += [f"{name}: {what}." for name, what in results.programs.items() if what]
    lines += [f"Not measured: {name} ({reason})." for name, reason in results.absent.items()]
    return "\n".join(f"- {line}" for line in lines)


def _start(results: Results) -> str:
    lines = []
    for label in results.interpreters:
        for row in results.of(f"start, {label}"):
            ours, empty = row.samples[OURS], row.samples[EMPTY]
            cells = [row.label, label, _value(ours, "ms", seconds), written_ratio(ratio(ours, empty))]
            lines.append(cells)
    return table(["program", "Python", "ms", f"/ `{EMPTY}`"], lines)


def _modules(results: Results) -> str:
    names = list(next(iter(results.modules.values()), {}))
    rows = [[label, *[f"{counts[name]}" for name in names]] for label, counts in results.modules.items()]
    return table(["Python", *names], rows)


def _batches(results: Results) -> str:
    lines = []
    for row in results.of("batch"):
        ours = row.samples[OURS]
        faster = ratio(row.samples.get("pandoc", []), ours)
        lines.append(
            [row.label, f"{1 / median(ours):,.0f}", written_ratio(faster), f"{max(map(mib, ours)):.0f}"]
        )
    return table(
        ["gireport batch", "files a second", "times as fast as pandoc", "peak MiB of the tree"], lines
    )


def _slope(results: Results) -> str:
    rows = results.of("reports")
    if not (samples := slope(rows)):
        return ""
    label = f"one more, from {rows[0].size:,} to {rows[-1].size:,} reports"
    return _matrix([Row("reports", label, samples)], "docx → html", "ms", seconds)


def _simulated(results: Results) -> str:
    crowded = [row.label for row in results.of("batch") if row.size > results.processors]
    if not crowded:
        return ""
    return (
        f"**Simulated:** this machine has {results.processors} processors, which the workers of the rows "
        f"{' and '.join(f'*{label}*' for label in crowded)} share.\nThese rows show what more workers cost, "
        "not what more processors would gain.\n\n"
    )


def _failures(results: Results) -> str:
    if not results.failures:
        return ""
    return "\n## Without a result\n\n" + "".join(f"- {failure}\n" for failure in results.failures)
