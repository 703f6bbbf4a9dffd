"""Puts the pages one after another: margins, joined tables, paragraphs that go on over pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gireport.losses import Losses
from gireport.model.messages import message

from .headings import body_face
from .layout.continued import joined
from .layout.drafts import Draft
from .layout.footnotes import attach, take_footnotes
from .layout.furniture import without_furniture
from .layout.lines import Line
from .layout.pages import Layout
from .layout.paragraphs import Margins, Prose, prose_of_flow
from .layout.shapes import Face, Picture

_RIGHT = 0.75  # part of the way to the mirrored left margin: a right margin is not further left
Item = Prose | Draft | Picture


def flow_of(layouts: Sequence[Layout], losses: Losses) -> tuple[list[Item], Face]:
    """The paragraphs, tables and pictures of all pages in reading order, and the face of the body.

    What repeats on the pages (numbers, heads, feet) is taken out and noted.
    """
    _drop_furniture(layouts, losses)
    _take_footnotes(layouts, losses)
    _join_tables(layouts, losses)
    _open_frames(layouts, losses)
    lines = [item for layout in layouts for item in layout.items if isinstance(item, Line)]
    body = body_face(lines)
    margins = _margins(layouts)
    result: list[Item] = []
    pending: list[Line] = []
    width = 0
    for layout in layouts:
        for item in layout.items:
            if isinstance(item, Line) and (not pending or width == round(layout.width)):
                width = round(layout.width)
                pending.append(item)
                continue
            if pending:
                result += prose_of_flow(pending, margins[width], body.size)
                pending = []
            if isinstance(item, Line):
                width = round(layout.width)
                pending.append(item)
            else:
                result.append(item)
    if pending:
        result += prose_of_flow(pending, margins[width], body.size)
    return result, body


def _drop_furniture(layouts: Sequence[Layout], losses: Losses) -> None:
    found = without_furniture(layouts)
    if found.numbers:
        losses.note("section-layout", "", found.numbers, message("pdf.page-numbers"))
    if found.others:
        quoted = message("pdf.page-numbers-quoted", text=", ".join(dict.fromkeys(found.others)))
        losses.note("section-layout", "", len(found.others), quoted)
    for text, pages in found.texts.values():
        losses.note("header-footer", f"page {pages[0]}", len(pages), text)


def _take_footnotes(layouts: Sequence[Layout], losses: Losses) -> None:
    size = body_face(item for layout in layouts for item in layout.items if isinstance(item, Line)).size
    for layout in layouts:
        left = attach(layout, take_footnotes(layout, size))
        if left:
            losses.note("reading-order", f"page {layout.number}", left, message("pdf.footnotes"))


def _join_tables(layouts: Sequence[Layout], losses: Losses) -> None:
    """Join tables that go on over pages, and note what was joined."""
    last: Draft | None = None
    for layout in layouts:
        first = layout.items[0] if layout.items else None
        if last is not None and isinstance(first, Draft):
            joint = joined(last, first)
            if joint:
                del layout.items[0]
                if joint.repeated:
                    where = f"page {joint.page}"
                    losses.note("repeated-head", where, joint.repeated, message("pdf.repeated-head"))
                if joint.merged:
                    detail = message("pdf.divided-row" if joint.divided_row else "pdf.merged-cells")
                    losses.note("page-join", f"page {joint.page}", joint.merged, detail)
        if layout.items:
            end = layout.items[-1]
            last = end if isinstance(end, Draft) else None


def _open_frames(layouts: Sequence[Layout], losses: Losses) -> None:
    """Put the text of frames in their places, and note them."""
    for layout in layouts:
        opened: list[Line | Draft | Picture | Prose] = []
        for item in layout.items:
            if not isinstance(item, Draft) or not item.is_frame:
                opened.append(item)
                continue
            layout.boxes += 1
            for inside in item.parts[0].content:
                opened += inside.lines if isinstance(inside, Prose) else [inside]
        layout.items = opened
        if layout.boxes:
            losses.note("text-box", f"page {layout.number}", layout.boxes, message("pdf.boxes"))


def _margins(layouts: Sequence[Layout]) -> dict[int, Margins]:
    """Where the lines of text begin and end, for each width of a page (in whole points)."""
    lines: dict[int, list[Line]] = {}
    for layout in layouts:
        own = lines.setdefault(round(layout.width), [])
        own += (item for item in layout.items if isinstance(item, Line))
    return {width: _margins_of(own, width) for width, own in lines.items()}


def _margins_of(lines: Sequence[Line], width: int) -> Margins:
    """The left margin is the least of those that several lines have; the right one mirrors it, unless many
    lines end at another place.
    """
    if not lines:
        return Margins(0.0, float(width))
    starts = Counter(round(line.x0 / 2) for line in lines)
    least = 2 if len(lines) > 4 else 1
    left = min(line.x0 for line in lines if starts[round(line.x0 / 2)] >= least or len(starts) == len(lines))
    ends = sorted((line.inner for line in lines), reverse=True)
    furthest = ends[min(len(ends) // 50, len(ends) - 1)]
    size = lines[0].face.size
    close = sum(furthest - end < size for end in ends)
    if close >= 3 and close * 8 >= len(ends) and furthest > _RIGHT * (width - left):
        return Margins(left, furthest)
    return Margins(left, max(furthest, width - left))
