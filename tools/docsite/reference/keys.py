"""The keys of the statutory values: what each is called in the edition of 2019 and in that of 2021."""

from __future__ import annotations

from gireport.statutory.forms import Edition
from gireport.statutory.keys import TABLES, by_key, meaning

from ..sources import Language
from .text import code, said, table


def page(language: Language) -> str:
    """The page, a table for each table of the form."""
    old, new = by_key("2019"), by_key("2021")
    head, count = said("keys", language, "head", "count")
    both = len(old.keys() & new.keys())
    parts = [head, count.format(both=both, only_2019=len(old) - both, only_2021=len(new) - both)]
    columns = said(
        "keys", language, "key", *(["meaning"] if language == "en" else []), "2019", "2021", "unit"
    )
    for name in TABLES:
        values = [value for value in {**new, **old}.values() if value.table == name]
        rows = list(dict.fromkeys(value.row for value in values))
        keys = [value.key for value in sorted(values, key=lambda value: rows.index(value.row))]
        parts += [f"## {title}\n" for title in said("keys", language, f"title-{name}")]
        parts.append(table(columns, [_row(key, language) for key in keys]))
    return "\n".join(parts)


def _row(key: str, language: Language) -> tuple[str, ...]:
    paths = [_path(key, "2019"), _path(key, "2021")]
    value = meaning(key)
    assert value is not None
    if language == "zh":
        return (code(key), *paths, value.unit)
    return (code(key), value.en.partition(", ")[2] or value.en, *paths, value.unit)


def _path(key: str, edition: Edition) -> str:
    value = by_key(edition).get(key)
    return " / ".join(dict.fromkeys(value.path)) if value else "—"
