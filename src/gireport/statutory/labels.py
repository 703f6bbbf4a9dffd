"""The labels of the form, found whatever the width, spacing, quotes, notes and numbers of a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from .forms import Edition, Form, TableName, fold_label, forms

_PUNCTUATION = re.compile(r'["、,。.;:·/—-]')
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十]+\)|\d+[.、])")
_GROUP = re.compile(r"^\([一二三四五六七八九十]+\)")
_SIGNED_TEXT = re.compile(r"\^[^^]*\^|~~?[^~]*~~?")
"""The mark of a note in a label, or text that is struck out, with the signs of `slots.cell_text`."""
_UNIT_LINE = re.compile(r"\(?(?:金额|计量)?单位[件个项条]*(万元|千元|亿元|元)\)?")
_SYNONYMS = (("其它", "其他"), ("本年度", "本年"), ("上年度", "上年"))
"""A word that reports write in a label → the word of the form."""
_UNIT = re.compile(r"(万元|千元|亿元|元)\)?$")

MAX_LABEL_LENGTH = 120
"""Characters of the longest text that may be a label with its note."""

SUBTOTALS = frozenset({"小计", "合计", "总计", "共计", "法人小计", "小计数"})
"""Labels of subtotal rows, which tools add; the form has none."""
SUBTOTAL_HEADS = frozenset({"小计", "合计", "法人小计", "法人或其他组织小计", "组织小计"})
"""Heads of subtotal columns, which tools add."""


class Label(Struct, frozen=True):
    """A label of the form: its `key` (empty where it names neither a row nor a column), its text and its
    editions.

    `unit`, `unit_assumed` and `signed` are those of a column's values, as in `forms.FormCell`; `block` is the
    label over a block of section 二 that the label stands in.
    """

    key: str
    text: str
    editions: frozenset[Edition]
    unit: str = "件"
    unit_assumed: bool = False
    signed: bool = False
    block: str = ""


class Labels(Struct, frozen=True):
    """The labels of one table in both editions, each under its wordings as `lookup_text` gives them.

    `rows` name rows of values and `heads` name columns. `groups` stand before several rows (（三）不予公开);
    their key is the first part of the keys of these rows. `plain` are the other labels.
    """

    table: TableName
    rows: dict[str, Label]
    heads: dict[str, Label]
    groups: dict[str, Label]
    plain: dict[str, Label]

    def row(self, text: str) -> Label | None:
        """The row label that `text` is."""
        return _label(self.table, "rows", text)

    def head(self, text: str) -> Label | None:
        """The column head that `text` is."""
        return _label(self.table, "heads", text)

    def group(self, text: str) -> Label | None:
        """The label over several rows that `text` is."""
        return _label(self.table, "groups", text)

    def plain_label(self, text: str) -> Label | None:
        """The label that `text` is, if that is neither of a row, a column nor a group."""
        return _label(self.table, "plain", text)

    def in_row(self, text: str) -> tuple[Label | None, Label | None, Label | None]:
        """The row label, group label and plain label that `text` is, each None if it is not: three lookups in
        one.
        """
        if len(text) < 2 or text.isdecimal() or len(text) > MAX_LABEL_LENGTH:
            return _NO_LABELS
        return _in_row(self.table, text)

    def any(self, text: str) -> Label | None:
        """The label of any kind that `text` is."""
        return _label(self.table, "any", text)


def _label(table: TableName, kind: str, text: str) -> Label | None:
    """The label of `kind` that `text` is, or None. Most cells hold a number: these need no lookup."""
    if len(text) < 2 or text.isdecimal() or len(text) > MAX_LABEL_LENGTH:
        return None
    return _found(table, kind, text)


_NO_LABELS = (None, None, None)


@lru_cache(maxsize=4096)
def _in_row(table: TableName, text: str) -> tuple[Label | None, Label | None, Label | None]:
    known = labels(table)
    return known.row(text), known.group(text), known.plain_label(text)


def tables_with(text: str) -> tuple[tuple[TableName, str], ...]:
    """The tables that have the label `text`, each with the form's own wording."""
    return _tables_with(text) if 2 <= len(text) <= MAX_LABEL_LENGTH else ()


@lru_cache(maxsize=4096)
def _tables_with(text: str) -> tuple[tuple[TableName, str], ...]:
    tables = dict.fromkeys(form.table for form in forms())
    return tuple((table, label.text) for table in tables if (label := labels(table).any(text)))


@lru_cache(maxsize=8192)
def _found(table: TableName, kind: str, text: str) -> Label | None:
    """The label of `kind` that `text` is. Every report has the same labels, so a cache holds them."""
    known = labels(table)
    if kind == "any":
        kinds = (known.rows, known.heads, known.groups, known.plain)
        return next(filter(None, (find(text, one) for one in kinds)), None)
    return find(text, getattr(known, kind))


def lookup_text(text: str) -> str:
    """`text` as labels are looked up: folded, without quotes and punctuation other than brackets, synonyms
    replaced.
    """
    return _lookup_text(text) if len(text) <= MAX_LABEL_LENGTH else _lookup_text.__wrapped__(text)


@lru_cache(maxsize=4096)
def _lookup_text(text: str) -> str:
    plain = _PUNCTUATION.sub("", fold_label.__wrapped__(text))
    for other, word in _SYNONYMS:
        plain = plain.replace(other, word)
    return plain


def without_number(text: str) -> str:
    """`text` without the number in front of it: 一、, （一） or 1."""
    return _ENUMERATOR.sub("", fold_label.__wrapped__(text), count=1)


def without_note(text: str) -> str:
    """`text` without the bracketed notes that end it."""
    while text.endswith(")"):
        depth = 0
        for position in range(len(text) - 1, -1, -1):
            depth += (text[position] == ")") - (text[position] == "(")
            if not depth:
                break
        if depth or not position:
            break
        text = text[:position]
    return text


def find(text: str, known: dict[str, Label]) -> Label | None:
    """The label in `known` that `text` is: exactly, with a note in brackets after it, or with another number
    before it.
    """
    if len(text) < 2 or len(text) > MAX_LABEL_LENGTH or text.isdecimal():
        return None
    return next((known[name] for name in _names(text) if name in known), None)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """The wordings under which `text` is looked up, the most exact first."""
    text = _SIGNED_TEXT.sub("", text)
    whole = lookup_text(text)
    unnumbered = lookup_text(without_number(text))
    names = (whole, without_note(whole), unnumbered, without_note(unnumbered))
    return tuple(dict.fromkeys(name for name in names if name))


def money_unit_of_head(text: str) -> str:
    """The unit of money that a column head names in its note, or an empty string: 采购总金额（元）."""
    found = _UNIT.search(lookup_text(text))
    return found[1] if found else ""


def money_unit_of_line(text: str) -> str:
    """The unit of money that a line names for the rows under it, or an empty string: 单位：元,
    （单位：件、万元）.
    """
    found = _UNIT_LINE.fullmatch(lookup_text(text)) if "单位" in text else None
    return found[1] if found else ""


@cache
def labels(table: TableName) -> Labels:
    """The labels of `table`, of both editions together."""
    result = Labels(table, {}, {}, {}, {})
    for form in forms():
        if form.table == table:
            _collect(form, result)
    # 总计 is a head and （七）总计 a row, 其他 a head and 3.其他 a row: without their numbers they stay
    # heads.
    for known in (result.rows, result.groups, result.plain):
        for name in [name for name in known if name in result.heads]:
            del known[name]
    for name in [name for name in result.plain if name in result.rows or name in result.groups]:
        del result.plain[name]
    return result


def _collect(form: Form, into: Labels) -> None:
    """Add the labels of `form` to `into`."""
    block = ""
    for row, about in zip(form.rows, form.about, strict=True):
        named = [cell for cell in row if cell.label is not None]
        if len(named) == len(row) == 1:
            block = named[0].label or ""
        for cell in named:
            text = cell.label or ""
            editions = frozenset(form.editions)
            if cell.key:
                label = Label(cell.key, text, editions, cell.unit, cell.unit_assumed, cell.signed, block)
                _add(into.heads, label, cell.variants)
            elif about.key and cell is named[-1]:
                _add(into.rows, Label(about.key, text, editions, block=block), about.variants)
            elif about.key and _GROUP.match(fold_label(text)):
                key = about.key.partition(".")[0]
                _add(into.groups, Label(key, text, editions, block=block), ())
            else:
                _add(into.plain, Label("", text, editions, block=block), ())


def _add(known: dict[str, Label], label: Label, variants: tuple[str, ...]) -> None:
    """Add `label` under each of its wordings, to the editions of a label that is there already."""
    names = [label.text, *variants]
    wordings = [*map(lookup_text, names), *(lookup_text(without_number(one)) for one in names)]
    for name in dict.fromkeys(wordings):
        before = known.get(name)
        if before is None:
            known[name] = label
        elif before.text == label.text:
            known[name] = replace(before, editions=before.editions | label.editions)
