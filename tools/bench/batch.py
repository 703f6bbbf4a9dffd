"""A night's folder: `gireport batch` beside pandoc, started once a file; its figures beside pandas."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

import gireport
from bench.interpreters import ROOT
from bench.programs import Program
from bench.results import Results, Row, Sample
from bench.sampling import FailedRunError, Measure, in_turn, whole_process
from gireport.model import Block, Paragraph, Report, Table, Text
from support import reports

DIFFERENT = 50
"""Kinds of reports in the folder."""
PANDOC_SAMPLE = 200
"""Files that pandoc converts: its cost for a file does not depend on their number."""
WORKERS = (1, 2, 4, 8)
GIREPORT = str(Path(sys.executable).with_name("gireport"))
PANDAS = str(Path(__file__).with_name("pandas_figures.py"))


def _resident(root: int) -> float:
    """The resident memory of the process `root` and of all below it, in MiB (Linux)."""
    below: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:  # it ended meanwhile
            continue
        number = int(status.parent.name)
        below.setdefault(int(lines["PPid"]), []).append(number)
        sizes[number] = int(lines.get("VmRSS", "0 kB").split()[0])
    total, rest = 0, [root]
    while rest:
        number = rest.pop()
        total += sizes.get(number, 0)
        rest += below.get(number, [])
    return total / 1024


def whole_tree(command: list[str], count: int, environment: Mapping[str, str], out: Path) -> Sample:
    """Seconds of `command` for one of `count` files, and the peak memory of its tree of processes in MiB."""
    shutil.rmtree(out, ignore_errors=True)
    peak = 0.0
    start = time.perf_counter()
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, **environment})

    def look() -> None:
        nonlocal peak
        while running.poll() is None:
            peak = max(peak, _resident(running.pid))
            time.sleep(0.2)

    watching = threading.Thread(target=look)
    watching.start()
    status = running.wait()
    took = time.perf_counter() - start
    watching.join()
    if status:
        raise FailedRunError(f"exit status {status}")
    return Sample(took / count, peak)


def _scaled(report: Report, factor: int) -> Report:
    """`report` with figures of its own: every count in its tables times `factor`, so that sums still hold."""

    def figure(block: Block) -> Block:
        match block:
            case Paragraph((Text(count),)) if count.isdecimal():
                return msgspec.structs.replace(block, content=(Text(str(int(count) * factor)),))
        return block

    def block(one: Block) -> Block:
        if not isinstance(one, Table):
            return one
        rows = tuple(
            tuple(msgspec.structs.replace(cell, content=tuple(map(figure, cell.content))) for cell in row)
            for row in one.rows
        )
        return msgspec.structs.replace(one, rows=rows)

    return msgspec.structs.replace(report, body=tuple(map(block, report.body)))


def _folder(path: Path, count: int) -> None:
    """`count` reports as .docx, of `DIFFERENT` kinds."""
    path.mkdir()
    kinds = [
        gireport.write(_scaled(reports.numbered(number), number + 1), "docx") for number in range(DIFFERENT)
    ]
    for number in range(count):
        (path / f"{number:06}.docx").write_bytes(kinds[number % DIFFERENT])


def _sources_without_byte_code(path: Path) -> dict[str, str]:
    """Variables that put a copy of the sources, made in `path`, first, and forbid to write byte code."""
    sources = [ROOT / "src", *sorted((ROOT / "plugins").glob("*/src"))]
    for number, source in enumerate(sources):
        shutil.copytree(source, path / str(number), ignore=shutil.ignore_patterns("__pycache__"))
    copies = [str(path / str(number)) for number in range(len(sources))]
    return {"PYTHONPATH": os.pathsep.join(copies), "PYTHONDONTWRITEBYTECODE": "1"}


def _pandoc(pandoc: Program, source: Path, count: int, out: Path) -> Sample:
    """docx → html by pandoc, started once a file, two at a time."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    command, *options, _, _, _ = pandoc.command("docx", "html", Path(), Path())
    each = f'"{command}" {" ".join(options)} -o "{out}/$(basename "$1").html" "$1"'
    files = "\n".join(str(path) for path in sorted(source.iterdir())[:count])
    start = time.perf_counter()
    subprocess.run(["xargs", "-P2", "-I{}", "sh", "-c", each, "sh", "{}"], input=files.encode(), check=True)
    return Sample((time.perf_counter() - start) / count)


def folders(
    programs: list[Program],
    interpreters: Mapping[str, str],
    folder: Path,
    count: int,
    rounds: int,
    results: Results,
) -> None:
    """docx → html + json + findings of `count` reports with more and more workers; pandoc: html alone."""
    source, out = folder / "night", folder / "night-out"
    _folder(source, count)
    measures: dict[str, Measure] = {}
    pandoc = next((program for program in programs if program.name == "pandoc"), None)
    if pandoc:
        measures["pandoc"] = functools.partial(_pandoc, pandoc, source, min(PANDOC_SAMPLE, count), out)
    formats = ["--to", "html", "--to", "json", "--findings", "--out", str(out)]

    def ours(script: str, workers: int, environment: Mapping[str, str]) -> Measure:
        command = [script, "batch", str(source), *formats, "--jobs", str(workers)]
        return functools.partial(whole_tree, command, count, environment, out)

    named: dict[str, int] = {}
    for workers in WORKERS:
        name = f"{workers} worker{'s' if workers > 1 else ''}"
        measures[name], named[name] = ours(GIREPORT, workers, {}), workers
    bare = _sources_without_byte_code(folder / "sources")
    name = "2 workers, no byte code written at set-up"
    measures[name], named[name] = ours(GIREPORT, 2, bare), 2
    for label, python in list(interpreters.items())[1:]:
        name = f"2 workers, {label}"
        measures[name], named[name] = ours(str(Path(python).with_name("gireport")), 2, {}), 2
    samples, failures = in_turn(measures, rounds, allowance=600, warm=0)
    results.failures += [f"batch, {name}: {reason}" for name, reason in failures.items()]
    theirs = {"pandoc": samples["pandoc"]} if "pandoc" in samples else {}
    for name, workers in named.items():
        if name in samples:
            results.rows.append(Row("batch", name, {"gireport": samples[name], **theirs}, workers))
    print("  batch", flush=True)


def figures(folder: Path, count: int, rounds: int, results: Results) -> None:
    """The figures of `count` pages to one Parquet file; pandas reads the cells of the same tables."""
    page = gireport.write(gireport.read(ROOT / "fixtures" / "reports" / "2021.json"), "html")
    pages = folder / "pages"
    pages.mkdir()
    for number in range(count):
        (pages / f"{number:06}.html").write_bytes(page)
    out = str(folder / "out.parquet")
    measures: dict[str, Measure] = {
        "gireport": functools.partial(
            whole_process,
            [GIREPORT, "data", "--to", "parquet", "--out", out, *map(str, sorted(pages.iterdir()))],
        )
    }
    if importlib.util.find_spec("pandas") is None:
        results.absent["pandas"] = "pandas is not installed"
    else:
        measures["pandas"] = functools.partial(whole_process, [sys.executable, PANDAS, str(pages), out])
    samples, failures = in_turn(measures, rounds, allowance=120, warm=0)
    results.failures += [f"figures, {name}: {reason}" for name, reason in failures.items()]
    results.rows.append(Row("figures", f"{count:,} pages → one Parquet file", samples))
    print("  figures", flush=True)
