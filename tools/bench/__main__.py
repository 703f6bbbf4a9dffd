"""Measure gireport beside other programs in one run, and write `docs/benchmarks.md` and its plot.

    python tools/bench [--quick] [--only PART] [--python LABEL=PATH] [--docs FOLDER] [--render]

`make bench` installs the other programs in an environment of their own and runs all parts.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

from bench import batch, conversions, interpreters, page, plot, programs, start  # noqa: E402
from bench.conversions import FULL, QUICK  # noqa: E402
from bench.results import Results  # noqa: E402

PARTS = ("start", "pairs", "sizes", "batch", "figures")


def machine() -> str:
    """The processors, the memory and the system of this machine (Linux)."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{os.cpu_count()} processors ({model}), {memory:.0f} GiB of memory, {system}"


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        prog="python tools/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few turns and small documents, to try the tool")
    parser.add_argument(
        "--python", action="append", default=[], metavar="LABEL=PATH", help="one more interpreter"
    )
    parser.add_argument(
        "--peers", default=str(ROOT / ".venv-bench/bin/python"), help="the Python that has the others"
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part alone")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where the page and the plot go")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "out/bench.json", help="where the samples are kept"
    )
    parser.add_argument("--render", action="store_true", help="write the page of the last run anew")
    return parser.parse_args()


def measure(given: argparse.Namespace, results: Results, folder: Path) -> None:
    """Measure the parts that were asked for."""
    pythons = {"environment": sys.executable}
    missing: dict[str, str] = {}
    interpreters.compile_all(sys.executable)
    for one in given.python:
        label, _, path = one.partition("=")
        try:
            pythons[label] = interpreters.environment(label, path)
        except subprocess.CalledProcessError:
            missing[f"gireport, {label}"] = f"it cannot be installed with {path}"
    results.interpreters = {label: interpreters.built(python) for label, python in pythons.items()}
    ours = [
        programs.gireport("gireport" if number == 0 else f"gireport, {label}", python, "")
        for number, (label, python) in enumerate(pythons.items())
    ]
    peers, absent = programs.peers(given.peers)
    results.absent = {**missing, **absent}
    everyone = [*ours, programs.floor(sys.executable), *peers]
    results.programs = {program.name: program.description for program in everyone}
    effort = QUICK if given.quick else FULL
    parts: dict[str, Callable[[], None]] = {
        "start": lambda: (
            start.times(pythons, folder, effort.runs, results),
            start.modules(pythons, folder, results),
        ),
        "pairs": lambda: conversions.pairs(everyone, folder, effort, results),
        "sizes": lambda: conversions.sizes([*ours[:1], *everyone[len(ours) :]], folder, effort, results),
        "batch": lambda: batch.folders(everyone, pythons, folder, effort.files, effort.rounds, results),
        "figures": lambda: batch.figures(folder, effort.files // 4, effort.rounds, results),
    }
    results.turns, results.allowance, results.quick = effort.runs, effort.allowance, given.quick
    for name in given.only or PARTS:
        begin = time.perf_counter()
        parts[name]()
        print(f"{name}: {time.perf_counter() - begin:.0f} s", flush=True)


def run(given: argparse.Namespace) -> Results:
    """Measure in a folder that goes afterwards."""
    results = Results(
        command="python tools/bench --quick" if given.quick else "make bench",
        machine=machine(),
        processors=os.cpu_count() or 1,
    )
    with tempfile.TemporaryDirectory() as folder:
        measure(given, results, Path(folder))
        results.failures = [failure.replace(f"{folder}/", "") for failure in results.failures]
    return results


def main() -> None:
    """Measure, keep the samples, and write the page from them."""
    given = arguments()
    if not given.render:
        given.data.parent.mkdir(parents=True, exist_ok=True)
        given.data.write_bytes(msgspec.json.encode(run(given)))
    results = msgspec.json.decode(given.data.read_bytes(), type=Results)
    (given.docs / "benchmarks.md").write_text(page.page(results), "utf-8")
    plot.plot(results, given.docs / "benchmarks.png")


if __name__ == "__main__":
    main()
