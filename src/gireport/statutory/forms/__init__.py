"""The tables of the national form as data, one file a table and edition, and how labels are compared.

A file is one JSON object (its JSON Schema: `form-schema.json` beside it):

- `table`, `en`: the first part of the keys of its figures, and its English name;
- `section`: the Chinese numeral of the report's section that the table stands in (`二`, `三`, `四`);
- `editions`: the editions of the form that have this grid (`2019`: 国办公开办函〔2019〕60号, `2021`:
  国办公开办函〔2021〕30号);
- `columns`, `header_rows`, `header_columns`: as in `gireport.model.Table`;
- `rows`: the rows from top to bottom, each an object whose `cells` are those anchored in it, in column order;
  a row of values has a `key`, its English name `en` and other wordings of its label, `variants`.

A cell is a string (its label, or `"#"` for a value that the reporting organ fills in), or an object with
`label` (absent for a value), `rowspan`, `colspan`, and for a label over values `key`, `en`, `variants`,
`unit` (件 where absent; `unit_assumed` where the form does not print it) and `signed` (values below zero make
sense). The key of a value is made of those of its table, its row and the labels over it:
`gireport.statutory.keys`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

Edition: TypeAlias = Literal["2019", "2021"]
TableName: TypeAlias = Literal["disclosure", "applications", "review"]
SectionNumeral: TypeAlias = Literal["二", "三", "四"]

FILES = (
    "disclosure-2019",
    "disclosure-2021",
    "applications-2019",
    "applications-2021",
    "review",
)
VALUE = "#"

_QUOTES = re.compile("[“”‘’'＂＇「」『』〝〞]")
_ENUMERATOR = re.compile(r"^(\d+)[.、]")


class FormCell(Struct, frozen=True, forbid_unknown_fields=True):
    """A cell of the form: its label, or None where the reporting organ writes a value."""

    label: str | None = None
    rowspan: int = 1
    colspan: int = 1
    key: str = ""
    en: str = ""
    variants: tuple[str, ...] = ()
    unit: str = "件"
    unit_assumed: bool = False
    signed: bool = False


class FormRow(Struct, frozen=True):
    """The key of a row of values, its English name, and other wordings of its label.

    All empty for a row without values.
    """

    key: str = ""
    en: str = ""
    variants: tuple[str, ...] = ()


class Form(Struct, frozen=True):
    """One table of the national form; `rows` hold the anchored cells, as in `gireport.model.Table`.

    `about` has one item for each row.
    """

    table: TableName
    en: str
    section: SectionNumeral
    editions: tuple[Edition, ...]
    columns: int
    header_rows: int
    header_columns: int
    rows: tuple[tuple[FormCell, ...], ...]
    about: tuple[FormRow, ...]


class _Row(Struct, forbid_unknown_fields=True):
    """A row in the file."""

    cells: tuple[FormCell | str, ...]
    key: str = ""
    en: str = ""
    variants: tuple[str, ...] = ()


class _File(Struct, forbid_unknown_fields=True):
    """A form in the file."""

    table: TableName
    en: str
    section: SectionNumeral
    editions: tuple[Edition, ...]
    columns: int
    header_rows: int
    header_columns: int
    rows: tuple[_Row, ...]


@cache
def forms() -> tuple[Form, ...]:
    """Every table of both editions, in the order of the sections; read at the first call."""
    return tuple(map(_load, FILES))


def form(section: SectionNumeral, edition: Edition) -> Form:
    """The table of `section` in `edition`."""
    return next(one for one in forms() if one.section == section and edition in one.editions)


def _load(name: str) -> Form:
    data = (files(__name__) / f"{name}.json").read_bytes()
    raw = msgspec.json.decode(data, type=_File)
    rows = tuple(tuple(map(_cell, row.cells)) for row in raw.rows)
    about = tuple(FormRow(row.key, row.en, row.variants) for row in raw.rows)
    return Form(
        raw.table,
        raw.en,
        raw.section,
        raw.editions,
        raw.columns,
        raw.header_rows,
        raw.header_columns,
        rows,
        about,
    )


def _cell(raw: FormCell | str) -> FormCell:
    if isinstance(raw, FormCell):
        return raw
    return FormCell() if raw == VALUE else FormCell(raw)


@cache
def fold_label(label: str) -> str:
    """`label` for comparison: without white space, in half-width characters, with one kind of quotes.

    `１．属于国家秘密`, `1、属于国家秘密` and `1. 属于国家秘密` are the same label.
    """
    plain = "".join(unicodedata.normalize("NFKC", label).split())
    return _ENUMERATOR.sub(r"\1.", _QUOTES.sub('"', plain))


def is_label(label: str, text: str) -> bool:
    """Whether `text` is the `label`, both folded, perhaps with a note in brackets behind it.

    Reporting organs explain themselves inside labels: `规章（含修订）`.
    """
    wanted = fold_label(label)
    found = _fold_uncached(text)
    return found == wanted or (found.startswith(wanted + "(") and found.endswith(")"))


# The cache holds only the labels of the form, not the texts of reports.
_fold_uncached = fold_label.__wrapped__
