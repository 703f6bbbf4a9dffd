"""Checks of prose against tables (R15), and of lists in prose against their whole (R16)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import combinations

import msgspec
from msgspec import Struct

from ..amounts import format_number
from ..figure import Figure
from ..finding import Context, Hit
from ..prose import Clause, Reader, Statement, broken_lists
from ..slots import Line
from .dates import kind_of_organ

_LAW_OFFICE = "司法"
_STATES = re.compile(
    "[0-9０-９]|[〇零一二两三四五六七八九十百千万数几][件宗份例起条项个次篇]|未|没|无|均|都|全部"
)
"""What every line has that states something: a count, or words for none and for all."""
_HEADING = 30
"""Characters of a line without a full stop that can be a heading in all but name."""


class Claim(Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of section 三 whose totals an act counts; `denied.*` is every row of a group, `-` takes away.

    `also` are other sums that make the statement true: 收到 may count those carried in. `with_rows` may be counted
    with the rows, where the paragraph does not name them. With `at_most`, fewer are no contradiction: what was answered
    may leave out what was passed over.
    """

    act: str
    rows: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    with_rows: tuple[str, ...] = msgspec.field(default=(), name="with")
    at_most: bool = False


@cache
def claims() -> dict[str, Claim]:
    """The claims of `claims.json` by their acts."""
    data = (files("gireport.statutory.prose") / "claims.json").read_bytes()
    return {one.act: one for one in msgspec.json.decode(data, type=list[Claim])}


# --- what is read, once for all checks ----------------------------------------------------------------


class Passage(Struct, frozen=True):
    """A line of prose, taken apart, with what it states; `topic` is what its heading is about."""

    line: Line
    section: int
    sentences: list[list[Clause]]
    statements: list[Statement]


def passages(context: Context) -> list[Passage]:
    """The lines of prose outside headings, read once for all checks."""
    if "passages" not in context.memo:
        context.memo["passages"] = list(_read(context))
    found: list[Passage] = context.memo["passages"]
    return found


def _read(context: Context) -> Iterator[Passage]:
    organ = context.facts.organ
    reader = Reader(context.year, organ.value if organ else "")
    topic = ""
    for line in context.lines:
        if line.heading or (len(line.text) <= _HEADING and not line.text.endswith(("。", "；", ";"))):
            topic = reader.topic_of(line.text) if line.level else ""
        if not line.heading and _STATES.search(line.text):
            sentences = reader.sentences(line.text)
            section = context.section_of(line)
            yield Passage(line, section, sentences, reader.statements(sentences, topic))


# --- tables -------------------------------------------------------------------------------------------


def row_figures(context: Context, row: str) -> list[Figure]:
    """The totals of `row`, of each row of the group where it ends with `.*`; without subtotals, which repeat them."""
    if not row.endswith(".*"):
        figure = context.figures.get(f"applications.{row}.total")
        return [figure] if figure else []
    start = f"applications.{row[:-1]}"
    return [
        figure
        for key, figure in context.figures.items()
        if key.startswith(start) and key.endswith(".total") and not key.endswith(".subtotal.total")
    ]


def total_of(figures: Collection[Figure]) -> Decimal | None:
    """The sum of figures; None where there are none, or one is no number."""
    numbers = [figure.number for figure in figures if figure.number is not None]
    return sum(numbers, Decimal(0)) if numbers and len(numbers) == len(figures) else None


def _sum(context: Context, rows: Iterable[str]) -> Decimal | None:
    """The sum of the totals of `rows`; those that begin with `-` are taken away. None where one is no number."""
    result = Decimal(0)
    seen = False
    for row in rows:
        figures = row_figures(context, row.removeprefix("-"))
        number = total_of(figures)
        if figures and number is None:
            return None
        seen = seen or bool(figures)
        result += (number or Decimal(0)) * (-1 if row.startswith("-") else 1)
    return result if seen else None


def path_of(figures: list[Figure]) -> str:
    """The labels that lead to `figures`, taken together: those of their group, or each of theirs."""
    paths = [figure.path for figure in figures]
    if len(paths) == 1:
        return " / ".join(paths[0])
    shared = next(place for place, labels in enumerate(zip(*paths, strict=False)) if len(set(labels)) > 1)
    names = list(dict.fromkeys(path[shared] for path in paths))
    # Of a group, the group's label; of a few rows that are counted together, theirs.
    labels = paths[0][:shared] if shared > 1 or len(names) > 3 else (*paths[0][:shared], " + ".join(names))
    return " / ".join((*labels, paths[0][-1]))


class _Table(Struct, frozen=True):
    """What the tables say of a statement: the number, others that make it true as well, and the figures."""

    number: Decimal
    also: frozenset[Decimal]
    figures: list[Figure]


def _of_applications(context: Context, statement: Statement, named: set[str]) -> _Table | None:
    """The numbers for the acts of `statement`; `named` are the acts that its paragraph names."""
    found = [claims()[act] for act in statement.acts]
    rows = [row for claim in found for row in claim.rows]
    number = _sum(context, rows)
    if number is None:
        return None
    also = {_sum(context, other) for claim in found for other in claim.also if len(found) == 1}
    not_named = {row for claim in claims().values() if claim.act not in named for row in claim.rows}
    more = [row for claim in found for row in claim.with_rows]
    free = [row for row in dict.fromkeys(more) if row in not_named and row not in rows]
    for size in range(1, len(free) + 1):
        also |= {_sum(context, [*rows, *some]) for some in combinations(free, size)}
    figures = [figure for row in rows for figure in row_figures(context, row)]
    if any(claim.at_most for claim in found) and statement.number < number:
        also.add(statement.number)
    return _Table(number, frozenset(one for one in also if one is not None), figures)


_REVIEW_BLOCKS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation_direct", "litigation_after_reconsideration"),
}


def review_figures(context: Context, topics: Iterable[str], column: str) -> list[Figure]:
    """The figures of `column` in the blocks of section 四 that `topics` name."""
    keys = (f"review.{block}.{column}" for topic in topics for block in _REVIEW_BLOCKS[topic])
    return [context.figures[key] for key in keys if key in context.figures]


def _of_reviews(context: Context, statement: Statement) -> _Table | None:
    column = (
        statement.acts[0]
        if statement.acts and statement.acts[0] in ("upheld", "corrected", "pending")
        else "total"
    )
    figures = review_figures(context, statement.topics, column)
    number = total_of(figures)
    return None if number is None else _Table(number, frozenset(), figures)


_DOCUMENT_COLUMNS = {
    "issued": ("issued", "newly_made", "newly_published"),
    "repealed": ("repealed",),
    "in_force": ("in_force", "total_published"),
    "": ("issued", "newly_made", "newly_published", "in_force", "total_published", "repealed"),
}
"""An act → the columns of section 二 that it may count; the first that the table has is told."""


def _of_documents(context: Context, statement: Statement) -> _Table | None:
    columns = _DOCUMENT_COLUMNS[statement.acts[0] if statement.acts else ""]
    found = [
        context.figures[key]
        for column in columns
        if (key := f"disclosure.normative_documents.{column}") in context.figures
    ]
    also = {figure.number for figure in found}
    if not found or None in also or found[0].number is None:
        return None
    return _Table(found[0].number, frozenset(one for one in also if one is not None), found[:1])


# --- GI315 --------------------------------------------------------------------------------------------


def check_counts_in_prose(context: Context) -> Iterator[Hit]:
    """GI315 (R15): prose that states another number than the table."""
    for passage in passages(context):
        # Section 五 plans, section 六 tells of fees and of other things that are counted.
        if passage.section in (5, 6):
            continue
        named = {act for statement in passage.statements for act in statement.acts}
        for statement in passage.statements:
            if statement.kind == "all":
                yield from _not_all_upheld(context, passage, statement)
                continue
            table = _table(context, statement, named)
            if table is None or statement.number == table.number or statement.number in table.also:
                continue
            if not _other_scope(context, passage, statement, table):
                yield _hit(passage.line, statement, table.figures, format_number(table.number))


def _table(context: Context, statement: Statement, named: set[str]) -> _Table | None:
    if statement.topics == ("documents",):
        return _of_documents(context, statement)
    if statement.topics == ("applications",):
        if statement.kind == "none":
            statement = msgspec.structs.replace(statement, acts=("received_new",))
        return _of_applications(context, statement, named)
    return _of_reviews(context, statement)


def _hit(line: Line, statement: Statement, figures: list[Figure], expected: str) -> Hit:
    return Hit(
        where=line.where,
        found=statement.text,
        expected=expected,
        cells=tuple(figure.cell for figure in figures),
        key=figures[0].key if len(figures) == 1 else "",
        words={"path": path_of(figures)},
    )


def _other_scope(context: Context, passage: Passage, statement: Statement, table: _Table) -> bool:
    """Whether the statement may count for others than the table: a part of a county, or cases of every kind."""
    more = statement.number > table.number
    return _of_other_organs(context, statement, more) or (
        statement.topics[0] in _REVIEW_BLOCKS and _of_other_cases(context, passage, statement, more)
    )


def _of_other_organs(context: Context, statement: Statement, more: bool) -> bool:
    """Whether the statement may be of another organ: a government's table sums up what its departments have.

    县政府 may be that government alone, whose count is not more than the table's; 我县 and 全县 in a department's
    report may be the whole county.
    """
    organ = context.facts.organ
    kind = kind_of_organ(organ.value) if organ else ""
    if statement.organ in ("own", "self"):
        return kind == "government" and not more
    if statement.organ in ("place", "all"):
        return kind not in ("government", "town")
    return False


def _of_other_cases(context: Context, passage: Passage, statement: Statement, more: bool) -> bool:
    """Whether reviews and lawsuits may be others than those of 信息公开.

    An organ has others too, yet no fewer than those; a 司法局 hears those of its government, and so does a government.
    """
    if passage.section == 4 or statement.about:
        return False
    organ = context.facts.organ
    heard = "received" in statement.acts or "received_new" in statement.acts
    return bool(more or heard or statement.acts or (organ and _LAW_OFFICE in organ.value))


def _not_all_upheld(context: Context, passage: Passage, statement: Statement) -> Iterator[Hit]:
    """均获维持, where the table has another result, or cases that are not closed."""
    for topic in statement.topics:
        whole = total_of(review_figures(context, [topic], "total"))
        others = [
            figure
            for column in ("corrected", "other_result", "pending")
            for figure in review_figures(context, [topic], column)
        ]
        if whole is None or total_of(others) is None or (passage.section != 4 and not statement.about):
            continue
        against = [figure for figure in others if figure.number]
        number = total_of(against)
        if (
            against
            and number
            and not _other_scope(context, passage, statement, _Table(number, frozenset(), against))
        ):
            yield _hit(passage.line, statement, against, format_number(number))


# --- GI316 --------------------------------------------------------------------------------------------


def check_lists_in_prose(context: Context) -> Iterator[Hit]:
    """GI316 (R16): items of a list that are more than its whole; or fewer, where the list has every kind."""
    for passage in passages(context):
        for one in broken_lists(passage.sentences):
            counts = " + ".join(format_number(item.number) for item in one.items)
            yield Hit(
                where=passage.line.where,
                found=f"{counts} = {format_number(one.sum)}",
                expected=format_number(one.total.number),
                severity=None if one.sum > one.total.number else "info",
            )


CHECK_FUNCTIONS = {"GI315": check_counts_in_prose, "GI316": check_lists_in_prose}
