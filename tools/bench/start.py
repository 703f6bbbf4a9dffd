"""What a start costs before a document is read: beside an empty program, and in imported modules."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench import inputs
from bench.programs import FLOOR
from bench.results import Results, Row
from bench.sampling import Measure, in_turn, whole_process

EMPTY = "python -c pass"

# The command ends by `os._exit`, which calls nothing that `atexit` knows.
_COUNT = """
import atexit, os, sys
before = set(sys.modules)
leave = os._exit
def tell():
    print(len(set(sys.modules) - before), file=sys.__stderr__)
def tell_and_leave(status):
    tell()
    sys.__stderr__.flush()
    leave(status)
os._exit = tell_and_leave
atexit.register(tell)
"""
_COMMAND = """
sys.argv = sys.argv[1:]
exec(compile(open(sys.argv[0]).read(), sys.argv[0], "exec"))
"""


def times(interpreters: Mapping[str, str], folder: Path, runs: int, results: Results) -> None:
    """gireport's starts and the floor, each in turn with an empty program of the same interpreter."""
    package = folder / "floor.docx"
    package.write_bytes(inputs.reports(1))
    for label, python in interpreters.items():
        commands = {
            "gireport --version": [str(Path(python).with_name("gireport")), "--version"],
            "import gireport": [python, "-c", "import gireport"],
            "the floor: unzip and parse one .docx": [python, FLOOR, "docx", str(package)],
        }
        measures: dict[str, Measure] = {EMPTY: functools.partial(whole_process, [python, "-c", "pass"])}
        for name, command in commands.items():
            measures[name] = functools.partial(whole_process, command)
        samples, failures = in_turn(measures, runs, allowance=60)
        results.failures += [f"{label}, {name}: {reason}" for name, reason in failures.items()]
        for name in commands:
            if name in samples:
                row = Row(f"start, {label}", name, {"gireport": samples[name], EMPTY: samples[EMPTY]})
                results.rows.append(row)
        print(f"  start, {label}", flush=True)


def modules(interpreters: Mapping[str, str], folder: Path, results: Results) -> None:
    """The number of modules that a run imports beyond those of an empty program."""
    package = folder / "modules.docx"
    package.write_bytes(inputs.reports(1))
    for label, python in interpreters.items():
        script = str(Path(python).with_name("gireport"))
        runs = {
            "gireport --version": (_COMMAND, [script, "--version"]),
            "import gireport": ("import gireport", []),
            "docx → html": (_COMMAND, [script, "convert", str(package), str(folder / "modules.html")]),
        }
        results.modules[label] = {name: _imported(python, *run) for name, run in runs.items()}


def _imported(python: str, code: str, arguments: list[str]) -> int:
    done = subprocess.run(
        [python, "-c", _COUNT + code, *arguments], capture_output=True, text=True, check=True
    )
    return int(done.stderr.split()[-1])
