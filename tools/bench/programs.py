"""The programs that take part: how each converts a file, how it converts one more, and which pairs it has."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

FORMATS = ("docx", "odt", "html", "markdown", "json")
PAIRS = tuple((source, target) for source in FORMATS for target in FORMATS if source != target)
PORTAL = ("portal", "html")
WORKER = str(Path(__file__).with_name("worker.py"))
FLOOR = str(Path(__file__).with_name("floor.py"))
LUA = str(Path(__file__).with_name("pandoc.lua"))

Pair = tuple[str, str]


class Program(NamedTuple):
    """A program.

    `command` makes the command line of a conversion from source, target, input and output. `living` makes,
    from the first three, that of a process that does one more conversion for each line of its standard input;
    it is None where the program is a command only.
    """

    name: str
    description: str
    pairs: frozenset[Pair]
    command: Callable[[str, str, Path, Path], list[str]]
    living: Callable[[str, str, Path], list[str]] | None


def gireport(name: str, python: str, description: str) -> Program:
    """gireport as it is installed beside the interpreter `python`."""
    script = str(Path(python).with_name("gireport"))

    def command(source: str, target: str, path: Path, out: Path) -> list[str]:
        return [script, "convert", str(path), str(out), "--from", source, "--to", target]

    return Program(
        name,
        description,
        frozenset([*PAIRS, PORTAL]),
        command,
        lambda source, target, path: [python, WORKER, "gireport", source, target, str(path)],
    )


def floor(python: str) -> Program:
    """What no program in Python can pass below."""
    return Program(
        "floor",
        "interpreter, unzip, lxml parse of the main part: `tools/bench/floor.py`",
        frozenset(pair for pair in PAIRS if pair[0] in ("docx", "odt")),
        lambda source, target, path, out: [python, FLOOR, source, str(path)],
        lambda source, target, path: [python, WORKER, "floor", source, target, str(path)],
    )


_PANDOC_NAMES = {"markdown": "gfm", "portal": "html"}


def pandoc(path: str) -> Program:
    """pandoc; its `json` is its own syntax tree, written and read by itself."""
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.split()[
        1
    ]

    def names(*formats: str) -> list[str]:
        return [_PANDOC_NAMES.get(name, name) for name in formats]

    def command(source: str, target: str, file: Path, out: Path) -> list[str]:
        read, written = names(source, target)
        return [path, "-f", read, "-t", written, "-o", str(out), str(file)]

    return Program(
        "pandoc",
        f"pandoc {version} (pypandoc_binary); one more: `tools/bench/pandoc.lua`",
        frozenset([*PAIRS, PORTAL]),
        command,
        lambda source, target, file: [path, "lua", LUA, *names(source, target), str(file)],
    )


def soffice() -> Program:
    """LibreOffice without a window, with a profile of its own beside its output."""
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout

    def command(source: str, target: str, path: Path, out: Path) -> list[str]:
        profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
        folder = str(out.parent / "soffice")
        return ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]

    offices = {"docx", "odt"}
    pairs = frozenset(pair for pair in PAIRS if pair[0] in offices and pair[1] in {*offices, "html"})
    return Program("LibreOffice", " ".join(version.split()[:2]), pairs, command, None)


class _Library(NamedTuple):
    distribution: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    how: str


_LIBRARIES = {
    "mammoth": _Library("mammoth", ("docx",), ("html", "markdown"), ""),
    "markitdown": _Library("markitdown", ("docx", "html"), ("markdown",), ""),
    "docling": _Library(
        "docling-slim",
        ("docx", "odt", "html", "markdown"),
        ("html", "markdown", "json"),
        "; its backends alone, since its `DocumentConverter` also imports torch",
    ),
    "docling-rs": _Library(
        "docling-rs",
        ("docx", "odt", "html", "markdown"),
        ("html", "markdown", "json"),
        "; reads in Rust, writes by docling-core in Python",
    ),
}

_VERSIONS = """
import importlib.metadata, json, sys
def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""


def _library(name: str, library: _Library, version: str, python: str) -> Program:
    def words(source: str, target: str, *files: Path) -> list[str]:
        return [python, WORKER, name, source, target, *map(str, files)]

    pairs = frozenset(pair for pair in PAIRS if pair[0] in library.sources and pair[1] in library.targets)
    return Program(name, f"{library.distribution} {version}{library.how}", pairs, words, words)


def peers(python: str) -> tuple[list[Program], dict[str, str]]:
    """The other programs, and the missing ones with the reason; the libraries are those of `python`."""
    found: list[Program] = []
    absent: dict[str, str] = {}
    libraries = [library.distribution for library in _LIBRARIES.values()]
    versions: dict[str, str | None] = {}
    if Path(python).exists():
        asked = [python, "-c", _VERSIONS, "pypandoc_binary", *libraries]
        versions = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    if versions.get("pypandoc_binary"):
        ask = [python, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
        found.append(pandoc(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()))
    else:
        absent["pandoc"] = "pypandoc_binary is not installed"
    for name, library in _LIBRARIES.items():
        version = versions.get(library.distribution)
        if version:
            found.append(_library(name, library, version, python))
        else:
            absent[name] = f"{library.distribution} is not installed"
    if shutil.which("soffice"):
        found.append(soffice())
    else:
        absent["LibreOffice"] = "there is no soffice"
    return found, absent
