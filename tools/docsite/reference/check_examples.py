"""An example of each check: a place of a report that raises it, and what gireport says of it.

The reports are those of the tests (`tests/support/raised.py`); the checks run when the page is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gireport.model import Report
from gireport.model.places import place_in_words
from gireport.statutory import Finding, check
from gireport.statutory.checks import CHECKS
from gireport.statutory.slots import lines, sheets
from support.raised import raised

from ..sources import Language
from .text import WORDS, cell, said, words

_CELL = re.compile(r"table (\S+) row (\d+)")
_PARAGRAPH = re.compile(r"paragraph (\d+)")
_LONG = 110


def page(language: Language) -> str:
    """The page, an entry for each check."""
    parts = said("checks", language, "head")
    for one in CHECKS:
        parts += _entry(one.code, language)
    return "\n".join(parts)


@cache
def _found(code: str) -> tuple[Report, Finding]:
    report, last, units = raised(code)
    return report, next(one for one in check(report, last, units=units) if one.code == code)


def _entry(code: str, language: Language) -> Iterator[str]:
    report, found = _found(code)
    _, last, units = raised(code)
    beside = [name for name, given in (("before", last), ("units", units)) if given]
    separator, colon = said("checks", language, "separator", "colon")
    yield f"## {code}\n"
    yield separator.join(said("checks", language, found.severity, *beside)) + "\n"
    texts = (
        place_in_words(found.where, language),
        fragment(report, found, language),
        found.message(language),
        found.hint(language),
    )
    names = said("checks", language, "where", "stands", "says", "hint")
    rows = [f"- **{name}**{colon}{words(text)}" for name, text in zip(names, texts, strict=True) if text]
    yield "\n".join(rows) + "\n"


def fragment(report: Report, found: Finding, language: Language) -> str:
    """What stands at the place of a finding: the cells of the row, or the paragraph; shortened."""
    if place := _CELL.match(found.where):
        sheet = next(one for one in sheets(report) if one.address == place[1])
        empty = WORDS["checks"]["empty"][language]
        return _short(" | ".join(one.text.strip() or empty for one in sheet.rows[int(place[2]) - 1]))
    if place := _PARAGRAPH.match(found.where):
        return next((_short(one.text) for one in lines(report) if one.number == int(place[1])), "")
    return ""


def _short(text: str) -> str:
    text = cell(text).replace("\\|", "|")
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
