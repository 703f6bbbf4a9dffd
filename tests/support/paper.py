"""Pages as they are printed: LibreOffice makes PDFs, and pdftotext says where each word stands."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from .libreoffice import OFFICE, saved

PDFTOTEXT = shutil.which("pdftotext")
IS_MISSING = OFFICE is None or PDFTOTEXT is None
_MM = 25.4 / 72
_XHTML = "{http://www.w3.org/1999/xhtml}"


class Word(NamedTuple):
    """A word and its box in millimetres from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height at which the word stands."""
        return (self.top + self.bottom) / 2


class Page(NamedTuple):
    """The words of a page without the page number, and those of the page number."""

    words: list[Word]
    footer: list[Word]

    @property
    def lines(self) -> list[list[Word]]:
        """The words of the page line by line, each from left to right."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda word: word.middle):
            if found and word.middle - found[-1][-1].middle < 1:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda word: word.left) for line in found]

    @property
    def text(self) -> str:
        """Every character of the page, line by line."""
        return "".join(word.text for line in self.lines for word in line)


def printed(documents: dict[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """`documents` (file name → bytes) as pages, by one call of LibreOffice."""
    assert PDFTOTEXT is not None
    pages: dict[str, list[Page]] = {}
    for name, data in saved(documents, "pdf", folder).items():
        command = [PDFTOTEXT, "-bbox", "-", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
        root = etree.fromstring(done.stdout, etree.XMLParser(recover=True))
        pages[name] = [_page(page) for page in root.iter(f"{_XHTML}page")]
    return pages


def _page(page: etree._Element) -> Page:
    words = [
        Word(
            word.text or "",
            *(float(word.get(side)) * _MM for side in ("xMin", "yMin", "xMax", "yMax")),
        )
        for word in page.iter(f"{_XHTML}word")
    ]
    dash = max((word.top for word in words if word.text == "—"), default=1000.0)
    footer = [word for word in words if abs(word.top - dash) < 1]
    return Page([word for word in words if word not in footer], footer)


def gaps(heights: list[float]) -> list[float]:
    """The distances between heights, from the top down."""
    return [below - above for above, below in pairwise(sorted(heights))]
