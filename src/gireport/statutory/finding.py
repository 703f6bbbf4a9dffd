"""The types of checks, for plugins too: a check, its context, its hits, and findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from ..model import Report
from ..model.errors import GireportError
from ..model.messages import Language
from ..model.places import place_in_words, place_path
from ..model.types import expect_report
from .fact import Facts, facts_of
from .figure import Figure, figures_of
from .forms import Edition
from .recognition import Recognised, recognise
from .sections import with_section_titles_apart
from .slots import Line, lines, place

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(Struct, frozen=True):
    """A result of a check.

    `rule` names the relation (`R1` …) where there is one. `where` says in English where the finding stands;
    `place` gives it in either language, and `path` as a path for programs. `cell` is an address as in
    `Figure.cell`, `cells` are the addresses of all cells that the finding is about, `key` is that of the
    figure.
    """

    code: str
    rule: str
    severity: Severity
    message_zh: str
    message_en: str
    where: str
    found: str = ""
    expected: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    cell: str = ""
    cells: tuple[str, ...] = ()
    key: str = ""

    @property
    def path(self) -> str:
        """`where` as a path that programs can rely on: `/table[2]/row[7]/column[3]`."""
        return place_path(self.where)

    def message(self, language: Language = "zh") -> str:
        """What is wrong, in one sentence."""
        return self.message_zh if language == "zh" else self.message_en

    def place(self, language: Language = "zh") -> str:
        """`where` in that language: 表2 第7行 第3列."""
        return place_in_words(self.where, language)

    def hint(self, language: Language = "zh") -> str:
        """What to do about it, or an empty string."""
        return self.hint_zh if language == "zh" else self.hint_en


def findings_json(
    source: str,
    findings: Iterable[Finding],
    language: Language = "zh",
    *,
    error: GireportError | None = None,
) -> bytes:
    """The findings on one source as the one-line JSON object of `findings-schema.json` (UTF-8).

    `message`, `where` and `hint` are in `language`; the other fields are the same in both languages.
    `error` is the reason why the source could not be read, and `findings` are then empty; or it is that of a
    plugin's check that failed, and `findings` are those of the others.
    """
    records = [
        {
            "code": one.code,
            "rule": one.rule,
            "severity": one.severity,
            "message": one.message(language),
            "where": one.place(language),
            "path": one.path,
            "found": one.found,
            "expected": one.expected,
            "hint": one.hint(language),
            "cell": one.cell,
            "cells": one.cells,
            "key": one.key,
        }
        for one in findings
    ]
    line: dict[str, Any] = {"source": source, "findings": records}
    if error is not None:
        line["error"] = {"code": error.code, "message": error.message(language)}
    return msgspec.json.encode(line)


class Hit(Struct, frozen=True):
    """A result of the function of a check.

    `words` are the values for the placeholders of the check's sentences.

    Either `cell`, an address as in `Figure.cell`, or `where` says where it stands. `severity` overrides the
    severity of the check; `wording` names one of the check's `wordings` that replaces its own sentences.
    """

    where: str = ""
    found: str = ""
    expected: str = ""
    cell: str = ""
    cells: tuple[str, ...] = ()
    key: str = ""
    severity: Severity | None = None
    words: dict[str, Any] = {}
    wording: str = ""


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of a check for one of several causes: the message and the hint, in both languages."""

    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


class Check(Struct, frozen=True):
    """A check: its code, its sentences in both languages, and its function.

    `zh` and `en` are sentences with `{found}`, `{expected}` and the hit's `words` in braces. `basis` says how
    the rule is known (`published`, `seed`, `derived`, `peer` or `memory`); a check from memory is never an
    error. `wordings` are the sentences for other causes, by the names that hits give.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    run: Callable[[Context], Iterable[Hit]]
    rule: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    basis: str = "derived"
    wordings: dict[str, Wording] = {}

    def findings(self, context: Context) -> Iterable[Finding]:
        """The findings of the check in `context`."""
        for hit in self.run(context):
            words = {"found": hit.found, "expected": hit.expected, "key": hit.key, **hit.words}
            sentences = self.wordings[hit.wording] if hit.wording else self
            yield Finding(
                self.code,
                self.rule,
                hit.severity or self.severity,
                sentences.zh.format(**words),
                sentences.en.format(**words),
                hit.where or place(hit.cell),
                hit.found,
                hit.expected,
                sentences.hint_zh.format(**words),
                sentences.hint_en.format(**words),
                hit.cell,
                hit.cells or ((hit.cell,) if hit.cell else ()),
                hit.key,
            )


class Context:
    """The report that checks read, with its tables, figures and facts.

    Each is read at its first use, and once.

    In `report`, a paragraph with the title of a section among its lines is divided at its line breaks.

    `previous` is the report of the year before, `units` are the reports that this one sums up. `memo` holds
    values that several checks share.

    Raises:
        ModelError: one of the arguments is not a report.
    """

    def __init__(self, report: Report, previous: Report | None = None, units: Sequence[Report] = ()) -> None:
        for given in (report, report if previous is None else previous, *units):
            expect_report(given)
        self.report = with_section_titles_apart(report)
        self._previous = previous
        self._units = units
        self.memo: dict[str, Any] = {}

    @cached_property
    def lines(self) -> list[Line]:
        """The headings, paragraphs and list items of the body."""
        return lines(self.report)

    @cached_property
    def tables(self) -> list[Recognised]:
        """The statutory tables."""
        return recognise(self.report)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figures by their keys."""
        return {figure.key: figure for figure in figures_of(self.tables)}

    @cached_property
    def facts(self) -> Facts:
        """The facts of the report."""
        return facts_of(self.report, self.lines)

    @cached_property
    def previous(self) -> Context | None:
        """The report of the year before."""
        return Context(self._previous) if self._previous is not None else None

    @cached_property
    def units(self) -> list[Context]:
        """The reports of the organs that this report sums up."""
        return [Context(unit) for unit in self._units]

    @property
    def year(self) -> int | None:
        """The report's year."""
        return self.facts.year.value if self.facts.year else None

    @property
    def expected_edition(self) -> Edition | None:
        """The edition for the report's year: 2019 for 2019 and 2020, 2021 from 2021 on.

        None for earlier or unknown years.
        """
        if self.year is None or self.year < 2019:
            return None
        return "2019" if self.year <= 2020 else "2021"

    def section_of(self, line: Line) -> int:
        """The number of the section that `line` stands in; 0 for the preamble."""
        sections = self.facts.sections
        position = bisect_right(sections, line.index, key=lambda section: section.start - 1)
        return sections[position - 1].number if position else 0

    def section_text(self, number: int) -> list[Line]:
        """The lines of section `number`, without its title."""
        # Where the report has a section twice, the first one counts.
        first = next((one for one in self.facts.sections if one.number == number), None)
        return self.between(first.start, first.end) if first else []

    def between(self, start: int, end: int) -> list[Line]:
        """The lines of the body from index `start` up to `end`."""
        first = bisect_left(self.lines, start, key=lambda line: line.index)
        return self.lines[first : bisect_left(self.lines, end, key=lambda line: line.index)]
