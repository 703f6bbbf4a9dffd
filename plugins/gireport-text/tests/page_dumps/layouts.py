"""One statutory table in the lines of a dump: rows of physical cells, and the ways in which extractors print
them.

A physical row holds the cells that an extractor saw: anchored cells only, as HTML has them. What a merged
cell covers is printed as bars behind the row's cells, at its own place, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from msgspec import Struct

from gireport.model import grid
from gireport.statutory.forms import Form, FormCell
from gireport.statutory.keys import of_form
from gireport.testing.statutory import Written


class Physical(Struct):
    """A cell that an extractor saw: its text, and the key of its figure (empty for a label).

    `covered` marks a place that a merged cell takes from the left or from above.
    """

    text: str
    key: str = ""
    covered: bool = False


Row = list[Physical]


class Layout(Struct, frozen=True):
    """How a table is printed.

    - `kind`: `rows` (one row a line), `cells` (one cell a line), `bars` (a bar on a line of its own),
      `blanks` (spaces or tabs between cells), `mixed` (rows by turns as `rows`, `cells` and `bars`);
    - `start`, `end`: whether a line of `rows` has a bar there; `tight`: no space beside a bar;
    - `rest`: what stands for the columns that merged cells cover: `behind` (bars after the row's cells),
      `placed` (empty cells at their places) or `none`;
    - `extra`: columns that the table has beyond the form's, printed as bars behind;
    - `gap`: what stands between the cells of `blanks`;
    - `lose_ends`: empty cells at the end of a row are not printed;
    - `last_row`: section 四's figures as `row` (as the other rows), `line` (one line) or `lines` (one figure
      a line).
    """

    kind: str = "rows"
    start: bool = False
    end: bool = True
    tight: bool = False
    rest: str = "behind"
    extra: int = 0
    gap: str = " "
    lose_ends: bool = False
    last_row: str = "row"


def physical_rows(form: Form, written: dict[str, Written]) -> list[Row]:
    """The full rectangle of `form` with what was written, covered places included."""
    keys = iter([value.key for value in of_form(form)])
    rows: list[Row] = []
    for line in grid.placed(form.rows):
        row: Row = []
        for slot in line:
            row.append(_anchored(slot.cell, keys, written) if slot.anchor else Physical("", covered=True))
            row += [Physical("", covered=True) for _ in range(slot.cell.colspan - 1)]
        rows.append(row)
    return rows


def _anchored(cell: FormCell, keys: Iterator[str], written: dict[str, Written]) -> Physical:
    if cell.label is not None:
        return Physical(cell.label)
    key = next(keys)
    return Physical(written[key].raw, key)


def print_rows(rows: Sequence[Row], layout: Layout, rng: Random) -> list[list[str]]:
    """The lines of each row of a table."""
    result = []
    for number, row in enumerate(rows):
        kind = rng.choice(("rows", "cells", "bars")) if layout.kind == "mixed" else layout.kind
        if number == len(rows) - 1 and layout.last_row != "row" and not any(not cell.key for cell in row):
            kind = _last_kind(kind, layout.last_row)
        result.append(_PRINT[kind](_cells(row, layout), _bars_behind(row, layout), layout))
    return result


def _last_kind(kind: str, wanted: str) -> str:
    """How the figures of section 四 are printed, where the other rows are printed as `kind`."""
    if wanted == "line":
        return {"cells": "rows", "bars": "rows"}.get(kind, kind)
    return {"rows": "cells", "blanks": "singly"}.get(kind, kind)


def _cells(row: Row, layout: Layout) -> list[str]:
    """The texts that are printed of `row`."""
    seen = row if layout.rest == "placed" else [cell for cell in row if not cell.covered]
    texts = [cell.text for cell in seen]
    if layout.lose_ends:
        while len(texts) > 1 and not texts[-1]:
            texts.pop()
    return texts


def _bars_behind(row: Row, layout: Layout) -> int:
    """How many bars stand behind the cells of `row` for the columns that it does not fill."""
    if layout.lose_ends:
        return 0
    covered = sum(cell.covered for cell in row) if layout.rest == "behind" else 0
    return covered + layout.extra


# A bar stands at the end of each line of these kinds, so that only `rows` looks at `start` and `end`.


def _as_row(texts: list[str], behind: int, layout: Layout) -> list[str]:
    """`规章 | 0 | 0 | 0 |`: an empty cell is a bar alone."""
    bar, space = ("|", "") if layout.tight else ("| ", " ")
    inside = "".join(f"{text}{space}{bar}" if text else bar for text in texts)
    line = (inside.rstrip() + space + "|" * behind if behind else inside.rstrip()).rstrip()
    if not layout.end and not behind:
        line = line.removesuffix("|").rstrip()
    return (f"|{space}{line}" if layout.start else line).split("\n")


def _as_cells(texts: list[str], behind: int, layout: Layout) -> list[str]:
    """`规章 |` and `0 |` on lines of their own; empty cells at the end join the bars behind."""
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
        behind += 1
    space = "" if layout.tight else " "
    lines = [line for text in kept for line in (f"{text}{space}|" if text else "|").split("\n")]
    return [*lines, "|" * behind] if behind else lines


def _as_bars(texts: list[str], behind: int, layout: Layout) -> list[str]:
    """A cell, and a bar on the next line; of an empty cell only the bar."""
    return [line for text in texts for line in ([*text.split("\n"), "|"] if text else ["|"])]


def _as_blanks(texts: list[str], behind: int, layout: Layout) -> list[str]:
    """Cells between blanks: spaces keep no place for an empty cell, tabs do."""
    if layout.gap == "\t":
        return "\t".join(texts).rstrip("\t").split("\n")
    return layout.gap.join(text for text in texts if text).split("\n")


def _singly(texts: list[str], behind: int, layout: Layout) -> list[str]:
    """Each cell on a line of its own, without bars."""
    return [line for text in texts if text for line in text.split("\n")] or [""]


_PRINT: dict[str, Callable[[list[str], int, Layout], list[str]]] = {
    "rows": _as_row,
    "cells": _as_cells,
    "bars": _as_bars,
    "blanks": _as_blanks,
    "singly": _singly,
}
