"""The table of section 三: rows by their labels, columns by the heads over each slot or by order."""

from __future__ import annotations

from ..amounts import read_amount
from ..labels import SUBTOTAL_HEADS, SUBTOTALS, Label, labels, lookup_text, without_number
from ..slots import GridCell, Sheet, by_slot
from .builder import Column, Deviation, LabelMatch, TableBuilder, add_column, align
from .head_order import read_by_order
from .heads import MAX_DEPTH, are_damaged, columns_hold, texts_over_slot

COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_organisation",
    "total",
)
SUBTOTAL = "subtotal"
ORGANISATIONS = "organisations_subtotal"


def collect(sheet: Sheet, builder: TableBuilder) -> None:
    """Add the columns and rows of `sheet` to `builder`."""
    known = labels("applications")
    first = next(
        (
            number
            for number, row in enumerate(sheet.rows)
            if any(known.row(cell.text) or known.group(cell.text) for cell in row)
        ),
        None,
    )
    if first is None:
        return
    builder.parts.append(sheet)
    builder.has_numbered_total = None
    _read_columns(sheet, sheet.rows[:first], builder)
    last = first
    extra_rows: list[tuple[int, Deviation]] = []
    for number, row in enumerate(sheet.rows[first:], first):
        row_labels = _RowLabels(row, sheet, builder)
        key = row_labels.key or row_labels.subtotal_key
        unknown = row_labels.unknown
        if key:
            _add_row(key, row_labels, sheet, builder)
            last = number
        elif unknown and row_labels.has_values:
            extra_rows.append((number, Deviation("extra-row", unknown.text, sheet.address_of(unknown))))
        elif row_labels.opens_group:
            last = number
    builder.deviations.extend(
        extra_row for number, extra_row in extra_rows if number < last or _has_numbers(sheet.rows[number])
    )


def _has_numbers(row: list[GridCell]) -> bool:
    """Whether a row below the last one of the form holds values.

    A line that says who filled it in has one at most.
    """
    numbers = [cell for cell in row if cell.anchor and read_amount(cell.text).state in ("number", "zero")]
    return len(numbers) > 1


# --- columns ------------------------------------------------------------------------------------------


def _read_columns(sheet: Sheet, header: list[list[GridCell]], builder: TableBuilder) -> None:
    """Set the columns by the heads in `header`; without heads, those of the table's first sheet stay."""
    known = labels("applications")
    has_heads = are_damaged("applications", header)
    for row in header:
        for cell in row:
            label = known.any(cell.text) if cell.anchor else None
            if label:
                builder.matches.append(LabelMatch(label, cell.text, cell, sheet))
                has_heads = has_heads or label.key in COLUMNS
    if has_heads and columns_hold("applications", header):
        columns = _columns_by_slot(header)
        keys = [column.key for column in columns if column.key and column.key != ORGANISATIONS]
        if len(set(keys)) == len(keys) > 1:
            builder.columns = columns
            _add_extra_columns(columns, header, sheet, builder)
    elif has_heads:
        reading = read_by_order("applications", header)
        builder.columns = reading.columns(head.key for head in reading.heads) if reading else []
        builder.deviations.extend([reading.deviation(sheet)] if reading else [])
    elif not builder.columns:
        # Without heads, the order of the columns is that of the form.
        builder.columns = [Column(key, "", 0, 0) for key in COLUMNS]
        builder.add_deviation("columns-by-order", "", sheet.address)


def _add_extra_columns(
    columns: list[Column], header: list[list[GridCell]], sheet: Sheet, builder: TableBuilder
) -> None:
    """Add the columns whose heads are not in the form as deviations."""
    known = labels("applications")
    for column in columns:
        if not column.key and not known.any(column.text):
            head = next(
                cell
                for row in header
                for cell in row
                if column.start in cell.slots and cell.text.strip() == column.text
            )
            builder.add_extra_column(column.text, head, sheet)


def _columns_by_slot(header: list[list[GridCell]]) -> list[Column]:
    """The columns by the texts over each slot: 商业 over 企业 is 商业企业."""
    known = labels("applications")
    columns: list[Column] = []
    for slot, cells in enumerate(by_slot(header), 1):
        texts = texts_over_slot(cells)
        key, text = "", ""
        for depth in range(min(MAX_DEPTH, len(texts)), 0, -1):
            text = "".join(texts[-depth:])
            label = known.head(text)
            if label or lookup_text(text) in SUBTOTAL_HEADS:
                key = _column_key(label, texts)
                break
        if key or (texts and columns):
            add_column(columns, key, text if key else texts[-1], slot)
    return columns


def _column_key(label: Label | None, texts: list[str]) -> str:
    """The column's key; 总计 or 合计 under 法人或其他组织 is the subtotal that a tool adds."""
    is_of_organisations = any(lookup_text(text).startswith("法人") for text in texts[:-1])
    if label is None or (label.key == "total" and is_of_organisations):
        return ORGANISATIONS
    return label.key


# --- rows ---------------------------------------------------------------------------------------------


class _RowLabels:
    """The labels in front of the values of a row.

    `key` is the key of the row, `end` the index of the cell behind the last label. `opens_group` says that
    the label of a group is anchored in the row, `unknown` is the first label that is not in the form.
    """

    def __init__(self, row: list[GridCell], sheet: Sheet, builder: TableBuilder) -> None:
        self.row = row
        self.builder = builder
        self.sheet = sheet
        self.key = ""
        self.end = 0
        self.opens_group = False
        self.unknown: GridCell | None = None
        self._has_group_label = False
        self._read()

    @property
    def values(self) -> list[GridCell]:
        """The value cells of the row."""
        return [cell for cell in self.row[self.end :] if cell.anchor]

    @property
    def has_values(self) -> bool:
        """Whether a value cell is filled in."""
        return any(cell.text.strip() for cell in self.values)

    @property
    def subtotal_key(self) -> str:
        """The key of the row where it has the label of a group alone, and values; else empty."""
        group = self.builder.group
        # （六）其他处理 has value cells of its own in the form of 2019, blank ones too.
        is_form_row = group == "other_handling" and len(self.values) >= len(self.builder.columns)
        is_subtotal = self.unknown is None and self.opens_group and (self.has_values or is_form_row)
        return f"{group}.{SUBTOTAL}" if is_subtotal else ""

    def _read(self) -> None:
        first_value = self._first_value()
        for index, cell in enumerate(self.row):
            if not cell.text.strip():
                continue
            row, group, plain = labels("applications").in_row(cell.text)
            is_other_row = self.key and (row is None or row.key != self.key)
            if is_other_row or ((self.key or self.opens_group) and index >= first_value):
                break  # The word of a label behind a row's label was written for a value.
            if not (row or group or plain) and self._is_value(cell):
                break
            if group:
                self._add_group(group, cell)
            elif row:
                self._add_row(row)
            elif not plain:
                self._add_unknown(cell)
            label = row or group or plain
            if label and cell.anchor:
                self.builder.matches.append(LabelMatch(label, cell.text, cell, self.sheet))
            self.end = index + 1

    def _first_value(self) -> int:
        """The index of the first of the last cells of the row, as many as the table has columns."""
        cells = [index for index, cell in enumerate(self.row) if cell.anchor]
        count = len(self.builder.columns)
        return cells[-count] if 0 < count <= len(cells) else len(self.row)

    def _is_value(self, cell: GridCell) -> bool:
        """Whether `cell`, which has no label of the form, stands in a column of values, or holds a value."""
        columns = self.builder.columns
        is_in_columns = bool(columns) and 0 < columns[0].start <= cell.column
        return is_in_columns or read_amount(cell.text).state != "text"

    def _add_group(self, label: Label, cell: GridCell) -> None:
        self.builder.group = label.key
        self._has_group_label = True
        self.opens_group = cell.anchor or self.opens_group

    def _add_row(self, label: Label) -> None:
        self.key = label.key
        if "." not in self.key:
            self.builder.group = ""

    def _add_unknown(self, cell: GridCell) -> None:
        if self.end or self.builder.group:
            self.key = self._key_inside_group(cell.text)
        if not self.key:
            self.unknown = self.unknown or cell

    def _key_inside_group(self, text: str) -> str:
        """The key of a row whose label depends on its group: 小计, or 其他 and 总计 without their numbers.

        In a row with the label of a group, 总计 is a subtotal. After the last group it is the total of all
        results, unless the sheet also has （七）总计.
        """
        group = self.builder.group
        name = lookup_text(without_number(text))
        is_last_group = group == "other_handling"
        if name == "总计" and is_last_group and not self._has_group_label and not self._has_numbered_total():
            return "handled_total"
        if name in SUBTOTALS and (group or self.opens_group):
            return f"{group}.{SUBTOTAL}"
        if name == "其他" and is_last_group:
            return "other_handling.other"
        if name in ("总计", "合计") and not group:
            return "handled_total"
        return ""

    def _has_numbered_total(self) -> bool:
        """Whether the sheet has the label （七）总计; searched once for a sheet."""
        if self.builder.has_numbered_total is None:
            known = labels("applications")
            found = (known.row(cell.text) for row in self.builder.parts[-1].rows for cell in row)
            self.builder.has_numbered_total = any(label and label.key == "handled_total" for label in found)
        return self.builder.has_numbered_total


def _add_row(key: str, row_labels: _RowLabels, sheet: Sheet, builder: TableBuilder) -> None:
    """Add the values of a row to `builder`, or a deviation where they fit no column."""
    values = row_labels.values
    label_cells = row_labels.row[: row_labels.end]
    pairs = align(values, builder.columns)
    if pairs is None:
        last_label = next((cell for cell in reversed(label_cells) if cell.text.strip()), row_labels.row[0])
        builder.add_row_without_values(key, bool(values), last_label, sheet)
    else:
        texts = tuple(cell.text for cell in label_cells if cell.text.strip())
        builder.add_row(key, texts, pairs, sheet)
