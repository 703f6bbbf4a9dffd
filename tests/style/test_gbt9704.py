"""The house style holds to GB/T 9704-2012."""

import pytest

from gireport.style import GBT9704
from gireport.style.plain import PLAIN

PAGE, STYLES, TABLE = GBT9704.page, GBT9704.styles, GBT9704.table
MM = 1440 / 25.4


def test_the_page_is_a4_with_the_margins_of_the_standard():
    """GB/T 9704-2012, 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""
    assert (PAGE.width, PAGE.height) == (11906, 16838)
    assert PAGE.top == pytest.approx(37 * MM, abs=1)
    assert PAGE.left == pytest.approx(28 * MM, abs=1)
    assert PAGE.text_width == pytest.approx(156 * MM, abs=1)
    assert PAGE.height - PAGE.top - PAGE.bottom == pytest.approx(225 * MM, abs=1)


def test_the_type_area_holds_twenty_two_lines_of_twenty_eight_characters():
    """GB/T 9704-2012, 5.2.3."""
    lines = (PAGE.height - PAGE.top - PAGE.bottom) / (GBT9704.line_pitch * 20)
    assert 22 <= lines < 23
    assert STYLES["body"].size == 16
    assert int(PAGE.text_width / STYLES["body"].character) == 28


@pytest.mark.parametrize(
    ("level", "font", "size"),
    [
        (0, "方正小标宋简体", 22),
        (1, "黑体", 16),
        (2, "楷体_GB2312", 16),
        (3, "仿宋_GB2312", 16),
        (4, "仿宋_GB2312", 16),
        (9, "仿宋_GB2312", 16),
    ],
)
def test_each_level_of_headings_has_its_font(level, font, size):
    """GB/T 9704-2012, 7.3.1 and 7.3.3."""
    assert (GBT9704.heading(level).font.name, GBT9704.heading(level).size) == (font, size)


def test_the_text_of_a_wide_table_is_smaller():
    assert GBT9704.table_text_size(TABLE.small_from - 1) == 10.5
    assert GBT9704.table_text_size(TABLE.small_from) == 9


@pytest.mark.parametrize("house", [GBT9704, PLAIN], ids=lambda house: house.name)
def test_every_font_that_a_style_names_is_listed_with_something_free_behind_it(house):
    free = {"Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "Liberation Serif"}
    for style in house.styles.values():
        assert style.font in house.fonts
    for font in house.fonts:
        assert free & set(font.alternatives), font.name
        assert font.stack[0] == font.name
