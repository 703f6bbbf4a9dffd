"""Columns of tables that state no columns: row H05."""

from __future__ import annotations

import pytest

from gireport.formats.html.reader import read
from gireport.losses import Losses
from gireport.model import Table


def columns(rows: str) -> tuple[float, ...]:
    (table,) = read(f"<table>{rows}</table>".encode(), Losses()).body
    assert isinstance(table, Table)
    return table.columns


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ("<tr><td width=100>a<td width=300>b", (1, 3)),
        ("<tr><td style='width:10pt' width=90>a<td style='width:20pt' width=10>b", (1, 2)),
        ("<tr><td width='30%'>a<td width='70%'>b", (3, 7)),
        ("<tr><td colspan=2 width=50>a<td width=50>b<tr><td width=20>c<td>d<td>e", (2, 3, 5)),
        ("<tr><td colspan=2 width=50>a<td width=50>b<tr><td>c<td>d<td>e", ()),  # nobody tells them apart
        ("<tr><td width=100>a<td>b", ()),
        ("<tr><td width='50%'>a<td width=200>b", ()),
        ("<tr><td width='100%'>a", ()),
        ("<col width=10><col width=40><tr><td width=100>a<td width=100>b", (1, 4)),
    ],
)
def test_the_widths_of_cells_are_those_of_their_columns(rows: str, shares: tuple[int, ...]) -> None:
    """H05"""
    assert columns(rows) == shares


def test_the_row_without_height_with_which_word_states_widths_is_no_row() -> None:
    """H08"""
    losses = Losses()
    page = (
        "<table><tr><td colspan=2>a</td></tr><tr height=0><td width=10></td><td width=30></td></tr></table>"
    )
    (table,) = read(page.encode(), losses).body
    assert isinstance(table, Table)
    assert (len(table.rows), table.columns, len(losses)) == (1, (1, 3), 0)


def test_a_row_without_height_that_holds_text_is_a_row() -> None:
    (table,) = read(b"<table><tr><td>a</td></tr><tr height=0><td>b</td></tr></table>", Losses()).body
    assert isinstance(table, Table)
    assert len(table.rows) == 2
