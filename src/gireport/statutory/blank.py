"""Blank forms: a report of either edition with its complete tables, to be filled in."""

from __future__ import annotations

from ..errors import UsageError
from ..model import Block, Cell, Heading, Inline, Meta, Paragraph, Report, Table, Text, normal
from ..model.chars import FORBIDDEN
from ..model.messages import message
from .forms import Edition, Form, SectionNumeral, form
from .sections import NUMERALS, TITLES

CITATIONS: dict[Edition, str] = {
    "2019": "《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）",
    "2021": "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
}
ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
"""The topics of section 一, by the notice of 2021."""
_TABLES: dict[int, SectionNumeral] = {2: "二", 3: "三", 4: "四"}
_NUMERALS = "一二三四五"


def edition_of(year: int) -> Edition:
    """The edition of the form for the report of `year`: 2019 for 2019 and 2020, 2021 from then on."""
    return "2019" if year <= 2020 else "2021"


def blank_table(section: SectionNumeral, edition: Edition) -> Table:
    """The table of `section` with its labels and merged cells; its value cells are empty."""
    one: Form = form(section, edition)
    rows = tuple(
        tuple(
            Cell((Paragraph(_text(cell.label)),) if cell.label else (), cell.colspan, cell.rowspan)
            for cell in row
        )
        for row in one.rows
    )
    return Table(rows, (), one.header_rows, one.header_columns)


def blank_report(organ: str, year: int, edition: Edition | None = None) -> Report:
    """A report of `organ` for `year`, in normal form, without values and prose.

    `edition` is by default that of the year. The checks find nothing wrong with its form.

    Raises:
        UsageError: `organ` is empty, or has a character that no report can hold.
    """
    organ = organ.strip()
    if not organ:
        raise UsageError(message("statutory.organ-without-name"))
    forbidden = FORBIDDEN.search(organ)
    if forbidden:
        raise UsageError(message("statutory.organ-character", code=f"U+{ord(forbidden[0]):04X}"))
    edition = edition or edition_of(year)
    title = f"{organ}{year}年政府信息公开工作年度报告"
    body: list[Block] = [
        Heading(0, _text(title)),
        Paragraph(_text(f"根据《中华人民共和国政府信息公开条例》和{CITATIONS[edition]}，编制本报告。")),
        Paragraph(_text(f"本报告数据的统计期限为{year}年1月1日至{year}年12月31日。")),
    ]
    for number, name in enumerate(TITLES, 1):
        body.append(Heading(1, _text(f"{NUMERALS[number - 1]}、{name}")))
        if number in _TABLES:
            body.append(blank_table(_TABLES[number], edition))
        elif number == 1:
            for numeral, aspect in zip(_NUMERALS, ASPECTS, strict=True):
                body += [Heading(2, _text(f"（{numeral}）{aspect}")), Paragraph()]
        elif number == len(TITLES) and edition == "2021":
            body += [Heading(2, _text("（一）收取信息处理费情况")), Paragraph()]
        else:
            body.append(Paragraph())
    body.append(Paragraph(_text(organ), "right"))
    return normal(Report(Meta(title=title, organ=organ, year=year), tuple(body)))


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),)
