"""Two reports side by side, figure by figure and section by section: two versions of one, or two years."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from ..model import Report
from ..model.places import place_path
from .checks import CHECKS
from .fact import Fact, same_organ
from .figure import Figure
from .finding import Context, Severity

Change: TypeAlias = Literal["same", "changed", "only in A", "only in B"]
Kind: TypeAlias = Literal["versions", "years"]
"""Whether the two reports are versions of the report of one year, or reports of two years."""
_MAX_CHARACTERS = 3000
"""Characters of a section above which its similarity is that of its paragraphs."""
_MAX_PARAGRAPHS = 1000
"""Paragraphs above which the similarity is the share of common paragraphs."""


class FigureChange(Struct, frozen=True):
    """A figure of either report: its texts `a` and `b`, its numbers, and the difference B − A where both are
    numbers.

    `percent` is the difference in percent of A to one decimal place, None where A is 0 or is not a number.
    """

    key: str
    path: tuple[str, ...]
    change: Change
    a: str
    b: str
    a_number: Decimal | None
    b_number: Decimal | None
    difference: Decimal | None
    percent: Decimal | None = None


class SectionChange(Struct, frozen=True):
    """A section of either report: the similarity of its texts (0 to 1), and the paragraphs that only one
    report has.
    """

    number: int
    title: str
    change: Change
    likeness: float
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


class CarryOver(Struct, frozen=True):
    """R6 for the column 总计: `over` was carried over from the earlier year, and `into` into the later one.

    None stands for a figure that its report does not have. `holds` says that both are there and equal.
    """

    over: Decimal | None
    into: Decimal | None
    holds: bool


class BrokenRelation(Struct, frozen=True):
    """A relation between a year and the year before (R6, R7, R8, R11) that does not hold.

    The fields are those of a `Finding` on the report of the later year; `path` is its place for programs.
    """

    code: str
    rule: str
    severity: Severity
    message_zh: str
    message_en: str
    path: str
    found: str
    expected: str
    cell: str
    key: str


class Comparison(Struct, frozen=True):
    """The result of `compare`.

    `facts` holds a pair of texts for each fact that differs: organ, year, period, edition … `years` and
    `organs` are those of A and B (None and an empty text where a report does not say it), `same_organ` is
    false where both are known and differ. `carry_over` and `broken` are for a year and the year before it
    of one organ, or where an organ is not known.
    """

    facts: dict[str, tuple[str, str]]
    figures: tuple[FigureChange, ...]
    sections: tuple[SectionChange, ...]
    kind: Kind = "versions"
    years: tuple[int | None, int | None] = (None, None)
    organs: tuple[str, str] = ("", "")
    same_organ: bool = True
    carry_over: CarryOver | None = None
    broken: tuple[BrokenRelation, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether every figure and every section is the same."""
        figures = all(one.change == "same" for one in self.figures)
        return figures and all(one.change == "same" for one in self.sections)


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports: two versions of one, or those of two years, where both state a year.

    Of a year and the year before, whichever of the two is `a`, the relations between years are checked too,
    unless the reports are known to be of two organs.

    Raises:
        ModelError: `a` or `b` is not a report.
    """
    left, right = Context(a), Context(b)
    keys = [*left.figures, *(key for key in right.figures if key not in left.figures)]
    figures = tuple(_figure(key, left.figures.get(key), right.figures.get(key)) for key in keys)
    years = (left.year, right.year)
    organs = (_organ(left), _organ(right))
    is_same_organ = "" in organs or same_organ(*organs)
    carry_over, broken = _across(left, right) if is_same_organ else (None, ())
    return Comparison(
        _facts(left, right),
        figures,
        tuple(_sections(left, right)),
        "years" if None not in years and years[0] != years[1] else "versions",
        years,
        organs,
        is_same_organ,
        carry_over,
        broken,
    )


def _organ(context: Context) -> str:
    return context.facts.organ.value if context.facts.organ else ""


_ACROSS_YEARS = frozenset({"R6", "R7", "R8", "R11"})
"""The relations of the reference sheet between a year and the year before."""


def _across(a: Context, b: Context) -> tuple[CarryOver | None, tuple[BrokenRelation, ...]]:
    """What was carried over, and the relations that do not hold, where one year follows the other."""
    if a.year is None or b.year is None or abs(a.year - b.year) != 1:
        return None, ()
    earlier, later = (a, b) if a.year < b.year else (b, a)
    over, into = (
        one.figures[key].number if key in one.figures else None
        for one, key in (
            (earlier, "applications.carried_over.total"),
            (later, "applications.carried_in.total"),
        )
    )
    later.previous = earlier  # what was read of both is read once
    broken = tuple(
        BrokenRelation(
            one.code,
            one.rule,
            one.severity,
            one.message_zh,
            one.message_en,
            place_path(one.where),
            one.found,
            one.expected,
            one.cell,
            one.key,
        )
        for check in CHECKS
        if check.rule in _ACROSS_YEARS
        for one in check.findings(later)
    )
    return CarryOver(over, into, over is not None and over == into), broken


def _figure(key: str, a: Figure | None, b: Figure | None) -> FigureChange:
    known = a or b
    assert known is not None
    numbers = (a.number if a else None, b.number if b else None)
    change: Change = "only in A" if b is None else "only in B" if a is None else "same"
    if a and b and ((a.number, a.state) != (b.number, b.state) or (a.state == "text" and a.raw != b.raw)):
        change = "changed"
    difference = numbers[1] - numbers[0] if numbers[0] is not None and numbers[1] is not None else None
    return FigureChange(
        key,
        known.path,
        change,
        a.raw.strip() if a else "",
        b.raw.strip() if b else "",
        *numbers,
        difference,
        _percent(numbers[0], difference),
    )


def _percent(number: Decimal | None, difference: Decimal | None) -> Decimal | None:
    """`difference` in percent of `number`, to one decimal place; None where that says nothing."""
    if not number or difference is None:
        return None
    return (100 * difference / abs(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _facts(a: Context, b: Context) -> dict[str, tuple[str, str]]:
    result = {}
    for name in ("organ", "year", "period", "citation", "signature", "signed"):
        left, right = (getattr(one.facts, name) for one in (a, b))
        texts = (_text(left, name), _text(right, name))
        values = (left.value if left else None, right.value if right else None)
        if values[0] != values[1]:
            result[name] = texts
    editions = tuple("/".join(dict.fromkeys(table.edition for table in one.tables)) for one in (a, b))
    if editions[0] != editions[1]:
        result["edition"] = (editions[0], editions[1])
    return result


def _text(fact: Fact[Any] | None, name: str) -> str:
    """The text of a fact; of the year and the organ, whose text is a whole title or period, the value."""
    if fact is None:
        return ""
    return str(fact.value) if name in ("year", "organ") else fact.text


def _sections(a: Context, b: Context) -> list[SectionChange]:
    result = []
    for number in range(1, 7):
        titles = [
            next((one.title for one in side.facts.sections if one.number == number), None) for side in (a, b)
        ]
        if titles == [None, None]:
            continue
        texts = [[line.text for line in side.section_text(number)] for side in (a, b)]
        change: Change = "same" if texts[0] == texts[1] else "changed"
        if None in titles:
            change = "only in B" if titles[0] is None else "only in A"
        text_sets = [frozenset(text) for text in texts]
        result.append(
            SectionChange(
                number,
                titles[0] or titles[1] or "",
                change,
                _likeness(texts[0], texts[1]),
                tuple(text for text in texts[0] if text not in text_sets[1]),
                tuple(text for text in texts[1] if text not in text_sets[0]),
            )
        )
    return result


def _likeness(a: list[str], b: list[str]) -> float:
    """The similarity of two lists of paragraphs, 0 to 1, to three decimals."""
    if a == b:
        return 1.0
    if len(a) + len(b) > _MAX_PARAGRAPHS:
        return round(len({*a} & {*b}) / len({*a} | {*b}), 3)
    left, right = "\n".join(a), "\n".join(b)
    is_long = max(len(left), len(right)) > _MAX_CHARACTERS
    matcher: SequenceMatcher[str] = (
        SequenceMatcher(None, a, b, autojunk=False)
        if is_long
        else SequenceMatcher(None, left, right, autojunk=False)
    )
    return round(matcher.ratio(), 3)
