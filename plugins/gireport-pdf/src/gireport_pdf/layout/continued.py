"""Tables that go on over pages: the same outer edges, and nothing between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .drafts import Draft, Part
from .paragraphs import Prose, goes_on_in_cell
from .rulings import NEAR


@dataclass
class Joint:
    """How the table of a page was joined to the one before: head rows left out, cells that became one."""

    page: int
    repeated: int
    merged: int
    divided_row: bool


def joined(first: Draft, second: Draft) -> Joint | None:
    """Join `second`, which follows on the next page, to `first`; None where it is another table.

    It belongs to the same table if both outer edges are the same and the column edges of one are among those
    of the other. Head rows that it repeats are left out. A cell that reaches the page break and has no text
    on one side of it is one cell, if it has several rows: a merged cell is drawn on both pages.
    """
    if first.is_frame and second.is_frame:
        return None
    xs = _common_edges(first.xs, _moved(second.xs, first.xs))
    if xs is None:
        return None
    _refine(first, xs, first.xs)
    _refine(second, xs, _moved(second.xs, first.xs))
    repeated = _repeated_rows(first, second)
    first.xs = xs
    first.head_rows = max(first.head_rows, repeated)
    _drop_rows(second, repeated)
    divided = _is_divided_row(first, second)
    start = first.rows - divided
    merged = _join_row(first, second) if divided else _join_cells(first, second)
    for part in second.parts:
        part.row += start
        first.parts.append(part)
    first.repaired += [(row - repeated + start, column) for row, column in second.repaired if row >= repeated]
    first.rows = start + second.rows
    first.page = second.page
    return Joint(second.page, repeated, merged, divided)


def _moved(xs: Sequence[float], to: Sequence[float]) -> list[float]:
    """`xs` moved so that the first is that of `to`: margins of left and right pages differ."""
    return [x - xs[0] + to[0] for x in xs]


def _common_edges(first: Sequence[float], second: Sequence[float]) -> list[float] | None:
    if abs(first[-1] - second[-1]) > 2 * NEAR:
        return None
    small, large = sorted((first, second), key=len)
    return list(large) if all(_nearest(large, x) is not None for x in small) else None


def _nearest(edges: Sequence[float], x: float) -> int | None:
    place = bisect_left(edges, x)
    close = [
        number
        for number in (place - 1, place)
        if 0 <= number < len(edges) and abs(edges[number] - x) <= 2 * NEAR
    ]
    return min(close, key=lambda number: abs(edges[number] - x)) if close else None


def _refine(draft: Draft, edges: Sequence[float], own: Sequence[float]) -> None:
    """Give the cells of `draft`, whose edges are `own`, the numbers of `edges`."""
    numbers = [_nearest(edges, x) or 0 for x in own]
    numbers[-1] = len(edges) - 1
    for part in draft.parts:
        end = numbers[part.column + part.colspan]
        part.column = numbers[part.column]
        part.colspan = max(end - part.column, 1)


def _row_ends(draft: Draft) -> list[int]:
    """The numbers of rows before which no cell reaches over from above: where rows can be parted."""
    reach = 0
    ends: list[int] = []
    for part in draft.parts:
        if part.row >= reach and part.row > (ends[-1] if ends else 0):
            ends.append(part.row)
        reach = max(reach, part.row + part.rowspan)
    return [*ends, draft.rows]


def _repeated_rows(first: Draft, second: Draft) -> int:
    """How many rows of the top of `second` say the same as the top of `first`, in the same cells."""
    before = [(part.row, part.column, part.rowspan, part.colspan, part.text) for part in first.parts]
    after = [(part.row, part.column, part.rowspan, part.colspan, part.text) for part in second.parts]
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    if not same:
        return 0
    limit = second.parts[same].row if same < len(second.parts) else second.rows
    rows = max((end for end in _row_ends(second) if end <= limit), default=0)
    has_text = any(part.text for part in second.parts if part.row < rows)
    return rows if has_text and (first.head_rows in (0, rows)) else 0


def _drop_rows(draft: Draft, count: int) -> None:
    draft.parts = [part for part in draft.parts if part.row >= count]
    for part in draft.parts:
        part.row -= count
    draft.rows -= count


def _pairs(first: Draft, second: Draft) -> list[tuple[Part, Part]] | None:
    """The cells on both sides of the page break; None where their edges differ."""
    above = {part.column: part for part in first.parts if part.row + part.rowspan == first.rows}
    below = [part for part in second.parts if part.row == 0]
    pairs = [(above[part.column], part) for part in below if part.column in above]
    same = len(pairs) == len(below) == len(above) and all(
        one.colspan == other.colspan for one, other in pairs
    )
    return pairs if same else None


def _is_divided_row(first: Draft, second: Draft) -> bool:
    """Whether the break divides a row: some of its cells go on, the others have nothing on the next page."""
    pairs = _pairs(first, second)
    if pairs is None or second.rows == 0:
        return False
    going_on = [(one, other) for one, other in pairs if other.content]
    ended = any(one.content and not other.content and one.rowspan == 1 for one, other in pairs)
    return bool(going_on) and ended and all(_goes_on(one, other) for one, other in going_on)


def _goes_on(before: Part, after: Part) -> bool:
    last = before.content[-1] if before.content else None
    first = after.content[0]
    return isinstance(last, Prose) and isinstance(first, Prose) and goes_on_in_cell(last, first)


def _join_row(first: Draft, second: Draft) -> int:
    """Join the row that the break divides to one; give the number of its cells that were joined."""
    pairs = _pairs(first, second) or []
    for owner, part in pairs:
        owner.rowspan += part.rowspan - 1
        _append(owner, part)
    second.parts = [part for part in second.parts if part.row > 0]
    return sum(bool(part.content) for _, part in pairs)


def _append(owner: Part, part: Part) -> None:
    if part.content and _goes_on(owner, part):
        last, (first, *rest) = owner.content[-1], part.content
        if isinstance(last, Prose) and isinstance(first, Prose):
            last.lines += first.lines
            owner.content += rest
    else:
        owner.content += part.content


def _join_cells(first: Draft, second: Draft) -> int:
    """Join the merged cells that a page break divides; give their number."""
    above = {part.column: part for part in first.parts if part.row + part.rowspan == first.rows}
    merged: list[Part] = []
    for part in second.parts:
        owner = above.get(part.column) if part.row == 0 else None
        if owner is None or owner.colspan != part.colspan:
            continue
        spans = owner.rowspan > 1 or part.rowspan > 1
        if spans and _is_divided(owner, part):
            merged.append(part)
            owner.rowspan += part.rowspan
            _append(owner, part)
    gone = set(map(id, merged))
    second.parts = [part for part in second.parts if id(part) not in gone]
    return len(merged)


def _is_divided(owner: Part, part: Part) -> bool:
    """Whether one of two cells is the empty rest of the other, or their text goes on."""
    if not part.content or not owner.content:
        return bool(owner.content) or owner.rowspan > 1 or not part.content
    return _goes_on(owner, part)
