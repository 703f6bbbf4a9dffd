"""Section 三: rows by their labels, columns by the path of heads over their slots, or by order."""

from __future__ import annotations

from ..amounts import read
from ..labels import SUBTOTAL_HEADS, SUBTOTALS, Label, labels, loose, without_number
from ..slots import Sheet, Spot, by_slot
from .found import Column, Found, Met, Odd, add_column, align, extra_column
from .heads import DEEPEST, Reading, by_order, columns_hold, damaged, path

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


def collect(sheet: Sheet, found: Found) -> None:
    """Add what `sheet` holds of the table to `found`."""
    known = labels("applications")
    first = next(
        (
            number
            for number, line in enumerate(sheet.lines)
            if any(known.row(spot.text) or known.group(spot.text) for spot in line)
        ),
        None,
    )
    if first is None:
        return
    found.parts.append(sheet)
    found.total_named = None
    _columns(sheet, sheet.lines[:first], found)
    last = first
    strays: list[tuple[int, Odd]] = []
    for number, line in enumerate(sheet.lines[first:], first):
        stray = _line(line, sheet, found)
        if stray is None:
            last = number
        elif stray.text:
            strays.append((number, stray))
    found.odd.extend(stray for number, stray in strays if number < last or _has_numbers(sheet.lines[number]))


def _total_named(found: Found) -> bool:
    """Whether the sheet has （七）总计, which says of itself that it is that of all; looked for once."""
    if found.total_named is None:
        known = labels("applications")
        rows = (known.row(spot.text) for line in found.parts[-1].lines for spot in line)
        found.total_named = any(row and row.key == "handled_total" for row in rows)
    return found.total_named


def _has_numbers(line: list[Spot]) -> bool:
    """Whether a line after the table's last is one of values: who filled the form in leaves a telephone number at most."""
    numbers = [spot for spot in line if spot.anchor and read(spot.text).state in ("number", "zero")]
    return len(numbers) > 1


# --- columns ------------------------------------------------------------------------------------------


def _columns(sheet: Sheet, header: list[list[Spot]], found: Found) -> None:
    """Tell the columns by the heads in `header`; without heads those of the table's first part stay."""
    known = labels("applications")
    named = damaged("applications", header)
    for line in header:
        for spot in line:
            label = known.any(spot.text) if spot.anchor else None
            if label:
                found.met.append(Met(label, spot.text, spot, sheet))
                named = named or label.key in COLUMNS
    columns = _by_path(header)
    keys = [column.key for column in columns]
    official = [key for key in keys if key and key != ORGANISATIONS]
    if named and columns_hold("applications", header):
        if len(set(official)) == len(official) > 1:
            _take(columns, header, sheet, found)
    elif named:
        reading = by_order("applications", header)
        found.columns = _of_reading(reading) if reading else []
        found.odd.extend([reading.told(sheet)] if reading else [])
    elif not found.columns:
        # No heads at all: the form fixes the order of the columns.
        found.columns = [Column(key, "", 0, 0) for key in COLUMNS]
        found.odd.append(Odd("columns-by-order", "", sheet.address))


def _of_reading(reading: Reading) -> list[Column]:
    """The columns of heads that were read by order, with their slots where those count."""
    places = [(spot.column, spot.end) if reading.placed else (0, 0) for spot in reading.spots]
    return [
        Column(head.key, text, *place)
        for head, text, place in zip(reading.heads, reading.texts, places, strict=True)
    ]


def _take(columns: list[Column], header: list[list[Spot]], sheet: Sheet, found: Found) -> None:
    """Let `columns` be the table's, and note those whose heads the form has not."""
    known = labels("applications")
    found.columns = columns
    for column in columns:
        if not column.key and not known.any(column.text):
            head = next(
                spot
                for line in header
                for spot in line
                if column.start in spot.slots and spot.text.strip() == column.text
            )
            extra_column(found, column.text, head, sheet)


def _by_path(header: list[list[Spot]]) -> list[Column]:
    """The columns by what stands over each slot: 商业 over 企业 is 商业企业."""
    known = labels("applications")
    columns: list[Column] = []
    for slot, spots in enumerate(by_slot(header), 1):
        texts = path(spots)
        key, text = "", ""
        for depth in range(min(DEEPEST, len(texts)), 0, -1):
            text = "".join(texts[-depth:])
            label = known.head(text)
            if label or loose(text) in SUBTOTAL_HEADS:
                key = _key(label, texts)
                break
        if key or (texts and columns):
            add_column(columns, key, text if key else texts[-1], slot)
    return columns


def _key(label: Label | None, texts: list[str]) -> str:
    """The column's key; 总计 or 合计 under 法人或其他组织 is the subtotal that a tool adds."""
    under = any(loose(text).startswith("法人") for text in texts[:-1])
    if label is None or (label.key == "total" and under):
        return ORGANISATIONS
    return label.key


# --- rows ---------------------------------------------------------------------------------------------


def _line(line: list[Spot], sheet: Sheet, found: Found) -> Odd | None:
    """Walk one row. Gives what is strange about it, or None where its labels are known."""
    key, last, grouped, unknown = _labels_of(line, sheet, found)
    values = [spot for spot in line[last + 1 :] if spot.anchor]
    filled = any(spot.text.strip() for spot in values)
    # （六）其他处理 has values of its own in the form of 2019, blank ones too.
    whole = found.group == "other_handling" and len(values) >= len(found.columns)
    if not key and unknown is None and grouped and (filled or whole):
        key = found.group + "." + SUBTOTAL
    if not key and unknown is not None and filled:
        return Odd("extra-row", unknown.text, sheet.cell(unknown))
    if not key:
        return None if grouped else Odd("", "", "")
    pairs = align(values, found.columns)
    texts = tuple(spot.text for spot in line[: last + 1] if spot.text.strip())
    if pairs is None:
        anchor = next((spot for spot in reversed(line[: last + 1]) if spot.text.strip()), line[0])
        kind = "row-unaligned" if values else "row-empty"
        found.odd.append(Odd(kind, anchor.text, sheet.cell(anchor), key))
        found.rows.append(key)
    else:
        found.put(key, texts, pairs, sheet)
    return None


def _labels_of(line: list[Spot], sheet: Sheet, found: Found) -> tuple[str, int, bool, Spot | None]:
    """The row's key, where its labels end, whether it opens a group, and a label that the form has not."""
    known = labels("applications")
    key, last, grouped, inside = "", -1, False, False
    unknown: Spot | None = None
    values = _first_value(line, found)
    for position, spot in enumerate(line):
        text = spot.text
        if not text.strip():
            continue
        row, group, plain = known.in_row(text)
        label = row or group or plain
        if (key and (row is None or row.key != key)) or ((key or grouped) and position >= values):
            break  # A label's word behind a row's label is what somebody wrote for a value.
        if label is None:
            in_values = found.columns and 0 < found.columns[0].start <= spot.column
            if in_values or read(text).state != "text":
                break
            key = _inner(text, found, grouped, inside) if last >= 0 or found.group else ""
            if not key:
                unknown = unknown or spot
            last = position
            continue
        last = position
        if group:
            found.group = group.key
            inside = True
            grouped = spot.anchor or grouped
        elif row:
            key = row.key
            if "." not in key:
                found.group = ""
        if spot.anchor:
            found.met.append(Met(label, text, spot, sheet))
    return key, last, grouped, unknown if not key else None


def _first_value(line: list[Spot], found: Found) -> int:
    """Where in `line` its last cells begin, as many as there are columns of values."""
    cells = [position for position, spot in enumerate(line) if spot.anchor]
    count = len(found.columns)
    return cells[-count] if 0 < count <= len(cells) else len(line)


def _inner(text: str, found: Found, grouped: bool, inside: bool) -> str:
    """The key of a row whose label says something only where it stands: 小计, or 其他 and 总计 without their numbers.

    `inside` a group's cell 总计 is a subtotal; after the last group it is that of all, unless （七）总计 is there.
    """
    name = loose(without_number(text))
    if name == "总计" and not inside and found.group == "other_handling" and not _total_named(found):
        return "handled_total"
    if name in SUBTOTALS and (found.group or grouped):
        return found.group + "." + SUBTOTAL
    if name == "其他" and found.group == "other_handling":
        return "other_handling.other"
    if name in ("总计", "合计") and not found.group:
        return "handled_total"
    return ""
