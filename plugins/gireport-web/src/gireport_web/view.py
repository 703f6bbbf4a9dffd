"""What does the page say about a report? Facts, findings, figures, changes, losses and the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from gireport.losses import Loss
from gireport.model import Report
from gireport.model.messages import Language
from gireport.statutory import Check, Context, Finding, check, compare

from .corrections import corrected
from .work import Correction, View

_BETWEEN_EDITIONS = "/"


def view(asked: View, original: Report, previous: Report | None, extra: Collection[Check] = ()) -> bytes:
    """The JSON object that the page shows.

    `original` is the document's report without corrections, `previous` the report of the year before; `extra`
    are the checks of plugins.
    """
    language = asked.language
    report = corrected(original, asked.document.corrections)
    context = Context(report)
    findings = check(report, previous, extra=extra)
    counts = Counter(one.severity for one in findings)
    found = {
        "name": asked.document.name,
        "facts": facts_of(context),
        "counts": {severity: counts[severity] for severity in ("error", "warning", "info")},
        "findings": [_finding(one, language) for one in findings],
        "losses": [_loss(one, language) for one in asked.losses],
        "figures": [
            {"key": one.key, "cell": one.cell, "path": one.path, "raw": one.raw.strip(), "unit": one.unit}
            for one in context.figures.values()
        ],
        "corrections": list(_changes(asked.document.corrections, Context(original))),
        "previous": asked.previous.name if asked.previous else None,
        "comparison": None if previous is None else _comparison(previous, report),
    }
    return msgspec.json.Encoder(decimal_format="number").encode(found)


def facts_of(context: Context) -> dict[str, str]:
    """What the report is taken for, each an empty text where it does not say."""
    facts = context.facts
    editions = dict.fromkeys(table.edition for table in context.tables)
    return {
        "organ": facts.organ.value if facts.organ else "",
        "year": str(facts.year.value) if facts.year else "",
        "cited": facts.cited,
        "edition": _BETWEEN_EDITIONS.join(editions),
        "signature": facts.signature.value if facts.signature else "",
        "signed": facts.signed.text if facts.signed else "",
    }


def _finding(one: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": one.code,
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message(language),
        "place": one.place(language),
        "path": one.path,
        "found": one.found,
        "expected": one.expected,
        "hint": one.hint(language),
        "cell": one.cell,
        "cells": one.cells,
    }


def _loss(one: Loss, language: Language) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "count": one.count,
        "sentence": one.sentence(language),
        "place": one.place(language),
        "path": one.path,
        "details": one.details(language),
    }


def _changes(corrections: Iterable[Correction], original: Context) -> Iterable[dict[str, Any]]:
    """Each cell that was corrected once, with its text before the first correction and after the last."""
    known = {one.cell: one for one in original.figures.values()}
    for cell, text in {one.cell: one.text for one in corrections}.items():
        yield {"cell": cell, "path": known[cell].path, "before": known[cell].raw.strip(), "after": text}


def _comparison(previous: Report, report: Report) -> dict[str, Any]:
    """The comparison, without the figures and sections that are the same."""
    result = compare(previous, report)
    changed = [one for one in result.figures if one.change != "same"]
    return {
        "facts": result.facts,
        "figures": changed,
        "sections": [one for one in result.sections if one.change != "same"],
        "same": len(result.figures) - len(changed),
    }
