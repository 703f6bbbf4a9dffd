"""Checks of the form: the edition of each table, its rows and its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ..finding import Context, Hit
from ..forms import SectionNumeral, TableName, forms
from ..forms import form as form_of
from ..keys import EDITIONS, TABLES, Value, values
from ..recognition import Recognised
from ..recognition.applications import ORGANISATIONS
from ..recognition.builder import Entry
from .unread import lines_of_table, table_with_labels

SECTION_NUMERALS: dict[str, SectionNumeral] = {"disclosure": "二", "applications": "三", "review": "四"}
"""Table → the section that it belongs to."""


def _statutory(context: Context) -> Iterator[Recognised]:
    """The tables of either edition, without those used before 2019."""
    return (one for one in context.tables if one.table != "legacy")


def check_labels_of_edition(context: Context) -> Iterator[Hit]:
    """GI101: a label of another edition than that of the report's year, or than the edition it cites."""
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
                    wording="" if one.instead else "no-counterpart",
                )


def check_cited_edition(context: Context) -> Iterator[Hit]:
    """GI102: a table of another edition than the report cites. GI423 reports a citation that is wrong."""
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
                words={"section": SECTION_NUMERALS[table.table], "citation": citation.value},
            )


def check_mixed_editions(context: Context) -> Iterator[Hit]:
    """GI103: a table with labels of both editions."""
    for table in _statutory(context):
        if table.edition == "mixed":
            wanted = context.expected_edition
            others = [one for one in table.evidence if one.edition != wanted] or table.evidence
            yield Hit(
                found="、".join(dict.fromkeys(one.text for one in others)),
                expected=wanted or "",
                cell=others[0].cell,
                cells=tuple(one.cell for one in others),
                words={"section": SECTION_NUMERALS[table.table]},
                wording="" if wanted else "unknown-year",
            )


def check_tables_present(context: Context) -> Iterator[Hit]:
    """GI105: one of the three tables is missing.

    The finding says where its labels stand, if they stand elsewhere.
    """
    there = {table.table for table in context.tables}
    for name in TABLES:
        if name not in there:
            yield _missing(context, name)


def _missing(context: Context, name: TableName) -> Hit:
    section = SECTION_NUMERALS[name]
    stretch = lines_of_table(context, name)
    if stretch:
        words: dict[str, object] = {"section": section, "first": stretch.first, "last": stretch.last}
        return Hit(f"paragraph {stretch.first}", expected=section, words=words, wording="lines")
    address = table_with_labels(context, name)
    if address:
        words = {"section": section, "address": address}
        return Hit(f"table {address}", expected=section, words=words, wording="unreadable")
    return Hit("body", expected=section, words={"section": section})


def check_rows_present(context: Context) -> Iterator[Hit]:
    """GI106: a row of the edition is missing."""
    for table in _statutory(context):
        for row in table.missing_rows:
            value = _value_of_row(table, row)
            label = value.path[-2] if value and table.table == "disclosure" else _row_label(value)
            yield Hit(
                where=f"table {table.address}",
                expected=label,
                words={"section": SECTION_NUMERALS[table.table]},
            )


def _value_of_row(table: Recognised, row: str) -> Value | None:
    """The first value of the form in the row with the key `row`, in the table's edition or else the later
    one.
    """
    order = (table.edition,) if table.edition in EDITIONS else tuple(reversed(EDITIONS))
    found = (
        value
        for edition in order
        for value in values(edition)
        if value.table == table.table and value.row == row
    )
    return next(found, None)


def _row_label(value: Value | None) -> str:
    """The label of the row that `value` stands in."""
    if value is None:
        return ""
    if not value.row:
        return "数值"
    known = {about.key: cells for one in forms() for about, cells in zip(one.about, one.rows, strict=True)}
    labels = [cell.label for cell in known.get(value.row, ()) if cell.label]
    return labels[-1] if labels else value.row


def check_columns_present(context: Context) -> Iterator[Hit]:
    """GI108: a column of the edition is missing."""
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
            yield Hit(
                where=f"table {table.address}",
                expected=name,
                words={"section": SECTION_NUMERALS[table.table]},
            )


def check_legacy_tables(context: Context) -> Iterator[Hit]:
    """GI109: statistics of the form used before 2019."""
    for table in context.tables:
        if table.table == "legacy" and context.year is not None and context.year >= 2019:
            wanted = context.expected_edition or ""
            yield Hit(where=f"table {table.address}", found="legacy", expected=wanted)


def check_row_order(context: Context) -> Iterator[Hit]:
    """GI113: the rows stand in another order than the form's."""
    for table in _statutory(context):
        edition = next((one for one in EDITIONS if one == table.edition), None)
        if edition is None or table.table == "review":
            continue
        section = SECTION_NUMERALS[table.table]
        wanted = [about.key for about in form_of(section, edition).about if about.key]
        rows = list(dict.fromkeys(entry.row for entry in table.entries if entry.row in wanted))
        sorted_rows = sorted(rows, key=wanted.index)
        different = ((mine, theirs) for mine, theirs in zip(rows, sorted_rows, strict=True) if mine != theirs)
        for mine, theirs in islice(different, 1):
            entry = next(entry for entry in table.entries if entry.row == mine)
            yield Hit(
                found=_row_label(_value_of_row(table, mine)),
                expected=_row_label(_value_of_row(table, theirs)),
                cell=entry.sheet.address_of(entry.cell),
            )


def _check_deviations(*kinds: str) -> Callable[[Context], Iterable[Hit]]:
    """The check that reports the deviations of the given `kinds`."""

    def run(context: Context) -> Iterator[Hit]:
        for table in _statutory(context):
            for one in table.deviations:
                if one.kind in kinds:
                    cell = one.cell if " " in one.cell else ""
                    where = "" if cell else f"table {one.cell}"
                    words = {"section": SECTION_NUMERALS[table.table]}
                    yield Hit(where=where, found=one.text.strip(), cell=cell, words=words)

    return run


def _is_subtotal(entry: Entry) -> bool:
    return entry.row.endswith(".subtotal") or entry.column.key == ORGANISATIONS


def check_subtotals(context: Context) -> Iterator[Hit]:
    """GI114: subtotal rows or columns; the form has none."""
    for table in _statutory(context):
        first = next((entry for entry in table.entries if _is_subtotal(entry)), None)
        if first:
            yield Hit(
                found=" / ".join([*first.labels, first.column.text]),
                cell=first.sheet.address_of(first.cell),
                words={"section": SECTION_NUMERALS[table.table]},
            )


CHECK_FUNCTIONS = {
    "GI101": check_labels_of_edition,
    "GI102": check_cited_edition,
    "GI103": check_mixed_editions,
    "GI105": check_tables_present,
    "GI106": check_rows_present,
    "GI107": _check_deviations("extra-row"),
    "GI108": check_columns_present,
    "GI109": check_legacy_tables,
    "GI110": _check_deviations("row-unaligned", "row-empty"),
    "GI111": _check_deviations("columns-by-order"),
    "GI112": _check_deviations("repeated"),
    "GI113": check_row_order,
    "GI114": check_subtotals,
    "GI115": _check_deviations("extra-column"),
    "GI117": _check_deviations("heads-by-order"),
    "GI118": _check_deviations("rows-in-one-cell"),
}
