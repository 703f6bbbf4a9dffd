"""Checks of relations inside one report: R1 to R4, R9, R10, R13, R14, and of subtotals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from ..amounts import PUBLISHED_MARKS, format_number
from ..equations import Blame, Equation, blame, equations, total
from ..figure import Figure
from ..finding import Context, Hit
from .cells import blank_total_sums, hit_on


def _broken_equations(context: Context) -> list[tuple[Equation, Blame | None]]:
    """The equations that do not hold, each with the figure to blame. Calculated once for a report."""
    if "broken" not in context.memo:
        context.memo["broken"] = list(_find_broken_equations(context))
    broken: list[tuple[Equation, Blame | None]] = context.memo["broken"]
    return broken


def _find_broken_equations(context: Context) -> Iterator[tuple[Equation, Blame | None]]:
    missing: dict[str, list[str]] = {table.table: table.rows_without_figures for table in context.tables}
    found = list(equations(context.figures, missing))
    to_blame = blame([one for one in found if one.relation.id != "subtotal"])
    sums = iter(range(len(found)))
    for equation in found:
        number = next(sums) if equation.relation.id != "subtotal" else -1
        if equation.difference:
            yield equation, to_blame.get(number)


def check_relation(relation: str) -> Callable[[Context], Iterable[Hit]]:
    """The check that `relation` holds in each row or column."""

    def run(context: Context) -> Iterator[Hit]:
        for equation, suspect in _broken_equations(context):
            if equation.relation.id == relation:
                yield _hit(equation, suspect)

    return run


def _hit(equation: Equation, suspect: Blame | None) -> Hit:
    first = equation.left[0]
    right = total(equation.right) - total(equation.left[1:])
    figure, expected = (suspect.figure, suspect.expected) if suspect else (first, right)
    return Hit(
        found=figure.raw.strip(),
        expected=format_number(expected),
        cell=figure.cell,
        cells=tuple(one.cell for one in equation.cells),
        key=figure.key,
        severity="warning" if any(map(_from_memory, equation.cells)) else None,
        words={
            "at": _at(equation),
            "path": " / ".join(figure.path),
            "left": format_number(total(equation.left)),
            "right": format_number(total(equation.right)),
            "difference": format_number(abs(equation.difference)),
        },
    )


def _from_memory(figure: Figure) -> bool:
    """Whether the cell counts as 0 because of a mark that no published report has."""
    return figure.state == "not-applicable" and figure.raw.strip() not in PUBLISHED_MARKS


def _at(equation: Equation) -> str:
    """The labels of the row or column of an equation."""
    path = equation.left[0].path
    return path[-1] if equation.relation.each == "column" else " / ".join(path[:-1])


def check_blank_totals(context: Context) -> Iterator[Hit]:
    """GI116: a blank total whose parts are filled in; the sum of the parts is expected."""
    for key, number in blank_total_sums(context).items():
        yield hit_on(context.figures[key], format_number(number))


# --- inequalities -------------------------------------------------------------------------------------


def _numbers(context: Context, *keys: str) -> tuple[list[Figure], list[Decimal]] | None:
    """The figures of the keys and their numbers; None where a figure is missing or not a number."""
    found = [context.figures[key] for key in keys if key in context.figures]
    numbers = [figure.number for figure in found if figure.number is not None]
    return (found, numbers) if len(numbers) == len(keys) else None


def _hit_on_all(figures: list[Figure], expected: str) -> Hit:
    """A hit on the first of `figures`, with the cells of all."""
    one = hit_on(figures[0], expected)
    cells = tuple(figure.cell for figure in figures)
    return Hit(one.where, one.found, one.expected, one.cell, cells, one.key, None, one.words)


DOCUMENTS = ("regulations", "normative_documents")


def check_total_published(context: Context) -> Iterator[Hit]:
    """GI309 (R9): 对外公开总数量 is not less than 本年新公开数量."""
    for row in DOCUMENTS:
        found = _numbers(context, f"disclosure.{row}.total_published", f"disclosure.{row}.newly_published")
        if found and found[1][0] < found[1][1]:
            yield _hit_on_all(found[0], f"≥ {format_number(found[1][1])}")


def check_in_force(context: Context) -> Iterator[Hit]:
    """GI310 (R10): 现行有效 is not less than 制发 minus 废止."""
    for row in DOCUMENTS:
        keys = (f"disclosure.{row}.{column}" for column in ("in_force", "issued", "repealed"))
        found = _numbers(context, *keys)
        if found and found[1][0] < found[1][1] - found[1][2]:
            yield _hit_on_all(found[0], f"≥ {format_number(found[1][1] - found[1][2])}")


_FEE = re.compile("信息处理费|收费通知|处理费")
_FEE_REPORTED = re.compile(r"收费通知(?!的?情况)|处理费(?!管理)\D{0,9}\d")
# 未缴 and 未按收费通知要求 are about the applicant; a 0 in a later clause is the amount collected.
_NOT_SENT = re.compile(
    r"(?:未|没有|无|不)(?![按在缴交付予再足锡])"
    r"|(?:收费通知|处理费)[^\d０零]{0,9}[0０零]\s{0,9}[件份元]"
    r"|(?<!\d)[0０零]\s{0,9}[件份][^\d，]{0,9}收费通知"
)
_COLLECTED = re.compile(
    r"(?:实际收取|实收|共?收取|收到|收缴)[^，。；\d]{0,20}(\d[\d,]*(?:\.\d+)?)\s*(万元|元)"
)


def check_fee_notices(context: Context) -> Iterator[Hit]:
    """GI313 (R13): applications lapsed since fees were not paid, but section 六 does not mention a fee
    notice.
    """
    figure = context.figures.get("applications.other_handling.fee_not_paid.total")
    if figure is None or not figure.number or figure.number < 0:
        return
    text = "\n".join(line.text for line in context.section_text(6))
    if not any(_reports_fee(clause) for clause in re.split("[，。；,;\n]", text)):
        yield _hit_with_number(figure)


def _reports_fee(clause: str) -> bool:
    """Whether `clause` says that a fee was asked for; whether it was paid does not matter."""
    return bool(_FEE_REPORTED.search(clause)) and not _NOT_SENT.search(clause)


def _hit_with_number(figure: Figure, expected: str = "") -> Hit:
    """The hit for `figure`, without the unit that the cell may name: the sentences of the check name it."""
    return replace(hit_on(figure, expected), found=format_number(figure.number or Decimal(0)))


def check_fees_in_total(context: Context) -> Iterator[Hit]:
    """GI314 (R14): the 信息处理费 collected is not more than 行政事业性收费."""
    figure = context.figures.get("disclosure.fees.amount")
    if figure is None or figure.number is None:
        return
    for line in context.section_text(6):
        found = _COLLECTED.search(line.text) if _FEE.search(line.text) else None
        if found:
            collected = Decimal(found[1].replace(",", "")) / (1 if found[2] == "万元" else 10_000)
            if collected > figure.number:
                yield _hit_with_number(figure, f"≥ {format_number(collected)}")


CHECK_FUNCTIONS = {
    "GI116": check_blank_totals,
    "GI301": check_relation("R1"),
    "GI302": check_relation("R2"),
    "GI303": check_relation("R3"),
    "GI304": check_relation("R4"),
    "GI309": check_total_published,
    "GI310": check_in_force,
    "GI313": check_fee_notices,
    "GI314": check_fees_in_total,
    "GI320": check_relation("subtotal"),
}
