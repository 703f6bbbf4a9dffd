"""Fuzz one reader: mutated files and raw bytes; only our errors may come out, soon and in little memory.

python tools/fuzz.py FORMAT SECONDS [SEED_FOLDER …]. Needs atheris, which is no dependency of the tests:
without it the mutations are our own, and blind. What is found is written to `fuzz-found/FORMAT/`.
"""

from __future__ import annotations

import hashlib
import io
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import gireport
from gireport.errors import GireportError
from gireport.losses import Losses
from gireport.model import normal
from gireport.plugins.registry import Registry
from gireport.testing.strategies import NASTY_TEXTS

SLOW = 10
MEMORY = 1 << 30
TOKENS = [text.encode() for text in NASTY_TEXTS] + [
    b"<",
    b">",
    b'"',
    b"</",
    b"\x00",
    b"-1",
    b"99999999",
    b"\xff\xfe",
]


class SlowError(Exception):
    """Reading took longer than `SLOW` seconds of processor time."""


def _too_slow(*_: object) -> None:
    raise SlowError


def seeds(folders: list[str], suffixes: tuple[str, ...]) -> list[bytes]:
    """The files to start from: the fixtures in the format, and what stands in `folders`."""
    root = Path(__file__).resolve().parents[1]
    paths = [
        path for folder in [root / "fixtures", *map(Path, folders)] for path in sorted(folder.rglob("*"))
    ]
    return [path.read_bytes() for path in paths if path.suffix in suffixes and path.stat().st_size < 200_000]


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """`data` with some pieces changed; inside one part where it is a zip package."""
    if data[:2] == b"PK" and rng.random() < 0.9:
        return _mutate_part(data, rng, others)
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        _change(out, rng, others)
    return bytes(out)


def _change(out: bytearray, rng: random.Random, others: list[bytes]) -> None:
    place = rng.randrange(len(out) + 1)
    length = rng.choice((1, 1, 2, 8, 64, 512))
    kind = rng.randrange(6)
    if kind == 0:
        out[place : place + 1] = bytes([rng.randrange(256)])
    elif kind == 1:
        del out[place : place + length]
    elif kind == 2:
        out[place:place] = out[place : place + length] * rng.choice((1, 2, 50))
    elif kind == 3:
        out[place:place] = rng.choice(TOKENS)
    elif kind == 4:
        other = rng.choice(others)
        start = rng.randrange(len(other) + 1)
        out[place : place + length] = other[start : start + length * 4]
    else:  # move a whole element or attribute elsewhere, which plain bytes seldom do
        start = out.find(b"<", place)
        end = out.find(b">", start)
        if 0 <= start < end:
            piece = bytes(out[start : end + 1])
            target = out.find(b"<", rng.randrange(len(out) + 1))
            out[max(target, 0) : max(target, 0)] = piece


def _mutate_part(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return data[: rng.randrange(len(data) + 1)]
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    if not names:
        return data[: rng.randrange(len(data) + 1)]
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(names)
        part = bytearray(parts[name])
        for _ in range(rng.choice((1, 1, 2, 4))):
            _change(part, rng, [parts[rng.choice(names)] or b"<a/>"])
        parts[name] = bytes(part)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def check(read: Callable[[bytes], gireport.Report], data: bytes) -> str:
    """What is wrong with how `data` is read; empty where nothing is."""
    signal.setitimer(signal.ITIMER_PROF, SLOW)  # of processor time: machines are busy
    try:
        report = read(data)
        if normal(report) != report:
            return "the report is not normal"
    except GireportError as error:
        return "" if str(error) and "\n" not in str(error) else "an error that is not one line"
    except (Exception, SlowError):  # noqa: BLE001 - whatever else comes out is what is looked for
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def inputs(rng: random.Random, start: list[bytes]) -> Iterator[bytes]:
    """Mutants of mutants, without end."""
    while True:
        data = rng.choice(start)
        for _ in range(rng.choice((1, 1, 1, 3))):
            data = mutate(data, rng, start)
        yield data if rng.random() < 0.97 else rng.randbytes(rng.randrange(400))


def main(name: str, seconds: float, folders: list[str]) -> int:
    """Fuzz the reader `name` for so many seconds; the number of distinct faults found."""
    format_ = Registry().named(name)
    reader = format_.reader
    assert reader
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _too_slow)
    rng = random.Random(time.time_ns())
    start = seeds(folders, format_.suffixes)
    found: dict[str, str] = {}
    out = Path("fuzz-found", name)
    count, end = 0, time.monotonic() + seconds
    for data in inputs(rng, start):
        if time.monotonic() > end:
            break
        count += 1
        wrong = check(lambda given: reader(given, Losses()), data)
        if not wrong:
            continue
        lines = wrong.strip().splitlines()
        place = " ".join([lines[-1][:80], *(line.strip() for line in lines[-3:-2])])
        if place not in found:
            found[place] = wrong
            out.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(data).hexdigest()[:12]
            (out / f"{digest}{format_.suffixes[0]}").write_bytes(data)
            (out / f"{digest}.txt").write_text(wrong)
            print(f"{name}: {digest}: {place}", flush=True)
    print(
        f"{name}: {count} inputs from {len(start)} seeds in {seconds:.0f} s, {len(found)} faults", flush=True
    )
    return len(found)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], float(sys.argv[2]), sys.argv[3:]) else 0)
