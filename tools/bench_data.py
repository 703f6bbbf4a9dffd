"""How fast does a folder of reports become figures, findings and Parquet, and in how much memory?

    bench_data.py FOLDER

`FOLDER` is one that `docs/examples/county_reports.py` has written. For each year in turn, the local engine and two
workers of Dask write figures and findings beside it; then DuckDB writes both stores as Parquet, and the figures must be
those of the truth. Memory is the proportional set size of the process and all that it started (Linux), looked at every
half second.
"""  # noqa: E501

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import duckdb
import psutil

ENGINES = ("local", "dask")
TO_PARQUET = """
    COPY (
        SELECT *, regexp_extract(organ, '市(.+?[县区市])', 1) AS county
        FROM read_json(
            '{store}/**/*.figures.jsonl',
            format = 'newline_delimited',
            columns = {{
                source: 'VARCHAR', organ: 'VARCHAR', year: 'INTEGER', edition: 'VARCHAR',
                "table": 'VARCHAR', key: 'VARCHAR', path: 'VARCHAR', value: 'DOUBLE',
                unit: 'VARCHAR', state: 'VARCHAR', raw: 'VARCHAR', cell: 'VARCHAR'
            }}
        )
    ) TO '{out}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), OVERWRITE)
"""
COMPARE = """
    SELECT count(*), count(*) FILTER (f.value = t.value)
    FROM '{out}/**/*.parquet' AS f FULL JOIN '{truth}' AS t USING (county, year, key)
"""


class Took(NamedTuple):
    """Wall seconds, seconds of the processor, and the peak of the processes together in MiB."""

    seconds: float
    processor: float
    peak: float


def watched(command: list[str]) -> Took:
    """Run `command` to its end, and look at it and at all that it started."""
    start, peak, spent = time.perf_counter(), 0.0, dict[int, float]()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            now = 0.0
            for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
                try:
                    now += one.memory_full_info().pss
                    times = one.cpu_times()
                    spent[one.pid] = times.user + times.system
                except psutil.Error:
                    continue  # it has just ended
            peak = max(peak, now / 2**20)
            time.sleep(0.5)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return Took(time.perf_counter() - start, sum(spent.values()), peak)


def batch(reports: Path, store: Path, engine: str) -> Took:
    """Have the figures and findings of `reports` written to `store`."""
    command = [sys.executable, "-m", "gireport", "batch", str(reports), "--figures", "--findings"]
    return watched([*command, "--out", str(store), "--engine", engine, "--jobs", "2"])


def tell(what: str, count: int, took: Took) -> None:
    """Print one row."""
    rates = (
        f"{count / took.seconds:6.1f} a second {1000 * took.processor / count:6.1f} ms of the processor each"
    )
    print(f"{what:14} {count:6} reports {took.seconds:7.1f} s {rates} {took.peak:5.0f} MiB", flush=True)


def main(folder: Path) -> None:
    """Measure, and print one row for each run."""
    whole: dict[str, list[Took]] = {engine: [] for engine in ENGINES}
    count = 0
    for year in sorted((folder / "reports").iterdir()):
        here = sum(1 for _ in year.iterdir())
        count += here
        for engine in ENGINES:
            store = folder / f"store-{engine}" / year.name
            shutil.rmtree(store, ignore_errors=True)
            whole[engine].append(batch(year, store, engine))
            tell(f"{year.name} {engine}", here, whole[engine][-1])
    for engine, runs in whole.items():
        took = Took(
            *(sum(parts) for parts in list(zip(*runs, strict=True))[:2]), max(one.peak for one in runs)
        )
        tell(f"all {engine}", count, took)
        out = folder / f"figures-{engine}"
        code = f"import duckdb; duckdb.sql({TO_PARQUET.format(store=folder / f'store-{engine}', out=out)!r})"
        tell(f"to Parquet {engine}", count, watched([sys.executable, "-c", code]))
        truth = folder / "truth" / "figures.parquet"
        ((found, equal),) = duckdb.sql(COMPARE.format(out=out, truth=truth)).fetchall()
        size = sum(file.stat().st_size for file in out.rglob("*.parquet")) / 2**20
        print(f"{engine}: {equal} of {found} figures are those of the truth; Parquet has {size:.1f} MiB")
        if equal != found:
            raise SystemExit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
