"""How much of PDFs that LibreOffice made of .docx files does gireport-pdf read? Prints a table.

    soffice --headless --convert-to pdf --outdir PDFS DOCX/*.docx
    python tools/pdf_recall.py DOCX PDFS [--peer pdfplumber]

Two measures. The text: every character that is not a blank and that pdftotext finds in the PDF is in the
report or under a loss. The tables: of the cells that gireport reads from the .docx, in reading order, how
many are found in the PDF in the same order, with the same text, and with the same spans too. The tables of
a peer are measured in the same way, in the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import gireport
from gireport.errors import GireportError
from gireport.losses import Losses
from gireport.model import Block, Image, Note, Report, Table, Text
from gireport.model.walk import inlines
from gireport.plugins.registry import Registry

# pdftotext adds marks of direction, and shows the strokes that justify Arabic.
_DEFAULT_IGNORED = "\u200b\ufeff\u00ad\u0640\u202a\u202b\u202c\ufe0f"
_EXPLAINED = {"header-footer", "hidden-text"}  # losses whose details quote what they count


class Cell(NamedTuple):
    """The text of a cell without blanks, and its spans."""

    text: str
    colspan: int = 1
    rowspan: int = 1


Cells = list[Cell]


def squeezed(text: str) -> str:
    """`text` without blanks, radicals as the characters that they show."""
    kept = (one for one in text if not one.isspace() and one not in _DEFAULT_IGNORED)
    return "".join(unicodedata.normalize("NFKC", one) if "\u2e80" <= one < "\u2fe0" else one for one in kept)


def cells_of_blocks(blocks: Iterable[Block]) -> Iterator[Cell]:
    """The cells of all tables in reading order; the cells of an inner table follow its own cell."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    flat = [one for one in cell.content if not isinstance(one, Table)]
                    text = "".join(
                        inline.text
                        for one in flat
                        for inline in getattr(one, "content", ())
                        if isinstance(inline, Text)
                    )
                    yield Cell(squeezed(text), cell.colspan, cell.rowspan)
                    yield from cells_of_blocks(cell.content)


def common(first: Sequence[object], second: Sequence[object]) -> int:
    """The length of the longest common subsequence (Hunt and Szymanski)."""
    from bisect import bisect_left

    places: dict[object, list[int]] = {}
    for number, one in enumerate(second):
        places.setdefault(one, []).append(number)
    ends: list[int] = []
    for one in first:
        for place in reversed(places.get(one, ())):
            at = bisect_left(ends, place)
            ends[at : at + 1] = [place]
    return len(ends)


def plumbed(path: Path) -> Cells:
    """The cells of the tables that pdfplumber finds, with the spans that their edges make."""
    import pdfplumber

    result: Cells = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                boxes = sorted(set(table.cells), key=lambda box: (round(box[1]), box[0]))
                xs = sorted({round(x) for box in boxes for x in (box[0], box[2])})
                ys = sorted({round(y) for box in boxes for y in (box[1], box[3])})
                for box in boxes:
                    wide = xs.index(round(box[2])) - xs.index(round(box[0]))
                    tall = ys.index(round(box[3])) - ys.index(round(box[1]))
                    text = page.crop(box, strict=False).extract_text() or ""
                    result.append(Cell(squeezed(text), wide, tall))
            page.close()
    return result


PEERS: dict[str, Callable[[Path], Cells]] = {"pdfplumber": plumbed}


def characters(report: Report) -> Counter[str]:
    """The characters of a report that are not blanks."""
    texts = (
        one.text if isinstance(one, Text) else one.alt
        for one in inlines(report)
        if isinstance(one, (Text, Image))
    )
    return Counter(squeezed("".join(texts)))


def missing(report: Report, losses: Losses, path: Path) -> tuple[int, int, int]:
    """Characters that pdftotext finds, those not in `report`, and of these those not under a loss."""
    done = subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True, check=True)
    found = Counter(squeezed(done.stdout.decode("utf-8", "replace")))
    gone = found - characters(report)
    notes = sum(isinstance(one, Note) for one in inlines(report))
    gone -= Counter({str(figure): 2 * notes for figure in range(10)})  # marks of notes are made, not stored
    told: Counter[str] = Counter()
    free = 0
    for loss in losses:
        if loss.code in _EXPLAINED:
            for one, count in Counter(squeezed(loss.detail)).items():
                told[one] += count * loss.count
            free += loss.count * 8 if "#" in loss.detail or loss.code == "hidden-text" else 0
        elif loss.code in {"section-layout", "not-kept", "undecodable"}:
            free += loss.count * 8
        elif loss.code == "repeated-head":
            free += loss.count * 400
        elif loss.code == "scanned-page":
            free += 100_000
    untold = sum((gone - told).values())
    return sum(found.values()), sum(gone.values()), max(untold - free, 0)


def main() -> int:
    """Print one row for all files, and the files where the most is missing."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("docx", type=Path)
    options.add_argument("pdf", type=Path)
    options.add_argument("--peer", action="append", choices=sorted(PEERS), default=[])
    options.add_argument("--worst", type=int, default=10)
    given = options.parse_args()
    pdf = Registry().named("pdf")
    text: Counter[str] = Counter()
    right: dict[str, Counter[str]] = {name: Counter() for name in ["gireport", *given.peer]}
    seconds: Counter[str] = Counter()
    worst: list[tuple[int, str]] = []
    for path in sorted(given.pdf.glob("*.pdf")):
        losses = Losses()
        start = time.process_time()
        try:
            assert pdf.reader is not None
            report = pdf.reader(path.read_bytes(), losses)
        except GireportError as error:
            print(f"{path.name}: {error.message('en')}")
            text["refused"] += 1
            continue
        seconds["gireport"] += time.process_time() - start  # type: ignore[assignment]
        shown, gone, untold = missing(report, losses, path)
        text.update(files=1, shown=shown, gone=gone, untold=untold)
        if untold:
            print(f"{path.name}: {untold} of {shown} characters are neither in the report nor under a loss")
        try:
            source = gireport.read(given.docx / f"{path.stem}.docx")
        except GireportError:
            continue
        wanted = list(cells_of_blocks(source.body))
        if not wanted:
            continue
        text["with tables"] += 1
        text["cells"] += len(wanted)
        text["filled cells"] += sum(bool(one.text) for one in wanted)
        for name in right:
            if name == "gireport":
                cells = list(cells_of_blocks(report.body))
            else:
                start = time.process_time()
                cells = PEERS[name](path)
                seconds[name] += time.process_time() - start  # type: ignore[assignment]
            same = common(wanted, cells)
            filled = common([one.text for one in wanted if one.text], [one.text for one in cells if one.text])
            spans = common([one for one in wanted if one.text], [one for one in cells if one.text])
            right[name].update({"all": same, "filled": filled, "spans": spans, "found": len(cells)})
            if name == "gireport":
                worst.append((len(wanted) - same, path.name))
    print(f"\n{text['files']} files read, {text['refused']} refused; characters {text['shown']}, ", end="")
    print(f"not in the report {text['gone']}, of these not under a loss {text['untold']}")
    print(f"{text['with tables']} files with tables in the .docx: ", end="")
    print(f"{text['cells']} cells, {text['filled cells']} with text\n")
    print(
        "| | text of cells | text and spans | with empty cells | cells found | seconds |\n"
        "|---|---|---|---|---|---|"
    )
    for name, count in right.items():
        shares = (
            f"{count[key] / max(text[whole], 1):.1%}"
            for key, whole in (("filled", "filled cells"), ("spans", "filled cells"), ("all", "cells"))
        )
        print(f"| {name} | {' | '.join(shares)} | {count['found']} | {seconds[name]:.1f} |")
    for lost, name in sorted(worst, reverse=True)[: given.worst]:
        print(f"{name}: {lost} cells differ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
