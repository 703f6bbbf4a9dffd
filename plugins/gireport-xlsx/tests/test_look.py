"""A sheet looks as a printed page should: the columns are as wide as what they hold."""

from __future__ import annotations

from gireport.model import Cell, Paragraph, Table, Text
from gireport.model.grid import placed
from gireport_xlsx.content import Run
from gireport_xlsx.look import column_pixels, lines_needed, text_size


def test_a_year_beside_a_long_text_stays_on_one_line():
    table = Table((tuple(Cell((Paragraph((Text(one),)),)) for one in ("2024", "字" * 100)),))
    pixels = column_pixels(table, list(placed(table.rows)))
    assert lines_needed([Run("2024")], text_size(2), pixels[0]) == 1
