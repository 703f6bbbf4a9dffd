"""The layout of GB/T 9704-2012 《党政机关公文格式》.

An annual report is not one of the standard's kinds of document; agencies follow its layout by habit. What the
standard leaves open (table text, deeper headings, fonts by name) is marked as habit.
"""

from __future__ import annotations

from .house import Font, House, Page, TableStyle, TextStyle

# 5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. 7.5: the page number stands 7 mm below the 版心.
PAGE = Page(width=11906, height=16838, top=2098, right=1474, bottom=1984, left=1588, footer=1417)

# 5.2.3: 22 lines on a page of 225 mm; 28.9 pt holds them exactly.
LINE_PITCH = 28.9
# 5.2.3: 28 characters a line of 156 mm. 3号 is 320 twips wide, and 315 of them are left for each.
_TIGHT = PAGE.text_width // 28 - 320

# --- fonts ---------------------------------------------------------------------------------------

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

# --- text ----------------------------------------------------------------------------------------

# 号 → points, as type founders have it.
ER, SAN, SI, WU, XIAOWU = 22.0, 16.0, 14.0, 10.5, 9.0

# 7.3.3: 3号仿宋, each paragraph's first line set in by two characters.
_BODY = TextStyle(FANGSONG, SAN, indent=2, line=LINE_PITCH, spacing=_TIGHT)

GBT9704 = House(
    name="gbt9704",
    page=PAGE,
    line_pitch=LINE_PITCH,
    latin=LATIN,
    # 7.5: 4号 half-width 宋体 digits between two 一字线, on the outer side, one blank character in.
    page_number=("— ", " —"),
    styles={
        "body": _BODY,
        # 7.3.1: 2号小标宋, centred; one blank line after it by habit.
        "title": TextStyle(XIAOBIAOSONG, ER, "center", line=36, after=LINE_PITCH, keep_next=True),
        # 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, none of them bold.
        "heading1": _BODY._replace(font=HEITI, keep_next=True),
        "heading2": _BODY._replace(font=KAITI, keep_next=True),
        "heading3": _BODY._replace(keep_next=True),
        "heading4": _BODY._replace(keep_next=True),
        "list": _BODY._replace(indent=0, hanging=2),
        # Section 8 does not specify the text in tables; these are habit.
        "caption": TextStyle(HEITI, SI, "center", line=LINE_PITCH, before=6, keep_next=True),
        "cell": TextStyle(FANGSONG, WU, "center"),
        "header-cell": TextStyle(HEITI, WU, "center"),
        "note": TextStyle(FANGSONG, XIAOWU, "left"),
        "footer": TextStyle(SONGTI, SI, "right"),
    },
    # 五号; 小五 where it must shrink.
    table=TableStyle(border=0.5, padding_side=57, padding_top=28, small_from=8, small=XIAOWU),
)
