"""Convert every fixture report to every format that writes, and say what was written."""

from __future__ import annotations

import sys
from pathlib import Path

from gireport.losses import Losses
from gireport.plugins.registry import Registry
from gireport.safe.output import write_file
from gireport.verbs import encode, read


def main(source: Path, target: Path) -> None:
    registry = Registry()
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.json")):
        report = read(path)
        for format_ in registry.formats:
            if format_.writer is None:
                continue
            losses = Losses()
            written = target / f"{path.stem}{format_.suffixes[0]}"
            write_file(written, encode(report, format_, losses))
            kept = (
                "whole"
                if not losses.grave
                else f"without {', '.join(loss.detail or loss.code for loss in losses)}"
            )
            print(f"{written}  {written.stat().st_size:,} bytes, {kept}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
