"""A dump of a whole page: chrome, title, prose, the three tables, other tables.

With the truth about each figure.
"""

from __future__ import annotations

from random import Random

from msgspec import Struct

from gireport.statutory.forms import Edition, TableName, form
from gireport.testing.statutory import Written

from . import labels
from .figures import Ledger, make_figures
from .layouts import Layout, Row, physical_rows, print_rows

SECTIONS: tuple[tuple[TableName, str], ...] = (("disclosure", "二"), ("applications", "三"), ("review", "四"))
NOTE = "注：本表数据为全年累计数。"
"""A line that an organ puts between the rows of a table."""

TITLES = {
    "二": "主动公开政府信息情况",
    "三": "收到和处理政府信息公开申请情况",
    "四": "政府信息公开行政复议、行政诉讼情况",
    "五": "存在的主要问题及改进情况",
    "六": "其他需要报告的事项",
}
ORGANS = ("青溪镇", "青溪市人民政府办公室", "云岭县档案服务中心", "青溪市退役军人事务局", "青荣里街道办事处")
_BEFORE = (
    "首页 | 政务公开 | 政府信息公开年报",
    "当前位置：首页>政务公开>年报",
    "字体：[大 中 小] | 打印 | 关闭",
    "浏览次数：12",
)
_AFTER = (
    "分享到：",
    "上一篇：关于公布办公时间的通告 | 下一篇：没有了",
    "http://www.example.gov.cn/art/2024/1/15/art_1_2.html",
    "主办：某某单位 | 网站标识码：0000000000 | 网站地图",
)
_PROSE = (
    "本报告依照《中华人民共和国政府信息公开条例》编写。",
    "公开渠道为门户网站|政务新媒体|公示栏，欢迎查阅。",
    "全年通过门户网站发布信息若干条。",
    "办公地址：青溪路1号|邮政编码：000000",
)
_OTHER_TABLES = (
    ("渠道 | 账号 | 备注 |", "微信 | 青溪发布 | 每日更新 |", "微博 | 青溪在线 | |"),
    ("|指标|数量|", "|网站信息|128|", "|新媒体信息|64|"),
    ("渠道 |", "数量 |", "门户网站 |", "36 |"),
)


class Recipe(Struct, frozen=True):
    """Everything that decides a dump; the same recipe gives the same dump.

    `layouts` are those of the three tables; `seed` decides figures and places; the rest switch on what
    extraction or the organ did.
    """

    seed: int
    edition: Edition
    shape: str
    ledger: Ledger
    layouts: tuple[Layout, Layout, Layout]
    half_width: bool = True
    label_blanks: bool = False
    label_breaks: bool = False
    cut_heads: bool = False
    extra_row: bool = False
    notes: bool = False
    chrome: bool = False
    other_table: bool = False
    organ_apart: bool = False
    blank_lines: bool = False
    carriage_returns: bool = False

    @property
    def features(self) -> frozenset[str]:
        """The names of what is switched on, for a table of rates."""
        flags = (
            "label_blanks label_breaks cut_heads extra_row notes chrome other_table organ_apart blank_lines "
            "carriage_returns"
        )
        result = {name.replace("_", "-") for name in flags.split() if getattr(self, name)}
        result.add("half-width-brackets" if self.half_width else "full-width-brackets")
        for name, on in (
            ("full-width-figures", self.ledger.wide),
            ("changes-in-words", self.ledger.words),
            ("broken-sum", self.ledger.errors),
            ("no-totals", self.ledger.no_totals),
            ("five-columns", any(layout.extra for layout in self.layouts)),
            ("lost-ends", any(layout.lose_ends for layout in self.layouts)),
            (f"review-{self.layouts[2].last_row}", True),
            (f"nothing-is-{self.ledger.nothing or 'empty'}", True),
            (f"amounts-{self.ledger.amounts}", True),
            (f"edition-{self.edition}", True),
        ):
            if on:
                result.add(name)
        return frozenset(result)


class Span(Struct, frozen=True):
    """The lines of the dump from `first` to `last`, counted from 1."""

    first: int
    last: int

    def meets(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to `last` have one in common with these."""
        return first <= self.last and self.first <= last


class Dump(Struct, frozen=True):
    """A dump and the truth about it.

    `written` has each figure by its key; `rows` the lines of its row; `tables` the lines of each table;
    `title`, `organ` and `year` are the facts of the report.
    """

    recipe: Recipe
    text: str
    written: dict[str, Written]
    rows: dict[str, Span]
    tables: dict[str, Span]
    title: str
    organ: str
    year: int

    def __repr__(self) -> str:
        return f"<dump of {self.recipe}>"


class _Page:
    """The lines of a dump as they are put together; `rows` and `tables` are filled on the way."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: dict[str, Span] = {}
        self.tables: dict[str, Span] = {}

    def table(self, name: str, rows: list[Row], layout: Layout, notes: bool, rng: Random) -> None:
        """Add the lines of a table, with a note after some of its rows."""
        first = len(self.lines) + 1
        for row, lines in zip(rows, print_rows(rows, layout, rng), strict=True):
            start = len(self.lines) + 1
            self.lines += lines
            span = Span(start, len(self.lines))
            self.rows |= {cell.key: span for cell in row if cell.key}
            if notes and row is not rows[-1] and rng.random() < 0.1:
                self.lines.append(NOTE)
        self.tables[name] = Span(first, len(self.lines))

    def spread(self) -> None:
        """Put an empty line around each line that stands outside the tables."""
        inside = {line for span in self.tables.values() for line in range(span.first, span.last)}
        moved: dict[int, int] = {}
        lines: list[str] = []
        for number, line in enumerate(self.lines, 1):
            lines.append(line)
            moved[number] = len(lines)
            if number not in inside:
                lines.append("")
        self.lines = lines
        for spans in (self.rows, self.tables):
            for key, span in spans.items():
                spans[key] = Span(moved[span.first], moved[span.last])


def write_page(recipe: Recipe) -> Dump:
    """The dump that `recipe` describes."""
    rng = Random(recipe.seed)
    figures = make_figures(recipe.edition, recipe.ledger, rng)
    organ = rng.choice(ORGANS)
    year = rng.choice((2019, 2020) if recipe.edition == "2019" else (2021, 2022, 2023, 2024))
    title = f"{organ}{year}年政府信息公开工作年度报告"
    page = _Page()
    if recipe.chrome:
        page.lines += _BEFORE
    page.lines += [organ, title.removeprefix(organ)] if recipe.organ_apart else [title]
    page.lines += ["一、总体情况", *rng.sample(_PROSE, 2)]
    for (name, numeral), layout in zip(SECTIONS, recipe.layouts, strict=True):
        page.lines.append(f"{numeral}、{TITLES[numeral]}")
        if rng.random() < 0.3:
            page.lines.append("该部分以表格形式报告。表格如下:")
        page.table(name, _rows(recipe, name, numeral, figures, rng), layout, recipe.notes, rng)
    for numeral in "五六":
        page.lines += [f"{numeral}、{TITLES[numeral]}", rng.choice(_PROSE)]
        if recipe.other_table and numeral == "五":
            page.lines += rng.choice(_OTHER_TABLES)
            page.lines.append("上表为主要公开渠道。")
    page.lines += (
        [organ, f"{year + 1}年1月15日"] if rng.random() < 0.5 else ["本年度未收取政府信息公开信息处理费。"]
    )
    if recipe.chrome:
        page.lines += _AFTER
    if recipe.blank_lines:
        page.spread()
    end = "\r\n" if recipe.carriage_returns else "\n"
    text = end.join(page.lines) + end
    return Dump(recipe, text, figures, page.rows, page.tables, title, organ, year)


def _rows(recipe: Recipe, name: str, numeral: str, figures: dict[str, Written], rng: Random) -> list[Row]:
    """The physical rows of one table, its labels as the recipe has them."""
    rows = physical_rows(form(numeral, recipe.edition), figures)  # type: ignore[arg-type]
    if name == "disclosure":
        if recipe.cut_heads:
            labels.cut_heads(rows)
        if recipe.extra_row:
            labels.extra_row(rows, rng)
    if recipe.half_width:
        labels.half_width(rows)
    if recipe.label_blanks:
        labels.with_blanks(rows, rng)
    if recipe.label_breaks:
        labels.break_labels(rows, rng)
    return rows
