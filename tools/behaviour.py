"""What gireport makes of many files, stored, so that a change can be compared with the commit before it.

python tools/behaviour.py generate FILE        writes 1,000 generated reports to FILE, one JSON form a line
python tools/behaviour.py store OUT [FILE...]  reads every FILE (a folder, a document, or a .jsonl of reports)
python tools/behaviour.py compare OLD NEW      prints what differs; exit status 1 where something does

For each document: the report, the losses, the figures, the findings, and the bytes of every format that can
be written. Texts of messages are left out: code, severity, count and place must stay, words may change.
"""

from __future__ import annotations

import hashlib
import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

import gireport
from gireport.losses import Losses
from gireport.verbs import default_registry

GENERATED = 1000
SHOWN = 40


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def _losses(losses: Losses) -> list[list[Any]]:
    return [[loss.code, loss.severity, loss.count, loss.where] for loss in losses]


def _error(error: gireport.GireportError) -> list[Any]:
    return [type(error).__name__, error.code, error.exit_status]


_BY_LIBREOFFICE = {"doc", "rtf", "pdf"}
"""Formats that LibreOffice writes: two runs give different bytes, and each takes a second."""


def of_report(report: gireport.Report) -> dict[str, Any]:
    """The digests of the report, its figures, its findings, and of each format's bytes."""
    encode = msgspec.json.Encoder(decimal_format="string").encode
    found = gireport.check(report)
    result: dict[str, Any] = {
        "report": _digest(repr(report).encode("utf-8", "surrogatepass")),
        "figures": _digest(encode([msgspec.to_builtins(one) for one in gireport.figures(report)])),
        "findings": [
            [one.code, one.rule, one.severity, one.where, one.found, one.expected, one.key] for one in found
        ],
        "cells": [one.cells for one in found],
    }
    for format_ in sorted(default_registry().formats, key=lambda one: one.name):
        if format_.writer is None or format_.name in _BY_LIBREOFFICE:
            continue
        losses = Losses()
        try:
            data = gireport.write(report, format=format_.name, losses=losses)
        except gireport.GireportError as error:
            result[f"to {format_.name}"] = _error(error)
            continue
        result[f"to {format_.name}"] = [_digest(data), _losses(losses)]
        if format_.reader is not None:
            back = Losses()
            try:
                again = gireport.read(data, format_.name, losses=back)
            except gireport.GireportError as error:
                result[f"back from {format_.name}"] = _error(error)
                continue
            same = again == report or _digest(repr(again).encode("utf-8", "surrogatepass"))
            result[f"back from {format_.name}"] = [same, _losses(back)]
    return result


def of_file(path: Path) -> dict[str, Any]:
    """What the file gives: `of_report` and the losses of reading, or the error."""
    losses = Losses()
    try:
        report = gireport.read(path, losses=losses)
    except gireport.GireportError as error:
        return {"error": _error(error)}
    return {"losses": _losses(losses), **of_report(report)}


def _one(job: tuple[str, str | None]) -> tuple[str, dict[str, Any]]:
    name, form = job
    warnings.simplefilter("ignore")
    if form is None:
        return name, of_file(Path(name))
    return name, of_report(gireport.read(form.encode(), "json"))


def _jobs(names: list[str]) -> Iterator[tuple[str, str | None]]:
    for name in names:
        path = Path(name)
        if path.suffix == ".jsonl":
            for number, line in enumerate(filter(None, path.read_text("utf-8").split("\n")), 1):
                yield f"{path.name}:{number}", line
        else:
            files = sorted(path.rglob("*")) if path.is_dir() else [path]
            yield from ((str(file), None) for file in files if file.is_file())


def store(out: Path, names: list[str]) -> None:
    """Write what each file gives to `out`, one JSON object a line."""
    with ProcessPoolExecutor(2) as pool, out.open("w", encoding="utf-8") as file:
        for name, found in pool.map(_one, _jobs(names), chunksize=8):
            file.write(json.dumps({"name": name, **found}, ensure_ascii=False) + "\n")


def compare(old: Path, new: Path) -> int:
    """Print the documents that differ, and in what; the number of differences."""
    before, after = (
        {row["name"]: row for row in map(json.loads, one.open(encoding="utf-8"))} for one in (old, new)
    )
    differ: Counter[str] = Counter()
    for name, row in before.items():
        other = after.get(name)
        if other is None:
            continue
        for key in {**row, **other}:
            if row.get(key) != other.get(key):
                differ[key] += 1
                if sum(differ.values()) <= SHOWN:
                    print(f"{name}: {key}\n  - {row.get(key)}\n  + {other.get(key)}"[:600])
    print(f"{len(before.keys() & after.keys())} documents in both; differences: {dict(differ) or 'none'}")
    return sum(differ.values())


def generate(out: Path) -> None:
    """Write `GENERATED` reports of the strategies to `out`, two thirds of any shape, one third statutory."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    from gireport.testing import statutory, strategies

    lines: list[str] = []

    def collect(strategy: Any, most: int, of: Any) -> None:
        @seed(20261129)
        @settings(
            max_examples=most,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def draw(drawn: Any) -> None:
            lines.append(gireport.write(of(drawn), format="json").decode())

        draw()

    collect(strategies.reports(), GENERATED * 2 // 3, lambda drawn: drawn)
    collect(statutory.statutory_reports(), GENERATED - GENERATED * 2 // 3, lambda drawn: drawn.report)
    compact = (json.dumps(json.loads(line), ensure_ascii=False) for line in lines)
    out.write_text("\n".join(compact) + "\n", "utf-8")


def main() -> int:
    """Run the command that the arguments name."""
    command, *names = sys.argv[1:]
    if command == "generate":
        generate(Path(names[0]))
    elif command == "store":
        store(Path(names[0]), names[1:])
    else:
        return min(compare(Path(names[0]), Path(names[1])), 1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
