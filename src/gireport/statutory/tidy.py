"""Tidy rows written as CSV, JSON lines or Parquet, one after the other, so that their number has no limit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import IO, Any, Literal, TypeAlias

import msgspec

from ..errors import UsageError
from .rows import COLUMNS, Row

DataFormat: TypeAlias = Literal["csv", "jsonl", "parquet"]

BOM = "\ufeff"
_BATCH = 50_000
_FORMULA = frozenset("=+-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊\t\r\n")
"""First characters, in whatever width, by which spreadsheet programs know a formula, or look for one behind them."""
_NUMBER = re.compile(r"[+\-＋－−]?\d+(?:[.．]\d+)?")
_TEXTS = tuple(name for name in COLUMNS if name not in ("year", "value"))


def write_csv(rows: Iterable[Row], out: IO[bytes], bom: bool = False) -> int:
    """Write `rows` as CSV (RFC 4180, UTF-8), with a byte-order mark for spreadsheet programs if `bom`.

    A text that a spreadsheet would take for a formula (it begins with =, +, -, @ in any width, a tab or a line end, and
    is no number) gets a ' before it. Gives the number of rows.
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
    return f"'{text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def write_jsonl(rows: Iterable[Row], out: IO[bytes]) -> int:
    """Write `rows` as JSON, one object a line; `value` is a JSON number, with exactly the digits it has."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    count = 0
    for row in rows:
        out.write(encoder.encode(row) + b"\n")
        count += 1
    return count


def write_parquet(rows: Iterable[Row], out: IO[bytes]) -> int:
    """Write `rows` as Parquet; `value` is a 64-bit float, which holds every count and every 分 of an amount.

    Raises:
        UsageError: pyarrow, which `pip install 'gireport[parquet]'` brings, is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow", hint="pip install 'gireport[parquet]'") from None
    few = pa.dictionary(pa.int32(), pa.string())
    kinds = {name: few for name in _TEXTS if name not in ("raw",)} | {
        "raw": pa.string(),
        "year": pa.int32(),
        "value": pa.float64(),
    }
    schema = pa.schema([(name, kinds[name]) for name in COLUMNS])
    count = 0
    source = iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(source, _BATCH)):
            columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in batch] for name in COLUMNS}
            columns["value"] = [None if row.value is None else float(row.value) for row in batch]
            writer.write_table(pa.table(columns, schema=schema))
            count += len(batch)
    return count


WRITERS: dict[DataFormat, Callable[..., int]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
