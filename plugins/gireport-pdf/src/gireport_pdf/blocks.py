"""Paragraphs and tables of the pages become blocks of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gireport.losses import Losses
from gireport.model import Block, Heading, Image, Inline, Note, Paragraph, Table, Text, grid

from .headings import levels
from .layout.drafts import Draft, Part
from .layout.lines import Run
from .layout.paragraphs import Prose
from .layout.shapes import Face, Picture

_PIXELS = 96 / 72  # CSS pixels in a point
_MOST_PIXELS = 20_000
_LEAST_SHARE = 4.0  # the widths of columns are kept in quarters of a point


class Blocks:
    """Makes the blocks of one report; counts its tables."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self._tables = 0
        self._budget = grid.Budget()

    def of_flow(self, items: Sequence[Prose | Draft | Picture], body: Face) -> list[Block]:
        """The blocks of the whole document, with headings."""
        prose = [item for item in items if isinstance(item, Prose)]
        level_of = {id(prose[number]): level for number, level in levels(prose, body).items()}
        return [
            self._heading(item, level_of[id(item)])
            if isinstance(item, Prose) and id(item) in level_of
            else self._block(item)
            for item in items
        ]

    def _heading(self, prose: Prose, level: int) -> Heading:
        runs = prose.runs()
        if all("bold" in run.marks for run in runs):
            runs = _not_bold(runs)
        return Heading(level, _inlines(runs))

    def _block(self, item: Prose | Draft | Picture) -> Block:
        if isinstance(item, Prose):
            return Paragraph(_inlines(item.runs()), item.align)
        if isinstance(item, Picture):
            return Paragraph((_image(item),))
        return self._table(item)

    def _table(self, draft: Draft) -> Table:
        self._tables += 1
        where = f"{draft.where} table {self._tables}"
        bold_rows = _bold_rows(draft)
        head_rows = max(draft.head_rows, bold_rows)
        rows: list[list[grid.Piece]] = [[] for _ in range(draft.rows)]
        for part in sorted(draft.parts, key=lambda one: (one.row, one.column)):
            content = self._cell(part, part.row < bold_rows)
            rows[part.row].append(grid.Piece(content, part.colspan, part.rowspan))
        for row, column in draft.repaired:
            self.losses.note("grid-repaired", f"{where} row {row + 1} column {column + 1}", 1)

        def note(code: str, place: str, count: int) -> None:
            self.losses.note(code, f"{where} {place}", count)

        made = grid.from_spans(rows, note, budget=self._budget)
        widths = tuple(
            round((after - before) * _LEAST_SHARE)
            for before, after in zip(draft.xs, draft.xs[1:], strict=False)
        )
        columns = grid.shares(widths) if grid.width(made.rows) == len(widths) else ()
        return Table(made.rows, columns, header_rows=head_rows)

    def _cell(self, part: Part, head: bool) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for item in part.content:
            if isinstance(item, Prose):
                runs = item.runs()
                blocks.append(Paragraph(_inlines(_not_bold(runs) if head else runs)))
            else:
                blocks.append(self._block(item))
        return tuple(blocks)


def _bold_rows(draft: Draft) -> int:
    """How many rows from the top are bold as a whole, where the others are not: a head."""
    bold = [True] * draft.rows
    some = [False] * draft.rows
    for part in draft.parts:
        if part.text:
            some[part.row] = True
            bold[part.row] = bold[part.row] and part.bold
    count = 0
    while count < draft.rows and bold[count] and some[count]:
        count += 1
    reach = max((part.row + part.rowspan for part in draft.parts if part.row < count), default=0)
    return count if reach == count < draft.rows else 0


def _not_bold(runs: Iterable[Run]) -> list[Run]:
    return [run._replace(marks=tuple(mark for mark in run.marks if mark != "bold")) for run in runs]


def _inlines(runs: Iterable[Run]) -> tuple[Inline, ...]:
    return tuple(
        Note((Paragraph(_inlines(Prose(list(run.note)).runs())),))
        if run.note
        else Text(run.text, run.marks, run.link)
        for run in runs
    )


def _image(picture: Picture) -> Image:
    box = picture.box
    width, height = (
        min(max(round(length * _PIXELS), 1), _MOST_PIXELS) for length in (box.x1 - box.x0, box.y1 - box.y0)
    )
    return Image(picture.resource, width=width, height=height)
