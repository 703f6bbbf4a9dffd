from hypothesis import given
from hypothesis import strategies as st

from gireport.model import Cell, Paragraph, Table, Text
from gireport.model.grid import placed, width
from gireport.model.normal import normal
from gireport.model.types import Report
from gireport.style.columns import fitted
from gireport.testing.strategies import RESOURCES, tables


def widths(table: Table, total: int = 8844) -> list[int]:
    return fitted(table, list(placed(table.rows)), total)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph((Text(text),)),)) for text in texts)


@given(tables(), st.integers(100, 20_000))
def test_there_is_a_positive_width_for_each_column_and_they_fill_the_table(table, total):
    (table,) = normal(Report(body=(Table(table.rows),), resources=RESOURCES)).body
    found = widths(table, total)
    assert len(found) == width(table.rows)
    assert min(found) > 0
    assert sum(found) == total


def test_a_column_with_longer_texts_is_wider():
    narrow, wide = widths(Table((row("总计", "其他法律行政法规禁止公开"), row("0", "0"))))
    assert wide > narrow


def test_columns_with_the_same_texts_are_equally_wide():
    assert widths(Table((row("0", "0", "0"),)), 300) == [100, 100, 100]
    assert widths(Table((row("0", "0", "0"),)), 200) == [67, 66, 67]


def test_a_text_over_two_columns_makes_neither_of_them_wider():
    spanning = Cell((Paragraph((Text("很长很长很长很长很长很长很长"),)),), colspan=2)
    assert len(set(widths(Table(((spanning, *row("0")), row("0", "0", "0"))), 9000))) == 1
