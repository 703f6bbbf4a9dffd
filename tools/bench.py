"""Side by side in one run: gireport and pandoc, as whole processes, and one more report in process.

Of a portal page gireport reads the article; pandoc, which does not look for it, reads the whole page.

Machines are noisy, so the two take turns, and the ratio of the medians is what counts.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

import gireport
from gireport.model import Report
from gireport.plugins.builtin import gireport_formats
from measured import run

ROOT = Path(__file__).resolve().parents[1]
PORTAL = ROOT / "fixtures" / "portal" / "trs-utf-8.html"
GIREPORT = str(Path(sys.executable).with_name("gireport"))
PANDOC = pypandoc.get_pandoc_path()
PANDOC_NAMES = {"docx": "docx", "html": "html", "portal": "html", "odt": "odt", "markdown": "gfm"}


def sample() -> Report:
    """The seed where it is at hand, else the fixture of its size."""
    seed = ROOT.parent / "shared" / "seed" / "sishui-2023.txt"
    return gireport.read(seed if seed.exists() else ROOT / "fixtures" / "reports" / "2019.json")


def process(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak MiB of one run of `command`."""
    done = run(*command)
    if done.status:
        raise SystemExit(f"{' '.join(command)} failed: {done.said}")
    return done.seconds, done.peak


def in_turn(ours: list[str], theirs: list[str] | None, runs: int) -> list[tuple[float, float]]:
    """The medians of (milliseconds, MiB) of the commands, run in turn."""
    commands = [ours] + ([theirs] if theirs else [])
    taken: list[list[tuple[float, float]]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for command, results in zip(commands, taken, strict=True):
            result = process(command)
            if turn:  # the first run fills the caches
                results.append(result)
    return [
        (1000 * statistics.median(seconds for seconds, _ in results), max(peak for _, peak in results))
        for results in taken
    ]


def one_more(source: str, target: str, data: bytes, runs: int) -> float:
    """Milliseconds of one more conversion in a process that has done some."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        gireport.write(gireport.read(data, source), target)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    report = sample()
    names = [format_.name for format_ in gireport_formats() if format_.reader and format_.writer]
    inputs = {name: gireport.write(report, name) for name in names}
    inputs["portal"] = PORTAL.read_bytes()
    version = subprocess.run(
        [PANDOC, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    print(f"One report of the seed's size; medians of {runs} runs in turn; pandoc {version}.\n")
    print("| from → to | gireport ms | pandoc ms | ratio | gireport MiB | pandoc MiB | one more, ms |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for source, data in inputs.items():
            path = Path(folder, f"in.{source}")
            path.write_bytes(data)
            for target in names:
                ours = [
                    GIREPORT,
                    "convert",
                    str(path),
                    str(Path(folder, "out")),
                    "--to",
                    target,
                    "--from",
                    source,
                ]
                theirs = None
                if source in PANDOC_NAMES and target in PANDOC_NAMES:
                    theirs = [PANDOC, "-f", PANDOC_NAMES[source], "-t", PANDOC_NAMES[target]]
                    theirs += ["-o", str(Path(folder, "theirs")), str(path)]
                (ms, mib), *other = in_turn(ours, theirs, runs)
                more = one_more(source, target, data, runs)
                if other:
                    (their_ms, their_mib) = other[0]
                    rest = f"{their_ms:.0f} | {ms / their_ms:.2f} | {mib:.0f} | {their_mib:.0f}"
                else:
                    rest = f"— | — | {mib:.0f} | —"
                print(f"| {source} → {target} | {ms:.0f} | {rest} | {more:.1f} |", flush=True)


if __name__ == "__main__":
    main()
