"""What small files that grow cost (format cases X01 …): bytes in and out, seconds of the processor, MiB, how
it ends.

`--gireport` names the command to measure, so that one table can be held against another version's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measured import Measured, run
from multipliers import CASES, Case

GIREPORT = str(Path(sys.executable).with_name("gireport"))
_ENDS = {0: "written", 3: "refused", 4: "refused"}


def measured(command: str, source: Path, target: Path, seconds: int, mib: int) -> Measured:
    """One conversion, stopped after so many seconds of the processor or at so many MiB of address space."""
    bounded = f'ulimit -v {mib * 1024}; ulimit -t {seconds}; exec "$@"'
    return run("sh", "-c", bounded, "sh", command, "convert", str(source), str(target))


def rows(cases: list[Case], command: str, seconds: int, mib: int) -> None:
    """Print a row for each case and format."""
    print("| case | file | bytes | to | bytes | seconds | MiB | end |")
    print("|---|---|--:|---|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            source = Path(folder, case.name + case.suffix)
            source.write_bytes(case.make())
            for suffix in case.targets:
                target = Path(folder, f"out.{suffix}")
                target.unlink(missing_ok=True)
                took = measured(command, source, target, seconds, mib)
                written = target.stat().st_size if target.exists() else 0
                end = _ENDS.get(took.status, "stopped")
                print(
                    f"| {case.code} | {case.title}{case.suffix} | {source.stat().st_size:,} | {suffix} | {written:,}"  # noqa: E501
                    f" | {took.processor:.2f} | {took.peak:.0f} | {end} |",
                    flush=True,
                )
            source.unlink()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gireport", default=GIREPORT)
    parser.add_argument("--only", default="", help="cases whose code or title holds this")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--mib", type=int, default=6000)
    given = parser.parse_args()
    rows([case for case in CASES if given.only in case.name], given.gireport, given.seconds, given.mib)


if __name__ == "__main__":
    main()
