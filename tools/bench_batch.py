"""A night's folder: `gireport batch` beside pandoc started once a file, two at a time.

python tools/bench_batch.py [COUNT [LARGE]]: rates on COUNT (1,000) reports, and on LARGE (10,000; 0: not)
ours alone, whose rate and memory must be the same. The two run in turn, ROUNDS times; of each the best round
counts, since whatever else the machine does can only slow them. What matters is the ratio.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import msgspec
import pypandoc

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import gireport
from gireport.model import Block, Paragraph, Report, Table, Text
from support import reports

GIREPORT = str(Path(sys.executable).with_name("gireport"))
DIFFERENT = 50
ROUNDS = 3
PANDOC_SAMPLE = 200
"""Files that pandoc converts: its cost a file does not depend on their number."""


def resident(root: int) -> int:
    """The resident memory of the process `root` and of all below it, in KiB (Linux)."""
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
    return total


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds that `command` took, and the peak of its whole tree's resident memory in MiB."""
    peak = 0
    start = time.perf_counter()
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def look() -> None:
        nonlocal peak
        while running.poll() is None:
            peak = max(peak, resident(running.pid))
            time.sleep(0.2)

    watching = threading.Thread(target=look)
    watching.start()
    status = running.wait()
    took = time.perf_counter() - start
    watching.join()
    assert status == 0, f"{command} left with {status}"
    return took, peak / 1024


def scaled(report: Report, factor: int) -> Report:
    """`report` with figures of its own: every count in its tables times `factor`, so that sums hold as they
    did.
    """

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


def folder(path: Path, count: int) -> None:
    """`count` reports as .docx, of `DIFFERENT` kinds."""
    path.mkdir()
    kinds = [
        gireport.write(scaled(reports.numbered(number), number + 1), "docx") for number in range(DIFFERENT)
    ]
    for number in range(count):
        (path / f"{number:06}.docx").write_bytes(kinds[number % DIFFERENT])


def ours(source: Path, out: Path) -> tuple[float, float]:
    """Seconds and MiB of docx → html + json + findings on two processes."""
    formats = ["--to", "html", "--to", "json", "--findings"]
    return measured([GIREPORT, "batch", str(source), *formats, "--jobs", "2", "--out", str(out)])


def pandoc(source: Path, out: Path, count: int) -> float:
    """Seconds of docx → html by pandoc, started once a file, two at a time."""
    out.mkdir()
    files = "\n".join(str(path) for path in sorted(source.iterdir())[:count])
    each = f'{pypandoc.get_pandoc_path()} "$1" -o "{out}/$(basename "$1").html"'
    start = time.perf_counter()
    subprocess.run(["xargs", "-P2", "-I{}", "sh", "-c", each, "sh", "{}"], input=files.encode(), check=True)
    return time.perf_counter() - start


def main(count: int = 1000, large: int = 10_000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder(root / "in", count)
        sample = min(PANDOC_SAMPLE, count)
        theirs = rate = peak = 0.0
        for turn in range(ROUNDS):
            theirs = max(theirs, sample / pandoc(root / "in", root / f"pandoc{turn}", sample))
            took, memory = ours(root / "in", root / f"out{turn}")
            rate, peak = max(rate, count / took), max(peak, memory)
        print(f"pandoc, once a file, two at a time: docx → html: {theirs:.1f} a second")
        print(f"gireport batch, two processes: docx → html + json + findings, {count}: {rate:.1f} a second")
        print(f"ratio: {rate / theirs:.1f}; peak memory of the whole tree: {peak:.0f} MiB")
        if large:
            folder(root / "many", large)
            took_large, peak_large = ours(root / "many", root / "out-many")
            print(
                f"{large}: {large / took_large:.1f} a second ({large / took_large / rate - 1:+.1%}), "
                f"{peak_large:.0f} MiB ({peak_large / peak - 1:+.1%})"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
