"""Strategies for statutory reports: reports whose figures are known because they were drawn first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import strategies as st
from msgspec import Struct

from ..model import Block, Cell, Paragraph, Report, Table, Text, normal
from ..statutory.amounts import State
from ..statutory.blank import blank_report
from ..statutory.forms import Edition
from ..statutory.keys import EDITIONS, Value, values


class Written(Struct, frozen=True):
    """What was written in a value cell, and what it says."""

    raw: str
    number: Decimal | None
    state: State


class Drawn(Struct, frozen=True):
    """A report, its edition, and what was written under each key."""

    report: Report
    edition: Edition
    written: dict[str, Written]

    def __repr__(self) -> str:
        # The whole report would drown what differs: the cells with anything but a small count.
        unusual = {key: one.raw for key, one in self.written.items() if len(one.raw) != 1}
        return f"<{self.edition}, {unusual}>"


_BLANK = Written("", None, "blank")


def _count(number: int) -> Written:
    return Written(str(number), Decimal(number), "number" if number else "zero")


def _change(number: int) -> Written:
    return Written(f"{number:+d}", Decimal(number), "number" if number else "zero")


def _money(cents: int) -> Written:
    number = Decimal(cents) / 10_000
    return Written(f"{number:.4f}", number, "number" if number else "zero")


def written(value: Value) -> st.SearchStrategy[Written]:
    """What may stand in the cell of `value`: numbers as organs write them, marks, nothing."""
    mark = st.sampled_from(["/", "—", "-", "无"]).map(lambda raw: Written(raw, None, "not-applicable"))
    unusual = st.sampled_from(["见附件", "若干", "3件2项"]).map(lambda raw: Written(raw, None, "text"))
    if value.unit == "万元":
        usual = st.integers(0, 10**9).map(_money)
    elif value.signed:
        usual = st.integers(-500, 500).map(_change)
    else:
        usual = st.one_of(
            st.just(_count(0)),
            st.integers(0, 30).map(_count),
            st.integers(1000, 10**7).map(lambda n: Written(f"{n:,}", Decimal(n), "number")),
            st.integers(0, 30).map(
                lambda n: Written(
                    "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
                    Decimal(n),
                    "number" if n else "zero",
                )
            ),
        )
    return st.one_of(usual, usual, usual, mark, st.just(_BLANK), unusual)


@st.composite
def statutory_reports(draw: st.DrawFn, edition: Edition | None = None) -> Drawn:
    """A report of either edition with its three tables filled in, in normal form."""
    chosen: Edition = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    # Small counts everywhere, and in a few cells whatever an organ may write: 200 draws would be slow.
    noise = draw(st.integers(0, 2**200 - 1))
    drawn = {value.key: _count(noise >> place & 3) for place, value in enumerate(values(chosen))}
    for value in draw(st.lists(st.sampled_from(values(chosen)), max_size=15, unique=True)):
        drawn[value.key] = draw(written(value))
    year = draw(st.sampled_from((2019, 2020) if chosen == "2019" else (2021, 2024)))
    return Drawn(filled(blank_report("青溪县档案服务中心", year, chosen), chosen, drawn), chosen, drawn)


def filled(blank: Report, edition: Edition, written: dict[str, Written]) -> Report:
    """`blank` with what was written under each key, in normal form."""
    texts = iter([written[value.key].raw for value in values(edition)])
    body = tuple(_filled(block, texts) if isinstance(block, Table) else block for block in blank.body)
    return normal(Report(blank.meta, body, blank.resources))


def _filled(table: Table, texts: Iterator[str]) -> Block:
    rows = tuple(
        tuple(
            cell if cell.content else Cell(_paragraph(next(texts)), cell.colspan, cell.rowspan)
            for cell in row
        )
        for row in table.rows
    )
    return Table(rows, table.columns, table.header_rows, table.header_columns, table.caption)


def _paragraph(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),) if text else ()
