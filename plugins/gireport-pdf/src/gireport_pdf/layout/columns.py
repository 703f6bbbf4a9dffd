"""Two columns of text, and columns that no line parts: what the wide spaces in lines of text tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from .lines import Line, lines_of
from .shapes import Glyph

_LEAST_LINES = 6  # of a column of text
_WIDEST = 5.0  # parts of the size: a wider space parts columns of a table
_SAME_PLACE = 4.0  # points
_LEAST_ROWS = 3  # of a table without lines


def in_columns(lines: Sequence[Line], glyphs: Sequence[Glyph]) -> tuple[list[Line], bool]:
    """The lines in reading order, and whether some stand in two columns: then the left one goes first.

    `lines` are those that `glyphs` make. Columns are parted where at least six lines, and most of those
    between the first and the last of them, have a space at the same place.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines), False
    result: list[Line] = []
    band: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not _crosses(line, gutter):
            band.append(line)
            continue
        result += _parted(band, gutter, glyphs) if len(band) >= _LEAST_LINES else band
        band = []
        if line is not None:
            result.append(line)
    return result, True


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place of the space that most lines have."""
    gaps = [
        (start, end) for line in lines for start, end in line.gaps if end - start <= _WIDEST * line.face.size
    ]
    edges = sorted([(start, 1) for start, _ in gaps] + [(end, -1) for _, end in gaps])
    best, most, count = 0.0, 0, 0
    for (place, step), (after, _) in pairwise([*edges, (0.0, 0)]):
        count += step
        if count > most:
            best, most = (place + after) / 2, count
    here = sum(not _crosses(line, best) for line in lines)
    return best if most >= _LEAST_LINES and 2 * most >= here and 2 * here >= len(lines) else None


def _crosses(line: Line, x: float) -> bool:
    return line.x0 < x < line.x1 and not any(start <= x <= end for start, end in line.gaps)


def _parted(band: Sequence[Line], gutter: float, glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines left of the gutter, then those right of it, each with the edges of its column."""
    top, bottom = band[0].top, band[-1].y + 0.5 * band[-1].face.size
    inside = [one for one in glyphs if top <= one.y <= bottom]
    result: list[Line] = []
    for left in (True, False):
        own = lines_of(one for one in inside if ((one.x0 + one.x1) / 2 < gutter) == left)
        for line in own:
            line.column = (min(one.x0 for one in own), max(one.inner for one in own))
            line.page = band[0].page
        result += own
    return result


def has_bare_table(lines: Sequence[Line]) -> bool:
    """Whether three lines in turn have wide spaces that end at the same places: a table without lines."""
    run = 1
    for before, after in pairwise(lines):
        ends = [end for _, end in before.gaps]
        same = sum(any(abs(end - other) <= _SAME_PLACE for other in ends) for _, end in after.gaps)
        run = run + 1 if same else 1
        if run >= _LEAST_ROWS:
            return True
    return False


def runs_from_the_right(lines: Sequence[Line]) -> bool:
    """Whether a character of Arabic or Hebrew is among them: its lines run from right to left (UAX 9)."""
    return any(unicodedata.bidirectional(one) in ("R", "AL") for line in lines for one in line.text)
