"""Figures per second: reports to one Parquet file, beside pandas.read_html over the same HTML tables.

pandas is no dependency of ours; without it only our own figure is printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import sys
import tempfile
import time
from pathlib import Path

import gireport
from measured import run

ROOT = Path(__file__).resolve().parents[1]
GIREPORT = str(Path(sys.executable).with_name("gireport"))


def pandas_seconds(pages: list[Path], out: Path) -> tuple[float, int]:
    """Seconds and cells of pandas reading the tables of `pages` and writing them to one Parquet file."""
    import pandas

    start = time.perf_counter()
    frames = [
        table.astype(str).melt(ignore_index=False).astype(str)
        for page in pages
        for table in pandas.read_html(io.StringIO(page.read_text("utf-8")), header=None)
    ]
    whole = pandas.concat(frames)
    whole.to_parquet(out)
    return time.perf_counter() - start, len(whole)


def main() -> None:
    """Print the two rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    count = parser.parse_args().reports
    report = gireport.read(ROOT / "fixtures" / "reports" / "2021.json")
    figures = len(gireport.figures(report)) * count
    page = gireport.write(report, "html")
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder, f"{number}.html") for number in range(count)]
        for path in pages:
            path.write_bytes(page)
        out = str(Path(folder, "out.parquet"))
        done = run(GIREPORT, "data", "--to", "parquet", "--out", out, *map(str, pages))
        if done.status:
            raise SystemExit(done.said)
        print(f"\n| {count} reports to one Parquet file | seconds | figures a second | peak MiB |")
        print("|---|---|---|---|")
        print(f"| gireport | {done.seconds:.1f} | {figures / done.seconds:,.0f} | {done.peak:.0f} |")
        if importlib.util.find_spec("pandas") is None:
            print("| pandas.read_html | not installed | — | — |")
            return
        seconds, cells = pandas_seconds(pages, Path(out))
        print(
            f"| pandas.read_html (cells, no keys) | {seconds:.1f} | {figures / seconds:,.0f} ({cells:,} cells) | — |"  # noqa: E501
        )


if __name__ == "__main__":
    main()
