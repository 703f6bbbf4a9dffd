"""What extraction does to the labels of a table: other brackets, blanks inside, a line break, a head that is
cut, a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from .layouts import Physical, Row

EXTRA_ROW = "其他主动公开文件"
_NUMBER = re.compile(r"(?:[（(].[）)]|\d\.|[一二三四]、)?")
_HALF = str.maketrans("（）：，", "():,")


def half_width(rows: list[Row]) -> None:
    """Brackets and commas as ASCII ones, as many extractors leave them."""
    _each_label(rows, lambda text: text.translate(_HALF))


def with_blanks(rows: list[Row], rng: Random) -> None:
    """A blank inside some labels, where the page broke the line: `本年新 制作数量`."""
    _each_label(rows, lambda text: _divided(text, 3, " ") if rng.random() < 0.3 else text)


def break_labels(rows: list[Row], rng: Random) -> None:
    """Some labels over two lines: `商业` / `企业`."""
    _each_label(rows, lambda text: _divided(text, 2, "\n") if rng.random() < 0.4 else text)


def _divided(text: str, after: int, mark: str) -> str:
    """A short label with `mark` after so many characters behind its number."""
    found = _NUMBER.match(text)
    at = (found.end() if found else 0) + after
    return f"{text[:at]}{mark}{text[at:]}" if at + 2 <= len(text) < 12 and "\n" not in text else text


def cut_heads(rows: list[Row]) -> None:
    """Two heads of 2019 that were broken into two lines lose the second."""
    _each_label(rows, lambda text: "本年新" if text in ("本年新制作数量", "本年新公开数量") else text)


def extra_row(rows: list[Row], rng: Random) -> None:
    """A row of the organ's own after the fourth, with figures that no key of the form has."""
    numbers = [str(rng.randint(0, 90)) for _ in range(3)]
    rows.insert(4, [Physical(EXTRA_ROW), *map(Physical, numbers)])


def _each_label(rows: list[Row], change: Callable[[str], str]) -> None:
    for row in rows:
        for cell in row:
            if not cell.key and not cell.covered:
                cell.text = change(cell.text)
