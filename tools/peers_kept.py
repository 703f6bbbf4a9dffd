"""What do gireport and other programs keep of .docx files, converted to HTML? Prints a table in Markdown.

    python tools/peers_kept.py DOCX... [--peers PYTHON]

The files are read with a plain XML parser, and the pages with a plain HTML parser; neither knows gireport.
Four things are counted in each file and looked for in the page that each program makes of it:

- letters and digits of the text and the notes, without what a tracked change deletes;
- cells merged downwards: the text of the cell with the number of its rows;
- cells merged across: the text of the cell (a program may drop columns that no cell enters alone);
- bookmarks with a name that a person gave (not `_Toc…`): an `id` or a `name` in the page.

`--peers` is the Python of the environment that `make bench` sets up.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypandoc
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

import gireport
from gireport.errors import GireportError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_SHOWN = {
    f"{W}del",
    f"{W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BENCH = Path(__file__).parent / "bench"
LOOP = """
import json, sys
sys.path.insert(0, sys.argv[1])
import worker
convert = getattr(worker, sys.argv[2].replace("-", "_"))("docx", "html")
for line in sys.stdin:
    path = line.rstrip("\\n")
    try:
        page = convert(open(path, "rb").read())
    except (Exception, SystemExit) as error:
        page = None
    print(json.dumps([path, page]), flush=True)
"""
"""Converts the files that standard input names, in a program of another."""


class Kept(NamedTuple):
    """What a file or a page holds of each of the four."""

    letters: Counter[str]
    down: Counter[tuple[str, int]]
    across: Counter[str]
    bookmarks: Counter[str]


KINDS = ("letters and digits", "cells merged downwards", "cells merged across", "bookmarks")


def in_docx(path: Path) -> Kept:
    """The four in a .docx."""
    with zipfile.ZipFile(path) as package:
        names = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
        parts = [etree.fromstring(package.read(name)) for name in names if name in package.namelist()]
    down: Counter[tuple[str, int]] = Counter()
    across: Counter[str] = Counter()
    for table in parts[0].iter(f"{W}tbl"):
        for text, columns, rows in _cells(table):
            down[text, rows] += rows > 1
            across[text] += columns > 1
    names_ = [str(start.get(f"{W}name")) for start in parts[0].iter(f"{W}bookmarkStart")]
    text = Counter(letters("".join("".join(_text(part)) for part in parts)))
    return Kept(text, +down, +across, Counter(name for name in names_ if not name.startswith("_")))


def is_plain(path: Path) -> bool:
    """Whether a plain zip and XML parser reads the file, and it holds text of WordprocessingML."""
    try:
        return bool(in_docx(path).letters)
    except (KeyError, IndexError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return False


def letters(text: str) -> str:
    """The letters and digits of `text`: boxes to tick and marks of lists are in no `w:t`, and are shown."""
    return "".join(filter(str.isalnum, text))


def _text(element: etree._Element) -> Iterator[str]:
    if element.tag in NOT_SHOWN:
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    for child in element:
        yield from _text(child)


def _cells(table: etree._Element) -> Iterator[tuple[str, int, int]]:
    """The cells of a table with their text, columns and rows."""
    open_cells: dict[int, list[object]] = {}
    found: list[list[object]] = []
    for row in table.iterfind(f"{W}tr"):
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = 0 if before is None else int(before.get(f"{W}val", "0"))
        reached = set()
        for cell in row.iterfind(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            columns = 1 if span is None else int(span.get(f"{W}val", "1"))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            above = open_cells.get(column)
            if continues and above is not None:
                above[2] = int(str(above[2])) + 1
            else:
                found.append([letters("".join(_text(cell))), columns, 1])
                open_cells[column] = found[-1]
            reached.add(column)
            column += columns
        open_cells = {start: one for start, one in open_cells.items() if start in reached}
    for text, columns, rows in found:
        yield str(text), int(str(columns)), int(str(rows))


def in_page(page: str) -> Kept:
    """The four in a page."""
    tree = LexborHTMLParser(page)
    for node in tree.css("script, style, head, sup a, a sup"):
        node.decompose()
    down: Counter[tuple[str, int]] = Counter()
    across: Counter[str] = Counter()
    for cell in tree.css("td, th"):
        text = letters(cell.text())
        rows, columns = (int(cell.attributes.get(name) or 1) for name in ("rowspan", "colspan"))
        down[text, rows] += rows > 1
        across[text] += columns > 1
    names = {node.attributes.get(name) or "" for node in tree.css("[id], [name]") for name in ("id", "name")}
    text = tree.body.text() if tree.body is not None else ""
    return Kept(Counter(letters(text)), +down, +across, Counter(names))


def pages(name: str, files: list[Path], python: str) -> dict[Path, str | None]:
    """The page that the program `name` makes of each file; None where it gives none."""
    if name == "gireport":
        return {path: _by_gireport(path) for path in files}
    if name == "pandoc":
        return {path: _by_pandoc(path) for path in files}
    if name == "LibreOffice":
        return _by_libreoffice(files)
    command = [python, "-c", LOOP, str(BENCH), name]
    lines = "".join(f"{path}\n" for path in files)
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    answers = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))
    return {Path(path): page for path, page in answers}


def _by_gireport(path: Path) -> str | None:
    try:
        return gireport.write(gireport.read(path), "html").decode()
    except GireportError:
        return None


def _by_pandoc(path: Path) -> str | None:
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "html", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return None if done.returncode else done.stdout


def _by_libreoffice(files: list[Path]) -> dict[Path, str | None]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies = {path: folder / f"{number}.docx" for number, path in enumerate(files)}
        for path, copy in copies.items():
            copy.write_bytes(path.read_bytes())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", name]
        subprocess.run([*command, *map(str, copies.values())], stdout=subprocess.DEVNULL)
        made = {path: copy.with_suffix(".html") for path, copy in copies.items()}
        return {path: page.read_text("utf-8") if page.exists() else None for path, page in made.items()}


def share(files: list[Path], made: dict[Path, str | None]) -> tuple[int, list[float]]:
    """The number of files that gave a page, and the share of each of the four that the pages hold."""
    there, kept = [0] * len(KINDS), [0] * len(KINDS)
    given = 0
    for path in files:
        source, page = in_docx(path), made.get(path)
        given += page is not None
        target = in_page(page or "")
        for kind, (wanted, found) in enumerate(zip(source, target, strict=True)):
            there[kind] += sum(wanted.values())
            kept[kind] += sum((wanted & found).values())
    return given, [kept[kind] / max(1, there[kind]) for kind in range(len(KINDS))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--peers", default=".venv-bench/bin/python")
    given = parser.parse_args()
    files = [path for path in given.files if is_plain(path)]
    print(f"{len(files)} of {len(given.files)} files; the others are damaged, or not what their names say.\n")
    print(f"| program | files with a page | {' | '.join(KINDS)} |")
    print(f"|---|--:|{'--:|' * len(KINDS)}")
    for name in ("gireport", "pandoc", "LibreOffice", "mammoth", "docling"):
        count, shares = share(files, pages(name, files, given.peers))
        print(f"| {name} | {count} | {' | '.join(f'{part:.1%}' for part in shares)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
