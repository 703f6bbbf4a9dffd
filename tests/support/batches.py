"""What a batch has left in its output folder, as tests compare it."""

from __future__ import annotations

import json
from pathlib import Path


def outputs(out: Path) -> dict[str, bytes]:
    """The files below `out` by their paths, in order, without the manifest."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "manifest.jsonl"
    }


def manifest(out: Path) -> list[dict]:
    """The rows of the manifest in `out`, without the seconds, which differ from run to run."""
    rows = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        del row["seconds"]
    return rows
