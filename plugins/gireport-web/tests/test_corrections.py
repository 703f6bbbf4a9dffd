"""A correction changes one figure and nothing else of the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import gireport
from gireport.errors import UsageError
from gireport.model import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    LineBreak,
    Paragraph,
    Report,
    Table,
    Text,
    normal,
)
from gireport.statutory import Figure
from gireport_web.corrections import corrected
from gireport_web.work import Correction

REPORTS = Path(__file__).resolve().parents[3] / "fixtures" / "reports"
WHOLE = {name: gireport.read(REPORTS / f"{name}.json") for name in ("2019", "2021")}


def texts(report: Report) -> dict[str, str]:
    return {one.cell: one.raw for one in gireport.figures(report)}


def figure_of(report: Report, number: int) -> Figure:
    found = gireport.figures(report)
    return found[number % len(found)]


@settings(max_examples=25)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 1000), st.from_regex(r"-?[0-9]{1,9}", fullmatch=True))
def test_a_correction_changes_its_figure_alone(name: str, number: int, text: str) -> None:
    report = WHOLE[name]
    cell = figure_of(report, number).cell
    changed = corrected(report, [Correction(cell, text)])
    assert texts(changed) == {**texts(report), cell: text}
    assert normal(changed) == changed
    assert corrected(changed, [Correction(cell, texts(report)[cell])]) == report


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 99999)), max_size=8))
def test_of_several_corrections_of_a_cell_the_last_counts(pairs: list[tuple[int, int]]) -> None:
    report = WHOLE["2021"]
    corrections = [Correction(figure_of(report, number).cell, str(value)) for number, value in pairs]
    expected = texts(report) | {one.cell: one.text for one in corrections}
    assert texts(corrected(report, corrections)) == expected


def with_cell(content: tuple[Paragraph, ...]) -> tuple[Report, str]:
    """A report whose first figure has this content, and the address of its cell."""
    report = WHOLE["2021"]
    address = gireport.figures(report)[0].cell
    row, column = (int(part[1:]) for part in address.split()[1:])
    index, table = next((i, one) for i, one in enumerate(report.body) if isinstance(one, Table))
    cells = list(table.rows[row - 1])
    at = next(i for i, _ in enumerate(cells) if sum(one.colspan for one in cells[:i]) == column - 1)
    cells[at] = replace(cells[at], content=content)
    rows = (*table.rows[: row - 1], tuple(cells), *table.rows[row:])
    body = (*report.body[:index], replace(table, rows=rows), *report.body[index + 1 :])
    return normal(replace(report, body=body)), address


def cell_of(report: Report, address: str) -> Cell:
    row, column = (int(part[1:]) for part in address.split()[1:])
    table = next(one for one in report.body if isinstance(one, Table))
    line = table.rows[row - 1]
    return next(one for i, one in enumerate(line) if sum(each.colspan for each in line[:i]) == column - 1)


def test_marks_alignment_and_bookmarks_stay_and_other_texts_go() -> None:
    content = (
        BookmarkStart("here"),
        Text("1", marks=("bold",)),
        BookmarkEnd("here"),
        LineBreak(),
        Text("2"),
    )
    report, address = with_cell((Paragraph(content, align="right"),))
    cell = cell_of(corrected(report, [Correction(address, "12")]), address)
    expected = (BookmarkStart("here"), Text("12", marks=("bold",)), BookmarkEnd("here"))
    assert cell.content == (Paragraph(expected, align="right"),)


def test_an_empty_cell_gets_the_text_and_a_text_can_be_taken_away() -> None:
    for empty in ((), (Paragraph(),)):
        report, address = with_cell(empty)
        changed = corrected(report, [Correction(address, "5")])
        assert cell_of(changed, address).content == (Paragraph((Text("5"),)),)
        assert texts(corrected(changed, [Correction(address, "")]))[address] == ""


@pytest.mark.parametrize("text", ["三", "1 2", "=1+1", "1;2", "9" * 41, "<b>"])
def test_what_is_no_number_is_refused(text: str) -> None:
    cell = figure_of(WHOLE["2021"], 0).cell
    with pytest.raises(UsageError) as caught:
        corrected(WHOLE["2021"], [Correction(cell, text)])
    assert "不是数字" in caught.value.message("zh")


@pytest.mark.parametrize("cell", ["", "1 r1 c1", "99 r1 c1", "1 r999 c1", "n1/1 r1 c1", "1/1,1/1 r1 c1"])
def test_only_figures_of_statutory_tables_are_corrected(cell: str) -> None:
    with pytest.raises(UsageError, match="holds no figure"):
        corrected(WHOLE["2021"], [Correction(cell, "1")])
