"""Which tables of a report are statutory, of which edition each is, and what it has more or less than the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ..amounts import read
from ..forms import Edition, TableName, forms
from ..keys import EDITIONS, TABLES, Value, by_key, key_of, values
from ..labels import Label, loose, tables_with
from ..slots import Sheet
from . import applications, disclosure, review
from .found import Entry, Found, Met, Odd, mostly_unread, read_elsewhere
from .stacked import unstacked
from .together import apart
from .turning import upright

TableEdition: TypeAlias = Literal["2019", "2021", "mixed", "legacy", "unknown"]

COLLECT: dict[TableName, Callable[[Sheet, Found], None]] = {
    "disclosure": disclosure.collect,
    "applications": applications.collect,
    "review": review.collect,
}
ENOUGH: dict[TableName, tuple[int, int]] = {"disclosure": (3, 1), "applications": (3, 2), "review": (4, 1)}
"""How many different labels make a table one of the form's, and how many make the next one its second part."""

LEGACY = frozenset(
    map(
        loose,
        (
            "主动公开政府信息数",
            "主动公开规范性文件数",
            "制发规范性文件总数",
            "通过不同渠道和方式公开政府信息的情况",
            "政府公报公开政府信息数",
            "政府网站公开政府信息数",
            "回应公众关注热点或重大舆情数",
            "收到申请数",
            "当面申请数",
            "申请办结数",
            "按时办结数",
            "延期办结数",
            "申请答复数",
            "属于已主动公开范围数",
            "同意公开答复数",
            "不同意公开答复数",
            "依申请公开信息收取的费用",
            "行政复议数量",
            "行政诉讼数量",
            "举报投诉数量",
        ),
    )
)
"""Labels of the statistics tables used before 2019, from memory."""
_LEGACY_ENOUGH = 3


class Evidence(Struct, frozen=True):
    """A label that only one edition has: where it stands, and what the other edition has in its place."""

    edition: Edition
    text: str
    cell: str
    instead: tuple[str, ...]


class Recognised(Struct):
    """A statutory table as found.

    `edition` is the form's whose labels it has; a table of section 四, which both editions share, takes that of
    the other tables. `missing` are the rows and columns (parts of keys) of that edition that were not found.
    """

    table: TableName | Literal["legacy"]
    edition: TableEdition
    sheets: list[Sheet]
    entries: list[Entry]
    evidence: list[Evidence]
    odd: list[Odd]
    missing_rows: list[str]
    missing_columns: list[str]

    @property
    def address(self) -> str:
        """The address of the table, or of its first part."""
        return self.sheets[0].address

    @property
    def rows_without_figures(self) -> list[str]:
        """The rows that are missing, or there with values that could not be read: a sum over one decides nothing."""
        read = {entry.row for entry in self.entries}
        return [*self.missing_rows, *(odd.row for odd in self.odd if odd.row and odd.row not in read)]


def recognise_sheets(sheets: Iterable[Sheet]) -> list[Recognised]:
    """The statutory tables among `sheets`."""
    found: dict[TableName, Found] = {}
    done: set[TableName] = set()
    legacy: list[Sheet] = []
    repeated: list[Odd] = []
    for sheet in sheets:
        # Most cells hold a number, which is no label.
        texts = {
            spot.text
            for line in sheet.lines
            for spot in line
            if spot.anchor and spot.text and not spot.text.isdecimal()
        }
        kinds = _kinds(sheet, texts, found)
        for table, rows in apart(sheet, kinds):
            part = upright(rows, table)
            trial = Found(table)
            if table in found and not _continues(part, found[table], trial):
                alone = Found(table)
                _collect(part, alone)
                if _only_some_of(found[table], alone):
                    repeated.append(Odd("repeated", "", found[table].parts[0].address))
                    found[table] = alone
                    done.discard(table)
                elif not mostly_unread(trial):
                    repeated.append(Odd("repeated", "", sheet.address))
                    done.add(table)
            elif table not in done:
                if table not in found:
                    found[table] = Found(table)
                _collect(part, found[table])
        if not kinds and sum(_is_legacy(text) for text in texts) >= _LEGACY_ENOUGH:
            legacy.append(sheet)
    result = [
        _settled(read_elsewhere(found[table])) for table in TABLES if table in found and found[table].parts
    ]
    if result:
        result[0].odd.extend(repeated)
    if legacy:
        result.append(Recognised("legacy", "legacy", legacy, [], [], [], [], []))
    return result


def _collect(sheet: Sheet, found: Found) -> None:
    """Add what `sheet` holds of the table to `found`, rows that stand as lines in one row's cells one by one."""
    COLLECT[found.table](unstacked(sheet, found), found)


def _kinds(sheet: Sheet, texts: set[str], found: dict[TableName, Found]) -> list[TableName]:
    met: dict[TableName, set[str]] = {table: set() for table in TABLES}
    for text in texts:
        for table, label in tables_with(text):
            met[table].add(label)
    counts = {table: len(there) for table, there in met.items()}
    kinds = [table for table in TABLES if counts[table] >= ENOUGH[table][0]]
    if kinds:
        return kinds
    if not any(counts.values()):
        return ["review"] if _values_alone(sheet, found.get("review")) else []
    best = max(counts, key=lambda table: counts[table])
    return [best] if best in found and counts[best] >= ENOUGH[best][1] else []


def _values_alone(sheet: Sheet, before: Found | None) -> bool:
    """Whether `sheet` is the row of values of section 四, cut off from the heads in `before`."""
    if before is None or before.entries or not before.columns:
        return False
    spots = [spot for line in sheet.lines for spot in line if spot.anchor]
    return len(spots) == len(before.columns) and all(read(spot.text).state != "text" for spot in spots)


def _continues(sheet: Sheet, before: Found, part: Found) -> bool:
    """Whether `sheet` goes on where `before` ended, rather than filling the same form a second time."""
    part.columns, part.group, part.unit = list(before.columns), before.group, before.unit
    _collect(sheet, part)
    old = {(entry.row, entry.column.key) for entry in before.entries}
    return not any((entry.row, entry.column.key) in old for entry in part.entries)


def _only_some_of(before: Found, later: Found) -> bool:
    """Whether `before` is a summary, as section 一 may have one, with less than half of what `later` fills in."""
    filled, more = ({(one.row, one.column.key) for one in part.entries} for part in (before, later))
    # What a damaged form says is looked for in no other year's.
    return 0 < 2 * len(filled) < len(more) and not any(odd.row for odd in before.odd)


def _is_legacy(text: str) -> bool:
    name = loose(text).lstrip("0123456789一二三四五六七八九十()")
    return name in LEGACY


# --- edition ------------------------------------------------------------------------------------------


def _settled(found: Found) -> Recognised:
    _other_handling(found)
    evidence: list[Evidence] = []
    block = ""
    for met in found.met:
        if not met.label.key and met.label.block == met.label.text:
            block = met.label.text
        one = _evidence(found, met, block)
        if one:
            evidence.append(one)
    editions = {one.edition for one in evidence}
    edition: TableEdition = "mixed" if len(editions) > 1 else next(iter(editions), "unknown")
    result = Recognised(found.table, edition, found.parts, found.entries, evidence, found.odd, [], [])
    _missing(result, found)
    return result


def _other_handling(found: Found) -> None:
    """（六）其他处理 with values of its own is a row in 2019; among the three rows of 2021, a subtotal."""
    if found.table != "applications":
        return
    subtotal = "other_handling.subtotal"
    if any(row.startswith("other_handling.") and row != subtotal for row in found.rows):
        return
    found.rows = ["other_handling" if row == subtotal else row for row in found.rows]
    found.entries = [
        Entry("other_handling", entry.column, entry.spot, entry.sheet, entry.labels)
        if entry.row == subtotal
        else entry
        for entry in found.entries
    ]


def _evidence(found: Found, met: Met, block: str) -> Evidence | None:
    label = met.label
    editions = set(label.editions)
    if label.key == "other_handling":
        # The label is in both editions; whether it has values of its own tells them apart.
        editions = {"2019"} if "other_handling" in found.rows else set(EDITIONS)
    if len(editions) != 1:
        return None
    (edition,) = editions
    return Evidence(
        edition, met.text.strip(), met.sheet.cell(met.spot), _instead(found.table, label, edition, block)
    )


@cache
def _instead(table: TableName, label: Label, edition: Edition, block: str) -> tuple[str, ...]:
    """What the other edition prints where `edition` has `label`."""
    other = "2021" if edition == "2019" else "2019"
    mine = [
        value
        for value in values(edition)
        if value.table == table and label.text in value.path and block in ("", *value.path)
    ]
    rows = {value.row for value in mine}
    is_row = any(label.key == value.row for value in mine)
    depth = -2 if table == "disclosure" and is_row else -1
    theirs = [value for value in values(other) if value.table == table and _same_row(value.row, rows)]
    if table == "applications":
        names = [value.path[2] for value in theirs if len(value.path) > 2]
    elif not label.key:
        return ()
    else:
        names = [value.path[depth] for value in theirs]
    return tuple(dict.fromkeys(names))


def _same_row(row: str, rows: set[str]) -> bool:
    return row in rows or any(row.startswith(f"{one}.") or one.startswith(f"{row}.") for one in rows)


def _missing(result: Recognised, found: Found) -> None:
    """Which rows and columns of its edition the table has not; of a mixed or unknown one, of the nearer."""
    edition = result.edition if result.edition in EDITIONS else _nearest(found)
    wanted = _of_table(edition, result.table)
    rows = set(found.rows)
    result.missing_rows = [row for row in dict.fromkeys(value.row for value in wanted) if row not in rows]
    have = {(entry.row, entry.column.key) for entry in found.entries}
    absent = dict.fromkeys(
        key_of("", value.row if result.table == "disclosure" else "", value.column)
        for value in wanted
        if value.row in rows and (value.row, value.column) not in have
    )
    if result.table == "applications":
        columns = {column.key for column in found.columns}
        result.missing_columns = [key for key in absent if key not in columns]
    elif not any(odd.kind == "row-unaligned" for odd in found.odd):
        result.missing_columns = list(absent)


@cache
def _of_table(edition: Edition, table: TableName | Literal["legacy"]) -> list[Value]:
    return [value for value in values(edition) if value.table == table]


def _nearest(found: Found) -> Edition:
    keys = {key_of(found.table, entry.row, entry.column.key) for entry in found.entries}
    return max(reversed(EDITIONS), key=lambda edition: len(keys & by_key(edition).keys()))


def settle(found: list[Recognised]) -> list[Recognised]:
    """Give a table whose labels both editions have the edition of the report's other tables."""
    told = {one.edition for one in found if one.table != "legacy"} - {"unknown"}
    if len(told) == 1:
        (edition,) = told
        for one in found:
            if one.edition == "unknown" and edition != "mixed" and _shared(one):
                one.edition = edition
    return found


def _shared(one: Recognised) -> bool:
    return any(form.table == one.table and len(form.editions) == len(EDITIONS) for form in forms())
