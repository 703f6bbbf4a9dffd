"""Two reports side by side: figure by figure, section by section."""

from __future__ import annotations

from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from ..model import Report
from .fact import Fact
from .figure import Figure
from .finding import Context

Change: TypeAlias = Literal["same", "changed", "only in A", "only in B"]
_MAX_CHARACTERS = 3000
"""Characters of a section above which its similarity is that of its paragraphs."""
_MAX_PARAGRAPHS = 1000
"""Paragraphs above which the similarity is the share of common paragraphs."""


class FigureChange(Struct, frozen=True):
    """A figure of either report: its texts `a` and `b`, its numbers, and the difference B − A where both are
    numbers.
    """

    key: str
    path: tuple[str, ...]
    change: Change
    a: str
    b: str
    a_number: Decimal | None
    b_number: Decimal | None
    difference: Decimal | None


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


class Comparison(Struct, frozen=True):
    """The result of `compare`.

    `facts` holds a pair of texts for each fact that differs: organ, year, period, edition …
    """

    facts: dict[str, tuple[str, str]]
    figures: tuple[FigureChange, ...]
    sections: tuple[SectionChange, ...]

    @property
    def equal(self) -> bool:
        """Whether every figure and every section is the same."""
        figures = all(one.change == "same" for one in self.figures)
        return figures and all(one.change == "same" for one in self.sections)


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports: two versions of one, or last year's and this year's.

    Raises:
        ModelError: `a` or `b` is not a report.
    """
    left, right = Context(a), Context(b)
    keys = [*left.figures, *(key for key in right.figures if key not in left.figures)]
    figures = tuple(_figure(key, left.figures.get(key), right.figures.get(key)) for key in keys)
    return Comparison(_facts(left, right), figures, tuple(_sections(left, right)))


def _figure(key: str, a: Figure | None, b: Figure | None) -> FigureChange:
    known = a or b
    assert known is not None
    numbers = (a.number if a else None, b.number if b else None)
    change: Change = "only in A" if b is None else "only in B" if a is None else "same"
    if a and b and ((a.number, a.state) != (b.number, b.state) or (a.state == "text" and a.raw != b.raw)):
        change = "changed"
    difference = numbers[1] - numbers[0] if numbers[0] is not None and numbers[1] is not None else None
    return FigureChange(
        key, known.path, change, a.raw.strip() if a else "", b.raw.strip() if b else "", *numbers, difference
    )


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
