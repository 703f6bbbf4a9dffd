"""Which tables of a report are statutory, and which parts of the report make one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..amounts import read_amount
from ..forms import TableName
from ..keys import TABLES
from ..labels import lookup_text, tables_with
from ..slots import Sheet
from . import applications, disclosure, review
from .builder import Deviation, TableBuilder
from .edition import Recognised, with_edition
from .layout import split_forms, split_stacked_rows, transpose_if_turned

_COLLECT: dict[TableName, Callable[[Sheet, TableBuilder], None]] = {
    "disclosure": disclosure.collect,
    "applications": applications.collect,
    "review": review.collect,
}
_MIN_LABELS: dict[TableName, tuple[int, int]] = {
    "disclosure": (3, 1),
    "applications": (3, 2),
    "review": (4, 1),
}
"""Different labels that make a table one of the form's, and those that make it the next part of one."""

LEGACY = frozenset(
    map(
        lookup_text,
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
_MIN_LEGACY_LABELS = 3


def recognise_sheets(sheets: Iterable[Sheet]) -> list[Recognised]:
    """The statutory tables among `sheets`, at most one of each, and the tables used before 2019 as one."""
    search = _Search()
    for sheet in sheets:
        search.add(sheet)
    result = search.tables()
    if search.legacy:
        result.append(Recognised("legacy", "legacy", search.legacy, [], [], [], [], []))
    return result


class _Search:
    """The statutory tables in the sheets so far.

    `complete` are the tables that were filled in a second time: later sheets are no parts of them.
    """

    def __init__(self) -> None:
        self.builders: dict[TableName, TableBuilder] = {}
        self.complete: set[TableName] = set()
        self.legacy: list[Sheet] = []
        self.repeated: list[Deviation] = []

    def add(self, sheet: Sheet) -> None:
        """Add the statutory tables in `sheet`."""
        # Most cells hold a number, which is not a label.
        texts = {
            cell.text
            for row in sheet.rows
            for cell in row
            if cell.anchor and cell.text and not cell.text.isdecimal()
        }
        tables = self._tables_in(sheet, texts)
        for table, rows in split_forms(sheet, tables):
            part = transpose_if_turned(rows, table)
            before = self.builders.get(table)
            trial = TableBuilder(table)
            if before is not None and not _is_continuation(part, before, trial):
                self._add_second(part, before, trial)
            elif table not in self.complete:
                _collect(part, self.builders.setdefault(table, TableBuilder(table)))
        if not tables and sum(map(_is_legacy_label, texts)) >= _MIN_LEGACY_LABELS:
            self.legacy.append(sheet)

    def tables(self) -> list[Recognised]:
        """The tables that were found, in the order of the form.

        The first has the deviations for repeated tables.
        """
        result = []
        for table in TABLES:
            builder = self.builders.get(table)
            if builder is not None and builder.parts:
                builder.remove_unread_sheets()
                result.append(with_edition(builder))
        if result:
            result[0].deviations.extend(self.repeated)
        return result

    def _add_second(self, part: Sheet, before: TableBuilder, trial: TableBuilder) -> None:
        """Add a sheet that fills in the same table again, which `trial` has read: it replaces a summary
        `before` it.
        """
        alone = TableBuilder(before.table)
        _collect(part, alone)
        if _is_summary(before, alone):
            self.repeated.append(Deviation("repeated", "", before.parts[0].address))
            self.builders[before.table] = alone
            self.complete.discard(before.table)
        elif not trial.is_mostly_unread:
            self.repeated.append(Deviation("repeated", "", part.address))
            self.complete.add(before.table)

    def _tables_in(self, sheet: Sheet, texts: set[str]) -> list[TableName]:
        """The tables that have enough of the labels in `texts`, the texts of `sheet`."""
        found: dict[TableName, set[str]] = {table: set() for table in TABLES}
        for text in texts:
            for table, label in tables_with(text):
                found[table].add(label)
        counts = {table: len(labels) for table, labels in found.items()}
        tables = [table for table in TABLES if counts[table] >= _MIN_LABELS[table][0]]
        if tables:
            return tables
        if not any(counts.values()):
            return ["review"] if _is_row_of_values(sheet, self.builders.get("review")) else []
        best = max(counts, key=lambda table: counts[table])
        return [best] if best in self.builders and counts[best] >= _MIN_LABELS[best][1] else []


def _collect(sheet: Sheet, builder: TableBuilder) -> None:
    """Add the rows of `sheet` to `builder`; rows that are lines in the cells of one row are divided first."""
    _COLLECT[builder.table](split_stacked_rows(sheet, builder), builder)


def _is_row_of_values(sheet: Sheet, before: TableBuilder | None) -> bool:
    """Whether `sheet` is the row of values of section 四 without its heads, which are in `before`."""
    if before is None or before.entries or not before.columns:
        return False
    cells = [cell for row in sheet.rows for cell in row if cell.anchor]
    return len(cells) == len(before.columns) and all(read_amount(cell.text).state != "text" for cell in cells)


def _is_continuation(sheet: Sheet, before: TableBuilder, trial: TableBuilder) -> bool:
    """Whether `sheet`, read into `trial`, has none of the values of `before`: then it is its next part."""
    trial.columns, trial.group, trial.unit = list(before.columns), before.group, before.unit
    _collect(sheet, trial)
    known = {(entry.row, entry.column.key) for entry in before.entries}
    return not any((entry.row, entry.column.key) in known for entry in trial.entries)


def _is_summary(before: TableBuilder, later: TableBuilder) -> bool:
    """Whether `before` has less than half of the values of `later`, as a summary in section 一 may have."""
    some, all_values = ({(one.row, one.column.key) for one in part.entries} for part in (before, later))
    # A damaged table stays: another one may be of another year.
    return 0 < 2 * len(some) < len(all_values) and not any(one.row for one in before.deviations)


def _is_legacy_label(text: str) -> bool:
    return lookup_text(text).lstrip("0123456789一二三四五六七八九十()") in LEGACY
