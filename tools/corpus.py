"""A table over a folder of files that other programs made: how much each reader keeps of their text.

python tools/corpus.py FOLDER. The characters of content are counted by the net of the tests, which uses none
of the readers. pandoc, mammoth and python-docx read the same files beside gireport.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import docx  # noqa: E402
import mammoth  # noqa: E402
import pypandoc  # noqa: E402

import gireport  # noqa: E402
from gireport.losses import Losses  # noqa: E402
from support import net  # noqa: E402

PANDOC = pypandoc.get_pandoc_path()
KINDS = {".docx": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt", ".html": "html", ".htm": "html"}


class Result(NamedTuple):
    """What one reader made of one file: its characters, or None where it gave up; losses it told of."""

    characters: Counter[str] | None
    told: bool
    seconds: float


def ours(path: Path, _kind: str) -> Result:
    """gireport's characters, and whether it told of losses of content."""
    start = time.perf_counter()
    losses = Losses()
    try:
        report = gireport.read(path, losses=losses)
    except gireport.GireportError:
        return Result(None, True, time.perf_counter() - start)
    taken = time.perf_counter() - start
    return Result(net.of_report(report), any(loss.severity == "content" for loss in losses), taken)


def pandoc(path: Path, kind: str) -> Result:
    """pandoc's plain text; it tells of nothing that it drops."""
    start = time.perf_counter()
    command = [PANDOC, "-f", kind, "-t", "plain", "--wrap=none", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    taken = time.perf_counter() - start
    return Result(net.characters(done.stdout.decode()) if done.returncode == 0 else None, False, taken)


def by_mammoth(path: Path, kind: str) -> Result | None:
    """mammoth's HTML as text."""
    if kind != "docx":
        return None
    start = time.perf_counter()
    try:
        value = mammoth.convert_to_html(io.BytesIO(path.read_bytes())).value
    except Exception:  # noqa: BLE001 - whatever another library raises, it gave up
        return Result(None, False, time.perf_counter() - start)
    taken = time.perf_counter() - start
    return Result(net.of_html(re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", value)), False, taken)


def by_python_docx(path: Path, kind: str) -> Result | None:
    """python-docx's paragraphs and table cells in document order."""
    if kind != "docx":
        return None
    start = time.perf_counter()
    try:
        document = docx.Document(io.BytesIO(path.read_bytes()))
        text = "".join(_texts(document))
    except Exception:  # noqa: BLE001 - as above
        return Result(None, False, time.perf_counter() - start)
    return Result(net.characters(text), False, time.perf_counter() - start)


def _texts(container: object) -> list[str]:
    found = []
    for item in container.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(item, "text"):
            found.append(item.text)
            continue
        seen = set()
        for row in item.rows:
            for cell in row.cells:
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    found += _texts(cell)
    return found


READERS: dict[str, Callable[[Path, str], Result | None]] = {
    "gireport": ours,
    "pandoc": pandoc,
    "mammoth": by_mammoth,
    "python-docx": by_python_docx,
}


def source_of(path: Path, kind: str) -> Counter[str]:
    """The characters of content in the file, by the net."""
    data = path.read_bytes()
    if kind == "html":
        return net.of_html(data.decode("utf-8", "replace"))
    try:
        return net.of_docx(data) if kind == "docx" else net.of_odt(data)
    except Exception:  # noqa: BLE001 - a file that even the net cannot open holds nothing to keep
        return Counter()


def main(folder: Path) -> None:
    """Print a table for each kind of file."""
    print("| files | reader | whole | with losses | silent | refused | text kept | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in ("docx", "odt", "html"):
        paths = [path for path in sorted(folder.rglob("*")) if KINDS.get(path.suffix) == kind]
        sources = {path: source_of(path, kind) for path in paths}
        total = sum(sum(source.values()) for source in sources.values())
        for name, reader in READERS.items():
            results = {path: reader(path, kind) for path in paths}
            if not paths or None in results.values():
                continue
            counts: Counter[str] = Counter()
            kept = 0
            for path, result in results.items():
                assert result is not None
                if result.characters is None:
                    counts["refused"] += 1
                    continue
                gone = sources[path] - result.characters
                kept += sum(sources[path].values()) - sum(gone.values())
                counts["whole" if not gone else "with losses" if result.told else "silent"] += 1
            seconds = sum(result.seconds for result in results.values() if result)
            share = 100 * kept / total if total else 100
            row = " | ".join(str(counts[key]) for key in ("whole", "with losses", "silent", "refused"))
            print(f"| {len(paths)} {kind} | {name} | {row} | {share:.2f} % | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
