"""The house style holds to GB/T 9704-2012."""

import pytest

from gireport.style import FONTS, LINE_PITCH, PAGE, STYLES, TABLE, heading, table_text_size

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
    lines = (PAGE.height - PAGE.top - PAGE.bottom) / (LINE_PITCH * 20)
    assert 22 <= lines < 23
    assert round(PAGE.text_width / (STYLES["body"].size * 20)) == 28


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
    assert (heading(level).font.name, heading(level).size) == (font, size)


def test_the_text_of_a_wide_table_is_smaller():
    assert table_text_size(TABLE.small_from - 1) == 10.5
    assert table_text_size(TABLE.small_from) == 9


def test_every_font_that_a_style_names_is_listed_with_something_free_behind_it():
    free = {"Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "Liberation Serif"}
    for style in STYLES.values():
        assert style.font in FONTS
    for font in FONTS:
        assert free & set(font.alternatives), font.name
        assert font.stack[0] == font.name
