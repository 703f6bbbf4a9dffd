"""Eight editors at once: reports posted to `gireport serve` beside `gireport batch` with as many workers.

python tools/bench_web.py [COUNT [CLIENTS]]: COUNT (200) reports by CLIENTS (8) at once, two workers. The two
run in turn, ROUNDS times, and of each the best round counts; the batch is taken with its start and without.
Then 100 documents are held. Printed are the rates, their ratio, the slowest answer, and the memory of the
server with its workers (proportional: shared pages count once).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plugins" / "gireport-web" / "tests"))
from serving import GIREPORT, Server, serving

import gireport

ROOT = Path(__file__).resolve().parents[1]
WORKERS = "2"
ROUNDS = 3
HELD = 100
MIB = 1024 * 1024


def batch_seconds(folder: Path) -> float:
    """Seconds of `gireport batch` on the files of `folder`."""
    with tempfile.TemporaryDirectory() as out:
        command = [GIREPORT, "batch", str(folder), "--to", "html", "--out", out, "--jobs", WORKERS]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


def server_rate(server: Server, files: list[Path], clients: int) -> tuple[float, float]:
    """Reports a second of the server, and the seconds of the slowest answer."""

    def post(path: Path) -> float:
        start = time.perf_counter()
        assert server.post("/api/convert", {"file": (path.name, path.read_bytes())}, to="html").status == 200
        return time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        slowest = max(threads.map(post, files))
    return len(files) / (time.perf_counter() - start), slowest


def memory(process: int) -> int:
    """Bytes of a process and those that it started."""
    total = 0
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            total = int(line.split()[1]) * 1024
    children = " ".join(one.read_text() for one in Path(f"/proc/{process}/task").glob("*/children"))
    return total + sum(memory(int(child)) for child in children.split())


def main() -> None:
    """Print the table."""
    count, clients = (int(one) for one in (*sys.argv[1:], *("200", "8")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name, serving("--workers", WORKERS) as server:
        folder = Path(name)
        report = gireport.write(gireport.read(ROOT / "fixtures" / "reports" / "2021.json"), "docx")
        files = [folder / f"{number:04}.docx" for number in range(count)]
        for path in files:
            path.write_bytes(report)
        server_rate(server, files[:4], 2)  # the workers start
        few = folder / "few"
        few.mkdir()
        for number in range(int(WORKERS)):
            (few / f"{number}.docx").write_bytes(report)
        rounds = [
            (batch_seconds(folder), batch_seconds(few), *server_rate(server, files, clients))
            for _ in range(ROUNDS)
        ]
        whole, start, web = (f(one[i] for one in rounds) for i, f in ((0, min), (1, min), (2, max)))
        started = count / (whole - start)
        print(f"gireport batch, {WORKERS} workers        {count / whole:7.1f} reports/s")
        print(f"the same without its start       {started:7.1f} reports/s")
        print(f"gireport serve, {clients} clients        {web:7.1f} reports/s, {web / started:.2f} of that")
        print(f"slowest answer                   {max(one[3] for one in rounds):7.2f} s")
        print(f"memory after {count * ROUNDS} reports         {memory(server.process.pid) / MIB:7.1f} MiB")
        for path in (files * HELD)[:HELD]:
            assert server.post("/documents", {"file": (path.name, report)}).status == 201
        held = json.loads(server.ask("/healthz").body)["documents"]
        print(f"memory with {held} documents held   {memory(server.process.pid) / MIB:7.1f} MiB")


if __name__ == "__main__":
    main()
