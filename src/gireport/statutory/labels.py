"""The labels of the form as reports write them: found in spite of width, spacing, quotes, notes and numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from .forms import Edition, Form, TableName, folded, forms

_DROPPED = re.compile(r'["、,。.;:·/—-]')
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十]+\)|\d+[.、])")
_GROUP = re.compile(r"^\([一二三四五六七八九十]+\)")
_SET_OFF = re.compile(r"\^[^^]*\^|~~?[^~]*~~?")
"""A mark of a note in a label, and what is struck out."""
_UNIT_ALONE = re.compile(r"\(?(?:金额|计量)?单位[件个项条]*(万元|千元|亿元|元)\)?")
_SAME_WORDS = (("其它", "其他"), ("本年度", "本年"), ("上年度", "上年"))
"""What reports write for a word of a label → the word."""
_UNIT = re.compile(r"(万元|千元|亿元|元)\)?$")

LONGEST = 120
"""Of a cell that can be a label with a note: longer text is not looked at."""

SUBTOTALS = frozenset({"小计", "合计", "总计", "共计", "法人小计", "小计数"})
"""Of rows that a tool adds; the official form has no subtotal rows."""
SUBTOTAL_HEADS = frozenset({"小计", "合计", "法人小计", "法人或其他组织小计", "组织小计"})


class Label(Struct, frozen=True):
    """A label of the form: its `key` (empty for one without values of its own), its text, and who has it."""

    key: str
    text: str
    editions: frozenset[Edition]
    unit: str = "件"
    unit_assumed: bool = False
    signed: bool = False
    block: str = ""


class Labels(Struct, frozen=True):
    """The labels of one table in both editions, by what they look like when punctuation is dropped.

    `rows` name rows of values, `heads` the columns, `groups` open several rows (（三）不予公开; their key is the
    first part of the rows' keys), `plain` are the rest.
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
        """The label without values of its own that `text` is."""
        return _label(self.table, "plain", text)

    def in_row(self, text: str) -> tuple[Label | None, Label | None, Label | None]:
        """The row, group and other label that `text` is: three looks at once, for nearly every cell of a row's head."""
        if len(text) < 2 or text.isdecimal() or len(text) > LONGEST:
            return _NO_LABELS
        return _in_row(self.table, text)

    def any(self, text: str) -> Label | None:
        """Whichever label `text` is."""
        return _label(self.table, "any", text)


def _label(table: TableName, kind: str, text: str) -> Label | None:
    """The label of `kind` that `text` is; most cells hold a number, which is none."""
    if len(text) < 2 or text.isdecimal() or len(text) > LONGEST:
        return None
    return _found(table, kind, text)


_NO_LABELS = (None, None, None)


@lru_cache(maxsize=4096)
def _in_row(table: TableName, text: str) -> tuple[Label | None, Label | None, Label | None]:
    known = labels(table)
    return known.row(text), known.group(text), known.plain_label(text)


def tables_with(text: str) -> tuple[tuple[TableName, str], ...]:
    """The tables that have the label `text`, each with the form's own wording."""
    return _tables_with(text) if 2 <= len(text) <= LONGEST else ()


@lru_cache(maxsize=4096)
def _tables_with(text: str) -> tuple[tuple[TableName, str], ...]:
    tables = dict.fromkeys(form.table for form in forms())
    return tuple((table, label.text) for table in tables if (label := labels(table).any(text)))


@lru_cache(maxsize=8192)
def _found(table: TableName, kind: str, text: str) -> Label | None:
    """Labels come again in every report, so a few are kept."""
    known = labels(table)
    if kind == "any":
        kinds = (known.rows, known.heads, known.groups, known.plain)
        return next(filter(None, (find(text, one) for one in kinds)), None)
    return find(text, getattr(known, kind))


def loose(text: str) -> str:
    """`text` as labels are looked up: folded, without quotes and punctuation, but with its brackets, in the form's words."""
    return _loose(text) if len(text) <= LONGEST else _loose.__wrapped__(text)


@lru_cache(maxsize=4096)
def _loose(text: str) -> str:
    plain = _DROPPED.sub("", folded.__wrapped__(text))
    for other, word in _SAME_WORDS:
        plain = plain.replace(other, word)
    return plain


def without_number(text: str) -> str:
    """`text` without the number in front of it: 一、, （一） or 1."""
    return _ENUMERATOR.sub("", folded.__wrapped__(text), count=1)


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
    """The label that `text` is: exactly, with a note in brackets after it, or with another number before it."""
    if len(text) < 2 or len(text) > LONGEST or text.isdecimal():
        return None
    return next((known[name] for name in _names(text) if name in known), None)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """What `text` may be known by, the surest first."""
    text = _SET_OFF.sub("", text)
    whole = loose(text)
    unnumbered = loose(without_number(text))
    names = (whole, without_note(whole), unnumbered, without_note(unnumbered))
    return tuple(dict.fromkeys(name for name in names if name))


def unit_in(text: str) -> str:
    """The unit of money that a column head names in its note, or nothing: 采购总金额（元）."""
    found = _UNIT.search(loose(text))
    return found[1] if found else ""


def unit_alone(text: str) -> str:
    """The unit of money that `text` says for all that is under it, or nothing: 单位：元, （单位：件、万元）."""
    found = _UNIT_ALONE.fullmatch(loose(text)) if "单位" in text else None
    return found[1] if found else ""


@cache
def labels(table: TableName) -> Labels:
    """The labels of `table`, of both editions together."""
    result = Labels(table, {}, {}, {}, {})
    for form in forms():
        if form.table == table:
            _collect(form, result)
    # 总计 is a head and （七）总计 a row, 其他 a head and 3.其他 a row: without their numbers they stay heads.
    for known in (result.rows, result.groups, result.plain):
        for name in [name for name in known if name in result.heads]:
            del known[name]
    for name in [name for name in result.plain if name in result.rows or name in result.groups]:
        del result.plain[name]
    return result


def _collect(form: Form, into: Labels) -> None:
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
            elif about.key and _GROUP.match(folded(text)):
                key = about.key.partition(".")[0]
                _add(into.groups, Label(key, text, editions, block=block), ())
            else:
                _add(into.plain, Label("", text, editions, block=block), ())


def _add(known: dict[str, Label], label: Label, variants: tuple[str, ...]) -> None:
    names = [label.text, *variants]
    forms_of_it = [*map(loose, names), *(loose(without_number(one)) for one in names)]
    for name in dict.fromkeys(forms_of_it):
        before = known.get(name)
        if before is None:
            known[name] = label
        elif before.text == label.text:
            editions = before.editions | label.editions
            known[name] = Label(
                before.key,
                before.text,
                editions,
                before.unit,
                before.unit_assumed,
                before.signed,
                before.block,
            )
