"""The numbered checks: their sentences from `catalogue.json`, with their functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import TypeAlias

import msgspec
from msgspec import Struct

from ..finding import Check, Context, Hit, Severity, Wording
from . import across, cells, dates, form, percentages, prose, relations, sections, wording

CheckFunction: TypeAlias = Callable[[Context], Iterable[Hit]]


class _Row(Struct, forbid_unknown_fields=True):
    """A check in the file."""

    code: str
    severity: Severity
    basis: str
    zh: str
    en: str
    rule: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    wordings: dict[str, Wording] = {}


_FUNCTIONS: dict[str, CheckFunction] = {
    **form.CHECK_FUNCTIONS,
    **cells.CHECK_FUNCTIONS,
    **relations.CHECK_FUNCTIONS,
    **across.CHECK_FUNCTIONS,
    **sections.CHECK_FUNCTIONS,
    **dates.CHECK_FUNCTIONS,
    **wording.CHECK_FUNCTIONS,
    **prose.CHECK_FUNCTIONS,
    **percentages.CHECK_FUNCTIONS,
}


def _load() -> tuple[Check, ...]:
    data = (files(__name__.rpartition(".")[0]) / "catalogue.json").read_bytes()
    rows = msgspec.json.decode(data, type=list[_Row])
    return tuple(
        Check(
            row.code,
            row.severity,
            row.zh,
            row.en,
            _FUNCTIONS[row.code],
            row.rule,
            row.hint_zh,
            row.hint_en,
            row.basis,
            row.wordings,
        )
        for row in rows
    )


CHECKS = _load()
"""The checks of gireport, in the order of their codes."""
