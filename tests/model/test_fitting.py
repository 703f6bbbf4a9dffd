"""Widths of columns that a table does not state: they follow from its texts."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import gireport
from gireport.model import Cell, LineBreak, Paragraph, Table, Text
from gireport.model.fitting import divided, em, fitted
from gireport.model.grid import placed, width
from gireport.model.normal import normal
from gireport.model.types import Report
from gireport.testing.strategies import RESOURCES, tables

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PADDING = 0.8


def widths(*rows: tuple[Cell, ...], room: float = 48.0) -> list[float]:
    return fitted(list(placed(rows)), width(rows), room, PADDING)


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(text),)),), colspan, rowspan)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(map(cell, texts))


@given(tables(), st.floats(5, 100))
def test_there_is_a_positive_width_for_each_column_and_they_fill_the_table(table, room):
    (table,) = normal(Report(body=(Table(table.rows),), resources=RESOURCES)).body
    found = widths(*table.rows, room=room)
    assert len(found) == width(table.rows)
    assert min(found) > 0
    assert abs(sum(found) - room) < 1e-6


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=40), st.integers(100, 20_000))
def test_parts_of_a_whole_are_positive_and_add_up(shares, total):
    found = divided(shares, total)
    assert min(found) > 0
    assert sum(found) == total


def test_a_column_with_longer_texts_is_wider():
    narrow, wide = widths(row("总计", "其他法律行政法规禁止公开"), row("0", "0"))
    assert wide > 2 * narrow


def test_columns_with_the_same_texts_are_equally_wide():
    assert len(set(widths(row("0", "0", "0")))) == 1


def test_a_merged_cell_widens_the_columns_below_it_alike_where_it_needs_more():
    long = "（本列数据的勾稽关系为：第一项加第二项之和）"
    first, second, third = widths((cell(long, 2), cell("0")), row("0", "0", "0"), room=30.0)
    assert first == second > third
    assert first + second >= em(long)


def test_a_cell_over_many_rows_needs_no_wide_column():
    """三、本年度办理结果 stands beside 22 rows."""
    tall = cell("三、本年度办理结果", rowspan=3)
    long = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    first, second = widths((tall, cell(long)), row(long), row(long), room=24.0)
    assert first < 6 < 17 < second


def test_a_word_and_a_bracket_with_its_text_are_not_broken():
    table = (row("（三）不予公开不予公开", "2024-01-23", "甲" * 40), row("0", "0", "0"))
    label, date, _ = widths(*table, room=26.0)
    assert label > 3 + PADDING - 1e-6
    assert date > 5 + PADDING - 1e-6


def test_lines_of_a_cell_count_one_by_one():
    lines = Cell((Paragraph((Text("本年新"), LineBreak(), Text("制作数量"))),))
    assert widths((lines, cell("制作数量"))) == [24.0, 24.0]


def test_every_row_of_the_applications_fits_on_two_lines():
    """10 columns in 小五 on 156 mm."""
    for name in ("2019", "2021"):
        tables = [b for b in gireport.read(FIXTURES / f"reports/{name}.json").body if isinstance(b, Table)]
        found = widths(*tables[1].rows, room=8844 / 180)
        for line in placed(tables[1].rows):
            for slot in line:
                text = "".join(i.text for block in slot.cell.content for i in block.content)
                own = sum(found[slot.column : slot.column + slot.cell.colspan]) - PADDING
                assert em(text) <= 2 * slot.cell.rowspan * own, text
