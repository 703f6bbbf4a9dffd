"""The layout of GB/T 9704-2012 《党政机关公文格式》, as data that is independent of any format.

An annual report is not one of the standard's kinds of document; agencies follow its layout by habit. What the
standard leaves open (table text, deeper headings, fonts by name) is marked as habit.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ..model.types import Align

Role: TypeAlias = Literal[
    "body",
    "title",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "list",
    "caption",
    "cell",
    "header-cell",
    "note",
    "footer",
]

# --- the page ------------------------------------------------------------------------------------


class Page(NamedTuple):
    """A page and its margins in twips (1/1440 inch)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    footer: int
    """From the page's lower edge to the footer."""

    @property
    def text_width(self) -> int:
        """Of the type area (版心), in twips."""
        return self.width - self.left - self.right


# 5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. 7.5: the page number stands 7 mm below the 版心.
PAGE = Page(width=11906, height=16838, top=2098, right=1474, bottom=1984, left=1588, footer=1417)

# 5.2.3: 22 lines on a page of 225 mm; 28.9 pt holds them exactly.
LINE_PITCH = 28.9

# --- fonts ---------------------------------------------------------------------------------------


class Font(NamedTuple):
    """A font by the name that Windows and WPS know, what else may stand for it, and what it looks like."""

    name: str
    alternatives: tuple[str, ...]
    generic: Literal["serif", "sans-serif"] = "serif"

    @property
    def stack(self) -> tuple[str, ...]:
        """The names in the order of preference."""
        return (self.name, *self.alternatives)


# The standard names the typefaces only (小标宋, 黑体, 楷体, 仿宋, 宋体); these are the fonts of habit. None
# of them is free: documents name them, contain no font, and name free alternatives after them.
XIAOBIAOSONG = Font(
    "方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC")
)
HEITI = Font("黑体", ("SimHei", "STHeiti", "Noto Sans CJK SC", "WenQuanYi Zen Hei"), "sans-serif")
KAITI = Font("楷体_GB2312", ("楷体", "KaiTi", "STKaiti", "LXGW WenKai", "AR PL UKai CN"))
FANGSONG = Font("仿宋_GB2312", ("仿宋", "FangSong", "STFangsong", "FandolFang", "Noto Serif CJK SC"))
SONGTI = Font("宋体", ("SimSun", "STSong", "Noto Serif CJK SC", "AR PL UMing CN"))
LATIN = Font("Times New Roman", ("Liberation Serif",))

FONTS = (XIAOBIAOSONG, HEITI, KAITI, FANGSONG, SONGTI, LATIN)
"""Every font that the styles name."""

# --- text ----------------------------------------------------------------------------------------


class TextStyle(NamedTuple):
    """How the paragraphs of one role look.

    `size`, `before` and `after` are points, `line` is an exact line pitch in points (None: single spacing),
    `indent` the first line's and `hanging` the left indent in characters of the style's own size.
    """

    font: Font
    size: float
    align: Align = "justify"
    indent: float = 0
    hanging: float = 0
    line: float | None = LINE_PITCH
    before: float = 0
    after: float = 0
    keep_next: bool = False


# 号 → points, as type founders have it.
ER, SAN, SI, WU, XIAOWU = 22.0, 16.0, 14.0, 10.5, 9.0

STYLES: dict[Role, TextStyle] = {
    # 7.3.3: 3号仿宋, each paragraph's first line set in by two characters.
    "body": TextStyle(FANGSONG, SAN, indent=2),
    # 7.3.1: 2号小标宋, centred; one blank line after it by habit.
    "title": TextStyle(XIAOBIAOSONG, ER, "center", line=36, after=LINE_PITCH, keep_next=True),
    # 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, none of them bold.
    "heading1": TextStyle(HEITI, SAN, indent=2, keep_next=True),
    "heading2": TextStyle(KAITI, SAN, indent=2, keep_next=True),
    "heading3": TextStyle(FANGSONG, SAN, indent=2, keep_next=True),
    "heading4": TextStyle(FANGSONG, SAN, indent=2, keep_next=True),
    "list": TextStyle(FANGSONG, SAN, hanging=2),
    # Section 8 does not specify the text in tables; these are habit.
    "caption": TextStyle(HEITI, SI, "center", before=6, keep_next=True),
    "cell": TextStyle(FANGSONG, WU, "center", line=None),
    "header-cell": TextStyle(HEITI, WU, "center", line=None),
    "note": TextStyle(FANGSONG, XIAOWU, "left", line=None),
    # 7.5: 4号 half-width 宋体 digits between two 一字线, on the outer side, one blank character in.
    "footer": TextStyle(SONGTI, SI, "right", line=None),
}


def heading(level: int) -> TextStyle:
    """The style of a heading of `level` (0: the title; from 4 on all look alike)."""
    if level == 0:
        return STYLES["title"]
    roles: tuple[Role, ...] = ("heading1", "heading2", "heading3", "heading4")
    return STYLES[roles[min(level, 4) - 1]]


PAGE_NUMBER = ("— ", " —")
"""Texts before and after the page number (7.5)."""

# --- tables --------------------------------------------------------------------------------------


class TableStyle(NamedTuple):
    """How tables look: lines in points, cell padding in twips."""

    border: float
    padding_side: int
    padding_top: int
    small_from: int
    """A table with at least so many columns is set in `small`."""
    small: float
    """Points."""


TABLE = TableStyle(border=0.5, padding_side=57, padding_top=28, small_from=8, small=XIAOWU)


def table_text_size(columns: int) -> float:
    """The size of the text in a table of so many columns, in points (五号; 小五 where it must shrink)."""
    return TABLE.small if columns >= TABLE.small_from else STYLES["cell"].size
