"""Checks of counts in prose against the tables (R15), and of lists in prose against their total (R16)."""

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
"""Text that every statement has: a count, or a word for none or all. Other lines need not be read."""
_HEADING = 30
"""Characters of a line without a full stop that may serve as a heading."""


class Claim(Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of section 三 whose totals an act counts.

    `denied.*` is every row of a group, `-` subtracts a row.

    `also` are other sums that make the statement true: 收到 may include applications carried in. `with_rows`
    may be included where the paragraph does not name them. With `at_most`, a smaller count is no
    contradiction: applications that were answered may be fewer than those handled.
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


# --- passages ----------------------------------------------------------------


class Passage(Struct, frozen=True):
    """A line of prose: its section, its clauses and its statements."""

    line: Line
    section: int
    sentences: list[list[Clause]]
    statements: list[Statement]


def passages(context: Context) -> list[Passage]:
    """The lines of prose outside headings that may state a count. Read once for all checks."""
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
    """The total of `row`.

    Where `row` ends with `.*`, the totals of each row of the group, without subtotals.
    """
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
    """The sum of figures; None without figures, or where one is not a number."""
    numbers = [figure.number for figure in figures if figure.number is not None]
    return sum(numbers, Decimal(0)) if numbers and len(numbers) == len(figures) else None


def _sum(context: Context, rows: Iterable[str]) -> Decimal | None:
    """The sum of the totals of `rows`, minus those that begin with `-`; None where one is not a number."""
    result = Decimal(0)
    is_found = False
    for row in rows:
        figures = row_figures(context, row.removeprefix("-"))
        number = total_of(figures)
        if figures and number is None:
            return None
        is_found = is_found or bool(figures)
        result += (number or Decimal(0)) * (-1 if row.startswith("-") else 1)
    return result if is_found else None


def path_of(figures: list[Figure]) -> str:
    """The labels of `figures` as one path: the label of their group, or their own labels joined by +."""
    paths = [figure.path for figure in figures]
    if len(paths) == 1:
        return " / ".join(paths[0])
    shared = next(depth for depth, labels in enumerate(zip(*paths, strict=False)) if len(set(labels)) > 1)
    names = list(dict.fromkeys(path[shared] for path in paths))
    # A whole group has its own label; a few rows that are counted together are listed.
    labels = paths[0][:shared] if shared > 1 or len(names) > 3 else (*paths[0][:shared], " + ".join(names))
    return " / ".join((*labels, paths[0][-1]))


class _Expected(Struct, frozen=True):
    """The numbers of the tables for a statement: the expected one, others that agree too, and the figures."""

    number: Decimal
    also: frozenset[Decimal]
    figures: list[Figure]


def _of_applications(context: Context, statement: Statement, named: set[str]) -> _Expected | None:
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
    return _Expected(number, frozenset(one for one in also if one is not None), figures)


_REVIEW_BLOCKS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation_direct", "litigation_after_reconsideration"),
}


def review_figures(context: Context, topics: Iterable[str], column: str) -> list[Figure]:
    """The figures of `column` in the blocks of section 四 that `topics` name."""
    keys = (f"review.{block}.{column}" for topic in topics for block in _REVIEW_BLOCKS[topic])
    return [context.figures[key] for key in keys if key in context.figures]


def _of_reviews(context: Context, statement: Statement) -> _Expected | None:
    column = (
        statement.acts[0]
        if statement.acts and statement.acts[0] in ("upheld", "corrected", "pending")
        else "total"
    )
    figures = review_figures(context, statement.topics, column)
    number = total_of(figures)
    return None if number is None else _Expected(number, frozenset(), figures)


_DOCUMENT_COLUMNS = {
    "issued": ("issued", "newly_made", "newly_published"),
    "repealed": ("repealed",),
    "in_force": ("in_force", "total_published"),
    "": ("issued", "newly_made", "newly_published", "in_force", "total_published", "repealed"),
}
"""Act → the columns of section 二 that it may count; a finding names the first of them in the table."""


def _of_documents(context: Context, statement: Statement) -> _Expected | None:
    columns = _DOCUMENT_COLUMNS[statement.acts[0] if statement.acts else ""]
    found = [
        context.figures[key]
        for column in columns
        if (key := f"disclosure.normative_documents.{column}") in context.figures
    ]
    also = {figure.number for figure in found}
    if not found or None in also or found[0].number is None:
        return None
    return _Expected(found[0].number, frozenset(one for one in also if one is not None), found[:1])


# --- GI315 --------------------------------------------------------------------------------------------


def check_counts_in_prose(context: Context) -> Iterator[Hit]:
    """GI315 (R15): a count in prose that differs from the table."""
    for passage in passages(context):
        # Section 五 has plans; section 六 counts fees and other things.
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


def _table(context: Context, statement: Statement, named: set[str]) -> _Expected | None:
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


def _other_scope(context: Context, passage: Passage, statement: Statement, table: _Expected) -> bool:
    """Whether the statement may have another scope than the table: other organs, or cases of every kind."""
    more = statement.number > table.number
    return _of_other_organs(context, statement, more) or (
        statement.topics[0] in _REVIEW_BLOCKS and _of_other_cases(context, passage, statement, more)
    )


def _of_other_organs(context: Context, statement: Statement, more: bool) -> bool:
    """Whether the statement may be about another organ.

    A government's table includes its departments, but 县政府 may be the government alone, with a smaller
    count. In a department's report, 我县 and 全县 may be the whole county.
    """
    organ = context.facts.organ
    kind = kind_of_organ(organ.value) if organ else ""
    if statement.organ in ("own", "self"):
        return kind == "government" and not more
    if statement.organ in ("place", "all"):
        return kind not in ("government", "town")
    return False


def _of_other_cases(context: Context, passage: Passage, statement: Statement, more: bool) -> bool:
    """Whether the statement may count reviews and lawsuits that are not about 信息公开.

    An organ has other cases too, so its count may be larger. A government and its 司法局 also hear cases of
    others.
    """
    if passage.section == 4 or statement.names_disclosure:
        return False
    organ = context.facts.organ
    is_hearing = "received" in statement.acts or "received_new" in statement.acts
    return bool(more or is_hearing or statement.acts or (organ and _LAW_OFFICE in organ.value))


def _not_all_upheld(context: Context, passage: Passage, statement: Statement) -> Iterator[Hit]:
    """The hits for 均获维持, where the table has other results or pending cases."""
    for topic in statement.topics:
        whole = total_of(review_figures(context, [topic], "total"))
        others = [
            figure
            for column in ("corrected", "other_result", "pending")
            for figure in review_figures(context, [topic], column)
        ]
        if (
            whole is None
            or total_of(others) is None
            or (passage.section != 4 and not statement.names_disclosure)
        ):
            continue
        against = [figure for figure in others if figure.number]
        number = total_of(against)
        if (
            against
            and number
            and not _other_scope(context, passage, statement, _Expected(number, frozenset(), against))
        ):
            yield _hit(passage.line, statement, against, format_number(number))


# --- GI316 --------------------------------------------------------------------------------------------


def check_lists_in_prose(context: Context) -> Iterator[Hit]:
    """GI316 (R16): a list that adds up to more than its total, or to less where the list is complete."""
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
