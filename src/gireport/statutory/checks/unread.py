"""Finds the labels of a table that was not recognised, in lines of text or in another table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..finding import Context
from ..forms import TableName, forms
from ..labels import MAX_LABEL_LENGTH, lookup_text, tables_with, without_note, without_number
from ..slots import sheets

_CELLS = re.compile(r"[|｜\t\n\u3000]| {2,}")
"""Separators of cells in a table that became lines of text."""
_VALUES = re.compile(r"[\W\d_无]*")
"""A text without words, which may be values of a row: digits, bars and marks."""
_MAX_GAP = 40
"""Lines between two labels of one table: a row of section 三 may have 8 cells, each with a bar on a line, and
notes.
"""
_MIN_SHARE = 2
"""1/2 of the labels of a form make a table: prose has a few of them too."""


class Stretch(NamedTuple):
    """The numbers of the first and last paragraph with the text of a table."""

    first: int
    last: int


def lines_of_table(context: Context, table: TableName) -> Stretch | None:
    """The paragraphs with at least half of the labels of `table`, and the values behind the last label, or
    None.

    Labels that two tables have (总计) do not count.
    """
    marks = _labels_in_lines(context).get(table, [])
    for stretch in sorted(_stretches(marks), key=len, reverse=True):
        if _is_most({label for _, label in stretch}, table):
            last = stretch[-1][0]
            while last + 1 < len(context.lines) and _belongs_to_table(context.lines[last + 1].text):
                last += 1
            return Stretch(context.lines[stretch[0][0]].number, context.lines[last].number)
    return None


def table_with_labels(context: Context, table: TableName) -> str | None:
    """The address of the first table of the report with at least half of the labels of `table`, or None."""
    known: list[tuple[str, set[tuple[TableName, str]]]] | None = context.memo.get("labels-in-tables")
    if known is None:
        known = [
            (
                sheet.address,
                {one for row in sheet.rows for cell in row if cell.text for one in _labels(cell.text)},
            )
            for sheet in sheets(context.report)
        ]
        context.memo["labels-in-tables"] = known
    of_this = ((address, {label for name, label in found if name == table}) for address, found in known)
    return next((address for address, labels in of_this if _is_most(labels, table)), None)


def _belongs_to_table(text: str) -> bool:
    """Whether a line behind the last label belongs to the table: values, bars, or a label that two tables
    have.
    """
    return all(_VALUES.fullmatch(cell) or tables_with(cell.strip()) for cell in _CELLS.split(text))


def _labels_in_lines(context: Context) -> dict[TableName, list[tuple[int, str]]]:
    """For each table, its labels in the text with the index of their lines. Searched once for a report."""
    known: dict[TableName, list[tuple[int, str]]] | None = context.memo.get("labels-in-lines")
    if known is None:
        known = {}
        texts = [line.text for line in context.lines]
        for index, (text, after) in enumerate(zip(texts, [*texts, ""][1:], strict=True)):
            for table, label in _labels(text, after):
                known.setdefault(table, []).append((index, label))
        context.memo["labels-in-lines"] = known
    return known


def _labels(text: str, after: str = "") -> Iterator[tuple[TableName, str]]:
    """The labels of exactly one table in `text`: a cell, a word of a cell, or a label that continues in the
    line `after`.
    """
    for cell in _CELLS.split(text):
        found = _label(cell)
        yield from filter(None, [found] if found else map(_label, cell.split()))
    broken = _CELLS.split(text)[-1].split()[-1:] + _CELLS.split(after)[0].split()[:1]
    if len(broken) == 2 and (found := _label("".join(broken))):
        yield found


def _label(text: str) -> tuple[TableName, str] | None:
    """The table and the form's wording of the label that `text` is, if exactly one table has it."""
    if len(text) > MAX_LABEL_LENGTH or not _label_start().match(text):
        return None
    whole = lookup_text(text)
    return _unique_labels().get(whole) or _unique_labels().get(without_note(whole))


@cache
def _unique_labels() -> dict[str, tuple[TableName, str]]:
    """The labels of exactly one table, as `lookup_text` gives them, with and without number → the table and
    its wording.
    """
    known: dict[str, set[tuple[TableName, str]]] = {}
    for index, form in enumerate(forms()):
        for label in _texts(index):
            for name in (label, without_number(label)):
                known.setdefault(lookup_text(name), set()).add((form.table, label))
    return {name: min(found) for name, found in known.items() if len({table for table, _ in found}) == 1}


@cache
def _label_start() -> re.Pattern[str]:
    """Matches the beginning of a label, perhaps behind a number.

    Most lines do not match, which saves a slow lookup.
    """
    words = {without_number(label).lstrip("(")[:2] for _, label in _unique_labels().values()}
    starts = "|".join(rf"{word[0]}\s?{word[1]}" for word in sorted(words))
    return re.compile(rf"[\W\d_一二三四五六七]{{0,6}}(?:{starts})")


def _stretches(marks: Sequence[tuple[int, str]]) -> Iterable[list[tuple[int, str]]]:
    """`marks`, divided where there are more than `_MAX_GAP` lines between two of them."""
    result: list[list[tuple[int, str]]] = []
    for mark in marks:
        if result and mark[0] - result[-1][-1][0] <= _MAX_GAP:
            result[-1].append(mark)
        else:
            result.append([mark])
    return result


def _is_most(found: set[str], table: TableName) -> bool:
    """Whether `found` has at least half of the labels of `table` in one of its editions, without labels of
    two tables.
    """
    known = {label for _, label in _unique_labels().values()}
    editions = (_texts(index) & known for index, form in enumerate(forms()) if form.table == table)
    return any(len(found & labels) * _MIN_SHARE >= len(labels) for labels in editions)


@cache
def _texts(index: int) -> frozenset[str]:
    """All labels of the form at `index` of `forms()`."""
    return frozenset(cell.label for row in forms()[index].rows for cell in row if cell.label)
