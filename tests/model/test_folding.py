"""Columns that no program shows are folded: slivers between two edges that are drawn as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.losses import Losses
from gireport.model import Cell, Paragraph, Report, Table, Text, normal
from gireport.model.grid import Piece, from_merges, from_spans, is_full, width
from gireport.testing.strategies import tables


def unheard(*_: object) -> None:
    raise AssertionError


def row(*spans: int) -> list[Piece]:
    return [Piece((Paragraph((Text(f"{number}"),)),), span) for number, span in enumerate(spans)]


def folded(rows: list[list[Piece]], widths: list[float]) -> tuple[list[list[int]], list[float], list[object]]:
    heard: list[object] = []
    rectangle = from_spans(rows, unheard)
    kept, _ = rectangle.fold_slivers(widths, lambda *loss: heard.append(loss))
    assert is_full(rectangle.rows)
    return [[cell.colspan for cell in line] for line in rectangle.rows], list(kept), heard


def test_an_edge_that_was_rounded_differently_in_two_rows_is_one_edge():
    """W54: LibreOffice saves 15 columns of 589 twips as 16, one of them a twip wide."""
    spans, widths, heard = folded([row(1, 2), row(2, 1)], [588.0, 1.0, 589.0])
    assert spans == [[1, 1], [1, 1]]
    assert widths == [588.5, 589.5]
    assert heard == [("edges-joined", "row 1 column 2", 1)]


def test_a_narrow_column_with_a_cell_of_its_own_stays():
    assert folded([row(1, 1, 1), row(3)], [500.0, 5.0, 500.0]) == ([[1, 1, 1], [3]], [500, 5, 500], [])


def test_edges_a_fifth_of_a_millimetre_apart_are_two():
    assert folded([row(1, 2), row(2, 1)], [500.0, 12.0, 500.0])[2] == []


def test_of_a_cell_over_nothing_but_slivers_one_column_stays():
    assert folded([row(1, 2, 1), row(4)], [500.0, 3.0, 3.0, 500.0])[0] == [[1, 1, 1], [3]]


def test_what_a_row_declares_missing_keeps_no_sliver():
    """W06, W54: a row that begins a few twips further right has a filler before its first cell."""
    rectangle = from_merges([[Piece(filler=True), *row(1, 1)], row(2, 1)], unheard)
    kept, gone = rectangle.fold_slivers([6.0, 500.0, 500.0], lambda *_: None)
    assert [[cell.colspan for cell in line] for line in rectangle.rows] == [[1, 1], [1, 1]]
    assert (kept, gone) == ((506.0, 500.0), {0})


@given(tables(), st.data())
def test_folding_keeps_a_full_rectangle_each_cell_and_the_width(table, data):
    columns = width(table.rows)
    widths = data.draw(st.lists(st.sampled_from([2.0, 9.0, 300.0]), min_size=columns, max_size=columns))
    rows = [[Piece(cell.content, cell.colspan, cell.rowspan) for cell in line] for line in table.rows]
    rectangle = from_spans(rows, unheard)
    kept, gone = rectangle.fold_slivers(widths, lambda *_: None)
    assert is_full(rectangle.rows)
    assert width(rectangle.rows) == len(kept) == columns - len(gone)
    assert sum(kept) == pytest.approx(sum(widths))
    assert [[cell.content for cell in line] for line in rectangle.rows] == [
        [cell.content for cell in line] for line in table.rows
    ]


def cell(text: str, colspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),), colspan)


@pytest.mark.parametrize("name", ["docx", "odt", "html", "json", "markdown"])
def test_a_column_that_is_hardly_wider_than_a_line_survives_our_own_formats(name):
    """No program made it, and what is written is read again as it was."""
    table = Table(((cell("甲"), cell("乙", 2)), (cell("丙", 2), cell("丁"))), columns=(499, 1, 500))
    report = normal(Report(body=(Paragraph((Text("头"),)), table, Paragraph((Text("完"),)))))
    losses = Losses()
    assert gireport.read(gireport.write(report, name), name, losses=losses) == report
    assert not list(losses)


@pytest.mark.parametrize("unit", ["px", "mm", "pt", "%"])
def test_a_page_folds_slivers_where_it_states_lengths(unit):
    sizes = {"px": (100, 0.5, 100), "mm": (30, 0.1, 30), "pt": (90, 0.5, 90), "%": (49.9, 0.2, 49.9)}[unit]
    columns = "".join(f'<col style="width:{size}{unit}">' for size in sizes)
    rows = "<tr><td>a<td colspan=2>b</tr><tr><td colspan=2>c<td>d</tr>"
    losses = Losses()
    report = gireport.read(f"<table border=1>{columns}{rows}</table>".encode(), "html", losses=losses)
    (table,) = report.body
    assert [loss.code for loss in losses] == ([] if unit == "%" else ["edges-joined"])
    assert width(table.rows) == (3 if unit == "%" else 2)
