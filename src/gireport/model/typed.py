"""Whether a report that was made in code is made of what its types say."""

from __future__ import annotations

import datetime
import re
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .errors import ModelError
from .types import Block, Cell, Report, Table

_AT = re.compile(r" - at (?P<path>.*)$")
_RANGE = re.compile(r"Expected `[^`]*` [<>]")
# What msgspec would turn into text on the way.
_AS_THEY_ARE = (
    bytes,
    bytearray,
    memoryview,
    datetime.datetime,
    datetime.date,
    datetime.time,
    datetime.timedelta,
)


_ENCODE = msgspec.msgpack.Encoder().encode
_BLOCK = msgspec.msgpack.Decoder(Block).decode
_ROWS = msgspec.msgpack.Decoder(tuple[tuple[Cell, ...], ...]).decode
_REST = msgspec.msgpack.Decoder(Report).decode
_AT_ONCE = 64  # rows of a table


class _Stranger(Struct):
    """Stands for a value of a type that no report knows."""

    stranger: str


def expect_report(value: object) -> None:
    """Refuse what is no report: its path, its bytes.

    Raises:
        ModelError: it is none.
    """
    if not isinstance(value, Report):
        raise ModelError(f"a {type(value).__name__} is no report", hint="read it first")


def check_types(report: Report) -> None:
    """Refuse a value of the wrong type anywhere in `report`; ranges are the normal form's to mend or refuse.

    Raises:
        ModelError: `where` is its JSON path.
    """
    expect_report(report)
    try:
        if _returns(report):
            return
    except (msgspec.MsgspecError, TypeError, AttributeError, ValueError, OverflowError, RecursionError):
        pass  # what is wrong, and whether it is, is told below
    _refuse(report)


def _returns(report: Report) -> bool:
    """Whether `report` comes back from MessagePack as it went in; in pieces, for that is faster and takes no room."""
    for block in report.body:
        if type(block) is Table:
            for start in range(0, len(block.rows), _AT_ONCE):
                rows = block.rows[start : start + _AT_ONCE]
                if _ROWS(_ENCODE(rows)) != rows:
                    return False
            block = replace(block, rows=())
        if _BLOCK(_ENCODE(block)) != block:
            return False
    rest = replace(report, body=())
    return bool(_REST(_ENCODE(rest)) == rest)


def _refuse(report: Report) -> None:
    """Raise `ModelError` where a value in `report` is of the wrong type."""
    strangers: list[str] = []

    def stranger(value: object) -> Any:
        strangers.append(type(value).__name__)
        return _Stranger(strangers[-1])

    try:
        plain = msgspec.to_builtins(report, builtin_types=_AS_THEY_ARE, enc_hook=stranger)
        msgspec.convert(plain, Report)
    except RecursionError:
        return  # the normal form refuses what nests too deep
    except msgspec.ValidationError as error:
        said = str(error)
        if _RANGE.match(said) or said.startswith("Invalid value"):
            return
        found = _AT.search(said)
        cause = f"a {strangers[0]} cannot be here" if strangers else said[: found.start() if found else None]
        raise ModelError(cause, where=found["path"].replace("`", "") if found else "$") from None
