"""Checks of the form: the edition of each table, its rows and its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..finding import Context, Hit
from ..forms import TableName, forms
from ..forms import form as form_of
from ..keys import EDITIONS, TABLES, Value, values
from ..recognition import Recognised
from .unread import lines_of_table, table_with_labels

NAMES = {"disclosure": "二", "applications": "三", "review": "四"}
"""The section that each table belongs to."""


def _statutory(context: Context) -> Iterator[Recognised]:
    return (one for one in context.tables if one.table != "legacy")


def edition_of_labels(context: Context) -> Iterator[Hit]:
    """GI101: a label of another edition than the report's year, or what it cites, asks for."""
    wanted = context.expected_edition or context.facts.cited
    for table in _statutory(context):
        for one in table.evidence:
            if wanted and one.edition != wanted:
                instead = "；".join(one.instead) or "—"
                yield Hit(
                    found=one.text,
                    expected=instead,
                    cell=one.cell,
                    words={"edition": one.edition, "wanted": wanted},
                )


def edition_cited(context: Context) -> Iterator[Hit]:
    """GI102: a table of another edition than the report cites; GI423 tells where the citation is what is wrong."""
    cited, citation = context.facts.cited, context.facts.citation
    for table in _statutory(context):
        if (
            cited
            and citation
            and table.edition in EDITIONS
            and table.edition not in (cited, context.expected_edition)
            and table.evidence
        ):
            yield Hit(
                where=f"table {table.address}",
                found=table.edition,
                expected=cited,
                words={"section": NAMES[table.table], "citation": citation.value},
            )


def edition_mixed(context: Context) -> Iterator[Hit]:
    """GI103: a table with labels of both editions."""
    for table in _statutory(context):
        if table.edition == "mixed":
            wanted = context.expected_edition
            odd = [one for one in table.evidence if one.edition != wanted] or table.evidence
            yield Hit(
                found="、".join(dict.fromkeys(one.text for one in odd)),
                expected=wanted or "",
                cell=odd[0].cell,
                cells=tuple(one.cell for one in odd),
                words={"section": NAMES[table.table]},
            )


def table_missing(context: Context) -> Iterator[Hit]:
    """GI105: one of the three tables is not there. Where its labels stand elsewhere, the finding says where."""
    there = {table.table for table in context.tables}
    for name in TABLES:
        if name not in there:
            yield _missing(context, name)


def _missing(context: Context, name: TableName) -> Hit:
    section = NAMES[name]
    stretch = lines_of_table(context, name)
    if stretch:
        words = {"section": section, "first": stretch.first, "last": stretch.last}
        return Hit(f"paragraph {stretch.first}", expected=section, words=words, wording="lines")
    address = table_with_labels(context, name)
    if address:
        words = {"section": section, "address": address}
        return Hit(f"table {address}", expected=section, words=words, wording="unreadable")
    return Hit("body", expected=section, words={"section": section})


def row_missing(context: Context) -> Iterator[Hit]:
    """GI106: a row of the edition is not there."""
    for table in _statutory(context):
        for row in table.missing_rows:
            value = _of_row(table, row)
            label = value.path[-2] if value and table.table == "disclosure" else _row_label(value)
            yield Hit(where=f"table {table.address}", expected=label, words={"section": NAMES[table.table]})


def _of_row(table: Recognised, row: str) -> Value | None:
    order = (table.edition,) if table.edition in EDITIONS else tuple(reversed(EDITIONS))
    found = (
        value
        for edition in order
        for value in values(edition)
        if value.table == table.table and value.row == row
    )
    return next(found, None)


def _row_label(value: Value | None) -> str:
    if value is None:
        return ""
    if not value.row:
        return "数值"
    known = {about.key: cells for one in forms() for about, cells in zip(one.about, one.rows, strict=True)}
    labels = [cell.label for cell in known.get(value.row, ()) if cell.label]
    return labels[-1] if labels else value.row


def column_missing(context: Context) -> Iterator[Hit]:
    """GI108: a column of the edition is not there."""
    for table in _statutory(context):
        for key in table.missing_columns:
            row, _, column = key.rpartition(".") if table.table == "disclosure" else ("", "", key)
            value = next(
                value
                for edition in EDITIONS
                for value in values(edition)
                if value.table == table.table and value.column == column and row in ("", value.row)
            )
            name = " / ".join(value.path[-2:])
            yield Hit(where=f"table {table.address}", expected=name, words={"section": NAMES[table.table]})


def legacy(context: Context) -> Iterator[Hit]:
    """GI109: statistics of the form used before 2019."""
    for table in context.tables:
        if table.table == "legacy" and context.year is not None and context.year >= 2019:
            wanted = context.expected_edition or ""
            yield Hit(where=f"table {table.address}", found="legacy", expected=wanted)


def rows_order(context: Context) -> Iterator[Hit]:
    """GI113: the rows stand in another order than the form's."""
    for table in _statutory(context):
        if table.edition not in EDITIONS or table.table == "review":
            continue
        wanted = [about.key for about in form_of(_numeral(table), table.edition).about if about.key]  # type: ignore[arg-type]
        rows = list(dict.fromkeys(entry.row for entry in table.entries if entry.row in wanted))
        sorted_rows = sorted(rows, key=wanted.index)
        for mine, theirs in zip(rows, sorted_rows, strict=True):
            if mine != theirs:
                entry = next(entry for entry in table.entries if entry.row == mine)
                yield Hit(
                    found=_row_label(_of_row(table, mine)),
                    expected=_row_label(_of_row(table, theirs)),
                    cell=entry.sheet.cell(entry.spot),
                )
                break


def _numeral(table: Recognised) -> str:
    return NAMES[table.table]


def _odd(*kinds: str) -> Callable[[Context], Iterable[Hit]]:
    def run(context: Context) -> Iterator[Hit]:
        for table in _statutory(context):
            for odd in table.odd:
                if odd.kind in kinds:
                    cell = odd.cell if " " in odd.cell else ""
                    where = "" if cell else f"table {odd.cell}"
                    yield Hit(
                        where=where, found=odd.text.strip(), cell=cell, words={"section": NAMES[table.table]}
                    )

    return run


def subtotals(context: Context) -> Iterator[Hit]:
    """GI114: subtotal rows or columns, which the form has not."""
    for table in _statutory(context):
        extra = [
            e
            for e in table.entries
            if e.row.endswith(".subtotal") or e.column.key == "organisations_subtotal"
        ]
        if extra:
            first = extra[0]
            yield Hit(
                found=" / ".join([*first.labels, first.column.text]),
                cell=first.sheet.cell(first.spot),
                words={"section": NAMES[table.table]},
            )


RUN = {
    "GI101": edition_of_labels,
    "GI102": edition_cited,
    "GI103": edition_mixed,
    "GI105": table_missing,
    "GI106": row_missing,
    "GI107": _odd("extra-row"),
    "GI108": column_missing,
    "GI109": legacy,
    "GI110": _odd("row-unaligned", "row-empty"),
    "GI111": _odd("columns-by-order"),
    "GI112": _odd("repeated"),
    "GI113": rows_order,
    "GI114": subtotals,
    "GI115": _odd("extra-column"),
    "GI117": _odd("heads-by-order"),
    "GI118": _odd("rows-in-one-cell"),
}
