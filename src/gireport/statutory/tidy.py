"""Figures as tidy data: one row for each figure, written as CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import msgspec
from msgspec import Struct

from ..errors import UsageError
from ..model import Report
from ..model.messages import message
from .fact import facts_of
from .figure import figures
from .sections import with_section_titles_apart
from .slots import lines

COLUMNS = (
    "source", "organ", "year", "edition", "table", "key", "path", "value", "unit", "state", "raw", "cell",
)  # fmt: skip
"""The columns of a tidy row, in this order."""
PATH_SEPARATOR = " / "
_LONGEST_LINE = 1 << 20
"""Bytes of the first line of a file that are looked at."""


class TidyRow(Struct, frozen=True):
    """One figure of one report, with the columns `COLUMNS`.

    `value` is exact, in `unit` (件 or 万元); `path` are the labels of the figure, joined by ` / `. `source`
    names the file.
    """

    source: str
    organ: str | None
    year: int | None
    edition: str
    table: str
    key: str
    path: str
    value: Decimal | None
    unit: str
    state: str
    raw: str
    cell: str


def tidy_rows(report: Report, source: str = "") -> Iterator[TidyRow]:
    """The figures of `report` as rows; `source` names the file that it comes from."""
    divided = with_section_titles_apart(report)
    facts = facts_of(divided, lines(divided))
    organ = facts.organ.value if facts.organ else None
    year = facts.year.value if facts.year else None
    for one in figures(report):
        yield TidyRow(
            source,
            organ,
            year,
            one.edition,
            one.table,
            one.key,
            PATH_SEPARATOR.join(one.path),
            one.number,
            one.unit,
            one.state,
            one.raw,
            one.cell,
        )


def all_rows(reports: Iterable[tuple[str, Report]]) -> Iterator[TidyRow]:
    """The rows of any number of reports (each with its source), one report after the other: memory holds one
    at a time.
    """
    for source, report in reports:
        yield from tidy_rows(report, source)


# --- writers ------------------------------------------------------------------------------------------

BOM = "\ufeff"
_BATCH = 50_000
_FORMULA_STARTS = frozenset("=+-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊\t\r\n")
"""First characters, of any width, by which spreadsheet programs recognise a formula or skip to one behind
them.
"""
_NUMBER = re.compile(r"[+\-＋－−]?\d+(?:[.．]\d+)?")
_TEXTS = tuple(name for name in COLUMNS if name not in ("year", "value"))


def write_csv(rows: Iterable[TidyRow], out: IO[bytes], bom: bool = False) -> int:
    """Write `rows` as CSV (RFC 4180, UTF-8), with a byte-order mark for spreadsheet programs if `bom`.

    A text that a spreadsheet may read as a formula (it begins with =, +, -, @ in any width, a tab or a line
    end, and is not a number) gets a ' before it. Returns the number of rows.
    """
    if bom:
        out.write(BOM.encode())
    count = 0
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for count, row in enumerate(rows, 1):
        writer.writerow([_csv(getattr(row, name)) for name in COLUMNS])
        if count % 1000 == 0:
            out.write(line.getvalue().encode())
            line.seek(0)
            line.truncate()
    out.write(line.getvalue().encode())
    return count


def _csv(value: str | int | Decimal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if text[:1] in _FORMULA_STARTS and not _NUMBER.fullmatch(text) else text


def write_jsonl(rows: Iterable[TidyRow], out: IO[bytes]) -> int:
    """Write `rows` as JSON, one object a line; `value` is a JSON number with all its digits.

    Returns the number of rows.
    """
    encoder = msgspec.json.Encoder(decimal_format="number")
    count = 0
    for row in rows:
        out.write(encoder.encode(row) + b"\n")
        count += 1
    return count


def write_parquet(rows: Iterable[TidyRow], out: IO[bytes]) -> int:
    """Write `rows` as Parquet and return their number.

    `value` is a 64-bit float, which is exact for counts and for amounts down to a 分.

    Raises:
        UsageError: pyarrow, which `pip install 'gireport[parquet]'` brings, is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(message("statutory.needs-pyarrow")) from None
    repeated = pa.dictionary(pa.int32(), pa.string())
    types = {name: repeated for name in _TEXTS if name not in ("raw",)} | {
        "raw": pa.string(),
        "year": pa.int32(),
        "value": pa.float64(),
    }
    schema = pa.schema([(name, types[name]) for name in COLUMNS])
    count = 0
    source = iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(source, _BATCH)):
            columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in batch] for name in COLUMNS}
            columns["value"] = [None if row.value is None else float(row.value) for row in batch]
            writer.write_table(pa.table(columns, schema=schema))
            count += len(batch)
    return count


def is_csv(file: IO[bytes]) -> bool:
    """Whether `file` begins as `write_csv` writes it."""
    return file.read(100).removeprefix(BOM.encode()).startswith(",".join(COLUMNS).encode() + b"\r\n")


def is_jsonl(file: IO[bytes]) -> bool:
    """Whether `file` begins as `write_jsonl` writes it."""
    try:
        row = msgspec.json.decode(file.readline(_LONGEST_LINE))
    except msgspec.DecodeError:
        return False
    return isinstance(row, dict) and tuple(row) == COLUMNS


def is_parquet(file: IO[bytes]) -> bool:
    """Whether `file` is Parquet with the columns that `write_parquet` writes."""
    if file.read(4) != b"PAR1":
        return False
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return False
    try:
        return tuple(pq.read_schema(file).names) == COLUMNS
    except (pa.ArrowException, OSError):
        return False
