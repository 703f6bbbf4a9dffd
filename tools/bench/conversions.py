"""Conversions of files: as whole processes, one more in a living process, and of growing documents."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import inputs
from bench.programs import PAIRS, PORTAL, Pair, Program
from bench.results import Results, Row
from bench.sampling import LivingProcess, Measure, in_turn, whole_process

REPORTS = (1, 10, 100)


class Effort(NamedTuple):
    """How much is measured.

    `runs`: the turns. `allowance`: the seconds that one program may use for one row. `limit`: the seconds
    after which a run on a larger document is stopped. `rows`: the lengths of tables. `files` and `rounds` are
    those of a batch.
    """

    runs: int
    allowance: float
    limit: int
    pairs: tuple[Pair, ...]
    rows: tuple[int, ...]
    files: int
    rounds: int


FULL = Effort(15, 2.5, 30, (*PAIRS, PORTAL), (100, 1_000, 10_000, 100_000), 1000, 1)
QUICK = Effort(3, 1, 20, (*PAIRS[::5], PORTAL), (100, 1_000, 10_000), 60, 1)


def _label(source: str, target: str) -> str:
    return f"{source} → {target}"


def _store(results: Results, row: Row, failures: dict[str, str]) -> None:
    results.rows.append(row)
    size = f", {row.size:,} {row.table}" if row.size else ""
    results.failures += [f"{name}, {row.label}{size}: {reason}" for name, reason in failures.items()]
    print(f"  {row.table} {row.label}{size}", flush=True)


def pairs(programs: Sequence[Program], folder: Path, effort: Effort, results: Results) -> None:
    """Every pair of formats: the whole process, then one more conversion."""
    files = inputs.in_every_format(folder)
    own = _inputs_of_their_own(programs, files, folder)
    for source, target in effort.pairs:
        out = folder / f"out.{target}"
        taking_part = [program for program in programs if (source, target) in program.pairs]
        measures: dict[str, Measure] = {}
        for program in taking_part:
            path = own.get((program.name, source), files[source])
            measures[program.name] = functools.partial(
                whole_process, program.command(source, target, path, out)
            )
        samples, failures = in_turn(measures, effort.runs, effort.allowance)
        _store(results, Row("process", _label(source, target), samples), failures)
        with contextlib.ExitStack() as stack:
            measures = {}
            for program in taking_part:
                if program.living:
                    path = own.get((program.name, source), files[source])
                    living = LivingProcess(program.living(source, target, path))
                    measures[program.name] = stack.enter_context(living).measure
            samples, failures = in_turn(measures, effort.runs, effort.allowance, warm=3)
        _store(results, Row("one more", _label(source, target), samples), failures)


def _inputs_of_their_own(
    programs: Sequence[Program], files: dict[str, Path], folder: Path
) -> dict[tuple[str, str], Path]:
    """(program, format) → file, where a program does not read ours: pandoc's JSON is its own."""
    return {
        (program.name, "json"): inputs.syntax_tree(
            program.command("docx", "json", files["docx"], folder / "ast.json"), folder / "ast.json"
        )
        for program in programs
        if program.name == "pandoc"
    }


def sizes(programs: Sequence[Program], folder: Path, effort: Effort, results: Results) -> None:
    """docx → html of more and more reports in a file, and of longer and longer tables."""
    _growing("reports", REPORTS, inputs.reports, programs, folder, effort, results)
    _growing("rows", effort.rows, inputs.long_table, programs, folder, effort, results)


def _growing(
    table: str,
    numbers: Sequence[int],
    make: Callable[[int], bytes],
    programs: Sequence[Program],
    folder: Path,
    effort: Effort,
    results: Results,
) -> None:
    """One row for each size; a program that failed at one measures part in no larger one."""
    left = [program for program in programs if ("docx", "html") in program.pairs]
    for number in numbers:
        path = folder / f"{table}-{number}.docx"
        path.write_bytes(make(number))
        measures: dict[str, Measure] = {
            program.name: functools.partial(
                whole_process, program.command("docx", "html", path, folder / "out.html"), effort.limit
            )
            for program in left
        }
        samples, failures = in_turn(measures, effort.runs, effort.allowance)
        _store(results, Row(table, "docx → html", samples, number), failures)
        left = [program for program in left if program.name not in failures]
